import type { AccountId, IssueId, ProjectId } from './actor';

/** Two orders a project has: the backlog's and the epics' (R1). */
export const TIERS = ['backlog', 'epics'] as const;
export type Tier = (typeof TIERS)[number];

/** Where an issue belongs now: in one of the guarded orders, or outside and why. */
export type Scope = { readonly kind: 'in'; readonly tier: Tier } | Outside;

/** `sprint`: the active sprint it is in, as whoever reads it names sprints. */
export interface Outside {
  readonly kind: 'out';
  readonly because: 'done' | 'in-sprint' | 'sub-task' | 'elsewhere';
  readonly sprint?: string;
}

/** What the guard reads of an issue, as the app and strongly. */
export interface RankedIssue {
  readonly id: IssueId;
  readonly key: string;
  readonly projectId: ProjectId;
  readonly hierarchyLevel: number;
  readonly done: boolean;
  /** Id of the active sprint it is in, or null. */
  readonly activeSprint: string | null;
  /** Whether it is in a planned sprint. */
  readonly planned: boolean;
  /** Ids of the closed sprints it was in. */
  readonly closedSprints: readonly string[];
  /** LexoRank, `0|i0001h:`. Comparable with others of the same bucket, read in the same breath. */
  readonly rank: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly creator: AccountId | null;
}

/** An entry of an issue's history that concerns its place, as Jira shows it. Jira says who and when, never from where to where. */
export interface RankChange {
  /** Jira's number of the entry; later entries have higher ones. */
  readonly id: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: { readonly accountId: AccountId; readonly bot: boolean } | null;
  /** What it changed; several in one entry happen. */
  readonly of: readonly ('rank' | 'sprint' | 'status' | 'type' | 'project')[];
}

/** Next to which issue others are put. */
export type Anchor = { readonly after: IssueId } | { readonly before: IssueId };

/** What Jira shows of a project's order, and the one thing that is done to it. */
export interface RankedBacklog {
  /** As the app, strongly, in hundreds. Issues the app cannot see are left out. */
  issues(ids: readonly IssueId[]): Promise<ReadonlyMap<IssueId, RankedIssue>>;
  /** As the app: changes of place and scope, oldest first, since `since` (epoch milliseconds). Issues without any are absent. */
  changes(ids: readonly IssueId[], since: number): Promise<ReadonlyMap<IssueId, readonly RankChange[]>>;
  /** As the app, from the search index, which lags: ids in rank order, without sub-tasks and done issues, those in sprints included. */
  idsInOrder(projectId: ProjectId): Promise<readonly IssueId[]>;
  /** As the app, from the search index: issues of the project changed in the last `minutes`, the newest first, at most `limit`. */
  changedWithin(projectId: ProjectId, minutes: number, limit: number): Promise<readonly IssueId[]>;
  /** As the app: puts at most 50 issues, in this order, next to the anchor. Answers those Jira could not rank just now (207). */
  rank(ids: readonly IssueId[], anchor: Anchor): Promise<readonly IssueId[]>;
  /** The app's own account: what it ranks carries this author. */
  ownAccount(): Promise<AccountId>;
  /** Whether the app may see the project at all (O4b). */
  view(projectId: ProjectId): Promise<'open' | 'blocked' | 'gone'>;
  /** As the app: whether the account is active and may browse the project (O4). */
  isPresent(account: AccountId, projectId: ProjectId): Promise<boolean>;
}

/** Ranking as the caller, so that Jira's history names them. AppError `forbidden` where Jira does not let them. */
export interface RankAsCaller {
  rank(ids: readonly IssueId[], anchor: Anchor): Promise<readonly IssueId[]>;
}

/** Mail to one person about an issue (R4). False: Jira would not send it (no address, may not see the issue). */
export interface Teller {
  tell(issueId: IssueId, to: AccountId, mail: { readonly subject: string; readonly text: string }): Promise<boolean>;
}

/** What the caller may see of issues: those they cannot are absent (O3b). */
export interface VisibleIssues {
  asCaller(ids: readonly IssueId[]): Promise<ReadonlyMap<IssueId, VisibleIssue>>;
  /** By key or id, as the caller; null where they cannot see it. */
  find(idOrKey: string): Promise<VisibleIssue | null>;
}

/** Issues that carry a security level: some who see the project may not see them. As the app, from the search index. */
export interface SecuredIssues {
  inProject(projectId: ProjectId): Promise<readonly IssueId[]>;
}

/** Value scores, strongly read as the caller; null: it has none. Issues they cannot see are absent. */
export interface ReadScores {
  asCaller(ids: readonly IssueId[]): Promise<ReadonlyMap<IssueId, number | null>>;
}

export interface VisibleIssue {
  readonly id: IssueId;
  readonly key: string;
  readonly summary: string;
  readonly projectId: ProjectId;
}
