import Button from '@atlaskit/button/new';
import { Radio } from '@atlaskit/radio';
import Textfield from '@atlaskit/textfield';
import { useEffect, useId, useRef, useState } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { giveVerdict, VERDICTS, type SprintRecordView } from '../../../src/contract/sprints';
import { ask } from '../../shared/client';
import { Failure } from '../../shared/failure';
import { Field } from '../../shared/field';
import type { Place } from '../../shared/use-place';
import { Happened } from './record-item';
import { VerdictMark, type Verdict } from './verdict-mark';

const text = backlog.sprints.waiting;
const { verdicts } = backlog.sprints;

/** As the contract has it (src/contract/sprints.ts). */
const LONGEST_SENTENCE = 500;

interface VerdictFormProps {
  readonly record: SprintRecordView;
  readonly place: Place;
  /** Something is written in here: it stays, whatever is read. */
  readonly onHold: (isHeld: boolean) => void;
  readonly onDone: (record: SprintRecordView, sentence: string) => void;
}

/** Whether the goal was reached, and a sentence on why (C5). */
export function VerdictForm({ record, place, onHold, onDone }: VerdictFormProps) {
  const id = useId();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [sentence, setSentence] = useState('');
  const [isTried, setTried] = useState(false);
  const [tries, setTries] = useState(0);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const { sprint } = record;
  const isBlank = sentence.trim() === '';

  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[data-faulty] input, [aria-invalid=true]')?.focus();
  }, [tries]);

  const send = (): void => {
    if (isSending) return;
    setTried(true);
    if (verdict === null || isBlank) return setTries((count) => count + 1);
    setSending(true);
    setFailure(null);
    void ask(giveVerdict, { projectId: place.projectId, sprintId: sprint.id, verdict, sentence: sentence.trim() }).then((answer) => {
      setSending(false);
      if (answer.ok) onDone(answer.data.record, fill(text.given, { sprint: sprint.name, verdict: verdicts[verdict] }));
      else setFailure(answer.message);
    });
  };

  return (
    <form
      ref={form}
      className="sprint sprint-task"
      aria-labelledby={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h3 id={id} dir="auto">
        {fill(text.goalOf, { sprint: sprint.name })}
      </h3>
      <p dir="auto">{sprint.goal === '' ? text.noGoal : sprint.goal}</p>
      <Happened record={record} reader={place.reader} />
      <fieldset
        className="verdict-choices"
        disabled={isSending}
        data-faulty={(isTried && verdict === null) || undefined}
        aria-describedby={`${id}-fault`}
      >
        <legend className="field-label">{text.verdict}</legend>
        {VERDICTS.map((each) => (
          <Radio
            key={each}
            name={`${id}-verdict`}
            value={each}
            isChecked={verdict === each}
            onChange={() => {
              setVerdict(each);
              onHold(true);
            }}
            label={
              <span className="verdict-choice">
                <VerdictMark verdict={each} />
                <span>
                  {verdicts[each]} <span className="quiet">{verdicts[`${each}Means`]}</span>
                </span>
              </span>
            }
          />
        ))}
        <p id={`${id}-fault`} role="alert" className="request-fault">
          {isTried && verdict === null && text.noVerdict}
        </p>
      </fieldset>
      <Field label={text.sentence} help={text.sentenceHelp} fault={isTried && isBlank ? text.noSentence : undefined}>
        {(control) => (
          <Textfield
            {...control}
            autoComplete="off"
            maxLength={LONGEST_SENTENCE}
            isReadOnly={isSending}
            value={sentence}
            onChange={(event) => {
              const { value } = event.target as HTMLInputElement;
              setSentence(value);
              onHold(value !== '' || verdict !== null);
            }}
          />
        )}
      </Field>
      {failure !== null && <Failure sentence={fill(text.failedKept, { reason: failure })} onRetry={send} />}
      <div className="buttons">
        <Button type="submit" appearance="primary" isLoading={isSending}>
          {text.give}
        </Button>
        <span role="status" className="visually-hidden">
          {isSending && text.saving}
        </span>
      </div>
    </form>
  );
}
