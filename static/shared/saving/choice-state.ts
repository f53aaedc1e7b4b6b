import type { SettingsRead } from './read-settings';

/** A section of the settings in which one thing is chosen and stored. Nothing of the person's is lost when saving fails or somebody else is faster. */
export interface OpenChoice<Saved, Choice> {
  readonly kind: 'open';
  readonly saved: Saved;
  /** What the person on the page chose; null: what is stored. */
  readonly choice: Choice | null;
  readonly status: 'idle' | 'saving' | 'saved';
  /** Why the last save failed. */
  readonly failure: string | null;
  /** What somebody else stored while this page was open. The choice stays until its person decides. */
  readonly conflict: Saved | null;
}

export interface Unread {
  readonly kind: 'failed';
  readonly refused: boolean;
  readonly message: string;
}

export type ChoiceState<Saved, Choice> = { readonly kind: 'loading' } | Unread | OpenChoice<Saved, Choice>;

export type ChoiceEvent<Saved, Choice> =
  | { readonly type: 'loading' }
  | SettingsRead<Saved>
  /** Null: back to what is stored. */
  | { readonly type: 'chosen'; readonly choice: Choice | null }
  /** `choice`: chosen with the same click, or before. */
  | { readonly type: 'sent'; readonly choice: Choice }
  | { readonly type: 'saved'; readonly settings: Saved }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'conflicted'; readonly settings: Saved }
  /** The person takes what is stored now. */
  | { readonly type: 'conceded' };

/** `isStored`: whether this choice is what is stored, so that choosing it is no change and no conflict. */
export function reduceChoice<Saved extends { readonly revision: number }, Choice>(isStored: (choice: Choice, stored: Saved) => boolean) {
  type State = ChoiceState<Saved, Choice>;
  const opened = (saved: Saved, status: OpenChoice<Saved, Choice>['status']): State => ({
    kind: 'open',
    saved,
    choice: null,
    status,
    failure: null,
    conflict: null,
  });
  return (state: State, event: ChoiceEvent<Saved, Choice>): State => {
    if (event.type === 'loading') return { kind: 'loading' };
    if (event.type === 'read') {
      if (state.kind !== 'open') return opened(event.settings, 'idle');
      // Read again: what the person chose and was told stays.
      return state.conflict === null && event.settings.revision === state.saved.revision ? { ...state, saved: event.settings } : state;
    }
    // What was read stays when it cannot be read again.
    if (event.type === 'unread') return state.kind === 'open' ? state : { kind: 'failed', refused: event.refused, message: event.message };
    if (state.kind !== 'open') return state;
    switch (event.type) {
      case 'chosen': {
        const stored = state.conflict ?? state.saved;
        return event.choice === null || isStored(event.choice, stored)
          ? opened(stored, 'idle')
          : { ...state, choice: event.choice, status: 'idle', failure: null };
      }
      case 'sent':
        return { ...state, choice: event.choice, status: 'saving', failure: null };
      case 'saved':
        return opened(event.settings, 'saved');
      case 'failed':
        return { ...state, status: 'idle', failure: event.message };
      case 'conflicted':
        return { ...state, status: 'idle', failure: null, conflict: event.settings };
      case 'conceded':
        return opened(state.conflict ?? state.saved, 'idle');
    }
  };
}

export const isUnsaved = (state: ChoiceState<unknown, unknown>): boolean => state.kind === 'open' && state.choice !== null;
