import { Hono } from 'hono';
import { z } from 'zod';
import { JiraError, badRequest } from '../jira/errors';
import type { Jira } from '../jira/jira';
import type { Field } from '../jira/model';
import { csvText } from './csv';
import { displayTexts } from './display-texts';
import { plainText } from './field-text';
import type { SiteGateway } from './ports';

/** What Jira exports at most. */
const MOST_EXPORTED = 1_000;
/** With fields, a page of search/jql has no more. */
const PAGE = 100;
const MOST_COLUMNS = 50;

interface ListRoutesOptions {
  readonly jira: Jira;
  readonly gateway: SiteGateway;
  readonly person: (request: Request) => string;
}

const FoundSchema = z.object({
  issues: z.array(z.object({ id: z.string(), key: z.string(), fields: z.record(z.string(), z.json()).default({}) })),
  nextPageToken: z.string().optional(),
});
type Found = z.infer<typeof FoundSchema>['issues'][number];

/** What lists of issues need beside Jira's REST: the formatters' texts, and the list as a file. */
export function listRoutes({ jira, gateway, person }: ListRoutesOptions): Hono {
  const app = new Hono();

  app.post('/texts', async (context) => {
    const accountId = person(context.req.raw);
    const body = z
      .object({ issues: z.array(z.string()).max(MOST_EXPORTED), fields: z.array(z.string()).max(MOST_COLUMNS) })
      .safeParse(await context.req.json().catch(() => undefined));
    if (!body.success) throw badRequest(z.prettifyError(body.error));
    const fields = body.data.fields.flatMap((id) => jira.fields.byId(id) ?? []);
    const texts: Record<string, Record<string, string>> = {};
    for (const id of body.data.issues) texts[id] = displayTexts(jira, accountId, jira.issues.visible(accountId, id), fields);
    return context.json({ texts });
  });

  app.get('/export.csv', async (context) => {
    const accountId = person(context.req.raw);
    const fields = (context.req.query('columns') ?? '')
      .split(',')
      .slice(0, MOST_COLUMNS)
      .flatMap((id) => jira.fields.byId(id) ?? []);
    if (fields.length === 0) throw badRequest('Name the columns to export.');
    const issues = await search(gateway, accountId, context.req.query('jql') ?? '', fields);
    const rows = issues.map((issue) => fields.map((field) => exported(jira, accountId, issue, field)));
    return context.body(csvText([fields.map(({ name }) => name), ...rows]), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="issues.csv"',
    });
  });

  return app;
}

/** Every page of what the person finds, up to what Jira exports. */
async function search(gateway: SiteGateway, accountId: string, jql: string, fields: readonly Field[]): Promise<Found[]> {
  const found: Found[] = [];
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ jql, maxResults: String(PAGE), fields: ['summary', ...fields.map(({ id }) => id)].join(',') });
    if (token !== undefined) query.set('nextPageToken', token);
    const answer = await gateway.handle(new Request(`http://localhost/rest/api/3/search/jql?${query.toString()}`), { accountId });
    const body: unknown = await answer.json();
    if (!answer.ok) throw new JiraError(answer.status, RefusalSchema.parse(body).errorMessages);
    const page = FoundSchema.parse(body);
    found.push(...page.issues);
    token = page.nextPageToken;
  } while (token !== undefined && found.length < MOST_EXPORTED);
  return found.slice(0, MOST_EXPORTED);
}

const RefusalSchema = z.object({ errorMessages: z.array(z.string()).default([]) });

/**
 * A cell of the export. "By default, formatters aren't used for issue export to CSV", so that it can be imported again: only where the
 * manifest says `export: true`. https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-custom-field/#using-formatters-in-csv-export
 */
function exported(jira: Jira, accountId: string, { id, key, fields }: Found, field: Field): string {
  if (field.id === 'issuekey') return key;
  if (field.forge?.formatter?.export === true) {
    const text = displayTexts(jira, accountId, jira.issues.visible(accountId, id), [field])[field.id];
    if (text !== undefined) return text;
  }
  const value = fields[field.id];
  return field.forge?.type === 'object' && value !== null && value !== undefined ? JSON.stringify(value) : plainText(value);
}
