import { notFound } from './errors';
import type { Jira } from './jira';
import type { Caller, Issue } from './model';

const NONE: ReadonlySet<string> = new Set();

/**
 * App access rules: an administrator can keep apps out of the content of projects, whether they act as themselves or as a person.
 * People are never held back. Which operations a rule covers is in rest/app-access-rule.ts.
 * https://developer.atlassian.com/cloud/jira/platform/data-security-policy-developer-guide/
 */
export class AppAccess {
  constructor(private readonly jira: Jira) {}

  /** Ids of the projects hidden from this caller. */
  hiddenProjects(caller: Caller): ReadonlySet<string> {
    const keys = this.jira.switches.appBlockedProjects;
    if (!caller.app || keys.length === 0) return NONE;
    return new Set(keys.flatMap((key) => this.jira.projects.byIdOrKey(key)?.id ?? []));
  }

  hides(caller: Caller, projectId: string): boolean {
    return this.hiddenProjects(caller).has(projectId);
  }

  /** As `permissions.canSee`, and not hidden from the app that calls. */
  canSee(caller: Caller, issue: Issue): boolean {
    return !this.hides(caller, issue.projectId) && this.jira.permissions.canSee(caller.accountId, issue);
  }

  /** @throws JiraError 404 when it does not exist, may not be seen, or is hidden from the app */
  visible(caller: Caller, idOrKey: string): Issue {
    const issue = this.jira.issues.visible(caller.accountId, idOrKey);
    if (this.hides(caller, issue.projectId)) throw notFound('Issue does not exist or you do not have permission to see it.');
    return issue;
  }
}
