import { Hono } from 'hono';
import { z } from 'zod';
import { badRequest, notFound } from '../jira/errors';
import type { Jira } from '../jira/jira';
import type { SiteModule } from '../forge/forge';
import { IssuePanels } from './issue-panels';
import type { SiteForge } from './ports';

interface PanelRoutesOptions {
  readonly jira: Jira;
  readonly forge: SiteForge;
  readonly person: (request: Request) => string;
}

/** The issue page's panels of apps: which it shows, added and hidden by people, shown for all by administrators. */
export function panelRoutes({ jira, forge, person }: PanelRoutesOptions): Hono {
  const app = new Hono();
  const panels = new IssuePanels(jira);
  const moduleOf = (key: string): SiteModule => {
    const module = forge.modules().find((one) => one.key === key && one.type === 'jira:issuePanel');
    if (!module) throw notFound(`The app has no issue panel "${key}".`);
    return module;
  };

  app.get('/:issue', (context) => {
    const accountId = person(context.req.raw);
    const issue = jira.issues.visible(accountId, context.req.param('issue'));
    const modules = forge.modules().filter(({ type }) => type === 'jira:issuePanel');
    return context.json({
      panels: modules.map((module) => panels.of(issue, module)),
      mayEdit: jira.permissions.has(accountId, 'EDIT_ISSUES', { issueId: issue.id }),
      mayPin: jira.permissions.isJiraAdmin(accountId),
    });
  });

  app.post('/:issue/:module', (context) => {
    const accountId = person(context.req.raw);
    const issue = jira.issues.visible(accountId, context.req.param('issue'));
    return context.json({ instance: panels.add(accountId, issue, moduleOf(context.req.param('module'))) }, 201);
  });

  app.put('/:issue/:module/pinned', async (context) => {
    const accountId = person(context.req.raw);
    const issue = jira.issues.visible(accountId, context.req.param('issue'));
    const body = z.object({ pinned: z.boolean() }).safeParse(await context.req.json().catch(() => undefined));
    if (!body.success) throw badRequest('Say whether the panel is pinned.');
    panels.showForAll(accountId, issue.projectId, moduleOf(context.req.param('module')), body.data.pinned);
    return context.body(null, 204);
  });

  app.delete('/:issue/:module/:instance', (context) => {
    const accountId = person(context.req.raw);
    const issue = jira.issues.visible(accountId, context.req.param('issue'));
    panels.remove(accountId, issue, moduleOf(context.req.param('module')), context.req.param('instance'));
    return context.body(null, 204);
  });

  return app;
}
