import { badRequest } from './errors';
import type { Jira } from './jira';
import type { Issue, Project, Status, Transition, Workflow, WorkflowRule } from './model';
import { uuid } from './uuid';
import { WorkflowRules, type ForgeRuleModule, type RuleContext, type RuleKind } from './workflow-rules';

export type { ForgeRuleModule } from './workflow-rules';

type RuleList = 'conditions' | 'validators' | 'postFunctions';
const KINDS: Readonly<Record<RuleList, RuleKind>> = { conditions: 'condition', validators: 'validator', postFunctions: 'postFunction' };

/** The transition that creates an issue. It has no status to come from; Jira numbers it 1. */
export const INITIAL_TRANSITION = '1';

/** Which way an issue can go: workflows, their transitions, and the rules on them. */
export class Workflows {
  readonly rules: WorkflowRules;

  constructor(private readonly jira: Jira) {
    this.rules = new WorkflowRules(jira);
  }

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

  /** Projects that use it, archived ones too. */
  projectsUsing(workflowId: string): readonly Project[] {
    return this.jira.projects.all().filter((project) => Object.values(project.workflows).includes(workflowId));
  }

  initialStatus(project: Project, typeId: string): Status {
    const id = this.workflowOf(project, typeId).initialStatusId;
    const status = this.jira.state.statuses.get(id);
    if (!status) throw new Error(`Workflow status ${id} does not exist.`);
    return status;
  }

  /** The initial transition as a transition like any other. */
  initialTransition(workflow: Workflow): Transition {
    return {
      name: 'Create',
      conditions: [],
      validators: [],
      postFunctions: [],
      ...workflow.create,
      id: INITIAL_TRANSITION,
      from: [],
      to: workflow.initialStatusId,
    };
  }

  /**
   * Transitions the person can make from the issue's status: Transition issues, and every condition true. Validators are not asked here.
   */
  transitionsFor(issue: Issue, accountId: string | null): Transition[] {
    if (!this.jira.permissions.has(accountId, 'TRANSITION_ISSUES', { issueId: issue.id })) return [];
    const workflow = this.of(issue);
    return this.fromStatus(issue).filter((transition) =>
      this.rules.conditionsHold({ workflow, transition, issue, original: issue, accountId }),
    );
  }

  /** Global ones included, whatever conditions say. */
  fromStatus(issue: Issue): Transition[] {
    return this.of(issue).transitions.filter((transition) => transition.from.length === 0 || transition.from.includes(issue.statusId));
  }

  /** Why the transition is refused, one sentence per failed validator. `after` is the issue as the transition screen leaves it. */
  validatorProblems(transition: Transition, before: Issue, after: Issue, accountId: string | null): readonly string[] {
    return this.rules.problems({ workflow: this.of(after), transition, issue: after, original: before, accountId });
  }

  /**
   * The same for an issue that is about to be created: Atlassian's page on validators says that `originalIssue` is missing on the
   * initial transition, so they are asked there.
   */
  createProblems(draft: Issue, accountId: string | null): readonly string[] {
    return this.rules.problems(this.creation(draft, accountId));
  }

  creation(draft: Issue, accountId: string | null): RuleContext {
    const workflow = this.of(draft);
    return { workflow, transition: this.initialTransition(workflow), issue: draft, original: null, accountId };
  }

  of(issue: Pick<Issue, 'projectId' | 'typeId' | 'key'>): Workflow {
    const project = this.jira.projects.byId(issue.projectId);
    if (!project) throw new Error(`Issue ${issue.key} has no project.`);
    return this.workflowOf(project, issue.typeId);
  }

  // Administration

  registerForgeRules(modules: readonly ForgeRuleModule[]): void {
    this.rules.register(modules);
  }

  /** Rules of the app then block their transitions (validators) or hide them (conditions). */
  unregisterForge(appId: string): void {
    this.rules.unregister(appId);
  }

  /** @throws JiraError 400 when there is no such transition */
  changeTransition(workflowId: string, transitionId: string, change: (transition: Transition) => Transition): Workflow {
    const workflow = this.byId(workflowId);
    if (workflow && transitionId === INITIAL_TRANSITION) {
      const { id: _id, from: _from, to, ...create } = change(this.initialTransition(workflow));
      return this.save({ ...workflow, initialStatusId: to, create });
    }
    if (!workflow?.transitions.some((one) => one.id === transitionId))
      throw badRequest(`Workflow ${workflowId} has no transition ${transitionId}.`);
    const transitions = workflow.transitions.map((one) => (one.id === transitionId ? change(one) : one));
    return this.save({ ...workflow, transitions });
  }

  /** @throws JiraError 400 when there is no such transition, or the app's module is not for such a rule or such a project */
  addRule(workflowId: string, transitionId: string, kind: RuleList, rule: Omit<WorkflowRule, 'id'>): WorkflowRule {
    const added: WorkflowRule = { ...rule, id: this.newRuleId() };
    const workflow = this.byId(workflowId);
    if (workflow) this.rules.checkUse(rule, KINDS[kind], workflow);
    this.changeTransition(workflowId, transitionId, (one) => ({ ...one, [kind]: [...one[kind], added] }));
    return added;
  }

  newRuleId(): string {
    return uuid(this.jira.state.nextId('workflowRule'));
  }

  /** @param screenId undefined: no screen any more */
  setTransitionScreen(workflowId: string, transitionId: string, screenId: string | undefined): void {
    this.changeTransition(workflowId, transitionId, ({ screenId: _before, ...one }) => ({
      ...one,
      ...(screenId === undefined ? {} : { screenId }),
    }));
  }

  /** Stores it under a new version. */
  save(workflow: Workflow): Workflow {
    const before = this.versionOf(workflow.id);
    const version = { id: uuid(this.jira.state.nextId('workflowVersion')), number: before ? before.number + 1 : 0 };
    const saved: Workflow = { ...workflow, version, updated: this.jira.clock.now() };
    this.jira.state.workflows.set(workflow.id, saved);
    return saved;
  }

  /** What an update has to name. Workflows of older data folders have none until they are saved. */
  versionOf(workflowId: string): { readonly id: string; readonly number: number } | undefined {
    const workflow = this.byId(workflowId);
    return workflow && (workflow.version ?? { id: uuid(0), number: 0 });
  }
}
