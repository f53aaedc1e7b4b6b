import { Hono } from 'hono';
import { z } from 'zod';
import { JiraError, badRequest, notFound } from '../jira/errors';
import type { Jira } from '../jira/jira';
import { isDisplayed } from './display-conditions';
import { mayAdminister } from './administration';
import { PlaceSchema, extensionOf, type Place } from './places';
import type { SiteModule } from '../forge/forge';
import { describeModule } from './module-json';
import type { SiteForge, SiteGateway } from './ports';
import type { Translate } from './translations';

/** Front-end invoke: 500 KB in, 5 MB out. https://developer.atlassian.com/platform/forge/platform-quotas-and-limits/ */
const MAX_PAYLOAD = 500 * 1024;
const MAX_RESPONSE = 5 * 1024 * 1024;

/** "Display conditions for custom fields work only on the issue view, and the global issue create form": the other dialogs show them all. */
const FIELD_CONDITIONS_HOLD_ON = new Set(['issue-view', 'issue-create']);

interface AppRoutesOptions {
  readonly jira: Jira;
  readonly forge: SiteForge;
  readonly gateway: SiteGateway;
  readonly translate?: Translate;
  readonly person: (request: Request) => string;
}

/** What the page's side of the bridge asks for: which modules to show where, their context, resolver calls, requestJira. */
export function appRoutes(options: AppRoutesOptions): Hono {
  const { jira, forge, gateway, person } = options;
  const app = new Hono();

  app.get('/modules', (context) => {
    const accountId = person(context.req.raw);
    const type = context.req.query('type');
    const experience = context.req.query('experience');
    const where = placeOfQuery(new URL(context.req.url).searchParams);
    const issue = where.issue === undefined ? undefined : jira.issues.visible(accountId, where.issue);
    const project = where.project === undefined ? undefined : jira.projects.visible(accountId, where.project);
    const projectId = issue?.projectId ?? project?.id;
    const typeId = issue?.typeId ?? context.req.query('issueType');
    const viewer = {
      accountId,
      ...(projectId === undefined ? {} : { projectId }),
      ...(issue ? { issueId: issue.id } : {}),
      ...(typeId === undefined ? {} : { typeId }),
    };
    const modules = forge.modules().filter((module) => {
      if (type !== undefined && module.type !== type) return false;
      if (module.type === 'jira:adminPage' && !jira.permissions.isJiraAdmin(accountId)) return false;
      if (module.type === 'jira:projectSettingsPage' && projectId !== undefined && !mayAdminister(jira, accountId, projectId)) return false;
      if (module.type === 'jira:customField' && experience !== undefined && !FIELD_CONDITIONS_HOLD_ON.has(experience)) return true;
      return isDisplayed(jira, module.properties['displayConditions'], viewer);
    });
    const locale = jira.state.users.get(accountId)?.locale ?? 'en-US';
    return context.json({ modules: modules.map((module) => describeModule(options, module, locale)) });
  });

  app.post('/context', async (context) => {
    const accountId = person(context.req.raw);
    const { module, place } = await target(forge, context.req.raw);
    const user = jira.state.users.get(accountId);
    const origin = new URL(context.req.url).origin;
    return context.json({
      accountId,
      cloudId: forge.cloudId,
      environmentId: forge.app.environmentId,
      environmentType: forge.app.environmentType,
      extension: extensionOf(jira, accountId, module, place, origin),
      locale: user?.locale ?? 'en-US',
      moduleKey: module.key,
      siteUrl: origin,
      timezone: user?.timeZone ?? 'UTC',
    });
  });

  app.post('/invoke', async (context) => {
    const accountId = person(context.req.raw);
    const call = await target(forge, context.req.raw, { functionKey: z.string().max(500), payload: z.json().optional() });
    if (JSON.stringify(call.payload ?? null).length > MAX_PAYLOAD) throw new JiraError(413, ['The payload is over the limit of 500 KB.']);
    const extension = extensionOf(jira, accountId, call.module, call.place, new URL(context.req.url).origin);
    const { functionKey, payload } = call;
    let result: unknown;
    try {
      result = await forge.invokeResolver({
        accountId,
        moduleKey: call.module.key,
        functionKey,
        payload: payload,
        extension,
      });
    } catch (error) {
      // What the app threw is the app's to see; a stack belongs to the log only.
      throw new JiraError(502, [error instanceof Error ? error.message : String(error)]);
    }
    const text = JSON.stringify({ result });
    if (text.length > MAX_RESPONSE) throw new JiraError(502, ['The response is over the limit of 5 MB.']);
    return context.body(text, 200, { 'Content-Type': 'application/json' });
  });

  app.post('/request', async (context) => {
    const accountId = person(context.req.raw);
    const body = RequestSchema.safeParse(await context.req.json().catch(() => undefined));
    if (!body.success) throw badRequest('This is not a requestJira call.');
    const url = new URL(body.data.path, context.req.url);
    if (url.origin !== new URL(context.req.url).origin || !url.pathname.startsWith('/rest/')) {
      throw badRequest('requestJira takes a path below /rest.');
    }
    // The person's cookie and the frame's own ideas of who it is stay out: the caller is given, not claimed.
    const headers = new Headers(body.data.headers.filter(([name]) => !/^(cookie|authorization|host|origin|referer)$/i.test(name)));
    const { method } = body.data;
    const withBody = body.data.body !== null && method !== 'GET' && method !== 'HEAD';
    return gateway.handle(
      new Request(url, { method, headers, ...(withBody ? { body: body.data.body } : {}) }),
      forge.userCaller(accountId),
    );
  });

  return app;
}

const RequestSchema = z.object({
  path: z.string().max(10_000),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD']),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string().nullable(),
});

async function target<Shape extends z.ZodRawShape>(
  forge: SiteForge,
  request: Request,
  shape?: Shape,
): Promise<{ module: SiteModule; place: Place } & z.infer<z.ZodObject<Shape>>> {
  const schema = z.object({ moduleKey: z.string(), place: PlaceSchema, ...(shape ?? {}) });
  const body = schema.safeParse(await request.json().catch(() => undefined));
  if (!body.success) throw badRequest(z.prettifyError(body.error));
  const { moduleKey, ...rest } = body.data;
  const module = forge.modules().find((candidate) => candidate.key === moduleKey);
  if (!module) throw notFound(`The app has no module "${moduleKey}".`);
  return { module, ...rest } as { module: SiteModule; place: Place } & z.infer<z.ZodObject<Shape>>;
}

function placeOfQuery(query: URLSearchParams): { issue?: string; project?: string } {
  const issue = query.get('issue');
  const project = query.get('project');
  return { ...(issue === null ? {} : { issue }), ...(project === null ? {} : { project }) };
}
