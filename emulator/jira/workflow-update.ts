import type { z } from 'zod';
import type { JsonObject } from '../json';
import { JiraError } from './errors';
import type { Jira } from './jira';
import type { Caller, ConditionGroup, Status, Transition, Workflow, WorkflowRule } from './model';
import { allConditions, type RuleKind } from './workflow-rules';
import {
  FORGE_RULE_KEYS,
  PERMISSION_VALIDATOR,
  SCREEN_RULE,
  type GroupInput,
  type RuleInput,
  type StatusInput,
  type TransitionInput,
  type WorkflowUpdate,
} from './workflow-update-shape';
import { INITIAL_TRANSITION } from './workflows';

/** "The maximum length of configuration saved via the new editor is limited to 32KB." */
const MAX_CONFIG_BYTES = 32 * 1024;
export interface WorkflowProblem {
  readonly code: string;
  readonly level: 'ERROR';
  readonly message: string;
  readonly type: 'RULE' | 'STATUS' | 'WORKFLOW' | 'TRANSITION';
  readonly elementReference?: { readonly ruleId?: string; readonly statusReference?: string; readonly transitionId?: string };
}

export interface UpdatePlan {
  readonly problems: readonly WorkflowProblem[];
  /** Only without problems. */
  readonly apply: () => readonly Workflow[];
}

const NOT_ALLOWED = 'You do not have permission to edit this workflow.';
const CATEGORIES = { TODO: 'new', IN_PROGRESS: 'indeterminate', DONE: 'done' } as const;

/** Jira administrators edit every workflow, project administrators those of their team-managed project. */
export function mayEditWorkflow(jira: Jira, caller: Caller, workflow: Workflow): boolean {
  if (jira.permissions.isJiraAdmin(caller.accountId)) return true;
  const { projectId } = workflow;
  return projectId !== undefined && jira.permissions.has(caller.accountId, 'ADMINISTER_PROJECTS', { projectId });
}

/**
 * What an update asks for, checked as a whole. Statuses can be added and left out where no issue is in them; nothing is renamed.
 * @throws JiraError 401 when the person may not edit a workflow (as Atlassian documents it), 501 for what is not emulated
 */
export function planUpdate(jira: Jira, caller: Caller, update: WorkflowUpdate): UpdatePlan {
  const plans = (update.workflows ?? []).map((input) => new Plan(jira, caller, input, update.statuses ?? []));
  return {
    problems:
      plans.length === 0 ? [problem('WORKFLOW', 'NO_WORKFLOWS', 'No workflows are given.')] : plans.flatMap((plan) => plan.problems),
    apply: () => plans.map((plan) => plan.apply()),
  };
}

/** @throws JiraError 409 or 400 (a switch: Atlassian documents neither for this) when somebody saved since the version was read */
export function checkVersions(jira: Jira, update: WorkflowUpdate): void {
  for (const { id, version } of update.workflows ?? []) {
    const now = jira.workflows.versionOf(id);
    if (now && (now.id !== version.id || now.number !== version.versionNumber))
      throw new JiraError(jira.switches.staleWorkflowVersion === 'conflict' ? 409 : 400, [
        `The workflow ${id} was changed since version ${version.versionNumber} was read.`,
      ]);
  }
}

class Plan {
  readonly problems: WorkflowProblem[] = [];
  private readonly workflow: Workflow | undefined;
  private readonly rules = new Map<string, WorkflowRule>();
  private readonly newStatuses: Status[] = [];
  private readonly byReference = new Map<string, string>();
  private planned: Workflow | undefined;

  constructor(
    private readonly jira: Jira,
    caller: Caller,
    private readonly input: NonNullable<WorkflowUpdate['workflows']>[number],
    private readonly statuses: NonNullable<WorkflowUpdate['statuses']>,
  ) {
    const workflow = jira.workflows.byId(input.id);
    this.workflow = workflow;
    if (!workflow) {
      this.say('WORKFLOW', 'WORKFLOW_NOT_FOUND', `There is no workflow ${input.id}.`);
      return;
    }
    if (!mayEditWorkflow(jira, caller, workflow)) throw new JiraError(401, [NOT_ALLOWED]);
    for (const transition of [jira.workflows.initialTransition(workflow), ...workflow.transitions])
      for (const rule of rulesOf(transition)) this.rules.set(rule.id, rule);
    this.planned = this.plan(workflow);
  }

  apply(): Workflow {
    if (!this.planned) throw new Error('An update with problems cannot be applied.');
    for (const status of this.newStatuses) this.jira.state.statuses.set(status.id, status);
    return this.jira.workflows.save(this.planned);
  }

