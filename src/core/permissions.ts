import type { AccountId, IssueId, ProjectId } from './actor';
import { AppError } from './errors';

/** What Jira itself lets the caller do, asked as the caller. */
export interface CallerRights {
  readonly browses: boolean;
  readonly edits: boolean;
  readonly administers: boolean;
  /** Asked for the site alone. */
  readonly administersSite?: boolean;
}

export interface Permissions {
  /** Rights on an issue (strict) or on a project. `administers` is always about the project, when one is named. */
  ofCaller(place: { readonly projectId?: ProjectId; readonly issueId?: IssueId }): Promise<CallerRights>;
  /** Whether the caller holds *Administer Jira*. */
  administersSite(): Promise<boolean>;
  /** Whether an account exists, is active and may browse the project. The caller must administer it, or may browse users in Jira. */
  mayBrowse(account: AccountId, projectKey: string): Promise<boolean>;
  /** Active people who may browse the project and whose name or e-mail matches, the first 20. The caller as above. */
  browsers(projectKey: string, query: string): Promise<readonly Person[]>;
}

export interface Person {
  readonly accountId: AccountId;
  readonly name: string;
}

/** Somebody as a page shows them; `name` is null where Jira does not tell it to this reader, or knows the account no more. */
export interface Named {
  readonly accountId: AccountId;
  readonly name: string | null;
}

/** Names of accounts, as the caller sees them. */
export interface People {
  /** Null where Jira knows no such account (any more). */
  nameOf(account: AccountId): Promise<string | null>;
  /** Names of many; accounts Jira does not know (any more) are absent. */
  namesOf(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, string>>;
}

/** Names for a page: whom this reader may not look up has none, and the page is shown all the same. */
export async function namesOf(
  people: Pick<People, 'namesOf'>,
  accounts: readonly (AccountId | null)[],
): Promise<ReadonlyMap<AccountId, string>> {
  const wanted = [...new Set(accounts)].flatMap((account) => account ?? []);
  try {
    return wanted.length === 0 ? new Map() : await people.namesOf(wanted);
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return new Map();
    throw error;
  }
}

export interface Project {
  readonly id: ProjectId;
  readonly key: string;
  readonly name: string;
  readonly software: boolean;
}

/** A project as the caller sees it; throws AppError `not-found` if they don't. */
export interface Projects {
  asCaller(projectId: ProjectId): Promise<Project>;
}
