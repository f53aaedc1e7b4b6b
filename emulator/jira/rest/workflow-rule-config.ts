import { z } from 'zod';
import { badRequest, forbidden, JiraError } from '../errors';
import type { Jira } from '../jira';
import type { ConditionGroup, Transition, Workflow, WorkflowRule } from '../model';
import { allConditions, appOfRule } from '../workflow-rules';
import { configOf } from '../workflow-update';
import { define, listParam, parseBody } from './define';
import { ok, type Operation, type OperationContext } from './operation';
import { pageBean } from './paging';
import { configText } from './workflow-json';

const TYPES = { postfunction: 'postFunctions', condition: 'conditions', validator: 'validators' } as const;
type ListName = (typeof TYPES)[keyof typeof TYPES];

const Rules = z.array(
  z.object({
    id: z.string(),
    configuration: z.object({ value: z.string(), disabled: z.boolean().optional(), tag: z.string().optional() }),
  }),
);
const UpdateSchema = z.object({
  workflows: z.array(
    z.object({
      workflowId: z.object({ name: z.string() }),
      postFunctions: Rules.optional(),
      conditions: Rules.optional(),
      validators: Rules.optional(),
    }),
  ),
});

/** "Only Connect or Forge apps can use this operation", on their own rules; no permission is asked. @throws JiraError 403 */
function appOf(context: OperationContext): string {
  const { app, accountId } = context.caller;
  if (!app || app.accountId !== accountId) throw forbidden('Only Connect and Forge apps can use this operation.');
  return app.appId;
}

const listOf = (transition: Transition, list: ListName): readonly WorkflowRule[] =>
  list === 'conditions'
    ? allConditions({ operation: 'ALL', conditions: transition.conditions, groups: transition.conditionGroups ?? [] })
    : transition[list];

const every = (jira: Jira, workflow: Workflow): readonly Transition[] => [
  jira.workflows.initialTransition(workflow),
  ...workflow.transitions,
];

function find(context: OperationContext): Record<string, unknown> {
  const { jira, query } = context;
  const appId = appOf(context);
  const types = listParam(query, 'types') ?? [];
  if (types.length === 0) throw badRequest('The types of the rules have to be given.');
  const lists = types.map((type) => {
    const list = TYPES[type as keyof typeof TYPES] as ListName | undefined;
    if (!list) throw new JiraError(404, [`The rule type "${type}" is not supported.`]);
    return list;
  });
  const [keys, names, tags] = ['keys', 'workflowNames', 'withTags'].map((name) => listParam(query, name));
  const withTransition = listParam(query, 'expand')?.includes('transition') ?? false;
  const wanted = (rule: WorkflowRule): boolean =>
    appOfRule(rule.ruleKey) === appId &&
    (keys?.includes(moduleKey(rule)) ?? true) &&
    (tags === undefined || (rule.tag !== undefined && tags.includes(rule.tag)));
  const rows = jira.workflows.all().flatMap((workflow) => {
    if (names && !names.includes(workflow.name)) return [];
    const found = lists.map(
      (list) =>
        [
          list,
          every(jira, workflow).flatMap((transition) =>
            listOf(transition, list)
              .filter(wanted)
              .map((rule) => ruleRow(rule, withTransition ? transition : undefined)),
          ),
        ] as const,
    );
    return found.some(([, rules]) => rules.length > 0)
      ? [{ workflowId: { name: workflow.name, draft: false }, ...Object.fromEntries(found) }]
      : [];
  });
  return pageBean(context, 'workflow/rule/config', rows, (row) => row, { fallback: 10, cap: 50 });
}

const moduleKey = ({ ruleKey }: WorkflowRule): string => ruleKey.slice(ruleKey.lastIndexOf('/') + 1);

const ruleRow = (rule: WorkflowRule, transition: Transition | undefined): Record<string, unknown> => ({
  id: rule.id,
  key: moduleKey(rule),
  configuration: { value: configText(rule), disabled: rule.disabled === true, ...(rule.tag === undefined ? {} : { tag: rule.tag }) },
  ...(transition ? { transition: { id: Number(transition.id), name: transition.name } } : {}),
});

function update(context: OperationContext): Record<string, unknown> {
  const { jira } = context;
  const appId = appOf(context);
  const { workflows } = parseBody(UpdateSchema, context.body);
  const updateResults = workflows.map(({ workflowId, ...lists }) => {
    const workflow = jira.workflows.all().find(({ name }) => name === workflowId.name);
    const row = { workflowId: { name: workflowId.name, draft: false } };
    if (!workflow)
      return { ...row, ruleUpdateErrors: {}, updateErrors: [`Workflow not found: WorkflowIdBean{name=${workflowId.name}, draft=false}`] };
    const errors: Record<string, string[]> = {};
    const changes = new Map<string, WorkflowRule>();
    for (const list of Object.values(TYPES)) {
      for (const { id, configuration } of lists[list] ?? []) {
        const before = every(jira, workflow)
          .flatMap((transition) => listOf(transition, list))
          .find((rule) => rule.id === id && appOfRule(rule.ruleKey) === appId);
        const config = configOf(configuration.value);
        if (!before) errors[id] = [`The rule with this id does not exist: ${id}`];
        else if (!config) errors[id] = ['The configuration has to be a JSON object of at most 32 KB, as a text.'];
        else changes.set(id, changed(before, config, configuration));
      }
    }
    if (changes.size > 0) jira.workflows.save(replaced(jira, workflow, changes));
    return { ...row, ruleUpdateErrors: errors, updateErrors: [] };
  });
  return { updateResults };
}

/** "Rules are enabled if the `disabled` parameter is not provided." */
const changed = (
  { id, ruleKey }: WorkflowRule,
  config: WorkflowRule['config'],
  { disabled, tag }: { readonly disabled?: boolean | undefined; readonly tag?: string | undefined },
): WorkflowRule => ({ id, ruleKey, config, ...(disabled === true ? { disabled } : {}), ...(tag === undefined ? {} : { tag }) });

function replaced(jira: Jira, workflow: Workflow, changes: ReadonlyMap<string, WorkflowRule>): Workflow {
  const swap = (rules: readonly WorkflowRule[]): readonly WorkflowRule[] => rules.map((rule) => changes.get(rule.id) ?? rule);
  const inGroup = (group: ConditionGroup): ConditionGroup => ({
    ...group,
    conditions: swap(group.conditions),
    groups: group.groups.map(inGroup),
  });
  const inTransition = (one: Transition): Transition => ({
    ...one,
    conditions: swap(one.conditions),
    validators: swap(one.validators),
    postFunctions: swap(one.postFunctions),
    ...(one.conditionGroups ? { conditionGroups: one.conditionGroups.map(inGroup) } : {}),
  });
  const { id: _id, from: _from, to: _to, ...create } = inTransition(jira.workflows.initialTransition(workflow));
  return { ...workflow, create, transitions: workflow.transitions.map(inTransition) };
}

export const workflowRuleConfigOperations: readonly Operation[] = [
  define('GET', 'workflow/rule/config', (context) => {
    return ok(find(context));
  }),
  define('PUT', 'workflow/rule/config', (context) => ok(update(context))),
  define('PUT', 'workflow/rule/config/delete', () => {
    throw forbidden('Only Connect apps can use this operation.');
  }),
];
