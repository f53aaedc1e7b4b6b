import type { HeldAcceptance, Stories, StoryIssue } from '../../src/core/acceptance';
import type { AccountId, Actor, IssueId, ProjectId } from '../../src/core/actor';
import type { Decision, Power } from '../../src/core/authority';
import { AppError } from '../../src/core/errors';
import type { Storage } from '../../src/core/storage';
import { createAcceptance, type AcceptanceFeature } from '../../src/features/acceptance/index';
import type { AcceptanceDeps } from '../../src/features/acceptance/deps';
import type { RuleDeps } from '../../src/features/acceptance/workflows/deps';
import type { Change, LeftBecause } from '../../src/features/acceptance/rules/change';
import { fieldValue, NEEDS, type FieldValue, type Needs } from '../../src/features/acceptance/rules/field-value';
import { readChecklist, type StoredChecklist } from '../../src/features/acceptance/stored-checklist';
import { readTemplates, type Templates } from '../../src/features/acceptance/stored-templates';
import { Crash } from './fake-ranks';
import { memoryStorage, silentLog } from './fakes';

export { Crash };
/** Whose owner is `owner`, who may lend to `delegate`. */
export const SHOP = '10000';
/** Where `developer` is the owner. */
export const OWN = '20000';
export const SITE = 'installation-1';
/** Longer than any function lives, with what it had sent. */
export const A_LIFETIME = 91_000;

export interface FakeIssue {
  readonly id: IssueId;
  projectId: ProjectId;
  typeId: string;
  level: number;
  done: boolean;
  assignee: AccountId | null;
  readonly createdAt: number;
  categorySince: number;
  updated: number;
  value: unknown;
  hidden: boolean;
  readonly moves: { readonly by: AccountId; readonly at: number }[];
}

export type When = 'before' | 'after';

/** A Jira of a few issues in memory. `around` runs before each call of the app and, once it has taken effect, before it returns: it may throw, wait, or let something else happen. */
export class FakeStories {
  readonly issues = new Map<IssueId, FakeIssue>();
  readonly comments: { readonly issueId: IssueId; readonly mark: string }[] = [];
  readonly writes: { readonly id: IssueId; readonly value: unknown }[] = [];
  /** Of the app. */
  readonly calls: string[] = [];
  now = 1_800_000_000_000;
  around: (call: string, when: When) => Promise<void> | void = () => undefined;
  /** What was sent and arrives later than its sender lived. */
  readonly inFlight: (() => void)[] = [];
  /** The next write is sent, and its sender dies. */
  isSentLate = false;
  /** Runs after everything that changes Jira or the storage. */
  onEffect: () => void = () => undefined;
  refuses: (id: IssueId) => boolean = () => false;
  private index: ReadonlySet<IssueId> | null = null;
  private made = 100;

  add(given: Partial<FakeIssue> = {}): IssueId {
    const id = given.id ?? String((this.made += 1));
    const issue = { projectId: SHOP, typeId: '1', level: 0, done: false, assignee: null, value: null, hidden: false, ...given };
    this.issues.set(id, { ...issue, id, createdAt: this.now, categorySince: this.now, updated: this.now, moves: [] });
    return id;
  }

  /** As Jira does it: with whatever the fields hold. */
  clone(id: IssueId): IssueId {
    const { value, projectId, typeId, level } = this.must(id);
    const copy = this.add({ value: structuredClone(value), projectId, typeId, level });
    this.onEffect();
    return copy;
  }

  transition(id: IssueId, by: AccountId, done: boolean): void {
    const issue = this.must(id);
    this.now += 1;
    if (issue.done !== done) issue.categorySince = this.now;
    issue.done = done;
    issue.moves.push({ by, at: this.now });
    issue.updated = this.now;
  }

  move(id: IssueId, projectId: ProjectId): void {
    const issue = this.must(id);
    this.now += 1;
    issue.projectId = projectId;
    issue.updated = this.now;
    this.onEffect();
  }

  delete(id: IssueId): void {
    this.issues.delete(id);
  }

  /** The search index stays as it is now, until `caughtUp`. */
  lag(): void {
    this.index ??= new Set(this.issues.keys());
  }
  caughtUp(): void {
    this.index = null;
  }

  value = (id: IssueId): unknown => this.issues.get(id)?.value ?? null;

