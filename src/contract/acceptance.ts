import * as z from 'zod/mini';
import { call } from './call';
import { done, jiraId, person } from './shapes';

export const MOST_CRITERIA = 200;
export const LONGEST_CRITERION = 500;
/** Seconds of reading are cheaper than a story sent back for a word. */
export const LONGEST_FEEDBACK = 2000;

/** Line breaks are kept: Given, When and Then are one criterion. */
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_CRITERION));
const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_FEEDBACK));
/** Made by whoever adds the criterion, so that adding it twice adds it once. */
const criterionId = z.string().check(z.regex(/^[\w-]{8,64}$/));
/** A link into the web, and nothing that runs. */
const evidence = z.string().check(z.trim(), z.maxLength(500), z.regex(/^https?:\/\/[^\s]+$/i));
const revision = z.number().check(z.int(), z.gte(0));

/** What a criterion has come to. `claimed`: the team says it is met, the owner has not judged yet. */
export const CRITERION_STATES = ['open', 'claimed', 'met', 'failed', 'na'] as const;
export const VERDICTS = ['met', 'failed', 'na'] as const;
/** What a story has come to. `ready`: it waits for the owner. */
export const STORY_STATES = ['none', 'open', 'ready', 'accepted', 'rejected'] as const;

const criterion = z.object({
  id: z.string(),
  text: z.string(),
  mandatory: z.boolean(),
  /** `done`: of the project's Definition of Done: everybody ticks it, its words are the owner's. */
  of: z.enum(['story', 'done']),
  state: z.enum(CRITERION_STATES),
  /** An address, http or https. */
  evidence: z.nullable(z.string()),
  claim: z.nullable(done),
  verdict: z.nullable(
    z.object({ value: z.enum(VERDICTS), by: person, for: z.nullable(person), at: z.number(), words: z.nullable(z.string()) }),
  ),
});

const decision = z.object({ by: person, for: z.nullable(person), at: z.number(), words: z.nullable(z.string()) });

/** Why an acceptance holds no more. */
export const VOIDED = ['added', 'removed', 'reworded', 'reopened', 'moved', 'taken-back', 'reset'] as const;

const story = z.object({
  issue: z.object({ id: z.string(), key: z.string(), summary: z.string(), projectId: z.string(), done: z.boolean() }),
  /** Counts changes of the checklist; sent back with a decision, which is about what was seen. */
  revision: z.number(),
  state: z.enum(STORY_STATES),
  criteria: z.array(criterion),
  /** Somebody asked the owner to look, whatever is claimed. */
  asked: z.nullable(z.object({ by: z.nullable(person), at: z.number() })),
  acceptance: z.nullable(decision),
  /** The last rejection, until the story is accepted. `told`: the comment that says so is on the issue; else `acceptance/finish` writes it. */
  rejection: z.nullable(z.object({ ...decision.shape, told: z.boolean() })),
  /** The last acceptance that did not hold. */
  voided: z.nullable(z.object({ why: z.enum(VOIDED), by: z.nullable(person), at: z.number() })),
  /** What of the issue was changed after it was accepted: Jira lets nobody lock an issue (A4). */
  changedSince: z.array(z.object({ what: z.enum(['summary', 'description']), by: z.nullable(person), at: z.number() })),
  /** For everybody but the owner. */
  locked: z.nullable(z.enum(['accepted', 'done'])),
  owner: z.nullable(person),
  /** What the reader may do. `message`: why they may not judge. `for`: a delegate judges for them. */
  may: z.object({
    edit: z.boolean(),
    judge: z.boolean(),
    /** Accept or reject the story as a whole: not one's own work, where the project says so. */
    decide: z.boolean(),
    for: z.nullable(person),
    message: z.nullable(z.string()),
  }),
  /** What may be put on this issue: the project's templates for its type. */
  templates: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The project's Definition of Done says something else by now. */
  doneDiffers: z.boolean(),
});

/** The checklist of an issue, for whoever may see the issue (A1). */
export const openStory = call('acceptance/open', z.object({ issueId: jiraId }), z.object({ story }));

/** Where a criterion stands: directly after another one; null: first. */
const after = z.nullable(criterionId);

