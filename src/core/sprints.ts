import type { AccountId, Actor, IssueId, ProjectId } from './actor';
import type { Capacity } from './authority';
import type { Anchor } from './rank';

export type SprintId = string;
export type BoardId = string;

/** Jira's own states: there is none for "cancelled", and no way back from `closed`. Times are epoch milliseconds. */
export interface Sprint {
  readonly id: SprintId;
  /** The board it was made on. */
  readonly boardId: BoardId | null;
  readonly name: string;
  readonly goal: string;
  readonly state: 'future' | 'active' | 'closed';
  readonly startDate: number | null;
  readonly endDate: number | null;
  readonly completeDate: number | null;
  readonly createdAt: number | null;
}

/** An issue as far as sprints are concerned, strongly read. */
export interface SprintIssue {
  readonly id: IssueId;
  readonly key: string;
  readonly projectId: ProjectId;
  readonly statusId: string;
  /** By status category. */
  readonly done: boolean;
  /** Sub-tasks are in the sprint of their parent. */
  readonly subtask: boolean;
  readonly sprints: readonly { readonly id: SprintId; readonly state: Sprint['state'] }[];
  readonly rank: string;
  readonly estimate: number | null;
  readonly createdAt: number;
  readonly creator: AccountId | null;
  readonly assignee: AccountId | null;
}

/** An entry of an issue's history that changed its sprints or its status. */
export interface SprintChange {
  /** Jira's number of the entry. */
  readonly id: number;
  readonly at: number;
  readonly by: { readonly accountId: AccountId; readonly bot: boolean } | null;
  /** Sprints it was in before and after; null: the entry is about the status. */
  readonly sprints: { readonly from: readonly SprintId[]; readonly to: readonly SprintId[] } | null;
  /** The status it had before; null: the entry is about sprints. */
  readonly statusBefore: string | null;
}

/** `missing`: there is none, or the app cannot see it. */
export type Found<T> = T | 'missing';

/** Sprints as the app sees and changes them. Errors are those of every call to Jira; `forbidden`: the app lacks *Manage sprints* in a project of the board's filter. */
export interface SprintBoards {
  /** Scrum boards whose home is the project. */
  boardsOf(projectId: ProjectId): Promise<readonly BoardId[]>;
  /** The project a board is at home in; null: in none. */
  homeOf(boardId: BoardId): Promise<Found<ProjectId | null>>;
  /** Active and future sprints of a board, in Jira's order. */
  openOn(boardId: BoardId): Promise<Found<readonly Sprint[]>>;
  sprint(id: SprintId): Promise<Found<Sprint>>;
  /** Statuses of the board's last column, which Jira takes for done; null: no column has any. */
  lastColumn(boardId: BoardId): Promise<readonly string[] | null>;
  /** Statuses of the category done, of whatever workflow. */
  doneStatuses(): Promise<readonly string[]>;
  /** From the search index, which lags: ids of the sprint's issues in rank order, sub-tasks left out. */
  issuesIn(id: SprintId): Promise<readonly IssueId[]>;
  /** Issues the app cannot see are left out. */
  issues(ids: readonly IssueId[]): Promise<ReadonlyMap<IssueId, SprintIssue>>;
  /** From the search index: issues of the project changed in the last `minutes`, at most `limit`. */
  changedWithin(projectId: ProjectId, minutes: number, limit: number): Promise<readonly IssueId[]>;
  /** Changes of sprint and status since `since`, oldest first. Issues without any are absent. */
  changes(ids: readonly IssueId[], since: number): Promise<ReadonlyMap<IssueId, readonly SprintChange[]>>;
  create(sprint: Pick<Sprint, 'name' | 'goal' | 'startDate' | 'endDate'> & { readonly boardId: BoardId }): Promise<SprintId>;
  start(id: SprintId, dates: { readonly startDate: number; readonly endDate: number }): Promise<void>;
  close(id: SprintId): Promise<void>;
  remove(id: SprintId): Promise<void>;
  /** At most 50, into an open sprint; with an anchor in this order next to it. Answers those that were not ranked (207). */
  moveInto(id: SprintId, issues: readonly IssueId[], anchor?: Anchor): Promise<readonly IssueId[]>;
  /** At most 50, out of any open sprint. */
  moveToBacklog(issues: readonly IssueId[]): Promise<void>;
  /** Whether the app may manage sprints in each of these projects. */
  manages(projects: readonly ProjectId[]): Promise<boolean>;
  /** Whether the app may see the project at all (O4b). */
  view(projectId: ProjectId): Promise<'open' | 'blocked' | 'gone'>;
  isPresent(account: AccountId, projectId: ProjectId): Promise<boolean>;
  /** The app's own account. */
  ownAccount(): Promise<AccountId>;
}

