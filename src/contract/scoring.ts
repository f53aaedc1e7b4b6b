import * as z from 'zod/mini';
import { call } from './call';
import { capacity, done, jiraId, person } from './shapes';

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
  /** Who found these answers still right after they were given (S6). */
  confirmed: z.nullable(done),
  /** Why this score is old; null: it is not. `changedAt`: when something of it changed last; `afterDays`: the project's limit, null: none. */
  stale: z.nullable(
    z.object({
      because: z.array(z.enum(['summary', 'description', 'estimate', 'age'])),
      changedAt: z.nullable(z.number()),
      afterDays: z.nullable(z.number()),
    }),
  ),
});

/** `for`: on whose behalf a delegate did it. */
const teamAct = { by: person, for: z.nullable(person), at: z.number() };

/** A team's answers as this reader may see them (S5): of those hidden from them there is nothing here but who gave some. */
const team = z.object({
  policy: z.enum(['median', 'owner']),
  /** The reader's own answers. */
  own: inputs,
  givers: z.array(person),
  /** Only the questions whose answers the reader may see: all once they are revealed, before that those the reader answered. */
  answers: z.array(
    z.object({
      factor: z.string(),
      given: z.array(z.object({ accountId: z.string(), answer: z.number() })),
      median: z.number(),
      /** So far apart that people should talk about it. */
      wide: z.boolean(),
    }),
  ),
  /** Whose answers count where the owner's do; null: nobody gave them for the owner yet. */
  counts: z.nullable(z.string()),
  revealed: z.nullable(z.object(teamAct)),
  /** What the owner set instead. */
  override: z.nullable(z.object({ ...teamAct, answers: inputs, reason: z.string() })),
  may: z.object({ reveal: z.boolean(), override: z.boolean() }),
  /** Nobody owns the project: whoever has answered may reveal. */
  vacant: z.boolean(),
  /** Jira's field does not hold what counts: somebody edited it there, or a write failed. */
  pending: z.boolean(),
});

const answersToGive = z.record(z.string().check(z.maxLength(64)), z.nullable(z.number()));
const scoredByTeam = z.object({ value, team: z.nullable(team) });

const mayScore = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true), capacity }),
  z.object({ allowed: z.literal(false), message: z.string() }),
]);

/** Everything the panel shows, in one call. Writes nothing. */
export const openPanel = call(
  'scoring/open',
  z.object({ issueId: jiraId }),
  /** `team`: null where the project does not score as a team. */
  z.object({ issueId: z.string(), viewer: z.string(), model, value, team: z.nullable(team), position, mayScore }),
);

/** Answers to merge into the stored ones: a number sets, null clears. What is not named stays. Refused where the project scores as a team: see `scoring/give`. */
export const scoreIssue = call('scoring/score', z.object({ issueId: jiraId, answers: answersToGive }), z.object({ value }));

/** The answers an issue has are still right. `score` is the one that was looked at: refused where it is another by now. Needs `score`. */
export const confirmScore = call('scoring/confirm', z.object({ issueId: jiraId, score: z.number() }), z.object({ value }));

/** The team's part of the panel alone. For whoever sees the issue. */
export const readTeam = call('scoring/team', z.object({ issueId: jiraId }), scoredByTeam);

/** One's own answers, where the project scores as a team: they merge into one's earlier ones. Needs `score`. */
export const giveAnswers = call('scoring/give', z.object({ issueId: jiraId, answers: answersToGive }), scoredByTeam);

/** Shows everybody's answers to everybody, and writes what counts to Jira. Needs `score` as owner or delegate; in a vacant project, as somebody who has answered. */
export const revealAnswers = call('scoring/reveal', z.object({ issueId: jiraId }), scoredByTeam);

/** Other answers than the team's, with a reason (1 to 500 characters): they count until they are cleared. Needs `score` as owner or delegate. */
export const overrideAnswers = call(
  'scoring/override',
  z.object({ issueId: jiraId, answers: answersToGive, reason: z.string().check(z.maxLength(1_000)) }),
  scoredByTeam,
);

/** The team's answers count again. Needs `score` as owner or delegate. */
export const clearOverride = call('scoring/clear-override', z.object({ issueId: jiraId }), scoredByTeam);

