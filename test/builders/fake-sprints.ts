import type { Actor } from '../../src/core/actor';
import type { Capacity } from '../../src/core/authority';
import { AppError, RejectedError } from '../../src/core/errors';
import type { Anchor } from '../../src/core/rank';
import type {
  PlaceAtEnd,
  Placing,
  Sprint,
  SprintBoards,
  SprintChange,
  SprintId,
  SprintIssue,
  SprintRequests,
} from '../../src/core/sprints';
import type { Storage } from '../../src/core/storage';
import { createSprints } from '../../src/features/sprints';
import type { CancelResult } from '../../src/features/sprints/cancel-sprint';
import type { SprintsDeps } from '../../src/features/sprints/deps';
import { readRecord, type Destination, type SprintRecord } from '../../src/features/sprints/stored-record';
import { authorityOf, interrupted, memoryStorage, silentLog } from './fakes';
import { Crash } from './fake-ranks';

export { Crash };
export const PROJECT = '10000';
export const ELSEWHERE = '20000';
export const BOARD = '1';
export const APP = 'app';
const HOUR = 3_600_000;
const A_MINUTE = 60_000;

/** Null: Jira names nobody. */
type By = string | null;

interface Issue {
  readonly id: string;
  projectId: string;
  done: boolean;
  /** Closed ones, and the open one last. */
  sprints: readonly SprintId[];
}

/** What really became of a sprint, for tests to compare with. */
export interface Ending {
  readonly id: SprintId;
  readonly what: 'closed' | 'deleted';
  readonly by: By;
  readonly at: number;
  readonly before: Sprint;
  /** In rank order, as are the others. */
  readonly unfinished: readonly string[];
  readonly finished: readonly string[];
}

/**
 * A Jira of one project with one board in memory: sprints, the order and history of issues. As in Jira, a closed sprint stays on its issues and leaves no history unless
 * they are taken on into another one, a deleted one leaves an entry on each, and the search index may be behind.
 */
export class FakeSprints implements SprintBoards {
  readonly sprints = new Map<SprintId, Sprint>();
  readonly history = new Map<string, SprintChange[]>();
  readonly endings: Ending[] = [];
  /** Sprints the app made. */
  readonly made: SprintId[] = [];
  readonly hidden = new Set<string>();
  /** Ever, or deleted: what is not seen cannot be told of. */
  readonly unseen = new Set<string>();
  /** Several sprints of one board may be active. */
  parallel = false;
  /** Whether the app is kept from seeing the project (app access policy). */
  isBlocked = false;
  isOwnerPresent = true;
  now = 1_800_000_000_000;
  /** By anybody, the app included. */
  lastRanked = 0;
  rankedByHand = 0;
  /** Of the app. */
  writes = 0;
  /** Runs before each call of the app and, once it has taken effect, before it returns: it may throw, or let something happen in between. */
  around: (call: string, when: 'before' | 'after') => Promise<void> | void = () => undefined;
  /** When the index was last behind. */
  lagged = 0;
  private readonly all = new Map<string, Issue>();
  private ranks: readonly string[];
  private entries = 0;
  private index: { readonly since: number; readonly sprints: ReadonlyMap<string, readonly SprintId[]>; readonly entry: number } | null =
    null;

  constructor(ids: readonly string[]) {
    this.ranks = ids;
    for (const id of ids) this.all.set(id, { id, projectId: PROJECT, done: false, sprints: [] });
  }

  get open(): readonly Sprint[] {
    return [...this.sprints.values()].filter(({ state }) => state !== 'closed');
  }
  get order(): readonly string[] {
    return this.ranks;
  }
  issue = (id: string): Readonly<Issue> | undefined => this.all.get(id);
  /** In rank order. */
  inside = (sprint: SprintId): readonly string[] => this.ranks.filter((id) => this.all.get(id)?.sprints.includes(sprint) === true);
  openOf = (id: string): SprintId | null => this.all.get(id)?.sprints.find((each) => this.isOpen(each)) ?? null;
  get backlog(): readonly string[] {
    return this.ranks.filter((id) => this.all.get(id)?.done === false && this.openOf(id) === null);
  }
  /** Whether somebody else than the app changed its sprints or status since. */
  isTouched = (id: string, since: number): boolean =>
    (this.history.get(id) ?? []).some(({ at, by }) => at >= since && by?.accountId !== APP);