/** Sprints as the caller may see them. */
export interface SprintsAsCaller {
  /** Null where they cannot see it. */
  sprint(id: SprintId): Promise<Sprint | null>;
  homeOf(boardId: BoardId): Promise<ProjectId | null>;
  openOn(boardId: BoardId): Promise<readonly Sprint[]>;
  /** Jira's own right to manage sprints, in each of these projects. */
  manages(projects: readonly ProjectId[]): Promise<boolean>;
}

/** The whole backlog's order, for what comes back from a sprint. */
export interface BacklogEnds {
  /** Puts issues, in this order, to the top or the bottom of the project's backlog, as the app and on behalf of somebody with the power over its sprints. Answers how many are not there yet: those follow by themselves. */
  placeAtEnd(of: PlaceAtEnd): Promise<Placing>;
  /** Issues that the app itself took out of a sprint or into one: no event tells the guard. */
  cameOrWent(projectId: ProjectId, issues: readonly IssueId[]): Promise<void>;
  /** How far it is; `gone`: nothing of that kind is under way. */
  placing(projectId: ProjectId, jobId: string): Promise<Placing | 'gone'>;
}

export type Placing =
  | { readonly kind: 'placed' }
  | { readonly kind: 'placing'; readonly jobId: string; readonly left: number }
  /** Another order is being made, or the guard cannot see. Worth another try. */
  | { readonly kind: 'later' }
  /** The app may not rank here. */
  | { readonly kind: 'refused' };

export interface PlaceAtEnd {
  readonly projectId: ProjectId;
  readonly end: 'top' | 'bottom';
  readonly issues: readonly IssueId[];
  readonly by: AccountId;
  readonly capacity: Capacity;
  readonly accountableOwner: AccountId | null;
}

/** Asked for by a guard or by hand, and decided by the owner (Q1). */
export interface SprintWish {
  readonly id: SprintId;
  readonly name: string;
}

/** What requests need of sprints. */
export interface SprintCancels {
  /** As the caller: the sprint, where they may see it, and the project whose owner decides about it. Null: they may not, or it is in no project. */
  find(id: SprintId): Promise<{ readonly sprint: Sprint; readonly projectId: ProjectId } | null>;
  /** A few of its unfinished issues, as the app. */
  someIssues(id: SprintId): Promise<readonly IssueId[]>;
  /** Which of these are still open, as the app. */
  open(ids: readonly SprintId[]): Promise<ReadonlySet<SprintId>>;
  /** Cancels, unfinished work to the top of the backlog. A sentence: why it could not be done. */
  cancel(
    actor: Actor,
    id: SprintId,
    reason: string,
  ): Promise<{ readonly kind: 'cancelled' } | { readonly kind: 'told'; readonly sentence: string }>;
}

/** What the sprint guard files with the requests. */
export interface SprintRequests {
  /** The same `id` makes one request. */
  fileCancel(of: {
    readonly id: string;
    readonly projectId: ProjectId;
    readonly sprint: SprintWish;
    readonly by: AccountId;
    readonly at: number;
    /** Some of its issues, for mail. */
    readonly about: readonly IssueId[];
  }): Promise<void>;
  /** The open request to cancel this sprint, if there is one. */
  cancelAsked(
    projectId: ProjectId,
    id: SprintId,
  ): Promise<{ readonly requestId: string; readonly askers: readonly AccountId[]; readonly at: number } | null>;
}
