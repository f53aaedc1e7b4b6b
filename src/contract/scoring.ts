import * as z from 'zod/mini';
import { call } from './call';
import { capacity, jiraId } from './shapes';

const scale = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('steps'), values: z.array(z.number()) }),
  z.object({ kind: z.literal('range'), min: z.number(), max: z.number() }),
]);

const factor = z.object({
  key: z.string(),
  label: z.string(),
  help: z.string(),
  role: z.enum(['benefit', 'multiplier', 'cost']),
  weight: z.number(),
  scale,
});

const model = z.object({
  id: z.string(),
  name: z.string(),
  combination: z.enum(['ratio']),
  factors: z.array(factor),
});

/** Factor key -> answer. A key that is absent is not answered. */
const inputs = z.record(z.string(), z.number());

const problem = z.object({ sentence: z.string(), factor: z.optional(z.string()) });

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scored'), score: z.number() }),
  z.object({ kind: z.literal('incomplete'), missing: z.array(z.string()) }),
  /** What Jira holds cannot be scored; each problem is a sentence. */
  z.object({ kind: z.literal('refused'), problems: z.array(problem) }),
]);

const position = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('placed'), place: z.number(), total: z.number(), among: z.enum(['backlog', 'epics']) }),
  z.object({ kind: z.literal('outside'), because: z.enum(['done', 'in-sprint', 'sub-task']), sprint: z.optional(z.string()) }),
  /** The search index does not show it yet, or the app cannot see it. */
  z.object({ kind: z.literal('unknown') }),
  /** Jira did not answer. The rest of the panel still works. */
  z.object({ kind: z.literal('unavailable') }),
]);

const scoredBy = z.object({ by: z.string(), name: z.nullable(z.string()), at: z.number() });

const value = z.object({
  inputs,
  outcome,
  /** What Jira's Value score field holds now; it follows the outcome within minutes at the latest. */
  stored: z.nullable(z.number()),
  lastScored: z.nullable(scoredBy),
});

const mayScore = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true), capacity }),
  z.object({ allowed: z.literal(false), message: z.string() }),
]);

/** Everything the panel shows, in one call. Writes nothing. */
export const openPanel = call(
  'scoring/open',
  z.object({ issueId: jiraId }),
  z.object({ issueId: z.string(), viewer: z.string(), model, value, position, mayScore }),
);

/** Answers to merge into the stored ones: a number sets, null clears. What is not named stays. */
export const scoreIssue = call(
  'scoring/score',
  z.object({ issueId: jiraId, answers: z.record(z.string().check(z.maxLength(64)), z.nullable(z.number())) }),
  z.object({ value }),
);

export type PanelView = z.infer<typeof openPanel.output>;
export type ValueView = z.infer<typeof value>;
export type PositionView = z.infer<typeof position>;
export type ModelView = z.infer<typeof model>;
export type FactorView = z.infer<typeof factor>;
