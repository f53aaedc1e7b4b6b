import type { AccountId, Actor, IssueId } from '../../core/actor';
import type { Authority, RefusalReason } from '../../core/authority';
import type { Now } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { Log, ScoreFields } from '../../core/ports';
import type { FactorsChange, FactorsHistory } from '../../core/scores';
import type { Storage } from '../../core/storage';
import type { ScoringModel } from './model';
import { answering, check, evaluate, explain, type Explanation, type StoredFactors } from './rules';
import { readFactors } from './stored-factors';
import { readProjectModel } from './stored-model';
import { valueOf, type Value } from './value';

export type ScoreIssueResult =
  | { readonly kind: 'scored'; readonly value: Value }
  | { readonly kind: 'refused'; readonly reason: RefusalReason | 'not-software' }
  /** The answers themselves: a sentence each, nothing was written. */
  | { readonly kind: 'invalid'; readonly problems: readonly Explanation[] };

export interface ScoreIssueDeps {
  readonly fields: ScoreFields;
  readonly history: FactorsHistory;
  readonly authority: Authority;
  readonly storage: Storage;
  readonly log: Log;
  readonly now: Now;
}

/**
 * Gives an issue's answers and writes the score that follows from them. Answers merge into what Jira holds, so an answer of somebody else's to another
 * question stays, also where two people save within the same moment. What a person typed wrongly is refused here, before anything is written.
 */
export async function scoreIssue(
  deps: ScoreIssueDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId; readonly answers: Readonly<Record<string, number | null>> },
): Promise<ScoreIssueResult> {
  const issue = await deps.fields.issueForPanel(claim.issueId);
  const [decision, { model }] = await Promise.all([
    deps.authority.mayUse(actor, 'score', { projectId: issue.projectId, issueId: issue.id }),
    readProjectModel(deps.storage, issue.projectId),
  ]);
  if (!decision.allowed || actor.kind !== 'person') return { kind: 'refused', reason: decision.allowed ? 'anonymous' : decision.reason };
  if (!issue.software) return { kind: 'refused', reason: 'not-software' };

  // Only what this person says now is judged; what others left off the scale stays theirs to mend.
  const given = Object.fromEntries(Object.entries(claim.answers).filter((entry): entry is [string, number] => entry[1] !== null));
  const problems = check(model, given);
  if (problems.length > 0) return { kind: 'invalid', problems: problems.map(explain) };

  const stored = readFactors(issue.factors);
  const factors = answering(model, stored, claim.answers);
  // Nothing new: no write, no history entry, and whoever scored last stays who scored last.
  if (stored !== 'unreadable' && same(stored, factors)) return { kind: 'scored', value: valueOf(model, issue) };

  const written = await giveAnswers(deps, { ...issue, by: actor.accountId }, model, { stored, answers: claim.answers, factors });
  const outcome = evaluate(model, written);
  const score = outcome.kind === 'scored' ? outcome.score : null;
  const lastScored = { by: actor.accountId, name: null, at: deps.now() };
  try {
    const refused = score === issue.score ? [] : await deps.fields.writeScores([{ id: issue.id, score }]);
    return { kind: 'scored', value: valueOf(model, { factors: written, score: refused.length === 0 ? score : issue.score, lastScored }) };
  } catch (error) {
    // The answers are in; the score follows by the event or the sweep. The panel says so, because `stored` still shows the old one.
    deps.log.error('The score could not be written yet', error, { issueId: issue.id });
    return { kind: 'scored', value: valueOf(model, { factors: written, score: issue.score, lastScored }) };
  }
}

/** Saves that cross each other this often in a row are more than people do. */
const MOST_CROSSINGS = 3;

/**
 * Writes the answers, and gives back what somebody else's save wrote between our reading and our writing: Jira's history says what our write replaced, and
 * where that is not what we had read, our answers are merged into it and written again.
 */
async function giveAnswers(
  deps: Pick<ScoreIssueDeps, 'fields' | 'history' | 'log'>,
  issue: { readonly id: IssueId; readonly lastChange: string | null; readonly by: AccountId },
  model: ScoringModel,
  given: { readonly stored: Read; readonly answers: Answers; readonly factors: StoredFactors | null },
): Promise<StoredFactors | null> {
  let { stored, factors } = given;
  let seen = issue.lastChange;
  for (let crossings = 0; crossings <= MOST_CROSSINGS; crossings += 1) {
    await deps.fields.writeFactors(issue.id, factors, issue.by);
    const ours = await ourChange(deps, issue.id, factors, seen);
    const replaced = ours === undefined ? 'unreadable' : readFactors(ours.from);
    if (ours === undefined || replaced === 'unreadable' || (stored !== 'unreadable' && same(replaced, stored))) break;
    const both = answering(model, replaced, given.answers);
    if (same(both, factors)) break;
    stored = factors;
    factors = both;
    seen = ours.id;
  }
  return factors;
}

/** The history entry our write made, among those newer than `seen`; undefined where Jira shows none (yet). */
async function ourChange(
  deps: Pick<ScoreIssueDeps, 'history' | 'log'>,
  issueId: IssueId,
  written: StoredFactors | null,
  seen: string | null,
): Promise<FactorsChange | undefined> {
  try {
    const { changes } = await deps.history.of(issueId, LOOK_BACK);
    const known = changes.findIndex(({ id }) => id === seen);
    return changes.slice(0, known === -1 ? changes.length : known).find(({ to }) => {
      const read = readFactors(to);
      return read !== 'unreadable' && same(read, written);
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('Whether another save crossed this one is not known', { issueId, code: error.code });
    return undefined;
  }
}

/** Changes of others that may stand before ours in the history. */
const LOOK_BACK = 10;

type Read = StoredFactors | null | 'unreadable';
type Answers = Readonly<Record<string, number | null>>;

function same(one: StoredFactors | null, other: StoredFactors | null): boolean {
  if (one === null || other === null) return one === other;
  const keys = Object.keys(one.inputs);
  return (
    one.model === other.model &&
    keys.length === Object.keys(other.inputs).length &&
    keys.every((key) => one.inputs[key] === other.inputs[key]) &&
    // Answers are only ever added to what is kept of other models.
    Object.keys(one.earlier ?? {}).length === Object.keys(other.earlier ?? {}).length
  );
}
