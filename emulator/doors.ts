import { Hono } from 'hono';
import { z } from 'zod';
import type { Activity } from './activity';
import type { Clock } from './clock';
import { bodyOf } from './door-body';
import { issueDoors } from './doors-issues';
import { durationMs } from './duration';
import { FaultsSchema } from './forge/faults';
import type { Forge } from './forge/forge';
import { InvokeError } from './forge/resolver';
import { badRequest, JiraError, notFound } from './jira/errors';
import type { Jira } from './jira/jira';
import { callerOf } from './jira/rest/credentials';
import { extensionOf, PlaceSchema } from './site/places';
import { SwitchesSchema, type Switches } from './switches';

export interface DoorOptions {
  readonly jira: Jira;
  readonly forge: Forge;
  readonly activity: Activity;
  readonly clock: Clock;
  readonly switches: Switches;
}

const InvokeSchema = z.strictObject({
  module: z.string(),
  function: z.string(),
  payload: z.json().optional(),
  ...PlaceSchema.pick({ issue: true, project: true, board: true, sprint: true }).shape,
});

const TransitionScreenSchema = z.strictObject({
  project: z.string(),
  transition: z.string(),
  /** Ids or names; none: the transition has no screen any more. */
  fields: z.array(z.string()),
});

const ValidatorSchema = z.strictObject({
  project: z.string(),
  /** Name of the status that every guarded transition leads to. */
  to: z.string(),
  /** A Jira expression: only `true` lets through. */
  expression: z.string(),
});

/**
 * `/_emulator/*`: how tests and benchmarks move time, break things and look at costs. Apps never see these doors; that they answer
 * on this machine only is the server's matter.
 */
export function doorRoutes(options: DoorOptions): Hono {
  const { jira, forge, activity, clock, switches } = options;
  const app = new Hono();
  const now = (): { readonly now: string } => ({ now: new Date(clock.now()).toISOString() });

  app.get('/clock', (context) => context.json(now()));
  app.post('/clock', async (context) => {
    const { advance } = await bodyOf(context.req.raw, z.strictObject({ advance: z.string() }));
    const milliseconds = durationMs(advance, clock.now());
    if (milliseconds === undefined) throw badRequest(`"${advance}" is not an ISO 8601 duration such as P91D or PT5M.`);
    await forge.advance(milliseconds);
    return context.json(now());
  });

  app.post('/settle', async (context) => {
    const result = await forge.settle();
    return result.settled
      ? context.json({ ran: result.ran, ...now() })
      : context.json({ ran: result.ran, pending: result.pending, ...now() }, 409);
  });

  app.post('/invoke', async (context) => {
    const { accountId } = callerOf(jira, context.req.raw, undefined);
    if (accountId === null) throw new JiraError(401, ['Say who you are: Basic, with an e-mail address of the site and any token.']);
    const { module: moduleKey, function: functionKey, payload, ...where } = await bodyOf(context.req.raw, InvokeSchema);
    const module = forge.modules().find(({ key }) => key === moduleKey);
    if (!module) throw notFound(`The app has no module "${moduleKey}".`);
    const origin = new URL(context.req.url).origin;
    const extension = extensionOf(jira, accountId, module, PlaceSchema.parse(where), origin);
    try {
      const result = await forge.invokeResolver({ accountId, moduleKey, functionKey, payload, extension });
      return context.json({ result: result ?? null });
    } catch (error) {
      if (!(error instanceof InvokeError)) throw error;
      return context.json({ error: error.message }, 502);
    }
  });

  app.get('/usage', (context) => context.json(activity.usage()));
  app.post('/usage/reset', (context) => {
    activity.resetUsage();
    return context.body(null, 204);
  });

  app.get('/faults', (context) => context.json(forge.faults.pending()));
  app.post('/faults', async (context) => {
    forge.faults.apply(await bodyOf(context.req.raw, FaultsSchema));
    return context.json(forge.faults.pending());
  });

  app.get('/switches', (context) => context.json(switches));
  app.post('/switches', async (context) => {
    Object.assign(switches, await bodyOf(context.req.raw, SwitchesSchema.partial()));
    return context.json(switches);
  });

  app.get('/mail', (context) => context.json(mailJson(jira, context.req.query('to'))));

  // Short for an update of the workflow by REST.
  app.post('/transition-screen', async (context) => {
    setTransitionScreen(jira, await bodyOf(context.req.raw, TransitionScreenSchema));
    return context.body(null, 204);
  });

  // A rule that is no app's: for tests of what a page says when Jira refuses a transition.
  app.post('/validator', async (context) => {
    addValidator(jira, await bodyOf(context.req.raw, ValidatorSchema));
    return context.body(null, 204);
  });

  app.post('/uninstall', async (context) => {
    if (!(await forge.uninstall())) throw badRequest('The app is not installed.');
    return context.body(null, 204);
  });
  app.post('/reinstall', (context) => {
    if (!forge.reinstall()) throw badRequest('The app is installed.');
    return context.json({ installationId: forge.site.installationId });
  });

  app.route('/', issueDoors(jira));

  app.post('/rebalance', (context) => {
    jira.ranking.startRebalance();
    return context.body(null, 202);
  });

  app.onError((error, context) => {
    const { status, messages } =
      error instanceof JiraError
        ? { status: error.status, messages: [...error.errorMessages, ...Object.values(error.errors)] }
        : { status: 500, messages: [error.message] };
    return context.json({ errorMessages: messages }, status as 400);
  });
  return app;
}

