import type { IssueId, ProjectId } from '../../core/actor';
import type { SecuredIssues, VisibleIssues } from '../../core/rank';

/** Issues with a security level that this reader may not see: of them nothing but their number may be told (O3b). Mostly there are none, and that costs a point. */
export async function hiddenOf(
  deps: { readonly secured: SecuredIssues; readonly visible: VisibleIssues },
  projectId: ProjectId,
): Promise<ReadonlySet<IssueId>> {
  const secured = await deps.secured.inProject(projectId);
  if (secured.length === 0) return new Set();
  const seen = await deps.visible.asCaller(secured);
  return new Set(secured.filter((id) => !seen.has(id)));
}
