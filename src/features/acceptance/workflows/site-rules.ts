import type { Actor, ProjectId } from '../../../core/actor';
import type { RefusalReason } from '../../../core/authority';
import { AppError } from '../../../core/errors';
import type { PlacedRule, RemovedRules, RuleModule, Workflow, WorkflowTransition } from '../../../core/workflows';
import { readRule, type ExpressionFor, type ReadRule } from '../rules/rule-uses';
import { expressions, type RuleDeps } from './deps';
import { listChanges } from './stored-rules';
import { failing, recordRemoval } from './watch-rules';

export interface RuleUse extends ReadRule {
  readonly ruleId: string;
  readonly rule: RuleModule;
  readonly workflow: { readonly id: string; readonly name: string; readonly teamManaged: boolean };
  readonly transition: {
    readonly name: string;
    readonly kind: WorkflowTransition['kind'];
    readonly from: readonly string[];
    readonly to: string;
  };
  /** Since when Jira cannot evaluate it (epoch milliseconds): it blocks. */
  readonly failing: number | null;
  /** The first of the projects that use the workflow. */
  readonly projects: readonly { readonly id: ProjectId; readonly key: string; readonly name: string }[];
  readonly projectCount: number;
}

export interface UsesShown {
  readonly uses: readonly RuleUse[];
  /** Where the next page starts; null: that is all. */
  readonly next: number | null;
  /** Whether the site has the role "Product Owner". */
  readonly hasRole: boolean;
}

export type ForSiteAdmins<T> = { readonly kind: 'shown'; readonly shown: T } | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** A function of the page has 25 s: so many pages of fifty workflows, and after so many with rules of ours no further one. Of each two more things are asked. */
const PAGES = 6;
const ENOUGH = 30;
const TOGETHER = 5;
const SHOWN_PROJECTS = 5;

/** Every transition of the site that uses our rules (A8), for its administrators, some workflows at a time. */
export async function readRuleUses(deps: RuleDeps, actor: Actor, claim: { readonly from: number }): Promise<ForSiteAdmins<UsesShown>> {
  const decision = await deps.authority.mayAdministerSite(actor);
  if (!decision.allowed) return { kind: 'refused', reason: decision.reason };
  const [expressionFor, changes, hasRole] = await Promise.all([
    expressions(deps),
    listChanges(deps.storage),
    claim.from === 0 ? deps.ownerRole.exists() : true,
  ]);
  const broken = failing(changes);
  const found: Workflow[] = [];
  let next: number | null = claim.from;
  for (let page = 0; page < PAGES && next !== null && found.length < ENOUGH; page += 1) {
    const read: Awaited<ReturnType<RuleDeps['workflows']['all']>> = await deps.workflows.all(next);
    found.push(...read.workflows.filter(({ transitions }) => transitions.some(({ rules }) => rules.length > 0)));
    ({ next } = read);
  }
  const uses: RuleUse[] = [];
  for (let start = 0; start < found.length; start += TOGETHER) {
    const some = found.slice(start, start + TOGETHER);
    uses.push(...(await Promise.all(some.map((workflow) => usesOf(deps, workflow, expressionFor, broken)))).flat());
  }
  return { kind: 'shown', shown: { uses, next, hasRole } };
}

async function usesOf(
  deps: RuleDeps,
  { id, name, projectId, transitions }: Workflow,
  expressionFor: ExpressionFor,
  broken: ReadonlyMap<string, number>,
): Promise<readonly RuleUse[]> {
  const ids = await deps.workflows.projectsUsing(id);
  const projects = await deps.workflows.projects(ids.slice(0, SHOWN_PROJECTS));
  return transitions.flatMap(({ name: called, kind, from, to, rules }) =>
    rules.map((rule) => ({
      ...readRule(rule, expressionFor),
      ...{ ruleId: rule.id, rule: rule.module, projects, projectCount: ids.length, failing: broken.get(rule.id) ?? null },
      workflow: { id, name, teamManaged: projectId !== null },
      transition: { name: called, kind, from: from.map((status) => status.name), to: to.name },
    })),
  );
}

export interface NamedRule {
  readonly workflowId: string;
  readonly ruleId: string;
}

export interface LeftRule extends NamedRule {
  /** `later`: there was no time for it; asked again, it is next. */
  readonly why: 'later' | 'changed' | 'gone' | 'refused';
  /** Jira's own sentence. */
  readonly message: string | null;
}

/** Workflows that one call changes: Jira takes a second or two for each. */
const AT_ONCE = 5;

/** Takes rules of ours from their workflows, each of which is read and saved as it is then (A8). As the caller, who administers the site. */
export async function removeRules(
  deps: RuleDeps,
  actor: Actor,
  claim: { readonly rules: readonly NamedRule[] },
): Promise<ForSiteAdmins<{ readonly removed: readonly NamedRule[]; readonly left: readonly LeftRule[] }>> {
  const decision = await deps.authority.mayAdministerSite(actor);
  if (!decision.allowed) return { kind: 'refused', reason: decision.reason };
  if (actor.kind !== 'person') return { kind: 'refused', reason: 'app' };
  const removed: NamedRule[] = [];
  const left: LeftRule[] = [];
  const workflowIds = [...new Set(claim.rules.map(({ workflowId }) => workflowId))];
  for (const [index, workflowId] of workflowIds.entries()) {
    const named = claim.rules.filter((each) => each.workflowId === workflowId);
    const leave = (why: LeftRule['why'], message: string | null = null): void =>
      void left.push(...named.map((each) => ({ ...each, why, message })));
    if (index >= AT_ONCE) {
      leave('later');
      continue;
    }
    const done = await deps.workflows.removeRules(
      workflowId,
      named.map(({ ruleId }) => ruleId),
    );
    if (done.kind !== 'removed') {
      leave(done.kind, done.kind === 'refused' ? done.message : null);
      continue;
    }
    removed.push(...named);
    await noteRemoval(deps, workflowId, done, actor.accountId);
  }
  return { kind: 'shown', shown: { removed, left } };
}

/** One commit takes 25 writes. */
const ENTRIES = 20;

/** The workflow is changed by now: what cannot be written down is said in the log, and the sweep finds it. */
async function noteRemoval(
  deps: RuleDeps,
  workflowId: string,
  { rules }: Extract<RemovedRules, { kind: 'removed' }>,
  by: string,
): Promise<void> {
  if (rules.length === 0) return;
  try {
    await recordRemoval(deps, rules, by);
    const projects = await deps.workflows.projectsUsing(workflowId);
    for (let start = 0; start < projects.length; start += ENTRIES)
      await deps.storage.commit(projects.slice(start, start + ENTRIES).map((projectId) => entryOf(deps, projectId, rules, by)));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('A removal of workflow rules was not recorded in full', { workflowId, code: error.code });
  }
}

const entryOf = (deps: RuleDeps, projectId: ProjectId, rules: readonly PlacedRule[], by: string) =>
  deps.audit.entry({
    ...{ projectId, kind: 'rules-removed', actor: by, capacity: { kind: 'admin' }, accountableOwner: null },
    before: rules.map(({ module, workflow, transition, config }) => ({ module, workflow, transition: transition.name, config })),
    after: null,
  });
