import type { IssueId } from '../../core/actor';
import type { Log, ScoreFields } from '../../core/ports';
import type { Storage } from '../../core/storage';
import type { StoredScore } from '../../core/scores';
import { modelsOf, type ModelOf } from './stored-model';
import { scoreFor } from './value';

/** Most issues one strong read takes (`issue/bulkfetch`). */
const READ_LIMIT = 100;

export interface SettleDeps {
  readonly fields: ScoreFields;
  readonly storage: Storage;
  readonly log: Log;
}

/**
 * Makes the score of each issue what its stored factors say by its project's model. Reads before it writes, writes only differences: called once or five
 * times, by an event that is late or doubled, by the sweep or after a change of model, it comes to the same. Answers how many scores it changed.
 */
export async function settleScores(
  deps: SettleDeps,
  issueIds: readonly IssueId[],
  modelOf: ModelOf = modelsOf(deps.storage),
): Promise<number> {
  let changed = 0;
  for (let start = 0; start < issueIds.length; start += READ_LIMIT) {
    const wrong = await wrongScores(modelOf, await deps.fields.read(issueIds.slice(start, start + READ_LIMIT)));
    if (wrong.length === 0) continue;
    const refused = await deps.fields.writeScores(wrong);
    if (refused.length > 0) deps.log.warn('Jira did not take some scores', { issueIds: refused });
    changed += wrong.length - refused.length;
  }
  return changed;
}

/** The same for what a search shows, which is a hint: only issues it shows wrong are read strongly and written. */
export async function settleFound(
  deps: SettleDeps,
  found: readonly StoredScore[],
  modelOf: ModelOf = modelsOf(deps.storage),
): Promise<number> {
  const wrong = await wrongScores(modelOf, found);
  return settleScores(
    deps,
    wrong.map(({ id }) => id),
    modelOf,
  );
}

/** Those whose score is not what their factors say, with the score they should have. */
async function wrongScores(
  modelOf: ModelOf,
  issues: readonly StoredScore[],
): Promise<readonly { readonly id: IssueId; readonly score: number | null }[]> {
  const judged = await Promise.all(
    issues
      .filter(({ software }) => software)
      .map(async ({ id, projectId, factors, score: held }) => ({ id, held, score: scoreFor(await modelOf(projectId), factors) })),
  );
  return judged.filter(({ held, score }) => held !== score).map(({ id, score }) => ({ id, score }));
}
