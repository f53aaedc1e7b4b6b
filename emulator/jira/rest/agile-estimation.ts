import { z } from 'zod';
import { badRequest, forbidden, notFound } from '../errors';
import { changedItems } from '../changelog-items';
import { causeOf } from '../issue-store';
import type { Field, Issue } from '../model';
import { intParam, parseBody } from './define';
import { ok, type Operation, type OperationContext, type Reply } from './operation';
import { software } from './software-common';

/** The issue, and the field in which the board counts. @throws JiraError 400, 404 */
function asked(context: OperationContext): { readonly issue: Issue; readonly field: Field } {
  const { jira, caller, params } = context;
  const boardId = intParam(context.query, 'boardId', NaN);
  if (Number.isNaN(boardId)) throw badRequest('The boardId parameter is required.');
  const issue = jira.issues.visible(caller.accountId, params['issueIdOrKey'] ?? '');
  const board = jira.boards.visible(caller.accountId, boardId);
  if (!jira.boards.holds(board, issue)) throw notFound('The issue does not belong to the board.');
  const project = jira.state.projects.get(board.projectId);
  return { issue, field: project ? jira.fields.estimateFieldOf(project) : jira.fields.storyPointsField };
}

/** The estimate: a text, or nothing where the issue has none. */
function estimationJson(issue: Issue, field: Field): Reply {
  const value = issue.custom[field.id];
  return ok({
    fieldId: field.id,
    ...(typeof value === 'number' ? { value: Number.isInteger(value) ? value.toFixed(1) : String(value) } : {}),
  });
}

const EstimateSchema = z.object({ value: z.union([z.string(), z.number()]).nullish() });

/** Sets the field whether it is on a screen or not; an empty value clears it. */
function estimate(context: OperationContext): Reply {
  const { jira, caller } = context;
  const { issue: before, field } = asked(context);
  const { value } = parseBody(EstimateSchema, context.body);
  const text = String(value ?? '').trim();
  const number = Number(text);
  if (!Number.isFinite(number)) throw badRequest('', { [field.id]: `'${text}' is an invalid number` });
  if (!jira.permissions.has(caller.accountId, 'EDIT_ISSUES', { issueId: before.id }))
    throw forbidden('You do not have permission to edit this issue.');
  const { [field.id]: _, ...others } = before.custom;
  const after: Issue = { ...before, custom: text === '' ? others : { ...others, [field.id]: number } };
  const items = changedItems(jira, before, after, caller.accountId);
  if (items.length > 0) jira.issues.commit({ before, after, items, kind: 'edit', ...causeOf(caller) });
  return estimationJson(after, field);
}

export const agileEstimationOperations: readonly Operation[] = [
  software('GET', 'issue/{issueIdOrKey}/estimation', 'read:issue:jira-software read:issue-details:jira', (context) => {
    const { issue, field } = asked(context);
    return estimationJson(issue, field);
  }),
  software('PUT', 'issue/{issueIdOrKey}/estimation', 'write:issue:jira-software read:issue-details:jira', estimate),
];
