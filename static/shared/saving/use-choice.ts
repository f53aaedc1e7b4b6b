import { useCallback, useReducer, useRef } from 'react';
import type { Answer, Call } from '../../../src/contract/call';
import { ask } from '../client';
import { useReading } from '../use-reading';
import type { ChoiceEvent, ChoiceState } from './choice-state';
import { readSettings } from './read-settings';

export interface ChoiceApi<Saved, Choice> {
  readonly state: ChoiceState<Saved, Choice>;
  readonly retry: () => void;
  /** Null: what is stored. */
  readonly choose: (choice: Choice | null) => void;
  /** Stores what was chosen, or `choice` with the same click. */
  readonly save: (choice?: Choice) => void;
  readonly concede: () => void;
}

/** How a section reads and stores. All three keep their identity: they are the section's own. */
export interface ChoiceCalls<Saved, Choice> {
  readonly reduce: (state: ChoiceState<Saved, Choice>, event: ChoiceEvent<Saved, Choice>) => ChoiceState<Saved, Choice>;
  readonly read: Call<{ projectId: string }, Saved>;
  readonly store: (projectId: string, choice: Choice, revision: number) => Promise<Answer<Saved>>;
}

/** What is stored, and the person's change of it; read again when `since` is another. */
export function useChoice<Saved extends { readonly revision: number }, Choice>(
  calls: ChoiceCalls<Saved, Choice>,
  projectId: string,
  since?: unknown,
): ChoiceApi<Saved, Choice> {
  const [state, dispatch] = useReducer(calls.reduce, { kind: 'loading' });
  const latest = useRef(state);
  latest.current = state;

  // eslint-disable-next-line react-hooks/exhaustive-deps -- `since` says when to read again
  const read = useCallback(() => readSettings(calls.read, projectId), [calls, projectId, since]);
  const again = useReading(read, dispatch);

  const save = useCallback(
    (given?: Choice) => {
      const open = latest.current;
      if (open.kind !== 'open' || open.status === 'saving') return;
      const choice = given ?? open.choice;
      if (choice === null) return;
      dispatch({ type: 'sent', choice });
      void store(calls, projectId, choice, (open.conflict ?? open.saved).revision).then(dispatch);
    },
    [calls, projectId],
  );

  return {
    state,
    retry: useCallback(() => {
      dispatch({ type: 'loading' });
      again();
    }, [again]),
    choose: useCallback((choice: Choice | null) => dispatch({ type: 'chosen', choice }), []),
    save,
    concede: useCallback(() => dispatch({ type: 'conceded' }), []),
  };
}

/** Where somebody was faster, what they stored is read, so that the person can decide between the two. */
async function store<Saved, Choice>(
  calls: ChoiceCalls<Saved, Choice>,
  projectId: string,
  choice: Choice,
  revision: number,
): Promise<ChoiceEvent<Saved, Choice>> {
  const answer = await calls.store(projectId, choice, revision);
  if (answer.ok) return { type: 'saved', settings: answer.data };
  if (answer.code !== 'conflict') return { type: 'failed', message: answer.message };
  const now = await ask(calls.read, { projectId });
  return now.ok ? { type: 'conflicted', settings: now.data } : { type: 'failed', message: answer.message };
}
