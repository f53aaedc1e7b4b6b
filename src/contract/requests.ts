import * as z from 'zod/mini';
import { call } from './call';
import { jiraId, person } from './shapes';

const sentence = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));
const requestId = z.string().check(z.regex(/^[\w:-]{1,200}$/));
/** `SHOP-12`, or an id. */
const issueRef = z.string().check(z.trim(), z.regex(/^([A-Za-z][A-Za-z0-9_]*-\d{1,18}|[1-9]\d{0,18})$/));

const wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('top') }),
  z.object({ kind: z.literal('above'), issue: issueRef }),
  z.object({ kind: z.literal('below'), issue: issueRef }),
  /** Counted from 1, in the order as it is when the request is carried out. */
  z.object({ kind: z.literal('position'), position: z.number().check(z.int(), z.gte(1), z.lte(100_000)) }),
]);

const shownIssue = z.object({ id: z.string(), key: z.string(), summary: z.string() });
const place = z.object({ place: z.number(), total: z.number() });

const request = z.object({
  id: z.string(),
  projectId: z.string(),
  /** `hand`: somebody asked. `guard`: a move that was put back. */
  origin: z.enum(['hand', 'guard']),
  status: z.enum(['open', 'asked-back', 'approved', 'declined', 'withdrawn']),
  /** Who asked; several where the same was asked twice. The first is the first who asked. */
  askers: z.array(z.object({ person, at: z.number(), reason: z.nullable(z.string()) })),
  /**
   * Issues to be moved, in the order they shall stand; those hidden from the reader are only counted. `from`: where it stands now. `to`: where approving
   * would put it. Both are null for what is decided, but in the answer to the approval itself, where both say the new place.
   */
  issues: z.array(z.object({ issue: shownIssue, from: z.nullable(place), to: z.nullable(place) })),
  hidden: z.number(),
  tier: z.enum(['backlog', 'epics']),
  /** The wish in words the page can say. An issue is null where it is hidden from the reader. */
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('top') }),
    z.object({ kind: z.literal('above'), issue: z.nullable(shownIssue) }),
    z.object({ kind: z.literal('below'), issue: z.nullable(shownIssue) }),
    z.object({ kind: z.literal('position'), position: z.number() }),
    /** Several issues to several places: each issue's `to` says where. */
    z.object({ kind: z.literal('places') }),
    /** No place: the sprint shall be cancelled. There are no `issues` then. */
    z.object({ kind: z.literal('cancel-sprint'), sprint: z.object({ id: z.string(), name: z.string() }) }),
  ]),
  /** Why approving would not do what was asked: an anchor that left the order, an issue that is done. Null: it would. */
  moved: z.nullable(z.string()),
  at: z.number(),
  /** The conversation so far, oldest first. */
  thread: z.array(z.object({ kind: z.enum(['question', 'answer']), by: person, at: z.number(), text: z.string() })),
  decision: z.nullable(z.object({ by: person, for: z.nullable(person), at: z.number(), reason: z.nullable(z.string()) })),
  /** What the reader may do with it. */
  may: z.object({ approve: z.boolean(), decide: z.boolean(), answer: z.boolean(), withdraw: z.boolean() }),
});

/** Ask the owner to rank an issue (Q1). For whoever may see the issue. `joined`: the same had been asked already, and this one stands with it. */
export const askToRank = call(
  'requests/ask',
  z.object({ issueId: jiraId, wish, reason: sentence }),
  z.object({ request, joined: z.boolean() }),
);

/** Ask the owner to cancel a sprint (Q1). For whoever may see it and may not cancel it. */
export const askToCancel = call(
  'requests/ask-cancel',
  z.object({ sprintId: jiraId, reason: sentence }),
  z.object({ request, joined: z.boolean() }),
);

/** A project's requests, oldest first while open, newest first when decided; twenty-five a page. For whoever may see the project. */
export const listRequests = call(
  'requests/list',
  z.object({ projectId: jiraId, which: z.enum(['open', 'decided']), after: z.optional(z.string().check(z.maxLength(1_000))) }),
  z.object({ requests: z.array(request), next: z.nullable(z.string()), owner: z.nullable(person), open: z.number(), mayRank: z.boolean() }),
);

/** What is asked about one issue, and whether the reader needs to ask at all. For whoever may see the issue. */
export const requestsOfIssue = call(
  'requests/of-issue',
  z.object({ issueId: jiraId }),
  z.object({
    requests: z.array(request),
    owner: z.nullable(person),
    mayRank: z.boolean(),
    /** False where the issue has no place in the order: outside the backlog nobody ranks. */
    rankable: z.boolean(),
  }),
);

const decided = z.object({ request });
const ofRequest = z.object({ projectId: jiraId, requestId });

/**
 * Carries it out as the caller (Q2). Needs `decide`, and `rank` or `sprint`. `conflict`: its ground has moved, or somebody else decided; `unavailable`: not all of it is done,
 * and approving again goes on.
 */
export const approveRequest = call('requests/approve', ofRequest, decided);
/** Needs `decide`. */
export const declineRequest = call('requests/decline', z.object({ ...ofRequest.shape, reason: sentence }), decided);
/** Needs `decide`. */
export const askBack = call('requests/ask-back', z.object({ ...ofRequest.shape, question: sentence }), decided);
/** For those who asked. */
export const answerQuestion = call('requests/answer', z.object({ ...ofRequest.shape, answer: sentence }), decided);
/** For those who asked: takes one's own asking back; with the last one the request is withdrawn. */
export const withdrawRequest = call('requests/withdraw', ofRequest, decided);

export type RequestView = z.infer<typeof request>;
export type WishInput = z.infer<typeof wish>;
