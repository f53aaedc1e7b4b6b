import type { AccountId, IssueId, ProjectId } from './actor';
import type { Named } from './permissions';

/** What acceptance reads of an issue, as the person who asks. */
export interface StoryIssue {
  readonly id: IssueId;
  readonly key: string;
  readonly summary: string;
  readonly projectId: ProjectId;
  /** Elsewhere than in software projects nothing of ours is accepted (M3). */
  readonly software: boolean;
  readonly typeId: string;
  /** In a status of the category Done. */
  readonly done: boolean;
  readonly assignee: Named | null;
}

/** The same as the app, with the raw value of the Acceptance field. */
export interface HeldAcceptance extends Pick<StoryIssue, 'id' | 'projectId' | 'software' | 'typeId' | 'done'> {
  readonly value: unknown;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Since when it is in the category of its status; null: Jira does not say. */
  readonly categorySince: number | null;
  /** Below 0: a sub-task. */
  readonly hierarchyLevel: number;
}

/** A change of what was accepted, by Jira's history. */
export interface StoryEdit {
  readonly what: 'summary' | 'description';
  readonly by: Named | null;
  readonly at: number;
}

/** A transition the caller may make. */
export interface WayOn {
  readonly id: string;
  readonly name: string;
  readonly to: { readonly id: string; readonly name: string; readonly done: boolean };
}

/** Reads and writes of issues that acceptance needs. Each says as whom it speaks to Jira. */
export interface Stories {
  /** As the caller; AppError `not-found` if they cannot see it. */
  asCaller(issueId: IssueId): Promise<StoryIssue>;
  /** As the caller, since that time (epoch milliseconds), oldest first. */
  editsSince(issueId: IssueId, since: number): Promise<readonly StoryEdit[]>;
  /** As the caller: the description in Atlassian Document Format, or null. */
  description(issueId: IssueId): Promise<unknown>;
  /** As the app, strongly. Issues the app cannot see are left out. */
  read(issueIds: readonly IssueId[]): Promise<readonly HeldAcceptance[]>;
  /** As the app, quietly: no history entry, no mail. Answers the issues Jira would not take. */
  write(values: readonly { readonly id: IssueId; readonly value: unknown }[]): Promise<readonly IssueId[]>;
  /** As the app, from the search index: issues with an acceptance, and those of the projects named that are done, changed in the last minutes. */
  changedWithin(minutes: number, projects: readonly ProjectId[]): Promise<readonly IssueId[]>;
  /** As the app, from the search index: issues that carry a value. */
  withValue(): Promise<readonly IssueId[]>;
  /** As the caller: where the issue may go. */
  waysOn(issueId: IssueId): Promise<readonly WayOn[]>;
  /** As the caller. RejectedError: Jira's own sentence. */
  moveOn(issueId: IssueId, transitionId: string): Promise<void>;
  /** As the caller: a comment, unless one of this mark is on the issue already. The mark is invisible. */
  comment(issueId: IssueId, comment: { readonly mark: string; readonly body: unknown }): Promise<void>;
  /** As the app: who last changed the issue's status; null: Jira does not say. */
  lastMover(issueId: IssueId): Promise<AccountId | null>;
}

/** As the caller: a project's issue types and statuses, to choose from. */
export interface ProjectTypes {
  of(projectId: ProjectId): Promise<{
    readonly types: readonly { readonly id: string; readonly name: string }[];
    readonly statuses: readonly { readonly id: string; readonly name: string; readonly done: boolean }[];
  }>;
}
