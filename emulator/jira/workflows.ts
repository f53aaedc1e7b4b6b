import { badRequest } from './errors';
import type { Jira } from './jira';
import type { Issue, Project, Status, Transition, Workflow, WorkflowRule } from './model';

/** What an installed app's workflow module says of its rules. */
export interface ForgeRuleModule {
  readonly appId: string;
  /** The rules' `ruleKey`. */
  readonly ari: string;
  readonly expression?: string;
  readonly errorMessage?: string;
}

type RuleKind = 'conditions' | 'validators' | 'postFunctions';

/** Which way an issue can go: workflows, their transitions, and the rules on them. */
export class Workflows {
  /** null: its app was uninstalled. */
  private readonly modules = new Map<string, ForgeRuleModule | null>();

  constructor(private readonly jira: Jira) {}

  byId(id: string): Workflow | undefined {
    return this.jira.state.workflows.get(id);
  }

  all(): readonly Workflow[] {
    return [...this.jira.state.workflows.values()];
  }

  workflowOf(project: Project, typeId: string): Workflow {
    const workflow = this.byId(project.workflows[typeId] ?? '');
    if (!workflow) throw new Error(`Project ${project.key} has no workflow for issue type ${typeId}.`);
    return workflow;
  }

  initialStatus(project: Project, typeId: string): Status {
    const id = this.workflowOf(project, typeId).initialStatusId;
    const status = this.jira.state.statuses.get(id);
    if (!status) throw new Error(`Workflow status ${id} does not exist.`);
    return status;
  }

  /**
   * Transitions the person can make from the issue's status: Transition issues, and every condition true. Validators are not asked here.
   */
  transitionsFor(issue: Issue, accountId: string | null): Transition[] {
    if (!this.jira.permissions.has(accountId, 'TRANSITION_ISSUES', { issueId: issue.id })) return [];
    return this.fromStatus(issue).filter((transition) =>
      transition.conditions.every((rule) => this.problem('condition', rule, issue, issue, transition, accountId) === null),
    );
  }

  /** Global ones included, whatever conditions say. */
  fromStatus(issue: Issue): Transition[] {
    return this.of(issue).transitions.filter((transition) => transition.from.length === 0 || transition.from.includes(issue.statusId));
  }

  /** Why the transition is refused, one sentence per failed validator. `after` is the issue as the transition screen leaves it. */
  validatorProblems(transition: Transition, before: Issue, after: Issue, accountId: string | null): readonly string[] {
    return transition.validators.flatMap((rule) => this.problem('validator', rule, after, before, transition, accountId) ?? []);
  }

  // Administration

  registerForgeRules(modules: readonly ForgeRuleModule[]): void {
    for (const module of modules) this.modules.set(module.ari, module);
  }

  /** Rules of the app then block their transitions (validators) or hide them (conditions). */
  unregisterForge(appId: string): void {
    for (const [ari, module] of this.modules) if (module?.appId === appId) this.modules.set(ari, null);
  }

  /** @throws JiraError 400 when there is no such transition */
  changeTransition(workflowId: string, transitionId: string, change: (transition: Transition) => Transition): Workflow {
    const workflow = this.byId(workflowId);
    if (!workflow?.transitions.some((one) => one.id === transitionId))
      throw badRequest(`Workflow ${workflowId} has no transition ${transitionId}.`);
    const transitions = workflow.transitions.map((one) => (one.id === transitionId ? change(one) : one));
    return this.save({ ...workflow, transitions });
  }

  addRule(workflowId: string, transitionId: string, kind: RuleKind, rule: Omit<WorkflowRule, 'id'>): WorkflowRule {
    const added: WorkflowRule = { ...rule, id: `rule-${this.jira.state.nextId('workflowRule')}` };
    this.changeTransition(workflowId, transitionId, (one) => ({ ...one, [kind]: [...one[kind], added] }));
    return added;
  }

  /** @param screenId undefined: no screen any more */
  setTransitionScreen(workflowId: string, transitionId: string, screenId: string | undefined): void {
    this.changeTransition(workflowId, transitionId, ({ screenId: _before, ...one }) => ({
      ...one,
      ...(screenId === undefined ? {} : { screenId }),
    }));
  }

  save(workflow: Workflow): Workflow {
    this.jira.state.workflows.set(workflow.id, workflow);
    return workflow;
  }

  private of(issue: Issue): Workflow {
    const project = this.jira.projects.byId(issue.projectId);
    if (!project) throw new Error(`Issue ${issue.key} has no project.`);
    return this.workflowOf(project, issue.typeId);
  }

  /**
   * Only `true` passes. A text is the message; an error, any other value, a rule whose app is gone, and a rule this site does not know
   * block. https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/
   */
  private problem(
    kind: 'condition' | 'validator',
    rule: WorkflowRule,
    issue: Issue,
    original: Issue,
    transition: Transition,
    accountId: string | null,
  ): string | null {
    const module = this.modules.get(rule.ruleKey);
    if (module === null) return `The transition is blocked by a ${kind} of an app that is no longer installed.`;
    const own = rule.config['expression'];
    const expression = typeof own === 'string' ? own : module?.expression;
    if (expression === undefined) return `The transition is blocked by a ${kind} that this site cannot evaluate (${rule.ruleKey}).`;
    const fallback = module?.errorMessage ?? `The transition was refused by a ${kind}.`;
    let value: unknown;
    try {
      value = this.jira.expressions.evaluate(expression, {
        accountId,
        bindings: this.bindings(rule, issue, original, transition, accountId, kind),
      }).value;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.reportFailure(kind, rule, issue, transition, expression, message);
      return `The transition is blocked because its ${kind} could not be evaluated: ${message}`;
    }
    if (value === true) return null;
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value !== 'boolean')
      this.reportFailure(kind, rule, issue, transition, expression, 'The expression did not return a boolean.');
    return fallback;
  }

  private bindings(
    rule: WorkflowRule,
    issue: Issue,
    original: Issue,
    transition: Transition,
    accountId: string | null,
    kind: 'condition' | 'validator',
  ): Readonly<Record<string, unknown>> {
    const { expressions } = this.jira;
    return {
      user: expressions.bindUser(accountId),
      issue: expressions.bindIssue(issue, accountId),
      project: expressions.bindProject(issue.projectId, accountId),
      transition: expressions.bindTransition(transition, original.statusId, accountId),
      workflow: expressions.bindWorkflow(this.of(issue), accountId),
      config: rule.config,
      ...(kind === 'validator' ? { originalIssue: expressions.bindIssue(original, accountId) } : { groupOperator: null }),
    };
  }

  /** Jira tells the app that its expression failed. */
  private reportFailure(
    kind: 'condition' | 'validator',
    rule: WorkflowRule,
    issue: Issue,
    transition: Transition,
    expression: string,
    message: string,
  ): void {
    const workflow = this.of(issue);
    const name = 'avi:jira:failed:expression';
    const at = this.jira.clock.now();
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
    });
  }
}
