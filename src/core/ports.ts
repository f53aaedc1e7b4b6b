import type { AccountId, IssueId, ProjectId } from './actor';
import type { IssueForPanel } from './issue';
import type { Outside, Tier } from './rank';
import type { StoredScore } from './scores';

/** Reads and writes of issues that scoring needs. Each says as whom it speaks to Jira. */
export interface ScoreFields {
  /** As the caller; AppError `not-found` if they cannot see it. */
  issueForPanel(issueId: IssueId): Promise<IssueForPanel>;
  /**
   * Writes the factors as the caller, so that Jira's history names the person. Where the field is on no screen of theirs, writes them as the
   * app and keeps that it was `by`. RejectedError: Jira's validation said no, or the issue is locked.
   */
  writeFactors(issueId: IssueId, factors: unknown, by: AccountId): Promise<void>;
  /** As the app, strongly read: what the fields hold now. Issues the app cannot see are left out. At most 100. */
  read(issueIds: readonly IssueId[]): Promise<readonly StoredScore[]>;
  /** As the app, quietly: no history entry, no mail. Answers the issues Jira would not take. */
  writeScores(scores: readonly { readonly id: IssueId; readonly score: number | null }[]): Promise<readonly IssueId[]>;
}

/** The order of issues as Jira's search shows it now, read as the app: the same for everybody. */
export interface BacklogOrder {
  /** Ids in rank order, all pages. */
  idsInOrder(query: OrderQuery): Promise<readonly IssueId[]>;
  /** The first of them, or the last, the last one first; at most `most`. */
  idsAtEnd(query: OrderQuery, end: 'top' | 'bottom', most: number): Promise<readonly IssueId[]>;
}

export interface OrderQuery {
  readonly projectId: ProjectId;
  readonly tier: Tier;
  /** The type of the issue whose place is asked: a type so new that the site's list lacks it still counts. Null: none in particular. */
  readonly typeId: string | null;
}

export interface Log {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void;
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void;
  error(message: string, cause: unknown, detail?: Readonly<Record<string, unknown>>): void;
}

/** Where an issue stands in its project's guarded scope (R1), the same number for everyone (S4). */
export type Position =
  | { readonly kind: 'placed'; readonly place: number; readonly total: number; readonly among: Tier }
  | { readonly kind: 'outside'; readonly because: Exclude<Outside['because'], 'elsewhere'>; readonly sprint?: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unavailable' };

export interface Positions {
  of(issue: IssueForPanel): Promise<Position>;
}

/** Work that goes on after the answer: at least once, in the background, one at a time per `key`. */
export interface Jobs {
  start(body: Readonly<Record<string, unknown>>, key: string, delaySeconds?: number): Promise<void>;
}
