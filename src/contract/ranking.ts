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

export const LOG_OUTCOMES = ['adopted', 'put-back', 'reported', 'carried-out', 'joined', 'by-score', 'undo', 'sprint'] as const;

const place = z.object({ place: z.number(), total: z.number() });

const logRow = z.object({
  id: z.string(),
  /** Null: hidden from the reader, or gone; or a whole order was rearranged (`by-score`, `undo`, `sprint`), and `moves` says how many issues it moved. */
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

const tier = z.enum(['backlog', 'epics']);
const ids = z.array(jiraId).check(z.maxLength(50_000));

/** What is being, or was last, done to a whole order at once (R5). */
const job = z.object({
  id: z.string(),
  /** `sprint`: what a cancelled sprint left goes to the top or the bottom. */
  kind: z.enum(['by-score', 'undo', 'sprint']),
  /** `waiting`: Jira asked for a pause, or its guard cannot see; it goes on by itself. */
  status: z.enum(['running', 'waiting', 'done', 'stopped']),
  tier,
  by: person,
  /** For whom a delegate acted. */
  for: z.nullable(person),
  startedAt: z.number(),
  finishedAt: z.nullable(z.number()),
  /** Issues it moves, and how many of them are not in their place yet, or were not moved after all. */
  moved: z.number(),
  left: z.number(),
  /** Those, once they are few, as the reader sees them: Jira may refuse to move them. */
  leftIssues: z.array(z.object({ id: z.string(), key: z.string(), summary: z.string() })),
  /** Jira calls it takes in all. */
  calls: z.number(),
  /** Of an undo: issues that stayed, because somebody who may had ranked them since. Those hidden from the reader are only counted in `keptHidden`. */
  kept: z.array(z.object({ id: z.string(), key: z.string(), summary: z.string() })),
  keptHidden: z.number(),
  /** Whether the reader may undo it now. */
  undoable: z.boolean(),
});

/**
 * A project's order as the reader sees it, top first: ids of the guarded scope (R1) without the issues hidden from them, which are only counted.
 * For whoever may see the project. `lastVisit`: when this reader was here before, epoch milliseconds.
 */
export const readOrder = call(
  'ranking/order',
  z.object({ projectId: jiraId, tier }),
  z.object({
    projectId: z.string(),
    tier,
    order: z.array(z.string()),
    hidden: z.number(),
    /** Pinned issues keep their place when the backlog is ranked by score. */
    pinned: z.array(z.string()),
    mayRank: z.boolean(),
    owner: z.nullable(person),
    job: z.nullable(job),
    lastVisit: z.nullable(z.number()),
  }),
);

/** Ranks as the caller, who needs `rank`: puts these issues, in this order, next to another. `left`: those Jira could not rank just now. */
export const moveIssues = call(
  'ranking/move',
  z.object({
    projectId: jiraId,
    tier,
    issues: z.array(jiraId).check(z.minLength(1), z.maxLength(50)),
    anchor: z.union([z.object({ after: jiraId }), z.object({ before: jiraId })]),
  }),
  z.object({ left: z.array(z.string()) }),
);

/** Scores of the order, a thousand issues at a time; `from` is the page before's `next`. For whoever may see the project. */
export const readScores = call(
  'ranking/scores',
  z.object({ projectId: jiraId, tier, from: z.number().check(z.int(), z.gte(0)) }),
  z.object({ scores: z.array(z.object({ id: z.string(), score: z.nullable(z.number()) })), next: z.nullable(z.number()) }),
);

/**
 * Makes this the order (R5): `order` is the whole order the reader sees, rearranged. Needs `rank`. `conflict`: the backlog has changed since, or another
 * re-rank is running. It is stored first; `ranking/continue` carries it out while somebody waits, and the app by itself when nobody does.
 */
export const rankByScore = call('ranking/rank-by-score', z.object({ projectId: jiraId, tier, order: ids }), z.object({ job }));

/** Goes on with what is running, as the person who asked for it, for some seconds. For that person; for others it only tells how far it is. */
export const continueRanking = call('ranking/continue', z.object({ projectId: jiraId }), z.object({ job: z.nullable(job) }));

/** Stops what is running: what has moved stays, what has not stays too. Needs `rank`. */
export const stopRanking = call('ranking/stop', z.object({ projectId: jiraId }), z.object({ job: z.nullable(job) }));

/** Brings back the order as it was before this job, but for what somebody who may has ranked since. Needs `rank`. */
export const undoRanking = call(
  'ranking/undo',
  z.object({ projectId: jiraId, jobId: z.string().check(z.maxLength(100)) }),
  z.object({ job }),
);

/** Needs `rank`. At most 200 issues are pinned. */
export const pinIssue = call(
  'ranking/pin',
  z.object({ projectId: jiraId, issueId: jiraId, pinned: z.boolean() }),
  z.object({ pinned: z.array(z.string()) }),
);

/** Why an issue stands where it stands (S4, S8). For whoever may see it. */
export const readWhy = call(
  'ranking/why',
  z.object({ issueId: jiraId }),
  z.object({
    pinned: z.boolean(),
    /** The last authorised change of its place: by hand (the log's row), or with a whole order by score. Null: none is known. */
    last: z.nullable(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('hand'), row: logRow }),
        z.object({ kind: z.literal('by-score'), by: person, for: z.nullable(person), at: z.number() }),
      ]),
    ),
  }),
);

/** What is different now from the order at that time (S8); at most 100 issues each, the rest is counted. For whoever may see the project. */
export const readChanges = call(
  'ranking/changes',
  z.object({ projectId: jiraId, tier, since: z.number() }),
  z.object({
    /** Nothing older is kept than this; null: the history reaches back to `since`. */
    keptSince: z.nullable(z.number()),
    moved: z.array(z.object({ id: z.string(), from: z.number(), to: z.number() })),
    joined: z.array(z.string()),
    left: z.number(),
    counts: z.object({ moved: z.number(), joined: z.number(), left: z.number() }),
  }),
);

/** The order as it was at that time (R6), as far as it is kept. For whoever may see the project, without what is hidden from them. */
export const readPastOrder = call(
  'ranking/order-at',
  z.object({ projectId: jiraId, tier, at: z.number() }),
  z.object({ order: z.array(z.string()), hidden: z.number(), keptSince: z.nullable(z.number()) }),
);

/** Notes that the reader has seen the order now, for "since you were here". */
export const noteVisit = call('ranking/visit', z.object({ projectId: jiraId, tier }), z.object({ at: z.number() }));

export type OrderView = z.infer<typeof readOrder.output>;
export type JobView = z.infer<typeof job>;
export type WhyView = z.infer<typeof readWhy.output>;
export type ChangesView = z.infer<typeof readChanges.output>;
export type GuardView = z.infer<typeof guard>;
export type GuardStateView = z.infer<typeof state>;
export type RankLogRowView = z.infer<typeof logRow>;
