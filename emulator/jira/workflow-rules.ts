import { badRequest } from './errors';
import type { ExpressionLimits } from './expressions/index';
import type { Jira } from './jira';
import type { ConditionGroup, Issue, Project, Transition, Workflow, WorkflowRule } from './model';

export type RuleKind = 'condition' | 'validator' | 'postFunction';
export type ProjectType = 'company-managed' | 'team-managed';

/** What an installed app's workflow module says of its rules. */
export interface ForgeRuleModule {
  readonly appId: string;
  /** The rules' `ruleKey`. */
  readonly ari: string;
  /** Absent: whatever it is used as. */
  readonly kind?: RuleKind;
  readonly name?: string;
  readonly description?: string;
  readonly expression?: string;
  readonly errorMessage?: string | { readonly expression: string };
  /** "By default, workflow rules are enabled only for company-managed projects." */
  readonly projectTypes?: readonly ProjectType[];
}

/** Where a rule is asked. `original`: the issue before the transition screen; null while the issue is created. */
export interface RuleContext {
  readonly workflow: Workflow;
  readonly transition: Transition;
  readonly issue: Issue;
  readonly original: Issue | null;
  readonly accountId: string | null;
}

export interface RuleVerdict {
  /** Why not, or null when the rule lets the transition pass. */
  readonly problem: string | null;
  readonly steps: number;
  readonly expensiveOperations: number;
}

const FORGE_KEY = /^ari:cloud:ecosystem::extension\/([^/]+)\//;

/** The app that a rule belongs to; undefined for Jira's own rules. */
export const appOfRule = (ruleKey: string): string | undefined => FORGE_KEY.exec(ruleKey)?.[1];

export const projectTypeOf = (project: Pick<Project, 'style'>): ProjectType =>
  project.style === 'next-gen' ? 'team-managed' : 'company-managed';

/**
 * Rules of apps, as Jira asks them. Only `true` passes. A text of a validator is its message; an error, any other value, a rule whose app
 * is gone, and a rule this site does not know block.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/
 */
export class WorkflowRules {
  private readonly modules = new Map<string, ForgeRuleModule>();

  constructor(private readonly jira: Jira) {}

  register(modules: readonly ForgeRuleModule[]): void {
    for (const module of modules) this.modules.set(module.ari, module);
  }

  unregister(appId: string): void {
    for (const [ari, module] of this.modules) if (module.appId === appId) this.modules.delete(ari);
  }

  module(ari: string): ForgeRuleModule | undefined {
    return this.modules.get(ari);
  }

  all(): readonly ForgeRuleModule[] {
    return [...this.modules.values()];
  }

  /** @throws JiraError 400 when the installed module is of another kind, or not for the workflow's kind of project */
  checkUse(rule: Pick<WorkflowRule, 'ruleKey'>, kind: RuleKind, workflow: Workflow): void {
    const module = this.modules.get(rule.ruleKey);
    if (!module) return;
    if (module.kind !== undefined && module.kind !== kind) throw badRequest(`The rule ${module.ari} is no ${kind}.`);
    const type: ProjectType = workflow.projectId === undefined ? 'company-managed' : 'team-managed';
    if (!(module.projectTypes ?? ['company-managed']).includes(type))
      throw badRequest(`The rule ${module.ari} is not available in ${type} projects.`);
  }

  /** Whether the transition's conditions, joined as they are, let it be seen. */
  conditionsHold(context: RuleContext): boolean {
    const { transition } = context;
    const tree: ConditionGroup = {
      operation: transition.conditionOperation ?? 'ALL',
      conditions: transition.conditions,
      groups: transition.conditionGroups ?? [],
    };
    const single = allConditions(tree).length <= 1;
    return this.groupHolds(tree, context, single);
  }

  private groupHolds(group: ConditionGroup, context: RuleContext, single: boolean): boolean {
    const operator = single ? null : group.operation === 'ANY' ? 'OR' : 'AND';
    const asked = [
      ...group.conditions.map((rule) => () => this.ask('condition', rule, context, { groupOperator: operator }).problem === null),
      ...group.groups.map((inner) => () => this.groupHolds(inner, context, single)),
    ];
    if (asked.length === 0) return true;
    return group.operation === 'ANY' ? asked.some((ask) => ask()) : asked.every((ask) => ask());
  }

  /** One sentence per validator that says no. */
  problems(context: RuleContext): readonly string[] {
    return context.transition.validators.flatMap((rule) => this.ask('validator', rule, context).problem ?? []);
  }

