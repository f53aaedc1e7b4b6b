import * as z from 'zod/mini';
import { call } from './call';
import { accountId, done, jiraId } from './shapes';

const ownership = z.object({ projectId: z.string(), owner: z.nullable(z.string()) });

/** Who owns a project. For whoever may see the project. */
export const readOwnership = call('ownership/read', z.object({ projectId: jiraId }), ownership);

const settings = z.object({
  projectId: z.string(),
  projectKey: z.string(),
  projectName: z.string(),
  /** Counts changes; sent back with the next one, so that two admins cannot overwrite each other unseen. */
  revision: z.number(),
  owner: z.nullable(
    z.object({
      accountId: z.string(),
      /** Null where Jira knows no such account any more. */
      name: z.nullable(z.string()),
      /** `absent`: the account is inactive or gone, or may not browse the project. Nothing is then done in its name (O4). */
      state: z.enum(['present', 'absent']),
    }),
  ),
  lastChange: z.nullable(done),
});

/** A project's owner as its admins see it. For whoever administers the project. */
export const readOwnershipSettings = call('ownership/settings', z.object({ projectId: jiraId }), settings);

/** People who could own the project: active, and may browse it. At most 20, by name or e-mail. For whoever administers the project. */
export const findPeople = call(
  'ownership/find-people',
  z.object({ projectId: jiraId, query: z.string().check(z.maxLength(200)) }),
  z.object({ people: z.array(z.object({ accountId: z.string(), name: z.string() })) }),
);

/**
 * Names the owner, or null to leave the project vacant. For whoever administers the project (O1). With `revision`, refused as `conflict` where
 * somebody else was faster.
 */
export const setOwner = call(
  'ownership/set-owner',
  z.object({ projectId: jiraId, accountId: z.nullable(accountId), revision: z.optional(z.number()) }),
  settings,
);

export type OwnershipSettingsView = z.infer<typeof settings>;
