import { Hono } from 'hono';
import { z } from 'zod';
import { bodyOf } from './door-body';
import { automateTransition } from './jira/automation';
import { notFound } from './jira/errors';
import { importIssues } from './jira/issue-import';
import type { Jira } from './jira/jira';

const CloneSchema = z.strictObject({ issue: z.string(), as: z.string(), summary: z.string().optional() });
const ImportSchema = z.strictObject({
  project: z.string(),
  /** E-mail address of a Jira administrator; default the first. */
  as: z.string().optional(),
  issues: z.array(
    z.strictObject({
      summary: z.string(),
      type: z.string().optional(),
      status: z.string().optional(),
      fields: z.record(z.string(), z.json()).optional(),
    }),
  ),
});
const AutomationSchema = z.strictObject({ issue: z.string(), transition: z.string() });

/** Ways in which issues come and go in Jira that its REST has none for: clone, import, automation. */
export function issueDoors(jira: Jira): Hono {
  const app = new Hono();
  const person = (email: string): string => {
    const user = jira.users.byEmail(email);
    if (!user) throw notFound(`Nobody here has the address ${email}.`);
    return user.accountId;
  };
  app.post('/clone', async (context) => {
    const { issue, as, summary } = await bodyOf(context.req.raw, CloneSchema);
    const copy = jira.issues.clone({ accountId: person(as) }, issue, summary === undefined ? {} : { summary });
    return context.json({ id: copy.id, key: copy.key }, 201);
  });
  app.post('/import', async (context) => {
    const { project, as, issues } = await bodyOf(context.req.raw, ImportSchema);
    const accountId = as === undefined ? jira.users.all().find((user) => jira.users.isAdmin(user.accountId))?.accountId : person(as);
    const made = importIssues(jira, { accountId: accountId ?? null }, project, issues);
    return context.json({ issues: made.map(({ id, key }) => ({ id, key })) }, 201);
  });
  app.post('/automation/transition', async (context) => {
    const { issue, transition } = await bodyOf(context.req.raw, AutomationSchema);
    automateTransition(jira, issue, transition);
    return context.body(null, 204);
  });
  return app;
}
