import type { Anchor, RankChange, RankedIssue, Tier } from '../../src/core/rank';
import type { GuardDeps } from '../../src/features/ranking/deps';
import type { GuardTask } from '../../src/features/ranking/tasks';
import { AppError, RejectedError } from '../../src/core/errors';
import { runTask } from '../../src/features/ranking/run-task';
import { readLedger, type StoredLedger } from '../../src/features/ranking/stored-ledger';
import type { PutBackMoves } from '../../src/core/requests';
import { interrupted, memoryStorage, silentLog } from './fakes';

export const PROJECT = '10000';
const APP = 'app';
/** Room between two issues for more halvings than a test has moves. */
const SPACE = 36n ** 60n;

/** Thrown between two steps of the guard, as when Forge ends a function. */
export class Crash extends Error {}

/**
 * A Jira of one project in memory: an order, a history, and what the guard calls. As in Jira, ranking an issue changes no other's rank, and the search index
 * may be behind.
 */
export class FakeRanks {
  readonly done = new Set<string>();
  readonly history = new Map<string, RankChange[]>();
  readonly bots = new Set<string>();
  /** Issues Jira cannot rank the next time it is asked (207). */
  readonly busy = new Set<string>();
  /** Issues the app may not see (issue security). */
  readonly hidden = new Set<string>();
  readonly epics = new Set<string>();
  readonly deleted = new Set<string>();
  /** Issues that are in another project now. */
  readonly away = new Set<string>();
  /** Whether the app is kept from seeing the project at all (app access policy). */
  isBlocked = false;
  now = 1_000_000;
  /** Runs before each call of the guard: it may throw, or let something happen in between. */
  before: (call: string, ids: readonly string[]) => Promise<void> | void = () => undefined;
  private readonly ranks = new Map<string, bigint>();
  private readonly created = new Map<string, { readonly by: string; readonly at: number }>();
  private readonly sprints = new Map<string, string>();
  private readonly closed = new Map<string, readonly string[]>();
  /** Jira rewrites ranks one by one from bucket to bucket; the order stays. */
  private readonly bucket = new Map<string, number>();
  private changes = 0;
  private index: { readonly order: readonly string[]; readonly change: number } | null = null;

  constructor(ids: readonly string[]) {
    ids.forEach((id, place) => this.ranks.set(id, BigInt(place + 1) * SPACE));
  }

