import type { Outside, Tier } from '../../../core/rank';

/** Where an issue belongs in its own project (R1): a team orders its own sprint, epics have an order of their own, sub-tasks none. */
export type OwnScope =
  { readonly kind: 'in'; readonly tier: Tier } | (Outside & { readonly because: Exclude<Outside['because'], 'elsewhere'> });

export function scopeOf(issue: {
  readonly hierarchyLevel: number;
  readonly done: boolean;
  /** The active sprint it is in, or null. */
  readonly activeSprint: string | null;
}): OwnScope {
  if (issue.hierarchyLevel < 0) return { kind: 'out', because: 'sub-task' };
  if (issue.done) return { kind: 'out', because: 'done' };
  if (issue.hierarchyLevel > 0) return { kind: 'in', tier: 'epics' };
  if (issue.activeSprint !== null) return { kind: 'out', because: 'in-sprint', sprint: issue.activeSprint };
  return { kind: 'in', tier: 'backlog' };
}
