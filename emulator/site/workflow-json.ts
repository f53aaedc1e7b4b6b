import type { Json, JsonObject } from '../json';
import type { Jira } from '../jira/jira';
import type { Project, Transition, Workflow, WorkflowRule } from '../jira/model';
import { INITIAL_TRANSITION } from '../jira/workflows';
import type { SiteModule } from '../forge/forge';
import { describeModule, moduleText } from './module-json';
import type { SiteForge } from './ports';
import type { Translate } from './translations';
import { mayEditWorkflow, scopeOf, transitionsOf } from './workflow-access';
import { RULES, isRuleModule, rulesIn, type RuleKind } from './workflow-places';

export interface WorkflowJsonOptions {
  readonly jira: Jira;
  readonly forge: SiteForge;
  readonly translate?: Translate;
}

const KINDS: readonly RuleKind[] = ['conditions', 'validators', 'postFunctions'];

/** Forge: the rule's module, as Jira names it. */
export const ruleKeyOf = ({ app }: SiteForge, moduleKey: string): string =>
  `ari:cloud:ecosystem::extension/${app.id}/${app.environmentId}/static/${moduleKey}`;

/** By default rules of apps are for company-managed projects only. */
export function fits(jira: Jira, workflow: Workflow, module: SiteModule): boolean {
  const types = (module.properties['projectTypes'] ?? ['company-managed']) as readonly Json[];
  return types.includes(scopeOf(jira, workflow) ? 'team-managed' : 'company-managed');
}

/** A row of the list of workflows. */
export function workflowRow(jira: Jira, accountId: string, workflow: Workflow): JsonObject {
  const transitions = transitionsOf(jira, workflow);
  const rules = transitions.flatMap((transition) => KINDS.flatMap((kind) => rulesIn(transition, kind)));
  return {
    id: workflow.id,
    name: workflow.name,
    teamManaged: scopeOf(jira, workflow) !== undefined,
    projects: jira.workflows
      .projectsUsing(workflow.id)
      .filter((project) => jira.projects.isVisible(accountId, project))
      .map(projectJson),
    statuses: workflow.statusIds.length,
    transitions: transitions.length,
    rules: rules.length,
  };
}

const projectJson = ({ id, key, name }: Project): JsonObject => ({ id, key, name });

/** A workflow with its transitions, their rules, and what one may add to them. */
export function workflowJson(options: WorkflowJsonOptions, accountId: string, workflow: Workflow): Record<string, unknown> {
  const { jira, forge } = options;
  const locale = jira.state.users.get(accountId)?.locale ?? 'en-US';
  const modules = forge.modules().filter(({ type }) => isRuleModule(type));
  return {
    ...workflowRow(jira, accountId, workflow),
    mayEdit: mayEditWorkflow(jira, accountId, workflow),
    appName: forge.app.name,
    statuses: workflow.statusIds.flatMap((id) => statusJson(jira, id) ?? []),
    transitions: transitionsOf(jira, workflow).map((transition) => transitionJson(options, accountId, locale, transition)),
    modules: modules.map((module) => ({
      ...describeModule(options, module, locale),
      kind: isRuleModule(module.type) ? RULES[module.type].kind : undefined,
      description: moduleText(options.translate, module.properties['description'], locale),
      mayAdd: fits(jira, workflow, module),
    })),
    screens: [...jira.state.screens.values()].map(({ id, name }) => ({ id, name })),
  };
}

function statusJson(jira: Jira, id: string): JsonObject | undefined {
  const status = jira.state.statuses.get(id);
  return status && { id, name: status.name, statusCategory: { key: status.category } };
}

function transitionJson(options: WorkflowJsonOptions, accountId: string, locale: string, transition: Transition): JsonObject {
  const { jira } = options;
  const rules = KINDS.map((kind) => [kind, rulesIn(transition, kind).map((rule) => ruleJson(options, accountId, locale, rule))] as const);
  return {
    id: transition.id,
    name: transition.name,
    isInitial: transition.id === INITIAL_TRANSITION,
    from: transition.from.flatMap((id) => statusJson(jira, id) ?? []),
    to: statusJson(jira, transition.to) ?? null,
    screenId: transition.screenId ?? null,
    rules: Object.fromEntries(rules),
  };
}

/** `app`: of the installed app; `gone`: of an app or a module that is no more; `unknown`: of another kind than this site can show. */
function ruleJson({ jira, forge, translate }: WorkflowJsonOptions, accountId: string, locale: string, rule: WorkflowRule): JsonObject {
  const module = forge.modules().find(({ key, type }) => isRuleModule(type) && ruleKeyOf(forge, key) === rule.ruleKey);
  if (!module) {
    const isForge = rule.ruleKey.startsWith('ari:');
    return { id: rule.id, state: isForge ? 'gone' : 'unknown', name: rule.ruleKey.split('/').at(-1) ?? rule.ruleKey, description: '' };
  }
  return {
    id: rule.id,
    state: 'app',
    disabled: rule.disabled === true,
    moduleKey: module.key,
    name: moduleText(translate, module.properties['name'], locale) as string,
    description: summary(jira, accountId, module, rule) ?? (moduleText(translate, module.properties['description'], locale) as string),
  };
}

/** "If not set, or if the expression returns null or an empty string, the static description property is used instead." */
function summary(jira: Jira, accountId: string, module: SiteModule, rule: WorkflowRule): string | undefined {
  const { expression } = (module.properties['configurationDescription'] ?? {}) as { expression?: string };
  if (expression === undefined) return undefined;
  try {
    const { value } = jira.expressions.evaluate(expression, { accountId, bindings: { config: rule.config } });
    return typeof value === 'string' && value !== '' ? value : undefined;
  } catch {
    return undefined;
  }
}
