import type { OwnershipSettingsView } from '../../../src/contract/ownership';
import type { Person } from '../../shared/people/use-people';
import type { SettingsRead } from '../read-settings';

/** What the person on the page wants; `same`: what is stored. */
export type Choice = { readonly kind: 'same' } | { readonly kind: 'vacant' } | { readonly kind: 'person'; readonly person: Person };

export interface OpenOwner {
  readonly kind: 'open';
  readonly saved: OwnershipSettingsView;
  readonly choice: Choice;
  readonly status: 'idle' | 'saving' | 'saved';
  /** Why the last save failed. */
  readonly failure: string | null;
  /** What somebody else stored while this page was open. The choice stays until its person decides. */
  readonly conflict: OwnershipSettingsView | null;
}

export interface Unread {
  readonly kind: 'failed';
  readonly refused: boolean;
  readonly message: string;
}

export type OwnerState = { readonly kind: 'loading' } | Unread | OpenOwner;

export type OwnerEvent =
  | { readonly type: 'loading' }
  | SettingsRead<OwnershipSettingsView>
  | { readonly type: 'chosen'; readonly choice: Choice }
  | { readonly type: 'sent' }
  | { readonly type: 'saved'; readonly settings: OwnershipSettingsView }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'conflicted'; readonly settings: OwnershipSettingsView }
  /** The person takes what is stored now. */
  | { readonly type: 'conceded' };

export function reduceOwner(state: OwnerState, event: OwnerEvent): OwnerState {
  if (event.type === 'loading') return { kind: 'loading' };
  if (event.type === 'read') return opened(event.settings, 'idle');
  if (event.type === 'unread') return { kind: 'failed', refused: event.refused, message: event.message };
  if (state.kind !== 'open') return state;
  switch (event.type) {
    case 'chosen':
      return chose(state, event.choice);
    case 'sent':
      return { ...state, status: 'saving', failure: null };
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

const opened = (saved: OwnershipSettingsView, status: OpenOwner['status']): OpenOwner => ({
  kind: 'open',
  saved,
  choice: { kind: 'same' },
  status,
  failure: null,
  conflict: null,
});

/** Back to who is owner already is no change, and no conflict. */
function chose(state: OpenOwner, choice: Choice): OpenOwner {
  const stored = state.conflict ?? state.saved;
  return choice.kind === 'same' || accountOf(choice, null) === accountOf({ kind: 'same' }, stored)
    ? opened(stored, 'idle')
    : { ...state, choice, status: 'idle', failure: null };
}

/** The account that saving names; null for none. */
export function accountOf(choice: Choice, saved: OwnershipSettingsView | null): string | null {
  if (choice.kind === 'person') return choice.person.accountId;
  return choice.kind === 'vacant' ? null : (saved?.owner?.accountId ?? null);
}

export const ownerUnsaved = (state: OwnerState): boolean => state.kind === 'open' && state.choice.kind !== 'same';
