import { view } from '@forge/bridge';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { Answer } from '../../src/contract/call';
import { scoreIssue, type ModelView, type ValueView } from '../../src/contract/scoring';
import type { Inputs } from '../../src/features/scoring/model';
import { ask } from './client';
import { typedEvent, type Typed } from './scale';

/** Long enough to answer the next question, so that several answers are one write and one entry in Jira's history. */
const QUIET_MS = 1_200;

/** Factor key -> answer to set, or null to clear. */
export type Answers = Readonly<Record<string, number | null>>;

/** Whatever holds answers to a model's questions. */
export interface Held {
  readonly inputs: Inputs;
}

export type SaveStatus = 'clean' | 'waiting' | 'saving' | 'saved' | 'failed';

interface State<H extends Held> {
  readonly value: H;
  /** What was typed and is not in Jira yet. Nothing is taken out of here before Jira has it or its person takes it back. */
  readonly unsaved: Answers;
  /** The part of `unsaved` that is on its way. */
  readonly sending: Answers | null;
  /** Sentences per factor: typed, but no answer to this question. */
  readonly errors: Readonly<Record<string, string>>;
  readonly status: SaveStatus;
  /** Why the last save failed; stays until one succeeds. */
  readonly failure: string | null;
}

type Event<H extends Held> =
  | Typed
  | { readonly type: 'sent'; readonly answers: Answers }
  | { readonly type: 'saved'; readonly value: H }
  /** Read again, since somebody else may have changed it. */
  | { readonly type: 'read'; readonly value: H }
  | { readonly type: 'failed'; readonly message: string; readonly fields: Readonly<Record<string, string>> };

function reduce<H extends Held>(state: State<H>, event: Event<H>): State<H> {
  switch (event.type) {
    case 'answered': {
      const held = Object.hasOwn(state.value.inputs, event.key) ? (state.value.inputs[event.key] ?? null) : null;
      const pending = Object.hasOwn(state.unsaved, event.key) ? (state.unsaved[event.key] ?? null) : held;
      // Leaving a field without having changed it is no event.
      if (pending === event.answer && !Object.hasOwn(state.errors, event.key)) return state;
      const others = without(state.unsaved, event.key);
      // Back to what Jira holds, and nothing on its way: there is nothing to save.
      const unsaved = held === event.answer && state.sending === null ? others : { ...others, [event.key]: event.answer };
      return { ...state, ...waitingFor(unsaved, state), errors: without(state.errors, event.key) };
    }
    case 'misread': {
      // The answer that stood there before is no longer what the person means.
      const unsaved = without(state.unsaved, event.key);
      const errors = event.sentence === null ? without(state.errors, event.key) : { ...state.errors, [event.key]: event.sentence };
      return { ...state, ...waitingFor(unsaved, state), errors };
    }
    case 'sent':
      return { ...state, sending: event.answers, status: 'saving' };
    case 'saved': {
      const unsaved = Object.fromEntries(Object.entries(state.unsaved).filter(([key, answer]) => state.sending?.[key] !== answer));
      const more = Object.keys(unsaved).length > 0;
      return { ...state, value: event.value, unsaved, sending: null, failure: null, status: more ? 'waiting' : 'saved' };
    }
    case 'read':
      // A save on its way brings the newer value itself.
      return state.sending === null ? { ...state, value: event.value } : state;
    case 'failed':
      return { ...state, sending: null, errors: { ...state.errors, ...event.fields }, failure: event.message, status: 'failed' };
  }
}

/** Where the answers stand now. With nothing left to save there is nothing that failed. */
function waitingFor(unsaved: Answers, { sending, failure }: State<Held>): Pick<State<Held>, 'unsaved' | 'status' | 'failure'> {
  const some = Object.keys(unsaved).length > 0;
  return { unsaved, status: sending !== null ? 'saving' : some ? 'waiting' : 'clean', failure: some || sending !== null ? failure : null };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}

export interface AnswersApi<H extends Held = ValueView> extends State<H> {
  /** What stands in a factor's field: a number, or nothing to clear. `finished` when the person left the field or pressed Enter. */
  readonly answer: (key: string, typed: string, finished: boolean) => void;
  /** Save now: the person left the questions, or asked to try again. */
  readonly flush: () => void;
  /** Shows what something else than a save of answers made of it. */
  readonly replace: (value: H) => void;
}

/**
 * Keeps what a person types and saves it when they pause or leave the questions, one write at a time. A save that fails loses nothing on the screen; browsers
 * refuse storage to a frame of another site, so an answer given less than a moment before the page goes away cannot be kept for later.
 */
export function useAnswers(issueId: string, model: ModelView, read: ValueView, locale: string): AnswersApi {
  const save = useCallback(
    async (answers: Answers): Promise<Answer<ValueView>> => {
      const answer = await ask(scoreIssue, { issueId, answers });
      return answer.ok ? { ok: true, data: answer.data.value } : answer;
    },
    [issueId],
  );
  return useAnswersTo(model, read, locale, save);
}

/** The same for answers that are kept elsewhere. `read` and `save` keep their identity while they mean the same. */
export function useAnswersTo<H extends Held>(
  model: ModelView,
  read: H,
  locale: string,
  save: (answers: Answers) => Promise<Answer<H>>,
): AnswersApi<H> {
  const [state, dispatch] = useReducer(reduce<H>, {
    value: read,
    unsaved: {},
    sending: null,
    errors: {},
    status: 'clean',
    failure: null,
  });
  const latest = useRef(state);
  latest.current = state;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const { unsaved, sending } = latest.current;
    if (sending !== null || Object.keys(unsaved).length === 0) return;
    dispatch({ type: 'sent', answers: unsaved });
    void save(unsaved).then((answer) => {
      dispatch(
        answer.ok ? { type: 'saved', value: answer.data } : { type: 'failed', message: answer.message, fields: answer.fields ?? {} },
      );
    });
  }, [save]);

  const { status, unsaved } = state;
  useEffect(() => {
    if (status !== 'waiting') return undefined;
    timer.current = setTimeout(flush, QUIET_MS);
    return () => clearTimeout(timer.current);
  }, [status, unsaved, flush]);

  useEffect(() => dispatch({ type: 'read', value: read }), [read]);

  // Jira's own fields beside the panel show what was saved; a host that cannot refresh shows it when the issue is opened next.
  useEffect(() => {
    if (status === 'saved') view.refresh().catch(() => undefined);
  }, [status]);

  useEffect(() => {
    // A tab that is put away may never come back. A frame that Jira removes gets no time for more than trying.
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', flush);
    };
  }, [flush]);

  const answer = useCallback(
    (key: string, typed: string, finished: boolean) => dispatch(typedEvent(model, locale, key, typed, finished)),
    [model, locale],
  );

  const replace = useCallback((value: H) => dispatch({ type: 'read', value }), []);

  return { ...state, answer, flush, replace };
}
