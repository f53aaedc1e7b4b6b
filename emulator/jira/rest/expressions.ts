import { z } from 'zod';
import type { Json } from '../../json';
import { badRequest, JiraError, notFound } from '../errors';
import { DEFAULT_LIMITS, ExpressionError } from '../expressions';
import { define, listParam, parseBody } from './define';
import { ok, type Operation, type OperationContext } from './operation';

const Named = z.object({ id: z.coerce.number().int().optional(), key: z.string().optional() });
const EvaluateSchema = z.object({
  expression: z.string(),
  context: z
    .object({
      issue: Named.optional(),
      issues: z
        .object({
          jql: z
            .object({ query: z.string(), maxResults: z.number().int().min(0).optional(), nextPageToken: z.string().optional() })
            .optional(),
        })
        .optional(),
      project: Named.optional(),
      sprint: z.coerce.number().int().optional(),
      board: z.coerce.number().int().optional(),
      serviceDesk: z.unknown().optional(),
      customerRequest: z.unknown().optional(),
      custom: z.array(z.record(z.string(), z.unknown())).optional(),
    })
    .optional(),
});
type EvaluateContext = NonNullable<z.infer<typeof EvaluateSchema>['context']>;

const MOST_ISSUES = 1_000;

interface Bound {
  readonly bindings: Record<string, unknown>;
  /** Set when the context asked for issues by JQL. */
  readonly page?: { readonly nextPageToken: string; readonly isLast: boolean };
}

function only(named: z.infer<typeof Named>, what: string): string {
  if ((named.id === undefined) === (named.key === undefined))
    throw badRequest(`Exactly one of 'id' and 'key' of the ${what} needs to be provided.`);
  return named.key ?? String(named.id);
}

/** Context variables: those asked for, and `user` and `app`, which are always there for who has them. */
function bind(context: OperationContext, asked: EvaluateContext): Bound {
  const { jira, caller } = context;
  const me = caller.accountId;
  const unsupported = (['serviceDesk', 'customerRequest', 'custom'] as const).find((name) => asked[name] !== undefined);
  if (unsupported)
    throw new JiraError(501, [`This local Jira does not emulate the context variable "${unsupported}". See docs/emulator.md.`]);
  const bindings: Record<string, unknown> = { user: me === null ? null : jira.expressions.bindUser(me) };
  if (caller.app) bindings['app'] = jira.expressions.bindApp(caller.app.appId, me);
  if (asked.issue) bindings['issue'] = jira.expressions.bindIssue(jira.appAccess.visible(caller, only(asked.issue, 'issue')), me);
  if (asked.project) bindings['project'] = jira.expressions.bindProject(jira.projects.visible(me, only(asked.project, 'project')).id, me);
  if (asked.sprint !== undefined) bindings['sprint'] = existing(jira.expressions.bindSprint(asked.sprint, me), 'sprint');
  if (asked.board !== undefined) bindings['board'] = existing(jira.expressions.bindBoard(asked.board, me), 'board');
  const jql = asked.issues?.jql;
  if (!jql) return { bindings };
  const start = jql.nextPageToken === undefined || jql.nextPageToken === '' ? 0 : Number(jql.nextPageToken);
  if (!Number.isInteger(start) || start < 0) throw badRequest('The nextPageToken is not valid.');
  const found = jira.search.run(jql.query, me, { hiddenProjects: jira.appAccess.hiddenProjects(caller) }).issues;
  const issues = found.slice(start, start + Math.min(jql.maxResults ?? 50, MOST_ISSUES));
  context.spend(issues.length);
  bindings['issues'] = issues.map((issue) => jira.expressions.bindIssue(issue, me));
  const end = start + issues.length;
  return { bindings, page: { nextPageToken: end < found.length ? String(end) : '', isLast: end >= found.length } };
}

function existing(value: unknown, what: string): unknown {
  if (value === null || value === undefined) throw notFound(`The ${what} does not exist or you do not have permission to view it.`);
  return value;
}

const AnalyseSchema = z.object({ expressions: z.array(z.string()), contextVariables: z.record(z.string(), z.string()).nullish() });

function analysis(context: OperationContext, expression: string): Record<string, unknown> {
  const error = context.jira.expressions.check(expression);
  if (!error) return { expression, valid: true };
  const { kind, message, line, column } = error;
  const where = line === undefined ? {} : { line, column };
  return { expression, valid: false, errors: [{ type: kind === 'syntax' ? 'syntax' : 'other', message, ...where }] };
}

export const expressionOperations: readonly Operation[] = [
  define('POST', 'expression/analyse', (context) => {
    const check = context.query.get('check') ?? 'syntax';
    if (check === 'type' || check === 'complexity')
      throw new JiraError(501, [`This local Jira does not emulate the check "${check}" of expressions. See docs/emulator.md.`]);
    if (check !== 'syntax') throw badRequest(`There is no check "${check}".`);
    const { expressions } = parseBody(AnalyseSchema, context.body);
    return ok({ results: expressions.map((expression) => analysis(context, expression)) });
  }),
  define('POST', 'expression/evaluate', (context) => {
    const { expression, context: asked = {} } = parseBody(EvaluateSchema, context.body);
    const { bindings, page } = bind(context, asked);
    try {
      const result = context.jira.expressions.evaluate(expression, { accountId: context.caller.accountId, bindings });
      const complexity = {
        steps: { value: result.steps, limit: DEFAULT_LIMITS.steps },
        expensiveOperations: { value: result.expensiveOperations, limit: DEFAULT_LIMITS.expensiveOperations },
        beans: { value: result.beans, limit: DEFAULT_LIMITS.beans },
        primitiveValues: { value: result.primitiveValues, limit: DEFAULT_LIMITS.primitiveValues },
      };
      const wanted = listParam(context.query, 'expand')?.includes('meta.complexity') ?? false;
      const meta = { ...(wanted ? { complexity } : {}), ...(page ? { issues: { jql: page } } : {}) };
      return ok({ value: result.json satisfies Json, ...(Object.keys(meta).length > 0 ? { meta } : {}) });
    } catch (error) {
      if (error instanceof ExpressionError) throw badRequest(error.message);
      throw error;
    }
  }),
];
