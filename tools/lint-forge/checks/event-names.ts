// The events a Forge app may subscribe to, with the scopes their documentation asks for. `classic` is enough, and so is `granular`.
// Names are grouped as on the pages; the checks compare them letter by letter, because Forge takes any name and then never sends it.

export interface EventGroup {
  page: string;
  classic?: readonly string[];
  granular?: readonly string[];
  names: readonly string[];
}

const PAGES = 'https://developer.atlassian.com/platform/forge/events-reference';
const jira = `${PAGES}/jira/`;
const software = `${PAGES}/jira-software/`;
const policies = `${PAGES}/data-security-policy-events/`;
const work = ['read:jira-work'];
const configuration = ['manage:jira-configuration'];

const EVENTS: readonly EventGroup[] = [
  {
    page: `${jira}#issue-events`,
    classic: work,
    names: ['created', 'updated', 'deleted', 'assigned', 'viewed', 'mentioned'].map((verb) => `avi:jira:${verb}:issue`),
  },
  { page: `${jira}#issue-link-events`, classic: work, names: ['avi:jira:created:issuelink', 'avi:jira:deleted:issuelink'] },
  {
    page: `${jira}#issue-worklog-events`,
    classic: work,
    granular: [
      'read:comment:jira',
      'read:group:jira',
      'read:issue-worklog:jira',
      'read:issue-worklog.property:jira',
      'read:project-role:jira',
      'read:user:jira',
      'read:avatar:jira',
    ],
    names: ['avi:jira:created:worklog', 'avi:jira:updated:worklog', 'avi:jira:deleted:worklog'],
  },
  {
    page: `${jira}#issue-type-events`,
    classic: configuration,
    granular: ['read:issue-type:jira'],
    names: ['avi:jira:created:issuetype', 'avi:jira:updated:issuetype', 'avi:jira:deleted:issuetype'],
  },
  {
    page: `${jira}#comment-events`,
    classic: work,
    names: ['avi:jira:commented:issue', 'avi:jira:mentioned:comment', 'avi:jira:deleted:comment'],
  },
  {
    page: `${jira}#custom-field-events`,
    classic: configuration,
    names: ['created', 'updated', 'trashed', 'restored', 'deleted'].map((verb) => `avi:jira:${verb}:field`),
  },
  {
    page: `${jira}#custom-field-context-events`,
    classic: configuration,
    names: ['avi:jira:created:field:context', 'avi:jira:updated:field:context', 'avi:jira:deleted:field:context'],
  },
  {
    page: `${jira}#custom-field-context-configuration-events`,
    classic: configuration,
    names: ['avi:jira:updated:field:context:configuration'],
  },
  {
    page: `${jira}#expression-evaluation-failed`,
    classic: configuration,
    granular: ['read:workflow:jira', 'read:issue:jira', 'read:project:jira'],
    names: ['avi:jira:failed:expression'],
  },
  {
    page: `${jira}#project-version-events`,
    classic: work,
    granular: ['read:project-version:jira'],
    names: ['created', 'updated', 'deleted', 'released', 'unreleased', 'archived', 'unarchived', 'moved', 'merged'].map(
      (verb) => `avi:jira:${verb}:version`,
    ),
  },
  {
    page: `${jira}#project-events`,
    classic: work,
    granular: ['read:project:jira'],
    names: ['created', 'updated', 'softdeleted', 'deleted', 'archived', 'unarchived', 'restored'].map((verb) => `avi:jira:${verb}:project`),
  },
  {
    page: `${jira}#attachment-events`,
    classic: work,
    granular: ['read:attachment:jira'],
    names: ['avi:jira:created:attachment', 'avi:jira:deleted:attachment'],
  },
  {
    page: `${jira}#component-events`,
    classic: work,
    granular: ['read:project:jira', 'read:user:jira'],
    names: ['avi:jira:created:component', 'avi:jira:updated:component'],
  },
  {
    page: `${jira}#component-events`,
    classic: work,
    granular: ['read:project:jira', 'read:user:jira', 'read:project.component:jira'],
    names: ['avi:jira:deleted:component'],
  },
  {
    page: `${jira}#user-events`,
    classic: ['read:jira-user'],
    granular: ['read:application-role:jira', 'read:group:jira', 'read:user:jira', 'read:avatar:jira'],
    names: ['avi:jira:created:user', 'avi:jira:updated:user', 'avi:jira:deleted:user'],
  },
  {
    page: `${jira}#filter-events`,
    classic: configuration,
    granular: ['read:filter:jira', 'read:jql:jira'],
    names: ['avi:jira:created:filter', 'avi:jira:updated:filter', 'avi:jira:deleted:filter'],
  },
  {
    page: `${jira}#time-tracking-provider-events`,
    classic: configuration,
    granular: ['read:issue.time-tracking:jira'],
    names: ['avi:jira:timetracking:provider:changed'],
  },
  {
    page: `${jira}#configuration-events`,
    classic: configuration,
    granular: ['read:instance-configuration:jira'],
    names: ['avi:jira:changed:configuration'],
  },
  {
    page: `${software}#board-events`,
    classic: ['read:jira-work', 'read:jira-user'],
    granular: ['read:board-scope:jira-software', 'read:issue-details:jira', 'read:project:jira', 'read:user:jira'],
    names: ['avi:jira-software:created:board', 'avi:jira-software:updated:board', 'avi:jira-software:deleted:board'],
  },
  {
    page: `${software}#board-configuration-changed`,
    classic: ['read:jira-work', 'read:jira-user'],
    granular: ['read:board-scope.admin:jira-software', 'read:project:jira', 'read:user:jira'],
    names: ['avi:jira-software:configuration-changed:board'],
  },
  {
    page: `${software}#sprint-events`,
    classic: work,
    granular: ['read:sprint:jira-software'],
    names: ['created', 'started', 'updated', 'closed', 'deleted'].map((verb) => `avi:jira-software:${verb}:sprint`),
  },
  { page: `${PAGES}/life-cycle/`, names: ['avi:forge:installed:app', 'avi:forge:upgraded:app'] },
  {
    page: policies,
    names: [
      'avi:ecosystem.app_policy:blocked:app_access_to_objects.v2',
      'avi:ecosystem.app_policy:blocked:app_access_to_objects_in_container.v2',
    ],
  },
];

const BY_NAME = new Map(EVENTS.flatMap((group) => group.names.map((name) => [name, group] as const)));

export const EVENT_NAMES: readonly string[] = [...BY_NAME.keys()];

export function eventGroup(name: string): EventGroup | undefined {
  return BY_NAME.get(name);
}
