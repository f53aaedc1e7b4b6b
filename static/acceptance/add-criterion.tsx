import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { LONGEST_CRITERION, MOST_CRITERIA } from '../../src/contract/acceptance';
import { criteriaInText } from '../../src/features/acceptance/rules/criteria-in-text';
import { Field } from '../shared/field';
import { numberText } from '../shared/numbers';
import { tooLong } from './drafts';

interface AddCriterionProps {
  /** So many are on the checklist. */
  readonly count: number;
  readonly locale: string;
  readonly field: RefObject<HTMLTextAreaElement>;
  readonly onAdd: (texts: readonly string[]) => void;
}

/** One criterion after another: Enter adds it and leaves the cursor for the next. Many lines that are pasted may become as many criteria. */
export function AddCriterion({ count, locale, field, onAdd }: AddCriterionProps) {
  const [typed, setTyped] = useState('');
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const offer = useRef<HTMLDivElement>(null);
  const room = Math.max(0, MOST_CRITERIA - count);
  const value = typed.trim();
  const fault = room === 0 ? text.full : tooLong(value, LONGEST_CRITERION, text.tooLong);

  const add = (): void => {
    field.current?.focus();
    if (value === '' || fault !== undefined) return;
    onAdd([value]);
    setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  return (
    <div className="add">
      <Field label={text.add} fault={fault} className="add-field">
        {(control) => (
          <TextArea
            {...control}
            ref={field}
            aria-describedby={`${control['aria-describedby']} acceptance-add-keys`}
            dir="auto"
            resize="smart"
            minimumRows={1}
            isCompact
            value={typed}
            placeholder={text.addPlaceholder}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              const raw = event.clipboardData.getData('text/plain');
              const texts = criteriaInText(raw);
              if (texts.length < 2) return;
              event.preventDefault();
              setPasted({ raw, texts });
              requestAnimationFrame(() => offer.current?.querySelector('button')?.focus());
            }}
          />
        )}
      </Field>
      <span id="acceptance-add-keys" className="visually-hidden">
        {text.addHelp}
      </span>
      {pasted === null ? (
        value !== '' && (
          <Button spacing="compact" isDisabled={fault !== undefined} onClick={add}>
            {text.addButton}
          </Button>
        )
      ) : (
        <div ref={offer} className="offer" role="group" aria-label={text.pastedLabel}>
          <p role="status">
            {fill(text.pasted, { count: numberText(pasted.texts.length, locale) })}{' '}
            {pasted.texts.length > room && fill(text.pastedTooMany, { room: numberText(room, locale) })}
          </p>
          <div className="buttons">
            {room > 0 && (
              <Button
                appearance="primary"
                spacing="compact"
                onClick={() => {
                  onAdd(pasted.texts.slice(0, room));
                  setPasted(null);
                  field.current?.focus();
                }}
              >
                {fill(text.addAll, { count: numberText(Math.min(room, pasted.texts.length), locale) })}
              </Button>
            )}
            <Button
              spacing="compact"
              onClick={() => {
                setTyped((now) => (now === '' ? pasted.raw : `${now}\n${pasted.raw}`));
                setPasted(null);
                field.current?.focus();
              }}
            >
              {text.asOne}
            </Button>
            <Button
              appearance="subtle"
              spacing="compact"
              onClick={() => {
                setPasted(null);
                field.current?.focus();
              }}
            >
              {text.cancel}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

interface Pasted {
  readonly raw: string;
  readonly texts: readonly string[];
}
