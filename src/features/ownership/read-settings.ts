import type { AccountId, Actor, ProjectId } from '../../core/actor';
import { forAdmins, type ForAdmins } from '../../core/administered';
import type { Authority } from '../../core/authority';
import type { People, Permissions, Projects } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import { readOwnership } from './store';

interface Deps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly permissions: Permissions;
  readonly people: People;
  readonly storage: Storage;
}

/** `absent`: inactive, gone, or may not browse the project. Nothing is then done in that owner's name (O4). */
export interface OwnershipSettings {
  readonly projectId: ProjectId;
  readonly projectKey: string;
  readonly projectName: string;
  readonly revision: number;
  readonly owner: { readonly accountId: AccountId; readonly name: string | null; readonly state: 'present' | 'absent' } | null;
  readonly lastChange: { readonly by: AccountId; readonly name: string | null; readonly at: number } | null;
}

/** A project's owner as its admins see it. */
export function readOwnershipSettings(deps: Deps, actor: Actor, projectId: ProjectId): Promise<ForAdmins<OwnershipSettings>> {
  return forAdmins(deps, actor, projectId, async (project) => {
    const { owner, changed, named } = await readOwnership(deps.storage, project.id);
    const [ownerName, present, changerName] = await Promise.all([
      owner === null ? null : deps.people.nameOf(owner),
      owner === null ? false : deps.permissions.mayBrowse(owner, project.key),
      changed === null ? null : deps.people.nameOf(changed.by),
    ]);
    return {
      projectId: project.id,
      projectKey: project.key,
      projectName: project.name,
      revision: named,
      owner: owner === null ? null : { accountId: owner, name: ownerName, state: present ? 'present' : 'absent' },
      lastChange: changed === null ? null : { ...changed, name: changerName },
    };
  });
}
