import { view } from '@forge/bridge';
import { useCallback, useMemo, useReducer, useRef } from 'react';
import { failed as failures } from '../../locales/en.json';
import type { Inputs, ScoringModel } from '../../src/features/scoring/model';
import { answering, answersOf, asked, merge, type StoredFactors } from '../../src/features/scoring/rules';
import { typedEvent } from '../shared/scale';
import { reduce, start, type EditState } from './answers';

export interface Edit extends EditState {
  /** The answers as they stand. */
  readonly inputs: Inputs;
  /** Whether what stands here is not what Jira took last. */
  readonly isChanged: boolean;
  /** Whether it is something Jira has not been given yet, nor refused. */
  readonly isNew: boolean;
  readonly answer: (key: string, typed: string, finished: boolean) => void;
  /** Gives Jira what stands here. The last value given is the one that counts, also when an earlier one is still on its way. */
  readonly submit: () => void;
  readonly reset: () => void;
}

/** The answers of one editor, from what the field holds to what is submitted to Jira. */
export function useEdit(model: ScoringModel, stored: StoredFactors | null | 'unreadable', locale: string): Edit {
  const [state, dispatch] = useReducer(reduce, asked(model, answersOf(model, stored) ?? {}), start);
  const value = useMemo(() => answering(model, stored, state.answers), [model, stored, state.answers]);
  const given = useRef(JSON.stringify(answering(model, stored, {})));
  const turn = useRef(0);
  const text = JSON.stringify(value);

  const submit = useCallback(() => {
    const mine = ++turn.current;
    const before = given.current;
    given.current = text;
    dispatch({ type: 'sent' });
    view.submit(JSON.parse(text)).then(
      () => {
        if (mine === turn.current) dispatch({ type: 'taken' });
      },
      (error: unknown) => {
        if (mine !== turn.current) return;
        given.current = before;
        dispatch({ type: 'failed', message: reasonOf(error), value: text });
      },
    );
  }, [text]);

  const answer = useCallback(
    (key: string, typed: string, finished: boolean) => dispatch(typedEvent(model, locale, key, typed, finished)),
    [model, locale],
  );

  const reset = useCallback(() => dispatch({ type: 'reset' }), []);

  const isChanged = text !== given.current;
  return {
    ...state,
    // Back to what Jira has, there is nothing that failed.
    failure: isChanged ? state.failure : null,
    inputs: merge(state.base, state.answers),
    isChanged,
    isNew: isChanged && text !== state.refused,
    answer,
    submit,
    reset,
  };
}

/** Jira's own sentence, where it gives one. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : '';
  return message === '' ? failures.rejected : message;
}
