import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { ProjectId } from '../core/actor';
import { AppError } from '../core/errors';
import { OWNER_ROLE, type OwnerRole, type RoleMembers } from '../core/owner-role';
import { callJira, nothing } from './jira-client';

/** Names and addresses: the last part of an address is the role's id. */
const links = z.record(z.string(), z.string());
const siteRoles = z.array(z.object({ name: z.string() }));
const role = z.object({
  actors: z.nullish(
    z.array(
      z.object({
        actorUser: z.nullish(z.object({ accountId: z.nullish(z.string()) })),
        actorGroup: z.nullish(z.object({ groupId: z.nullish(z.string()), displayName: z.nullish(z.string()) })),
      }),
    ),
  ),
});

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-role-actors/ */
export const ownerRole: OwnerRole = {
  async members(as, projectId) {
    const roleId = await roleOf(as, projectId);
    if (roleId === null) return null;
    const { actors } = await callJira({ as, method: 'GET', path: route`/rest/api/3/project/${projectId}/role/${roleId}`, answer: role });
    return membersOf(actors ?? []);
  },

  async add(projectId, account) {
    const path = route`/rest/api/3/project/${projectId}/role/${await roleNeeded(projectId)}`;
    try {
      await callJira({ as: 'app', method: 'POST', path, body: { user: [account] }, answer: role });
      return true;
    } catch (error) {
      // "A group or user is not active", or it is gone; 400 where they are in it already.
      if (error instanceof AppError && (error.code === 'not-found' || error.code === 'rejected')) return false;
      throw error;
    }
  },

  async removePerson(projectId, account) {
    const path = route`/rest/api/3/project/${projectId}/role/${await roleNeeded(projectId)}?user=${account}`;
    await callJira({ as: 'app', method: 'DELETE', path, answer: nothing });
  },

  async removeGroup(projectId, groupId) {
    const path = route`/rest/api/3/project/${projectId}/role/${await roleNeeded(projectId)}?groupId=${groupId}`;
    await callJira({ as: 'app', method: 'DELETE', path, answer: nothing });
  },

  async exists() {
    const all = await callJira({ as: 'user', method: 'GET', path: route`/rest/api/3/role`, answer: siteRoles });
    return all.some(({ name }) => name === OWNER_ROLE);
  },

  async create(description) {
    const body = { name: OWNER_ROLE, description };
    await callJira({ as: 'user', method: 'POST', path: route`/rest/api/3/role`, body, answer: z.unknown(), once: true });
  },
};

async function roleOf(as: 'user' | 'app', projectId: ProjectId): Promise<string | null> {
  const all = await callJira({ as, method: 'GET', path: route`/rest/api/3/project/${projectId}/role`, answer: links });
  return all[OWNER_ROLE]?.split('/').at(-1) ?? null;
}

async function roleNeeded(projectId: ProjectId): Promise<string> {
  const roleId = await roleOf('app', projectId);
  if (roleId === null) throw new AppError('not-found', `Project ${projectId} has no role ${OWNER_ROLE}`);
  return roleId;
}

const membersOf = (actors: NonNullable<z.infer<typeof role>['actors']>): RoleMembers => ({
  people: actors.flatMap(({ actorUser }) => actorUser?.accountId ?? []),
  groups: actors.flatMap(({ actorGroup }) =>
    actorGroup?.groupId ? [{ id: actorGroup.groupId, name: actorGroup.displayName ?? actorGroup.groupId }] : [],
  ),
});
