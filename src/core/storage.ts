/**
 * Storage as features see it: values are checked by the reader's schema, several writes commit together.
 * Errors: AppError `unavailable`, `unreadable` (a value of a shape or version this release does not know).
 */
export interface Storage {
  /** The value under `key`, or undefined. `parse` checks shape and version; it throws on what it does not know. */
  get<T>(key: string, parse: (value: unknown) => T): Promise<T | undefined>;
  /** The same for many at once; keys without a value are absent. */
  getMany<T>(keys: readonly string[], parse: (value: unknown) => T): Promise<ReadonlyMap<string, T>>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** Ends a revised value; the next one counts from 1 again. */
  forgetRevised(key: string): Promise<void>;
  deleteAll(keys: readonly string[]): Promise<void>;
  /** Ends a row of a custom entity. */
  forgetRow(entity: string, key: string): Promise<void>;
  /** Keys of plain values that begin with `prefix`, at most 500; those of the last moments may be missing. */
  keys(prefix: string): Promise<readonly string[]>;
  /** A row of a custom entity as it is now, or undefined. */
  row<T>(entity: string, key: string, parse: (value: unknown) => T): Promise<T | undefined>;
  /** Many rows as they are now; those that are not there are absent. */
  rowMany<T>(entity: string, keys: readonly string[], parse: (value: unknown) => T): Promise<ReadonlyMap<string, T>>;
  /** A page of an entity's rows by one of its indexes, which may not show the last few writes yet: read a single row by `row`. */
  rows<T>(query: RowsQuery<T>): Promise<Rows<T>>;
  /** A value that counts its changes; undefined where there was none yet. */
  revised<T>(key: string, parse: (value: unknown) => T): Promise<Revised<T> | undefined>;
  revisedMany<T>(keys: readonly string[], parse: (value: unknown) => T): Promise<ReadonlyMap<string, Revised<T>>>;
  /** All or nothing; at most 25 writes. `conflict`: somebody else changed a revised value first, and nothing was written. */
  commit(writes: readonly AtomicWrite[]): Promise<'done' | 'conflict'>;
}

export interface RowsQuery<T> {
  readonly entity: string;
  /** As the manifest names it. */
  readonly index: string;
  /** Values of the index's partition attributes, in its order. */
  readonly partition: readonly (string | number)[];
  /** Bounds of the index's range attribute, inclusive; without, all of the partition. */
  readonly range?: { readonly from?: number; readonly until?: number };
  /** By the range attribute. */
  readonly sort: 'ascending' | 'descending';
  /** At most 100. */
  readonly limit: number;
  /** Of the page before; null for the first. */
  readonly cursor: string | null;
  readonly parse: (value: unknown) => T;
}

export interface Rows<T> {
  readonly rows: readonly { readonly key: string; readonly value: T }[];
  /** Null where this was the last page. */
  readonly cursor: string | null;
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
