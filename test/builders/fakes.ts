import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import type { Actor } from '../../src/core/actor';
import type { Authority, Decision, Power } from '../../src/core/authority';
import type { IssueForPanel } from '../../src/core/issue';
import { AppError } from '../../src/core/errors';
import type { Log, ScoreFields } from '../../src/core/ports';
import type { FactorsChange, FactorsHistory, FoundScore, FoundScores, SampleIssue, StoredScore } from '../../src/core/scores';
import type { Storage } from '../../src/core/storage';

/** The indexes the manifest declares: the fake lists by what Forge will list by. */
interface Entities {
  readonly app: {
    readonly storage: {
      readonly entities: readonly {
        name: string;
        indexes: readonly (string | { name: string; partition?: string[]; range: string[] })[];
      }[];
    };
  };
}
const manifest = parseYaml(readFileSync(join(__dirname, '../../manifest.yml'), 'utf8')) as Entities;

function indexOf(entity: string, name: string): { readonly partition: readonly string[]; readonly range: string } {
  const indexes = manifest.app.storage.entities.find((each) => each.name === entity)?.indexes ?? [];
  const found = indexes.find((each) => (typeof each === 'string' ? each : each.name) === name);
  if (found === undefined) throw new Error(`The manifest has no index ${name} of the entity ${entity}.`);
  return typeof found === 'string' ? { partition: [], range: found } : { partition: found.partition ?? [], range: found.range[0] ?? '' };
}

