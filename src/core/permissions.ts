import type { AccountId, IssueId, ProjectId } from './actor';

/** What Jira itself lets the caller do, asked as the caller. */
export interface CallerRights {
  readonly browses: boolean;
  readonly edits: boolean;
  readonly administers: boolean;
}

export interface Permissions {
  /** Rights on an issue (strict) or on a project. `administers` is always about the project, when one is named. */
  ofCaller(place: { readonly projectId?: ProjectId; readonly issueId?: IssueId }): Promise<CallerRights>;
  /** Whether an account exists, is active and may browse the project. The caller must administer it. */
  mayBrowse(account: AccountId, projectKey: string): Promise<boolean>;
}

/** A project as the caller sees it; throws AppError `not-found` if they don't. */
export interface Projects {
  asCaller(projectId: ProjectId): Promise<{ readonly id: ProjectId; readonly key: string; readonly software: boolean }>;
}
