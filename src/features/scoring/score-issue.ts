import type { AccountId, Actor, IssueId } from '../../core/actor';
import type { Authority, Capacity, Decision, RefusalReason } from '../../core/authority';
import type { IssueForPanel } from '../../core/issue';
import { keepConfirmation } from './confirmations';
import type { ScoringModel } from './model';
import { check, explain, type Explanation } from './rules';
import { readScoringPolicy, type ScoringPolicy } from './scoring-policy';
import { showIssue, type ShowDeps } from './show-issue';
import { readProjectModel } from './stored-model';
import { answered, type Value } from './value';
import { writeAnswers, type Answers, type WriteAnswersDeps } from './write-answers';

export interface ScoreIssueDeps extends WriteAnswersDeps, ShowDeps {
  readonly authority: Authority;
}

/** An issue, for somebody who may score it. */
export interface Scorable {
  readonly kind: 'scorable';
  readonly issue: IssueForPanel;
  readonly model: ScoringModel;
  readonly policy: ScoringPolicy;
  readonly by: AccountId;
  readonly capacity: Capacity;
  readonly decision: Decision & { readonly allowed: true };
}

/** `team-scoring`: people answer for themselves here, and the answers are put together. */
export type NotToScore = { readonly kind: 'refused'; readonly reason: RefusalReason | 'not-software' };

/** The answers themselves: a sentence each, nothing was written. */
export interface Invalid {
  readonly kind: 'invalid';
  readonly problems: readonly Explanation[];
}

export async function scorable(
  deps: Pick<ScoreIssueDeps, 'fields' | 'authority' | 'storage'>,
  actor: Actor,
  claimed: IssueId,
): Promise<Scorable | NotToScore> {
  const issue = await deps.fields.issueForPanel(claimed);
  const [decision, { model }, policy] = await Promise.all([
    deps.authority.mayUse(actor, 'score', { projectId: issue.projectId, issueId: issue.id }),
    readProjectModel(deps.storage, issue.projectId),
    readScoringPolicy(deps.storage, issue.projectId),
  ]);
  if (!decision.allowed || actor.kind !== 'person') return { kind: 'refused', reason: decision.allowed ? 'anonymous' : decision.reason };
  if (!issue.software) return { kind: 'refused', reason: 'not-software' };
  return { kind: 'scorable', issue, model, policy, by: actor.accountId, capacity: decision.capacity, decision };
}

/** What is wrong with these answers. Only what this person says now is judged; what others left off the scale stays theirs to mend. */
export function faultsIn(model: ScoringModel, answers: Answers): Invalid | null {
  const given = Object.fromEntries(Object.entries(answers).filter((entry): entry is [string, number] => entry[1] !== null));
  const problems = check(model, given);
  return problems.length === 0 ? null : { kind: 'invalid', problems: problems.map(explain) };
}

export type ScoreIssueResult =
  { readonly kind: 'scored'; readonly value: Value } | NotToScore | { readonly kind: 'refused'; readonly reason: 'team-scoring' } | Invalid;

/** Gives an issue's answers and writes the score that follows from them. What a person typed wrongly is refused here, before anything is written. */
export async function scoreIssue(
  deps: ScoreIssueDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId; readonly answers: Answers },
): Promise<ScoreIssueResult> {
  const found = await scorable(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  if (found.policy.team !== 'off') return { kind: 'refused', reason: 'team-scoring' };
  const { issue, model, by } = found;
  const invalid = faultsIn(model, claim.answers);
  if (invalid !== null) return invalid;
  const scored = await writeAnswers(deps, issue, model, by, claim.answers);
  return { kind: 'scored', value: (await showIssue(deps, actor, scored, found)).value };
}

export type ConfirmResult =
  | { readonly kind: 'confirmed'; readonly value: Value }
  | NotToScore
  | { readonly kind: 'refused'; readonly reason: 'nothing-to-confirm' | 'score-changed' };

/**
 * Says that an issue's answers are still right: as good as giving them now (S6). Needs `score`. `score` is what the person looked at: where it is another by now, they
 * look again.
 */
export async function confirmScore(
  deps: ScoreIssueDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId; readonly score: number },
): Promise<ConfirmResult> {
  const found = await scorable(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  const { issue, model, by } = found;
  const { outcome } = answered(model, issue.factors);
  if (outcome.kind !== 'scored') return { kind: 'refused', reason: 'nothing-to-confirm' };
  if (outcome.score !== claim.score) return { kind: 'refused', reason: 'score-changed' };
  await keepConfirmation(deps.storage, issue.id, { by, at: deps.now() });
  return { kind: 'confirmed', value: (await showIssue(deps, actor, issue, found)).value };
}