  readonly stories: Stories = {
    asCaller: (id) => this.call('asCaller', () => this.storyIssue(id)),
    editsSince: () => this.call('editsSince', () => []),
    description: () => this.call('description', () => null),
    read: (ids) => this.call('read', () => ids.flatMap((id) => this.held(id) ?? [])),
    write: async (values) => {
      await this.around('write', 'before');
      const write = (): readonly IssueId[] => this.write(values);
      if (this.isSentLate) {
        this.isSentLate = false;
        this.inFlight.push(() => void write());
        throw new Crash('Forge ended the function while Jira was asked');
      }
      const refused = write();
      await this.around('write', 'after');
      return refused;
    },
    changedWithin: (minutes, projects) =>
      this.call('changedWithin', () =>
        [...this.issues.values()]
          .filter(({ id }) => this.index?.has(id) ?? true)
          .filter(({ hidden, updated }) => !hidden && updated >= this.now - minutes * 60_000)
          .filter(({ value, projectId, done, createdAt }) => {
            const isNew = createdAt >= this.now - minutes * 60_000;
            return value !== null || (projects.includes(projectId) && (done || isNew));
          })
          .map(({ id }) => id),
      ),
    withValue: () => this.call('withValue', () => [...this.issues.values()].flatMap(({ id, value }) => (value === null ? [] : [id]))),
    waysOn: () => this.call('waysOn', () => []),
    moveOn: (id) => this.call('moveOn', () => this.transition(id, 'owner', false)),
    comment: async (issueId, { mark }) => {
      await this.around('comment', 'before');
      if (this.comments.some((each) => each.issueId === issueId && each.mark === mark)) return;
      await this.around('post', 'before');
      this.comments.push({ issueId, mark });
      await this.around('comment', 'after');
    },
    lastMover: (id) => this.call('lastMover', () => this.issues.get(id)?.moves.at(-1)?.by ?? null),
  };

  arrive(): void {
    for (const write of this.inFlight.splice(0)) write();
  }

  private async call<T>(name: string, effect: () => T): Promise<T> {
    this.calls.push(name);
    await this.around(name, 'before');
    const answer = effect();
    await this.around(name, 'after');
    return answer;
  }

  private write(values: readonly { readonly id: IssueId; readonly value: unknown }[]): readonly IssueId[] {
    this.calls.push('write');
    const refused: IssueId[] = [];
    for (const { id, value } of values) {
      const issue = this.issues.get(id);
      if (issue === undefined || issue.hidden || this.refuses(id)) {
        refused.push(id);
        continue;
      }
      issue.value = JSON.parse(JSON.stringify(value)) as unknown;
      this.writes.push({ id, value });
      this.onEffect();
    }
    return refused;
  }

  private storyIssue(id: IssueId): StoryIssue {
    const { projectId, typeId, done, assignee } = this.must(id);
    const who = assignee === null ? null : { accountId: assignee, name: assignee };
    return { id, key: `SHOP-${id}`, summary: `Story ${id}`, projectId, software: true, typeId, done, assignee: who };
  }

  private held(id: IssueId): HeldAcceptance | undefined {
    const issue = this.issues.get(id);
    if (issue === undefined || issue.hidden) return undefined;
    const { projectId, typeId, done, createdAt, categorySince, level, value } = issue;
    return { id, projectId, software: true, typeId, done, value, createdAt, categorySince, hierarchyLevel: level };
  }

  private must(id: IssueId): FakeIssue {
    const issue = this.issues.get(id);
    if (issue === undefined) throw new AppError('not-found', `no issue ${id}`);
    return issue;
  }
}

export const person = (accountId: AccountId): Actor => ({ kind: 'person', accountId, licensed: true });
const EDITORS: ReadonlySet<string> = new Set(['owner', 'delegate', 'developer', 'tester', 'admin']);

/** Acceptance over that Jira. Editors: owner, delegate, developer, tester, admin. A stakeholder sees, a stranger does not. */
export class FakeAcceptance {
  readonly memory = memoryStorage();
  readonly feature: AcceptanceFeature;
  readonly deps: AcceptanceDeps;
  readonly recorded: { readonly kind: string; readonly actor: string; readonly after: unknown }[] = [];
  readonly owners = new Map<ProjectId, AccountId | null>([
    [SHOP, 'owner'],
    [OWN, 'developer'],
  ]);
  isLent = true;
  /** What was left to the queue. */
  readonly jobs: unknown[] = [];
  private ids = 0;