/** Writes what counts to Jira again, where its field holds something else. Needs `score`. */
export const applyAnswers = call('scoring/apply', z.object({ issueId: jiraId }), scoredByTeam);

const policy = z.object({
  projectId: z.string(),
  /** Sent back with the next change, so that two admins cannot overwrite each other unseen. */
  revision: z.number(),
  /** Whose answers count: whoever scores, the median of the team's, or the owner's. */
  team: z.enum(['off', 'median', 'owner']),
  /** Days after which a score is old; null: never. */
  staleAfterDays: z.nullable(z.number()),
  lastChange: z.nullable(done),
});

/** How a project's scores come about and how long they count. For whoever administers the project. */
export const readPolicy = call('scoring/policy', z.object({ projectId: jiraId }), policy);

/** Scores stay as they are until somebody answers or reveals next. `staleAfterDays`: 7 to 730, or null. For whoever administers the project. */
export const setPolicy = call(
  'scoring/set-policy',
  z.object({ projectId: jiraId, revision: z.number(), team: z.enum(['off', 'median', 'owner']), staleAfterDays: z.nullable(z.number()) }),
  policy,
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

const issueRow = z.object({
  id: z.string(),
  key: z.string(),
  summary: z.string(),
  type: z.string(),
  status: z.object({ name: z.string(), category: z.enum(['new', 'indeterminate', 'done']) }),
  assignee: z.nullable(person),
  /** The estimate in the unit the board counts in; null: none. */
  estimate: z.nullable(z.number()),
  /** Name of the planned sprint it is in. */
  sprint: z.nullable(z.string()),
  /** Its epic. */
  parent: z.nullable(z.object({ key: z.string(), summary: z.string() })),
  inputs,
  outcome,
  stored: z.nullable(z.number()),
  /** Why its score is old (S6): given longer ago than the project's limit, or before one of these was changed. Null: it is not. */
  stale: z.nullable(z.enum(['age', 'summary', 'description', 'estimate'])),
  /** The team's answers lie far apart (S5). */
  disputed: z.boolean(),
});

/** Issues as a list shows them, in the order asked for; those hidden from the reader are left out. For whoever may see the project. */
export const readRows = call(
  'scoring/rows',
  z.object({ projectId: jiraId, ids: z.array(jiraId).check(z.minLength(1), z.maxLength(100)) }),
  z.object({
    model,
    /** How scores come about here: where it is not `off`, `scoring/score` is refused, and people give their own answers on the panel (S5). */
    team: z.enum(['off', 'median', 'owner']),
    rows: z.array(issueRow),
  }),
);

/** Open issues of the project that match all of these, ids in no order. For whoever may see the project, who finds what they may see. */
export const findIssues = call(
  'scoring/find',
  z.object({
    projectId: jiraId,
    text: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
    types: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(20))),
    statuses: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(20))),
    /** `none`: not assigned. */
    assignee: z.optional(z.string().check(z.regex(/^[\w:.@-]{1,128}$/))),
    labels: z.optional(z.array(z.string().check(z.maxLength(255))).check(z.maxLength(20))),
    score: z.optional(z.enum(['scored', 'unscored', 'stale'])),
  }),
  z.object({ ids: z.array(z.string()) }),
);

/** What a list can be filtered by, by name. For whoever may see the project. */
export const readFilters = call(
  'scoring/filters',
  z.object({ projectId: jiraId }),
  z.object({ types: z.array(z.string()), statuses: z.array(z.string()), labels: z.array(z.string()), assignees: z.array(person) }),
);

export type IssueRowView = z.infer<typeof issueRow>;
export type PanelView = z.infer<typeof openPanel.output>;
export type TeamView = z.infer<typeof team>;
export type ScoringPolicyView = z.infer<typeof policy>;
export type ValueView = z.infer<typeof value>;
export type PositionView = z.infer<typeof position>;
export type ModelView = z.infer<typeof model>;
export type FactorView = z.infer<typeof factor>;
export type ModelDraft = z.infer<typeof draft>;
export type ScoringSettingsView = z.infer<typeof settings>;
export type HistoryView = z.infer<typeof scoreHistory.output>;
