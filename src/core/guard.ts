import type { AccountId } from './actor';

/** What a guard does about what somebody does without the power (O5). */
export const GUARD_MODES = ['off', 'report', 'restore'] as const;
export type GuardMode = (typeof GUARD_MODES)[number];

/** Whether the owner was there when last asked; at: epoch milliseconds. */
export type OwnerSeen = { readonly account: AccountId; readonly present: boolean; readonly at: number } | null;

/** What a guard does now. `reporting` because of its mode, or because there is nobody in whose name anything could be put right (O4). `frozen`: it cannot see or do enough (O4b). */
export type GuardState<Because> =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'restoring' }
  | { readonly kind: 'reporting'; readonly because: 'mode' | 'vacant' | 'owner-absent' }
  | { readonly kind: 'frozen'; readonly because: Because; readonly at: number };

/** Nothing is put right in the name of an absent owner (O4). One who was not asked for yet is taken to be there. */
export const isActing = (owner: AccountId | null, seen: OwnerSeen): boolean =>
  owner !== null && !(seen?.account === owner && !seen.present);

/** `watching`: what the guard keeps once it has begun. */
export function guardState<Because>(
  mode: GuardMode,
  owner: AccountId | null,
  watching: { readonly frozen: { readonly because: Because; readonly at: number } | null; readonly owner: OwnerSeen } | undefined,
): GuardState<Because> {
  if (mode === 'off') return { kind: 'off' };
  if (watching === undefined) return { kind: 'starting' };
  if (watching.frozen !== null) return { kind: 'frozen', ...watching.frozen };
  if (mode === 'report') return { kind: 'reporting', because: 'mode' };
  if (owner === null) return { kind: 'reporting', because: 'vacant' };
  return isActing(owner, watching.owner) ? { kind: 'restoring' } : { kind: 'reporting', because: 'owner-absent' };
}
