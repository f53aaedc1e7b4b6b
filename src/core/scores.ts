import type { AccountId, IssueId, ProjectId } from './actor';
import type { Named } from './permissions';

/** What Jira's two value fields of an issue hold. */
export interface StoredScore {
  readonly id: IssueId;
  readonly projectId: ProjectId;
  /** Whether the project is a software project: elsewhere nothing is scored (M3). */
  readonly software: boolean;
  /** The raw value of the Value factors field. */
  readonly factors: unknown;
  readonly score: number | null;
}

/** `updated` is epoch milliseconds. */
export interface FoundScore extends StoredScore {
  readonly updated: number;
}

/** Scores as Jira's search shows them: complete, but late by seconds or minutes. A hint where to look. */
export interface FoundScores {
  /** As the app: issues with factors or a score that changed in the last `minutes`, oldest change first, a page at a time. */
  changedWithin(minutes: number): AsyncIterable<readonly FoundScore[]>;
  /** As the app: the project's issues with factors or a score, a page at a time; `after` is the page before's `next`. */
  inProject(projectId: ProjectId, after: string | null): Promise<{ readonly issues: readonly StoredScore[]; readonly next: string | null }>;
  /** As the app: how many issues of the project have a score, about. */
  countScored(projectId: ProjectId): Promise<number>;
  /** As the caller: issues of the project to try a model on, those with factors first. */
  samples(projectId: ProjectId): Promise<readonly SampleIssue[]>;
}

export interface SampleIssue {
  readonly id: IssueId;
  readonly key: string;
  readonly summary: string;
  readonly factors: unknown;
}

/** Jira's own history of the factors (S7). */
export interface FactorsHistory {
  /** As the caller, newest first, the newest `limit`; `more`: there are older ones. */
  of(issueId: IssueId, limit: number): Promise<{ readonly changes: readonly FactorsChange[]; readonly more: boolean }>;
}

export interface FactorsChange {
  /** Jira's id of the history entry. */
  readonly id: string;
  /** Null where Jira does not say, or it was the app for nobody we noted. */
  readonly by: { readonly accountId: AccountId; readonly name: string | null } | null;
  readonly at: number;
  readonly from: unknown;
  readonly to: unknown;
}

/** What Jira itself has to know of a project's model, so that its lists can say why a score is absent. Decides nothing. */
export interface ModelNotice {
  /** As the caller, who administers the project. */
  post(projectId: ProjectId, notice: unknown): Promise<void>;
}

/** What a score is given for: when one of these changes afterwards, the score may be wrong (S6). */
export const CONTENTS = ['summary', 'description', 'estimate'] as const;
export type Content = (typeof CONTENTS)[number];

export interface ContentChange {
  readonly of: Content;
  /** Jira's id of the field: an issue may have several estimates. */
  readonly field: string;
  readonly at: number;
  /** As Jira's history writes it; empty where there was nothing, or Jira does not say. */
  readonly from: string;
  readonly to: string;
}

/** When an issue's answers were given, and what of its content changed whenever. */
export interface ScoringHistory {
  /** The latest change of the factors; null: the history shows none, so that any answers are as old as the issue. */
  readonly scoredAt: number | null;
  readonly changes: readonly ContentChange[];
}

/** An issue as a list shows it. */
export interface ListedIssue {
  readonly id: IssueId;
  readonly key: string;
  readonly projectId: ProjectId;
  readonly summary: string;
  readonly type: string;
  readonly status: { readonly name: string; readonly category: 'new' | 'indeterminate' | 'done' };
  readonly assignee: Named | null;
  readonly estimate: number | null;
  /** Name of the planned sprint it is in. */
  readonly sprint: string | null;
  readonly parent: { readonly key: string; readonly summary: string } | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly factors: unknown;
  readonly score: number | null;
}

/** What a list is filtered by; all of it has to match. */
export interface IssueQuery {
  readonly projectId: ProjectId;
  /** Words of the summary, the last of which may be unfinished; or an issue's key or number. */
  readonly text?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  /** An account, or `none`. */
  readonly assignee?: string | undefined;
  /** Any of them. */
  readonly labels?: readonly string[] | undefined;
  readonly scored?: boolean | undefined;
}

/** A project's issues in a list, all as the caller: what they cannot see is absent. */
export interface IssueList {
  /** As they are now, in no order. */
  issues(ids: readonly IssueId[]): Promise<readonly ListedIssue[]>;
  /** From Jira's history. Issues without an entry that matters here are absent. */
  scoringHistories(ids: readonly IssueId[]): Promise<ReadonlyMap<IssueId, ScoringHistory>>;
  /** Open issues as the search index has them, sub-tasks left out, in no order. A value that Jira does not know (any more) matches nothing. */
  find(query: IssueQuery, projectKey: string): Promise<readonly IssueId[]>;
  /** By what it can be filtered; labels and assignees of open issues, those that were changed last first. */
  filters(projectId: ProjectId): Promise<{
    readonly types: readonly string[];
    readonly statuses: readonly string[];
    readonly labels: readonly string[];
    readonly assignees: readonly Named[];
  }>;
}
