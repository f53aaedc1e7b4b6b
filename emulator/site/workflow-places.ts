import { z } from 'zod';
import type { Json, JsonObject } from '../json';
import { notFound } from '../jira/errors';
import type { Jira } from '../jira/jira';
import type { Status, Transition, WorkflowRule } from '../jira/model';
import { allConditions } from '../jira/workflow-rules';
import type { SiteModule } from '../forge/forge';
import { editableWorkflow, scopeOf, transitionIn, visibleWorkflow } from './workflow-access';

export const WorkflowPlaceSchema = z.object({
  id: z.string().max(100),
  transition: z.string().max(100),
  entryPoint: z.enum(['create', 'edit', 'view']),
  rule: z.string().max(100).optional(),
});

/** The three kinds of rules: where a transition has them, and under which name their pages find the configuration. */
export const RULES = {
  'jira:workflowCondition': { kind: 'conditions', config: 'conditionConfig' },
  'jira:workflowValidator': { kind: 'validators', config: 'validatorConfig' },
  'jira:workflowPostFunction': { kind: 'postFunctions', config: 'postFunctionConfig' },
} as const;

type RuleModule = keyof typeof RULES;
export type RuleKind = (typeof RULES)[RuleModule]['kind'];

export const isRuleModule = (type: string): type is RuleModule => type in RULES;

const CATEGORIES: Readonly<Record<Status['category'], string>> = { new: 'TODO', indeterminate: 'IN_PROGRESS', done: 'DONE' };

/**
 * The `extension` of a rule's page in the new workflow editor. Not documented: `entryPoint`, which apps in the wild read; what `from` is of a
 * transition from any status (here null) or from several (here the first).
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/#new-workflow-editor
 */
export function ruleData(
  jira: Jira,
  accountId: string,
  module: SiteModule,
  place: z.infer<typeof WorkflowPlaceSchema> | undefined,
): JsonObject {
  if (!place || !isRuleModule(module.type)) throw notFound('This module is shown in a workflow, and no transition was named.');
  const find = place.entryPoint === 'view' ? visibleWorkflow : editableWorkflow;
  const workflow = find(jira, accountId, place.id);
  const transition = transitionIn(jira, workflow, place.transition);
  const { kind, config } = RULES[module.type];
  const rule = place.rule === undefined ? undefined : ruleIn(transition, kind, place.rule);
  const scope = scopeOf(jira, workflow);
  return {
    entryPoint: place.entryPoint,
    isNewEditor: true,
    workflowId: workflow.id,
    workflowName: workflow.name,
    ...(scope ? { scopedProjectId: scope.id } : {}),
    transitionContext: transitionData(jira, transition),
    ...(rule ? { [config]: jira.switches.ruleConfigAs === 'text' ? JSON.stringify(rule.config) : rule.config } : {}),
  };
}

/** Conditions of groups included. */
export const rulesIn = (transition: Transition, kind: RuleKind): readonly WorkflowRule[] =>
  kind === 'conditions'
    ? allConditions({ operation: 'ALL', conditions: transition.conditions, groups: transition.conditionGroups ?? [] })
    : transition[kind];

/** @throws JiraError 404 */
export function ruleIn(transition: Transition, kind: RuleKind, id: string): WorkflowRule {
  const rule = rulesIn(transition, kind).find((one) => one.id === id);
  if (!rule) throw notFound('This rule does not exist any more.');
  return rule;
}

function transitionData(jira: Jira, { id, from, to }: Transition): JsonObject {
  return { id, from: from[0] === undefined ? null : statusData(jira, from[0]), to: statusData(jira, to) };
}

function statusData(jira: Jira, id: string): Json {
  const status = jira.state.statuses.get(id);
  return status ? { id, name: status.name, statusCategory: CATEGORIES[status.category], description: '' } : null;
}
