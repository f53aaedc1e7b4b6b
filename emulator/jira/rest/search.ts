import { z } from 'zod';
import { badRequest, JiraError } from '../errors';
import type { Issue } from '../model';
import { boolParam, jsonContext, listParam, parseBody } from './define';
import { chosenFields, issueShaper } from './issue-json';
import { referenceData } from './jql-reference';
import { parsedQuery } from './jql-structure';
import { ok, type Operation, type OperationContext, type Reply } from './operation';
import { decodePageToken, encodePageToken } from './page-token';

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/ and api-group-jql */
const MAX_IDS = 5_000;
/** With fields beyond id and key, Jira Cloud cuts a page to this. */
const MAX_WITH_FIELDS = 100;
const MAX_PROPERTIES = 5;

const SearchSchema = z.strictObject({
  jql: z.string().nullish(),
  nextPageToken: z.string().nullish(),
  maxResults: z.number().int().nullish(),
  fields: z.array(z.string()).nullish(),
  expand: z.string().nullish(),
  properties: z.array(z.string()).nullish(),
  fieldsByKeys: z.boolean().nullish(),
  reconcileIssues: z.array(z.number().int()).nullish(),
});
type SearchRequest = z.infer<typeof SearchSchema>;

function fromQuery(query: URLSearchParams): SearchRequest {
  const whole = (name: string, value: string): number => {
    const number = Number(value);
    if (value === '' || !Number.isInteger(number)) throw badRequest(`The value '${value}' of '${name}' is not a number.`);
    return number;
  };
  const maxResults = query.get('maxResults');
  return {
    jql: query.get('jql'),
    nextPageToken: query.get('nextPageToken'),
    maxResults: maxResults === null ? undefined : whole('maxResults', maxResults),
    fields: listParam(query, 'fields'),
    expand: query.get('expand'),
    properties: listParam(query, 'properties'),
    fieldsByKeys: boolParam(query, 'fieldsByKeys', false),
    reconcileIssues: listParam(query, 'reconcileIssues')?.map((id) => whole('reconcileIssues', id)),
  };
}

