import type { Clock } from '../../clock';
import type { Json } from '../../json';
import { SortedList } from './sorted-list';

/** One stored value. Records are never changed, only replaced: what a lagging query still shows is simply an older record. */
export interface Row {
  readonly key: string;
  readonly value: Json;
  /** `value` as JSON, for sizes. */
  readonly bytes: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Epoch milliseconds after which the row counts as expired. */
  readonly expireAt?: number;
}

/** What an index holds of a row: its place and the row as of then. */
export interface IndexEntry {
  readonly partition: readonly Scalar[];
  readonly range: Scalar;
  readonly row: Row;
}

export type Scalar = string | number | boolean;

export interface IndexRule {
  readonly name: string;
  /** `undefined` if the row is not in this index, because it lacks one of its attributes. */
  readonly place: (row: Row) => { readonly partition: readonly Scalar[]; readonly range: Scalar } | undefined;
}

/**
 * Expired rows are deleted "within 48 hours" and may be read until then, says the documentation, so the worst case is the rule here:
 * an app that relies on expiry has to look at EXPIRE_TIME itself.
 */
const LINGER_MS = 48 * 3_600_000;

/**
 * Rows of one kind (plain values, secrets, one entity). `get` reads what was written last; queries read indexes, which
 * are eventually consistent and lag by `lagMs`.
 */
export class Table {
  private readonly rows = new Map<string, Row>();
  private readonly indexes = new Map<string, SortedList<IndexEntry>>();
  /** Changes that the indexes do not show yet, oldest first. */
  private waiting: (() => void)[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly rules: readonly IndexRule[],
    private readonly lagMs: () => number,
  ) {
    for (const rule of rules) this.indexes.set(rule.name, new SortedList(compareEntries));
  }

  get(key: string): Row | undefined {
    const row = this.rows.get(key);
    return row && !this.gone(row) ? row : undefined;
  }

  put(row: Row): void {
    const before = this.rows.get(row.key);
    this.rows.set(row.key, row);
    this.later(() => this.reindex(before, row));
  }

  delete(key: string): boolean {
    const before = this.rows.get(key);
    if (!before) return false;
    this.rows.delete(key);
    this.later(() => this.reindex(before, undefined));
    return true;
  }

  index(name: string): SortedList<IndexEntry> | undefined {
    return this.indexes.get(name);
  }

  gone(row: Row): boolean {
    return row.expireAt !== undefined && this.clock.now() >= row.expireAt + LINGER_MS;
  }

  snapshot(): readonly Row[] {
    return [...this.rows.values()].filter((row) => !this.gone(row));
  }

  restore(rows: readonly Row[]): void {
    for (const row of rows) {
      this.rows.set(row.key, row);
      this.reindex(undefined, row);
    }
  }

  clear(): void {
    this.rows.clear();
    this.waiting = [];
    for (const rule of this.rules) this.indexes.set(rule.name, new SortedList(compareEntries));
  }

  private later(apply: () => void): void {
    const lag = this.lagMs();
    this.waiting.push(apply);
    if (lag === 0) this.catchUp(apply);
    else this.clock.after(lag, 'index', 'storage index', () => this.catchUp(apply));
  }

  /** Shows a change and all before it: in another order, after the lag was shortened, an older value would come back for good. */
  private catchUp(upTo: () => void): void {
    const count = this.waiting.indexOf(upTo) + 1;
    for (const apply of this.waiting.splice(0, count)) apply();
  }

  private reindex(before: Row | undefined, after: Row | undefined): void {
    for (const rule of this.rules) {
      const list = this.indexes.get(rule.name);
      const old = before && rule.place(before);
      if (before && old) list?.remove({ ...old, row: before });
      const place = after && rule.place(after);
      if (after && place) list?.put({ ...place, row: after });
    }
  }
}

/** Order in an index: by partition, then range, then key. Numbers by size, text by code unit, false before true. */
export function compareEntries(a: IndexEntry, b: IndexEntry): number {
  return comparePartitions(a.partition, b.partition) || compareScalars(a.range, b.range) || compareScalars(a.row.key, b.row.key);
}

export function comparePartitions(a: readonly Scalar[], b: readonly Scalar[]): number {
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const order = compareScalars(a[index] as Scalar, b[index] as Scalar);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

export function compareScalars(a: Scalar, b: Scalar): number {
  if (typeof a !== typeof b) return typeof a < typeof b ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