/** Asks the expression on every transition to the status of that name, in all workflows of the project. */
function addValidator(jira: Jira, { project: key, to, expression }: z.infer<typeof ValidatorSchema>): void {
  const project = jira.projects.byIdOrKey(key);
  if (!project) throw notFound(`There is no project "${key}".`);
  for (const id of new Set(Object.values(project.workflows)))
    for (const transition of jira.workflows.byId(id)?.transitions ?? [])
      if (jira.state.statuses.get(transition.to)?.name === to)
        jira.workflows.addRule(id, transition.id, 'validators', { ruleKey: 'test', config: { expression } });
}

/** Gives the transition of that name a screen, in every workflow of the project that has it. */
function setTransitionScreen(jira: Jira, { project: key, transition, fields }: z.infer<typeof TransitionScreenSchema>): void {
  const project = jira.projects.byIdOrKey(key);
  if (!project) throw notFound(`There is no project "${key}".`);
  const ids = fields.map((name) => {
    const field = jira.fields.byId(name) ?? jira.fields.byName(name);
    if (!field) throw notFound(`There is no field "${name}".`);
    return field.id;
  });
  const screenId = ids.length === 0 ? undefined : jira.fields.createScreen(`${key}: ${transition}`, ids).id;
  const found = [...new Set(Object.values(project.workflows))].flatMap((id) =>
    (jira.workflows.byId(id)?.transitions ?? []).filter(({ name }) => name === transition).map((one) => [id, one.id] as const),
  );
  if (found.length === 0) throw notFound(`Project ${key} has no transition "${transition}".`);
  for (const [workflowId, transitionId] of found) jira.workflows.setTransitionScreen(workflowId, transitionId, screenId);
}

/** Newest first; of one person where an address is given. */
function mailJson(jira: Jira, to: string | undefined): readonly object[] {
  const person = to === undefined ? undefined : jira.users.byEmail(to);
  if (to !== undefined && !person) throw notFound(`Nobody here has the address ${to}.`);
  const messages = person ? jira.mail.of(person.accountId) : [...jira.mail.sent()].reverse();
  return messages.map(({ at, from, recipients, subject, textBody, htmlBody, issueKey }) => ({
    at: new Date(at).toISOString(),
    from,
    to: recipients.flatMap((accountId) => jira.users.byId(accountId)?.emailAddress ?? []),
    subject,
    textBody,
    htmlBody,
    issueKey,
  }));
}
