import { z } from 'zod';
import type { Json, JsonObject } from '../json';
import { FieldProblem, canBeSet, setField, updateField, type InputContext } from './field-input';
import { validationProblem } from './forge-fields';
import { badRequest } from './errors';
import type { Jira } from './jira';
import type { Field, Issue, Project } from './model';

/** What Jira's create, edit and transition bodies share. */
export interface IssueInput {
  readonly fields?: Readonly<Record<string, Json>>;
  readonly update?: Readonly<Record<string, Json>>;
}

export interface FieldRules {
  /** Fields that can be set here: those of the screen. `undefined`: any (overrideScreenSecurity). */
  readonly screenId: string | undefined;
  /** The person may edit at all (EDIT_ISSUES for an edit); transitions and creation have decided that already. */
  readonly mayEdit: boolean;
  /** No permissions, screens or validation: an import. */
  readonly trusted?: boolean;
}

/** Fields that need a permission of their own besides Edit issues. */
const FIELD_PERMISSIONS: Readonly<Record<string, string>> = {
  assignee: 'ASSIGN_ISSUES',
  reporter: 'MODIFY_REPORTER',
  duedate: 'SCHEDULE_ISSUES',
  security: 'SET_ISSUE_SECURITY',
};

/** Jira's one sentence for a field that is unknown, not on the screen, read-only, or not this person's to set. */
export const cannotBeSet = (fieldId: string): string =>
  `Field '${fieldId}' cannot be set. It is not on the appropriate screen, or unknown.`;

const OperationsSchema = z.array(z.record(z.string(), z.json()).refine((operation) => Object.keys(operation).length === 1));

/**
 * Whether the person may set this field of the issue (or, while creating, in the project). Read-only app fields are nobody's to set, except for an import;
 * in team-managed projects app fields obey a switch, because Atlassian documents neither answer.
 */
export function maySet(context: InputContext, field: Field, rules: FieldRules, issue: Issue | null): boolean {
  const { jira, accountId, project } = context;
  if (!canBeSet(jira, field)) return false;
  if (rules.trusted === true) return true;
  if (!rules.mayEdit || field.forge?.readOnly === true) return false;
  if (field.forge && project.style === 'next-gen' && !jira.switches.appFieldsInTeamManaged) return false;
  if (rules.screenId !== undefined && !jira.fields.isOnScreen(rules.screenId, field.id)) return false;
  if (field.id === 'security' && project.securityLevels.length === 0) return false;
  const permission = FIELD_PERMISSIONS[field.id] ?? (field.id === jira.fields.sprintField.id ? 'SCHEDULE_ISSUES' : undefined);
  return permission === undefined || jira.permissions.has(accountId, permission, issue === null ? { projectId: project.id } : { issue });
}

/**
 * The issue with `fields` and `update` applied; nothing is stored. `issue` is null in `base` only in spirit while creating: pass
 * `creating` so that rules and validation see no issue.
 * @throws JiraError 400 `{errors: {field: sentence}}` naming every field that is refused
 */
export function applyInput(context: InputContext, base: Issue, input: IssueInput, rules: FieldRules, creating = false): Issue {
  const errors: Record<string, string> = {};
  const touched = new Map<string, Field>();
  let issue = base;
  const attempt = (fieldId: string, change: (field: Field) => Issue): void => {
    const field = context.jira.fields.byId(fieldId);
    if (!field || !(maySet(context, field, rules, creating ? null : base) || ownDefault(context, field, input, creating))) {
      errors[fieldId] = cannotBeSet(fieldId);
      return;
    }
    try {
      issue = change(field);
      touched.set(fieldId, field);
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      errors[fieldId] = error.message;
    }
  };
  for (const [fieldId, value] of inOrder(input.fields ?? {})) attempt(fieldId, (field) => setField(context, issue, field, value));
  for (const [fieldId, operations] of Object.entries(input.update ?? {})) {
    if (fieldId === 'comment') continue;
    if (fieldId in (input.fields ?? {})) {
      errors[fieldId] = `Field '${fieldId}' cannot be specified in both 'fields' and 'update'.`;
      continue;
    }
    attempt(fieldId, (field) =>
      operationsOf(operations).reduce((draft, [name, value]) => updateField(context, draft, field, name, value), issue),
    );
  }
  if (rules.trusted !== true) Object.assign(errors, forgeErrors(context, issue, touched, rules, creating ? null : base, errors));
  if (Object.keys(errors).length > 0) throw badRequest('', errors);
  return issue;
}

/** Whoever creates an issue may name themselves as its reporter without Modify reporter. */
function ownDefault(context: InputContext, field: Field, input: IssueInput, creating: boolean): boolean {
  const value = input.fields?.['reporter'] as JsonObject | undefined;
  return creating && field.id === 'reporter' && context.accountId !== null && (value?.['id'] ?? value?.['accountId']) === context.accountId;
}

/** The type decides what parents are possible, so it goes first. */
const inOrder = (fields: Readonly<Record<string, Json>>): readonly (readonly [string, Json])[] =>
  Object.entries(fields).sort(([a], [b]) => Number(b === 'issuetype') - Number(a === 'issuetype'));

function operationsOf(operations: Json): readonly (readonly [string, Json])[] {
  const parsed = OperationsSchema.safeParse(operations);
  if (!parsed.success) throw new FieldProblem('Operations must be a list of objects with one operation each, such as [{"set": "value"}].');
  return parsed.data.flatMap((operation) => Object.entries(operation) as [string, Json][]);
}

/** Validation expressions of app fields: of those set, and on creation of every one on the screen, with null where nothing is given. */
function forgeErrors(
  context: InputContext,
  issue: Issue,
  touched: ReadonlyMap<string, Field>,
  rules: FieldRules,
  before: Issue | null,
  refused: Readonly<Record<string, string>>,
): Record<string, string> {
  const errors: Record<string, string> = {};
  const candidates =
    before === null ? context.jira.fields.all().filter((field) => field.forge && maySet(context, field, rules, null)) : touched.values();
  for (const field of candidates) {
    if (!field.forge || field.id in refused) continue;
    const value = issue.custom[field.id] ?? null;
    const problem = validationProblem(context.jira, field, value, {
      issue: before,
      project: context.project,
      accountId: context.accountId,
    });
    if (problem !== null) errors[field.id] = problem;
  }
  return errors;
}

/** The bodies of comments that `update: {comment: [{add: {body}}]}` asks for. */
export function commentsIn(input: IssueInput): readonly JsonObject[] {
  const operations = input.update?.['comment'];
  if (operations === undefined) return [];
  const parsed = z.array(z.object({ add: z.record(z.string(), z.json()) })).safeParse(operations);
  if (!parsed.success) throw badRequest('', { comment: "Only the operation 'add' with a body is supported here." });
  return parsed.data.map(({ add }) => add as JsonObject);
}

export function contextFor(jira: Jira, project: Project, accountId: string | null, apiVersion: '2' | '3' = '3'): InputContext {
  return { jira, project, accountId, apiVersion };
}
