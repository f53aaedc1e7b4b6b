import type { GuardView } from '../../../src/contract/ranking';
import type { SettingsRead } from '../read-settings';

export type Mode = GuardView['mode'];

export interface OpenGuard {
  readonly kind: 'open';
  readonly saved: GuardView;
  /** What the person on the page chose; null: what is stored. */
  readonly choice: Mode | null;
  readonly status: 'idle' | 'saving' | 'saved';
  /** Why the last save failed. */
  readonly failure: string | null;
  /** What somebody else stored while this page was open. The choice stays until its person decides. */
  readonly conflict: GuardView | null;
}

export type GuardState =
  { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly refused: boolean; readonly message: string } | OpenGuard;

export type GuardEvent =
  | { readonly type: 'loading' }
  | SettingsRead<GuardView>
  | { readonly type: 'chosen'; readonly mode: Mode }
  /** `mode`: chosen with the same click. */
  | { readonly type: 'sent'; readonly mode: Mode }
  | { readonly type: 'saved'; readonly settings: GuardView }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'conflicted'; readonly settings: GuardView }
  /** The person takes what is stored now. */
  | { readonly type: 'conceded' };

export function reduceGuard(state: GuardState, event: GuardEvent): GuardState {
  if (event.type === 'loading') return { kind: 'loading' };
  if (event.type === 'read') return read(state, event.settings);
  // What was read stays when it cannot be read again.
  if (event.type === 'unread') return state.kind === 'open' ? state : { kind: 'failed', refused: event.refused, message: event.message };
  if (state.kind !== 'open') return state;
  switch (event.type) {
    case 'chosen': {
      const stored = state.conflict ?? state.saved;
      return event.mode === stored.mode ? opened(stored, 'idle') : { ...state, choice: event.mode, status: 'idle', failure: null };
    }
    case 'sent':
      return { ...state, choice: event.mode, status: 'saving', failure: null };
    case 'saved':
      return opened(event.settings, 'saved');
    case 'failed':
      return { ...state, status: 'idle', failure: event.message };
    case 'conflicted':
      return { ...state, status: 'idle', failure: null, conflict: event.settings };
    case 'conceded':
      return opened(state.conflict ?? state.saved, 'idle');
  }
}

/** Read again after a change of owner: what the person chose and was told stays. */
function read(state: GuardState, settings: GuardView): OpenGuard {
  if (state.kind !== 'open') return opened(settings, 'idle');
  return state.conflict === null && settings.revision === state.saved.revision ? { ...state, saved: settings } : state;
}

const opened = (saved: GuardView, status: OpenGuard['status']): OpenGuard => ({
  kind: 'open',
  saved,
  choice: null,
  status,
  failure: null,
  conflict: null,
});

export const guardUnsaved = (state: GuardState): boolean => state.kind === 'open' && state.choice !== null;

/** Whether there is an owner in whose name moves could be put back. */
export const hasOwner = ({ owner, state }: GuardView): boolean =>
  owner !== null && !(state.kind === 'reporting' && state.because !== 'mode');
