import Button from '@atlaskit/button/new';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { ModelView } from '../../../src/contract/scoring';
import { blank, changeOf, copyOf, type Draft } from './draft';

const text = settings.model;

interface MakeOwnProps {
  /** The model selected. */
  readonly model: ModelView;
  readonly own: ModelView | null;
  readonly locale: string;
  readonly onDraft: (draft: Draft) => void;
}

/** The ways to a model of the project's own: from the one selected, or from nothing. */
export function MakeOwn({ model, own, locale, onDraft }: MakeOwnProps) {
  return (
    <div className="actions">
      {model.id === own?.id ? (
        <Button onClick={() => onDraft(changeOf(own, locale))}>{fill(text.change, { model: own.name })}</Button>
      ) : (
        <Button onClick={() => onDraft(copyOf(model, fill(text.copyName, { model: model.name }), locale))}>
          {fill(text.make, { model: model.name })}
        </Button>
      )}
      <Button appearance="subtle" onClick={() => onDraft(blank(locale))}>
        {text.blank}
      </Button>
    </div>
  );
}
