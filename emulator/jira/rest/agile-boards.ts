import { badRequest } from '../errors';
import type { Board, Project } from '../model';
import { agilePage } from './agile-page';
import { boolParam, jsonContext, listParam } from './define';
import { entityProperties, type PropertyOwner } from './entity-properties';
import { ok, type Operation, type OperationContext, type Reply } from './operation';
import { projectListJson } from './project-json';
import { agileUrl, idParam, software, softwareOn } from './software-common';
import { boardConfigurationJson, boardJson, epicJson } from './software-json';

/** https://developer.atlassian.com/cloud/jira/software/rest/api-group-board/ */
const boardOf = (context: OperationContext): Board => context.jira.boards.visible(context.caller.accountId, idParam(context, 'boardId'));

function list(context: OperationContext): Reply {
  const { jira, caller, query } = context;
  const types = listParam(query, 'type');
  const unknown = types?.find((type) => !['scrum', 'kanban', 'simple'].includes(type));
  if (unknown !== undefined) throw badRequest(`The value '${unknown}' of 'type' is not valid; use scrum, kanban or simple.`);
  const name = query.get('name')?.toLowerCase();
  const filterId = query.get('filterId');
  const project = namedProject(context, 'projectKeyOrId');
  const location = namedProject(context, 'projectLocation');
  const boards = jira.boards
    .list(caller.accountId)
    .filter((board) => types === undefined || types.includes(board.type))
    .filter((board) => name === undefined || board.name.toLowerCase().includes(name))
    .filter((board) => filterId === null || board.filterId === filterId)
    .filter((board) => location === undefined || board.projectId === location.id)
    .filter((board) => project === undefined || jira.boards.projectsOf(board).some((one) => one.id === project.id));
  const sorted = /name$/.test(query.get('orderBy') ?? '') ? [...boards].sort((a, b) => a.name.localeCompare(b.name)) : boards;
  return ok(
    agilePage(context, (query.get('orderBy') ?? '').startsWith('-') ? [...sorted].reverse() : sorted, (board) => boardJson(context, board)),
  );
}

/** @throws JiraError 400 when it is named but does not exist or cannot be seen */
function namedProject({ jira, caller, query }: OperationContext, parameter: string): Project | undefined {
  const idOrKey = query.get(parameter);
  if (idOrKey === null || idOrKey === '') return undefined;
  const project = jira.projects.byIdOrKey(idOrKey);
  if (project && jira.projects.isVisible(caller.accountId, project)) return project;
  throw badRequest(`No project could be found with key or id '${idOrKey}'.`);
}

function byFilter(context: OperationContext): Reply {
  const { jira, caller, params } = context;
  const boards = jira.boards.list(caller.accountId).filter((board) => board.filterId === params['filterId']);
  return ok(agilePage(context, boards, ({ id, name }) => ({ id, name, self: agileUrl(context, `board/${id}`) })));
}

function projects(context: OperationContext): Reply {
  const { jira, caller } = context;
  const found = [...jira.boards.projectsOf(boardOf(context))]
    .filter((project) => jira.projects.isVisible(caller.accountId, project))
    .sort((a, b) => a.name.localeCompare(b.name));
  return ok(agilePage(context, found, (project) => projectListJson({ ...jsonContext(context), apiVersion: '2' }, project, [])));
}

function epics(context: OperationContext): Reply {
  const { jira, caller, query } = context;
  const done = query.get('done');
  const found = jira.boards
    .epicsOf(boardOf(context), caller.accountId)
    .filter((epic) => done === null || (jira.state.statuses.get(epic.statusId)?.category === 'done') === boolParam(query, 'done', false));
  context.spend(found.length);
  return ok(agilePage(context, found, (epic) => epicJson(context, epic)));
}

/** Board administrators are not emulated: who administers the board's project may write its properties. */
function propertyOwner(context: OperationContext): PropertyOwner {
  const { jira, caller } = context;
  const board = boardOf(context);
  const writable =
    jira.permissions.isJiraAdmin(caller.accountId) ||
    jira.permissions.has(caller.accountId, 'ADMINISTER_PROJECTS', { projectId: board.projectId });
  return { table: `board:${board.id}`, url: agileUrl(context, `board/${board.id}/properties`), writable };
}

const nothingOn = (context: OperationContext): Reply => {
  boardOf(context);
  return ok(agilePage(context, [], (row) => row));
};

const READ = 'read:board-scope:jira-software';
const READ_ADMIN = 'read:board-scope.admin:jira-software';

export const agileBoardOperations: readonly Operation[] = [
  software('GET', 'board', `${READ} read:project:jira`, list),
  software('GET', 'board/filter/{filterId}', READ_ADMIN, byFilter),
  software('GET', 'board/{boardId}', `${READ} read:issue-details:jira`, (context) => ok(boardJson(context, boardOf(context)))),
  software('GET', 'board/{boardId}/configuration', `${READ_ADMIN} read:project:jira`, (context) =>
    ok(boardConfigurationJson(context, boardOf(context))),
  ),
  software('GET', 'board/{boardId}/project', `${READ_ADMIN} read:project:jira`, projects),
  software('GET', 'board/{boardId}/epic', 'read:epic:jira-software', epics),
  software('GET', 'board/{boardId}/quickfilter', `${READ_ADMIN} read:jql:jira`, nothingOn),
  software('GET', 'board/{boardId}/version', READ, nothingOn),
  ...entityProperties('board/{boardId}/properties', softwareOn('board-scope.admin'), propertyOwner),
];
