import { z } from 'zod';
import type { Jira } from '../jira/jira';
import type { JiraEvent } from '../jira/events';
import type { Change } from './change';

/** What an open page may learn of an event: that something it can see has changed, and by whom. */
export function visibleChange(jira: Jira, accountId: string, event: JiraEvent): Change | undefined {
  const issue = event.issueId === undefined ? undefined : jira.state.issues.get(event.issueId);
  if (issue && !jira.permissions.canSee(accountId, issue)) return undefined;
  const projectId = issue?.projectId ?? event.projectId;
  if (projectId !== undefined && !jira.permissions.has(accountId, 'BROWSE_PROJECTS', { projectId })) return undefined;
  const actor = event.actorId === undefined ? undefined : jira.state.users.get(event.actorId);
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
    ...(actor ? { actorName: actor.displayName } : {}),
    ...(isMove(jira, event) ? { moved: true } : {}),
  };
}

const ChangelogSchema = z.object({ changelog: z.object({ items: z.array(z.object({ fieldId: z.string().optional() })) }) });

/** Whether the issue's history says that its place in the order, or its sprint, was changed. */
function isMove(jira: Jira, event: JiraEvent): boolean {
  const told = ChangelogSchema.safeParse(event.payload);
  const fields = [jira.fields.rankField.id, jira.fields.sprintField.id];
  return told.success && told.data.changelog.items.some(({ fieldId }) => fieldId !== undefined && fields.includes(fieldId));
}
