/**
 * Scoring: what an issue is worth, by the project's model.
 *
 * - People answer the model's questions on the panel, or edit the Value factors field by any way Jira allows; the Value score field follows,
 *   once and quietly (S3).
 * - Who may edit the issue may score it. Refused: who may not; a cost of zero; an answer off the scale.
 * - A score is absent, never wrong: what the model cannot score is explained instead.
 */
import type { Actor, IssueId } from '../../core/actor';
import type { Authority } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { Log, Positions, ScoreFields } from '../../core/ports';
import type { Storage } from '../../core/storage';
import { wsjf } from './models/wsjf';
import { openPanel, type Panel } from './open-panel';
import { scoreIssue, type ScoreIssueResult } from './score-issue';
import { settleScores } from './settle-scores';
import { sweepScores } from './sweep-scores';

export interface ScoringDeps {
  readonly fields: ScoreFields;
  readonly positions: Positions;
  readonly authority: Authority;
  readonly storage: Storage;
  readonly log: Log;
  readonly now: Now;
}

export interface ScoringFeature {
  open(actor: Actor, issueId: IssueId): Promise<Panel>;
  score(actor: Actor, claim: { issueId: IssueId; answers: Readonly<Record<string, number | null>> }): Promise<ScoreIssueResult>;
  /** After a hint that these issues' factors changed. */
  settle(issueIds: readonly IssueId[]): Promise<number>;
  sweep(): Promise<number>;
}

export function createScoring(deps: ScoringDeps): ScoringFeature {
  const withModel = { ...deps, model: wsjf };
  return {
    open: (actor, issueId) => openPanel(withModel, actor, issueId),
    score: (actor, claim) => scoreIssue(withModel, actor, claim),
    settle: (issueIds) => settleScores(withModel, issueIds),
    sweep: () => sweepScores(withModel),
  };
}
