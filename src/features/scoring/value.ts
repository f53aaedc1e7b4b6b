import type { IssueForPanel, ScoredBy } from '../../core/issue';
import type { Inputs, ScoringModel } from './model';
import { answersOf, asked, evaluate, explained, type Explained } from './rules';
import { readFactors } from './stored-factors';

/** What the panel shows of an issue's value. */
export interface Value {
  readonly inputs: Inputs;
  readonly outcome: Explained;
  readonly stored: number | null;
  readonly lastScored: ScoredBy | null;
}

export function valueOf(model: ScoringModel, issue: Pick<IssueForPanel, 'factors' | 'score' | 'lastScored'>): Value {
  const factors = readFactors(issue.factors);
  return {
    inputs: asked(model, answersOf(model, factors) ?? {}),
    outcome: explained(evaluate(model, factors)),
    stored: issue.score,
    lastScored: issue.lastScored,
  };
}

/** The number the Value score field has to hold for these factors. */
export function scoreFor(model: ScoringModel, factors: unknown): number | null {
  const outcome = evaluate(model, readFactors(factors));
  return outcome.kind === 'scored' ? outcome.score : null;
}
