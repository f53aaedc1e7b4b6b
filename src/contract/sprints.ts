import * as z from 'zod/mini';
import { call } from './call';
import { GUARD_MODES } from './ranking';
import { done, jiraId, person } from './shapes';

/** Enough to say why, as somebody will want to know in half a year. */
const reason = z.string().check(z.trim(), z.minLength(10), z.maxLength(500));

/** Jira's own states. */
const sprint = z.object({
  id: z.string(),
  name: z.string(),
  goal: z.string(),
  state: z.enum(['future', 'active', 'closed']),
  /** Epoch milliseconds; null: none is set. */
  startDate: z.nullable(z.number()),
  endDate: z.nullable(z.number()),
});
const sprintRef = z.object({ id: z.string(), name: z.string() });

const issue = z.object({ id: z.string(), key: z.string(), summary: z.string() });
/** Work in a sprint as the reader sees it; what is hidden from them is only counted. `points`: the sum of the estimates shown, null where none is estimated. */
const work = z.object({
  issues: z.array(z.object({ ...issue.shape, estimate: z.nullable(z.number()) })),
  hidden: z.number(),
  points: z.nullable(z.number()),
});

/** Where unfinished work goes. */
const destination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('top') }),
  z.object({ kind: z.literal('bottom') }),
  z.object({ kind: z.literal('sprint'), sprintId: jiraId }),
]);

/** `work`: out of the sprint, into the other sprint or the backlog. `order`: to the top or the bottom, where it takes longest. */
const cancelling = z.object({
  step: z.enum(['closing', 'work', 'order', 'done']),
  /** Unfinished issues in all, and those that are not where they shall go yet. */
  issues: z.number(),
  left: z.number(),
  /** Where what is left stays and why, as sentences: nothing goes on by itself any more. Empty: all went well, or it is under way. */
  problems: z.array(z.string()),
  /** As it was asked for. */
  destination,
  reason: z.string(),
});

/** A sprint, for whoever may see it, and whether they may cancel it (C1). */
export const openCancel = call(
  'sprints/open',
  z.object({ sprintId: jiraId }),
  z.object({
    projectId: z.string(),
    sprint,
    done: work,
    open: work,
    /** Other open sprints of the board. */
    targets: z.array(z.object({ ...sprintRef.shape, state: z.enum(['future', 'active']) })),
    owner: z.nullable(person),
    /** `message`: why not. `ask`: the owner can be asked to. `for`: a delegate acts for them. */
    may: z.object({ cancel: z.boolean(), for: z.nullable(person), message: z.nullable(z.string()), ask: z.boolean() }),
    /** The reader, or somebody else, has asked for it already. */
    asked: z.nullable(z.object({ requestId: z.string(), mine: z.boolean(), at: z.number() })),
    /** Being cancelled, or cancelled already. */
    cancelling: z.nullable(cancelling),
  }),
);

/**
 * Cancels a sprint: an active one is closed, a planned one deleted, its unfinished work goes where it is told (C1). Needs `sprint`. It is stored first, so what
 * is interrupted goes on by itself; calling again with the same goes on at once. `projectId` as `sprints/open` said it.
 */
export const cancelSprint = call(
  'sprints/cancel',
  z.object({ projectId: jiraId, sprintId: jiraId, destination, reason }),
  z.object({ cancelling }),
);

export const VERDICTS = ['achieved', 'partly', 'missed', 'obsolete'] as const;
const verdict = z.object({
  verdict: z.enum(VERDICTS),
  sentence: z.string(),
  by: person,
  for: z.nullable(person),
  at: z.number(),
});

/** Why an issue is not in the sprint that was made again. */
export const NOT_BACK = ['done', 'moved', 'elsewhere', 'unseen', 'refused'] as const;

/** What became of a sprint. Once a sprint. */
const record = z.object({
  sprint: z.object({ ...sprint.shape }),
  projectId: z.string(),
  /**
   * `ended`: as planned, on time or with all done. `cancelled`: with Mandate. `closed-early`: with work unfinished and time left. `deleted`.
   */
  what: z.enum(['ended', 'cancelled', 'closed-early', 'deleted']),
  at: z.number(),
  /** Null: nobody can tell. */
  by: z.nullable(person),
  /** Null: without the power, or not known. */
  capacity: z.nullable(z.object({ kind: z.enum(['owner', 'delegate']), for: z.nullable(person) })),
  reason: z.nullable(z.string()),
  /** How much was done and how much was not. */
  finished: z.number(),
  unfinished: z.number(),
  /** Null: there was nothing to put right. `asking`: the owner has to say whether it shall be kept like that. */
  outcome: z.nullable(z.enum(['reported', 'asking', 'kept', 'restoring', 'restored', 'cancelling'])),
  /** Who decided to keep or restore. */
  decided: z.nullable(done),
  /** The sprint that was made in its place. `notStarted`: it was active and this one is not, as a sentence. */
  restored: z.nullable(
    z.object({
      sprint: z.nullable(sprintRef),
      back: z.number(),
      notBack: z.array(z.object({ issue: z.nullable(issue), why: z.enum(NOT_BACK) })),
      notStarted: z.nullable(z.string()),
    }),
  ),
  /** It was made in place of this one. */
  replaces: z.nullable(sprintRef),
  cancelling: z.nullable(cancelling),
  /** The goal waits for the owner's verdict (C5). */
  wantsVerdict: z.boolean(),
  verdict: z.nullable(verdict),
});

