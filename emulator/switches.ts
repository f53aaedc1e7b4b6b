import { z } from 'zod';

/**
 * What nobody outside Atlassian knows about Jira, or what varies from site to site. Each is a switch; the app has to
 * pass with either setting. The defaults are the likelier or the documented answer. `docs/emulator.md` lists them.
 */
export const SwitchesSchema = z.strictObject({
  /** A pure rank change emits avi:jira:updated:issue. */
  rankEmitsEvent: z.boolean(),
  /** A rank change bumps the issue's `updated`. */
  rankBumpsUpdated: z.boolean(),
  /** Events name who did it (`atlassianId`). */
  eventsCarryActor: z.boolean(),
  /** Delay between a change and the delivery of its event, milliseconds (documented: up to three minutes). */
  eventDelayMs: z.number().int().min(0).max(180_000),
  /** Share of events that never arrive / arrive twice, 0..1; deterministic by event number. */
  eventLoss: z.number().min(0).max(1),
  eventDoubling: z.number().min(0).max(1),
  /** Pairs of neighbouring events swap places. */
  eventReorder: z.boolean(),
  /** How long the search index lags behind a change, milliseconds. */
  indexLagMs: z.number().int().min(0).max(600_000),
  /** How long queries of the app's storage do not show a write yet, milliseconds; `get` always does. */
  storageQueryLagMs: z.number().int().min(0).max(600_000),
  /** ORDER BY sees the values of reconciled issues (else only their fields are fresh, not their place). */
  searchSortsReconciled: z.boolean(),
  /** `user/permission/search` refuses a call that names neither `query` nor `accountId`; its description says it lists everyone then. */
  permissionSearchNeedsQuery: z.boolean(),
  /** The app's own field writes emit an issue event / bump `updated`. */
  appFieldEmitsEvent: z.boolean(),
  appFieldBumpsUpdated: z.boolean(),
  /** Most issue-field values one app-field call takes; more is a 400. */
  appFieldMaxUpdates: z.number().int().min(1),
  /** App fields can be edited by people in team-managed projects. */
  appFieldsInTeamManaged: z.boolean(),
  /** Where a sprint closed by REST leaves its unfinished issues. */
  closeLeavesIssues: z.enum(['backlog', 'closedSprint', 'nextSprint']),
  /** A board may have several active sprints: a setting of the site. */
  parallelSprints: z.boolean(),
  /** A sprint with done issues whose sub-tasks are open cannot be completed, by REST as in the dialog. */
  openSubtasksKeepSprintOpen: z.boolean(),
  /** Changelog of an object field: what from/to hold (the JSON text, or only the formatter's text). */
  objectChangelog: z.enum(['json', 'formatted']),
  /** A workflow rule's saved configuration in the context of its pages: the text its page returned, or what it says as JSON. */
  ruleConfigAs: z.enum(['text', 'json']),
  /** `created` in `changelog/bulkfetch`: epoch milliseconds, as Atlassian's example has it, or ISO 8601, as its schema says. */
  bulkChangelogCreated: z.enum(['iso', 'epoch']),
  /** Fields of an app that is installed again within 30 days: the same ids with their values (documented), or new ones without. */
  reinstalledFields: z.enum(['same', 'new']),
  /** An app installed again within 21 days has its storage back: Atlassian does that on request. */
  reinstallRelinksStorage: z.boolean(),
  /** What an update of a workflow answers that somebody else saved since: 409 `conflict` or 400 `invalid`. */
  staleWorkflowVersion: z.enum(['conflict', 'invalid']),
  /** Rules of an uninstalled app read as `disabled: "true"` by REST; whoever writes that back keeps them disabled. */
  uninstalledRulesReadDisabled: z.boolean(),
  /** A clone has the values of app fields, read-only ones too / the properties of the original issue. */
  cloneCopiesAppFields: z.boolean(),
  cloneCopiesProperties: z.boolean(),
  /** Imported issues are announced as created. */
  importsEmitEvents: z.boolean(),
  /** How expressions read an app's object field: as a map, or as its JSON text. */
  objectFieldsInExpressions: z.enum(['map', 'text']),
  /** Workflow rules of an app can read `app`; the lists of their variables do not name it. */
  appInWorkflowRules: z.boolean(),
  /** Characters an expression may have; 0: no limit (documented nowhere; Atlassian's examples show 1,000). */
  expressionMaxLength: z.number().int().min(0),
  /** Keys of the projects that an app access rule hides from apps; in text comma-separated. */
  appBlockedProjects: z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter((key) => key !== '') : value),
    z.array(z.string()),
  ),
});

export type Switches = z.infer<typeof SwitchesSchema>;

export const DEFAULT_SWITCHES: Switches = {
  rankEmitsEvent: true,
  rankBumpsUpdated: true,
  eventsCarryActor: true,
  eventDelayMs: 1_000,
  eventLoss: 0,
  eventDoubling: 0,
  eventReorder: false,
  indexLagMs: 0,
  storageQueryLagMs: 0,
  searchSortsReconciled: true,
  permissionSearchNeedsQuery: false,
  appFieldEmitsEvent: true,
  appFieldBumpsUpdated: true,
  appFieldMaxUpdates: 200,
  appFieldsInTeamManaged: false,
  closeLeavesIssues: 'backlog',
  parallelSprints: false,
  openSubtasksKeepSprintOpen: true,
  objectChangelog: 'json',
  ruleConfigAs: 'text',
  bulkChangelogCreated: 'epoch',
  reinstalledFields: 'same',
  reinstallRelinksStorage: false,
  staleWorkflowVersion: 'conflict',
  uninstalledRulesReadDisabled: false,
  cloneCopiesAppFields: true,
  cloneCopiesProperties: false,
  importsEmitEvents: false,
  objectFieldsInExpressions: 'map',
  appInWorkflowRules: false,
  expressionMaxLength: 0,
  appBlockedProjects: [],
};
