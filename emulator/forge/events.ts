/**
 * The events a trigger may name. Atlassian's own tools accept any string, so a misspelt event is deployed and never
 * fires; here it stops the start. Sources: the platform's events reference for Jira, Jira Software, life cycle and data policy.
 */
const ENTITY_EVENTS: Readonly<Record<string, readonly string[]>> = {
  'avi:jira:*:issue': ['created', 'updated', 'deleted', 'assigned', 'viewed', 'mentioned', 'commented'],
  'avi:jira:*:comment': ['mentioned', 'deleted'],
  'avi:jira:*:issuelink': ['created', 'deleted'],
  'avi:jira:*:attachment': ['created', 'deleted'],
  'avi:jira:*:worklog': ['created', 'updated', 'deleted'],
  'avi:jira:*:project': ['created', 'updated', 'softdeleted', 'deleted', 'archived', 'unarchived', 'restored'],
  'avi:jira:*:version': ['created', 'updated', 'deleted', 'released', 'unreleased', 'archived', 'unarchived', 'moved', 'merged'],
  'avi:jira:*:component': ['created', 'updated', 'deleted'],
  'avi:jira:*:field': ['created', 'updated', 'trashed', 'restored', 'deleted'],
  'avi:jira:*:filter': ['created', 'updated', 'deleted'],
  'avi:jira:*:issuetype': ['created', 'updated', 'deleted'],
  'avi:jira:*:user': ['created', 'updated', 'deleted'],
  'avi:jira:*:configuration': ['changed'],
  'avi:jira:*:expression': ['failed'],
  'avi:jira-software:*:sprint': ['created', 'started', 'updated', 'closed', 'deleted'],
  'avi:jira-software:*:board': ['created', 'updated', 'deleted', 'configuration-changed'],
  'avi:forge:*:app': ['installed', 'upgraded'],
};

const KNOWN_EVENTS: ReadonlySet<string> = new Set([
  ...Object.entries(ENTITY_EVENTS).flatMap(([pattern, verbs]) => verbs.map((verb) => pattern.replace('*', verb))),
  'avi:ecosystem.app_policy:blocked:app_access_to_objects.v2',
  'avi:ecosystem.app_policy:blocked:app_access_to_objects_in_container.v2',
]);

/** An app's own event: `avi:cloud:ecosystem::event/{app id}/{module key}`. */
const APP_EVENT = /^avi:cloud:ecosystem::event\/[0-9a-f-]{36}\/[a-zA-Z0-9_-]+$/;

export const isKnownEvent = (name: string): boolean => KNOWN_EVENTS.has(name) || APP_EVENT.test(name);

export const INSTALLED_EVENT = 'avi:forge:installed:app';
export const UPGRADED_EVENT = 'avi:forge:upgraded:app';
