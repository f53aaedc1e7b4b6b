import type { Actor, ProjectId } from '../../core/actor';
import { administered, forAdmins, type ForAdmins, type NotForThem } from '../../core/administered';
import { namesOf, type Named } from '../../core/permissions';
import type { AcceptanceDeps } from './deps';
import { policyWrite, readPolicy, type AcceptancePolicy } from './stored-policy';

export interface PolicyShown extends AcceptancePolicy {
  readonly projectId: ProjectId;
  readonly revision: number;
  readonly statuses: readonly { readonly id: string; readonly name: string }[];
  readonly lastChange: (Named & { readonly at: number }) | null;
}

export const readPolicyShown = (deps: AcceptanceDeps, actor: Actor, projectId: ProjectId): Promise<ForAdmins<PolicyShown>> =>
  forAdmins(deps, actor, projectId, async (project) => {
    const [{ ownWork, backTo, changed, revision }, { statuses }] = await Promise.all([
      readPolicy(deps.storage, project.id),
      deps.types.of(project.id),
    ]);
    const names = await namesOf(deps.people, [changed?.by ?? null]);
    const open = statuses.filter(({ done }) => !done).map(({ id, name }) => ({ id, name }));
    return {
      ...{ projectId: project.id, revision, ownWork, statuses: open },
      // A status that is gone by now suggests nothing.
      backTo: open.some(({ id }) => id === backTo) ? backTo : null,
      lastChange: changed === null ? null : { accountId: changed.by, name: names.get(changed.by) ?? null, at: changed.at },
    };
  });

/** Whether one accepts one's own work, and where rejected stories go. For whoever administers the project. */
export async function setPolicy(
  deps: AcceptanceDeps,
  actor: Actor,
  claim: AcceptancePolicy & { readonly projectId: ProjectId; readonly revision: number },
): Promise<ForAdmins<PolicyShown> | NotForThem | { readonly kind: 'refused'; readonly reason: 'conflict' }> {
  const found = await administered(deps, actor, claim.projectId);
  if (found.kind === 'refused') return found;
  const { project, by, capacity, accountableOwner } = found;
  const before = await readPolicy(deps.storage, project.id);
  if (before.revision !== claim.revision) return { kind: 'refused', reason: 'conflict' };
  const { ownWork, backTo } = claim;
  if (before.ownWork !== ownWork || before.backTo !== backTo) {
    const committed = await deps.storage.commit([
      policyWrite(project.id, { ownWork, backTo }, { by, at: deps.now() }, before.revision),
      deps.audit.entry({
        ...{ projectId: project.id, kind: 'acceptance-policy-set', actor: by, capacity, accountableOwner },
        ...{ before: { ownWork: before.ownWork, backTo: before.backTo }, after: { ownWork, backTo } },
      }),
    ]);
    if (committed === 'conflict') return { kind: 'refused', reason: 'conflict' };
  }
  return readPolicyShown(deps, actor, project.id);
}
