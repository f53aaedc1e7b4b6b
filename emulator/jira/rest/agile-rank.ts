import { z } from 'zod';
import { badRequest } from '../errors';
import type { Jira } from '../jira';
import type { Caller } from '../model';
import type { RankAnchor, RankEntry } from '../ranking';
import { parseBody } from './define';
import { noContent, type Operation, type OperationContext, type Reply } from './operation';
import { idParam, software } from './software-common';

/** https://developer.atlassian.com/cloud/jira/software/rest/api-group-issue/#api-rest-agile-1-0-issue-rank-put */
const RankSchema = z.object({
  issues: z.array(z.string()),
  rankBeforeIssue: z.string().nullish(),
  rankAfterIssue: z.string().nullish(),
  rankCustomFieldId: z.number().int().nullish(),
});
export type RankBody = z.infer<typeof RankSchema>;

function rank(context: OperationContext): Reply {
  const body = parseBody(RankSchema, context.body);
  return rankReply(rankNextTo(context.jira, context.caller, body));
}

/** Ranks as the request says; needs an anchor. @throws JiraError 400, 403 */
export function rankNextTo(jira: Jira, caller: Caller, body: RankBody): readonly RankEntry[] {
  const { rankCustomFieldId, rankBeforeIssue, rankAfterIssue } = body;
  if (rankCustomFieldId !== null && rankCustomFieldId !== undefined && rankCustomFieldId !== jira.fields.rankField.schema.customId) {
    throw badRequest(`The field with id ${rankCustomFieldId} is not a rank field.`);
  }
  const anchor: RankAnchor = {
    ...(typeof rankBeforeIssue === 'string' ? { before: rankBeforeIssue } : {}),
    ...(typeof rankAfterIssue === 'string' ? { after: rankAfterIssue } : {}),
  };
  return jira.ranking.move(caller, body.issues, anchor).entries;
}

export const hasAnchor = (body: Pick<RankBody, 'rankBeforeIssue' | 'rankAfterIssue'>): boolean =>
  typeof body.rankBeforeIssue === 'string' || typeof body.rankAfterIssue === 'string';

/** 204 when all went well, else 207 with every issue's outcome. */
export const rankReply = (entries: readonly RankEntry[]): Reply =>
  entries.every((entry) => entry.status === 200) ? noContent : { status: 207, body: { entries } };

const BacklogSchema = z.object({ issues: z.array(z.string()) });

function toBacklog(context: OperationContext): Reply {
  const { issues } = parseBody(BacklogSchema, context.body);
  context.jira.sprints.moveIssues(context.caller, null, issues);
  return noContent;
}

function toBoardBacklog(context: OperationContext): Reply {
  const { jira, caller } = context;
  jira.boards.visible(caller.accountId, idParam(context, 'boardId'));
  return moveAndRank(context, null);
}

function toSprint(context: OperationContext): Reply {
  return moveAndRank(context, idParam(context, 'sprintId'));
}

/** Into the sprint or (null) the backlog, and next to the anchor if one is given. */
function moveAndRank(context: OperationContext, sprintId: number | null): Reply {
  const { jira, caller } = context;
  const body = parseBody(RankSchema, context.body);
  if (typeof body.rankBeforeIssue === 'string' && typeof body.rankAfterIssue === 'string') {
    throw badRequest('Only one of rankBeforeIssue and rankAfterIssue can be specified.');
  }
  jira.sprints.moveIssues(caller, sprintId, body.issues);
  return hasAnchor(body) ? rankReply(rankNextTo(jira, caller, body)) : noContent;
}

export const agileRankOperations: readonly Operation[] = [
  software('PUT', 'issue/rank', 'write:issue:jira-software', rank),
  software('POST', 'backlog/issue', 'write:board-scope:jira-software', toBacklog),
  software('POST', 'backlog/{boardId}/issue', 'write:board-scope:jira-software', toBoardBacklog),
  software('POST', 'sprint/{sprintId}/issue', 'write:sprint:jira-software', toSprint),
];
