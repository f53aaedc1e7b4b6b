import type { Actor, IssueId } from '../../core/actor';
import type { Authority, Decision } from '../../core/authority';
import type { IssueForPanel } from '../../core/issue';
import type { Position, Positions, ScoreFields } from '../../core/ports';
import type { ScoringModel } from './model';
import { readScoringPolicy } from './scoring-policy';
import { showIssue, type ShowDeps, type Shown } from './show-issue';
import { readProjectModel } from './stored-model';

export interface Panel extends Shown {
  readonly issueId: IssueId;
  readonly model: ScoringModel;
  readonly position: Position;
  readonly decision: Decision;
}

interface Deps extends ShowDeps {
  readonly fields: ScoreFields;
  readonly positions: Positions;
  readonly authority: Authority;
}

/**
 * Everything the panel shows: three Jira calls up to 5,000 open issues (one more where there are names to ask for: the app wrote for the person, somebody found the
 * score still right, or the team scores), no write. AppError `not-found` for whoever cannot see the issue; null where the project is no software project.
 */
export async function openPanel(deps: Deps, actor: Actor, claimedIssueId: IssueId): Promise<Panel | null> {
  const issue = await deps.fields.issueForPanel(claimedIssueId);
  if (!issue.software) return null;
  const [position, seen] = await Promise.all([deps.positions.of(issue), see(deps, actor, issue)]);
  return { issueId: issue.id, position, ...seen };
}

/** The value and the team's answers alone. */
export async function readTeamScoring(deps: Omit<Deps, 'positions'>, actor: Actor, claimedIssueId: IssueId): Promise<Shown | null> {
  const issue = await deps.fields.issueForPanel(claimedIssueId);
  return issue.software ? see(deps, actor, issue) : null;
}

async function see(
  deps: Omit<Deps, 'positions'>,
  actor: Actor,
  issue: IssueForPanel,
): Promise<Shown & { readonly model: ScoringModel; readonly decision: Decision }> {
  const [decision, { model }, policy] = await Promise.all([
    deps.authority.mayUse(actor, 'score', { projectId: issue.projectId, issueId: issue.id }),
    readProjectModel(deps.storage, issue.projectId),
    readScoringPolicy(deps.storage, issue.projectId),
  ]);
  const shown = await showIssue(deps, actor, issue, { model, policy, decision });
  return { ...shown, model, decision };
}
