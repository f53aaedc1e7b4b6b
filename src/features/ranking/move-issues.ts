import type { Actor, IssueId, ProjectId } from '../../core/actor';
import { administered, type NotForThem } from '../../core/administered';
import { AppError } from '../../core/errors';
import type { Anchor } from '../../core/rank';
import { keepHints } from './hints';
import { look } from './look';
import { shownOrder, type InTier, type OrderDeps } from './shown-order';

/** As the caller, so that Jira's history names them; the guard is told where to look. */
export async function moveIssues(
  deps: OrderDeps,
  actor: Actor,
  claim: InTier & { readonly issues: readonly IssueId[]; readonly anchor: Anchor },
): Promise<
  | { readonly kind: 'moved'; readonly left: readonly IssueId[] }
  | NotForThem
  | { readonly kind: 'refused'; readonly reason: 'order-changed' }
> {
  const found = await administered(deps, actor, claim.projectId, 'rank');
  if (found.kind === 'refused') return found;
  const { project } = found;
  const { order } = await shownOrder(deps, { projectId: project.id, tier: claim.tier });
  const known = new Set(order);
  const next = 'after' in claim.anchor ? claim.anchor.after : claim.anchor.before;
  const issues = [...new Set(claim.issues)].filter((id) => id !== next);
  if (!known.has(next) || issues.some((id) => !known.has(id))) return { kind: 'refused', reason: 'order-changed' };
  const left = issues.length === 0 ? [] : await deps.asCaller.rank(issues, claim.anchor);
  await lookAt(deps, project.id, issues);
  return { kind: 'moved', left };
}

/** At once, so that whoever reads the order next reads what they did; where that fails, the event or the sweep leads there. */
async function lookAt(deps: OrderDeps, projectId: ProjectId, issues: readonly IssueId[]): Promise<void> {
  const hints = issues.map((id) => ({ id }));
  try {
    if (hints.length > 0) await look(deps, projectId, hints);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await keepHints(deps, projectId, hints);
  }
}