const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), id: criterionId, text, mandatory: z.boolean(), after }),
  /** `was`: the words that were changed. Where they are others by now, nothing is overwritten. */
  z.object({ kind: z.literal('reword'), id: criterionId, was: z.string(), text }),
  z.object({ kind: z.literal('mandatory'), id: criterionId, mandatory: z.boolean() }),
  z.object({ kind: z.literal('evidence'), id: criterionId, evidence: z.nullable(evidence) }),
  z.object({ kind: z.literal('move'), id: criterionId, after }),
  z.object({ kind: z.literal('remove'), id: criterionId }),
  /** The team says that it is met, or no more; for the Definition of Done that is the tick. */
  z.object({ kind: z.literal('claim'), id: criterionId, claimed: z.boolean() }),
  /** Needs `accept`. Null takes the verdict back. */
  z.object({ kind: z.literal('judge'), id: criterionId, verdict: z.nullable(z.enum(VERDICTS)), words: z.nullable(words) }),
]);

/** Why a change of one criterion was not made; the others were. */
export const LEFT = ['gone', 'changed', 'locked', 'judged', 'owners-words', 'owners-verdict', 'too-many', 'too-large'] as const;

/**
 * Changes criteria one by one, on whatever the checklist is by then, so that two people who edit at once both keep theirs. For whoever may edit the issue;
 * verdicts need `accept`.
 */
export const changeStory = call(
  'acceptance/change',
  z.object({ issueId: jiraId, changes: z.array(change).check(z.minLength(1), z.maxLength(MOST_CRITERIA)) }),
  z.object({ story, left: z.array(z.object({ id: z.string(), why: z.enum(LEFT), message: z.string() })) }),
);

/** Accepts the story as it was seen. Needs `accept`, and all mandatory criteria met or not applicable. */
export const acceptStory = call(
  'acceptance/accept',
  z.object({ issueId: jiraId, revision, words: z.nullable(words) }),
  z.object({ story }),
);

/**
 * Rejects the story as it was seen, with feedback, in a comment to its assignee that names what failed; `transitionId` also moves it back, as the caller. Needs `accept`.
 * `moved`: why it could not be moved, as a sentence.
 */
export const rejectStory = call(
  'acceptance/reject',
  z.object({ issueId: jiraId, revision, words, transitionId: z.nullable(jiraId) }),
  z.object({ story, moved: z.nullable(z.string()) }),
);

/** Writes the comment of a rejection that was stored and not told. Needs `accept`. */
export const finishRejection = call('acceptance/finish', z.object({ issueId: jiraId }), z.object({ story }));

/** Takes an acceptance back. Needs `accept`. */
export const takeBack = call('acceptance/take-back', z.object({ issueId: jiraId, revision }), z.object({ story }));

/** Asks the owner to look, for whoever may edit the issue. */
export const askForAcceptance = call('acceptance/ask', z.object({ issueId: jiraId }), z.object({ story }));

/** Where a rejected story may go: the caller's transitions that do not end in Done. `suggested`: as the project says. */
export const readWaysBack = call(
  'acceptance/ways-back',
  z.object({ issueId: jiraId }),
  z.object({ ways: z.array(z.object({ transitionId: z.string(), name: z.string(), to: z.string() })), suggested: z.nullable(z.string()) }),
);

/** Criteria found in the issue's description, to choose from (A1). Nothing is changed. */
export const findCriteria = call(
  'acceptance/find-criteria',
  z.object({ issueId: jiraId }),
  z.object({ found: z.array(z.object({ text: z.string(), /** Below a heading such as "Acceptance criteria". */ likely: z.boolean() })) }),
);

/** Puts a template's criteria, or the project's Definition of Done as it is now (`done`), on the issue. For whoever may edit it. */
export const applyTemplate = call(
  'acceptance/apply',
  z.object({ issueId: jiraId, templateId: z.union([z.literal('done'), criterionId]) }),
  z.object({ story, left: z.array(z.object({ id: z.string(), why: z.enum(LEFT), message: z.string() })) }),
);

const waiting = z.object({
  issue: z.object({ id: z.string(), key: z.string(), summary: z.string() }),
  project: z.object({ id: z.string(), key: z.string(), name: z.string() }),
  /** Since when it waits. */
  since: z.number(),
  met: z.number(),
  claimed: z.number(),
  total: z.number(),
  revision: z.number(),
  /** All mandatory criteria are judged met: it can be accepted from the list. */
  acceptable: z.boolean(),
  decide: z.boolean(),
});

/** Stories that wait for the caller's verdict, oldest first (A7); of one project, or of all in which they hold `accept`. */
export const readWaiting = call(
  'acceptance/waiting',
  z.object({ projectId: z.nullable(jiraId), after: z.optional(z.string().check(z.maxLength(2000))) }),
  z.object({
    stories: z.array(waiting),
    /** Wait too, and are hidden from the caller. */
    hidden: z.number(),
    next: z.nullable(z.string()),
    /** Of the one project that was asked for. */
    owner: z.nullable(person),
    mayAccept: z.boolean(),
  }),
);

