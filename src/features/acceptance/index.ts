/**
 * Acceptance: what a story has to meet, who says that it does, and a workflow that keeps its word.
 *
 * - Whoever may edit an issue writes its criteria and claims them; the owner, or who stands in, judges each, and accepts or rejects the story (A1, A3). Edits of several
 *   people merge by criterion; a decision is about what was seen.
 * - An acceptance is about criteria as they were: changed, it is void (A4). Accepted or done, a checklist is the owner's alone.
 * - Jira's workflow rules decide by the Acceptance field, which only the app writes: stricter, it is written before the change is stored; a change that it cannot be written for is
 *   refused (A5, A7). The background brings right what was interrupted, copied here, or moved here, and records what came into Done unaccepted.
 * - `workflows/` is about the rules on Jira's workflows: which ways into Done they guard, what became of them, where they are used, and taking them away before the app goes
 *   (A5, A8); and about the role "Product Owner", which the condition asks for (A6). Rules of the whole site are for its administrators.
 * - Refused: verdicts and decisions to anybody without `accept`, and where the project says so to whoever worked on the story; changes to whoever may not edit the issue.
 */
import * as z from 'zod/mini';
import type { Actor, IssueId, ProjectId } from '../../core/actor';
import type { ForAdmins, NotForThem } from '../../core/administered';
import type { ForBrowsers } from '../../core/readers';
import { applyTemplate, changeStory, openStory, type ChangeResult, type StoryResult } from './change-story';
import { acceptStory, askForAcceptance, takeBack, type DecisionRefused } from './decide-story';
import type { AcceptanceDeps } from './deps';
import { byTransition } from './by-transition';
import { foundStory, type NotFound } from './found-story';
import { readWaiting, type WaitingResult } from './list-waiting';
import { readArrivals, type ArrivalsShown } from './read-arrivals';
import { readWaysBack, type WaysBackResult } from './read-ways-back';
import { finishRejection, rejectStory, type RejectResult } from './reject-story';
import { criteriaInDescription } from './rules/criteria-in-description';
import type { Needs } from './rules/field-value';
import { ruleExpression } from './rules/rule-expression';
import { readPolicyShown, setPolicy, type PolicyShown } from './set-policy';
import { readTemplatesShown, setTemplates, type SetTemplatesResult, type TemplatesShown } from './set-templates';
import { askForEverything, clearValues, EVERYTHING, settleEverything, settleStories, sweepStories } from './settle';
import { forgetChecklist } from './stored-checklist';
import type { RuleDeps } from './workflows/deps';
import { createOwnerRole, keepOwnerRole, ownershipChanged, readOwnerRole, sweepOwnerRoles, type RoleShown } from './workflows/owner-role';
import { readRuleChanges, readWays, type RuleChangesShown, type WaysShown } from './workflows/project-ways';
import { readRuleUses, removeRules, type ForSiteAdmins, type UsesShown } from './workflows/site-rules';
import { recordFailure, sweepRules, type FailedRule } from './workflows/watch-rules';

const task = z.object({ task: z.literal(EVERYTHING) });

