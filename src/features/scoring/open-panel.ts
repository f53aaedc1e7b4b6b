import type { Actor, IssueId } from '../../core/actor';
import type { Authority, Decision } from '../../core/authority';
import type { Position, Positions, ScoreFields } from '../../core/ports';
import type { Storage } from '../../core/storage';
import type { ScoringModel } from './model';
import { readProjectModel } from './stored-model';
import { valueOf, type Value } from './value';

export interface Panel {
  readonly issueId: IssueId;
  readonly model: ScoringModel;
  readonly value: Value;
  readonly position: Position;
  readonly decision: Decision;
}

/**
 * Everything the panel shows: three Jira calls up to 5,000 open issues, no write. AppError `not-found` for whoever cannot see the issue; null where the
 * project is no software project.
 */
export async function openPanel(
  deps: { readonly fields: ScoreFields; readonly positions: Positions; readonly authority: Authority; readonly storage: Storage },
  actor: Actor,
  claimedIssueId: IssueId,
): Promise<Panel | null> {
  const issue = await deps.fields.issueForPanel(claimedIssueId);
  if (!issue.software) return null;
  const [position, decision, { model }] = await Promise.all([
    deps.positions.of(issue),
    deps.authority.mayUse(actor, 'score', { projectId: issue.projectId, issueId: issue.id }),
    readProjectModel(deps.storage, issue.projectId),
  ]);
  return { issueId: issue.id, model, value: valueOf(model, issue), position, decision };
}
