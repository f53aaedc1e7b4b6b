/**
 * What the platform did lately and what it cost: the site's drawer shows the feed, `/_emulator/usage` the totals.
 * Fed by the REST gateway (every Jira call), the storage stand-in and the function runner.
 */
export type ActivityKind = 'function' | 'jira' | 'storage' | 'event' | 'queue' | 'schedule' | 'log';

export interface ActivityEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: ActivityKind;
  /** One line a person can read: "scoring/open as Olivia Owner", "PUT /rest/api/3/issue/SHOP-1 → 204". */
  readonly title: string;
  readonly detail?: string;
  readonly ok: boolean;
  readonly milliseconds?: number;
  /** Ties the calls of one invocation together. */
  readonly invocationId?: string;
}

export interface Usage {
  /** Per function key: invocations and real milliseconds. */
  readonly functions: Record<string, { invocations: number; milliseconds: number; errors: number }>;
  /** Calls the app made, per `METHOD /path/{template}`. */
  readonly jira: Record<string, { calls: number; points: number; errors: number }>;
  /** Per storage operation (`get`, `set`, `entity.query`, `transaction` …). */
  readonly storage: Record<string, { operations: number; bytesRead: number; bytesWritten: number }>;
  /** Per queue: events pushed and consumed. */
  readonly queues: Record<string, { pushed: number; consumed: number }>;
}

const KEPT = 500;

export class Activity {
  private seq = 0;
  private entries: ActivityEntry[] = [];
  private listeners = new Set<(entry: ActivityEntry) => void>();
  private totals: Usage = emptyUsage();

  constructor(private readonly now: () => number) {}

  add(entry: Omit<ActivityEntry, 'seq' | 'at'>): void {
    const full: ActivityEntry = { ...entry, seq: ++this.seq, at: this.now() };
    this.entries.push(full);
    if (this.entries.length > KEPT) this.entries.shift();
    for (const listener of this.listeners) listener(full);
  }

  since(seq: number): readonly ActivityEntry[] {
    return this.entries.filter((entry) => entry.seq > seq);
  }

  subscribe(listener: (entry: ActivityEntry) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  usage(): Usage {
    return structuredClone(this.totals);
  }

  resetUsage(): void {
    this.totals = emptyUsage();
  }

  countFunction(key: string, milliseconds: number, ok: boolean): void {
    const row = (this.totals.functions[key] ??= { invocations: 0, milliseconds: 0, errors: 0 });
    row.invocations += 1;
    row.milliseconds += milliseconds;
    if (!ok) row.errors += 1;
  }

  countJira(operation: string, points: number, ok: boolean): void {
    const row = (this.totals.jira[operation] ??= { calls: 0, points: 0, errors: 0 });
    row.calls += 1;
    row.points += points;
    if (!ok) row.errors += 1;
  }

  countStorage(operation: string, bytesRead: number, bytesWritten: number): void {
    const row = (this.totals.storage[operation] ??= { operations: 0, bytesRead: 0, bytesWritten: 0 });
    row.operations += 1;
    row.bytesRead += bytesRead;
    row.bytesWritten += bytesWritten;
  }

  countQueue(queue: string, pushed: number, consumed: number): void {
    const row = (this.totals.queues[queue] ??= { pushed: 0, consumed: 0 });
    row.pushed += pushed;
    row.consumed += consumed;
  }
}

function emptyUsage(): Usage {
  return { functions: {}, jira: {}, storage: {}, queues: {} };
}