  add(by: By, name: string): SprintId {
    const id = String(100 + this.sprints.size + this.endings.length);
    this.tick();
    const sprint = { name, goal: `What ${name} is for`, startDate: null, endDate: null, completeDate: null, createdAt: this.now };
    this.sprints.set(id, { id, boardId: BOARD, state: 'future', ...sprint });
    if (by === APP) this.made.push(id);
    return id;
  }

  begin(id: SprintId, hours: number): void {
    const sprint = this.sprints.get(id);
    if (sprint?.state !== 'future' || this.isAnotherActive()) return;
    this.tick();
    this.sprints.set(id, { ...sprint, state: 'active', startDate: this.now, endDate: this.now + hours * HOUR });
  }

  /** `into`: unfinished work is taken on. */
  complete(by: By, id: SprintId, into: SprintId | null = null): void {
    const sprint = this.sprints.get(id);
    if (sprint?.state !== 'active') return;
    const members = this.inside(id);
    this.end(by, 'closed', sprint);
    this.sprints.set(id, { ...sprint, state: 'closed', completeDate: this.now });
    if (into === null || !this.isOpen(into)) return;
    for (const issue of members) {
      const held = this.all.get(issue);
      if (held?.done === false) this.change(by, held, [...held.sprints, into]);
    }
  }

  /** `into`: by hand, Jira moves its issues to the next sprint. */
  delete(by: By, id: SprintId, into: SprintId | null = null): void {
    const sprint = this.sprints.get(id);
    if (sprint === undefined || sprint.state === 'closed') return;
    this.end(by, 'deleted', sprint);
    this.sprints.delete(id);
    for (const held of this.all.values()) {
      if (!held.sprints.includes(id)) continue;
      const rest = held.sprints.filter((each) => each !== id);
      this.change(by, held, into === null || !this.isOpen(into) ? rest : [...rest, into]);
    }
  }

  /** Null: to the backlog. */
  put(by: By, id: string, into: SprintId | null): void {
    const held = this.all.get(id);
    if (held === undefined || (into !== null && !this.isOpen(into)) || this.openOf(id) === into) return;
    this.tick();
    const closed = held.sprints.filter((each) => !this.isOpen(each));
    this.change(by, held, into === null ? closed : [...closed, into]);
  }

  setDone(by: By, id: string, isDone: boolean): void {
    const held = this.all.get(id);
    if (held === undefined || held.done === isDone) return;
    this.tick();
    this.note(by, id, null);
    held.done = isDone;
  }

  setAway(id: string): void {
    const held = this.all.get(id);
    if (held !== undefined) held.projectId = ELSEWHERE;
  }

  hide(id: string): void {
    this.hidden.add(id);
    this.unseen.add(id);
  }

  deleteIssue(id: string): void {
    this.all.delete(id);
    this.unseen.add(id);
    this.ranks = this.ranks.filter((each) => each !== id);
  }

  rank(ids: readonly string[], anchor: Anchor): void {
    const next = 'after' in anchor ? anchor.after : anchor.before;
    const block = ids.filter((id) => id !== next && this.ranks.includes(id));
    if (!this.ranks.includes(next)) return;
    this.lastRanked = this.now;
    const rest = this.ranks.filter((id) => !block.includes(id));
    const at = rest.indexOf(next) + ('after' in anchor ? 1 : 0);
    this.ranks = [...rest.slice(0, at), ...block, ...rest.slice(at)];
  }

  toEnd(end: 'top' | 'bottom', ids: readonly string[]): void {
    this.lastRanked = this.now;
    const block = ids.filter((id) => this.ranks.includes(id));
    const rest = this.ranks.filter((id) => !block.includes(id));
    this.ranks = end === 'top' ? [...block, ...rest] : [...rest, ...block];
  }

  /** From now on the search index shows what it shows now, for a minute at most. */
  lag(): void {
    this.lagged = this.now + A_MINUTE;
    this.index ??= { since: this.now, sprints: new Map([...this.all].map(([id, { sprints }]) => [id, sprints])), entry: this.entries };
  }
  /** Whatever is under way ends. */
  rest(): void {
    this.index = null;
    this.hidden.clear();
    this.isBlocked = false;
    this.around = () => undefined;
  }

