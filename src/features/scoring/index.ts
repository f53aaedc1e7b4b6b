/**
 * Scoring: what an issue is worth, by its project's model.
 *
 * - People answer the model's questions on the panel, or edit the Value factors field by any way Jira allows; the Value score field follows,
 *   once and quietly (S3). A project's admins choose the model, or write their own; the answers stay, and the scores follow.
 * - Who may edit the issue may score it; who administers the project chooses its model. Refused: everybody else; a cost of zero; an answer off the scale;
 *   a model that cannot score; a change over somebody else's.
 * - A score is absent, never wrong: what the model cannot score is explained instead.
 */
import type { Actor, IssueId, ProjectId } from '../../core/actor';
import type { ForAdmins } from '../../core/administered';
import type { People } from '../../core/permissions';
import type { Positions } from '../../core/ports';
import { chooseModel, type ChooseModelClaim, type ChooseModelDeps, type ChooseModelResult } from './choose-model';
import { openPanel, type Panel } from './open-panel';
import { readHistory, type ScoreHistory } from './read-history';
import { readModels } from './read-models';
import { readScoringSettings, sampleIssues, type Sample, type ScoringSettings } from './read-settings';
import { rescoreProject, resumePasses } from './rescore-project';
import { scoreIssue, type ScoreIssueDeps, type ScoreIssueResult } from './score-issue';
import { settleScores } from './settle-scores';
import { sweepScores } from './sweep-scores';

export interface ScoringDeps extends ChooseModelDeps, ScoreIssueDeps {
  readonly positions: Positions;
  readonly people: People;
}

export interface ScoringFeature {
  /** Null where the project is no software project. */
  open(actor: Actor, issueId: IssueId): Promise<Panel | null>;
  score(actor: Actor, claim: { issueId: IssueId; answers: Readonly<Record<string, number | null>> }): Promise<ScoreIssueResult>;
  /** For whoever sees the issue. */
  history(issueId: IssueId): Promise<ScoreHistory>;
  /** For whoever sees the projects; null where one is no software project. */
  models(projectIds: readonly ProjectId[]): ReturnType<typeof readModels>;
  settings(actor: Actor, projectId: ProjectId): Promise<ForAdmins<ScoringSettings>>;
  chooseModel(actor: Actor, claim: ChooseModelClaim): Promise<ChooseModelResult>;
  samples(actor: Actor, projectId: ProjectId): Promise<ForAdmins<readonly Sample[]>>;
  /** After a hint that these issues' factors changed. */
  settle(issueIds: readonly IssueId[]): Promise<number>;
  sweep(): Promise<number>;
  /** One turn of the pass over a project after a change of its model. */
  rescore(projectId: ProjectId): Promise<void>;
  /** Starts passes that stopped on the way. */
  resumePasses(): Promise<number>;
}

export function createScoring(deps: ScoringDeps): ScoringFeature {
  return {
    open: (actor, issueId) => openPanel(deps, actor, issueId),
    score: (actor, claim) => scoreIssue(deps, actor, claim),
    history: (issueId) => readHistory(deps, issueId),
    models: (projectIds) => readModels(deps, projectIds),
    settings: (actor, projectId) => readScoringSettings(deps, actor, projectId),
    chooseModel: (actor, claim) => chooseModel(deps, actor, claim),
    samples: (actor, projectId) => sampleIssues(deps, actor, projectId),
    settle: (issueIds) => settleScores(deps, issueIds),
    sweep: () => sweepScores(deps),
    rescore: (projectId) => rescoreProject(deps, projectId),
    resumePasses: () => resumePasses(deps),
  };
}
