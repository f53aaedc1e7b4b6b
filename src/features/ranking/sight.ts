import type { IssueId } from '../../core/actor';
import type { RankChange, RankedBacklog, RankedIssue } from '../../core/rank';

/** What one look has seen of Jira: every issue is read once, and its history as often as asked. */
export class Sight {
  private readonly seen = new Map<IssueId, RankedIssue | null>();

  constructor(private readonly backlog: Pick<RankedBacklog, 'issues' | 'changes'>) {}

  /** Strongly read; absent: the app cannot see it. */
  async issues(ids: readonly IssueId[]): Promise<ReadonlyMap<IssueId, RankedIssue>> {
    const missing = [...new Set(ids)].filter((id) => !this.seen.has(id));
    if (missing.length > 0) {
      const found = await this.backlog.issues(missing);
      for (const id of missing) this.seen.set(id, found.get(id) ?? null);
    }
    return new Map(ids.flatMap((id) => this.known(id)));
  }

  readonly ranks = async (ids: readonly IssueId[]): Promise<ReadonlyMap<IssueId, string>> =>
    new Map([...(await this.issues(ids))].map(([id, { rank }]) => [id, rank]));

  /** `since` says from when an issue's history matters, epoch milliseconds. */
  async changes(ids: readonly IssueId[], since: (id: IssueId) => number): Promise<ReadonlyMap<IssueId, readonly RankChange[]>> {
    const bySince = new Map<number, IssueId[]>();
    for (const id of new Set(ids)) bySince.set(since(id), [...(bySince.get(since(id)) ?? []), id]);
    const found = new Map<IssueId, readonly RankChange[]>();
    for (const [from, some] of bySince) for (const [id, changes] of await this.backlog.changes(some, from)) found.set(id, changes);
    return found;
  }

  /** They moved meanwhile: the next read asks Jira again. */
  forget(ids: readonly IssueId[]): void {
    for (const id of ids) this.seen.delete(id);
  }

  /** How many of the issues asked for the app could not see (O4b). */
  get hidden(): { readonly asked: number; readonly unseen: number } {
    return { asked: this.seen.size, unseen: [...this.seen.values()].filter((issue) => issue === null).length };
  }

  private known(id: IssueId): readonly (readonly [IssueId, RankedIssue])[] {
    const issue = this.seen.get(id);
    return issue === null || issue === undefined ? [] : [[id, issue]];
  }
}
