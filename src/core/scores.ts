import type { AccountId, IssueId, ProjectId } from './actor';

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
