import Lozenge from '@atlaskit/lozenge';
import { Radio } from '@atlaskit/radio';
import { settings } from '../../../locales/en.json';
import type { ModelView } from '../../../src/contract/scoring';
import { formulaOf } from '../formula';
import { draftChanged, DRAFT, selectedModel, type OpenModel } from './model-state';

const text = settings.model;

interface ModelChoiceProps {
  readonly open: OpenModel;
  readonly onSelect: (id: string) => void;
}

/** The built-in models, the project's own one, and the one being written. */
export function ModelChoice({ open, onSelect }: ModelChoiceProps) {
  const { saved, selected, draft, status } = open;
  const changesOwn = draft !== null && draft.now.id !== null;
  const written = draft === null ? null : selectedModel(open);
  return (
    <fieldset className="choices" disabled={status === 'saving'}>
      <legend className="visually-hidden">{text.choices}</legend>
      {[...saved.builtIn, ...(saved.own === null ? [] : [saved.own])].map((model) => {
        const isWritten = changesOwn && model.id === saved.own?.id && written !== null;
        return (
          <Choice
            key={model.id}
            model={isWritten ? written : model}
            isChecked={isWritten || selected === model.id}
            isCurrent={model.id === saved.chosen}
            isEdited={isWritten && draftChanged(open)}
            onSelect={() => onSelect(isWritten ? DRAFT : model.id)}
          />
        );
      })}
      {written !== null && !changesOwn && (
        <Choice model={written} isChecked isCurrent={false} isEdited={draftChanged(open)} onSelect={() => onSelect(DRAFT)} />
      )}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly model: ModelView;
  readonly isChecked: boolean;
  readonly isCurrent: boolean;
  readonly isEdited: boolean;
  readonly onSelect: () => void;
}

function Choice({ model, isChecked, isCurrent, isEdited, onSelect }: ChoiceProps) {
  return (
    <Radio
      name="model"
      value={model.id}
      isChecked={isChecked}
      onChange={onSelect}
      label={
        <span className="choice-text">
          <span className="choice-name">
            <strong dir="auto">{model.name === '' ? text.ownDraft : model.name}</strong>
            {isCurrent && <Lozenge appearance="success">{text.current}</Lozenge>}
            {isEdited && <Lozenge appearance="inprogress">{text.edited}</Lozenge>}
          </span>
          <span className="quiet" dir="auto">
            {formulaOf(model)}
          </span>
        </span>
      }
    />
  );
}
