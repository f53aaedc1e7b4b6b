import type { AtomicWrite } from './audit';

/**
 * Key-value storage as features see it: values are checked by the reader's schema, several writes commit together.
 * Errors: AppError `unavailable`, `unreadable` (a value of a shape or version this release does not know).
 */
export interface Storage {
  /** The value under `key`, or undefined. `parse` checks shape and version; it throws on what it does not know. */
  get<T>(key: string, parse: (value: unknown) => T): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<void>;
  /** All or nothing; at most 25 writes. */
  commit(writes: readonly AtomicWrite[]): Promise<void>;
}