  private plan(workflow: Workflow): Workflow {
    const statusIds = this.input.statuses.map(({ statusReference }) => this.status(statusReference, workflow));
    this.checkRemoved(workflow, statusIds);
    const initial = this.input.transitions.filter(({ type }) => type === 'INITIAL');
    if (initial.length !== 1) this.say('WORKFLOW', 'INITIAL_TRANSITION', 'A workflow has exactly one initial transition.');
    const others = this.input.transitions.filter(({ type }) => type !== 'INITIAL');
    const ids = others.map(({ id }) => id).filter((id) => id !== undefined);
    if (new Set(ids).size < ids.length || ids.includes(INITIAL_TRANSITION))
      this.say('TRANSITION', 'NON_UNIQUE_TRANSITION_ID', 'Transition IDs have to be unique.');
    let next = Math.max(1, ...ids.map(Number).filter(Number.isFinite));
    const transitions = others.map((one) => this.transition(one, one.id ?? String((next += 10)), statusIds, workflow));
    const created = initial[0] && this.transition(initial[0], INITIAL_TRANSITION, statusIds, workflow);
    const { id: _id, from: _from, to, ...create } = created ?? this.jira.workflows.initialTransition(workflow);
    const { description } = this.input;
    return { ...workflow, ...(description == null ? {} : { description }), statusIds, initialStatusId: to, create, transitions };
  }

  /** The id behind a reference: of a status that is there, or of one that this update adds. */
  private status(reference: string, workflow: Workflow): string {
    const known = this.byReference.get(reference);
    if (known !== undefined) return known;
    const { state } = this.jira;
    const row = this.statuses.find(({ statusReference }) => statusReference === reference);
    const existing = state.statuses.get(row?.id ?? reference);
    if (!existing && !row) this.say('STATUS', 'STATUS_NOT_FOUND', `There is no status ${reference}.`, { statusReference: reference });
    if (existing && row && existing.name !== row.name) throw notEmulated('renaming a status');
    const id = existing?.id ?? (row ? this.addStatus(row, workflow) : reference);
    this.byReference.set(reference, id);
    return id;
  }

  private addStatus(row: z.infer<typeof StatusInput>, workflow: Workflow): string {
    const scope = workflow.projectId === undefined ? {} : { projectId: workflow.projectId };
    const taken = [...this.jira.state.statuses.values()].some(
      (status) => status.projectId === workflow.projectId && status.name.toLowerCase() === row.name.toLowerCase(),
    );
    if (taken) this.say('STATUS', 'NON_UNIQUE_STATUS_NAME', 'You must use a unique status name.', { statusReference: row.statusReference });
    const id = String(this.jira.state.nextId('status'));
    this.newStatuses.push({ id, name: row.name, category: CATEGORIES[row.statusCategory], ...scope });
    return id;
  }

  private checkRemoved(workflow: Workflow, statusIds: readonly string[]): void {
    const removed = new Set(workflow.statusIds.filter((id) => !statusIds.includes(id)));
    if (removed.size === 0) return;
    const inUse = [...this.jira.state.issues.values()].some(
      (issue) => removed.has(issue.statusId) && this.jira.workflows.of(issue).id === workflow.id,
    );
    if (inUse) throw notEmulated('taking a status from a workflow while issues are in it');
  }

  private transition(input: z.infer<typeof TransitionInput>, id: string, statusIds: readonly string[], workflow: Workflow): Transition {
    const at = { transitionId: id };
    if ((input.triggers ?? []).length > 0) throw notEmulated('triggers of transitions');
    const to = this.status(input.toStatusReference, workflow);
    const from =
      input.type === 'DIRECTED'
        ? (input.links ?? []).flatMap(({ fromStatusReference: one }) => (one == null ? [] : this.status(one, workflow)))
        : [];
    if ([to, ...from].some((status) => !statusIds.includes(status)))
      this.say('TRANSITION', 'TRANSITION_STATUS_NOT_IN_WORKFLOW', `Transition "${input.name}" names a status that the workflow lacks.`, at);
    if (input.type === 'DIRECTED' && from.length === 0)
      this.say('TRANSITION', 'TRANSITION_WITHOUT_SOURCE', `Transition "${input.name}" starts nowhere.`, at);
    const screenId = this.screen(input.transitionScreen, at);
    const { conditions: group } = input;
    const tree = group ? this.group(group, workflow) : undefined;
    if (tree && input.type === 'INITIAL' && allConditions(tree).length > 0)
      this.say('TRANSITION', 'CONDITION_ON_INITIAL_TRANSITION', 'The initial transition has no conditions.', at);
    return {
      id,
      name: input.name,
      ...(input.description ? { description: input.description } : {}),
      ...(input.properties && Object.keys(input.properties).length > 0 ? { properties: input.properties } : {}),
      from,
      to,
      ...(screenId === undefined ? {} : { screenId }),
      conditions: tree?.conditions ?? [],
      ...(tree?.operation === 'ANY' ? { conditionOperation: 'ANY' } : {}),
      ...(tree && tree.groups.length > 0 ? { conditionGroups: tree.groups } : {}),
      validators: (input.validators ?? []).flatMap((rule) => this.rule(rule, 'validator', workflow) ?? []),
      postFunctions: (input.actions ?? []).flatMap((rule) => this.rule(rule, 'postFunction', workflow) ?? []),
    };
  }

