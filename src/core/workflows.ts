import type { ProjectId } from './actor';

/** Our workflow rules, by their keys in manifest.yml. */
export const RULE_MODULES = ['acceptance-rule', 'only-owner', 'ask-for-acceptance', 'reset-acceptance'] as const;
export type RuleModule = (typeof RULE_MODULES)[number];

/** One of our rules on a transition. */
export interface OwnRule {
  readonly id: string;
  readonly module: RuleModule;
  /** What its page saved, as the text it returned; empty: nothing. */
  readonly config: string;
  /** Switched off by REST, or left by Jira so after an uninstallation. */
  readonly disabled: boolean;
}

/** The same where its transition is known by name alone. Workflows have unique names. */
export interface PlacedRule extends OwnRule {
  readonly workflow: string;
  readonly transition: { readonly id: string; readonly name: string };
}

export interface WorkflowStatus {
  readonly id: string;
  readonly name: string;
  /** Of the category Done. */
  readonly done: boolean;
}

export interface WorkflowTransition {
  readonly id: string;
  readonly name: string;
  /** `initial`: creates the issue; `global`: from any status. */
  readonly kind: 'initial' | 'global' | 'directed';
  readonly from: readonly WorkflowStatus[];
  readonly to: WorkflowStatus;
  readonly rules: readonly OwnRule[];
}

export interface Workflow {
  readonly id: string;
  readonly name: string;
  /** Of a team-managed project's own workflow. */
  readonly projectId: ProjectId | null;
  readonly transitions: readonly WorkflowTransition[];
}

export type RemovedRules =
  | { readonly kind: 'removed'; readonly rules: readonly PlacedRule[] }
  /** The workflow is gone, or the caller cannot edit it. */
  | { readonly kind: 'gone' }
  /** Somebody saved it at the same moment, twice over, or a large change of workflows is under way. */
  | { readonly kind: 'changed' }
  /** Jira's own sentence. */
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Workflows. Jira shows them to its administrators, and those of a team-managed project to that project's; whether it shows them to an app is not documented: null is
 * "not allowed" and means that nothing is known.
 */
export interface Workflows {
  /** As the app, which may always read its own rules: all of them, on every workflow. Costs a call per 50 workflows that have some. */
  ownRules(): Promise<readonly PlacedRule[]>;
  /** As the caller: a page of all workflows of the site. `next`: where the next page starts. */
  all(startAt: number): Promise<{ readonly workflows: readonly Workflow[]; readonly next: number | null }>;
  /** Those a project's issues go through. */
  ofProject(as: 'user' | 'app', projectId: ProjectId): Promise<readonly Workflow[] | null>;
  /** As the caller: ids of projects that use a workflow. */
  projectsUsing(workflowId: string): Promise<readonly ProjectId[]>;
  /** As the caller: the projects of these ids they can see. */
  projects(ids: readonly ProjectId[]): Promise<readonly { readonly id: ProjectId; readonly key: string; readonly name: string }[]>;
  /** As the caller: takes these rules of ours from a workflow, which is read and saved as it is then. */
  removeRules(workflowId: string, ruleIds: readonly string[]): Promise<RemovedRules>;
}
