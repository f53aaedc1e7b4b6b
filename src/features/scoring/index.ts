/**
 * Scoring: what an issue is worth, by its project's model.
 *
 * - People answer the model's questions on the panel, or edit the Value factors field by any way Jira allows; the Value score field follows,
 *   once and quietly (S3). A project's admins choose the model, or write their own; the answers stay, and the scores follow.
 * - Who may edit the issue may score it; who administers the project chooses its model. Refused: everybody else; a cost of zero; an answer off the scale;
 *   a model that cannot score; a change over somebody else's.
 * - Where a project scores as a team (S5), people give answers of their own, hidden until they have given theirs or the owner reveals them; the median or the owner's
 *   then goes to Jira the same way. Only owner and delegates reveal, and set other answers with a reason.
 * - A score is absent, never wrong: what the model cannot score is explained instead. One that is old says so (S6).
 */
import type { Actor, IssueId, ProjectId } from '../../core/actor';
import type { ForAdmins } from '../../core/administered';
import type { People } from '../../core/permissions';
import type { Positions } from '../../core/ports';
import type { IssueList, IssueQuery } from '../../core/scores';
import { chooseModel, type ChooseModelClaim, type ChooseModelDeps, type ChooseModelResult } from './choose-model';
import { findIssues, readFilters, readRows, type ScoreFilter } from './list-issues';
import { openPanel, readTeamScoring, type Panel } from './open-panel';
import { readHistory, type ScoreHistory } from './read-history';
import { readModels } from './read-models';
import { readScoringSettings, sampleIssues, type Sample, type ScoringSettings } from './read-settings';
import { applyAgain, clearOverride, overrideAnswers, revealAnswers, type DecideForTeamDeps } from './decide-for-team';
import { giveOwnAnswers } from './give-own-answers';
import { rescoreProject, resumePasses } from './rescore-project';
import { confirmScore, scoreIssue, type ConfirmResult, type ScoreIssueResult } from './score-issue';
import { readPolicy, setPolicy, type ScoringPolicyClaim, type ScoringPolicyShown, type SetPolicyResult } from './set-scoring-policy';
import type { Shown } from './show-issue';
import type { Answers } from './write-answers';
import { settleScores } from './settle-scores';
import { sweepScores } from './sweep-scores';

export interface ScoringDeps extends ChooseModelDeps, DecideForTeamDeps {
  readonly positions: Positions;
  readonly people: People;
  readonly list: IssueList;
}

export interface ScoringFeature {
  /** Null where the project is no software project. */
  open(actor: Actor, issueId: IssueId): Promise<Panel | null>;
  score(actor: Actor, claim: { issueId: IssueId; answers: Answers }): Promise<ScoreIssueResult>;
  /** The answers are still right (S6). */
  confirm(actor: Actor, claim: { issueId: IssueId; score: number }): Promise<ConfirmResult>;
  /** Null where the project is no software project. */
  team(actor: Actor, issueId: IssueId): Promise<Shown | null>;
  give(actor: Actor, claim: { issueId: IssueId; answers: Answers }): ReturnType<typeof giveOwnAnswers>;
  reveal(actor: Actor, issueId: IssueId): ReturnType<typeof revealAnswers>;
  override(actor: Actor, claim: { issueId: IssueId; answers: Answers; reason: string }): ReturnType<typeof overrideAnswers>;
  clearOverride(actor: Actor, issueId: IssueId): ReturnType<typeof clearOverride>;
  applyAgain(actor: Actor, issueId: IssueId): ReturnType<typeof applyAgain>;
  policy(actor: Actor, projectId: ProjectId): Promise<ForAdmins<ScoringPolicyShown>>;
  setPolicy(actor: Actor, claim: ScoringPolicyClaim): Promise<SetPolicyResult>;
  /** For whoever sees the issue. */
  history(issueId: IssueId): Promise<ScoreHistory>;
  /** For whoever sees the projects; null where one is no software project. */
  models(projectIds: readonly ProjectId[]): ReturnType<typeof readModels>;
  /** A list's issues, for whoever sees the project: what is hidden from them is left out. */
  rows(actor: Actor, claim: { projectId: ProjectId; ids: readonly IssueId[] }): ReturnType<typeof readRows>;
  find(claim: Omit<IssueQuery, 'scored'> & { score?: ScoreFilter | undefined }): ReturnType<typeof findIssues>;
  filters(projectId: ProjectId): ReturnType<typeof readFilters>;
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
    confirm: (actor, claim) => confirmScore(deps, actor, claim),
    team: (actor, issueId) => readTeamScoring(deps, actor, issueId),
    give: (actor, claim) => giveOwnAnswers(deps, actor, claim),
    reveal: (actor, issueId) => revealAnswers(deps, actor, issueId),
    override: (actor, claim) => overrideAnswers(deps, actor, claim),
    clearOverride: (actor, issueId) => clearOverride(deps, actor, issueId),
    applyAgain: (actor, issueId) => applyAgain(deps, actor, issueId),
    policy: (actor, projectId) => readPolicy(deps, actor, projectId),
    setPolicy: (actor, claim) => setPolicy(deps, actor, claim),
    history: (issueId) => readHistory(deps, issueId),
    models: (projectIds) => readModels(deps, projectIds),
    rows: (actor, claim) => readRows(deps, actor, claim),
    find: (claim) => findIssues(deps, claim),
    filters: (projectId) => readFilters(deps, projectId),
    settings: (actor, projectId) => readScoringSettings(deps, actor, projectId),
    chooseModel: (actor, claim) => chooseModel(deps, actor, claim),
    samples: (actor, projectId) => sampleIssues(deps, actor, projectId),
    settle: (issueIds) => settleScores(deps, issueIds),
    sweep: () => sweepScores(deps),
    rescore: (projectId) => rescoreProject(deps, projectId),
    resumePasses: () => resumePasses(deps),
  };
}
