import type { IssueForPanel } from '../../../core/issue';
import type { Position } from '../../../core/ports';

/** Why an issue has no place in the guarded scope, or in which order it stands (R1). */
export function tierOf(
  issue: Pick<IssueForPanel, 'hierarchyLevel' | 'done' | 'activeSprint'>,
): Extract<Position, { kind: 'outside' }> | 'backlog' | 'epics' {
  if (issue.hierarchyLevel < 0) return { kind: 'outside', because: 'sub-task' };
  if (issue.done) return { kind: 'outside', because: 'done' };
  if (issue.hierarchyLevel > 0) return 'epics';
  if (issue.activeSprint !== null) return { kind: 'outside', because: 'in-sprint', sprint: issue.activeSprint };
  return 'backlog';
}
