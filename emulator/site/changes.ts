import type { Jira } from '../jira/jira';
import type { JiraEvent } from '../jira/events';
import type { Change } from './change';

/** What an open page may learn of an event: that something it can see has changed, and by whom. */
export function visibleChange(jira: Jira, accountId: string, event: JiraEvent): Change | undefined {
  const issue = event.issueId === undefined ? undefined : jira.state.issues.get(event.issueId);
  if (issue && !jira.permissions.canSee(accountId, issue)) return undefined;
  const projectId = issue?.projectId ?? event.projectId;
  if (projectId !== undefined && !jira.permissions.has(accountId, 'BROWSE_PROJECTS', { projectId })) return undefined;
  const project = projectId === undefined ? undefined : jira.state.projects.get(projectId);
  return {
    changeType:
      event.name.includes(':comment') || event.name.includes('commented')
        ? 'commented'
        : event.name.includes(':issue')
          ? 'updated'
          : 'other',
    ...(issue ? { issueId: issue.id, issueKey: issue.key } : {}),
    ...(project ? { projectId: project.id, projectKey: project.key } : {}),
    ...(event.actorId === undefined ? {} : { atlassianId: event.actorId }),
  };
}
