import { useCallback, useState } from 'react';
import { acceptancePages } from '../../../locales/en.json';
import { acceptStory, finishRejection, rejectStory, takeBack, type WaitingView } from '../../../src/contract/acceptance';
import { fill } from '../../../locales/fill';
import type { Answer } from '../../../src/contract/call';
import { ask } from '../../shared/client';
import { afterwards } from './afterwards';
import type { WaitingApi } from './use-waiting';
import { outcomeOf } from './waiting-words';

const text = acceptancePages.waiting;

export type Deed = 'accept' | 'reject' | 'takeBack' | 'tell';

/** Where a rejected story goes; null: it stays. */
export interface Way {
  readonly transitionId: string;
  readonly to: string;
}

export interface DecisionApi {
  readonly isRejecting: boolean;
  readonly words: string;
  /** What is on its way. */
  readonly sending: Deed | null;
  readonly failure: { readonly deed: Deed; readonly sentence: string } | null;
  /** The story is another than the one that is shown: it has to be looked at before it is decided. */
  readonly isChanged: boolean;
  /** Nothing is written, where something has to be. */
  readonly isEmpty: boolean;
  /** What came of it, to say and to stand in the place of the button that is gone. */
  readonly outcome: string | null;
  readonly open: (isRejecting: boolean) => void;
  readonly write: (words: string) => void;
  readonly accept: () => void;
  readonly reject: (way: Way | null) => void;
  readonly undo: () => void;
  readonly tell: () => void;
}

type State = Pick<DecisionApi, 'isRejecting' | 'words' | 'sending' | 'failure' | 'isChanged' | 'isEmpty' | 'outcome'>;

const IDLE: State = { isRejecting: false, words: '', sending: null, failure: null, isChanged: false, isEmpty: false, outcome: null };

/** A person's decision on one story that waits: about what was shown to them, sent once, and nothing they wrote is lost when it fails. */
export function useDecision(story: WaitingView, list: Pick<WaitingApi, 'replace' | 'refresh'>, onDecided: () => void): DecisionApi {
  const [state, setState] = useState<State>(IDLE);
  const { issue, revision } = story;

  const send = <Data>(deed: Deed, call: () => Promise<Answer<Data>>, done: (data: Data) => string): void => {
    if (state.sending !== null) return;
    setState((now) => ({ ...now, sending: deed, failure: null, isEmpty: false }));
    void call().then((answer) => {
      if (answer.ok) {
        setState({ ...IDLE, outcome: done(answer.data) });
        return onDecided();
      }
      const isChanged = answer.code === 'conflict';
      const reason = isChanged ? fill(text.changed, { reason: answer.message }) : answer.message;
      const sentence = isChanged ? reason : fill(deed === 'reject' ? text.failedKept : text.failed, { reason });
      setState((now) => ({ ...now, sending: null, isChanged, failure: { deed, sentence } }));
      if (isChanged) list.refresh();
    });
  };

  return {
    ...state,
    open: useCallback((isRejecting) => setState((now) => ({ ...now, isRejecting, failure: null, isEmpty: false, outcome: null })), []),
    write: useCallback((words) => setState((now) => ({ ...now, words, isEmpty: false })), []),
    accept: () =>
      send(
        'accept',
        () => ask(acceptStory, { issueId: issue.id, revision, words: null }),
        (data) => {
          list.replace(afterwards(story, data.story), { kind: 'accepted' });
          return text.accepted;
        },
      ),
    reject: (way) => {
      const words = state.words.trim();
      if (words === '') return setState((now) => ({ ...now, isEmpty: true }));
      send(
        'reject',
        () => ask(rejectStory, { issueId: issue.id, revision, words, transitionId: way?.transitionId ?? null }),
        (data) => {
          const to = data.moved === null ? (way?.to ?? null) : null;
          const decided = { kind: 'rejected', to, notMoved: data.moved, told: data.story.rejection?.told ?? true } as const;
          list.replace(afterwards(story, data.story), decided);
          return outcomeOf(decided);
        },
      );
    },
    undo: () =>
      send(
        'takeBack',
        () => ask(takeBack, { issueId: issue.id, revision }),
        (data) => {
          list.replace(afterwards(story, data.story), null);
          return text.takenBack;
        },
      ),
    tell: () =>
      send(
        'tell',
        () => ask(finishRejection, { issueId: issue.id }),
        (data) => {
          const decided = { kind: 'rejected', to: null, notMoved: null, told: data.story.rejection?.told ?? true } as const;
          list.replace(afterwards(story, data.story), decided);
          return outcomeOf(decided);
        },
      ),
  };
}