const templateItem = z.object({ id: criterionId, text, mandatory: z.boolean() });
const items = z.array(templateItem).check(z.maxLength(50));
const template = z.object({
  id: criterionId,
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  /** For these issue types; empty: for all. */
  typeIds: z.array(jiraId).check(z.maxLength(50)),
  /** Put on new issues by itself. */
  onCreation: z.boolean(),
  items,
});

const templates = z.object({
  projectId: z.string(),
  revision: z.number(),
  /** The Definition of Done: on every new checklist. */
  done: items,
  templates: z.array(template).check(z.maxLength(20)),
  types: z.array(z.object({ id: z.string(), name: z.string() })),
  /** `done`: the owner and who stands in. `templates`: they and the project's admins. */
  may: z.object({ done: z.boolean(), templates: z.boolean(), message: z.nullable(z.string()) }),
  lastChange: z.nullable(done),
});

/** A project's templates and Definition of Done, for whoever may see it (A2). */
export const readTemplates = call('acceptance/templates', z.object({ projectId: jiraId }), templates);

/** Changes them: `done` needs `accept`, `templates` that or Administer projects. Null leaves one as it is. */
export const setTemplates = call(
  'acceptance/set-templates',
  z.object({
    projectId: jiraId,
    revision,
    done: z.nullable(items),
    templates: z.nullable(z.array(template).check(z.maxLength(20))),
  }),
  templates,
);

const policy = z.object({
  projectId: z.string(),
  revision: z.number(),
  /** Nobody accepts what they worked on. */
  ownWork: z.enum(['allowed', 'refused']),
  /** Where a rejected story goes unless its owner says otherwise: a status id; null: it stays. */
  backTo: z.nullable(z.string()),
  statuses: z.array(z.object({ id: z.string(), name: z.string() })),
  lastChange: z.nullable(done),
});

/** How a project accepts, for its admins. */
export const readAcceptancePolicy = call('acceptance/policy', z.object({ projectId: jiraId }), policy);
export const setAcceptancePolicy = call(
  'acceptance/set-policy',
  z.object({ projectId: jiraId, revision, ownWork: z.enum(['allowed', 'refused']), backTo: z.nullable(jiraId) }),
  policy,
);

export const NEEDS = ['mandatory', 'all', 'accepted'] as const;

/** What the workflow rule's configuration page saves: an expression for this site and this installation (A5). `current`: the saved one is that. */
export const readRule = call(
  'acceptance/rule',
  z.object({ needs: z.enum(NEEDS), saved: z.nullable(z.string().check(z.maxLength(32_000))) }),
  z.object({ expression: z.string(), current: z.boolean() }),
);

/** How an issue came into Done without having been accepted. */
const arrival = z.object({
  issue: z.nullable(z.object({ id: z.string(), key: z.string(), summary: z.string() })),
  at: z.number(),
  by: z.nullable(person),
  /** What it had come to then. */
  state: z.enum(STORY_STATES),
});

/** Issues that came into Done unaccepted, newest first, for whoever may see the project's issues (A5). */
export const readArrivals = call(
  'acceptance/arrivals',
  z.object({ projectId: jiraId, after: z.optional(z.string().check(z.maxLength(2000))) }),
  z.object({
    arrivals: z.array(arrival),
    hidden: z.number(),
    next: z.nullable(z.string()),
  }),
);

const RULES = ['acceptance-rule', 'only-owner', 'ask-for-acceptance', 'reset-acceptance'] as const;
const needs = z.enum(NEEDS);
const passageKind = z.enum(['initial', 'global', 'directed']);

/** How a project's issues come into Done. `seen`: when Jira last showed the workflows to anybody who may see them; `unknown`: to nobody yet. For whoever may see the project's issues (A5). */
export const readWays = call(
  'acceptance/ways',
  z.object({ projectId: jiraId }),
  z.object({
    seen: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('now') }),
      z.object({ kind: z.literal('then'), at: z.number() }),
      z.object({ kind: z.literal('unknown') }),
    ]),
    ways: z.array(
      z.object({
        workflow: z.string(),
        transition: z.object({ id: z.string(), name: z.string() }),
        /** `initial`: the issue is created in Done; `global`: from any status. */
        kind: passageKind,
        from: z.array(z.string()),
        to: z.string(),
        /** `closed`: by a rule that lets nothing through until it is saved again. */
        guard: z.enum(['guarded', 'closed', 'open']),
        needs: z.array(needs),
      }),
    ),
  }),
);

