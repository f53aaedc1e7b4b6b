import { z } from 'zod';
import { badRequest, forbidden } from '../errors';
import type { Sprint } from '../model';
import type { SprintChange } from '../sprints';
import { agilePage } from './agile-page';
import { listParam, parseBody } from './define';
import { entityProperties, type PropertyOwner } from './entity-properties';
import { created, noContent, ok, type Operation, type OperationContext, type Reply } from './operation';
import { agileUrl, idParam, software, softwareOn } from './software-common';
import { softwareIssueShaper, sprintJson } from './software-json';

/** https://developer.atlassian.com/cloud/jira/software/rest/api-group-sprint/ */
const STATES: readonly Sprint['state'][] = ['future', 'active', 'closed'];

const sprintOf = (context: OperationContext): Sprint =>
  context.jira.sprints.visible(context.caller.accountId, idParam(context, 'sprintId'));

function listOfBoard(context: OperationContext): Reply {
  const { jira, caller, query } = context;
  const board = jira.boards.visible(caller.accountId, idParam(context, 'boardId'));
  const states = listParam(query, 'state');
  const unknown = states?.find((state) => !STATES.some((one) => one === state));
  if (unknown !== undefined) throw badRequest(`The value '${unknown}' of 'state' is not valid; use future, active or closed.`);
  if (board.type === 'kanban') throw badRequest('The board does not support sprints');
  return ok(
    agilePage(context, jira.sprints.listFor(board, states as Sprint['state'][] | undefined), (sprint) => sprintJson(context, sprint)),
  );
}

/** ISO 8601 with any offset (`+10:00`, `+1000`, `Z`), or a date alone. */
const date = z.string().transform((text, context) => {
  const at = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: 'custom', message: `'${text}' is not a valid date.` });
  return z.NEVER;
});

const CreateSchema = z.object({
  name: z.string(),
  originBoardId: z.number().int(),
  goal: z.string().nullish(),
  startDate: date.nullish(),
  endDate: date.nullish(),
});

const UpdateSchema = z.object({
  name: z.string().nullish(),
  goal: z.string().nullish(),
  state: z.string().nullish(),
  startDate: date.nullish(),
  endDate: date.nullish(),
});

function create(context: OperationContext): Reply {
  const { name, originBoardId, goal, startDate, endDate } = parseBody(CreateSchema, context.body);
  const sprint = context.jira.sprints.create(context.caller, {
    name,
    originBoardId,
    goal: goal ?? '',
    startDate: startDate ?? null,
    endDate: endDate ?? null,
  });
  return created(sprintJson(context, sprint));
}

/** What is not named stays. */
function partialUpdate(context: OperationContext): Reply {
  const body = parseBody(UpdateSchema, context.body);
  const change: SprintChange = {
    ...(typeof body.name === 'string' ? { name: body.name } : {}),
    ...(typeof body.goal === 'string' ? { goal: body.goal } : {}),
    ...(typeof body.state === 'string' ? { state: body.state.toLowerCase() } : {}),
    ...(body.startDate === undefined ? {} : { startDate: body.startDate }),
    ...(body.endDate === undefined ? {} : { endDate: body.endDate }),
  };
  return ok(sprintJson(context, context.jira.sprints.update(context.caller, idParam(context, 'sprintId'), change)));
}

/** What is not named is emptied; a sprint cannot be without name and state. */
function fullUpdate(context: OperationContext): Reply {
  const body = parseBody(UpdateSchema, context.body);
  if (typeof body.name !== 'string') throw badRequest('', { name: 'The name of a sprint is required.' });
  if (typeof body.state !== 'string') throw badRequest('', { state: 'The state of a sprint is required.' });
  const startDate = body.startDate ?? null;
  const endDate = body.endDate ?? null;
  const state = body.state.toLowerCase();
  if (state === 'active' && (startDate === null || endDate === null))
    throw badRequest('A sprint needs a start date and an end date to be active.');
  const change = { name: body.name, goal: body.goal ?? '', startDate, endDate, state };
  return ok(sprintJson(context, context.jira.sprints.update(context.caller, idParam(context, 'sprintId'), change)));
}

function remove(context: OperationContext): Reply {
  const { jira, caller } = context;
  // Of the changes of sprints the only one that an app access rule covers: it moves issues.
  if (jira.sprints.projectsOf(sprintOf(context)).some(({ id }) => jira.appAccess.hides(caller, id)))
    throw forbidden('An app access rule keeps this app from the issues of the sprint.');
  context.jira.sprints.remove(context.caller, idParam(context, 'sprintId'));
  return noContent;
}

function swap(context: OperationContext): Reply {
  const { sprintToSwapWith } = parseBody(z.object({ sprintToSwapWith: z.number().int() }), context.body);
  context.jira.sprints.swap(context.caller, idParam(context, 'sprintId'), sprintToSwapWith);
  return noContent;
}

function propertyOwner(context: OperationContext): PropertyOwner {
  const { jira, caller } = context;
  const sprint = sprintOf(context);
  const writable = jira.boards.mayManageSprintsIn(caller.accountId, jira.sprints.projectsOf(sprint));
  return { table: `sprint:${sprint.id}`, url: agileUrl(context, `sprint/${sprint.id}/properties`), writable };
}

function issue(context: OperationContext): Reply {
  const found = context.jira.issues.visible(context.caller.accountId, context.params['issueIdOrKey'] ?? '');
  context.spend(1);
  return ok(softwareIssueShaper(context)(found));
}

const READ = 'read:sprint:jira-software';
const WRITE = 'write:sprint:jira-software';

export const agileSprintOperations: readonly Operation[] = [
  software('GET', 'board/{boardId}/sprint', READ, listOfBoard),
  software('POST', 'sprint', WRITE, create),
  software('GET', 'sprint/{sprintId}', READ, (context) => ok(sprintJson(context, sprintOf(context)))),
  software('POST', 'sprint/{sprintId}', WRITE, partialUpdate),
  software('PUT', 'sprint/{sprintId}', WRITE, fullUpdate),
  software('DELETE', 'sprint/{sprintId}', 'delete:sprint:jira-software', remove),
  software('POST', 'sprint/{sprintId}/swap', WRITE, swap),
  ...entityProperties('sprint/{sprintId}/properties', softwareOn('sprint'), propertyOwner),
  software('GET', 'issue/{issueIdOrKey}', 'read:issue:jira-software', issue),
];
