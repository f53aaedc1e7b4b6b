import { z } from 'zod';
import { badRequest } from '../errors';
import type { Issue } from '../model';
import { define, jsonContext, parseBody } from './define';
import { issueShaper } from './issue-json';
import { ok, type Operation } from './operation';

const MOST_ISSUES = 100;
const MOST_PROPERTIES = 5;

const BulkFetchSchema = z.object({
  issueIdsOrKeys: z.array(z.coerce.string()),
  fields: z.array(z.string()).optional(),
  fieldsByKeys: z.boolean().optional(),
  expand: z.array(z.string()).optional(),
  properties: z.array(z.string()).max(MOST_PROPERTIES, `A maximum of ${MOST_PROPERTIES} issue properties can be requested.`).optional(),
});

export const issueBulkFetchOperations: readonly Operation[] = [
  // Reads the issues themselves, never the search index.
  define('POST', 'issue/bulkfetch', (context) => {
    const { jira, caller } = context;
    const body = parseBody(BulkFetchSchema, context.body);
    if (body.issueIdsOrKeys.length === 0) throw badRequest('No issue IDs or keys were provided.');
    if (body.issueIdsOrKeys.length > MOST_ISSUES)
      throw badRequest(`The number of issues requested (${body.issueIdsOrKeys.length}) is over the limit of ${MOST_ISSUES}.`);
    // Issues that do not exist or may not be seen are left out without a word: `issueErrors` is for those that could not be fetched this time.
    const found = new Map<string, Issue>();
    for (const name of body.issueIdsOrKeys) {
      const issue = jira.issues.byIdOrKey(name);
      if (issue && jira.appAccess.canSee(caller, issue)) found.set(issue.id, issue);
    }
    const issues = [...found.values()].sort((a, b) => Number(a.id) - Number(b.id));
    context.spend(issues.length);
    const shape = issueShaper(jsonContext(context), {
      fields: body.fields,
      expand: body.expand ?? [],
      defaultFields: '*navigable',
      ...(body.properties ? { properties: body.properties } : {}),
    });
    return ok({ expand: 'schema,names', issues: issues.map(shape), issueErrors: [] });
  }),
];