  get order(): readonly string[] {
    return [...this.ranks].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([id]) => id);
  }

  inScope = (tier: Tier = 'backlog'): readonly string[] =>
    this.order.filter((id) => {
      if (this.done.has(id) || this.away.has(id)) return false;
      return tier === 'epics' ? this.epics.has(id) : !this.epics.has(id) && !this.sprints.has(id);
    });

  move(by: string, ids: readonly string[], anchor: Anchor): void {
    const next = 'after' in anchor ? anchor.after : anchor.before;
    const block = ids.filter((id) => id !== next && this.ranks.has(id));
    if (!this.ranks.has(next) || block.length === 0) return;
    const before = this.order;
    const rest = before.filter((id) => !block.includes(id));
    const at = rest.indexOf(next) + ('after' in anchor ? 1 : 0);
    if ([...rest.slice(0, at), ...block, ...rest.slice(at)].join() === before.join()) return;
    const low = this.ranks.get(rest[at - 1] ?? '') ?? 0n;
    const high = this.ranks.get(rest[at] ?? '') ?? low + SPACE;
    block.forEach((id, place) => {
      this.ranks.set(id, low + ((high - low) * BigInt(place + 1)) / BigInt(block.length + 1));
      this.note(id, by, 'rank');
    });
  }

  /** How often. */
  rankedBy = (account: string): number =>
    [...this.history.values()].flat().filter(({ of, by }) => of.includes('rank') && by?.accountId === account).length;

  /** At the end of the backlog. */
  create(by: string, id: string): void {
    if (this.ranks.has(id) || this.deleted.has(id)) return;
    const last = this.order.at(-1);
    this.ranks.set(id, (this.ranks.get(last ?? '') ?? 0n) + SPACE);
    this.now += 1;
    this.created.set(id, { by, at: this.now });
  }

  setDone(by: string, id: string, isDone: boolean): void {
    if (!this.ranks.has(id) || this.done.has(id) === isDone) return;
    if (isDone) this.done.add(id);
    else this.done.delete(id);
    this.note(id, by, 'status');
  }

  setEpic(by: string, id: string, isEpic: boolean): void {
    if (!this.ranks.has(id) || this.epics.has(id) === isEpic) return;
    if (isEpic) this.epics.add(id);
    else this.epics.delete(id);
    this.note(id, by, 'type');
  }

  /** To another project, or home. */
  setAway(by: string, id: string, isAway: boolean): void {
    if (!this.ranks.has(id) || this.away.has(id) === isAway) return;
    if (isAway) this.away.add(id);
    else this.away.delete(id);
    this.note(id, by, 'project');
  }

  /** Unannounced. */
  delete(id: string): void {
    this.deleted.add(id);
    this.ranks.delete(id);
  }

  /** Half of the ranks, and when asked again the rest. */
  rebalance(): void {
    const behind = this.order.filter((id) => (this.bucket.get(id) ?? 0) === 0);
    const isBegun = this.bucket.size > 0;
    for (const id of isBegun ? behind : behind.slice(0, behind.length / 2)) this.bucket.set(id, 1);
    if (isBegun) this.bucket.clear();
  }
  /** Whatever is under way ends. */
  rest(): void {
    this.bucket.clear();
    this.hidden.clear();
    this.busy.clear();
    this.isBlocked = false;
    this.catchUp();
  }

  /** Into an active sprint, or out of it by hand. */
  setSprint(by: string, id: string, sprint: string | null): void {
    if (!this.ranks.has(id) || (this.sprints.get(id) ?? null) === sprint) return;
    if (sprint === null) this.sprints.delete(id);
    else this.sprints.set(id, sprint);
    this.note(id, by, 'sprint');
  }

  /** What is not done returns to the backlog. */
  completeSprint(by: string, sprint: string): void {
    for (const [id, active] of [...this.sprints]) {
      if (active !== sprint) continue;
      this.sprints.delete(id);
      this.closed.set(id, [...(this.closed.get(id) ?? []), sprint]);
      if (!this.done.has(id)) this.note(id, by, 'sprint');
    }
  }

  /** From now on the search index shows what it shows now. */
  lag(): void {
    this.index ??= { order: this.inScope(), change: this.changes };
  }
  catchUp(): void {
    this.index = null;
  }

  async issues(ids: readonly string[]): Promise<ReadonlyMap<string, RankedIssue>> {
    await this.before('issues', ids);
    return new Map(ids.flatMap((id) => (this.ranks.has(id) && this.isShown(id) ? [[id, this.issue(id)] as const] : [])));
  }

  async changesOf(ids: readonly string[], since: number): Promise<ReadonlyMap<string, readonly RankChange[]>> {
    await this.before('changes', ids);
    return new Map(
      ids.flatMap((id) => {
        const isThere = this.ranks.has(id) && this.isShown(id);
        const changes = isThere ? (this.history.get(id) ?? []).filter(({ at }) => at >= since) : [];
        return changes.length === 0 ? [] : [[id, changes] as const];
      }),
    );
  }

  async idsInOrder(): Promise<readonly string[]> {
    await this.before('idsInOrder', []);
    const shown = this.index?.order ?? this.order.filter((id) => !this.done.has(id) && !this.away.has(id));
    return shown.filter((id) => this.isShown(id));
  }

  async changedWithin(minutes: number): Promise<readonly string[]> {
    await this.before('changedWithin', []);
    const [from, shown] = [this.now - minutes * 60_000, this.index?.change ?? Infinity];
    const changed = [...this.history].filter(([, changes]) => changes.some(({ id, at }) => id <= shown && at >= from)).map(([id]) => id);
    const created = this.index === null ? [...this.created].filter(([, { at }]) => at >= from).map(([id]) => id) : [];
    return [...new Set([...changed, ...created])].filter((id) => this.isShown(id) && !this.away.has(id));
  }

  async rank(ids: readonly string[], anchor: Anchor): Promise<readonly string[]> {
    await this.before('rank', ids);
    const next = 'after' in anchor ? anchor.after : anchor.before;
    if (!this.ranks.has(next) || !this.isShown(next)) throw new RejectedError(['The issue to rank next to is not there.'], {});
    const failed = ids.filter((id) => this.busy.delete(id) || !this.isShown(id));
    this.move(
      APP,
      ids.filter((id) => !failed.includes(id)),
      anchor,
    );
    return failed;
  }

  private isShown = (id: string): boolean => !this.isBlocked && !this.hidden.has(id);

  private note(id: string, by: string, what: RankChange['of'][number]): void {
    this.now += 1;
    this.changes += 1;
    const change: RankChange = { id: this.changes, at: this.now, by: { accountId: by, bot: this.bots.has(by) }, of: [what] };
    this.history.set(id, [...(this.history.get(id) ?? []), change]);
  }

  private issue(id: string): RankedIssue {
    return {
      id,
      key: `SHOP-${id}`,
      projectId: this.away.has(id) ? 'elsewhere' : PROJECT,
      hierarchyLevel: this.epics.has(id) ? 1 : 0,
      done: this.done.has(id),
      activeSprint: this.sprints.get(id) ?? null,
      planned: false,
      closedSprints: this.closed.get(id) ?? [],
      rank: `${this.bucket.get(id) ?? 0}|${(this.ranks.get(id) ?? 0n).toString(36).padStart(64, '0')}:`,
      createdAt: this.created.get(id)?.at ?? 0,
      creator: this.created.get(id)?.by ?? null,
    };
  }
}

