import { JiraError } from '../errors';
import type { Jira } from '../jira';
import type { Issue } from '../model';

/** Who searches, when: `currentUser()`, what exists for them, and their midnight. */
export interface JqlContext {
  readonly jira: Jira;
  readonly accountId: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly timeZone: string;
  readonly locale: string;
  /**
   * The text is a board's saved filter, not something the person wrote: it may name what they cannot see, and what is gone matches
   * nothing. Which issues they get to see is decided on each issue all the same.
   */
  readonly saved: boolean;
}

export function contextOf(jira: Jira, accountId: string | null, now: number, saved = false): JqlContext {
  const user = accountId === null ? undefined : jira.state.users.get(accountId);
  return { jira, accountId, now, timeZone: user?.timeZone ?? 'UTC', locale: user?.locale ?? 'en_US', saved };
}

export type Predicate = (issue: Issue) => boolean;

/** A query Jira understands but refuses, in its words. */
export const refused = (message: string): JiraError => new JiraError(400, [message]);
