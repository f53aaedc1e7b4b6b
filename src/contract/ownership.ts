import * as z from 'zod/mini';
import { call } from './call';
import { accountId, done, jiraId, person } from './shapes';

/** What an owner may lend, as core/authority.ts has it. */
const power = z.enum(['rank', 'sprint', 'accept', 'score', 'decide', 'answer']);

/** Epoch milliseconds that a calendar can show. */
const moment = z.int().check(z.gte(0), z.lte(Date.UTC(9999, 11, 31)));

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

/** People who could own the project or stand in for its owner: active, and may browse it. At most 20, by name or e-mail. For owner and project admins. */
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

/** A name is null also where Jira does not tell it to this reader. */
const delegates = z.object({
  projectId: z.string(),
  /** Counts changes of owner and delegations; sent back with the next one. */
  revision: z.number(),
  owner: z.nullable(person),
  /** Running ones first, then those to come, then the last few that ended. */
  delegations: z.array(
    z.object({
      id: z.string(),
      to: person,
      /** Whose powers they are: the owner of that time. Null where nobody knows any more. */
      for: z.nullable(person),
      powers: z.array(power),
      from: z.number(),
      /** Exclusive. Of one that was ended early: when that was. */
      until: z.number(),
      reason: z.string(),
      by: person,
      at: z.number(),
      state: z.enum(['now', 'later', 'ended']),
    }),
  ),
  /** Whether the reader may lend here; where not, a sentence that says who may. */
  may: z.object({ lend: z.boolean(), message: z.nullable(z.string()) }),
  /** The reader. */
  viewer: z.string(),
});

/** Who stands in for the owner (O2). For whoever may see the project. */
export const readDelegates = call('ownership/delegates', z.object({ projectId: jiraId }), delegates);

/**
 * Lends powers of the owner from one moment (the past counts as now) to another, at most 180 days later. For the owner and project admins; a delegate
 * lends nothing on. Refused as `conflict` where owner or delegations changed since `revision`.
 */
export const lendPowers = call(
  'ownership/lend',
  z.object({
    projectId: jiraId,
    revision: z.number(),
    to: accountId,
    powers: z.array(power).check(z.maxLength(20)),
    from: moment,
    until: moment,
    reason: z.string().check(z.maxLength(1_000)),
  }),
  delegates,
);

/** Ends a delegation early. For the owner and project admins. */
export const endDelegation = call(
  'ownership/end-delegation',
  z.object({ projectId: jiraId, revision: z.number(), id: z.string().check(z.maxLength(64)) }),
  delegates,
);

export type DelegatesView = z.infer<typeof delegates>;
export type DelegationView = DelegatesView['delegations'][number];
export type LentPower = z.infer<typeof power>;
export type OwnershipSettingsView = z.infer<typeof settings>;
