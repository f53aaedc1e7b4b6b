import * as z from 'zod/mini';
import { call } from './call';
import { capacity, done, jiraId } from './shapes';

const unit = z.string().check(z.maxLength(20));

const scale = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('steps'), values: z.array(z.number()).check(z.maxLength(30)), unit }),
  z.object({ kind: z.literal('range'), min: z.number(), max: z.number(), unit }),
  z.object({
    kind: z.literal('choices'),
    options: z.array(z.object({ value: z.number(), label: z.string().check(z.maxLength(200)) })).check(z.maxLength(30)),
    unit,
  }),
]);

const factor = z.object({
  key: z.string().check(z.maxLength(64)),
  label: z.string().check(z.maxLength(500)),
  help: z.string().check(z.maxLength(2_000)),
  role: z.enum(['benefit', 'multiplier', 'cost']),
  weight: z.number(),
  scale,
});

const model = z.object({
  id: z.string(),
  name: z.string(),
  combination: z.enum(['ratio', 'product', 'mean', 'weighted', 'gap']),
  factors: z.array(factor),
  accepts: z.array(z.string()),
  retired: z.array(z.string()),
  bands: z.array(z.object({ from: z.number(), label: z.string() })),
});

/**
 * A project's own model as an admin writes it. What it must hold besides its shape, each as a sentence: features/scoring/custom-model.ts.
 * `id`: the project's own model it changes, or null for a new one. `basedOn`: the built-in model whose answers go on counting.
 */
const draft = z.object({
  id: z.nullable(z.string().check(z.maxLength(64))),
  basedOn: z.nullable(z.string().check(z.maxLength(64))),
  name: z.string().check(z.maxLength(500)),
  combination: z.enum(['ratio', 'product', 'mean', 'weighted']),
  factors: z.array(factor).check(z.maxLength(30)),
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

const value = z.object({
  inputs,
  outcome,
  /** What Jira's Value score field holds now; it follows the outcome within minutes at the latest. */
  stored: z.nullable(z.number()),
  lastScored: z.nullable(done),
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

/** Who changed which answers, newest first; at most the newest 50 changes. For whoever sees the issue (S7). */
export const scoreHistory = call(
  'scoring/history',
  z.object({ issueId: jiraId }),
  z.object({
    changes: z.array(
      z.object({
        by: z.nullable(z.object({ accountId: z.string(), name: z.nullable(z.string()) })),
        at: z.number(),
        /** The score these answers have by the model they were given for; null where they have none. */
        score: z.object({ from: z.nullable(z.number()), to: z.nullable(z.number()) }),
        /** Set where the answers went over to another model: its name. */
        model: z.nullable(z.string()),
        answers: z.array(z.object({ label: z.string(), from: z.nullable(z.number()), to: z.nullable(z.number()) })),
        /** Set where Jira kept the change in words only: what its lists said before and after. */
        words: z.nullable(z.object({ from: z.string(), to: z.string() })),
      }),
    ),
    /** There are older changes than these. */
    more: z.boolean(),
  }),
);

/** The models of these projects, in the same order. For whoever sees them all; the field's editor asks, outside the panel. */
export const readModels = call(
  'scoring/models',
  z.object({ projectIds: z.array(jiraId).check(z.minLength(1), z.maxLength(10)) }),
  z.object({ models: z.array(z.object({ projectId: z.string(), model })) }),
);

const settings = z.object({
  projectId: z.string(),
  /** Counts changes; sent back with the next one, so that two admins cannot overwrite each other unseen. */
  revision: z.number(),
  /** The model in use: one of `builtIn`, or `own`. */
  chosen: z.string(),
  builtIn: z.array(model),
  /** The project's own model, in use or not. */
  own: z.nullable(model),
  lastChange: z.nullable(done),
  /** Issues that have a Value score now, about; null where Jira did not say. */
  scored: z.nullable(z.number()),
  /** The pass over the project's scores after a change of model; null where none ever ran. */
  pass: z.nullable(
    z.object({
      running: z.boolean(),
      /** Issues looked at so far, and how many of them now have a score, lack answers, or have answers that cannot be scored. */
      seen: z.number(),
      scored: z.number(),
      incomplete: z.number(),
      refused: z.number(),
      startedAt: z.number(),
      finishedAt: z.nullable(z.number()),
    }),
  ),
});

/** A project's scoring as its admins see it. For whoever administers the project. */
export const readScoringSettings = call('scoring/settings', z.object({ projectId: jiraId }), settings);

/**
 * Chooses the project's model, or writes its own and chooses that. Inputs stay; scores follow in a pass over the project. Refused: `conflict` where
 * another admin was faster; a model that cannot score, with a sentence per fault in `fields` (`name`, `factors`, `factors.2.label`, …).
 */
export const chooseModel = call(
  'scoring/choose-model',
  z.object({
    projectId: jiraId,
    revision: z.number(),
    choice: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('built-in'), id: z.string().check(z.maxLength(64)) }),
      z.object({ kind: z.literal('own'), model: draft }),
    ]),
  }),
  settings,
);

/** Issues of the project to try a model on, those with answers first, as this person sees them. For whoever administers the project. */
export const sampleIssues = call(
  'scoring/sample',
  z.object({ projectId: jiraId }),
  z.object({
    issues: z.array(
      z.object({
        id: z.string(),
        key: z.string(),
        summary: z.string(),
        /** Model id -> the answers given for it. */
        answers: z.record(z.string(), inputs),
      }),
    ),
  }),
);

export type PanelView = z.infer<typeof openPanel.output>;
export type ValueView = z.infer<typeof value>;
export type PositionView = z.infer<typeof position>;
export type ModelView = z.infer<typeof model>;
export type FactorView = z.infer<typeof factor>;
export type ModelDraft = z.infer<typeof draft>;
export type ScoringSettingsView = z.infer<typeof settings>;
export type HistoryView = z.infer<typeof scoreHistory.output>;
