import type { Answer } from '../../../src/contract/call';
import type { IssueRowView, ModelView } from '../../../src/contract/scoring';

/** As the contract has it (src/contract/scoring.ts). */
const MOST_A_REQUEST = 100;
const MOST_IN_FLIGHT = 3;
/** What was read so lately is not read again because somebody comes back to the page. */
const FRESH_MS = 20_000;

/** `absent`: hidden from this reader, or gone. */
export type KnownRow = IssueRowView | 'absent';

interface Rows {
  readonly model: ModelView;
  readonly rows: readonly IssueRowView[];
}

interface Held {
  readonly row: KnownRow;
  readonly generation: number;
}

/**
 * What is known of issues, outside React: ten thousand rows are in here while thirty are on the page, and each of those hears only of itself.
 * What was read stays; what is old is shown until it was read again.
 */
export class RowStore {
  private readonly held = new Map<string, Held>();
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly watchers = new Set<() => void>();
  private readonly asked = new Set<string>();
  /** Those of `asked` that have changed since: what comes does not know of it. */
  private readonly overtaken = new Set<string>();
  private wanted: readonly string[] = [];
  private inFlight = 0;
  private generation = 0;
  private begun = Date.now();
  private knownModel: ModelView | null = null;
  private sentence: string | null = null;
  private changes = 0;

  constructor(private readonly ask: (ids: readonly string[]) => Promise<Answer<Rows>>) {}

  readonly get = (id: string): KnownRow | undefined => this.held.get(id)?.row;
  readonly model = (): ModelView | null => this.knownModel;
  /** Why the last request failed; null once one succeeds. */
  readonly failure = (): string | null => this.sentence;
  /** Another number whenever anything changed. */
  readonly version = (): number => this.changes;

  /** Tells of one issue's row. */
  readonly subscribe = (id: string, listener: () => void): (() => void) => {
    const own = this.listeners.get(id) ?? new Set();
    this.listeners.set(id, own.add(listener));
    return () => {
      own.delete(listener);
      if (own.size === 0) this.listeners.delete(id);
    };
  };

  /** Tells of every change. */
  readonly watch = (listener: () => void): (() => void) => {
    this.watchers.add(listener);
    return () => this.watchers.delete(listener);
  };

  /** Reads these next, the first ones first. What was wanted before and has not been asked for is not wanted any more: somebody has scrolled past it. */
  readonly want = (ids: readonly string[]): void => {
    this.wanted = ids;
    if (this.sentence === null) this.pump();
  };

  readonly retry = (): void => {
    this.sentence = null;
    this.changed([]);
    this.pump();
  };

  /** Everything is old now, and is read again when it is wanted. */
  readonly refresh = (): void => {
    if (Date.now() - this.begun < FRESH_MS) return;
    this.begun = Date.now();
    this.generation += 1;
    this.pump();
  };

  /** What somebody just made of an issue. */
  readonly put = (row: IssueRowView): void => {
    this.held.set(row.id, { row, generation: this.generation });
    this.overtake(row.id);
    this.changed([row.id]);
  };

  /** This one is old: what was on its way to Jira has arrived by now. */
  readonly reread = (id: string): void => {
    const held = this.held.get(id);
    if (held !== undefined) this.held.set(id, { ...held, generation: -1 });
    this.overtake(id);
    this.pump();
  };

  private overtake(id: string): void {
    if (this.asked.has(id)) this.overtaken.add(id);
  }

  private pump(): void {
    while (this.inFlight < MOST_IN_FLIGHT) {
      const ids = this.next();
      if (ids.length === 0) return;
      void this.read(ids);
    }
  }

  private next(): readonly string[] {
    const ids: string[] = [];
    for (const id of this.wanted) {
      if (this.asked.has(id) || this.held.get(id)?.generation === this.generation) continue;
      ids.push(id);
      if (ids.length === MOST_A_REQUEST) break;
    }
    return ids;
  }

  private async read(ids: readonly string[]): Promise<void> {
    const { generation } = this;
    this.inFlight += 1;
    for (const id of ids) this.asked.add(id);
    const answer = await this.ask(ids);
    this.inFlight -= 1;
    for (const id of ids) this.asked.delete(id);
    const told = ids.filter((id) => !this.overtaken.delete(id));
    if (!answer.ok) {
      this.sentence = answer.message;
      this.changed([]);
      return;
    }
    this.sentence = null;
    this.knownModel = answer.data.model;
    const rows = new Map(answer.data.rows.map((row) => [row.id, row]));
    for (const id of told) this.held.set(id, { row: rows.get(id) ?? 'absent', generation });
    this.changed(told);
    this.pump();
  }

  private changed(ids: readonly string[]): void {
    this.changes += 1;
    for (const id of ids) for (const listener of this.listeners.get(id) ?? []) listener();
    for (const watcher of this.watchers) watcher();
  }
}