/** The guard of one project on such a Jira, with its queue. The owner is `owner`; `delegate` has the power while it is lent. */
export class FakeGuard {
  readonly filed = new Map<string, PutBackMoves>();
  readonly told: string[] = [];
  /** Runs before each write: it may throw, or let something happen in between. */
  beforeWrite: () => Promise<void> | void = () => undefined;
  readonly memory = memoryStorage();
  readonly deps: GuardDeps;
  isOwnerPresent = true;
  private readonly owners: { readonly from: number; readonly account: string | null }[] = [{ from: 0, account: 'owner' }];
  private readonly loans: { readonly from: number; until: number }[] = [];
  private readonly queue: { readonly task: GuardTask; readonly delay: number }[] = [];
  private ids = 0;

  constructor(readonly jira: FakeRanks) {
    this.deps = {
      backlog: {
        issues: (ids) => jira.issues(ids),
        changes: (ids, since) => jira.changesOf(ids, since),
        idsInOrder: () => jira.idsInOrder(),
        changedWithin: (_project, minutes) => jira.changedWithin(minutes),
        rank: (ids, anchor) => jira.rank(ids, anchor),
        ownAccount: async () => APP,
        view: async () => (jira.isBlocked ? 'blocked' : 'open'),
        isPresent: async () => this.isOwnerPresent,
      },
      storage: interrupted(this.memory, (when) => (when === 'before' ? this.beforeWrite() : undefined)),
      tenures: {
        of: async () => ({
          owner: this.ownerAt(jira.now),
          capacityAt: (account, _power, at) =>
            !this.hadPower(account, at)
              ? null
              : account === this.ownerAt(at)
                ? { kind: 'owner' }
                : { kind: 'delegate', for: this.ownerAt(at) ?? '' },
        }),
      },
      requests: { file: async (moves) => void this.filed.set(moves.id, moves) },
      teller: {
        tell: async (_issue, to) => {
          this.told.push(to);
          return true;
        },
      },
      names: { namesOf: async () => new Map() },
      jobs: { start: async (body, _key, delay = 0) => void this.queue.push({ task: body as unknown as GuardTask, delay }) },
      log: silentLog,
      now: () => jira.now,
      newId: () => `part${++this.ids}`,
    };
  }

