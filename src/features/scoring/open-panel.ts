import type { Actor, IssueId } from '../../core/actor';
import type { Authority, Decision } from '../../core/authority';
import type { Position, Positions, ScoreFields } from '../../core/ports';
import type { ScoringModel } from './model';
import { valueOf, type Value } from './value';

export interface Panel {
  readonly issueId: IssueId;
  readonly model: ScoringModel;
  readonly value: Value;
  readonly position: Position;
  readonly decision: Decision;
}

/** Everything the panel shows: three Jira calls up to 5,000 open issues, no write. AppError `not-found` for whoever cannot see the issue. */
export async function openPanel(
  deps: { readonly fields: ScoreFields; readonly positions: Positions; readonly authority: Authority; readonly model: ScoringModel },
  actor: Actor,
  claimedIssueId: IssueId,
): Promise<Panel> {
  const issue = await deps.fields.issueForPanel(claimedIssueId);
  const [position, decision] = await Promise.all([
    deps.positions.of(issue),
    deps.authority.mayUse(actor, 'score', { projectId: issue.projectId, issueId: issue.id }),
  ]);
  return { issueId: issue.id, model: deps.model, value: valueOf(deps.model, issue), position, decision };
}
