import { Radio } from '@atlaskit/radio';
import Textfield from '@atlaskit/textfield';
import { useEffect, useRef, useState } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { OwnCombination } from '../../../src/features/scoring/custom-model';
import { Field } from '../../shared/field';
import { changeCombination, mapped, type Draft } from './draft';
import { FactorList } from './factor-list';

const text = settings.editor;
const COMBINATIONS: readonly OwnCombination[] = ['ratio', 'product', 'mean', 'weighted'];
const ROLE_NAMES = { benefit: text.roleBenefit, multiplier: text.roleMultiplier, cost: text.roleCost } as const;

export interface EditorProps {
  readonly draft: Draft;
  readonly faults: Readonly<Record<string, string>>;
  /** Counts attempts to save; after each, the first fault gets the focus. */
  readonly tried: number;
  readonly isDisabled: boolean;
  readonly onWrite: (draft: Draft, places: readonly string[]) => void;
  readonly onVisit: (place: string) => void;
}

/** The project's own model: its name, its formula and its questions. */
export function Editor({ draft, faults, tried, isDisabled, onWrite, onVisit }: EditorProps) {
  const region = useRef<HTMLFieldSetElement>(null);
  const name = useRef<HTMLInputElement>(null);
  /** What another formula did to the questions. */
  const [changed, setChanged] = useState('');

  // Whoever asked for it goes on here.
  useEffect(() => name.current?.focus(), []);

  useEffect(() => {
    if (tried > 0) region.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-fault]')?.focus();
  }, [tried]);

  const combine = (combination: OwnCombination): void => {
    const next = changeCombination(draft, combination);
    const changes = mapped(draft, next).map(({ label, role }) => fill(text.mappedOne, { label, role: ROLE_NAMES[role] }));
    setChanged(changes.length === 0 ? '' : fill(text.mapped, { factors: changes.join(', ') }));
    onWrite(next, ['factors', ...draft.rows.flatMap(({ id }) => [`${id}.role`, `${id}.scale`, `${id}.weight`])]);
  };

  const { source } = draft;
  return (
    <fieldset ref={region} className="editor" disabled={isDisabled}>
      <legend className="editor-title">{text.title}</legend>
      {source !== null && draft.id === null && <p className="quiet">{fill(text.basedOn, { model: source.name })}</p>}
      {source?.combination === 'gap' && <p>{fill(text.gapCopied, { model: source.name })}</p>}
      <Field label={text.name} help={text.nameHelp} fault={faults['name']}>
        {(control) => (
          <Textfield
            {...control}
            ref={name}
            autoComplete="off"
            dir="auto"
            value={draft.name}
            onChange={(event) => onWrite({ ...draft, name: (event.target as HTMLInputElement).value }, ['name'])}
            onBlur={() => onVisit('name')}
          />
        )}
      </Field>
      <fieldset className="choices">
        <legend className="field-label">{text.combination}</legend>
        {COMBINATIONS.map((combination) => (
          <Radio
            key={combination}
            name="combination"
            value={combination}
            isChecked={draft.combination === combination}
            onChange={() => combine(combination)}
            label={
              <span className="choice-text">
                <strong>{text[combination]}</strong>
                <span>{text[`${combination}Explain`]}</span>
                <span className="quiet">{text[`${combination}Shape`]}</span>
              </span>
            }
          />
        ))}
      </fieldset>
      <p role="status" dir="auto">
        {changed}
      </p>
      <FactorList draft={draft} faults={faults} onWrite={onWrite} onVisit={onVisit} />
    </fieldset>
  );
}
