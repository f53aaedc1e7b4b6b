import type { Json, JsonObject } from '../json';
import { isDocument, textToDocument } from './adf';
import { valueShape, type ValueShape } from './fields';
import { schemaProblem } from './forge-fields';
import type { Jira } from './jira';
import { isCalendarDate, jiraTime, parseJiraTime } from './jira-time';
import type { Field, Issue, Project } from './model';

export interface InputContext {
  readonly jira: Jira;
  readonly project: Project;
  /** Whose rights count. */
  readonly accountId: string | null;
  /** REST v2 takes rich text as plain text, v3 as a document. */
  readonly apiVersion: '2' | '3';
}

/** Why a value is refused: a sentence for the field. */
export class FieldProblem extends Error {}

const refuse = (message: string): never => {
  throw new FieldProblem(message);
};

const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text under the first of `keys` that the object has. */
function pick(value: Json, ...keys: readonly string[]): string | undefined {
  if (!isObject(value)) return undefined;
  for (const key of keys) {
    const found = value[key];
    if (typeof found === 'string') return found;
    if (typeof found === 'number') return String(found);
  }
  return undefined;
}

type Setter = (context: InputContext, issue: Issue, value: Json) => Issue;

/** System fields that can be set, each from its REST shape. */
const SYSTEM: Readonly<Record<string, Setter>> = {
  summary: (_context, issue, value) => {
    if (value === null || value === '') return refuse('You must specify a summary of the issue.');
    if (typeof value !== 'string') return refuse('Operation value must be a string');
    if (/[\r\n]/u.test(value)) return refuse('The summary is invalid because it contains newline characters.');
    if (value.trim() === '') return refuse('You must specify a summary of the issue.');
    if (value.length > 255) return refuse("Summary can't exceed 255 characters.");
    return { ...issue, summary: value };
  },
  description: (context, issue, value) => ({ ...issue, description: richText(context, value) }),
  priority: ({ jira }, issue, value) => {
    const id = pick(value, 'id');
    const name = pick(value, 'name')?.toLowerCase();
    const found = [...jira.state.priorities.values()].find((one) => (id === undefined ? one.name.toLowerCase() === name : one.id === id));
    return found ? { ...issue, priorityId: found.id } : refuse('The priority selected is invalid.');
  },
  labels: (_context, issue, value) => {
    if (value !== null && !Array.isArray(value)) return refuse('data was not an array');
    const labels = ((value ?? []) as readonly Json[]).map((label) => labelOf(label));
    return { ...issue, labels: [...new Set(labels)].sort() };
  },
  assignee: (context, issue, value) => {
    const accountId = userId(context, value);
    if (
      accountId !== null &&
      !context.jira.permissions.has(accountId, 'ASSIGNABLE_USER', { projectId: context.project.id, anyIssue: true })
    ) {
      return refuse(`User '${accountId}' cannot be assigned issues.`);
    }
    return { ...issue, assigneeId: accountId };
  },
  reporter: (context, issue, value) => {
    const accountId = userId(context, value);
    return accountId === null ? refuse('Reporter is required.') : { ...issue, reporterId: accountId };
  },
  duedate: (_context, issue, value) => ({ ...issue, dueDate: calendarDate(value === '' ? null : value) }),
  parent: (context, issue, value) => ({ ...issue, parentId: parentId(context, issue, value) }),
  security: ({ jira, accountId, project }, issue, value) => {
    if (value === null) return { ...issue, securityLevelId: null };
    const id = pick(value, 'id');
    const name = pick(value, 'name');
    const level = project.securityLevels.find((one) => (id === undefined ? one.name === name : one.id === id));
    if (!level || !jira.permissions.inSecurityLevel(accountId, level, project, issue)) return refuse('Invalid security level.');
    return { ...issue, securityLevelId: level.id };
  },
  issuetype: ({ jira, project }, issue, value) => {
    const id = pick(value, 'id');
    const name = pick(value, 'name');
    const type = jira.projects.issueTypesOf(project).find((one) => (id === undefined ? one.name === name : one.id === id));
    if (!type) return refuse('The issue type selected is invalid.');
    const before = jira.state.issueTypes.get(issue.typeId);
    const differs = before !== undefined && before.hierarchyLevel < 0 !== type.hierarchyLevel < 0;
    if (differs || project.workflows[type.id] !== project.workflows[issue.typeId]) {
      return refuse(
        'The issue type cannot be changed this way: it needs another workflow or another place in the hierarchy. Move the issue instead.',
      );
    }
    return { ...issue, typeId: type.id };
  },
  resolution: ({ jira }, issue, value) => {
    const id = pick(value, 'id');
    const name = pick(value, 'name');
    const found = [...jira.state.resolutions.values()].find((one) => (id === undefined ? one.name === name : one.id === id));
    return found ? { ...issue, resolutionId: found.id } : refuse('The resolution selected is invalid.');
  },
};

