import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useEffect, useId, useReducer, useRef, useState } from 'react';
import { team as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { ModelView } from '../../../src/contract/scoring';
import { merge } from '../../../src/features/scoring/rules';
import type { Inputs } from '../../../src/features/scoring/model';
import { Factors } from '../factors';
import { Failure } from '../failure';
import { Field } from '../field';
import { typedEvent, type Typed } from '../scale';
import type { Answers } from '../use-answers';

interface OverrideFormProps {
  readonly model: ModelView;
  /** What counts now. */
  readonly inputs: Inputs;
  readonly locale: string;
  readonly isSending: boolean;
  readonly failure: string | null;
  readonly onSet: (answers: Answers, reason: string) => void;
  readonly onCancel: () => void;
}

const LONGEST_REASON = 500;

interface Draft {
  readonly answers: Answers;
  readonly errors: Readonly<Record<string, string | null>>;
}

function write({ answers, errors }: Draft, event: Typed): Draft {
  const otherErrors = Object.fromEntries(Object.entries(errors).filter(([key]) => key !== event.key));
  if (event.type === 'answered') return { answers: { ...answers, [event.key]: event.answer }, errors: otherErrors };
  const otherAnswers = Object.fromEntries(Object.entries(answers).filter(([key]) => key !== event.key));
  return { answers: otherAnswers, errors: { ...errors, [event.key]: event.sentence } };
}

/** Other answers than the team's, with a reason (S5). Only what is changed here is set. */
export function OverrideForm({ model, inputs, locale, isSending, failure, onSet, onCancel }: OverrideFormProps) {
  const id = useId();
  const [{ answers, errors }, dispatch] = useReducer(write, { answers: {}, errors: {} });
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<'reason' | 'answers' | null>(null);
  const form = useRef<HTMLFormElement>(null);

  // Who opened it begins at its first question.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), []);

  const changed = Object.fromEntries(Object.entries(answers).filter(([key, answer]) => answer !== null && answer !== inputs[key]));
  const set = (): void => {
    if (isSending || Object.values(errors).some((error) => error !== null)) return;
    const missing = Object.keys(changed).length === 0 ? 'answers' : reason.trim() === '' ? 'reason' : null;
    setFault(missing);
    if (missing === 'reason') form.current?.querySelector<HTMLElement>(`[name="${id}-reason"]`)?.focus();
    if (missing === null) onSet(changed, reason);
  };

  return (
    <form
      ref={form}
      className="override"
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        set();
      }}
    >
      <h3 id={`${id}-title`}>{text.title}</h3>
      <p className="quiet">{text.explain}</p>
      <Factors
        model={model}
        inputs={merge(inputs, answers)}
        errors={errors}
        locale={locale}
        label={text.title}
        onAnswer={(key, typed, finished) => {
          // Leaving a question for the reason that is missing is no answer to that.
          setFault((now) => (now === 'answers' ? null : now));
          dispatch(typedEvent(model, locale, key, typed, finished));
        }}
        onLeave={() => undefined}
      />
      <p className="field-fault" role="alert">
        {fault === 'answers' && text.noAnswers}
      </p>
      <Field label={text.reason} help={text.reasonHelp} fault={fault === 'reason' ? text.noReason : undefined}>
        {(control) => (
          <Textfield
            {...control}
            name={`${id}-reason`}
            value={reason}
            isReadOnly={isSending}
            maxLength={LONGEST_REASON}
            autoComplete="off"
            onChange={(event) => {
              setFault(null);
              setReason((event.target as HTMLInputElement).value);
            }}
          />
        )}
      </Field>
      {failure !== null && <Failure sentence={fill(text.failedKept, { reason: failure })} onRetry={set} />}
      <div className="buttons">
        <Button type="submit" appearance="primary" isLoading={isSending}>
          {text.send}
        </Button>
        <Button appearance="subtle" isDisabled={isSending} onClick={onCancel}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}