export interface AcceptanceFeature {
  open(actor: Actor, claim: { issueId: IssueId }): Promise<StoryResult>;
  change(actor: Actor, claim: Parameters<typeof changeStory>[2]): Promise<ChangeResult>;
  applyTemplate(actor: Actor, claim: { issueId: IssueId; templateId: string }): Promise<ChangeResult<'no-such-template'>>;
  accept(actor: Actor, claim: Parameters<typeof acceptStory>[2]): Promise<StoryResult<DecisionRefused>>;
  reject(actor: Actor, claim: Parameters<typeof rejectStory>[2]): Promise<RejectResult>;
  finishRejection(actor: Actor, claim: { issueId: IssueId }): Promise<StoryResult<'nothing-to-tell'>>;
  takeBack(actor: Actor, claim: { issueId: IssueId; revision: number }): Promise<StoryResult<DecisionRefused>>;
  ask(actor: Actor, claim: { issueId: IssueId }): Promise<StoryResult<DecisionRefused>>;
  waysBack(actor: Actor, claim: { issueId: IssueId }): Promise<WaysBackResult>;
  findCriteria(
    actor: Actor,
    claim: { issueId: IssueId },
  ): Promise<{ readonly kind: 'shown'; readonly found: ReturnType<typeof criteriaInDescription> } | NotFound>;
  waiting(actor: Actor, claim: Parameters<typeof readWaiting>[2]): Promise<WaitingResult>;
  templates(actor: Actor, projectId: ProjectId): Promise<ForBrowsers<TemplatesShown>>;
  setTemplates(actor: Actor, claim: Parameters<typeof setTemplates>[2]): Promise<SetTemplatesResult>;
  policy(actor: Actor, projectId: ProjectId): Promise<ForAdmins<PolicyShown>>;
  setPolicy(
    actor: Actor,
    claim: Parameters<typeof setPolicy>[2],
  ): Promise<ForAdmins<PolicyShown> | NotForThem | { readonly kind: 'refused'; readonly reason: 'conflict' }>;
  arrivals(actor: Actor, claim: Parameters<typeof readArrivals>[2]): Promise<ForBrowsers<ArrivalsShown>>;
  /** What a workflow rule saves for this site and this installation: nobody's secret. */
  ruleExpression(needs: Needs): Promise<string>;
  ways(actor: Actor, projectId: ProjectId): Promise<ForBrowsers<WaysShown>>;
  ruleChanges(actor: Actor, projectId: ProjectId): Promise<ForBrowsers<RuleChangesShown>>;
  ruleUses(actor: Actor, claim: { from: number }): Promise<ForSiteAdmins<UsesShown>>;
  removeRules(actor: Actor, claim: Parameters<typeof removeRules>[2]): ReturnType<typeof removeRules>;
  createRole(actor: Actor): ReturnType<typeof createOwnerRole>;
  role(actor: Actor, projectId: ProjectId): Promise<ForAdmins<RoleShown>>;
  keepRole(actor: Actor, claim: Parameters<typeof keepOwnerRole>[2]): ReturnType<typeof keepOwnerRole>;
  /** Somebody else owns the project, or stands in. */
  ownershipChanged(projectId: ProjectId): Promise<void>;
  /** Jira could not evaluate a rule of ours. */
  ruleFailed(rule: FailedRule): Promise<void>;
  sweepRules(): Promise<void>;
  sweepRoles(): Promise<void>;
  /** Something happened to these issues. */
  settle(issueIds: readonly IssueId[]): Promise<void>;
  sweep(): Promise<void>;
  /** A workflow's post function ran. */
  byTransition(issueId: IssueId, what: 'ask' | 'reset'): Promise<void>;
  deleted(issueId: IssueId): Promise<void>;
  /** The app is new on this site, or back. */
  installed(): Promise<void>;
  /** A message of the queue. False: of a form this release does not know. */
  run(message: unknown): Promise<boolean>;
  /** `until`: epoch milliseconds. */
  uninstalling(until: number): Promise<void>;
}

export function createAcceptance(deps: AcceptanceDeps & RuleDeps): AcceptanceFeature {
  return {
    open: (actor, claim) => openStory(deps, actor, claim),
    change: (actor, claim) => changeStory(deps, actor, claim),
    applyTemplate: (actor, claim) => applyTemplate(deps, actor, claim),
    accept: (actor, claim) => acceptStory(deps, actor, claim),
    reject: (actor, claim) => rejectStory(deps, actor, claim),
    finishRejection: (actor, claim) => finishRejection(deps, actor, claim),
    takeBack: (actor, claim) => takeBack(deps, actor, claim),
    ask: (actor, claim) => askForAcceptance(deps, actor, claim),
    waysBack: (actor, claim) => readWaysBack(deps, actor, claim),
    async findCriteria(actor, claim) {
      const found = await foundStory(deps, actor, claim.issueId);
      if (found.kind === 'refused') return found;
      return { kind: 'shown', found: criteriaInDescription(await deps.stories.description(found.issue.id)) };
    },
    waiting: (actor, claim) => readWaiting(deps, actor, claim),
    templates: (actor, projectId) => readTemplatesShown(deps, actor, projectId),
    setTemplates: (actor, claim) => setTemplates(deps, actor, claim),
    policy: (actor, projectId) => readPolicyShown(deps, actor, projectId),
    setPolicy: (actor, claim) => setPolicy(deps, actor, claim),
    arrivals: (actor, claim) => readArrivals(deps, actor, claim),
    async ruleExpression(needs) {
      return ruleExpression(needs, (await deps.sites.current()).acceptance, deps.sites.id());
    },
    ways: (actor, projectId) => readWays(deps, actor, projectId),
    ruleChanges: (actor, projectId) => readRuleChanges(deps, actor, projectId),
    ruleUses: (actor, claim) => readRuleUses(deps, actor, claim),
    removeRules: (actor, claim) => removeRules(deps, actor, claim),
    createRole: (actor) => createOwnerRole(deps, actor),
    role: (actor, projectId) => readOwnerRole(deps, actor, projectId),
    keepRole: (actor, claim) => keepOwnerRole(deps, actor, claim),
    ownershipChanged: (projectId) => ownershipChanged(deps, projectId),
    ruleFailed: (rule) => recordFailure(deps, rule),
    sweepRules: () => sweepRules(deps),
    sweepRoles: () => sweepOwnerRoles(deps),
    settle: (issueIds) => settleStories(deps, issueIds),
    sweep: () => sweepStories(deps),
    byTransition: (issueId, what) => byTransition(deps, issueId, what),
    async deleted(issueId) {
      // What the app cannot see is not always gone; what Jira calls deleted and nobody can see is.
      if ((await deps.stories.read([issueId])).length === 0) await forgetChecklist(deps.storage, issueId);
    },
    installed: () => askForEverything(deps),
    async run(message) {
      if (!task.safeParse(message).success) return false;
      await settleEverything(deps);
      return true;
    },
    uninstalling: (until) => clearValues(deps, until),
  };
}
