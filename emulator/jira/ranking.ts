import type { ClockItem } from '../clock';
import { rankItem } from './changelog-items';
import { badRequest, forbidden, unauthorized } from './errors';
import { causeOf } from './issue-store';
import type { Jira } from './jira';
import { type Bucket, bucketOf, nextBucket, rankBetween, rebalancedRank } from './lexo-rank';
import type { Caller, Issue } from './model';
import { RankOrder, compareRanked } from './rank-order';

/** One issue's outcome of a rank call, in the order asked for. 503: this issue was not ranked, try again later. */
export interface RankEntry {
  readonly issueId: number;
  readonly issueKey: string;
  readonly status: 200 | 503;
  readonly errors?: readonly string[];
}

/** Ids or keys; exactly one of the two. */
export interface RankAnchor {
  readonly before?: string;
  readonly after?: string;
}

export interface RebalanceOptions {
  /** Issues moved to the next bucket per step (100). */
  readonly issuesPerStep?: number;
  /** Time between steps, milliseconds (1,000). */
  readonly stepMs?: number;
}

export const MAX_ISSUES_PER_MOVE = 50;
/**
 * A rank this long starts a rebalancing by itself, as Jira's does.
 * https://confluence.atlassian.com/adminjiraserver/managing-lexorank-938847803.html
 */
const REBALANCE_AT_LENGTH = 128;
const CANNOT_RANK = 'JIRA Agile cannot execute the rank operation at this time. Please try again later.';

/** The one global order of all issues of the site, kept as LexoRank values on the issues. */
export class Ranking {
  private readonly order: RankOrder;
  private readonly failures = new Map<string, number>();
  private step: ClockItem | undefined;

  constructor(private readonly jira: Jira) {
    this.order = new RankOrder(jira.state.issues.values());
    if (this.isRebalancing) this.scheduleStep(this.oldBucket(), {});
  }

  /** The rank of a new issue: the bottom of the order. */
  initialRank(): string {
    return rankBetween(this.order.last?.rank ?? null, null);
  }

  compare(a: Issue, b: Issue): number {
    return compareRanked(a, b);
  }

  /** Every issue of the site by rank, whoever may see it. */
  ordered(): readonly Issue[] {
    return this.order.ids().map((id) => this.jira.state.issues.get(id)!);
  }

  /** Told of every change by `Issues.commit`. */
  changed(before: Issue | null, after: Issue | null): void {
    if (before && after && before.rank === after.rank) return;
    if (before) this.order.remove(before);
    if (after) this.order.insert(after);
  }

  /** The next `times` attempts to rank this issue (id or key) end in a 503 for it alone. */
  failNext(issueIdOrKey: string, times: number): void {
    const issue = this.jira.issues.byIdOrKey(issueIdOrKey);
    if (issue) this.failures.set(issue.id, times);
  }

  /**
   * Ranks 1..50 issues (ids or keys), in the given order, next to an anchor. The anchor may itself be among them: the block
   * then takes its place. An issue that already stands where it should keeps its rank and gets no history entry.
   * @throws JiraError 400 (count, anchors, unknown or invisible issue), 401, 403 (no Schedule or Edit issues for any of them;
   * nothing is ranked then)
   */
  move(caller: Caller, issueIds: readonly string[], anchor: RankAnchor): { entries: readonly RankEntry[] } {
    if (caller.accountId === null) throw unauthorized('You are not authenticated. Authentication required to perform this operation.');
    if ((anchor.before === undefined) === (anchor.after === undefined)) {
      throw badRequest('Exactly one of rankBeforeIssue and rankAfterIssue must be specified.');
    }
    const issues = this.rankable(caller, issueIds);
    const next = this.issueOrRefuse(caller.accountId, (anchor.before ?? anchor.after)!);
    const done = new Map<string, RankEntry>();
    // Each issue goes next to the one ranked before it. Ranking before something, the last goes first: so a block that
    // already stands there is left alone entirely.
    const sequence = anchor.before === undefined ? issues : [...issues].reverse();
    let neighbour = next.id;
    for (const { id, key } of sequence) {
      const failed = this.useFailure(id);
      if (!failed) {
        this.place(caller, id, neighbour, anchor.before === undefined ? 'after' : 'before');
        neighbour = id;
      }
      done.set(id, { issueId: Number(id), issueKey: key, status: failed ? 503 : 200, ...(failed ? { errors: [CANNOT_RANK] } : {}) });
    }
    return { entries: issues.map((issue) => done.get(issue.id)!) };
  }

