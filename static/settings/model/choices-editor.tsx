import Button, { IconButton } from '@atlaskit/button/new';
import CrossIcon from '@atlaskit/icon/core/cross';
import Textfield from '@atlaskit/textfield';
import { useEffect, useRef, type FocusEvent } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { ScaleEditorProps } from './scale-editor';
import type { ChoiceText } from './scale-presets';

const text = settings.scale;
/** What the contract takes at most. */
const MAX_CHOICES = 30;

interface ChoicesEditorProps extends Omit<ScaleEditorProps, 'onLeave'> {
  readonly onBlur: (event: FocusEvent) => void;
}

/** Answers with names: a row each, its value and what people read. */
export function ChoicesEditor({ scale, fault, onChange, onBlur }: ChoicesEditorProps) {
  const { choices, unit } = scale;
  const table = useRef<HTMLDivElement>(null);
  const focusNext = useRef<string | null>(null);

  useEffect(() => {
    if (focusNext.current !== null) table.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = null;
  });

  const put = (next: readonly ChoiceText[]): void => onChange({ ...scale, choices: next });
  const write = (id: number, change: Partial<ChoiceText>): void =>
    put(choices.map((choice) => (choice.id === id ? { ...choice, ...change } : choice)));

  const add = (): void => {
    const id = Math.max(-1, ...choices.map((choice) => choice.id)) + 1;
    focusNext.current = `[data-choice="${id}"] input`;
    put([...choices, { id, value: '', label: '' }]);
  };

  const remove = (id: number, index: number): void => {
    const next = choices[index + 1] ?? choices[index - 1];
    focusNext.current = next ? `[data-choice="${next.id}"] button` : '[data-add]';
    put(choices.filter((choice) => choice.id !== id));
  };

  const isNamed = choices.every(({ label }) => label.trim() !== '');
  return (
    <div ref={table} className="choice-rows" role="group" aria-label={text.choicesOf}>
      {unit === '%' && <p className="quiet">{text.percentValues}</p>}
      <div className="choice-row" aria-hidden="true">
        <span className="field-label">{text.valueHead}</span>
        <span className="field-label">{text.choiceHead}</span>
      </div>
      {choices.map(({ id, value, label }, index) => (
        <div key={id} className="choice-row" data-choice={id}>
          <Textfield
            aria-label={fill(text.value, { number: index + 1 })}
            inputMode="decimal"
            autoComplete="off"
            onBlur={onBlur}
            isInvalid={fault !== undefined && isNamed}
            value={value}
            onChange={(event) => write(id, { value: (event.target as HTMLInputElement).value })}
          />
          <Textfield
            aria-label={fill(text.choice, { number: index + 1 })}
            autoComplete="off"
            onBlur={onBlur}
            dir="auto"
            isInvalid={fault !== undefined && label.trim() === ''}
            value={label}
            onChange={(event) => write(id, { label: (event.target as HTMLInputElement).value })}
          />
          <IconButton
            appearance="subtle"
            icon={CrossIcon}
            label={fill(text.removeChoice, { number: index + 1 })}
            onClick={() => remove(id, index)}
          />
        </div>
      ))}
      <div className="actions">
        <Button spacing="compact" data-add isDisabled={choices.length >= MAX_CHOICES} onClick={add}>
          {text.addChoice}
        </Button>
      </div>
    </div>
  );
}
