import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useEffect, useRef, useState } from 'react';
import { cancelSprint as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CancelView } from '../../src/contract/sprints';
import { Failure } from '../shared/failure';
import { Field } from '../shared/field';
import type { Reader } from '../shared/reader';
import { MomentIn } from '../shared/requests/moment-in';
import { buttonWords } from './cancel-words';
import { CloseButton } from './close-button';
import { Destination } from './destination';
import { Foot } from './foot';
import { BLANK, LONGEST_REASON, readDraft, SHORTEST_REASON, type Draft } from './draft';
import type { CancelApi } from './use-cancel';

interface CancelFormProps {
  readonly view: CancelView;
  readonly unfinished: number;
  readonly reader: Reader;
  readonly api: CancelApi;
}

/** Where the unfinished work goes, why, and a button that says what it does. */
export function CancelForm({ view: { sprint, targets, may, asked }, unfinished, reader, api }: CancelFormProps) {
  const [draft, setDraft] = useState(BLANK);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const { isSending, failure } = api;

  useEffect(() => {
    if (tries === 0) return;
    const area = form.current?.querySelector<HTMLElement>('textarea');
    area?.focus();
    // With what is wrong with it, which stands below.
    area?.closest('.field')?.scrollIntoView({ block: 'nearest' });
  }, [tries]);

  const write = (change: Partial<Draft>): void => setDraft((now) => ({ ...now, ...change }));
  const send = (): void => {
    if (isSending) return;
    const read = readDraft(draft, targets);
    setFault(read.kind === 'faulty' ? read.fault : undefined);
    if (read.kind === 'faulty') return setTries((count) => count + 1);
    api.start(read.input);
  };

  return (
    <form
      ref={form}
      className="cancel-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {asked !== null && (
        <p className="quiet" dir="auto">
          <MomentIn sentence={text.askedOfYou} at={asked.at} locale={reader.locale} />
        </p>
      )}
      {unfinished > 0 && <Destination draft={draft} targets={targets} isSending={isSending} onWrite={write} />}
      <Field label={text.reason} help={fill(text.reasonHelp, { min: SHORTEST_REASON })} fault={fault}>
        {(control) => (
          <TextArea
            {...control}
            resize="smart"
            minimumRows={2}
            maxLength={LONGEST_REASON}
            isRequired
            value={draft.reason}
            isReadOnly={isSending}
            onChange={(event) => {
              setFault(undefined);
              write({ reason: event.target.value });
            }}
          />
        )}
      </Field>
      <Foot
        words={
          <>
            {failure !== null && <Failure sentence={fill(text.notDone, { reason: failure })} onRetry={send} />}
            <p className="quiet" dir="auto">
              {may.for !== null && (
                <span>{may.for.name === null ? text.forOwnerUnnamed : fill(text.forOwner, { name: may.for.name })} </span>
              )}
              {sprint.state === 'future' ? text.means.future : text.means.active}
            </p>
          </>
        }
      >
        <Button type="submit" appearance="danger" isLoading={isSending}>
          {buttonWords(sprint, unfinished, reader.locale)}
        </Button>
        <CloseButton label={text.keep} appearance="subtle" isDisabled={isSending} />
        <span role="status" className="visually-hidden">
          {isSending && text.sending}
        </span>
      </Foot>
    </form>
  );
}
