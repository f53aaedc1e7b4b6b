import { Clock } from '../../../emulator/clock';
import { Expressions } from '../../../emulator/jira/expressions/index';
import type { Evaluation, ExpressionLimits } from '../../../emulator/jira/expressions/index';
import type { Jira } from '../../../emulator/jira/jira';
import type { Field, Issue, Project, User } from '../../../emulator/jira/model';
import { JiraState } from '../../../emulator/jira/state';
import { DEFAULT_SWITCHES, type Switches } from '../../../emulator/switches';

export const NOW = Date.UTC(2026, 10, 24, 10, 30);

export const user = (accountId: string, more: Partial<User> = {}): User => ({
  accountId,
  accountType: 'atlassian',
  emailAddress: `${accountId}@example.com`,
  displayName: accountId.toUpperCase(),
  active: true,
  timeZone: 'Europe/Vienna',
  locale: 'en_US',
  licensed: true,
  ...more,
});

export const issue = (id: string, more: Partial<Issue> = {}): Issue => ({
  id,
  key: `WEB-${Number(id) - 10_000}`,
  projectId: '10000',
  typeId: '1',
  statusId: '11',
  summary: `Issue ${id}`,
  description: null,
  creatorId: 'ann',
  reporterId: 'ann',
  assigneeId: null,
  priorityId: '3',
  labels: [],
  parentId: null,
  created: NOW - 86_400_000,
  updated: NOW - 60_000,
  statusCategoryChanged: NOW,
  resolved: null,
  resolutionId: null,
  dueDate: null,
  securityLevelId: null,
  rank: '0|i0001h:',
  sprintIds: [],
  custom: {},
  ...more,
});

const PROJECT: Project = {
  id: '10000',
  key: 'WEB',
  name: 'Website',
  description: '',
  projectTypeKey: 'software',
  style: 'classic',
  leadAccountId: 'ann',
  permissionSchemeId: 1,
  issueTypeIds: ['1'],
  workflows: {},
  screens: { create: 's', edit: 's', view: 's' },
  securityLevels: [],
  state: 'live',
  issueCounter: 9,
};

export const field = (id: string, more: Partial<Field> = {}): Field => ({
  id,
  name: id,
  description: '',
  custom: true,
  schema: { type: 'any' },
  clauseNames: [],
  orderable: true,
  navigable: true,
  searchable: true,
  ...more,
});

/** The tables an expression reads, with two people, one project and no REST. Issues with a security level are secret to bob. */
export function site(): { state: JiraState; expressions: Expressions; switches: Switches } {
  const state = new JiraState();
  for (const person of [user('ann'), user('bob', { timeZone: 'America/New_York' }), user('root')])
    state.users.set(person.accountId, person);
  state.projects.set(PROJECT.id, PROJECT);
  state.issueTypes.set('1', { id: '1', name: 'Story', description: 'A story', hierarchyLevel: 0 });
  state.issueTypes.set('2', { id: '2', name: 'Epic', description: '', hierarchyLevel: 1 });
  state.issueTypes.set('3', { id: '3', name: 'Sub-task', description: '', hierarchyLevel: -1 });
  state.statuses.set('11', { id: '11', name: 'To Do', category: 'new' });
  state.priorities.set('3', { id: '3', name: 'Medium' });
  state.roles.set(5, { id: 5, name: 'Product Owner', description: 'Owns' });
  state.roles.set(6, { id: 6, name: 'Developer', description: '' });
  state.roleActors.set('10000:5', { projectId: '10000', roleId: 5, accountIds: ['ann'], groupIds: [] });
  state.roleActors.set('10000:6', { projectId: '10000', roleId: 6, accountIds: [], groupIds: ['g1'] });
  state.groups.set('g1', { groupId: 'g1', name: 'developers', accountIds: ['bob'] });
  const jira = {
    clock: new Clock({ mode: 'manual', start: NOW }),
    state,
    switches: { ...DEFAULT_SWITCHES },
    baseUrl: 'http://localhost:8080',
    permissions: {
      canSee: (accountId: string | null, one: Issue) => accountId !== null && (one.securityLevelId === null || accountId === 'ann'),
      has: (accountId: string | null) => accountId !== null,
      isJiraAdmin: (accountId: string) => accountId === 'root',
    },
  } as unknown as Jira;
  return { state, expressions: new Expressions(jira), switches: jira.switches };
}

export function put(state: JiraState, ...issues: readonly Issue[]): void {
  for (const one of issues) {
    state.issues.set(one.id, one);
    state.issueKeys.set(one.key, one.id);
  }
}

/** Evaluates as ann. */
export const evaluate = (source: string, bindings: Record<string, unknown> = {}, limits: ExpressionLimits = {}): Evaluation =>
  site().expressions.evaluate(source, { accountId: 'ann', bindings, limits });

/** For `toThrow`: an error with these properties. */
export function failure(properties: Record<string, unknown>): Error {
  const matcher: unknown = expect.objectContaining(properties);
  return matcher as Error;
}
