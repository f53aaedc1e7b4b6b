import type { AccountId } from '../../core/actor';
import type { IssueForPanel, ScoredBy } from '../../core/issue';
import type { Confirmation } from './confirmations';
import type { Inputs, ScoringModel } from './model';
import { answersOf, asked, evaluate, explained, type Explained } from './rules';
import { scoringTime, staleness, type Stale } from './staleness';
import { readFactors } from './stored-factors';

/** What the panel shows of an issue's value. */
export interface Value {
  readonly inputs: Inputs;
  readonly outcome: Explained;
  readonly stored: number | null;
  readonly lastScored: ScoredBy | null;
  /** Who found these answers still right, after they were given. */
  readonly confirmed: { readonly by: AccountId; readonly name: string | null; readonly at: number } | null;
  /** `afterDays`: the project's limit. */
  readonly stale: (Stale & { readonly afterDays: number | null }) | null;
}

/** What the Value factors field says by this model. */
export function answered(model: ScoringModel, held: unknown): Pick<Value, 'inputs' | 'outcome'> {
  const factors = readFactors(held);
  return { inputs: asked(model, answersOf(model, factors) ?? {}), outcome: explained(evaluate(model, factors)) };
}

export function valueOf(
  model: ScoringModel,
  issue: Pick<IssueForPanel, 'factors' | 'score' | 'lastScored' | 'changes' | 'historyFrom' | 'done'>,
  {
    confirmation,
    staleAfterDays,
    now,
  }: { readonly confirmation: Confirmation | null; readonly staleAfterDays: number | null; readonly now: number },
): Value {
  const { inputs, outcome } = answered(model, issue.factors);
  const scoredAt = issue.lastScored?.at ?? null;
  const counts = confirmation !== null && confirmation.at > (scoredAt ?? issue.historyFrom);
  // What is done is not scored again, and what has no score has none that could be old.
  const stale =
    issue.done || outcome.kind !== 'scored'
      ? null
      : staleness(scoringTime({ scoredAt }, issue.historyFrom, confirmation?.at ?? null), issue.changes, now, staleAfterDays);
  return {
    inputs,
    outcome,
    stored: issue.score,
    lastScored: issue.lastScored,
    confirmed: counts ? { ...confirmation, name: null } : null,
    stale: stale === null ? null : { ...stale, afterDays: staleAfterDays },
  };
}

/** The number the Value score field has to hold for these factors. */
export function scoreFor(model: ScoringModel, factors: unknown): number | null {
  const outcome = evaluate(model, readFactors(factors));
  return outcome.kind === 'scored' ? outcome.score : null;
}
