import type { Actor, IssueId } from '../../core/actor';
import type { Authority, Decision } from '../../core/authority';
import { AppError } from '../../core/errors';
import type { ScoredBy } from '../../core/issue';
import type { People } from '../../core/permissions';
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
 * Everything the panel shows: three Jira calls up to 5,000 open issues (one more where the app wrote for the person), no write. AppError `not-found` for whoever cannot see the issue; null where the
 * project is no software project.
 */
export async function openPanel(
  deps: {
    readonly fields: ScoreFields;
    readonly positions: Positions;
    readonly authority: Authority;
    readonly storage: Storage;
    readonly people: People;
  },
  actor: Actor,
  claimedIssueId: IssueId,
): Promise<Panel | null> {
  const issue = await deps.fields.issueForPanel(claimedIssueId);
  if (!issue.software) return null;
  const [position, decision, { model }, lastScored] = await Promise.all([
    deps.positions.of(issue),
    deps.authority.mayUse(actor, 'score', { projectId: issue.projectId, issueId: issue.id }),
    readProjectModel(deps.storage, issue.projectId),
    named(deps.people, issue.lastScored),
  ]);
  return { issueId: issue.id, model, value: valueOf(model, { ...issue, lastScored }), position, decision };
}

/** Jira's history names who wrote; where the app wrote for somebody, their name is asked for. */
async function named(people: People, scored: ScoredBy | null): Promise<ScoredBy | null> {
  if (scored === null || scored.name !== null) return scored;
  try {
    return { ...scored, name: await people.nameOf(scored.by) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return scored;
  }
}