function search(context: OperationContext, request: SearchRequest): Reply {
  const { jira, caller } = context;
  const jql = request.jql ?? '';
  const fields = (request.fields ?? [])
    .flatMap((names) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const expand = (request.expand ?? '').split(',').filter((name) => name !== '');
  const properties = request.properties ?? [];
  if (properties.length > MAX_PROPERTIES) throw badRequest(`At most ${MAX_PROPERTIES} properties can be requested.`);
  const asked = request.maxResults ?? 50;
  if (asked < 1) throw badRequest('The value of maxResults must be at least 1.');
  const headOnly = fields.every((name) => name === 'id' || name === 'key') && properties.length === 0 && expand.length === 0;
  const query = [jql, caller.accountId];
  const after = decodePageToken(query, request.nextPageToken);
  const { issues, next } = jira.search.run(jql, caller.accountId, {
    requireBounded: true,
    hiddenProjects: jira.appAccess.hiddenProjects(caller),
    reconcileIssues: (request.reconcileIssues ?? []).map(String),
    limit: Math.min(asked, headOnly ? MAX_IDS : MAX_WITH_FIELDS),
    ...(after === undefined ? {} : { after }),
  });
  context.spend(issues.length);
  const shape = shaper(context, fields, expand, properties);
  const described = chosenFields(jsonContext(context), fields, 'id');
  return ok({
    issues: issues.map(shape),
    ...(expand.includes('names') ? { names: Object.fromEntries(described.map((field) => [field.id, field.name])) } : {}),
    ...(expand.includes('schema') ? { schema: Object.fromEntries(described.map((field) => [field.id, field.schema])) } : {}),
    ...(next ? { nextPageToken: encodePageToken(query, next) } : {}),
    isLast: next === undefined,
  });
}

/** By default an issue is its id and nothing else. */
function shaper(
  context: OperationContext,
  fields: readonly string[],
  expand: readonly string[],
  properties: readonly string[],
): (issue: Issue) => Record<string, unknown> {
  const only = fields.length === 0 || fields.every((name) => name === 'id');
  if (only && expand.length === 0 && properties.length === 0) return ({ id }) => ({ id });
  return issueShaper(jsonContext(context), {
    fields,
    defaultFields: 'id',
    expand: expand.filter((name) => name !== 'names' && name !== 'schema'),
    ...(properties.length > 0 ? { properties } : {}),
  });
}

function count(context: OperationContext): Reply {
  const { jql } = parseBody(z.strictObject({ jql: z.string().nullish() }), context.body);
  const { jira, caller } = context;
  return ok({ count: jira.search.count(jql ?? '', caller.accountId, { hiddenProjects: jira.appAccess.hiddenProjects(caller) }) });
}

const MatchSchema = z.object({ issueIds: z.array(z.number().int()), jqls: z.array(z.string()) });

function match(context: OperationContext): Reply {
  const { jira, caller } = context;
  const { issueIds, jqls } = parseBody(MatchSchema, context.body);
  const issues = [...new Set(issueIds)]
    .flatMap((id) => jira.state.issues.get(String(id)) ?? [])
    .filter((issue) => jira.appAccess.canSee(caller, issue));
  const matches = jqls.map((jql) => {
    try {
      return {
        matchedIssues: issues.filter((issue) => jira.search.matches(jql, issue, caller.accountId)).map((issue) => Number(issue.id)),
        errors: [],
      };
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      return { matchedIssues: [], errors: error.errorMessages };
    }
  });
  return ok({ matches });
}

const ParseSchema = z.object({ queries: z.array(z.string().min(1)).min(1) });

function parse(context: OperationContext): Reply {
  const { queries } = parseBody(ParseSchema, context.body);
  const validation = (context.query.get('validation') ?? 'strict').toLowerCase();
  if (validation !== 'strict' && validation !== 'warn' && validation !== 'none')
    throw badRequest("The value of validation must be one of 'strict', 'warn' and 'none'.");
  return ok({ queries: queries.map((query) => parsedQuery(context.jira, context.caller.accountId, query, validation)) });
}

const CLASSIC = { classic: ['read:jira-work'] };
const SEARCH_SCOPES = {
  ...CLASSIC,
  granular: ['read:issue-details:jira', 'read:audit-log:jira', 'read:avatar:jira', 'read:field-configuration:jira', 'read:issue-meta:jira'],
};
const COUNT_SCOPES = {
  ...CLASSIC,
  granular: ['read:issue-details:jira', 'read:field.default-value:jira', 'read:field.option:jira', 'read:field:jira', 'read:group:jira'],
};
const PARSE_SCOPES = { ...CLASSIC, granular: ['read:field:jira', 'validate:jql:jira', 'read:jql:jira'] };
const REFERENCE_SCOPES = { ...CLASSIC, granular: ['read:field:jira'] };

export const searchOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/rest/api/3/search/jql',
    scopes: SEARCH_SCOPES,
    anonymous: true,
    handle: (context) => search(context, fromQuery(context.query)),
  },
  {
    method: 'POST',
    path: '/rest/api/3/search/jql',
    scopes: SEARCH_SCOPES,
    anonymous: true,
    handle: (context) => search(context, parseBody(SearchSchema, context.body)),
  },
  { method: 'POST', path: '/rest/api/3/search/approximate-count', scopes: COUNT_SCOPES, anonymous: true, handle: count },
  { method: 'POST', path: '/rest/api/3/jql/match', scopes: { ...CLASSIC, granular: ['read:issue-details:jira'] }, handle: match },
  { method: 'POST', path: '/rest/api/3/jql/parse', scopes: PARSE_SCOPES, anonymous: true, handle: parse },
  {
    method: 'GET',
    path: '/rest/api/3/jql/autocompletedata',
    scopes: REFERENCE_SCOPES,
    anonymous: true,
    handle: ({ jira, caller }) => ok(referenceData(jira, caller.accountId)),
  },
  {
    method: 'POST',
    path: '/rest/api/3/jql/autocompletedata',
    scopes: REFERENCE_SCOPES,
    anonymous: true,
    handle: ({ jira, caller }) => ok(referenceData(jira, caller.accountId)),
  },
];
