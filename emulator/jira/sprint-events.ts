import type { JsonObject } from '../json';
import { causeOf } from './issue-store';
import type { Jira } from './jira';
import { jiraTime } from './jira-time';
import type { Caller, Sprint } from './model';

/**
 * Announces `avi:jira-software:{created,started,updated,closed,deleted}:sprint`; an update also says what the changed fields were.
 * https://developer.atlassian.com/platform/forge/events-reference/jira-software/#sprint-events
 */
export function emitSprint(
  jira: Jira,
  what: 'created' | 'started' | 'updated' | 'closed' | 'deleted',
  sprint: Sprint,
  before: Sprint | null,
  caller: Caller,
): void {
  const name = `avi:jira-software:${what}:sprint`;
  const { by, appId } = causeOf(caller);
  const now = eventSprint(sprint);
  jira.events.emit({
    name,
    payload: { eventType: name, sprint: now, ...(before ? { oldValue: changed(eventSprint(before), now) } : {}), atlassianId: by },
    actorId: by,
    at: jira.clock.now(),
    ...(appId === undefined ? {} : { causedByAppId: appId }),
  });
}

/** Two sprints have changed places: no event says so to apps, but Jira's own pages show it. */
export function showSprintOrder(jira: Jira, caller: Caller): void {
  jira.events.show({ name: 'avi:jira-software:updated:sprint', payload: {}, actorId: causeOf(caller).by, at: jira.clock.now() });
}

function eventSprint(sprint: Sprint): JsonObject {
  const date = (name: string, at: number | null): JsonObject => (at === null ? {} : { [name]: jiraTime(at) });
  return {
    id: String(sprint.id),
    originBoardId: String(sprint.originBoardId),
    name: sprint.name,
    ...(sprint.goal === '' ? {} : { goal: sprint.goal }),
    state: sprint.state,
    createDate: jiraTime(sprint.createdDate),
    ...date('startDate', sprint.startDate),
    ...date('endDate', sprint.endDate),
    ...date('completeDate', sprint.completeDate),
  };
}

/** The old values of what differs. */
function changed(before: JsonObject, after: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(before).filter(([key, value]) => after[key] !== value));
}
