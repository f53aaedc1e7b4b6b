import { useCallback, useState } from 'react';
import { ask as text } from '../../../locales/en.json';
import { answerQuestion, approveRequest, askBack, declineRequest, withdrawRequest, type RequestView } from '../../../src/contract/requests';
import { ask } from '../client';
import { approvedWords } from './request-words';
import type { Reader } from '../reader';

/** What takes a sentence. */
export type Saying = 'decline' | 'askBack' | 'answer';
export type Deed = Saying | 'approve' | 'withdraw';

export interface RequestApi {
  /** Which sentence is being written. */
  readonly saying: Saying | null;
  readonly typed: string;
  /** What is on its way. */
  readonly sending: Deed | null;
  readonly failure: { readonly deed: Deed; readonly message: string } | null;
  /** Nothing is written, where something has to be. */
  readonly isEmpty: boolean;
  /** What came of it, in a sentence. */
  readonly outcome: string | null;
  readonly say: (saying: Saying | null) => void;
  readonly type: (typed: string) => void;
  readonly act: (deed: Deed) => void;
}

interface State extends Omit<RequestApi, 'say' | 'type' | 'act' | 'typed'> {
  readonly drafts: Readonly<Partial<Record<Saying, string>>>;
}

const IDLE: State = { saying: null, drafts: {}, sending: null, failure: null, isEmpty: false, outcome: null };

/** A person's decision on one request: sent once, and nothing they wrote is lost when it fails. */
export function useRequest(request: RequestView, reader: Reader, onDecided: (request: RequestView) => void): RequestApi {
  const [state, setState] = useState<State>(IDLE);
  const { saying, drafts, sending } = state;
  const typed = saying === null ? '' : (drafts[saying] ?? '');

  const act = (deed: Deed): void => {
    if (sending !== null) return;
    if (isSaying(deed) && typed.trim() === '') return setState((now) => ({ ...now, isEmpty: true }));
    setState((now) => ({ ...now, sending: deed, failure: null, isEmpty: false }));
    void send(deed, request, typed).then((answer) => {
      if (!answer.ok) return setState((now) => ({ ...now, sending: null, failure: { deed, message: answer.message } }));
      setState({ ...IDLE, outcome: outcomeOf(deed, answer.data.request, request, reader) });
      onDecided(answer.data.request);
    });
  };

  return {
    ...state,
    typed,
    act,
    say: useCallback((next) => setState((now) => ({ ...now, saying: next, isEmpty: false, failure: null, outcome: null })), []),
    type: useCallback(
      (next) => setState((now) => (now.saying === null ? now : { ...now, isEmpty: false, drafts: { ...now.drafts, [now.saying]: next } })),
      [],
    ),
  };
}

const isSaying = (deed: Deed): deed is Saying => deed !== 'approve' && deed !== 'withdraw';

function send(deed: Deed, { projectId, id }: RequestView, typed: string) {
  const which = { projectId, requestId: id };
  const sentence = typed.trim();
  switch (deed) {
    case 'approve':
      return ask(approveRequest, which);
    case 'decline':
      return ask(declineRequest, { ...which, reason: sentence });
    case 'askBack':
      return ask(askBack, { ...which, question: sentence });
    case 'answer':
      return ask(answerQuestion, { ...which, answer: sentence });
    case 'withdraw':
      return ask(withdrawRequest, which);
  }
}

function outcomeOf(deed: Deed, after: RequestView, before: RequestView, reader: Reader): string {
  switch (deed) {
    case 'approve':
      // Where Jira has not told the new places yet, those that were promised.
      return approvedWords(after.issues.some(({ to }) => to !== null) ? after : before, reader);
    case 'decline':
      return text.declinedNow;
    case 'askBack':
      return text.askedBackNow;
    case 'answer':
      return text.answeredNow;
    case 'withdraw':
      return after.status === 'withdrawn' ? text.withdrawnNow : text.withdrawnOthers;
  }
}