/** Decides as `decide` does, whatever the place. */
export function authorityOf(decide: (actor: Actor, power: Power) => Decision): Authority {
  return {
    mayAdministerSite: async (actor) => decide(actor, 'administer-site'),
    mayUse: async (actor, power) => decide(actor, power),
    mayUseEach: async (actor, powers) =>
      Object.fromEntries(powers.map((power) => [power, decide(actor, power)])) as Record<(typeof powers)[number], Decision>,
  };
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A storage whose writes may be cut off, or have something happen in between: `around` runs before each and once it is done. */
export function interrupted(storage: Storage, around: (when: 'before' | 'after') => Promise<void> | void): Storage {
  const write =
    <Given extends unknown[], Answer>(then: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      await around('before');
      const answer = await then(...given);
      await around('after');
      return answer;
    };
  return {
    ...storage,
    set: write(storage.set),
    delete: write(storage.delete),
    deleteAll: write(storage.deleteAll),
    commit: write(storage.commit),
  };
}

/** Storage in memory; values go through JSON as in Forge. */
export function memoryStorage(): Storage & { readonly values: Map<string, string>; readonly commits: number[] } {
  const values = new Map<string, string>();
  const commits: number[] = [];
  /** Of a custom entity's rows: which one's they are. */
  const entities = new Map<string, string>();
  const many = async <T>(keys: readonly string[], one: (key: string) => Promise<T | undefined>): Promise<ReadonlyMap<string, T>> => {
    const found = await Promise.all(keys.map(async (key) => [key, await one(key)] as const));
    return new Map(found.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
  };
  const storage: Storage = {
    getMany: (keys, parse) => many(keys, (key) => storage.get(key, parse)),
    rowMany: (entity, keys, parse) => many(keys, (key) => storage.row(entity, key, parse)),
    revisedMany: (keys, parse) => many(keys, (key) => storage.revised(key, parse)),
    get: async (key, parse) => {
      const text = values.get(key);
      return text === undefined ? undefined : parse(JSON.parse(text));
    },
    set: async (key, value) => void values.set(key, JSON.stringify(value)),
    delete: async (key) => void values.delete(key),
    forgetRevised: async (key) => void values.delete(key),
    forgetRow: async (entity, key) => {
      if (entities.get(key) !== entity) return;
      entities.delete(key);
      values.delete(key);
    },
    deleteAll: async (keys) => {
      for (const key of keys) values.delete(key);
    },
    keys: async (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
    row: async (entity, key, parse) => {
      const text = entities.get(key) === entity ? values.get(key) : undefined;
      return text === undefined ? undefined : parse(JSON.parse(text));
    },
    rows: async ({ entity, index, partition, range: bounds, sort, limit, cursor, parse }) => {
      const { partition: attributes, range } = indexOf(entity, index);
      const found = [...entities]
        .filter(([, each]) => each === entity)
        .map(([key]) => ({ key, value: JSON.parse(values.get(key) ?? '{}') as Record<string, unknown> }))
        .filter(({ value }) => attributes.every((attribute, place) => value[attribute] === partition[place]))
        .map((row) => ({ ...row, at: Number(row.value[range]) }))
        .filter(({ at }) => at >= (bounds?.from ?? -Infinity) && at <= (bounds?.until ?? Infinity))
        .sort((one, other) => one.at - other.at || (one.key < other.key ? -1 : 1));
      if (sort === 'descending') found.reverse();
      const start = cursor === null ? 0 : found.findIndex(({ key }) => key === cursor) + 1;
      const page = found.slice(start, start + limit);
      const next = start + limit < found.length ? (page.at(-1)?.key ?? null) : null;
      return { rows: page.map(({ key, value }) => ({ key, value: parse(value) })), cursor: next };
    },
    revised: async (key, parse) => {
      const text = values.get(key);
      if (text === undefined) return undefined;
      const { revision, value } = JSON.parse(text) as { revision: number; value: unknown };
      return { revision, value: parse(value) };
    },
    commit: async (writes) => {
      for (const write of writes) {
        const held = values.get(write.key);
        const revision = held === undefined ? 0 : (JSON.parse(held) as { revision: number }).revision;
        if ('after' in write && write.after !== revision) return 'conflict';
      }
      commits.push(writes.length);
      for (const write of writes) {
        values.set(write.key, JSON.stringify('after' in write ? { revision: write.after + 1, value: write.value } : write.value));
        if ('entity' in write) entities.set(write.key, write.entity);
      }
      return 'done';
    },
  };
  return Object.assign(storage, { values, commits });
}

export function anIssue(given: Partial<IssueForPanel> = {}): IssueForPanel {
  return {
    id: '10001',
    key: 'SHOP-1',
    projectId: '10000',
    software: true,
    typeId: '10010',
    hierarchyLevel: 0,
    done: false,
    activeSprint: null,
    factors: null,
    score: null,
    lastScored: null,
    lastChange: null,
    changes: [],
    historyFrom: 0,
    ...given,
  };
}

/** Jira's two fields and their history in memory, counting what is asked of it. `fail` may throw before a call takes effect. */
export class FakeScoreFields implements ScoreFields, FoundScores, FactorsHistory {
  readonly issues = new Map<string, IssueForPanel>();
  readonly calls: string[] = [];
  /** Newest first. */
  readonly changes = new Map<string, FactorsChange[]>();
  /** When the issues the search finds were changed, epoch milliseconds. */
  updated = 0;
  /** The windows of minutes the sweep asked for. */
  readonly windows: number[] = [];
  /** Issues a page of `inProject`. */
  pageSize = 100;
  fail: (call: string) => void = () => undefined;

  constructor(...issues: IssueForPanel[]) {
    for (const issue of issues) this.issues.set(issue.id, issue);
  }

  async issueForPanel(issueId: string): Promise<IssueForPanel> {
    this.count('issueForPanel');
    return this.must(issueId);
  }

  async writeFactors(issueId: string, factors: unknown, by = 'somebody'): Promise<void> {
    this.count('writeFactors');
    const issue = this.must(issueId);
    if (JSON.stringify(issue.factors) === JSON.stringify(factors)) return;
    const before = this.changes.get(issueId) ?? [];
    const id = String(before.length + 1);
    this.changes.set(issueId, [{ id, by: { accountId: by, name: by }, at: 0, from: issue.factors, to: factors }, ...before]);
    this.issues.set(issueId, { ...issue, factors, lastChange: id });
  }

  async read(issueIds: readonly string[]): Promise<readonly StoredScore[]> {
    this.count('read');
    return issueIds.flatMap((id) => this.issues.get(id) ?? []);
  }

  async writeScores(scores: readonly { id: string; score: number | null }[]): Promise<readonly string[]> {
    this.count('writeScores');
    for (const { id, score } of scores) this.issues.set(id, { ...this.must(id), score });
    return [];
  }

  async *changedWithin(minutes: number): AsyncIterable<readonly FoundScore[]> {
    this.count('changedWithin');
    this.windows.push(minutes);
    for (const issue of this.issues.values()) yield [{ ...issue, updated: this.updated }];
  }

  async inProject(projectId: string, after: string | null): Promise<{ issues: readonly StoredScore[]; next: string | null }> {
    this.count('inProject');
    const all = [...this.issues.values()].filter((issue) => issue.projectId === projectId);
    const end = Number(after ?? 0) + this.pageSize;
    return { issues: all.slice(Number(after ?? 0), end), next: end < all.length ? String(end) : null };
  }

  async countScored(projectId: string): Promise<number> {
    this.count('countScored');
    return [...this.issues.values()].filter((issue) => issue.projectId === projectId && issue.score !== null).length;
  }

  async samples(projectId: string): Promise<readonly SampleIssue[]> {
    this.count('samples');
    return [...this.issues.values()]
      .filter((issue) => issue.projectId === projectId)
      .map(({ id, key, factors }) => ({ id, key, summary: `Summary of ${key}`, factors }));
  }

  async of(issueId: string, limit: number): Promise<{ changes: readonly FactorsChange[]; more: boolean }> {
    this.count('history');
    const changes = this.changes.get(issueId) ?? [];
    return { changes: changes.slice(0, limit), more: changes.length > limit };
  }

  private count(call: string): void {
    this.fail(call);
    this.calls.push(call);
  }

  private must(issueId: string): IssueForPanel {
    const issue = this.issues.get(issueId);
    if (!issue) throw new AppError('not-found', `no issue ${issueId}`);
    return issue;
  }
}