  boardsOf = () => this.called('boardsOf', () => [BOARD]);
  homeOf = () => this.called('homeOf', () => PROJECT);
  openOn = () => this.called('openOn', () => (this.isBlocked ? ('missing' as const) : this.open));
  sprint = (id: SprintId) => this.called('sprint', () => (this.isBlocked ? undefined : this.sprints.get(id)) ?? ('missing' as const));
  lastColumn = () => this.called('lastColumn', () => null);
  doneStatuses = () => this.called('doneStatuses', () => ['done']);
  issuesIn = (id: SprintId) =>
    this.called('issuesIn', () => {
      const index = this.indexed();
      return this.ranks.filter((issue) => this.isShown(issue) && (index?.sprints ?? this.held()).get(issue)?.includes(id) === true);
    });
  issues = (ids: readonly string[]) => this.called('issues', () => new Map(ids.filter(this.isShown).map((id) => [id, this.shown(id)])));
  changedWithin = (projectId: string, minutes: number, limit: number) =>
    this.called('changedWithin', () => {
      const [from, shown] = [this.now - minutes * A_MINUTE, this.indexed()?.entry ?? Infinity];
      const isChanged = (id: string): boolean => (this.history.get(id) ?? []).some((each) => each.at >= from && each.id <= shown);
      return this.ranks.filter((id) => this.isShown(id) && this.all.get(id)?.projectId === projectId && isChanged(id)).slice(0, limit);
    });
  changes = (ids: readonly string[], since: number) =>
    this.called('changes', () => {
      const found = ids.filter(this.isShown).map((id) => [id, (this.history.get(id) ?? []).filter(({ at }) => at >= since)] as const);
      return new Map(found.filter(([, changes]) => changes.length > 0));
    });
  create: SprintBoards['create'] = ({ name, goal, startDate, endDate }) =>
    this.changed('create', () => {
      const id = this.add(APP, name);
      this.sprints.set(id, { ...(this.sprints.get(id) as Sprint), goal, startDate, endDate });
      return id;
    });
  start: SprintBoards['start'] = (id, dates) =>
    this.changed('start', () => {
      const sprint = this.mustFind(id);
      if (sprint.state !== 'future') throw new RejectedError(['It was started before.'], {});
      if (this.isAnotherActive()) throw new RejectedError(['Another sprint is active.'], {});
      this.sprints.set(id, { ...sprint, ...dates, state: 'active' });
    });
  close = (id: SprintId) =>
    this.changed('close', () => {
      if (this.mustFind(id).state !== 'active') throw new RejectedError(['It is not active.'], {});
      this.complete(APP, id);
    });
  remove = (id: SprintId) => this.changed('remove', () => this.delete(APP, id));
  moveInto: SprintBoards['moveInto'] = (id, ids, anchor) =>
    this.changed('moveInto', () => {
      if (this.mustFind(id).state === 'closed') throw new RejectedError(['The sprint is closed.'], {});
      this.mustShow(ids);
      for (const issue of ids) this.put(APP, issue, id);
      if (anchor !== undefined) this.rank(ids, anchor);
      return [];
    });
  moveToBacklog = (ids: readonly string[]) =>
    this.changed('moveToBacklog', () => {
      this.mustShow(ids);
      for (const issue of ids) this.put(APP, issue, null);
    });
  manages = () => this.called('manages', () => !this.isBlocked);
  view = () => this.called('view', () => (this.isBlocked ? ('blocked' as const) : ('open' as const)));
  isPresent = () => this.called('isPresent', () => this.isOwnerPresent);
  ownAccount = () => this.called('ownAccount', () => APP);

  private async called<T>(call: string, effect: () => T): Promise<T> {
    await this.around(call, 'before');
    const answer = effect();
    await this.around(call, 'after');
    return answer;
  }
  private changed<T>(call: string, effect: () => T): Promise<T> {
    return this.called(call, () => {
      this.writes += 1;
      return effect();
    });
  }

