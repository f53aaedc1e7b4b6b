import * as z from 'zod/mini';
import { call } from './call';
import { accountId, done, jiraId, person } from './shapes';

export const GUARD_MODES = ['off', 'report', 'restore'] as const;

/**
 * What the guard does now (O4, O4b, O5). `starting`: reads the order for the first time. `reporting` because of the mode, or because there is no
 * owner in whose name anything could be put back. `frozen`: it cannot see or do enough, and leaves everything as it is.
 */
const state = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('restoring') }),
  z.object({ kind: z.literal('reporting'), because: z.enum(['mode', 'vacant', 'owner-absent']) }),
  z.object({ kind: z.literal('frozen'), because: z.enum(['blind', 'cannot-rank']), at: z.number() }),
]);

const guard = z.object({
  projectId: z.string(),
  /** Counts changes of the setting; sent back with the next one. */
  revision: z.number(),
  mode: z.enum(GUARD_MODES),
  state,
  owner: z.nullable(person),
  /** Issues in the guarded order; epics count in their own. */
  issues: z.number(),
  epics: z.number(),
  /** Moved by others and not back yet. */
  astray: z.number(),
  /** Epoch milliseconds; null: never yet. */
  lastLook: z.nullable(z.number()),
  lastFullRead: z.nullable(z.number()),
  lastChange: z.nullable(done),
  mayConfigure: z.boolean(),
});

/** How a project's order is guarded, for whoever may see the project. */
export const readGuard = call('ranking/guard', z.object({ projectId: jiraId }), guard);

/** Off, report or restore (O5). For whoever administers the project; `conflict` where somebody else was faster. */
export const setGuard = call('ranking/set-guard', z.object({ projectId: jiraId, mode: z.enum(GUARD_MODES), revision: z.number() }), guard);

export const LOG_OUTCOMES = ['adopted', 'put-back', 'reported', 'carried-out', 'joined'] as const;

const place = z.object({ place: z.number(), total: z.number() });

const logRow = z.object({
  id: z.string(),
  /** Null: hidden from the reader, or gone. */
  issue: z.nullable(z.object({ id: z.string(), key: z.string(), summary: z.string() })),
  tier: z.enum(['backlog', 'epics']),
  /** Null: Jira does not say. */
  by: z.nullable(person),
  /** Null: without the power. `for` names the person acted for. */
  capacity: z.nullable(z.object({ kind: z.enum(['owner', 'delegate']), for: z.nullable(person) })),
  outcome: z.enum(LOG_OUTCOMES),
  /** Places in the order before and where the move led; null where it had none or it is not known. */
  from: z.nullable(place),
  to: z.nullable(place),
  at: z.number(),
  /** Jira's history does not say where exactly; the likelier place was taken. */
  assumed: z.boolean(),
  /** How many moves between two looks this row stands for. */
  moves: z.number(),
  /** Of the request that was carried out. */
  reason: z.nullable(z.string()),
});

/** The rank log (R6), newest first, fifty a page; `before` is the page before's `next`. For whoever may see the project. */
export const readRankLog = call(
  'ranking/log',
  z.object({
    projectId: jiraId,
    outcome: z.optional(z.enum(LOG_OUTCOMES)),
    by: z.optional(accountId),
    /** Epoch milliseconds, inclusive. */
    from: z.optional(z.number()),
    until: z.optional(z.number()),
    before: z.optional(z.string().check(z.maxLength(1_000))),
  }),
  z.object({ rows: z.array(logRow), next: z.nullable(z.string()) }),
);

export type GuardView = z.infer<typeof guard>;
export type GuardStateView = z.infer<typeof state>;
export type RankLogRowView = z.infer<typeof logRow>;