  constructor(readonly jira: FakeStories = new FakeStories()) {
    this.deps = {
      stories: jira.stories,
      sites: { id: () => SITE, current: async () => ({ acceptance: 'customfield_1' }) as never },
      storage: this.everyCall(),
      audit: { entry: (entry) => ({ key: `audit:${(this.ids += 1)}`, value: entry }) },
      log: silentLog,
      now: () => jira.now,
      jobs: { start: async (body) => void this.jobs.push(body) },
      newId: () => `turn-${(this.ids += 1)}`,
      pause: async () => {
        await jira.around('pause', 'before');
      },
      authority: {
        mayAdministerSite: async () => ({ allowed: false, reason: 'not-site-admin' }),
        mayUse: async (actor, power, { projectId }) => this.decide(actor, power, projectId),
        mayUseEach: async (actor, powers, { projectId }) =>
          Object.fromEntries(powers.map((power) => [power, this.decide(actor, power, projectId)])) as Record<
            (typeof powers)[number],
            Decision
          >,
      },
      tenures: { of: async (projectId) => ({ owner: this.owners.get(projectId) ?? null, capacityAt: () => null }) },
      projects: { asCaller: async (id) => ({ id, key: id === SHOP ? 'SHOP' : 'OWN', name: 'Shop', software: true }) },
      people: { namesOf: async () => new Map() },
      visible: {
        asCaller: async (ids) => new Map(ids.map((id) => [id, { id, key: `SHOP-${id}`, summary: '' } as never])),
        find: async () => null,
      },
      types: { of: async () => ({ types: [], statuses: [] }) },
    };
    this.feature = createAcceptance({ ...this.deps, ...noWorkflows });
  }

  change = (who: string, issueId: IssueId, ...changes: readonly Change[]) => this.feature.change(person(who), { issueId, changes });
  async add(who: string, issueId: IssueId, id: string, text = `Text of ${id}`, mandatory = true): Promise<readonly LeftBecause[]> {
    const result = await this.change(who, issueId, { kind: 'add', id, text, mandatory, after: null });
    if (result.kind === 'refused') throw new Error(`refused: ${result.reason}`);
    return result.left.map(({ why }) => why);
  }
  judge = (who: string, issueId: IssueId, id: string, verdict: 'met' | 'failed' | 'na' | null) =>
    this.change(who, issueId, { kind: 'judge', id, verdict, words: null });
  async accept(who: string, issueId: IssueId, revision?: number) {
    return this.feature.accept(person(who), { issueId, revision: revision ?? (await this.list(issueId)).revision, words: null });
  }
  /** A story that its owner accepted: one mandatory criterion, met. */
  async accepted(given: Partial<FakeIssue> = {}): Promise<IssueId> {
    const id = this.jira.add(given);
    await this.add('developer', id, 'criterion-1');
    await this.judge('owner', id, 'criterion-1', 'met');
    const result = await this.accept('owner', id);
    if (result.kind !== 'shown') throw new Error(`not accepted: ${result.reason}`);
    return id;
  }
  async setTemplates(who: string, templates: Partial<Templates>, projectId = SHOP) {
    const { revision } = await readTemplates(this.memory, projectId);
    const claim = { projectId, revision, done: templates.done ?? null, templates: templates.templates ?? null };
    return this.feature.setTemplates(person(who), claim);
  }

  list = (issueId: IssueId): Promise<StoredChecklist> => readChecklist(this.memory, issueId);
  field = (issueId: IssueId): FieldValue | null => this.jira.value(issueId) as FieldValue | null;
  marks = (): readonly string[] => [...this.memory.values.keys()].filter((key) => key.startsWith('acceptance-unsettled:'));
  arrivals(): readonly { readonly issueId: string; readonly by: string | null; readonly state: string }[] {
    const found = [...this.memory.values].filter(([key]) => key.startsWith('arrival:'));
    return found.map(([, value]) => (JSON.parse(value) as { detail: { issueId: string; by: string | null; state: string } }).detail);
  }
  audited(): readonly string[] {
    return [...this.memory.values]
      .filter(([key]) => key.startsWith('audit:'))
      .map(([, value]) => (JSON.parse(value) as { kind: string }).kind);
  }

  /** As the workflow rule has it: see rule-expression.test.ts, which holds the two against one another. */
  passes(issueId: IssueId, need: Needs): boolean {
    const value = this.field(issueId);
    const issue = this.jira.issues.get(issueId);
    if (value === null || issue === undefined) return false;
    return value.issue === Number(issueId) && value.project === Number(issue.projectId) && value.site === SITE && value.needs[need] === '';
  }

