import type { Inputs } from '../../src/features/scoring/model';
import type { Typed } from '../shared/scale';

/** What a person has given in the editor so far, and where Jira stands with it. */
export interface EditState {
  /** The answers that counted when the editor opened. */
  readonly base: Inputs;
  /** Factor key -> another answer than that, or null where it was taken away. */
  readonly answers: Readonly<Record<string, number | null>>;
  /** What stands in a field and is no answer to its question: the sentence, or null while somebody is still typing. */
  readonly errors: Readonly<Record<string, string | null>>;
  readonly status: 'clean' | 'sending' | 'taken';
  /** Why Jira did not take it, until it does. */
  readonly failure: string | null;
  /** The value it did not take, as JSON. */
  readonly refused: string | null;
  /** Counts how often everything was taken back. */
  readonly resets: number;
}

export type EditEvent =
  | Typed
  | { readonly type: 'sent' }
  | { readonly type: 'taken' }
  | { readonly type: 'failed'; readonly message: string; readonly value: string }
  | { readonly type: 'reset' };

export const start = (base: Inputs): EditState => ({
  base,
  answers: {},
  errors: {},
  status: 'clean',
  failure: null,
  refused: null,
  resets: 0,
});

export function reduce(state: EditState, event: EditEvent): EditState {
  switch (event.type) {
    case 'answered': {
      const held = state.base[event.key] ?? null;
      const before = Object.hasOwn(state.answers, event.key) ? state.answers[event.key] : held;
      // Leaving a field without having changed it is no event.
      if (before === event.answer && !Object.hasOwn(state.errors, event.key)) return state;
      const others = without(state.answers, event.key);
      return {
        ...state,
        answers: held === event.answer ? others : { ...others, [event.key]: event.answer },
        errors: without(state.errors, event.key),
        status: changed(state),
      };
    }
    case 'misread':
      if (Object.hasOwn(state.errors, event.key) && state.errors[event.key] === event.sentence) return state;
      // The answer that stood there before is no longer what the person means.
      return {
        ...state,
        answers: without(state.answers, event.key),
        errors: { ...state.errors, [event.key]: event.sentence },
        status: changed(state),
      };
    case 'sent':
      return { ...state, status: 'sending' };
    case 'taken':
      return { ...state, status: 'taken', failure: null, refused: null };
    case 'failed':
      return { ...state, status: 'clean', failure: event.message, refused: event.value };
    case 'reset':
      return { ...start(state.base), resets: state.resets + 1 };
  }
}

const changed = ({ status }: EditState): EditState['status'] => (status === 'taken' ? 'clean' : status);

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}