export const canBeSet = (jira: Jira, field: Field): boolean =>
  field.id in SYSTEM || field.id === jira.fields.sprintField.id || valueShape(field) !== undefined;

/** Whether `add` and `remove` make sense besides `set`. */
export const takesLists = (field: Field): boolean => field.id === 'labels' || valueShape(field)?.list === true;

/**
 * The issue with the field set to a value in Jira's REST shape (`null` clears it).
 * @throws FieldProblem with the sentence Jira shows at the field
 */
export function setField(context: InputContext, issue: Issue, field: Field, value: Json): Issue {
  const system = SYSTEM[field.id];
  if (system) return system(context, issue, value);
  if (field.id === context.jira.fields.sprintField.id) return setSprint(context, issue, value);
  const shape = valueShape(field);
  if (!shape) return refuse(`Field '${field.id}' cannot be set.`);
  return withCustom(issue, field, storedValue(context, field, shape, value));
}

export function withCustom(issue: Issue, field: Field, stored: Json): Issue {
  const custom = { ...issue.custom };
  if (stored === null) delete custom[field.id];
  else custom[field.id] = stored;
  return { ...issue, custom };
}

/** `add`, `remove` and `set` one after the other, as `update` lists them. */
export function updateField(context: InputContext, issue: Issue, field: Field, operation: string, value: Json): Issue {
  if (operation === 'set') return setField(context, issue, field, field.id === 'parent' && pickNone(value) ? null : value);
  if ((operation !== 'add' && operation !== 'remove') || !takesLists(field)) {
    return refuse(`Field '${field.id}' does not support the operation '${operation}'.`);
  }
  const shape = valueShape(field);
  const one = shape ? storedOne(context, field, shape, value) : labelOf(value);
  const current = (shape ? (issue.custom[field.id] ?? []) : issue.labels) as readonly Json[];
  const without = current.filter((item) => item !== one);
  const next = operation === 'add' ? [...without, one] : without;
  return shape ? withCustom(issue, field, next.length === 0 ? null : next) : setField(context, issue, field, next);
}

const pickNone = (value: Json): boolean => isObject(value) && (value['none'] === true || value['none'] === 'true');

/**
 * What is kept for a custom field's REST value; empty texts and lists clear it.
 * @throws FieldProblem when it is of the wrong type or breaks the schema of a Forge object field
 */
export function storedValue(context: InputContext, field: Field, shape: ValueShape, value: Json): Json {
  if (value === null || value === '') return null;
  if (!shape.list) return storedOne(context, field, shape, value);
  if (!Array.isArray(value)) return refuse(`The value of field '${field.name}' must be an array.`);
  if (value.length > 100) return refuse(`Field '${field.name}' takes at most 100 values.`);
  const list = (value as readonly Json[]).map((one) => storedOne(context, field, shape, one));
  return list.length === 0 ? null : list.filter((one, index) => list.indexOf(one) === index);
}

function storedOne(context: InputContext, field: Field, shape: ValueShape, value: Json): Json {
  switch (shape.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : refuse('Operation value must be a number');
    case 'text':
      return field.schema.custom?.endsWith(':labels') === true ? labelOf(value) : shortText(field, value);
    case 'richText':
      return richText(context, value);
    case 'date':
      return calendarDate(value);
    case 'datetime': {
      const at = typeof value === 'string' ? parseJiraTime(value) : undefined;
      return at === undefined
        ? refuse(`The value of field '${field.name}' must be a date and time in ISO 8601.`)
        : jiraTime(Math.floor(at / 1000) * 1000);
    }
    case 'user':
      return userId(context, value) ?? refuse(`The value of field '${field.name}' must name an accountId.`);
    case 'group': {
      const named = typeof value === 'string' ? value : pick(value, 'groupId', 'name');
      const group = named === undefined ? undefined : context.jira.users.findGroup(named);
      return group ? group.groupId : refuse(`Could not find group '${named ?? JSON.stringify(value)}'.`);
    }
    case 'object': {
      if (!isObject(value)) return refuse(`The value of field '${field.name}' must be an object.`);
      const problem = schemaProblem(field, value);
      return problem === null ? value : refuse(problem);
    }
  }
}

