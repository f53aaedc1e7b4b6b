import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useEffect, useId, useRef, useState } from 'react';
import { acceptancePages } from '../../../locales/en.json';
import { LONGEST_FEEDBACK, readWaysBack } from '../../../src/contract/acceptance';
import { ask } from '../../shared/client';
import { Field } from '../../shared/field';
import { NativeSelect } from '../../shared/native-select';
import type { DecisionApi, Way } from './use-decision';

const text = acceptancePages.waiting;
const STAYS = '';

interface RejectFormProps {
  readonly issueId: string;
  readonly api: DecisionApi;
  readonly describedBy: string;
}

/** What does not hold yet, in words its assignee reads, and where the story goes. */
export function RejectForm({ issueId, api, describedBy }: RejectFormProps) {
  const id = useId();
  const words = useRef<HTMLTextAreaElement>(null);
  const [ways, setWays] = useState<readonly Way[] | 'loading' | 'failed'>('loading');
  const [chosen, setChosen] = useState(STAYS);
  const isBusy = api.sending !== null;
  useEffect(() => words.current?.focus(), []);
  useEffect(() => {
    let current = true;
    void ask(readWaysBack, { issueId }).then((answer) => {
      if (!current) return;
      setWays(answer.ok ? answer.data.ways : 'failed');
      if (answer.ok && answer.data.suggested !== null) setChosen(answer.data.suggested);
    });
    return () => {
      current = false;
    };
  }, [issueId]);

  const send = (): void => {
    api.reject(typeof ways === 'string' ? null : (ways.find(({ transitionId }) => transitionId === chosen) ?? null));
    if (api.words.trim() === '') words.current?.focus();
  };

  return (
    <form
      className="request-sentence"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label={text.feedback} help={text.feedbackHelp} fault={api.isEmpty ? text.noFeedback : undefined}>
        {(control) => (
          <TextArea
            {...control}
            aria-describedby={`${control['aria-describedby']} ${describedBy}`}
            ref={words}
            resize="smart"
            minimumRows={2}
            dir="auto"
            maxLength={LONGEST_FEEDBACK}
            isReadOnly={isBusy}
            value={api.words}
            onChange={(event) => api.write(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && !isBusy) api.open(false);
            }}
          />
        )}
      </Field>
      {ways === 'failed' ? (
        <p className="quiet">{text.waysFailed}</p>
      ) : (
        (ways === 'loading' || ways.length > 0) && (
          <Field label={text.then} className="waiting-way">
            {({ isInvalid: _, ...control }) => (
              <NativeSelect
                {...control}
                aria-busy={ways === 'loading'}
                disabled={isBusy || ways === 'loading'}
                value={chosen}
                onChange={(event) => setChosen(event.target.value)}
              >
                <option value={STAYS}>{ways === 'loading' ? text.waysLoading : text.stays}</option>
                {ways !== 'loading' &&
                  ways.map(({ transitionId, to }) => (
                    <option key={transitionId} value={transitionId}>
                      {to}
                    </option>
                  ))}
              </NativeSelect>
            )}
          </Field>
        )
      )}
      <div className="buttons">
        <Button
          type="submit"
          appearance="primary"
          spacing="compact"
          isLoading={isBusy}
          isDisabled={ways === 'loading'}
          aria-describedby={describedBy}
        >
          {text.rejectNow}
        </Button>
        <Button appearance="subtle" spacing="compact" isDisabled={isBusy} onClick={() => api.open(false)}>
          {text.cancel}
        </Button>
        <span id={id} role="status" className="visually-hidden">
          {isBusy && text.saving}
        </span>
      </div>
    </form>
  );
}