  private mustFind(id: SprintId): Sprint {
    const sprint = this.sprints.get(id);
    if (sprint === undefined) throw new AppError('not-found', `No sprint ${id}`);
    return sprint;
  }
  private mustShow(ids: readonly string[]): void {
    if (!ids.every(this.isShown)) throw new RejectedError(['One of the issues is not there.'], {});
  }

  private isOpen = (id: SprintId): boolean => (this.sprints.get(id)?.state ?? 'closed') !== 'closed';
  private isAnotherActive = (): boolean => !this.parallel && this.open.some(({ state }) => state === 'active');
  private isShown = (id: string): boolean => !this.isBlocked && this.all.has(id) && !this.hidden.has(id);
  private held = (): ReadonlyMap<string, readonly SprintId[]> => new Map([...this.all].map(([id, { sprints }]) => [id, sprints]));
  private tick = (): void => void (this.now += 1000);

  private indexed(): FakeSprints['index'] {
    if (this.index !== null && this.now - this.index.since > A_MINUTE) this.index = null;
    return this.index;
  }

  private end(by: By, what: Ending['what'], before: Sprint): void {
    this.tick();
    const members = this.inside(before.id);
    const isDone = (id: string): boolean => this.all.get(id)?.done === true;
    const unfinished = members.filter((id) => !isDone(id));
    this.endings.push({ id: before.id, what, by, at: this.now, before, unfinished, finished: members.filter(isDone) });
  }

  private change(by: By, held: Issue, to: readonly SprintId[]): void {
    this.note(by, held.id, { from: held.sprints, to });
    held.sprints = to;
  }

  private note(by: By, id: string, sprints: SprintChange['sprints']): void {
    this.entries += 1;
    const statusBefore = sprints === null ? this.shown(id).statusId : null;
    const change = { id: this.entries, at: this.now, by: by === null ? null : { accountId: by, bot: by === 'bot' }, sprints, statusBefore };
    this.history.set(id, [...(this.history.get(id) ?? []), change]);
  }

  private shown(id: string): SprintIssue {
    const { projectId, done, sprints } = this.all.get(id) as Issue;
    return {
      ...{ id, key: `SHOP-${id}`, projectId, done, statusId: done ? 'done' : 'to-do', subtask: false },
      sprints: sprints.flatMap((each) => {
        const sprint = this.sprints.get(each);
        return sprint === undefined ? [] : [{ id: each, state: sprint.state }];
      }),
      rank: `0|${String(this.ranks.indexOf(id)).padStart(4, '0')}:`,
      ...{ estimate: null, createdAt: 0, creator: null, assignee: null },
    };
  }
}

/** How the backlog is asked to place work: in turn, then always at once. */
export type EndAnswer = 'placed' | 'later' | 'placing' | 'refused';

/** The sprints of one project on such a Jira, with their queue. The owner is `owner`; `delegate` has the power while it is lent. */
export class FakeSprintGuard {
  readonly filed = new Map<string, Parameters<SprintRequests['fileCancel']>[0]>();
  readonly told: string[] = [];
  readonly placed: PlaceAtEnd[] = [];
  endAnswers: EndAnswer[] = [];
  /** Sprints that a look has kept, and how the sprint that was made again looked when all that could had come back. */
  readonly seen = new Set<SprintId>();
  readonly broughtBack = new Map<SprintId, readonly string[]>();
  /** Runs before each write and once it is done: it may throw, or let something happen in between. */
  aroundWrite: (when: 'before' | 'after') => Promise<void> | void = () => undefined;
  readonly memory = memoryStorage();
  readonly deps: SprintsDeps;
  readonly sprints: ReturnType<typeof createSprints>;
  private readonly owners: { readonly from: number; readonly account: string | null }[] = [{ from: 0, account: 'owner' }];
  private readonly loans: { readonly from: number; until: number }[] = [];
  private readonly restoring: { readonly from: number; readonly is: boolean }[] = [];
  private readonly queue: { readonly task: unknown; readonly delay: number }[] = [];
  private job: { readonly id: string; readonly of: PlaceAtEnd } | null = null;
  private mode: 'report' | 'restore' = 'restore';
  private count = 0;

