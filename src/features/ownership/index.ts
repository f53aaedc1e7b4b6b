/**
 * Ownership: who the product owner of a project is, and who may do what.
 *
 * - `authority` is the one way to decide (O3); every other feature gets it as `core/authority`.
 * - Whoever administers a project names its owner; anybody who sees the project may read who it is.
 * - Of two admins who change the owner at once the later is told, and nothing is overwritten unseen.
 * - Refused: anonymous, unlicensed and app accounts always; naming an owner who cannot browse the project or is inactive.
 */
import type { Actor, ProjectId } from '../../core/actor';
import type { Audit } from '../../core/audit';
import type { ForAdmins } from '../../core/administered';
import type { Authority } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { People, Permissions, Person, Projects } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import { findPeople, readOwnershipSettings, type OwnershipSettings } from './read-settings';
import { decide } from './rules';
import { setOwner, type SetOwnerResult } from './set-owner';
import { readOwnership } from './store';

export interface OwnershipDeps {
  readonly projects: Projects;
  readonly permissions: Permissions;
  readonly people: People;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly now: Now;
}

export interface OwnershipFeature {
  readonly authority: Authority;
  setOwner(actor: Actor, claim: { projectId: ProjectId; accountId: string | null; revision?: number | undefined }): Promise<SetOwnerResult>;
  settings(actor: Actor, projectId: ProjectId): Promise<ForAdmins<OwnershipSettings>>;
  findPeople(actor: Actor, claim: { projectId: ProjectId; query: string }): Promise<ForAdmins<readonly Person[]>>;
  /** The owner's account id, or null: for whoever may see the project (AppError `not-found` otherwise). */
  ownerOf(projectId: ProjectId): Promise<{ projectId: ProjectId; owner: string | null }>;
}

export function createOwnership(deps: OwnershipDeps): OwnershipFeature {
  const authority: Authority = {
    async mayUse(actor, power, place) {
      if (actor.kind !== 'person') return { allowed: false, reason: actor.kind };
      const [ownership, rights] = await Promise.all([readOwnership(deps.storage, place.projectId), deps.permissions.ofCaller(place)]);
      return decide(actor, power, ownership, rights, deps.now());
    },
  };
  return {
    authority,
    setOwner: (actor, claim) => setOwner({ ...deps, authority }, actor, claim),
    settings: (actor, projectId) => readOwnershipSettings({ ...deps, authority }, actor, projectId),
    findPeople: (actor, claim) => findPeople({ ...deps, authority }, actor, claim),
    async ownerOf(projectId) {
      const project = await deps.projects.asCaller(projectId);
      return { projectId: project.id, owner: (await readOwnership(deps.storage, project.id)).owner };
    },
  };
}

export type { OwnershipSettings } from './read-settings';
export type { SetOwnerResult } from './set-owner';
