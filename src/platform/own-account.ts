import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { AccountId } from '../core/actor';
import type { Sites } from '../core/site';
import { callJira } from './jira-client';

const myself = z.object({ accountId: z.string() });

/** The app's own account, asked once. By installation: a warm function may serve several sites, and an installation's account never changes. */
export function createOwnAccount(sites: Pick<Sites, 'id'>): () => Promise<AccountId> {
  const known = new Map<string, AccountId>();
  return async () => {
    const held = known.get(sites.id());
    if (held !== undefined) return held;
    const { accountId } = await callJira({ as: 'app', method: 'GET', path: route`/rest/api/3/myself`, answer: myself });
    known.set(sites.id(), accountId);
    return accountId;
  };
}