  /** What a rule lets through that the stored checklist does not: must be nothing, at any moment. */
  dishonest(): readonly string[] {
    return [...this.jira.issues.keys()].flatMap((id) => {
      const list = this.stored(id);
      const means = list === null ? null : fieldValue(list, { issueId: id, projectId: list.projectId, site: SITE });
      return NEEDS.filter((need) => this.passes(id, need) && (means === null || means.needs[need] !== '')).map((need) => `${id} ${need}`);
    });
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

  sweep = (): Promise<void> => this.feature.sweep();
  /** Sweeps until every writer that died is known to be dead. */
  async quiet(): Promise<void> {
    this.jira.arrive();
    this.jira.caughtUp();
    for (let turn = 0; turn < 3; turn += 1) {
      this.jira.now += A_LIFETIME;
      await this.sweep();
    }
  }

  private decide(actor: Actor, power: Power, projectId: ProjectId): Decision {
    if (actor.kind !== 'person') return { allowed: false, reason: actor.kind };
    const { accountId } = actor;
    if (accountId === 'stranger') return { allowed: false, reason: 'cannot-see' };
    const owner = this.owners.get(projectId) ?? null;
    if (power === 'edit')
      return EDITORS.has(accountId)
        ? { allowed: true, capacity: { kind: 'member' }, accountableOwner: owner }
        : { allowed: false, reason: 'cannot-edit-issue' };
    if (power === 'configure')
      return accountId === 'admin'
        ? { allowed: true, capacity: { kind: 'admin' }, accountableOwner: owner }
        : { allowed: false, reason: 'not-admin' };
    if (owner === null) return { allowed: false, reason: 'vacant' };
    if (accountId === owner) return { allowed: true, capacity: { kind: 'owner' }, accountableOwner: owner };
    if (accountId === 'delegate' && this.isLent && projectId === SHOP)
      return { allowed: true, capacity: { kind: 'delegate', for: owner }, accountableOwner: owner };
    return { allowed: false, reason: 'not-owner' };
  }

  private stored(id: IssueId): (StoredChecklist & { readonly projectId: ProjectId }) | null {
    const text = this.memory.values.get(`acceptance:${id}`);
    if (text === undefined) return null;
    const { value, revision } = JSON.parse(text) as { value: StoredChecklist & { readonly projectId: ProjectId }; revision: number };
    return { ...value, revision };
  }

  private everyCall(): Storage {
    const wrap = <Given extends unknown[], Answer>(name: string, then: (...given: Given) => Promise<Answer>) => {
      return async (...given: Given): Promise<Answer> => {
        await this.jira.around(`storage.${name}`, 'before');
        const answer = await then(...given);
        this.jira.onEffect();
        await this.jira.around(`storage.${name}`, 'after');
        return answer;
      };
    };
    const { memory } = this;
    return {
      get: (key, parse) => wrap('get', () => memory.get(key, parse))(),
      getMany: (keys, parse) => wrap('getMany', () => memory.getMany(keys, parse))(),
      revised: (key, parse) => wrap('revised', () => memory.revised(key, parse))(),
      revisedMany: (keys, parse) => wrap('revisedMany', () => memory.revisedMany(keys, parse))(),
      row: (entity, key, parse) => wrap('row', () => memory.row(entity, key, parse))(),
      rowMany: (entity, keys, parse) => wrap('rowMany', () => memory.rowMany(entity, keys, parse))(),
      rows: (query) => wrap('rows', () => memory.rows(query))(),
      keys: wrap('keys', memory.keys),
      set: wrap('set', memory.set),
      delete: wrap('delete', memory.delete),
      deleteAll: wrap('deleteAll', memory.deleteAll),
      forgetRevised: wrap('forgetRevised', memory.forgetRevised),
      forgetRow: wrap('forgetRow', memory.forgetRow),
      commit: wrap('commit', memory.commit),
    };
  }
}

/** A Jira that tells an app nothing about workflows. */
const noWorkflows: Pick<RuleDeps, 'workflows' | 'ownerRole' | 'holders'> = {
  workflows: {
    ownRules: async () => [],
    all: async () => ({ workflows: [], next: null }),
    ofProject: async () => null,
    projectsUsing: async () => [],
    projects: async () => [],
    removeRules: async () => ({ kind: 'gone' }),
  },
  ownerRole: {
    members: async () => null,
    add: async () => false,
    removePerson: async () => undefined,
    removeGroup: async () => undefined,
    exists: async () => false,
    create: async () => undefined,
  },
  holders: { holders: async () => [] },
};
