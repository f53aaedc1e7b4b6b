import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useEffect, useRef } from 'react';
import { acceptancePages, saving } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { TemplatesView, TemplateView } from '../../../src/contract/acceptance';
import { Field } from '../field';
import { LONGEST_NAME } from './checklists';
import { ItemList } from './item-list';

const text = acceptancePages.checklists.templates;

interface TemplateEditorProps {
  readonly template: TemplateView;
  readonly types: TemplatesView['types'];
  readonly faults: Readonly<Record<string, string>>;
  readonly isDisabled: boolean;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onChange: (template: TemplateView) => void;
  readonly onRemove: () => void;
  /** Null while there is something to save or discard. */
  readonly onLeave: (() => void) | null;
}

/** One template while it is written: what it is called, which issues it is for, and its criteria. */
export function TemplateEditor({ template, types, faults, isDisabled, typed, onType, onChange, onRemove, onLeave }: TemplateEditorProps) {
  const name = useRef<HTMLInputElement>(null);
  const { id, typeIds, onCreation, items } = template;
  const called = nameOf(template);

  // Whoever asked for it goes on here.
  useEffect(() => name.current?.focus(), []);

  return (
    <fieldset className="checklist-editor" disabled={isDisabled}>
      <legend className="visually-hidden">{called}</legend>
      <Field label={text.name} fault={faults[id]}>
        {(control) => (
          <Textfield
            {...control}
            ref={name}
            autoComplete="off"
            dir="auto"
            maxLength={LONGEST_NAME}
            value={template.name}
            onChange={(event) => onChange({ ...template, name: (event.target as HTMLInputElement).value })}
          />
        )}
      </Field>
      <fieldset className="ticks">
        <legend className="field-label">{text.types}</legend>
        {types.map((type) => (
          <label key={type.id} className="tick">
            <input
              type="checkbox"
              checked={typeIds.includes(type.id)}
              onChange={(event) => {
                const { checked } = event.target;
                onChange({ ...template, typeIds: types.flatMap((each) => (isChosen(each.id) ? [each.id] : [])) });
                function isChosen(other: string): boolean {
                  return other === type.id ? checked : typeIds.includes(other);
                }
              }}
            />
            <span>{type.name}</span>
          </label>
        ))}
        <p className="field-help">{text.typesHelp}</p>
      </fieldset>
      <label className="tick">
        <input type="checkbox" checked={onCreation} onChange={(event) => onChange({ ...template, onCreation: event.target.checked })} />
        <span>{text.onCreation}</span>
      </label>
      <ItemList
        label={fill(text.items, { name: called })}
        items={items}
        faults={faults}
        isDisabled={isDisabled}
        typed={typed}
        onType={onType}
        onChange={(next) => onChange({ ...template, items: [...next] })}
      />
      <div className="actions">
        {onLeave !== null && (
          <Button spacing="compact" onClick={onLeave}>
            {saving.cancel}
          </Button>
        )}
        <Button appearance="subtle" spacing="compact" isDisabled={isDisabled} onClick={onRemove}>
          {fill(text.remove, { name: called })}
        </Button>
      </div>
    </fieldset>
  );
}

export const nameOf = ({ name }: Pick<TemplateView, 'name'>): string => (name.trim() === '' ? text.unnamed : name.trim());
