import * as z from 'zod/mini';
import { call } from './call';
import { accountId, jiraId } from './shapes';

const ownership = z.object({ projectId: z.string(), owner: z.nullable(z.string()) });

/** Who owns a project. For whoever may see the project. */
export const readOwnership = call('ownership/read', z.object({ projectId: jiraId }), ownership);

/** Names the owner, or null to leave the project vacant. For whoever administers the project (O1). */
export const setOwner = call('ownership/set-owner', z.object({ projectId: jiraId, accountId: z.nullable(accountId) }), ownership);