  /** The listed issues, once each, if there are 1..50 and the caller may rank every one; else throws as `move` does. */
  rankable(caller: Caller, issueIds: readonly string[]): readonly Issue[] {
    if (issueIds.length === 0) throw badRequest('At least one issue must be specified.');
    if (issueIds.length > MAX_ISSUES_PER_MOVE) throw badRequest(`The number of issues must not exceed ${MAX_ISSUES_PER_MOVE}.`);
    const issues = new Map<string, Issue>();
    for (const idOrKey of issueIds) {
      const issue = this.issueOrRefuse(caller.accountId, idOrKey);
      issues.set(issue.id, issue);
    }
    for (const issue of issues.values()) {
      for (const permission of ['SCHEDULE_ISSUES', 'EDIT_ISSUES']) {
        if (!this.jira.permissions.has(caller.accountId, permission, { issueId: issue.id, projectId: issue.projectId })) {
          throw forbidden(
            `You do not have permission to rank issue ${issue.key}. The Schedule Issues and Edit Issues permissions are required.`,
          );
        }
      }
    }
    return [...issues.values()];
  }

  get isRebalancing(): boolean {
    const { first, last } = this.order;
    return first !== undefined && last !== undefined && bucketOf(first.rank) !== bucketOf(last.rank);
  }

  /**
   * Moves every rank to the next bucket, in steps on the clock, without changing the order, the history or `updated`. From
   * bucket 0 to 1 and 1 to 2 the last issue goes first, from 2 to 0 the first: so the order holds at every moment.
   * Does nothing while one is under way.
   */
  startRebalance(options: RebalanceOptions = {}): void {
    if (this.step || this.order.size === 0) return;
    this.scheduleStep(bucketOf(this.order.first!.rank), options);
  }

  private place(caller: Caller, id: string, neighbourId: string, side: 'before' | 'after'): void {
    const issue = this.jira.state.issues.get(id)!;
    const neighbour = this.jira.state.issues.get(neighbourId)!;
    if (id === neighbourId) return;
    const beside = side === 'before' ? this.order.before(neighbour) : this.order.after(neighbour);
    if (beside?.id === id) return;
    const rank = side === 'before' ? rankBetween(beside?.rank ?? null, neighbour.rank) : rankBetween(neighbour.rank, beside?.rank ?? null);
    this.jira.issues.commit({
      before: issue,
      after: { ...issue, rank },
      ...causeOf(caller),
      items: [rankItem(this.jira, rank < issue.rank ? 'higher' : 'lower')],
      kind: 'rank',
    });
    if (rank.length >= REBALANCE_AT_LENGTH) this.startRebalance();
  }

  private issueOrRefuse(accountId: string | null, idOrKey: string): Issue {
    const issue = this.jira.issues.byIdOrKey(idOrKey);
    if (!issue || !this.jira.permissions.canSee(accountId, issue)) {
      // The operation documents no 404: https://developer.atlassian.com/cloud/jira/software/rest/api-group-issue/
      throw badRequest(`Issue '${idOrKey}' does not exist or you do not have permission to see it.`);
    }
    return issue;
  }

  private useFailure(id: string): boolean {
    const left = this.failures.get(id) ?? 0;
    if (left > 1) this.failures.set(id, left - 1);
    else this.failures.delete(id);
    return left > 0;
  }

  private scheduleStep(from: Bucket, options: RebalanceOptions): void {
    this.step = this.jira.clock.after(options.stepMs ?? 1_000, 'rebalance', `Ranks move from bucket ${from} to ${nextBucket(from)}`, () => {
      this.step = undefined;
      for (let moved = 0; moved < (options.issuesPerStep ?? 100); moved += 1) if (!this.moveOne(from)) return;
      this.scheduleStep(from, options);
    });
  }

  /** While two buckets are in use: the one being emptied. */
  private oldBucket(): Bucket {
    const first = bucketOf(this.order.first!.rank);
    const last = bucketOf(this.order.last!.rank);
    return nextBucket(first) === last ? first : last;
  }

  /** Moves one issue out of bucket `from`; false when none is left. */
  private moveOne(from: Bucket): boolean {
    const to = nextBucket(from);
    const boundary = this.order.position({ rank: `${Math.max(from, to)}|`, id: '' });
    const upwards = from < to;
    const remaining = upwards ? boundary : this.order.size - boundary;
    if (remaining === 0) return false;
    const moving = this.order.at(upwards ? boundary - 1 : boundary)!;
    const neighbour = this.order.at(upwards ? boundary : boundary - 1)?.rank ?? null;
    const issue = this.jira.state.issues.get(moving.id)!;
    const rank = rebalancedRank(to, neighbour, remaining, upwards ? 'top' : 'bottom');
    this.jira.issues.commit({
      before: issue,
      after: { ...issue, rank },
      by: '',
      items: [],
      kind: 'rank',
      changelog: false,
      bumpUpdated: false,
    });
    return true;
  }
}
