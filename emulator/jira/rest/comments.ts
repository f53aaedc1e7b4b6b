import { z } from 'zod';
import { badRequest } from '../errors';
import type { Comment } from '../model';
import { parseComment } from '../comments';
import { commentJson } from './comment-json';
import { define, jsonContext, listParam, parseBody } from './define';
import { created, noContent, ok, type Operation, type OperationContext } from './operation';
import { pageBean, slice } from './paging';

const MOST_LISTED = 1_000;

const issueName = (context: OperationContext): string => context.params['issueIdOrKey'] ?? '';
const commentId = (context: OperationContext): string => context.params['id'] ?? '';
const expandOf = (context: OperationContext): readonly string[] => listParam(context.query, 'expand') ?? [];
const shaped = (context: OperationContext, comment: Comment): Record<string, unknown> =>
  commentJson(jsonContext(context), comment, expandOf(context));

/** Comments of any issue the caller sees, by id. */
function commentsById(context: OperationContext, ids: ReadonlySet<string>): readonly Comment[] {
  const { jira, caller } = context;
  const found: Comment[] = [];
  for (const [issueId, comments] of jira.state.comments) {
    const wanted = comments.filter((comment) => ids.has(comment.id));
    const issue = wanted.length > 0 ? jira.state.issues.get(issueId) : undefined;
    if (!issue || !jira.appAccess.canSee(caller, issue)) continue;
    found.push(...wanted.filter((comment) => jira.comments.canRead(caller.accountId, comment, issue)));
  }
  return found.sort((a, b) => Number(a.id) - Number(b.id));
}

export const commentOperations: readonly Operation[] = [
  define('GET', 'issue/{issueIdOrKey}/comment', (context) => {
    const { jira, caller, query } = context;
    const comments = [...jira.comments.list(caller.accountId, issueName(context))];
    const order = query.get('orderBy') ?? 'created';
    if (!/^[-+ ]?created$/.test(order)) throw badRequest(`The value "${order}" of orderBy is not valid.`);
    if (order.startsWith('-')) comments.reverse();
    const { startAt, maxResults, total, rows } = slice(context, comments, 100, 5_000);
    return ok({ startAt, maxResults, total, comments: rows.map((comment) => shaped(context, comment)) });
  }),
  define('POST', 'issue/{issueIdOrKey}/comment', (context) => {
    const comment = context.jira.comments.add(context.caller, issueName(context), parseComment(context.body), context.apiVersion);
    return created(shaped(context, comment));
  }),
  define('GET', 'issue/{issueIdOrKey}/comment/{id}', (context) =>
    ok(shaped(context, context.jira.comments.get(context.caller.accountId, issueName(context), commentId(context)))),
  ),
  define('PUT', 'issue/{issueIdOrKey}/comment/{id}', (context) => {
    const input = parseComment(context.body);
    return ok(
      shaped(context, context.jira.comments.edit(context.caller, issueName(context), commentId(context), input, context.apiVersion)),
    );
  }),
  define('DELETE', 'issue/{issueIdOrKey}/comment/{id}', (context) => {
    context.jira.comments.remove(context.caller, issueName(context), commentId(context));
    return noContent;
  }),
  define('POST', 'comment/list', (context) => {
    const { ids } = parseBody(z.object({ ids: z.array(z.coerce.string()) }), context.body);
    if (ids.length === 0 || ids.length > MOST_LISTED) throw badRequest(`Between 1 and ${MOST_LISTED} comment IDs must be provided.`);
    const comments = commentsById(context, new Set(ids));
    return ok(pageBean(context, 'comment/list', comments, (comment) => shaped(context, comment), { fallback: MOST_LISTED }));
  }),
];