  constructor(readonly jira: FakeSprints) {
    const names = { namesOf: async () => new Map(), nameOf: async () => null };
    this.deps = {
      boards: jira,
      ends: {
        placeAtEnd: async (of) => {
          await jira.around('placeAtEnd', 'before');
          return this.placeAtEnd(of);
        },
        placing: async (_project, id) => (this.job?.id === id ? this.place(this.job.of) : 'gone'),
        cameOrWent: async () => undefined,
      },
      storage: interrupted(this.noticing(), (when) => this.aroundWrite(when)),
      tenures: {
        of: async () => ({ owner: this.ownerAt(jira.now), capacityAt: (account, _power, at) => this.capacityAt(account, at) }),
      },
      requests: {
        fileCancel: async (of) => {
          await jira.around('fileCancel', 'before');
          if (!this.filed.has(of.id)) this.filed.set(of.id, of);
          await jira.around('fileCancel', 'after');
        },
        cancelAsked: async (_project, id) => {
          const found = [...this.filed.values()].find(({ sprint }) => sprint.id === id);
          return found === undefined ? null : { requestId: found.id, askers: [found.by], at: found.at };
        },
      },
      teller: {
        tell: async (_issue, to) => {
          this.told.push(to);
          return true;
        },
      },
      names,
      jobs: { start: async (body, _key, delay = 0) => void this.queue.push({ task: body, delay }) },
      audit: { entry: (entry) => ({ key: `audit:${++this.count}`, value: { kind: entry.kind, actor: entry.actor } }) },
      log: silentLog,
      now: () => jira.now,
      asCaller: {
        sprint: async (id) => jira.sprints.get(id) ?? null,
        homeOf: async () => PROJECT,
        openOn: async () => jira.open,
        manages: async () => true,
      },
      authority: authorityOf((actor) => {
        if (actor.kind !== 'person') return { allowed: false, reason: actor.kind };
        const capacity = this.capacityAt(actor.accountId, jira.now);
        if (capacity === null) return { allowed: false, reason: this.ownerAt(jira.now) === null ? 'vacant' : 'not-owner' };
        return { allowed: true, capacity, accountableOwner: this.ownerAt(jira.now) };
      }),
      projects: { asCaller: async (id) => ({ id, key: 'SHOP', name: 'Shop', software: true }) },
      people: names,
      visible: { asCaller: async () => new Map(), find: async () => null },
      list: { issues: async () => [] },
    };
    this.sprints = createSprints(this.deps);
  }

  capacityAt(account: string, at: number): Capacity | null {
    const owner = this.ownerAt(at);
    if (owner === null) return null;
    if (account === owner) return { kind: 'owner' };
    const isLent = account === 'delegate' && this.loans.some(({ from, until }) => from <= at && at < until);
    return isLent ? { kind: 'delegate', for: owner } : null;
  }

  /** From the next moment on; null: vacant. */
  setOwner(account: string | null): void {
    this.jira.now += 1;
    this.owners.push({ from: this.jira.now, account });
    this.noteRestoring();
  }

  setMode(mode: 'report' | 'restore'): void {
    this.jira.now += 1;
    this.mode = mode;
    const setting = { version: 1, mode, graceHours: 12, unfinished: 'status', changed: { by: 'admin', at: this.jira.now } };
    const held = this.memory.values.get(`sprint-guard:${PROJECT}`);
    const { revision } = held === undefined ? { revision: 0 } : (JSON.parse(held) as { revision: number });
    this.memory.values.set(`sprint-guard:${PROJECT}`, JSON.stringify({ revision: revision + 1, value: setting }));
    this.noteRestoring();
  }

  /** Whether the guard was to restore at that moment or at some later one. */
  wasRestoringSince = (at: number): boolean =>
    this.restoring.some(({ from, is }, index) => is && (from >= at || (this.restoring[index + 1]?.from ?? Infinity) > at));
  /** All the time. */
  onlyRestoredSince = (at: number): boolean =>
    this.restoring.every(({ from, is }, index) => is || (from < at && (this.restoring[index + 1]?.from ?? Infinity) <= at));

  lend(isLent: boolean): void {
    this.jira.now += 1;
    const last = this.loans.at(-1);
    if (last?.until === Infinity) last.until = this.jira.now;
    if (isLent) this.loans.push({ from: this.jira.now, until: Infinity });
  }

