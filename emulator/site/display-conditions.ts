import type { Json, JsonObject } from '../json';
import { JiraError } from '../jira/errors';
import type { Jira } from '../jira/jira';

export interface Viewer {
  readonly accountId: string;
  readonly projectId?: string;
  readonly issueId?: string;
  /** Of the issue, or of the one being created. */
  readonly typeId?: string;
}

/**
 * A module's `displayConditions`: every entry must hold; `and`, `or`, `not` nest. Conditions that the site cannot judge
 * are a 501, never a guess. https://developer.atlassian.com/platform/forge/manifest-reference/display-conditions/
 */
export function isDisplayed(jira: Jira, conditions: Json | undefined, viewer: Viewer): boolean {
  if (conditions === undefined || conditions === null) return true;
  return Object.entries(conditions as JsonObject).every(([name, value]) => holds(jira, name, value, viewer));
}

function holds(jira: Jira, name: string, value: Json, viewer: Viewer): boolean {
  switch (name) {
    case 'and':
      return isDisplayed(jira, value, viewer);
    case 'or':
      return Object.entries(value as JsonObject).some(([inner, innerValue]) => holds(jira, inner, innerValue, viewer));
    case 'not':
      return !isDisplayed(jira, value, viewer);
    case 'isLoggedIn':
      return value === true;
    case 'isAdmin':
      return jira.permissions.isJiraAdmin(viewer.accountId) === value;
    case 'projectType':
      return viewer.projectId !== undefined && jira.state.projects.get(viewer.projectId)?.projectTypeKey === value;
    case 'projectKey':
      return viewer.projectId !== undefined && jira.state.projects.get(viewer.projectId)?.key === value;
    case 'issueType':
      return viewer.typeId !== undefined && jira.state.issueTypes.get(viewer.typeId)?.name === value;
    case 'hasProjectPermission':
    case 'canUserEditIssue':
    case 'isProjectAdmin':
      return hasProjectPermission(jira, name, value, viewer);
    default:
      throw new JiraError(501, [`The local site does not know the display condition ${name}.`]);
  }
}

function hasProjectPermission(jira: Jira, name: string, value: Json, viewer: Viewer): boolean {
  const permission = name === 'hasProjectPermission' ? String((value as JsonObject)['permission'] ?? value) : undefined;
  const wanted = permission ?? (name === 'canUserEditIssue' ? 'EDIT_ISSUES' : 'ADMINISTER_PROJECTS');
  const { accountId, projectId, issueId } = viewer;
  const where = { ...(projectId === undefined ? {} : { projectId }), ...(issueId === undefined ? {} : { issueId }) };
  const has = jira.permissions.has(accountId, wanted, where);
  return permission === undefined ? has === value : has;
}