function shortText(field: Field, value: Json): string {
  if (typeof value !== 'string') return refuse('Operation value must be a string');
  if (!field.forge && /[\r\n]/u.test(value)) return refuse(`The value of field '${field.name}' must be a single line.`);
  return value.length > 32_767 ? refuse('The entered text is too long. It exceeds the allowed limit of 32,767 characters.') : value;
}

function labelOf(value: Json): string {
  if (typeof value !== 'string') return refuse('Operation value must be a string');
  if (/\s/u.test(value)) return refuse(`The label '${value}' contains spaces which is invalid.`);
  if (value === '') return refuse('A label must not be empty.');
  return value.length > 255 ? refuse(`The label '${value.slice(0, 40)}…' is longer than 255 characters.`) : value;
}

function calendarDate(value: Json): string | null {
  if (value === null) return null;
  if (typeof value === 'string' && isCalendarDate(value)) return value;
  return refuse(`Error parsing date string: ${typeof value === 'string' ? value : JSON.stringify(value)}. The format is yyyy-MM-dd.`);
}

function richText(context: InputContext, value: Json): JsonObject | null {
  if (value === null || value === '') return null;
  if (context.apiVersion === '2') return typeof value === 'string' ? textToDocument(value) : refuse('Operation value must be a string');
  if (!isDocument(value)) return refuse('Operation value must be an Atlassian Document (see the Atlassian Document Format)');
  return (value['content'] as readonly Json[]).length === 0 ? null : value;
}

function userId(context: InputContext, value: Json): string | null {
  if (value === null) return null;
  if (!isObject(value)) return refuse('data was not an object');
  const accountId = pick(value, 'accountId', 'id');
  if (accountId === undefined || accountId === '-1') return null;
  return context.jira.users.byId(accountId)?.active === true ? accountId : refuse(`User '${accountId}' does not exist.`);
}

/** A parent stands one level above its child; sub-tasks need one, in their own project. */
function parentId(context: InputContext, issue: Issue, value: Json): string | null {
  const { jira, project } = context;
  const level = jira.state.issueTypes.get(issue.typeId)?.hierarchyLevel ?? 0;
  const named = pick(value, 'id', 'key');
  if (value === null || named === undefined) return level < 0 ? refuse('Sub-tasks must have a parent.') : null;
  const parent = jira.issues.byIdOrKey(named);
  if (!parent || !jira.permissions.canSee(context.accountId, parent)) return refuse(`Could not find issue by id or key: ${named}.`);
  const parentLevel = jira.state.issueTypes.get(parent.typeId)?.hierarchyLevel ?? 0;
  const sameProjectOnly = level < 0 || project.style === 'next-gen';
  if (parentLevel !== level + 1 || parent.id === issue.id || (sameProjectOnly && parent.projectId !== project.id)) {
    return refuse('Given parent issue does not belong to the appropriate hierarchy.');
  }
  return parent.id;
}

/** The open sprint the issue is to be in; its closed ones stay. */
function setSprint(context: InputContext, issue: Issue, value: Json): Issue {
  const { sprints } = context.jira.state;
  const closed = issue.sprintIds.filter((id) => sprints.get(id)?.state === 'closed');
  if (value === null) return { ...issue, sprintIds: closed };
  const id = typeof value === 'number' ? value : Number(typeof value === 'string' && value !== '' ? value : Number.NaN);
  const sprint = sprints.get(id);
  if (!sprint) return refuse('Number value expected as the Sprint id.');
  if (sprint.state === 'closed')
    return issue.sprintIds.includes(id) ? issue : refuse('Issue can be assigned only active or future sprints.');
  return { ...issue, sprintIds: [...closed, id] };
}