  hadPower = (account: string, at: number): boolean =>
    account === this.ownerAt(at) || (account === 'delegate' && this.loans.some(({ from, until }) => from <= at && at < until));

  /** From the next change on; null: vacant. */
  setOwner(account: string | null): void {
    this.jira.now += 1;
    this.owners.push({ from: this.jira.now, account });
  }

  setMode(mode: 'report' | 'restore'): void {
    const guard = { version: 1, mode, changed: { by: 'admin', at: this.jira.now } };
    this.memory.values.set(`guard:${PROJECT}`, JSON.stringify({ revision: 1, value: guard }));
  }

  isRestoring = (): boolean => {
    const setting = JSON.parse(this.memory.values.get(`guard:${PROJECT}`) ?? '') as { value: { mode: string } };
    return setting.value.mode === 'restore' && this.ownerAt(this.jira.now) !== null;
  };

  private ownerAt = (at: number): string | null => this.owners.findLast(({ from }) => from <= at)?.account ?? null;

  /** From the next change on. */
  lend(isLent: boolean): void {
    this.jira.now += 1;
    const last = this.loans.at(-1);
    if (last?.until === Infinity) last.until = this.jira.now;
    if (isLent) this.loans.push({ from: this.jira.now, until: Infinity });
  }

  async begin(): Promise<void> {
    this.setMode('restore');
    await this.run({ task: 'sweep', projectId: PROJECT });
  }

  look = (hints: readonly string[]): Promise<void> => this.run({ task: 'look', projectId: PROJECT, hints: [...hints] });
  putBack = (): Promise<void> => this.run({ task: 'put-back', projectId: PROJECT });
  sweep = (): Promise<void> => this.run({ task: 'sweep', projectId: PROJECT });

  /** Everything the queue holds, and the sweep, until nothing is left; what failed is left to the next sweep. */
  async quiet(): Promise<void> {
    for (let turn = 0; turn < 4; turn++) {
      this.jira.now += 40_000;
      await this.sweep();
      for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
        this.jira.now += 3_000;
        await this.run(next.task);
      }
    }
  }

  /** How many seconds each message in the queue waits. */
  get waiting(): readonly number[] {
    return this.queue.map(({ delay }) => delay);
  }

  /** What the queue holds and what that asks for, at most so many messages, each when its time has come: how many seconds each waited. */
  async wait(most = Infinity): Promise<readonly number[]> {
    const waits: number[] = [];
    while (waits.length < most) {
      const next = this.queue.shift();
      if (next === undefined) break;
      waits.push(next.delay);
      this.jira.now += next.delay * 1000;
      await this.run(next.task);
    }
    return waits;
  }

  async ledger(): Promise<StoredLedger> {
    const ledger = await readLedger(this.memory, PROJECT);
    if (ledger === undefined) throw new Error('No ledger');
    return ledger;
  }

  /** Rows of the log, `issue:change`, with what they say. */
  get rows(): ReadonlyMap<string, string> {
    const rows = [...this.memory.values].filter(([key]) => /^10000:\w+:\d+$/.test(key));
    return new Map(rows.map(([key, text]) => [key.slice(PROJECT.length + 1), (JSON.parse(text) as { outcome: string }).outcome]));
  }

  private async run(task: GuardTask): Promise<void> {
    try {
      await runTask(this.deps, task);
    } catch (error) {
      if (!(error instanceof Crash || error instanceof AppError)) throw error;
    }
  }
}
