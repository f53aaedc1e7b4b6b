import type { Json } from '../json';
import { documentToText } from './adf';
import { valueShape } from './fields';
import { formatForgeValue } from './forge-fields';
import type { Jira } from './jira';
import type { ChangelogItem, Field, Issue } from './model';

type Side = readonly [id: string | null, text: string | null];

const NOTHING: Side = [null, null];

function item(field: Pick<Field, 'id' | 'name' | 'custom'>, from: Side, to: Side): ChangelogItem {
  return {
    field: field.custom ? field.name : field.id,
    fieldtype: field.custom ? 'custom' : 'jira',
    fieldId: field.id,
    from: from[0],
    fromString: from[1],
    to: to[0],
    toString: to[1],
  };
}

/** A rank change says only which way the issue went, and the two halves are empty strings, not null. */
export function rankItem(jira: Jira, direction: 'higher' | 'lower'): ChangelogItem {
  return item(jira.fields.rankField, ['', ''], ['', `Ranked ${direction}`]);
}

/** Sprint ids and names, comma-separated, closed sprints included. */
export function sprintItem(jira: Jira, before: readonly number[], after: readonly number[]): ChangelogItem {
  const side = (ids: readonly number[]): Side => [
    ids.join(', '),
    ids.map((id) => jira.state.sprints.get(id)?.name ?? String(id)).join(', '),
  ];
  return item(jira.fields.sprintField, side(before), side(after));
}

/** The items in which two states of an issue differ, in the order Jira's history lists fields; rank and comments are not among them. */
export function changedItems(jira: Jira, before: Issue, after: Issue, viewer: string | null): readonly ChangelogItem[] {
  const items: ChangelogItem[] = [];
  const add = (fieldId: string, from: Side, to: Side): void => {
    const field = jira.fields.byId(fieldId);
    if (field) items.push(item(field, from, to));
  };
  const compare = <K extends keyof Issue>(key: K, fieldId: string, side: (issue: Issue) => Side): void => {
    if (!sameValue(before[key], after[key])) add(fieldId, side(before), side(after));
  };
  const { state } = jira;
  const named = (table: ReadonlyMap<string, { readonly name: string }>, id: string | null): Side =>
    id === null ? NOTHING : [id, table.get(id)?.name ?? id];
  const person = (accountId: string | null): Side =>
    accountId === null ? NOTHING : [accountId, state.users.get(accountId)?.displayName ?? accountId];

  compare('projectId', 'project', (issue) => named(state.projects, issue.projectId));
  if (before.key !== after.key) {
    items.push({ field: 'Key', fieldtype: 'jira', from: null, fromString: before.key, to: null, toString: after.key });
  }
  compare('typeId', 'issuetype', (issue) => named(state.issueTypes, issue.typeId));
  compare('summary', 'summary', (issue) => [null, issue.summary]);
  compare('description', 'description', (issue) => [null, issue.description === null ? null : documentToText(issue.description)]);
  compare('priorityId', 'priority', (issue) => named(state.priorities, issue.priorityId));
  compare('labels', 'labels', (issue) => ['', issue.labels.join(' ')]);
  compare('assigneeId', 'assignee', (issue) => person(issue.assigneeId));
  compare('reporterId', 'reporter', (issue) => person(issue.reporterId));
  compare('dueDate', 'duedate', (issue) => (issue.dueDate === null ? NOTHING : [issue.dueDate, `${issue.dueDate} 00:00:00.0`]));
  if (before.parentId !== after.parentId) {
    const parent = (id: string | null): Side => (id === null ? NOTHING : [id, state.issues.get(id)?.key ?? id]);
    const [from, to] = [parent(before.parentId), parent(after.parentId)];
    items.push({ field: 'IssueParentAssociation', fieldtype: 'jira', from: from[0], fromString: from[1], to: to[0], toString: to[1] });
  }
  compare('securityLevelId', 'security', (issue) => securitySide(jira, issue));
  if (!sameValue(before.sprintIds, after.sprintIds)) items.push(sprintItem(jira, before.sprintIds, after.sprintIds));
  items.push(...customItems(jira, before, after, viewer));
  compare('resolutionId', 'resolution', (issue) => named(state.resolutions, issue.resolutionId));
  compare('statusId', 'status', (issue) => named(state.statuses, issue.statusId));
  return items;
}

function customItems(jira: Jira, before: Issue, after: Issue, viewer: string | null): readonly ChangelogItem[] {
  if (before.custom === after.custom) return [];
  const ids = new Set([...Object.keys(before.custom), ...Object.keys(after.custom)]);
  return [...ids].flatMap((id) => {
    const [from, to] = [before.custom[id] ?? null, after.custom[id] ?? null];
    const field = jira.fields.byId(id);
    if (!field || sameValue(from, to)) return [];
    return [item(field, customSide(jira, field, from, before, viewer), customSide(jira, field, to, after, viewer))];
  });
}

function customSide(jira: Jira, field: Field, value: Json, issue: Issue, viewer: string | null): Side {
  if (value === null) return NOTHING;
  const shape = valueShape(field);
  if (shape?.kind === 'object') return objectSide(jira, field, value, issue, viewer);
  const text = (one: Json): string => {
    if (shape?.kind === 'user') return jira.state.users.get(String(one))?.displayName ?? String(one);
    if (shape?.kind === 'group') return jira.state.groups.get(String(one))?.name ?? String(one);
    if (shape?.kind === 'richText') return documentToText(one as never);
    return String(one);
  };
  const list = Array.isArray(value) ? value : [value];
  const identified = shape?.kind === 'user' || shape?.kind === 'group' || shape?.kind === 'date' || shape?.kind === 'datetime';
  return [identified ? list.join(', ') : null, list.map(text).join(', ')];
}

/** What from/to of an object field hold is not documented: a switch. */
function objectSide(jira: Jira, field: Field, value: Json, issue: Issue, viewer: string | null): Side {
  const json = JSON.stringify(value);
  const formatted = formatForgeValue(jira, field, value, issue, viewer) ?? json;
  if (jira.switches.objectChangelog === 'formatted') return [formatted, formatted];
  return [json, field.forge?.formatter?.historyView === true ? formatted : json];
}

function securitySide(jira: Jira, issue: Issue): Side {
  if (issue.securityLevelId === null) return NOTHING;
  const level = jira.state.projects.get(issue.projectId)?.securityLevels.find((candidate) => candidate.id === issue.securityLevelId);
  return [issue.securityLevelId, level?.name ?? issue.securityLevelId];
}

/** Whether two stored values are the same; the order of an object's keys does not count. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  const [left, right] = [a ?? null, b ?? null];
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((one, index) => sameValue(one as Json, right[index] as Json))
    );
  }
  const [leftObject, rightObject] = [left as Record<string, Json>, right as Record<string, Json>];
  const keys = Object.keys(leftObject);
  return (
    keys.length === Object.keys(rightObject).length &&
    keys.every((key) => key in rightObject && sameValue(leftObject[key], rightObject[key]))
  );
}
