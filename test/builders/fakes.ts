import type { IssueForPanel } from '../../src/core/issue';
import { AppError } from '../../src/core/errors';
import type { Log, ScoreFields } from '../../src/core/ports';
import type { FactorsChange, FactorsHistory, FoundScore, FoundScores, SampleIssue, StoredScore } from '../../src/core/scores';
import type { Storage } from '../../src/core/storage';

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Storage in memory; values go through JSON as in Forge. */
export function memoryStorage(): Storage & { readonly values: Map<string, string>; readonly commits: number[] } {
  const values = new Map<string, string>();
  const commits: number[] = [];
  return {
    values,
    commits,
    get: async (key, parse) => {
      const text = values.get(key);
      return text === undefined ? undefined : parse(JSON.parse(text));
    },
    set: async (key, value) => void values.set(key, JSON.stringify(value)),
    delete: async (key) => void values.delete(key),
    keys: async (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
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
      for (const write of writes)
        values.set(write.key, JSON.stringify('after' in write ? { revision: write.after + 1, value: write.value } : write.value));
      return 'done';
    },
  };
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
