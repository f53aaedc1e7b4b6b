import * as z from 'zod/mini';
import { acceptance as text } from '../../../../locales/en.json';
import type { AccountId, Actor, ProjectId } from '../../../core/actor';
import { administered, forAdmins, type ForAdmins, type NotForThem } from '../../../core/administered';
import { AppError } from '../../../core/errors';
import { namesOf, type Named } from '../../../core/permissions';
import type { AtomicWrite, Storage } from '../../../core/storage';
import type { RuleDeps, RuleSweepDeps } from './deps';
import type { ForSiteAdmins } from './site-rules';

/** Why the role cannot be kept in step: the project has none of this name, or the app may not administer the project. */
export type RoleProblem = 'no-role' | 'app-may-not';

export interface RoleShown {
  readonly projectId: ProjectId;
  readonly revision: number;
  readonly keep: boolean;
  /** The project has the role. */
  readonly exists: boolean;
  /** Who decides and is in the role; who decides and is not; who is in it and does not decide. */
  readonly inStep: readonly Named[];
  readonly missing: readonly Named[];
  readonly extra: readonly Named[];
  /** Groups in the role: whoever is in them passes. */
  readonly groups: readonly string[];
  /** Why it was not kept in step at the last try. */
  readonly problem: RoleProblem | null;
  readonly lastChange: (Named & { readonly at: number }) | null;
}

/** The role "Product Owner" beside who decides about acceptance now (A6), for whoever administers the project. */
export const readOwnerRole = (deps: RuleDeps, actor: Actor, projectId: ProjectId): Promise<ForAdmins<RoleShown>> =>
  forAdmins(deps, actor, projectId, (project) => shown(deps, project.id));

async function shown(deps: RuleDeps, projectId: ProjectId): Promise<RoleShown> {
  const [setting, members, expected, state] = await Promise.all([
    readSetting(deps.storage, projectId),
    deps.ownerRole.members('user', projectId),
    deps.holders.holders(projectId, 'accept'),
    readState(deps.storage, projectId),
  ]);
  const people = members?.people ?? [];
  const names = await namesOf(deps.people, [...people, ...expected, setting.changed?.by ?? null]);
  const named = (accountId: AccountId): Named => ({ accountId, name: names.get(accountId) ?? null });
  const { keep, revision, changed } = setting;
  return {
    ...{ projectId, revision, keep, exists: members !== null },
    inStep: expected.filter((each) => people.includes(each)).map(named),
    missing: expected.filter((each) => !people.includes(each)).map(named),
    extra: people.filter((each) => !expected.includes(each)).map(named),
    groups: (members?.groups ?? []).map(({ name }) => name),
    problem: keep ? (state?.problem ?? null) : null,
    lastChange: changed === null ? null : { ...named(changed.by), at: changed.at },
  };
}

/** Keeps the role in step from now on, or leaves it alone. At once, if it can be: then the answer says so. */
export async function keepOwnerRole(
  deps: RuleDeps,
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly revision: number; readonly keep: boolean },
): Promise<ForAdmins<RoleShown> | NotForThem | { readonly kind: 'refused'; readonly reason: 'conflict' }> {
  const found = await administered(deps, actor, claim.projectId);
  if (found.kind === 'refused') return found;
  const { project, by, capacity, accountableOwner } = found;
  const [before, kept] = await Promise.all([readSetting(deps.storage, project.id), keptProjects(deps.storage)]);
  if (before.revision !== claim.revision) return { kind: 'refused', reason: 'conflict' };
  const { keep } = claim;
  if (before.keep !== keep) {
    const others = kept.projects.filter((id) => id !== project.id);
    const done = await deps.storage.commit([
      settingWrite(project.id, keep, { by, at: deps.now() }, before.revision),
      keptWrite(keep ? [...others, project.id] : others, kept.revision),
      deps.audit.entry({
        ...{ projectId: project.id, kind: 'owner-role-kept', actor: by, capacity, accountableOwner },
        before: { keep: before.keep },
        after: { keep },
      }),
    ]);
    if (done === 'conflict') return { kind: 'refused', reason: 'conflict' };
  }
  if (keep) await bringRoleInStep(deps, project.id);
  return { kind: 'shown', shown: await shown(deps, project.id) };
}

