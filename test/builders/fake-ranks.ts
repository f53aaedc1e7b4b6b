import type { Anchor, RankChange, RankedIssue } from '../../src/core/rank';
import type { GuardDeps } from '../../src/features/ranking/deps';
import type { GuardTask } from '../../src/features/ranking/tasks';
import { runTask } from '../../src/features/ranking/run-task';
import type { PutBackMoves } from '../../src/core/requests';
import { memoryStorage, silentLog } from './fakes';

export const PROJECT = '10000';
const APP = 'app';

/** Thrown between two steps of the guard, as when Forge ends a function. */
export class Crash extends Error {}

/** A Jira of one project in memory: an order, a history, and what the guard calls. `before` runs before every call and may throw, or move something. */
export class FakeRanks {
  readonly order: string[];
  readonly done = new Set<string>();
  readonly history = new Map<string, RankChange[]>();
  readonly rankedByApp: string[][] = [];
  now = 1_000_000;
  before: (call: string) => void = () => undefined;
  /** Issues Jira cannot rank the next time it is asked (207). */
  readonly busy = new Set<string>();
  private changes = 0;

  constructor(ids: readonly string[]) {
    this.order = [...ids];
  }

  move(by: string, ids: readonly string[], anchor: Anchor): void {
    const next = 'after' in anchor ? anchor.after : anchor.before;
    const block = ids.filter((id) => id !== next && this.order.includes(id));
    if (!this.order.includes(next) || block.length === 0) return;
    const before = this.order.join();
    const rest = this.order.filter((id) => !block.includes(id));
    const at = rest.indexOf(next) + ('after' in anchor ? 1 : 0);
    rest.splice(at, 0, ...block);
    if (rest.join() === before) return;
    this.order.splice(0, this.order.length, ...rest);
    for (const id of block) this.note(id, by, 'rank');
  }

  setDone(by: string, id: string, isDone: boolean): void {
    if (this.done.has(id) === isDone) return;
    if (isDone) this.done.add(id);
    else this.done.delete(id);
    this.note(id, by, 'status');
  }

  inScope = (): readonly string[] => this.order.filter((id) => !this.done.has(id));

  async issues(ids: readonly string[]): Promise<ReadonlyMap<string, RankedIssue>> {
    this.before('issues');
    return new Map(ids.flatMap((id) => (this.order.includes(id) ? [[id, this.issue(id)] as const] : [])));
  }
  async changesOf(ids: readonly string[], since: number): Promise<ReadonlyMap<string, readonly RankChange[]>> {
    this.before('changes');
    return new Map(
      ids.flatMap((id) => {
        const changes = (this.history.get(id) ?? []).filter(({ at }) => at >= since);
        return changes.length === 0 ? [] : [[id, changes] as const];
      }),
    );
  }
  async idsInOrder(): Promise<readonly string[]> {
    this.before('idsInOrder');
    return this.inScope();
  }
  async changedWithin(_project: string, minutes: number): Promise<readonly string[]> {
    this.before('changedWithin');
    return [...this.history].filter(([, changes]) => (changes.at(-1)?.at ?? 0) >= this.now - minutes * 60_000).map(([id]) => id);
  }
  async rank(ids: readonly string[], anchor: Anchor): Promise<readonly string[]> {
    this.before('rank');
    this.rankedByApp.push([...ids]);
    const failed = ids.filter((id) => this.busy.delete(id));
    this.move(
      APP,
      ids.filter((id) => !failed.includes(id)),
      anchor,
    );
    return failed;
  }
  ownAccount = async (): Promise<string> => APP;
  view = async (): Promise<'open'> => 'open';
  isPresent = async (): Promise<boolean> => true;

  private note(id: string, by: string, what: 'rank' | 'status'): void {
    this.now += 1;
    this.changes += 1;
    const change: RankChange = { id: this.changes, at: this.now, by: { accountId: by, bot: false }, of: [what] };
    this.history.set(id, [...(this.history.get(id) ?? []), change]);
  }

  private issue(id: string): RankedIssue {
    return {
      id,
      key: `SHOP-${id}`,
      projectId: PROJECT,
      hierarchyLevel: 0,
      done: this.done.has(id),
      activeSprint: null,
      planned: false,
      closedSprints: [],
      rank: `0|${String(this.order.indexOf(id)).padStart(6, '0')}:`,
      createdAt: 0,
      creator: null,
    };
  }
}

/** The guard of one project on such a Jira, with its queue. The owner is `owner`; `delegate` has the power while `lent`. */
export class FakeGuard {
  readonly storage = memoryStorage();
  readonly filed = new Map<string, PutBackMoves>();
  readonly told: string[] = [];
  private readonly queue: GuardTask[] = [];
  private ids = 0;
  readonly deps: GuardDeps;

  constructor(readonly jira: FakeRanks) {
    const { jira: backlog } = this;
    this.deps = {
      backlog: {
        issues: (ids) => backlog.issues(ids),
        changes: (ids, since) => backlog.changesOf(ids, since),
        idsInOrder: () => backlog.idsInOrder(),
        changedWithin: (project, minutes) => backlog.changedWithin(project, minutes),
        rank: (ids, anchor) => backlog.rank(ids, anchor),
        ownAccount: backlog.ownAccount,
        view: backlog.view,
        isPresent: backlog.isPresent,
      },
      storage: this.storage,
      tenures: { of: async () => ({ owner: 'owner', capacityAt: (account) => (account === 'owner' ? { kind: 'owner' } : null) }) },
      requests: { file: async (moves) => void this.filed.set(moves.id, moves) },
      teller: {
        tell: async (_issue, to) => {
          this.told.push(to);
          return true;
        },
      },
      names: { namesOf: async () => new Map() },
      jobs: { start: async (body) => void this.queue.push(body as unknown as GuardTask) },
      log: silentLog,
      now: () => backlog.now,
      newId: () => String(++this.ids),
    };
  }

  async begin(): Promise<void> {
    const guard = { version: 1, mode: 'restore', changed: { by: 'admin', at: 0 } };
    this.storage.values.set(`guard:${PROJECT}`, JSON.stringify({ revision: 1, value: guard }));
    await this.run({ task: 'begin', projectId: PROJECT });
  }

  look = (hints: readonly string[]): Promise<void> => this.run({ task: 'look', projectId: PROJECT, hints: [...hints] });

  /** Everything the queue holds, and the sweep, until nothing is left; a turn that crashes is left to the next sweep. */
  async quiet(): Promise<void> {
    for (let turn = 0; turn < 4; turn++) {
      this.jira.now += 40_000;
      await this.run({ task: 'sweep', projectId: PROJECT });
      for (let task = this.queue.shift(); task !== undefined; task = this.queue.shift()) {
        this.jira.now += 3_000;
        await this.run(task);
      }
    }
  }

  private async run(task: GuardTask): Promise<void> {
    try {
      await runTask(this.deps, task);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  }
}