  async begin(): Promise<void> {
    this.setMode('restore');
    const guarded = { revision: 1, value: { version: 1, projects: [PROJECT] } };
    this.memory.values.set('sprint-guarded-projects', JSON.stringify(guarded));
    await this.look(true);
  }

  /** Of what was thrown, only what Forge or Jira may do to us is forgiven. */
  async survive<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof Crash || error instanceof AppError) return undefined;
      throw error;
    }
  }

  /** An event. */
  ended = (sprintId: SprintId, end: 'closed' | 'deleted', by: By): Promise<void> =>
    this.survive(() => this.sprints.sprintChanged(PROJECT, { sprintId, boardId: BOARD, end, by }));
  issueChanged = (id: string): Promise<void> => this.survive(() => this.sprints.issueChanged(PROJECT, id));
  look = (everything: boolean): Promise<boolean | undefined> =>
    this.survive(() => this.sprints.run({ task: 'look', projectId: PROJECT, everything }));
  sweep = (): Promise<void> => this.survive(() => this.sprints.sweep());
  cancel = (by: string, sprintId: SprintId, destination: Destination): Promise<CancelResult | undefined> =>
    this.survive(() => this.sprints.cancelSprint(person(by), { projectId: PROJECT, sprintId, destination, reason: 'No use any more' }));
  decide = (by: string, sprintId: SprintId, decision: 'keep' | 'restore') =>
    this.survive(() => this.sprints.decide(person(by), { projectId: PROJECT, sprintId, decision }));

  /** What the queue holds now. */
  async work(): Promise<void> {
    for (const { task } of this.queue.splice(0)) await this.survive(() => this.sprints.run(task));
  }

  /** Sweeps, and everything that asks for, until nothing is left. */
  async quiet(sweeps = 4): Promise<void> {
    for (let turn = 0; turn < sweeps; turn++) {
      this.jira.now += 300_000;
      await this.sweep();
      for (let rounds = 0; this.queue.length > 0 && rounds < 20; rounds++) {
        this.jira.now += 3_000;
        await this.work();
      }
    }
  }

  record = (id: SprintId): Promise<SprintRecord | undefined> => readRecord(this.memory, PROJECT, id);
  async records(): Promise<readonly SprintRecord[]> {
    const keys = [...this.memory.values.keys()].filter((key) => /^10000:\d+$/.test(key));
    const found = await Promise.all(keys.map((key) => this.record(key.slice(PROJECT.length + 1))));
    return found.flatMap((record) => record ?? []);
  }

  private ownerAt = (at: number): string | null => this.owners.findLast(({ from }) => from <= at)?.account ?? null;

  private noteRestoring(): void {
    this.restoring.push({ from: this.jira.now, is: this.mode === 'restore' && this.ownerAt(this.jira.now) !== null });
  }

  private placeAtEnd(of: PlaceAtEnd): Placing {
    const answer = this.endAnswers.shift() ?? 'placed';
    if (answer === 'placed') return this.place(of);
    if (answer !== 'placing') return { kind: answer };
    this.job = { id: `job${++this.count}`, of };
    return { kind: 'placing', jobId: this.job.id, left: of.issues.length };
  }
  private place(of: PlaceAtEnd): Placing {
    this.placed.push(of);
    this.jira.toEnd(of.end, of.issues);
    this.job = null;
    return { kind: 'placed' };
  }

  private noticing(): Storage {
    const commit: Storage['commit'] = async (writes) => {
      const answer = await this.memory.commit(writes);
      if (answer === 'done') for (const { key, value } of writes) this.notice(key, value);
      return answer;
    };
    return { ...this.memory, commit };
  }

  private notice(key: string, value: unknown): void {
    if (key === `sprint-watch:${PROJECT}`)
      for (const { id } of (value as { sprints: readonly { id: SprintId }[] }).sprints) this.seen.add(id);
    const restoring = (value as { detail?: Pick<SprintRecord, 'restoring'> }).detail?.restoring ?? null;
    if (restoring?.step === 'starting' && restoring.sprintId !== null)
      this.broughtBack.set(key.slice(PROJECT.length + 1), this.jira.inside(restoring.sprintId));
  }
}

export const person = (accountId: string): Actor => ({ kind: 'person', accountId, licensed: true });
