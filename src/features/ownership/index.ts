/**
 * Ownership: who the product owner of a project is, who stands in for them, and who may do what.
 *
 * - `authority` is the one way to decide (O3); every other feature gets it as `core/authority`. `tenures` says who held which power when.
 * - Whoever administers a project names its owner; anybody who sees the project may read who it is, and who stands in.
 * - Owner and admins lend the owner's powers for a time, and may end that early (O2). A delegate lends nothing on.
 * - Of two people who change the same at once the later is told, and nothing is overwritten unseen.
 * - Refused: anonymous, unlicensed and app accounts always; naming an owner or delegate who cannot browse the project or is inactive.
 */
import type { Actor, ProjectId } from '../../core/actor';
import type { Audit } from '../../core/audit';
import type { ForAdmins } from '../../core/administered';
import type { Authority, Decision, Holders, Power, Tenures } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { People, Permissions, Person, Projects } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import { endDelegation, type EndDelegationResult } from './end-delegation';
import { findPeople } from './find-people';
import { lendPowers, type LendPowersResult } from './lend-powers';
import { readDelegates, type DelegatesResult } from './read-delegates';
import { readOwnershipSettings, type OwnershipSettings } from './read-settings';
import { decide, heldAt, holdersAt, VACANT, type Lending } from './rules';
import { setOwner, type SetOwnerResult } from './set-owner';
import { readOwnership } from './store';

export interface OwnershipDeps {
  readonly projects: Projects;
  readonly permissions: Permissions;
  readonly people: People;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly now: Now;
  readonly newId: () => string;
}

export interface OwnershipFeature {
  readonly authority: Authority;
  readonly tenures: Tenures & Holders;
  setOwner(actor: Actor, claim: { projectId: ProjectId; accountId: string | null; revision?: number | undefined }): Promise<SetOwnerResult>;
  settings(actor: Actor, projectId: ProjectId): Promise<ForAdmins<OwnershipSettings>>;
  findPeople(actor: Actor, claim: { projectId: ProjectId; query: string }): Promise<ForAdmins<readonly Person[]>>;
  /** The owner's account id, or null: for whoever may see the project (AppError `not-found` otherwise). */
  ownerOf(projectId: ProjectId): Promise<{ projectId: ProjectId; owner: string | null }>;
  delegates(actor: Actor, projectId: ProjectId): Promise<DelegatesResult>;
  lend(actor: Actor, claim: Lending & { projectId: ProjectId; revision: number }): Promise<LendPowersResult>;
  endDelegation(actor: Actor, claim: { projectId: ProjectId; revision: number; id: string }): Promise<EndDelegationResult>;
}

export function createOwnership(deps: OwnershipDeps): OwnershipFeature {
  const authority: Authority = {
    async mayAdministerSite(actor) {
      if (actor.kind !== 'person') return { allowed: false, reason: actor.kind };
      const rights = { browses: false, edits: false, administers: false, administersSite: await deps.permissions.administersSite() };
      return decide(actor, 'administer-site', VACANT, rights, deps.now());
    },
    mayUse: async (actor, power, place) => (await authority.mayUseEach(actor, [power], place))[power],
    async mayUseEach(actor, powers, place) {
      const each = (decision: (power: Power) => Decision) =>
        Object.fromEntries(powers.map((power) => [power, decision(power)])) as Record<(typeof powers)[number], Decision>;
      if (actor.kind !== 'person') return each(() => ({ allowed: false, reason: actor.kind }));
      const [ownership, rights] = await Promise.all([readOwnership(deps.storage, place.projectId), deps.permissions.ofCaller(place)]);
      return each((power) => decide(actor, power, ownership, rights, deps.now()));
    },
  };
  const tenures: Tenures & Holders = {
    holders: async (projectId, power) => holdersAt(power, deps.now(), await readOwnership(deps.storage, projectId)),
    async of(projectId) {
      const ownership = await readOwnership(deps.storage, projectId);
      return { owner: ownership.owner, capacityAt: (account, power, at) => heldAt(account, power, at, ownership) };
    },
  };
  const all = { ...deps, authority };
  return {
    authority,
    tenures,
    setOwner: (actor, claim) => setOwner(all, actor, claim),
    settings: (actor, projectId) => readOwnershipSettings(all, actor, projectId),
    findPeople: (actor, claim) => findPeople(all, actor, claim),
    async ownerOf(projectId) {
      const project = await deps.projects.asCaller(projectId);
      return { projectId: project.id, owner: (await readOwnership(deps.storage, project.id)).owner };
    },
    delegates: (actor, projectId) => readDelegates(all, actor, projectId),
    lend: (actor, claim) => lendPowers(all, actor, claim),
    endDelegation: (actor, claim) => endDelegation(all, actor, claim),
  };
}

export type { Delegates, DelegatesResult } from './read-delegates';
export type { EndDelegationResult } from './end-delegation';
export type { LendPowersResult } from './lend-powers';
export type { OwnershipSettings } from './read-settings';
export type { SetOwnerResult } from './set-owner';
