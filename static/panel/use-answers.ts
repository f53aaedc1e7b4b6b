import { view } from '@forge/bridge';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { scoreIssue, type ModelView, type ValueView } from '../../src/contract/scoring';
import { check, explain } from '../../src/features/scoring/rules';
import { ask } from '../shared/client';

/** Long enough to answer the next question, so that several answers are one write and one entry in Jira's history. */
const QUIET_MS = 1_200;

/** Factor key -> answer to set, or null to clear. */
type Answers = Readonly<Record<string, number | null>>;

export type SaveStatus =
  | { readonly kind: 'clean' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly message: string };

interface State {
  readonly value: ValueView;
  /** What was typed and is not in Jira yet. Nothing is taken out of here before Jira has it. */
  readonly unsaved: Answers;
  /** The part of `unsaved` that is on its way. */
  readonly sending: Answers | null;
  /** Sentences per factor: typed, but no answer to this question. */
  readonly errors: Readonly<Record<string, string>>;
  readonly status: SaveStatus;
}

type Event =
  | { readonly type: 'answered'; readonly key: string; readonly answer: number | null }
  | { readonly type: 'misread'; readonly key: string; readonly sentence: string }
  | { readonly type: 'sent'; readonly answers: Answers }
  | { readonly type: 'saved'; readonly value: ValueView }
  | { readonly type: 'failed'; readonly message: string; readonly fields: Readonly<Record<string, string>> };

function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'answered': {
      const { [event.key]: _mended, ...errors } = state.errors;
      const held = Object.hasOwn(state.value.inputs, event.key) ? (state.value.inputs[event.key] ?? null) : null;
      const { [event.key]: _previous, ...others } = state.unsaved;
      // Back to what Jira holds, and nothing on its way: there is nothing to save.
      const unsaved = held === event.answer && state.sending === null ? others : { ...others, [event.key]: event.answer };
      const nothingLeft = Object.keys(unsaved).length === 0;
      return { ...state, unsaved, errors, status: nothingLeft ? { kind: 'clean' } : { kind: 'waiting' } };
    }
    case 'misread':
      return { ...state, errors: { ...state.errors, [event.key]: event.sentence } };
    case 'sent':
      return { ...state, sending: event.answers, status: { kind: 'saving' } };
    case 'saved': {
      const unsaved = Object.fromEntries(Object.entries(state.unsaved).filter(([key, answer]) => state.sending?.[key] !== answer));
      const more = Object.keys(unsaved).length > 0;
      return { ...state, value: event.value, unsaved, sending: null, status: more ? { kind: 'waiting' } : { kind: 'saved' } };
    }
    case 'failed':
      return { ...state, sending: null, errors: { ...state.errors, ...event.fields }, status: { kind: 'failed', message: event.message } };
  }
}

export interface AnswersApi extends State {
  /** What was typed in a factor's field: a number, or nothing to clear. */
  readonly answer: (key: string, typed: string) => void;
  /** Save now: the person left the questions, or asked to try again. */
  readonly flush: () => void;
}

/** Keeps what a person types, saves it when they pause, one write at a time, and never loses it when that fails. */
export function useAnswers(issueId: string, model: ModelView, initial: ValueView): AnswersApi {
  const [state, dispatch] = useReducer(reduce, {
    value: initial,
    unsaved: {},
    sending: null,
    errors: {},
    status: { kind: 'clean' },
  });
  const latest = useRef(state);
  latest.current = state;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const { unsaved, sending } = latest.current;
    if (sending !== null || Object.keys(unsaved).length === 0) return;
    dispatch({ type: 'sent', answers: unsaved });
    void ask(scoreIssue, { issueId, answers: unsaved }).then((answer) => {
      dispatch(
        answer.ok ? { type: 'saved', value: answer.data.value } : { type: 'failed', message: answer.message, fields: answer.fields ?? {} },
      );
    });
  }, [issueId]);

  const { kind } = state.status;
  useEffect(() => {
    if (kind !== 'waiting') return undefined;
    timer.current = setTimeout(flush, QUIET_MS);
    return () => clearTimeout(timer.current);
  }, [kind, state.unsaved, flush]);

  // Jira's own fields beside the panel show what was saved. A host that cannot refresh shows it when it is opened next.
  useEffect(() => {
    if (kind === 'saved') view.refresh().catch(() => undefined);
  }, [kind]);

  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => window.removeEventListener('pagehide', flush);
  }, [flush]);

  const answer = useCallback(
    (key: string, typed: string) => {
      const text = typed.trim().replace(',', '.');
      if (text === '') {
        dispatch({ type: 'answered', key, answer: null });
        return;
      }
      const number = Number(text);
      const factor = model.factors.find((candidate) => candidate.key === key);
      if (!factor) return;
      const [problem] = Number.isFinite(number) ? check(model, { [key]: number }) : [{ code: 'not-a-number', factor } as const];
      if (problem) dispatch({ type: 'misread', key, sentence: explain(problem).sentence });
      else dispatch({ type: 'answered', key, answer: number });
    },
    [model],
  );

  return { ...state, answer, flush };
}
