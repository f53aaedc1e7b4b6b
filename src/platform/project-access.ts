import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../core/actor';
import { AppError, RejectedError } from '../core/errors';
import type { RankedBacklog } from '../core/rank';
import { callJira } from './jira-client';

const policies = z.object({
  projectDataPolicies: z.array(
    z.object({ id: z.union([z.number(), z.string()]), dataPolicy: z.optional(z.object({ anyContentBlocked: z.optional(z.boolean()) })) }),
  ),
});

const project = z.object({ key: z.string(), archived: z.optional(z.boolean()), deleted: z.optional(z.boolean()) });

const accounts = z.array(z.object({ accountId: z.string(), active: z.optional(z.boolean()) }));

const projectAsApp = (projectId: ProjectId): Promise<z.infer<typeof project>> =>
  callJira({ as: 'app', method: 'GET', path: route`/rest/api/3/project/${projectId}`, answer: project });

/**
 * What an app access rule hides is left out of every read, and can be ranked all the same.
 * https://developer.atlassian.com/cloud/jira/platform/data-security-policy-developer-guide/
 */
export async function viewOf(projectId: ProjectId): ReturnType<RankedBacklog['view']> {
  const policy = await policyOf(projectId);
  if (policy !== null) return policy.dataPolicy?.anyContentBlocked === true ? 'blocked' : 'open';
  try {
    const { archived, deleted } = await projectAsApp(projectId);
    return archived === true || deleted === true ? 'gone' : 'open';
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return 'gone';
    throw error;
  }
}

async function policyOf(projectId: ProjectId): Promise<z.infer<typeof policies>['projectDataPolicies'][number] | null> {
  try {
    const answer = await callJira({
      as: 'app',
      method: 'GET',
      path: route`/rest/api/3/data-policy/project?ids=${projectId}`,
      answer: policies,
    });
    return answer.projectDataPolicies.find(({ id }) => String(id) === projectId) ?? null;
  } catch (error) {
    // "Some projects are not available or do not exist."
    if (error instanceof RejectedError) return null;
    throw error;
  }
}

/**
 * Jira lists by permission to who administers the project, as apps do by their role in it, and else by who can see issues to who may browse users.
 * Somebody missing from the second list may be there for all the app can tell: that stays the error it was. `permissions/check` would ask for
 * *Administer Jira*.
 */
export async function isPresent(account: AccountId, projectId: ProjectId): Promise<boolean> {
  const { key } = await projectAsApp(projectId);
  const lists = (found: z.infer<typeof accounts>): boolean => found.some((each) => each.accountId === account && each.active !== false);
  try {
    return lists(
      await callJira({
        as: 'app',
        method: 'GET',
        path: route`/rest/api/3/user/permission/search?permissions=BROWSE_PROJECTS&projectKey=${key}&accountId=${account}`,
        answer: accounts,
      }),
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden') throw error;
    const seeing = await callJira({
      as: 'app',
      method: 'GET',
      path: route`/rest/api/3/user/viewissue/search?projectKey=${key}&accountId=${account}`,
      answer: accounts,
    });
    if (lists(seeing)) return true;
    throw error;
  }
}
