import type { IssueId } from '../../core/actor';
import type { Log, ScoreFields } from '../../core/ports';
import type { ScoringModel } from './model';
import { scoreFor } from './value';

/** Most issues one strong read takes (`issue/bulkfetch`). */
const READ_LIMIT = 100;

export interface SettleDeps {
  readonly fields: ScoreFields;
  readonly model: ScoringModel;
  readonly log: Log;
}

/**
 * Makes the score of each issue what its stored factors say. Reads before it writes, writes only differences: called once or five times, by an event that
 * is late or doubled or by the sweep, it comes to the same. Answers how many scores it changed.
 */
export async function settleScores(deps: SettleDeps, issueIds: readonly IssueId[]): Promise<number> {
  let changed = 0;
  for (let start = 0; start < issueIds.length; start += READ_LIMIT) {
    const issues = await deps.fields.read(issueIds.slice(start, start + READ_LIMIT));
    const wrong = issues
      .map((issue) => ({ id: issue.id, held: issue.score, score: scoreFor(deps.model, issue.factors) }))
      .filter(({ held, score }) => held !== score);
    if (wrong.length === 0) continue;
    const refused = await deps.fields.writeScores(wrong);
    if (refused.length > 0) deps.log.warn('Jira did not take some scores', { issueIds: refused });
    changed += wrong.length - refused.length;
  }
  return changed;
}
