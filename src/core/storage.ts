/**
 * Storage as features see it: values are checked by the reader's schema, several writes commit together.
 * Errors: AppError `unavailable`, `unreadable` (a value of a shape or version this release does not know).
 */
export interface Storage {
  /** The value under `key`, or undefined. `parse` checks shape and version; it throws on what it does not know. */
  get<T>(key: string, parse: (value: unknown) => T): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** Keys of plain values that begin with `prefix`; the first hundred. */
  keys(prefix: string): Promise<readonly string[]>;
  /** A value that counts its changes; undefined where there was none yet. */
  revised<T>(key: string, parse: (value: unknown) => T): Promise<Revised<T> | undefined>;
  /** All or nothing; at most 25 writes. `conflict`: somebody else changed a revised value first, and nothing was written. */
  commit(writes: readonly AtomicWrite[]): Promise<'done' | 'conflict'>;
}

export interface Revised<T> {
  /** 1 for the first value, one more with every change. */
  readonly revision: number;
  readonly value: T;
}

/** A write that succeeds or fails together with others. */
export type AtomicWrite =
  | { readonly key: string; readonly value: unknown }
  /** A row of a custom entity. */
  | { readonly key: string; readonly value: unknown; readonly entity: string }
  /** A revised value, written only while its revision is still `after` (0: there is none). */
  | { readonly key: string; readonly value: unknown; readonly after: number };
