import type { AccountId, Actor, ProjectId } from '../../core/actor';
import { administered, forAdmins, type ForAdmins, type NotForThem } from '../../core/administered';
import type { Audit } from '../../core/audit';
import type { Authority } from '../../core/authority';
import type { Now } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { People, Projects } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import { readScoringPolicy, scoringPolicyWrite, type TeamPolicy } from './scoring-policy';
import { STALE_DAYS } from './staleness';

interface Deps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly people: People;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly now: Now;
}

export interface ScoringPolicyShown {
  readonly projectId: ProjectId;
  readonly revision: number;
  readonly team: TeamPolicy;
  readonly staleAfterDays: number | null;
  readonly lastChange: { readonly by: AccountId; readonly name: string | null; readonly at: number } | null;
}

export interface ScoringPolicyClaim {
  readonly projectId: ProjectId;
  readonly revision: number;
  readonly team: TeamPolicy;
  readonly staleAfterDays: number | null;
}

/** Whose answers count, and how long they do. For whoever administers the project. */
export function readPolicy(deps: Deps, actor: Actor, claimed: ProjectId): Promise<ForAdmins<ScoringPolicyShown>> {
  return forAdmins(deps, actor, claimed, async ({ id: projectId }) => {
    const { changed, ...policy } = await readScoringPolicy(deps.storage, projectId);
    const lastChange = changed === null ? null : { ...changed, name: await nameOf(deps.people, changed.by) };
    return { projectId, ...policy, lastChange };
  });
}

export type SetPolicyResult =
  { readonly kind: 'set' } | NotForThem | { readonly kind: 'refused'; readonly reason: 'conflict' | 'stale-days' };

/** Scores stay as they are; what counts is written when somebody answers or reveals next. */
export async function setPolicy(deps: Deps, actor: Actor, claim: ScoringPolicyClaim): Promise<SetPolicyResult> {
  const found = await administered(deps, actor, claim.projectId);
  if (found.kind === 'refused') return found;
  const { team, staleAfterDays } = claim;
  const isDays =
    staleAfterDays === null ||
    (Number.isInteger(staleAfterDays) && staleAfterDays >= STALE_DAYS.least && staleAfterDays <= STALE_DAYS.most);
  if (!isDays) return { kind: 'refused', reason: 'stale-days' };
  const { project, by, capacity, accountableOwner } = found;
  const before = await readScoringPolicy(deps.storage, project.id);
  if (before.revision !== claim.revision) return { kind: 'refused', reason: 'conflict' };
  if (before.team === team && before.staleAfterDays === staleAfterDays) return { kind: 'set' };
  const committed = await deps.storage.commit([
    scoringPolicyWrite(project.id, { revision: before.revision, team, staleAfterDays, changed: { by, at: deps.now() } }),
    deps.audit.entry({
      projectId: project.id,
      kind: 'scoring-policy-set',
      actor: by,
      capacity,
      accountableOwner,
      before: { team: before.team, staleAfterDays: before.staleAfterDays },
      after: { team, staleAfterDays },
    }),
  ]);
  return committed === 'conflict' ? { kind: 'refused', reason: 'conflict' } : { kind: 'set' };
}

/** The page is worth showing without it. */
async function nameOf(people: People, account: AccountId): Promise<string | null> {
  try {
    return await people.nameOf(account);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return null;
  }
}
