import type { Actor, IssueId } from '../../core/actor';
import type { Authority, RefusalReason } from '../../core/authority';
import type { Log, ScoreFields } from '../../core/ports';
import type { Inputs, ScoringModel } from './model';
import { asked, calculate, check, explain, merge, type Explanation } from './rules';
import { readFactors } from './stored-factors';
import { valueOf, type Value } from './value';

export type ScoreIssueResult =
  | { readonly kind: 'scored'; readonly value: Value }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  /** The answers themselves: a sentence each, nothing was written. */
  | { readonly kind: 'invalid'; readonly problems: readonly Explanation[] };

/**
 * Gives an issue's answers and writes the score that follows from them. Answers merge into what Jira holds, so an answer of somebody else's to another
 * question stays; of two saves within the same moment the later one wins whole. What a person typed wrongly is refused here, before anything is written.
 */
export async function scoreIssue(
  deps: {
    readonly fields: ScoreFields;
    readonly authority: Authority;
    readonly model: ScoringModel;
    readonly log: Log;
    readonly now: () => number;
  },
  actor: Actor,
  claim: { readonly issueId: IssueId; readonly answers: Readonly<Record<string, number | null>> },
): Promise<ScoreIssueResult> {
  const { model } = deps;
  const issue = await deps.fields.issueForPanel(claim.issueId);
  const decision = await deps.authority.mayUse(actor, 'score', { projectId: issue.projectId, issueId: issue.id });
  if (!decision.allowed || actor.kind !== 'person') return { kind: 'refused', reason: decision.allowed ? 'anonymous' : decision.reason };

  const stored = readFactors(issue.factors);
  const base = stored === null || stored === 'unreadable' || stored.model !== model.id ? {} : asked(model, stored.inputs);
  // Only what this person says now is judged; what others left off the scale stays theirs to mend.
  const given = Object.fromEntries(Object.entries(claim.answers).filter((entry): entry is [string, number] => entry[1] !== null));
  const problems = check(model, given);
  if (problems.length > 0) return { kind: 'invalid', problems: problems.map(explain) };

  const inputs = merge(base, claim.answers);
  const factors = Object.keys(inputs).length === 0 ? null : { model: model.id, inputs };
  const off = check(model, inputs).length > 0;
  const outcome = calculate(model, inputs);
  const score = !off && outcome.kind === 'scored' ? outcome.score : null;

  // Nothing new: no write, no history entry, and whoever scored last stays who scored last.
  const same = stored !== null && stored !== 'unreadable' && stored.model === model.id && sameInputs(stored.inputs, inputs);
  if (same || (stored === null && factors === null)) return { kind: 'scored', value: valueOf(model, issue) };

  await deps.fields.writeFactors(issue.id, factors, actor.accountId);
  const lastScored = { by: actor.accountId, name: null, at: deps.now() };
  try {
    const refused = score === issue.score ? [] : await deps.fields.writeScores([{ id: issue.id, score }]);
    return { kind: 'scored', value: valueOf(model, { factors, score: refused.length === 0 ? score : issue.score, lastScored }) };
  } catch (error) {
    // The answers are in; the score follows by the event or the sweep. The panel says so, because `stored` still shows the old one.
    deps.log.error('The score could not be written yet', error, { issueId: issue.id });
    return { kind: 'scored', value: valueOf(model, { factors, score: issue.score, lastScored }) };
  }
}

function sameInputs(one: Inputs, other: Inputs): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
