import { z } from 'zod';
import { badRequest, forbidden, JiraError } from '../errors';
import type { Project } from '../model';
import { parseBody } from './define';
import { created, noContent, type Operation, type OperationContext, type Reply } from './operation';
import { idParam, software } from './software-common';
import { boardJson } from './software-json';

const LONGEST_NAME = 254;

const BoardSchema = z.object({
  name: z.string().trim().min(1, 'The name of the board is required.').max(LONGEST_NAME, 'The name of the board is too long.'),
  type: z.string(),
  filterId: z.number().int(),
  location: z.object({ type: z.enum(['project', 'user']), projectKeyOrId: z.string().optional() }).optional(),
});

/** https://developer.atlassian.com/cloud/jira/software/rest/api-group-board/#api-rest-agile-1-0-board-post */
function create(context: OperationContext): Reply {
  const { jira, caller } = context;
  const body = parseBody(BoardSchema, context.body);
  if (body.type !== 'scrum' && body.type !== 'kanban') throw badRequest('', { type: 'The board type must be scrum or kanban.' });
  const filterId = String(body.filterId);
  if (!jira.state.filters.has(filterId)) throw badRequest('', { filterId: `The filter '${filterId}' does not exist.` });
  const board = jira.boards.create({ name: body.name, type: body.type, filterId, projectId: homeOf(context, body.location).id });
  return created(boardJson(context, jira.boards.visible(caller.accountId, board.id)));
}

function homeOf({ jira, caller }: OperationContext, location: z.infer<typeof BoardSchema>['location']): Project {
  if (location?.type !== 'project') throw new JiraError(501, ['This local Jira has boards in projects only. See docs/emulator.md.']);
  const project = jira.projects.byIdOrKey(location.projectKeyOrId ?? '');
  if (project && jira.projects.isVisible(caller.accountId, project)) return project;
  throw badRequest(`No project could be found with key or id '${location.projectKeyOrId ?? ''}'.`);
}

function remove(context: OperationContext): Reply {
  const { jira, caller } = context;
  const id = idParam(context, 'boardId');
  const admin = jira.permissions.isJiraAdmin(caller.accountId);
  // An administrator removes even what they cannot view.
  const board = (admin ? jira.boards.byId(id) : undefined) ?? jira.boards.visible(caller.accountId, id);
  const mine = admin || jira.permissions.has(caller.accountId, 'ADMINISTER_PROJECTS', { projectId: board.projectId });
  if (!mine) throw forbidden('You do not have permission to delete this board.');
  if (jira.projects.byId(board.projectId)?.style === 'next-gen') throw forbidden('The board of a team-managed project cannot be deleted.');
  jira.boards.remove(board.id);
  return noContent;
}

export const agileBoardChangeOperations: readonly Operation[] = [
  software('POST', 'board', 'write:board-scope:jira-software', create),
  software('DELETE', 'board/{boardId}', 'write:board-scope:jira-software', remove),
];
