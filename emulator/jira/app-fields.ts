import type { Json } from '../json';
import { changedItems, sameValue } from './changelog-items';
import { JiraError, badRequest, forbidden, notFound } from './errors';
import { FieldProblem, storedValue, withCustom } from './field-input';
import { valueShape } from './fields';
import { contextFor } from './issue-input';
import { causeOf, type IssueStore } from './issue-store';
import type { Jira } from './jira';
import type { Caller, Field, Issue } from './model';

export interface AppFieldUpdate {
  /** Id, ARI, or `{appId}__{ENVIRONMENT}__{moduleKey}`. */
  readonly field: string;
  readonly issueIds: readonly (string | number)[];
  readonly value: Json;
}

/**
 * The app-field API: an app sets values of its own fields, read-only ones too, past screens, permissions and validation, but not past
 * the field's type. All or nothing; values that are already there change nothing.
 * @throws JiraError 403 not the owning app itself, 404 no such field, 400 anything else
 */
export function writeAppFields(
  jira: Jira,
  store: IssueStore,
  caller: Caller,
  updates: readonly AppFieldUpdate[],
  options: { readonly generateChangelog?: boolean } = {},
): void {
  const owned = updates.map((update) => ({ update, field: ownField(jira, caller, update.field) }));
  const pairs = owned.reduce((sum, { update }) => sum + update.issueIds.length, 0);
  const limit = jira.switches.appFieldMaxUpdates;
  if (pairs > limit) throw badRequest(`The number of custom field value updates (${pairs}) is over the limit of ${limit}.`);
  const drafts = new Map<string, { readonly before: Issue; after: Issue }>();
  const seen = new Set<string>();
  for (const { update, field } of owned) {
    for (const issueId of update.issueIds) {
      const draft = drafts.get(String(issueId)) ?? draftOf(jira, caller, String(issueId));
      const pair = `${field.id}:${draft.before.id}`;
      if (seen.has(pair)) throw badRequest(`Custom field ${field.id} is given more than once for issue ${draft.before.id}.`);
      seen.add(pair);
      const value = typed(jira, caller, field, draft.before, update.value);
      if (!sameValue(draft.after.custom[field.id], value)) draft.after = withCustom(draft.after, field, value);
      drafts.set(draft.before.id, draft);
    }
  }
  for (const { before, after } of drafts.values()) {
    if (after === before) continue;
    const items = changedItems(jira, before, after, caller.accountId);
    store.commit({ before, after, items, kind: 'appField', changelog: options.generateChangelog ?? true, ...causeOf(caller) });
  }
}

function ownField(jira: Jira, caller: Caller, idOrKey: string): Field {
  if (!caller.app || caller.accountId !== caller.app.accountId)
    throw forbidden('Only the app that provided the field can update its values.');
  const field = jira.fields.byIdOrKey(idOrKey);
  if (!field?.custom) throw notFound(`Custom field '${idOrKey}' was not found.`);
  if (field.forge?.appId !== caller.app.appId) throw forbidden(`The custom field '${field.id}' is not provided by this app.`);
  return field;
}

function draftOf(jira: Jira, caller: Caller, issueId: string): { readonly before: Issue; after: Issue } {
  const before = jira.state.issues.get(issueId);
  if (!before || jira.appAccess.hides(caller, before.projectId) || jira.projects.byId(before.projectId)?.state !== 'live')
    throw badRequest(`Issue with id ${issueId} was not found.`);
  return { before, after: before };
}

function typed(jira: Jira, caller: Caller, field: Field, issue: Issue, value: Json): Json {
  const shape = valueShape(field);
  const project = jira.projects.byId(issue.projectId);
  if (!shape || !project) throw badRequest(`Custom field ${field.id} cannot be updated.`);
  try {
    return storedValue(contextFor(jira, project, caller.accountId), field, shape, value);
  } catch (error) {
    if (error instanceof FieldProblem) throw new JiraError(400, [], { [field.id]: error.message });
    throw error;
  }
}