  private screen(rule: RuleInput | null | undefined, at: { readonly transitionId: string }): string | undefined {
    if (!rule) return undefined;
    if (rule.ruleKey !== SCREEN_RULE) throw notEmulated(`the screen rule ${rule.ruleKey}`);
    const screenId = rule.parameters?.['screenId'] ?? '';
    if (this.jira.state.screens.has(screenId)) return screenId;
    this.say('TRANSITION', 'SCREEN_NOT_FOUND', `There is no screen ${screenId}.`, at);
    return undefined;
  }

  private group(input: GroupInput, workflow: Workflow): ConditionGroup {
    return {
      operation: input.operation,
      conditions: (input.conditions ?? []).flatMap((rule) => this.rule(rule, 'condition', workflow) ?? []),
      groups: (input.conditionGroups ?? []).map((inner) => this.group(inner, workflow)),
    };
  }

  private rule(input: RuleInput, kind: RuleKind, workflow: Workflow): WorkflowRule | undefined {
    const parameters = input.parameters ?? {};
    const wanted = parameters['id'] ?? input.id ?? '';
    const before = this.rules.get(wanted);
    const id = before?.id ?? this.jira.workflows.newRuleId();
    const bad = (code: string, message: string): undefined => this.say('RULE', code, message, { ruleId: wanted });
    if (!input.ruleKey.startsWith('forge:')) return this.systemRule(input, kind, id, before);
    if (input.ruleKey !== FORGE_RULE_KEYS[kind]) return bad('RULE_OF_WRONG_TYPE', `${input.ruleKey} is no rule of type ${kind}.`);
    const ruleKey = parameters['key'] ?? '';
    // A rule of an app that is gone can stay and can be taken away; it cannot be added.
    if (!this.jira.workflows.rules.module(ruleKey) && before?.ruleKey !== ruleKey)
      return bad('RULE_NOT_FOUND', `No installed app has the rule "${ruleKey}".`);
    try {
      this.jira.workflows.rules.checkUse({ ruleKey }, kind, workflow);
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      return bad('RULE_NOT_AVAILABLE', error.errorMessages[0] ?? '');
    }
    const config = configOf(parameters['config'] ?? '');
    if (config === undefined) return bad('RULE_CONFIG_INVALID', 'The configuration has to be a JSON object of at most 32 KB, as a text.');
    const { disabled = 'false', tag = '' } = parameters;
    if (disabled !== 'true' && disabled !== 'false') return bad('RULE_CONFIG_INVALID', '`disabled` is "true" or "false".');
    return { id, ruleKey, config, ...(disabled === 'true' ? { disabled: true } : {}), ...(tag === '' ? {} : { tag }) };
  }

  private systemRule(input: RuleInput, kind: RuleKind, id: string, before: WorkflowRule | undefined): WorkflowRule | undefined {
    const known = kind === 'validator' && input.ruleKey === PERMISSION_VALIDATOR;
    if (!known && before?.ruleKey !== input.ruleKey) throw notEmulated(`the rule ${input.ruleKey}`);
    const permission = input.parameters?.['permissionKey'] ?? '';
    if (known && !this.jira.permissions.keys.some(({ key }) => key === permission))
      return this.say('RULE', 'RULE_CONFIG_INVALID', `There is no permission "${permission}".`, { ruleId: input.id ?? '' });
    return known ? { id, ruleKey: input.ruleKey, config: { permissionKey: permission } } : before;
  }

  private say(
    type: WorkflowProblem['type'],
    code: string,
    message: string,
    elementReference?: WorkflowProblem['elementReference'],
  ): undefined {
    this.problems.push(problem(type, code, message, elementReference));
  }
}

const problem = (
  type: WorkflowProblem['type'],
  code: string,
  message: string,
  elementReference?: WorkflowProblem['elementReference'],
): WorkflowProblem => ({ code, level: 'ERROR', message, type, ...(elementReference ? { elementReference } : {}) });

const notEmulated = (what: string): JiraError => new JiraError(501, [`This local Jira does not emulate ${what}. See docs/emulator.md.`]);

/** Every rule of a transition. */
export const rulesOf = (transition: Transition): readonly WorkflowRule[] => [
  ...allConditions({ operation: 'ALL', conditions: transition.conditions, groups: transition.conditionGroups ?? [] }),
  ...transition.validators,
  ...transition.postFunctions,
];

/** undefined: no JSON object, or too long. */
export function configOf(text: string): JsonObject | undefined {
  if (text === '') return {};
  if (Buffer.byteLength(text) > MAX_CONFIG_BYTES) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
