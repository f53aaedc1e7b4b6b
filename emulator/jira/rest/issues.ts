import { z } from 'zod';
import { changedItems } from '../changelog-items';
import { JiraError } from '../errors';
import type { Issue } from '../model';
import { boolParam, define, jsonContext, listParam, parseBody } from './define';
import { editMetaJson } from './field-meta';
import { inputOf, issueBody, IssueBodySchema, newIssueOf, type IssueBody } from './issue-body';
import { issueJson } from './issue-json';
import { apiUrl } from './json-context';
import { created, noContent, ok, type Operation, type OperationContext } from './operation';

const MOST_CREATED = 50;

const nameOf = (context: OperationContext): string => context.params['issueIdOrKey'] ?? '';
const issueOf = (context: OperationContext): Issue => context.jira.issues.visible(context.caller.accountId, nameOf(context));

function storeProperties(context: OperationContext, issue: Issue, properties: IssueBody['properties']): void {
  if (!properties) return;
  const table = `issue:${issue.id}`;
  const values = new Map(context.jira.state.properties.get(table));
  for (const { key, value } of properties) values.set(key, value);
  context.jira.state.properties.set(table, values);
}

/** Creates one issue and answers what Jira answers for it: id, key, self. */
function createOne(context: OperationContext, body: IssueBody): Record<string, unknown> {
  const { jira, caller, apiVersion } = context;
  const issue = jira.issues.create(caller, newIssueOf(context, body), { apiVersion });
  storeProperties(context, issue, body.properties);
  if (body.transition) jira.issues.transition(caller, issue.id, body.transition.id, {}, { apiVersion });
  return { id: issue.id, key: issue.key, self: apiUrl(jsonContext(context), `issue/${issue.id}`) };
}

/** Creates what can be created; the rest comes back as errors by position. */
function createMany(context: OperationContext): { readonly status: number; readonly body: unknown } {
  const { issueUpdates } = parseBody(z.object({ issueUpdates: z.array(IssueBodySchema).min(1).max(MOST_CREATED) }), context.body);
  const issues: unknown[] = [];
  const errors: unknown[] = [];
  issueUpdates.forEach((body, index) => {
    try {
      issues.push(createOne(context, body));
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      errors.push({
        status: error.status,
        elementErrors: { errorMessages: error.errorMessages, errors: error.errors, status: error.status },
        failedElementNumber: index,
      });
    }
  });
  return { status: issues.length > 0 ? 201 : 400, body: { issues, errors } };
}

export const issueOperations: readonly Operation[] = [
  define('POST', 'issue', (context) => created(createOne(context, issueBody(context)))),
  define('POST', 'issue/bulk', createMany),
  define('GET', 'issue/{issueIdOrKey}', (context) => {
    const issue = issueOf(context);
    context.spend(1);
    const properties = listParam(context.query, 'properties');
    return ok(
      issueJson(jsonContext(context), issue, {
        fields: listParam(context.query, 'fields'),
        expand: listParam(context.query, 'expand') ?? [],
        defaultFields: '*all',
        ...(properties ? { properties } : {}),
      }),
    );
  }),
  define('PUT', 'issue/{issueIdOrKey}', (context) => {
    const { jira, caller, query, apiVersion } = context;
    const body = issueBody(context);
    const issue = jira.issues.edit(caller, nameOf(context), inputOf(body), {
      notifyUsers: boolParam(query, 'notifyUsers', true),
      overrideScreenSecurity: boolParam(query, 'overrideScreenSecurity', false),
      apiVersion,
    });
    storeProperties(context, issue, body.properties);
    if (!boolParam(query, 'returnIssue', false)) return noContent;
    return ok(issueJson(jsonContext(context), issue, { expand: listParam(query, 'expand') ?? [] }));
  }),
  define('DELETE', 'issue/{issueIdOrKey}', (context) => {
    context.jira.issues.remove(context.caller, nameOf(context), { deleteSubtasks: boolParam(context.query, 'deleteSubtasks', false) });
    return noContent;
  }),
  define('GET', 'issue/{issueIdOrKey}/editmeta', (context) => ok(editMetaJson(jsonContext(context), issueOf(context)))),
  define('PUT', 'issue/{issueIdOrKey}/assignee', (context) => {
    assign(context, issueOf(context), parseBody(z.object({ accountId: z.string().nullish() }), context.body).accountId ?? null);
    return noContent;
  }),
];

/** Needs *Assign issues* only: neither *Edit issues* nor the field on a screen. `-1` is the default assignee: nobody, here. */
function assign(context: OperationContext, before: Issue, wanted: string | null): void {
  const { jira, caller } = context;
  if (!jira.permissions.has(caller.accountId, 'ASSIGN_ISSUES', { issueId: before.id })) {
    throw new JiraError(403, ['You do not have permission to assign issues.']);
  }
  const assigneeId = wanted === '-1' ? null : wanted;
  if (assigneeId !== null && !jira.permissions.has(assigneeId, 'ASSIGNABLE_USER', { projectId: before.projectId, anyIssue: true })) {
    throw new JiraError(400, [], { assignee: `User '${assigneeId}' cannot be assigned issues.` });
  }
  const after = { ...before, assigneeId };
  const items = changedItems(jira, before, after, caller.accountId);
  if (items.length === 0) return;
  const cause = { by: caller.accountId ?? '', ...(caller.app ? { appId: caller.app.appId } : {}) };
  jira.issues.commit({ before, after, items, kind: 'edit', ...cause });
}
