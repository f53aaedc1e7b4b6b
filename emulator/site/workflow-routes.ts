import { Hono } from 'hono';
import { z } from 'zod';
import type { JsonObject } from '../json';
import { JiraError, badRequest, forbidden, notFound } from '../jira/errors';
import type { ConditionGroup, WorkflowRule } from '../jira/model';
import { INITIAL_TRANSITION } from '../jira/workflows';
import { editableWorkflow, maySeeWorkflow, scopeOf, transitionIn, visibleWorkflow } from './workflow-access';
import { fits, ruleKeyOf, workflowJson, workflowRow, type WorkflowJsonOptions } from './workflow-json';
import { RULES, isRuleModule, ruleIn, type RuleKind } from './workflow-places';

/** "The maximum length of configuration saved via the new editor is limited to 32KB." */
const MOST_CONFIGURATION = 32 * 1024;

/** What the page's callback returned; absent: the rule has no page. */
const configuration = z.string().optional();
const AddSchema = z.strictObject({ module: z.string(), configuration });
const UpdateSchema = z.strictObject({ configuration: z.string() });
const ScreenSchema = z.strictObject({ screenId: z.string().nullable() });
const KindSchema = z.enum(['conditions', 'validators', 'postFunctions']);

interface WorkflowRoutesOptions extends WorkflowJsonOptions {
  readonly person: (request: Request) => string;
}

/** The workflow editor: which workflows there are, and the rules and the screen of each transition. Changes count at once: there are no drafts. */
export function workflowRoutes(options: WorkflowRoutesOptions): Hono {
  const { jira, forge, person } = options;
  const app = new Hono();

  app.get('/', (context) => {
    const accountId = person(context.req.raw);
    const key = context.req.query('project');
    const project = key === undefined ? undefined : jira.projects.visible(accountId, key);
    const workflows = jira.workflows
      .all()
      .filter((workflow) => maySeeWorkflow(jira, accountId, workflow))
      .filter((workflow) => project === undefined || jira.workflows.projectsUsing(workflow.id).includes(project));
    if (workflows.length === 0) throw forbidden('You need to be an administrator to see workflows.');
    return context.json({ workflows: workflows.map((workflow) => workflowRow(jira, accountId, workflow)) });
  });

  app.get('/:workflow', (context) => {
    const accountId = person(context.req.raw);
    return context.json(workflowJson(options, accountId, visibleWorkflow(jira, accountId, context.req.param('workflow'))));
  });

  app.put('/:workflow/transitions/:transition/screen', async (context) => {
    const workflow = editableWorkflow(jira, person(context.req.raw), context.req.param('workflow'));
    const { id } = transitionIn(jira, workflow, context.req.param('transition'));
    const { screenId } = await bodyOf(context.req.raw, ScreenSchema);
    if (id === INITIAL_TRANSITION) throw badRequest('Issues are created on the create screen.');
    if (scopeOf(jira, workflow)) throw badRequest('Transitions of team-managed projects have no screens.');
    if (screenId !== null && !jira.state.screens.has(screenId)) throw badRequest('There is no such screen.');
    jira.workflows.setTransitionScreen(workflow.id, id, screenId ?? undefined);
    return context.body(null, 204);
  });

  app.post('/:workflow/transitions/:transition/rules', async (context) => {
    const workflow = editableWorkflow(jira, person(context.req.raw), context.req.param('workflow'));
    const { id } = transitionIn(jira, workflow, context.req.param('transition'));
    const body = await bodyOf(context.req.raw, AddSchema);
    const module = forge.modules().find(({ key }) => key === body.module);
    if (!module || !isRuleModule(module.type)) throw notFound('The app has no such rule.');
    if (!fits(jira, workflow, module)) throw badRequest('This rule is not for this kind of project.');
    const rule = { ruleKey: ruleKeyOf(forge, module.key), config: parsed(body.configuration ?? '{}') };
    return context.json({ id: jira.workflows.addRule(workflow.id, id, RULES[module.type].kind, rule).id }, 201);
  });

  app.put('/:workflow/transitions/:transition/rules/:kind/:rule', async (context) => {
    const { workflow, kind, transition, ruleId } = ruleOf(context.req.raw, context.req.param());
    const config = parsed((await bodyOf(context.req.raw, UpdateSchema)).configuration);
    change(workflow, transition, kind, (rules) => rules.map((rule) => (rule.id === ruleId ? { ...rule, config } : rule)));
    return context.body(null, 204);
  });

  app.delete('/:workflow/transitions/:transition/rules/:kind/:rule', (context) => {
    const { workflow, kind, transition, ruleId } = ruleOf(context.req.raw, context.req.param());
    change(workflow, transition, kind, (rules) => rules.filter(({ id }) => id !== ruleId));
    return context.body(null, 204);
  });

  function ruleOf(
    request: Request,
    params: Readonly<Record<'workflow' | 'transition' | 'kind' | 'rule', string>>,
  ): { readonly workflow: string; readonly transition: string; readonly kind: RuleKind; readonly ruleId: string } {
    const workflow = editableWorkflow(jira, person(request), params.workflow);
    const transition = transitionIn(jira, workflow, params.transition);
    const kind = KindSchema.safeParse(params.kind);
    if (!kind.success) throw notFound('There are no such rules.');
    return { workflow: workflow.id, transition: transition.id, kind: kind.data, ruleId: ruleIn(transition, kind.data, params.rule).id };
  }

  function change(workflow: string, transition: string, kind: RuleKind, rules: Change): void {
    jira.workflows.changeTransition(workflow, transition, (one) => ({
      ...one,
      [kind]: rules(one[kind]),
      ...(kind === 'conditions' && one.conditionGroups
        ? { conditionGroups: one.conditionGroups.map((group) => inGroup(group, rules)) }
        : {}),
    }));
  }

  return app;
}

type Change = (rules: readonly WorkflowRule[]) => readonly WorkflowRule[];

const inGroup = (group: ConditionGroup, change: Change): ConditionGroup => ({
  ...group,
  conditions: change(group.conditions),
  groups: group.groups.map((inner) => inGroup(inner, change)),
});

/** @throws JiraError 400 for what Jira does not keep, 501 for JSON that is no object, which this site does not keep */
function parsed(text: string): JsonObject {
  if (Buffer.byteLength(text) > MOST_CONFIGURATION) throw badRequest('The configuration is over the limit of 32 KB.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('The configuration that the app returned is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new JiraError(501, ['The local site keeps configurations that are JSON objects only.']);
  return value as JsonObject;
}

async function bodyOf<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const body = schema.safeParse(await request.json().catch(() => undefined));
  if (!body.success) throw badRequest(z.prettifyError(body.error));
  return body.data;
}
