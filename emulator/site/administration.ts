import type { Jira } from '../jira/jira';

export function mayAdminister(jira: Jira, accountId: string, projectId: string): boolean {
  return jira.permissions.isJiraAdmin(accountId) || jira.permissions.has(accountId, 'ADMINISTER_PROJECTS', { projectId });
}