/** What became of the rules on a project's workflows, newest first. `known`: which workflows it has. For whoever may see the project's issues (A5). */
export const readRuleChanges = call(
  'acceptance/rule-changes',
  z.object({ projectId: jiraId }),
  z.object({
    known: z.boolean(),
    changes: z.array(
      z.object({
        kind: z.enum(['added', 'removed', 'changed', 'disabled', 'enabled', 'failed']),
        module: z.enum(RULES),
        workflow: z.string(),
        transition: z.nullable(z.string()),
        needs: z.nullable(needs),
        was: z.nullable(needs),
        /** When it was noticed, at most one sweep later. */
        at: z.number(),
        /** Null: Jira does not tell who. */
        by: z.nullable(person),
        /** Jira's own words, of a rule that failed. */
        message: z.nullable(z.string()),
      }),
    ),
  }),
);

const ruleUse = z.object({
  ruleId: z.string(),
  rule: z.enum(RULES),
  workflow: z.object({ id: z.string(), name: z.string(), teamManaged: z.boolean() }),
  transition: z.object({ name: z.string(), kind: passageKind, from: z.array(z.string()), to: z.string() }),
  needs: z.nullable(needs),
  /** `outdated`: of an earlier installation, or changed by hand; `unsaved`: never saved; both let nothing through. */
  state: z.enum(['current', 'outdated', 'unsaved', 'disabled']),
  /** Since when Jira cannot evaluate it. */
  failing: z.nullable(z.number()),
  projects: z.array(z.object({ id: z.string(), key: z.string(), name: z.string() })),
  projectCount: z.number(),
});

/** Every transition of the site that uses our rules, some workflows at a time: `next` is the next `from`. For Jira admins (A8). */
export const readRuleUses = call(
  'acceptance/rule-uses',
  z.object({ from: z.number().check(z.int(), z.gte(0), z.lte(1_000_000)) }),
  z.object({ uses: z.array(ruleUse), next: z.nullable(z.number()), hasRole: z.boolean() }),
);

/** Takes rules from their workflows, some workflows at a time: what is left with `later` is asked for again. For Jira admins (A8). */
export const removeRules = call(
  'acceptance/remove-rules',
  z.object({
    rules: z
      .array(z.object({ workflowId: z.string().check(z.regex(/^[\w-]{1,64}$/)), ruleId: z.string().check(z.regex(/^[\w-]{1,64}$/)) }))
      .check(z.minLength(1), z.maxLength(500)),
  }),
  z.object({
    removed: z.array(z.object({ workflowId: z.string(), ruleId: z.string() })),
    left: z.array(
      z.object({
        workflowId: z.string(),
        ruleId: z.string(),
        why: z.enum(['later', 'changed', 'gone', 'refused']),
        message: z.string(),
      }),
    ),
  }),
);

/** Makes the project role "Product Owner" where the site has none. For Jira admins (A6). */
export const createOwnerRole = call('acceptance/create-role', z.object({}), z.object({ hasRole: z.boolean() }));

const ownerRole = z.object({
  projectId: z.string(),
  revision: z.number(),
  keep: z.boolean(),
  /** The project has a role of this name. */
  exists: z.boolean(),
  inStep: z.array(person),
  missing: z.array(person),
  extra: z.array(person),
  groups: z.array(z.string()),
  /** Why it was not kept in step at the last try. */
  problem: z.nullable(z.enum(['no-role', 'app-may-not'])),
  lastChange: z.nullable(done),
});

/** The role "Product Owner" beside who decides about acceptance now. For whoever administers the project (A6). */
export const readOwnerRole = call('acceptance/role', z.object({ projectId: jiraId }), ownerRole);

/** Keeps it in step with the owner and the delegates who accept, or leaves it alone. For whoever administers the project. */
export const keepOwnerRole = call('acceptance/keep-role', z.object({ projectId: jiraId, revision, keep: z.boolean() }), ownerRole);

export type WaysView = z.infer<typeof readWays.output>;
export type RuleChangesView = z.infer<typeof readRuleChanges.output>;
export type RuleUseView = z.infer<typeof ruleUse>;
export type RemovedView = z.infer<typeof removeRules.output>;
export type OwnerRoleView = z.infer<typeof ownerRole>;
export type StoryView = z.infer<typeof story>;
export type CriterionView = z.infer<typeof criterion>;
export type CriterionChange = z.infer<typeof change>;
export type StoryState = (typeof STORY_STATES)[number];
export type CriterionState = (typeof CRITERION_STATES)[number];
export type WaitingView = z.infer<typeof waiting>;
export type TemplatesView = z.infer<typeof templates>;
export type TemplateView = z.infer<typeof template>;
export type AcceptancePolicyView = z.infer<typeof policy>;
export type Needs = (typeof NEEDS)[number];
