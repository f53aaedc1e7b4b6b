import type { Actor, ProjectId } from '../../core/actor';
import { administered, type ForAdmins } from '../../core/administered';
import type { Authority } from '../../core/authority';
import type { Permissions, Person, Projects } from '../../core/permissions';

/** Who could own the project or stand in for its owner: for the owner and for whoever administers it. */
export async function findPeople(
  deps: { readonly authority: Authority; readonly projects: Projects; readonly permissions: Permissions },
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly query: string },
): Promise<ForAdmins<readonly Person[]>> {
  const found = await administered(deps, actor, claim.projectId, 'lend');
  if (found.kind === 'refused') return found;
  return { kind: 'shown', shown: await deps.permissions.browsers(found.project.key, claim.query.trim()) };
}
