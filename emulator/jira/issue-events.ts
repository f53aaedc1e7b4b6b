import type { Json, JsonObject } from '../json';
import type { JiraEvent } from './events';
import type { Jira } from './jira';
import { jiraTime } from './jira-time';
import type { ChangelogItem, Comment, Issue } from './model';

/**
 * Payloads of `avi:jira:*` events. They always name who did it; whether an app gets to see that is the Forge side's switch.
 * https://developer.atlassian.com/platform/forge/events-reference/jira/
 */
export interface EventCause {
  readonly by: string;
  readonly appId?: string;
  /** Apps are not told (a switch), the site's own pages are. */
  readonly quiet?: boolean;
}

const CATEGORY = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const;

const person = (accountId: string | null): Json => (accountId === null ? null : { accountId });

export function eventIssue(jira: Jira, issue: Issue): JsonObject {
  const { state, baseUrl } = jira;
  const project = state.projects.get(issue.projectId);
  const type = state.issueTypes.get(issue.typeId);
  const status = state.statuses.get(issue.statusId);
  return {
    id: issue.id,
    key: issue.key,
    fields: {
      summary: issue.summary,
      issuetype: {
        self: `${baseUrl}/rest/api/3/issuetype/${issue.typeId}`,
        id: issue.typeId,
        name: type?.name ?? '',
        description: type?.description ?? '',
        subtask: (type?.hierarchyLevel ?? 0) < 0,
        hierarchyLevel: type?.hierarchyLevel ?? 0,
      },
      creator: person(issue.creatorId),
      created: jiraTime(issue.created),
      project: {
        self: `${baseUrl}/rest/api/3/project/${issue.projectId}`,
        id: issue.projectId,
        key: project?.key ?? '',
        name: project?.name ?? '',
        projectTypeKey: project?.projectTypeKey ?? 'software',
        simplified: project?.style === 'next-gen',
      },
      reporter: person(issue.reporterId),
      assignee: person(issue.assigneeId),
      updated: jiraTime(issue.updated),
      status: {
        self: `${baseUrl}/rest/api/3/status/${issue.statusId}`,
        id: issue.statusId,
        name: status?.name ?? '',
        description: '',
        statusCategory: CATEGORY[status?.category ?? 'new'],
      },
    },
  };
}

export function emitCreated(jira: Jira, issue: Issue, cause: EventCause): void {
  emit(jira, 'avi:jira:created:issue', issue, cause, { jiraEventTypeName: 'issue_created' });
}

export function emitDeleted(jira: Jira, issue: Issue, cause: EventCause): void {
  emit(jira, 'avi:jira:deleted:issue', issue, cause, {});
}

/** `changelogId` is absent when the change left no history. A change of assignee is announced once more as such. */
export function emitUpdated(
  jira: Jira,
  issue: Issue,
  items: readonly ChangelogItem[],
  changelogId: string | undefined,
  cause: EventCause,
): void {
  const changelog: JsonObject = {
    ...(changelogId === undefined ? {} : { id: changelogId }),
    items: items.map((one): JsonObject => ({ ...one })),
  };
  const assignment = items.find((one) => one.fieldId === 'assignee');
  const status = items.find((one) => one.fieldId === 'status');
  const users = [...new Set([cause.by, assignment?.from, assignment?.to])].filter((id) => id !== undefined && id !== null);
  emit(jira, 'avi:jira:updated:issue', issue, cause, {
    jiraEventTypeName: eventTypeName(items),
    changelog,
    associatedUsers: users.map(person),
    ...(status ? { associatedStatuses: [status.to, status.from].map((id) => statusOf(jira, id)) } : {}),
  });
  if (assignment) {
    emit(jira, 'avi:jira:assigned:issue', issue, cause, { changelog: { items: [{ ...assignment }] }, associatedUsers: users.map(person) });
  }
}

export function emitComment(
  jira: Jira,
  name: 'avi:jira:commented:issue' | 'avi:jira:deleted:comment',
  issue: Issue,
  comment: Comment,
  cause: EventCause,
): void {
  emit(jira, name, issue, cause, { comment: eventComment(jira, comment) });
}

export function emitMentions(jira: Jira, issue: Issue, comment: Comment, mentionedAccountIds: readonly string[], cause: EventCause): void {
  emit(jira, 'avi:jira:mentioned:comment', issue, cause, { mentionedAccountIds, comment: eventComment(jira, comment) });
}

function eventComment(jira: Jira, comment: Comment): JsonObject {
  return {
    self: `${jira.baseUrl}/rest/api/3/issue/${comment.issueId}/comment/${comment.id}`,
    id: comment.id,
    author: person(comment.authorId),
    body: comment.body,
    updateAuthor: person(comment.updateAuthorId),
    created: jiraTime(comment.created),
    updated: jiraTime(comment.updated),
    ...(comment.visibility ? { visibility: { ...comment.visibility } } : {}),
  };
}

function eventTypeName(items: readonly ChangelogItem[]): string {
  const changed = (fieldId: string): boolean => items.some((one) => one.fieldId === fieldId);
  if (changed('project')) return 'issue_moved';
  if (changed('status')) return items.some((one) => one.fieldId === 'resolution' && one.to !== null) ? 'issue_resolved' : 'issue_generic';
  if (items.length === 1 && changed('assignee')) return 'issue_assigned';
  return 'issue_updated';
}

function statusOf(jira: Jira, id: string | null): Json {
  const status = id === null ? undefined : jira.state.statuses.get(id);
  return status ? { id: status.id, name: status.name, statusCategory: CATEGORY[status.category] } : null;
}

function emit(jira: Jira, name: string, issue: Issue, cause: EventCause, rest: JsonObject): void {
  const at = jira.clock.now();
  const event: JiraEvent = {
    name,
    payload: {
      eventType: name,
      timestamp: String(at),
      issue: eventIssue(jira, issue),
      atlassianId: cause.by,
      associatedUsers: [person(cause.by)],
      ...rest,
    },
    actorId: cause.by,
    issueId: issue.id,
    projectId: issue.projectId,
    at,
    ...(cause.appId === undefined ? {} : { causedByAppId: cause.appId }),
  };
  if (cause.quiet === true) jira.events.show(event);
  else jira.events.emit(event);
}