/** Owner or delegations of a project are others: its role follows at once, where it is kept in step. */
export async function ownershipChanged(deps: RuleSweepDeps, projectId: ProjectId): Promise<void> {
  try {
    if ((await readSetting(deps.storage, projectId)).keep) await bringRoleInStep(deps, projectId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('The role of a project follows with the sweep', { projectId, code: error.code });
  }
}

/** What somebody else did to the role is looked for so often. */
const AN_HOUR = 3_600_000;

/** Every five minutes: delegations begin and end by themselves. Jira is asked where somebody else decides than at the last look, and once an hour. */
export async function sweepOwnerRoles(deps: RuleSweepDeps): Promise<void> {
  for (const projectId of (await keptProjects(deps.storage)).projects) {
    const [state, expected] = await Promise.all([readState(deps.storage, projectId), deps.holders.holders(projectId, 'accept')]);
    const isDue =
      state === undefined ||
      state.problem === 'no-role' ||
      deps.now() - state.at >= AN_HOUR ||
      JSON.stringify(state.expected) !== JSON.stringify(expected);
    if (isDue) await bringRoleInStep(deps, projectId);
  }
}

async function bringRoleInStep(deps: RuleSweepDeps, projectId: ProjectId): Promise<void> {
  const expected = await deps.holders.holders(projectId, 'accept');
  const problem = await followed(deps, projectId, expected);
  if (problem !== null) deps.log.warn('The role Product Owner is not kept in step', { projectId, problem });
  await deps.storage.set(stateKey(projectId), { version: 1, at: deps.now(), expected, problem });
}

async function followed(
  { ownerRole, log }: RuleSweepDeps,
  projectId: ProjectId,
  expected: readonly AccountId[],
): Promise<RoleProblem | null> {
  try {
    const members = await ownerRole.members('app', projectId);
    if (members === null) return 'no-role';
    for (const account of expected)
      if (!members.people.includes(account) && !(await ownerRole.add(projectId, account)))
        log.warn('Jira takes an account into no role', { projectId });
    for (const account of members.people) if (!expected.includes(account)) await ownerRole.removePerson(projectId, account);
    for (const { id } of members.groups) await ownerRole.removeGroup(projectId, id);
    return null;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'forbidden')) return 'app-may-not';
    throw error;
  }
}

/** Makes the role, for the whole site, where it has none (A6). As the caller, who administers the site. */
export async function createOwnerRole(deps: RuleDeps, actor: Actor): Promise<ForSiteAdmins<{ readonly hasRole: true }>> {
  const decision = await deps.authority.mayAdministerSite(actor);
  if (!decision.allowed) return { kind: 'refused', reason: decision.reason };
  if (!(await deps.ownerRole.exists())) await deps.ownerRole.create(text.roleDescription);
  return { kind: 'shown', shown: { hasRole: true } };
}

const change = z.object({ by: z.string(), at: z.number() });
const setting = z.object({ version: z.literal(1), keep: z.boolean(), changed: change });
const settingKey = (projectId: ProjectId): string => `owner-role:${projectId}`;

async function readSetting(storage: Pick<Storage, 'revised'>, projectId: ProjectId) {
  const found = await storage.revised(settingKey(projectId), (value) => setting.parse(value));
  return found === undefined
    ? { keep: false, changed: null, revision: 0 }
    : { keep: found.value.keep, changed: found.value.changed, revision: found.revision };
}

const settingWrite = (projectId: ProjectId, keep: boolean, changed: z.infer<typeof change>, after: number): AtomicWrite => ({
  ...{ key: settingKey(projectId), value: { version: 1, keep, changed }, after },
});

/** Projects whose role is kept in step: one revised value, since queries may lag. */
const KEPT = 'owner-role-projects';
const kept = z.object({ version: z.literal(1), projects: z.array(z.string()) });

async function keptProjects(storage: Pick<Storage, 'revised'>) {
  const found = await storage.revised(KEPT, (value) => kept.parse(value));
  return { projects: found?.value.projects ?? [], revision: found?.revision ?? 0 };
}

const keptWrite = (projects: readonly ProjectId[], after: number): AtomicWrite => ({ key: KEPT, value: { version: 1, projects }, after });

/** What the last try came to. */
const state = z.object({
  version: z.literal(1),
  at: z.number(),
  expected: z.array(z.string()),
  problem: z.nullable(z.enum(['no-role', 'app-may-not'])),
});
const stateKey = (projectId: ProjectId): string => `owner-role-state:${projectId}`;
const readState = (storage: Pick<Storage, 'get'>, projectId: ProjectId) => storage.get(stateKey(projectId), (value) => state.parse(value));
