import type { AccountId, IssueId } from '../../core/actor';
import type { Now } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { IssueForPanel } from '../../core/issue';
import type { Log, ScoreFields } from '../../core/ports';
import type { FactorsChange, FactorsHistory } from '../../core/scores';
import type { ScoringModel } from './model';
import { answering, evaluate, type StoredFactors } from './rules';
import { readFactors } from './stored-factors';

export interface WriteAnswersDeps {
  readonly fields: ScoreFields;
  readonly history: FactorsHistory;
  readonly log: Log;
  readonly now: Now;
}

export type Answers = Readonly<Record<string, number | null>>;

/**
 * Writes answers to Jira's field, and the score that follows from them: the one way in which the app does. Answers merge into what Jira holds, so an answer of
 * somebody else's to another question stays, also where two people save within the same moment. Answers the issue as it is then: the same one where there was
 * nothing to write, so that whoever scored last stays who scored last.
 */
export async function writeAnswers(
  deps: WriteAnswersDeps,
  issue: IssueForPanel,
  model: ScoringModel,
  by: AccountId,
  answers: Answers,
): Promise<IssueForPanel> {
  const stored = readFactors(issue.factors);
  const factors = answering(model, stored, answers);
  // Nothing new: no write, no history entry.
  if (stored !== 'unreadable' && same(stored, factors)) return issue;

  const written = await giveAnswers(deps, { ...issue, by }, model, { stored, answers, factors });
  const outcome = evaluate(model, written);
  const score = outcome.kind === 'scored' ? outcome.score : null;
  const scored = { ...issue, factors: written, lastScored: { by, name: null, at: deps.now() } };
  try {
    const refused = score === issue.score ? [] : await deps.fields.writeScores([{ id: issue.id, score }]);
    return { ...scored, score: refused.length === 0 ? score : issue.score };
  } catch (error) {
    // The answers are in; the score follows by the event or the sweep. The panel says so, because `stored` still shows the old one.
    deps.log.error('The score could not be written yet', error, { issueId: issue.id });
    return scored;
  }
}

/** Saves that cross each other this often in a row are more than people do. */
const MOST_CROSSINGS = 3;

/**
 * Writes the answers, and gives back what somebody else's save wrote between our reading and our writing: Jira's history says what our write replaced, and
 * where that is not what we had read, our answers are merged into it and written again.
 */
async function giveAnswers(
  deps: Pick<WriteAnswersDeps, 'fields' | 'history' | 'log'>,
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
  deps: Pick<WriteAnswersDeps, 'history' | 'log'>,
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
