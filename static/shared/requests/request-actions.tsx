import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useEffect, useId, useRef } from 'react';
import { ask as text, panel } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { RequestView } from '../../../src/contract/requests';
import { Failure } from '../failure';
import { approveMeans, approveWords } from './request-words';
import type { RequestApi, Saying } from './use-request';

/** As the contract has it (src/contract/requests.ts). */
export const LONGEST_SENTENCE = 500;

const LABELS = { decline: text.declineLabel, askBack: text.askBackLabel, answer: text.answerLabel } as const;

interface RequestActionsProps {
  readonly request: RequestView;
  readonly api: RequestApi;
  /** Says to a screen reader which request a button belongs to. */
  readonly describedBy: string;
  /** Who reads what is written, in a sentence. */
  readonly readBy: string | null;
}

/** What this person may do with a request: one click, or one sentence. */
export function RequestActions({ request, api, describedBy, readBy }: RequestActionsProps) {
  const { may, moved, status } = request;
  const { saying, sending, failure, outcome } = api;
  const result = useRef<HTMLParagraphElement>(null);

  // The button that was pressed has gone, or means something else now.
  useEffect(() => {
    if (outcome !== null) result.current?.focus({ preventScroll: true });
  }, [outcome]);

  const isBusy = sending !== null;
  const means = may.decide && may.approve && moved === null ? approveMeans(request) : null;
  const buttons = saying === null && (may.approve || may.decide || may.answer || may.withdraw);
  return (
    <>
      <p ref={result} role="status" tabIndex={-1} className="request-outcome" dir="auto">
        {outcome}
      </p>
      {buttons && means !== null && (
        <p className="quiet" dir="auto">
          {means}
        </p>
      )}
      {buttons && (
        <div className="buttons">
          {may.decide && (
            <Button
              appearance="primary"
              spacing="compact"
              isDisabled={!may.approve || moved !== null || isBusy}
              isLoading={sending === 'approve'}
              onClick={() => api.act('approve')}
              aria-describedby={describedBy}
            >
              {approveWords(request)}
            </Button>
          )}
          {may.decide && (
            <Button spacing="compact" isDisabled={isBusy} onClick={() => api.say('decline')} aria-describedby={describedBy}>
              {text.decline}
            </Button>
          )}
          {may.decide && (
            <Button
              appearance="subtle"
              spacing="compact"
              isDisabled={isBusy}
              onClick={() => api.say('askBack')}
              aria-describedby={describedBy}
            >
              {text.askBack}
            </Button>
          )}
          {may.answer && (
            <Button
              appearance={status === 'asked-back' ? 'primary' : 'default'}
              spacing="compact"
              isDisabled={isBusy}
              onClick={() => api.say('answer')}
              aria-describedby={describedBy}
            >
              {text.answer}
            </Button>
          )}
          {may.withdraw && (
            <Button
              spacing="compact"
              isDisabled={isBusy}
              isLoading={sending === 'withdraw'}
              onClick={() => api.act('withdraw')}
              aria-describedby={describedBy}
            >
              {text.withdraw}
            </Button>
          )}
        </div>
      )}
      {saying !== null && <Sentence saying={saying} api={api} readBy={readBy} describedBy={describedBy} />}
      {failure !== null && (
        <Failure
          sentence={fill(saying === null ? text.failed : text.failedKept, { reason: failure.message })}
          onRetry={() => api.act(failure.deed)}
        />
      )}
    </>
  );
}

interface SentenceProps extends Pick<RequestActionsProps, 'api' | 'readBy' | 'describedBy'> {
  readonly saying: Saying;
}

/** One sentence, in place. */
function Sentence({ saying, api, readBy, describedBy }: SentenceProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [saying]);
  const isBusy = api.sending !== null;
  return (
    <form
      className="request-sentence"
      onSubmit={(event) => {
        event.preventDefault();
        api.act(saying);
        if (api.typed.trim() === '') field.current?.focus();
      }}
    >
      <label htmlFor={id}>{LABELS[saying]}</label>
      <Textfield
        ref={field}
        id={id}
        value={api.typed}
        maxLength={LONGEST_SENTENCE}
        isInvalid={api.isEmpty}
        isReadOnly={isBusy}
        autoComplete="off"
        aria-describedby={`${id}-fault ${id}-help ${describedBy}`}
        onKeyDown={(event) => {
          if (event.key === 'Escape') api.say(null);
        }}
        onChange={(event) => api.type((event.target as HTMLInputElement).value)}
      />
      <p id={`${id}-fault`} role="alert" className="request-fault">
        {api.isEmpty && text.writeSentence}
      </p>
      <p id={`${id}-help`} className="quiet">
        {readBy}
      </p>
      <div className="buttons">
        <Button type="submit" appearance="primary" spacing="compact" isLoading={isBusy}>
          {text[saying]}
        </Button>
        <Button appearance="subtle" spacing="compact" isDisabled={isBusy} onClick={() => api.say(null)}>
          {text.cancel}
        </Button>
        <span role="status" className="visually-hidden">
          {isBusy && panel.saving}
        </span>
      </div>
    </form>
  );
}
