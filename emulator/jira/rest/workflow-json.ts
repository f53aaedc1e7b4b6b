import type { Jira } from '../jira';
import type { ConditionGroup, Status, Transition, Workflow, WorkflowRule } from '../model';
import { appOfRule, type RuleKind } from '../workflow-rules';
import { FORGE_RULE_KEYS, SCREEN_RULE } from '../workflow-update-shape';
import { INITIAL_TRANSITION } from '../workflows';

type Row = Record<string, unknown>;

const CATEGORIES = { new: 'TODO', indeterminate: 'IN_PROGRESS', done: 'DONE' } as const;
const GRID = 160;

const scope = (projectId: string | undefined): Row =>
  projectId === undefined ? { type: 'GLOBAL' } : { type: 'PROJECT', project: { id: projectId } };

export const workflowStatusJson = (status: Status): Row => ({
  id: status.id,
  name: status.name,
  description: '',
  statusCategory: CATEGORIES[status.category],
  statusReference: status.id,
  scope: scope(status.projectId),
});

/** The statuses of the workflows, each once, as they stand beside the list of workflows. */
export const statusesJson = (jira: Jira, workflows: readonly Workflow[]): readonly Row[] =>
  [...new Set(workflows.flatMap(({ statusIds }) => statusIds))].flatMap((id) => {
    const status = jira.state.statuses.get(id);
    return status ? [workflowStatusJson(status)] : [];
  });

export function workflowJson(jira: Jira, workflow: Workflow, withTransitions = true): Row {
  const version = jira.workflows.versionOf(workflow.id);
  const date = (time: number | undefined): string | null => (time === undefined ? null : new Date(time).toISOString());
  return {
    id: workflow.id,
    name: workflow.name,
    description: workflow.description ?? '',
    isEditable: true,
    scope: scope(workflow.projectId),
    created: date(workflow.created),
    updated: date(workflow.updated),
    version: { id: version?.id, versionNumber: version?.number },
    startPointLayout: { x: 0, y: 0 },
    statuses: workflow.statusIds.map((id, index) => ({
      statusReference: id,
      deprecated: false,
      layout: { x: (index + 1) * GRID, y: 0 },
      properties: {},
    })),
    ...(withTransitions
      ? {
          transitions: [jira.workflows.initialTransition(workflow), ...workflow.transitions].map((one) => transitionJson(jira, one)),
        }
      : {}),
  };
}

function transitionJson(jira: Jira, transition: Transition): Row {
  const group: ConditionGroup = {
    operation: transition.conditionOperation ?? 'ALL',
    conditions: transition.conditions,
    groups: transition.conditionGroups ?? [],
  };
  const type = transition.id === INITIAL_TRANSITION ? 'INITIAL' : transition.from.length === 0 ? 'GLOBAL' : 'DIRECTED';
  return {
    id: transition.id,
    name: transition.name,
    description: transition.description ?? '',
    type,
    toStatusReference: transition.to,
    links: transition.from.map((id) => ({ fromStatusReference: id, fromPort: 0, toPort: 1 })),
    properties: transition.properties ?? {},
    triggers: [],
    ...(group.conditions.length + group.groups.length > 0 ? { conditions: groupJson(jira, group) } : {}),
    validators: transition.validators.map((rule) => ruleJson(jira, rule, 'validator')),
    actions: transition.postFunctions.map((rule) => ruleJson(jira, rule, 'postFunction')),
    ...(transition.screenId === undefined
      ? {}
      : { transitionScreen: { ruleKey: SCREEN_RULE, parameters: { screenId: transition.screenId } } }),
  };
}

const groupJson = (jira: Jira, group: ConditionGroup): Row => ({
  operation: group.operation,
  conditions: group.conditions.map((rule) => ruleJson(jira, rule, 'condition')),
  conditionGroups: group.groups.map((inner) => groupJson(jira, inner)),
});

export const configText = ({ config }: WorkflowRule): string => (Object.keys(config).length === 0 ? '' : JSON.stringify(config));

function ruleJson(jira: Jira, rule: WorkflowRule, kind: RuleKind): Row {
  if (appOfRule(rule.ruleKey) === undefined) {
    const parameters = Object.fromEntries(
      Object.entries(rule.config).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    );
    return { id: rule.id, ruleKey: rule.ruleKey, parameters };
  }
  const gone = jira.switches.uninstalledRulesReadDisabled && !jira.workflows.rules.module(rule.ruleKey);
  return {
    id: rule.id,
    ruleKey: FORGE_RULE_KEYS[kind],
    parameters: {
      key: rule.ruleKey,
      config: configText(rule),
      id: rule.id,
      disabled: String(rule.disabled === true || gone),
      tag: rule.tag ?? '',
    },
  };
}