const guardState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('restoring') }),
  z.object({ kind: z.literal('reporting'), because: z.enum(['mode', 'vacant', 'owner-absent']) }),
  z.object({ kind: z.literal('frozen'), because: z.enum(['blind', 'cannot-manage']), at: z.number() }),
]);

export const UNFINISHED = ['status', 'column'] as const;
/** Hours before a sprint's end in which closing it is nobody's business. */
export const GRACE_HOURS = [0, 4, 12, 24, 48] as const;

const guard = z.object({
  projectId: z.string(),
  /** Counts changes of the setting; sent back with the next one. */
  revision: z.number(),
  mode: z.enum(GUARD_MODES),
  graceHours: z.number(),
  /** `status`: what is not in a status of the category Done. `column`: what is not in the board's last column. */
  unfinished: z.enum(UNFINISHED),
  state: guardState,
  owner: z.nullable(person),
  lastChange: z.nullable(done),
  mayConfigure: z.boolean(),
});

/** How a project's sprints are guarded, for whoever may see the project. */
export const readSprintGuard = call('sprints/guard', z.object({ projectId: jiraId }), guard);

/** For whoever administers the project; `conflict` where somebody else was faster. */
export const setSprintGuard = call(
  'sprints/set-guard',
  z.object({
    projectId: jiraId,
    mode: z.enum(GUARD_MODES),
    graceHours: z.union(GRACE_HOURS.map((hours) => z.literal(hours))),
    unfinished: z.enum(UNFINISHED),
    revision: z.number(),
  }),
  guard,
);

/**
 * What became of a project's sprints, the newest first, twenty a page; `before` is the page before's `next`. For whoever may see the project and its issues.
 */
export const listSprints = call(
  'sprints/list',
  z.object({ projectId: jiraId, before: z.optional(z.string().check(z.maxLength(1_000))) }),
  z.object({
    records: z.array(record),
    next: z.nullable(z.string()),
    /** Active sprints that are watched. `added`, `removed`: issues since it was started. */
    active: z.array(z.object({ sprint, added: z.number(), removed: z.number() })),
    guard,
    /** Whether the reader has the power `sprint`. */
    mayDecide: z.boolean(),
    /** How many of the last sixty wait for the word of whoever has it: to be kept or restored, or for a verdict. */
    waiting: z.number(),
    /** Verdicts of the last twelve sprints that have one, oldest first. */
    trend: z.array(z.object({ sprint: sprintRef, verdict: z.enum(VERDICTS), at: z.number() })),
  }),
);

/** Who took what into or out of a sprint after its start (C4), newest first, fifty a page. Hidden issues are only counted. For whoever may see the project. */
export const readScope = call(
  'sprints/scope',
  z.object({ projectId: jiraId, sprintId: jiraId, before: z.optional(z.string().check(z.maxLength(1_000))) }),
  z.object({
    rows: z.array(z.object({ id: z.string(), issue, what: z.enum(['added', 'removed']), by: z.nullable(person), at: z.number() })),
    hidden: z.number(),
    next: z.nullable(z.string()),
  }),
);

const one = z.object({ record });

/** Whether the goal was reached, and a sentence on why (C5). Needs `sprint`. */
export const giveVerdict = call(
  'sprints/verdict',
  z.object({
    projectId: jiraId,
    sprintId: jiraId,
    verdict: z.enum(VERDICTS),
    sentence: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
  }),
  one,
);

/** Keep a sprint as it was left, or restore it, where nobody can tell who did it (C2). Needs `sprint`. `conflict`: it is decided already. */
export const decideSprint = call(
  'sprints/decide',
  z.object({ projectId: jiraId, sprintId: jiraId, decision: z.enum(['keep', 'restore']) }),
  one,
);

export type CancelView = z.infer<typeof openCancel.output>;
export type CancellingView = z.infer<typeof cancelling>;
export type DestinationInput = z.infer<typeof destination>;
export type SprintRecordView = z.infer<typeof record>;
export type SprintListView = z.infer<typeof listSprints.output>;
export type SprintGuardView = z.infer<typeof guard>;
export type ScopeView = z.infer<typeof readScope.output>;
