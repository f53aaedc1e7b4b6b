import type { IssueForPanel } from '../../src/core/issue';
import type { FoundScore, Log, ScoreFields } from '../../src/core/ports';
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
    commit: async (writes) => {
      commits.push(writes.length);
      for (const { key, value } of writes) values.set(key, JSON.stringify(value));
    },
  };
}

export function anIssue(given: Partial<IssueForPanel> = {}): IssueForPanel {
  return {
    id: '10001',
    key: 'SHOP-1',
    projectId: '10000',
    typeId: '10010',
    hierarchyLevel: 0,
    done: false,
    activeSprint: null,
    factors: null,
    score: null,
    lastScored: null,
    ...given,
  };
}

/** Jira's two fields in memory, counting what is asked of it. `fail` may throw before a call takes effect. */
export class FakeScoreFields implements ScoreFields {
  readonly issues = new Map<string, IssueForPanel>();
  readonly calls: string[] = [];
  /** When the issues the search finds were changed, epoch milliseconds. */
  updated = 0;
  /** The windows of minutes the sweep asked for. */
  readonly windows: number[] = [];
  fail: (call: string) => void = () => undefined;

  constructor(...issues: IssueForPanel[]) {
    for (const issue of issues) this.issues.set(issue.id, issue);
  }

  async issueForPanel(issueId: string): Promise<IssueForPanel> {
    this.count('issueForPanel');
    return this.must(issueId);
  }

  async writeFactors(issueId: string, factors: unknown): Promise<void> {
    this.count('writeFactors');
    this.issues.set(issueId, { ...this.must(issueId), factors });
  }

  async read(issueIds: readonly string[]): Promise<readonly { id: string; factors: unknown; score: number | null }[]> {
    this.count('read');
    return issueIds.flatMap((id) => this.issues.get(id) ?? []).map(({ id, factors, score }) => ({ id, factors, score }));
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

  private count(call: string): void {
    this.fail(call);
    this.calls.push(call);
  }

  private must(issueId: string): IssueForPanel {
    const issue = this.issues.get(issueId);
    if (!issue) throw new Error(`no issue ${issueId}`);
    return issue;
  }
}
