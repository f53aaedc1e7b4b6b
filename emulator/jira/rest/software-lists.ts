import type { Board } from '../model';
import type { BoardQuery } from '../boards';
import type { SearchResult } from '../search';
import { badRequest } from '../errors';
import { slice } from './paging';
import { intParam } from './define';
import { ok, type Operation, type OperationContext, type Reply } from './operation';
import { decodePageToken, encodePageToken } from './page-token';
import { idParam, software } from './software-common';
import { listExpansions, listQuery, reconcileParam, softwareIssueShaper } from './software-json';

/**
 * Lists of issues of boards, sprints and epics, in both their forms: `/rest/agile/1.0` with startAt and a total, and
 * `/rest/software/1.0` with nextPageToken and reconcileIssues. Boards answer 404 to who may not view them.
 */
const MAX_PAGE = 5_000;

export type Lister = (context: OperationContext, query: BoardQuery) => SearchResult;

const boardOf = (context: OperationContext): Board => context.jira.boards.visible(context.caller.accountId, idParam(context, 'boardId'));

const boardIssues: Lister = (context, query) => context.jira.boards.issuesOf(boardOf(context), context.caller.accountId, query);
const backlog: Lister = (context, query) => context.jira.boards.backlogOf(boardOf(context), context.caller.accountId, query);
const withoutEpic: Lister = (context, query) => context.jira.boards.epicIssuesOf(boardOf(context), null, context.caller.accountId, query);

const ofEpic: Lister = (context, query) => {
  const { jira, caller } = context;
  const epic = jira.issues.visible(caller.accountId, context.params['epicId'] ?? '');
  return jira.boards.epicIssuesOf(boardOf(context), epic.id, caller.accountId, query);
};

const ofSprint: Lister = (context, query) => {
  const { jira, caller } = context;
  const sprint = jira.sprints.visible(caller.accountId, idParam(context, 'sprintId'));
  return jira.search.run(query.jql ?? '', caller.accountId, {
    ...query,
    defaultOrder: 'rank',
    where: (issue) => issue.sprintIds.includes(sprint.id),
  });
};

const ofSprintOnBoard: Lister = (context, query) => {
  const { jira, caller } = context;
  const board = boardOf(context);
  const sprint = jira.sprints.visible(caller.accountId, idParam(context, 'sprintId'));
  return jira.boards.sprintIssuesOf(board, sprint.id, caller.accountId, query);
};

const queryOf = (context: OperationContext): BoardQuery => ({
  ...listQuery(context),
  hiddenProjects: context.jira.appAccess.hiddenProjects(context.caller),
});

/** `{expand, startAt, maxResults, total, issues}` */
export const paged =
  (list: Lister) =>
  (context: OperationContext): Reply => {
    const page = slice(context, list(context, queryOf(context)).issues, 50, MAX_PAGE);
    context.spend(page.rows.length);
    return ok({
      expand: 'schema,names',
      startAt: page.startAt,
      maxResults: page.maxResults,
      total: page.total,
      issues: page.rows.map(softwareIssueShaper(context)),
      ...listExpansions(context),
    });
  };

/** `{issues, nextPageToken?, isLast}` */
const tokenPaged =
  (list: Lister) =>
  (context: OperationContext): Reply => {
    const limit = intParam(context.query, 'maxResults', 50);
    if (limit < 1) throw badRequest('The value of maxResults must be at least 1.');
    const query = queryOf(context);
    const identity = [context.params, query.jql ?? '', context.caller.accountId];
    const after = decodePageToken(identity, context.query.get('nextPageToken'));
    const { issues, next } = list(context, {
      ...query,
      limit: Math.min(limit, MAX_PAGE),
      reconcileIssues: reconcileParam(context),
      ...(after === undefined ? {} : { after }),
    });
    context.spend(issues.length);
    return ok({
      issues: issues.map(softwareIssueShaper(context)),
      ...listExpansions(context),
      ...(next ? { nextPageToken: encodePageToken(identity, next) } : {}),
      isLast: next === undefined,
    });
  };

const count =
  (list: Lister) =>
  (context: OperationContext): Reply =>
    ok({ count: list(context, queryOf(context)).issues.length });

const BOARD = 'read:board-scope:jira-software read:issue-details:jira';
const SPRINT = 'read:sprint:jira-software read:issue-details:jira read:jql:jira';
const EPIC = 'read:epic:jira-software read:issue-details:jira read:jql:jira';

const LISTS: readonly (readonly [path: string, scopes: string, list: Lister])[] = [
  ['board/{boardId}/issue', BOARD, boardIssues],
  ['board/{boardId}/backlog', BOARD, backlog],
  ['board/{boardId}/sprint/{sprintId}/issue', SPRINT, ofSprintOnBoard],
  ['board/{boardId}/epic/none/issue', EPIC, withoutEpic],
  ['board/{boardId}/epic/{epicId}/issue', EPIC, ofEpic],
  ['sprint/{sprintId}/issue', SPRINT, ofSprint],
];

export const softwareListOperations: readonly Operation[] = [
  ...LISTS.map(([path, scopes, list]) => software('GET', path, scopes, paged(list))),
  ...LISTS.map(([path, scopes, list]) => software('GET', `/rest/software/1.0/${path}`, scopes, tokenPaged(list))),
  software('GET', '/rest/software/1.0/board/{boardId}/issue/approximate-count', BOARD, count(boardIssues)),
  software('GET', '/rest/software/1.0/board/{boardId}/backlog/approximate-count', BOARD, count(backlog)),
];
