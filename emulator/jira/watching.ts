import { forbidden, JiraError, notFound } from './errors';
import type { Jira } from './jira';
import type { Caller, Issue } from './model';

/** Who watches and who votes for an issue. Neither changes the issue itself: no history, no event, no `updated`. */
export class Watching {
  constructor(private readonly jira: Jira) {}

  watchersOf(issueId: string): readonly string[] {
    return this.jira.state.watchers.get(issueId) ?? [];
  }

  votersOf(issueId: string): readonly string[] {
    return this.jira.state.votes.get(issueId) ?? [];
  }

  /** @throws JiraError 401, 403 (somebody else, without Manage watchers), 404 (no such person, or one who cannot see the issue) */
  watch(caller: Caller, issue: Issue, accountId: string | null): void {
    const who = this.watcher(caller, issue, accountId);
    const user = this.jira.users.byId(who);
    if (!user?.active || !this.jira.permissions.canSee(who, issue)) throw notFound(`The user '${who}' cannot watch this issue.`);
    this.jira.state.watchers.set(issue.id, [...new Set([...this.watchersOf(issue.id), who])]);
  }

  /** @throws JiraError 401, 403, 404 */
  unwatch(caller: Caller, issue: Issue, accountId: string | null): void {
    const who = this.watcher(caller, issue, accountId);
    if (!this.jira.users.byId(who)) throw notFound(`The user '${who}' does not exist.`);
    remove(this.jira.state.watchers, issue.id, who);
  }

  /** @throws JiraError 401, 404 for an issue one reported or that is resolved: Jira has no other refusal for votes */
  vote(caller: Caller, issue: Issue): void {
    const me = loggedIn(caller);
    if (issue.reporterId === me) throw notFound('You cannot vote for an issue you have reported.');
    if (issue.resolutionId !== null) throw notFound('You cannot vote for an issue that is resolved.');
    this.jira.state.votes.set(issue.id, [...new Set([...this.votersOf(issue.id), me])]);
  }

  /** @throws JiraError 401, 404 when there is no vote to take back */
  unvote(caller: Caller, issue: Issue): void {
    const me = loggedIn(caller);
    if (!this.votersOf(issue.id).includes(me)) throw notFound('You have not voted for this issue.');
    remove(this.jira.state.votes, issue.id, me);
  }

  private watcher(caller: Caller, issue: Issue, accountId: string | null): string {
    const me = loggedIn(caller);
    const who = accountId ?? me;
    if (who !== me && !this.jira.permissions.has(me, 'MANAGE_WATCHERS', { issueId: issue.id }))
      throw forbidden('You do not have permission to manage the watcher list.');
    return who;
  }
}

function remove(table: Map<string, readonly string[]>, issueId: string, accountId: string): void {
  const left = (table.get(issueId) ?? []).filter((one) => one !== accountId);
  if (left.length > 0) table.set(issueId, left);
  else table.delete(issueId);
}

function loggedIn(caller: Caller): string {
  if (caller.accountId === null)
    throw new JiraError(401, ['You are not authenticated. Authentication required to perform this operation.']);
  return caller.accountId;
}
