import { z } from 'zod';
import type { JsonObject } from '../json';
import { JiraError, forbidden, notFound } from '../jira/errors';
import type { Jira } from '../jira/jira';
import type { Board, Sprint } from '../jira/model';
import type { SiteModule } from '../forge/forge';
import { mayAdminister } from './administration';
import { EDIT_EXPERIENCES, MOST_IN_BULK, fieldEditorData, issueData, projectData, visibleIssue, visibleProject } from './field-places';
import { WorkflowPlaceSchema, isRuleModule, ruleData } from './workflow-places';

/**
 * Where on the site a module is shown, as the page claims it. The site looks everything up as the person and gives the app
 * only what that person could see there, as Jira does: https://developer.atlassian.com/platform/forge/manifest-reference/jira-modules/
 */
export const PlaceSchema = z.object({
  /** Issue id or key. */
  issue: z.string().max(100).optional(),
  /** Project id or key; for issue modules the issue's own project counts. */
  project: z.string().max(100).optional(),
  board: z.number().int().optional(),
  sprint: z.number().int().optional(),
  /** Where the editor of a custom field stands; default the issue view. */
  experience: z.enum(EDIT_EXPERIENCES).optional(),
  /** Its draft there, as the person has it; without one the issue's own value counts. */
  value: z.json().optional(),
  /** The transition whose screen it is on. */
  transition: z.string().max(100).optional(),
  /** Ids or keys of the issues a bulk edit is about. */
  issues: z.array(z.string().max(100)).max(MOST_IN_BULK).optional(),
  /** Path and query of the host page. */
  path: z.string().max(4_000).default('/'),
  /** Of an issue panel: it was added by this very page view. */
  panelIsNew: z.boolean().optional(),
  /** Of a page of a workflow rule: where the rule is, or is about to be. */
  workflow: WorkflowPlaceSchema.optional(),
  /** Context given by the app to a modal it opened. */
  modal: z.record(z.string(), z.json()).optional(),
});
export type Place = z.infer<typeof PlaceSchema>;

const ISSUE_MODULES = new Set(['jira:issueContext', 'jira:issuePanel', 'jira:issueGlance', 'jira:issueActivity', 'jira:issueAction']);
const BOARD_MODULES = new Set(['jira:sprintAction', 'jira:backlogAction', 'jira:boardAction']);

/** The module's `extension`, or a JiraError: 404 what the person cannot see, 403 an administration page they may not open, 501 a module type the site has no place for. */
export function extensionOf(jira: Jira, accountId: string, module: SiteModule, place: Place, origin: string): JsonObject {
  const base = { type: module.type, location: new URL(origin + (place.path.startsWith('/') ? place.path : '/')).href };
  const modal = place.modal === undefined ? {} : { modal: place.modal as JsonObject };
  return { ...base, ...placeOf(jira, accountId, module, place), ...modal };
}

function placeOf(jira: Jira, accountId: string, module: SiteModule, place: Place): JsonObject {
  const { type } = module;
  if (ISSUE_MODULES.has(type)) {
    const issue = visibleIssue(jira, accountId, place);
    return { ...issueData(jira, issue), ...(type === 'jira:issuePanel' ? { isNewToIssue: place.panelIsNew === true } : {}) };
  }
  if (type === 'jira:customField') return fieldEditorData(jira, accountId, module, place);
  if (type === 'jira:projectPage') {
    const project = visibleProject(jira, accountId, place);
    const board = place.board === undefined ? undefined : jira.state.boards.get(place.board);
    return { project: projectData(project), ...(board && board.projectId === project.id ? { board: boardData(board) } : {}) };
  }
  if (type === 'jira:projectSettingsPage') {
    const project = visibleProject(jira, accountId, place);
    if (!mayAdminister(jira, accountId, project.id)) throw forbidden('You need to be a project administrator to open its settings.');
    return { project: projectData(project) };
  }
  if (type === 'jira:adminPage') {
    if (!jira.permissions.isJiraAdmin(accountId)) throw forbidden('You need to be a Jira administrator to open this page.');
    return {};
  }
  if (isRuleModule(type)) return ruleData(jira, accountId, module, place.workflow);
  if (type === 'jira:globalPage') return {};
  if (BOARD_MODULES.has(type)) return boardPlace(jira, accountId, type, place);
  throw new JiraError(501, [`The local site has no place for ${type} modules.`]);
}

function boardData(board: Board): JsonObject {
  return { id: String(board.id), type: board.type };
}

function boardPlace(jira: Jira, accountId: string, type: string, place: Place): JsonObject {
  if (place.board === undefined) throw notFound('This module is shown on a board.');
  const board = jira.boards.visible(accountId, place.board);
  const project = jira.projects.visible(accountId, board.projectId);
  const data = { board: boardData(board), project: projectData(project) };
  if (type !== 'jira:sprintAction') return data;
  const { id, state } = sprintOn(jira, board, place.sprint);
  return { ...data, sprint: { id: String(id), state } };
}

/** Closed and deleted ones too: an app that has just closed or deleted its sprint still says what came of it. */
function sprintOn(jira: Jira, board: Board, id: number | undefined): Sprint {
  const sprint = id === undefined ? undefined : jira.sprints.lastKnown(id);
  if (!sprint || (sprint.originBoardId !== board.id && !jira.sprints.listFor(board).includes(sprint)))
    throw notFound('This module is shown on a sprint, and the board has no such sprint.');
  return sprint;
}