  /** Asks one rule, and says what that cost. */
  ask(
    kind: 'condition' | 'validator',
    rule: WorkflowRule,
    context: RuleContext,
    more: { readonly groupOperator?: 'AND' | 'OR' | null; readonly limits?: ExpressionLimits } = {},
  ): RuleVerdict {
    const module = this.modules.get(rule.ruleKey);
    if (rule.disabled === true) return passed;
    if (!module && appOfRule(rule.ruleKey) !== undefined)
      return refused(`The transition is blocked by a ${kind} of an app that is no longer installed.`);
    if (rule.ruleKey === 'system:check-permission-validator') return this.permission(rule, context);
    const own = rule.config['expression'];
    const expression = typeof own === 'string' ? own : module?.expression;
    if (expression === undefined)
      return refused(`The transition is blocked by a ${kind} that this site cannot evaluate (${rule.ruleKey}).`);
    const bindings = this.bindings(kind, rule, context, more.groupOperator ?? null);
    try {
      const { value, steps, expensiveOperations } = this.jira.expressions.evaluate(expression, {
        accountId: context.accountId,
        bindings,
        ...(more.limits ? { limits: more.limits } : {}),
      });
      const cost = { steps, expensiveOperations };
      if (value === true) return { problem: null, ...cost };
      if (kind === 'validator' && typeof value === 'string' && value !== '') return { problem: value, ...cost };
      if (typeof value !== 'boolean' && !(kind === 'validator' && value === ''))
        this.reportFailure(kind, rule, context, expression, 'The expression did not return a boolean.');
      return { problem: this.fallback(kind, module, context, bindings), ...cost };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.reportFailure(kind, rule, context, expression, message);
      return refused(`The transition is blocked because its ${kind} could not be evaluated: ${message}`);
    }
  }

  /** The variables that Atlassian's pages on conditions and validators list, and no more: `app` is a switch. */
  private bindings(
    kind: 'condition' | 'validator',
    rule: WorkflowRule,
    { workflow, transition, issue, original, accountId }: RuleContext,
    groupOperator: string | null,
  ): Readonly<Record<string, unknown>> {
    const { expressions, switches } = this.jira;
    const appId = switches.appInWorkflowRules ? appOfRule(rule.ruleKey) : undefined;
    return {
      ...(appId === undefined ? {} : { app: expressions.bindApp(appId, accountId) }),
      user: expressions.bindUser(accountId),
      issue: expressions.bindIssue(issue, accountId),
      project: expressions.bindProject(issue.projectId, accountId),
      transition: expressions.bindTransition(transition, original?.statusId ?? null, accountId),
      workflow: expressions.bindWorkflow(workflow, accountId),
      config: rule.config,
      ...(kind === 'condition' ? { groupOperator } : {}),
      ...(kind === 'validator' && original !== null ? { originalIssue: expressions.bindIssue(original, accountId) } : {}),
    };
  }

  private fallback(
    kind: 'condition' | 'validator',
    module: ForgeRuleModule | undefined,
    { accountId }: RuleContext,
    bindings: Readonly<Record<string, unknown>>,
  ): string {
    const standard = `The transition was refused by a ${kind}.`;
    const said = module?.errorMessage;
    if (said === undefined || typeof said === 'string') return said ?? standard;
    try {
      const { value } = this.jira.expressions.evaluate(said.expression, { accountId, bindings });
      return typeof value === 'string' && value !== '' ? value : standard;
    } catch {
      return standard;
    }
  }

  private permission(rule: WorkflowRule, { issue, original, accountId }: RuleContext): RuleVerdict {
    const key = String(rule.config['permissionKey']);
    const where = original === null ? { projectId: issue.projectId, anyIssue: true } : { issueId: original.id };
    return this.jira.permissions.has(accountId, key, where) ? passed : refused(`The transition needs the permission ${key}.`);
  }

  /**
   * Jira tells the app that its expression failed.
   * https://developer.atlassian.com/platform/forge/events-reference/jira/#expression-evaluation-failed
   */
  private reportFailure(
    kind: 'condition' | 'validator',
    rule: WorkflowRule,
    { workflow, transition, issue }: RuleContext,
    expression: string,
    message: string,
  ): void {
    const name = 'avi:jira:failed:expression';
    const at = this.jira.clock.now();
    const appId = appOfRule(rule.ruleKey);
    this.jira.events.emit({
      name,
      payload: {
        eventType: name,
        timestamp: String(at),
        extensionId: rule.ruleKey,
        workflowId: workflow.id,
        workflowName: workflow.name,
        [kind === 'condition' ? 'conditionId' : 'validatorId']: rule.id,
        expression,
        errorMessages: [message],
        context: { issue: { id: issue.id, key: issue.key }, transition: { id: transition.id, name: transition.name } },
      },
      issueId: issue.id,
      projectId: issue.projectId,
      at,
      ...(appId === undefined ? {} : { onlyForAppId: appId }),
    });
  }
}

/** Every rule of a group and of the groups in it. */
export const allConditions = (group: ConditionGroup): readonly WorkflowRule[] => [
  ...group.conditions,
  ...group.groups.flatMap((inner) => allConditions(inner)),
];

const passed: RuleVerdict = { problem: null, steps: 0, expensiveOperations: 0 };
const refused = (problem: string): RuleVerdict => ({ problem, steps: 0, expensiveOperations: 0 });
