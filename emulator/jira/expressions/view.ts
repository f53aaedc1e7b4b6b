import type { Jira } from '../jira';

/** Whose eyes an expression looks through. */
export interface View {
  readonly jira: Jira;
  readonly accountId: string | null;
  /** IANA name; texts of dates are written for the person's own zone. */
  readonly timeZone: string;
  /** DEVELOPMENT, STAGING or PRODUCTION: part of the names by which app fields are known. */
  readonly environmentType: string;
}

export function viewOf(jira: Jira, accountId: string | null, environmentType: string): View {
  const timeZone = accountId === null ? undefined : jira.state.users.get(accountId)?.timeZone;
  return { jira, accountId, timeZone: timeZone ?? 'UTC', environmentType };
}
