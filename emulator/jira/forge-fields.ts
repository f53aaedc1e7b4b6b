import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Json, JsonObject } from '../json';
import type { Jira } from './jira';
import type { Field, Issue, Project } from './model';

/** JSON schema, validation expression and formatter of Forge fields. */
const schemas = new WeakMap<JsonObject, ValidateFunction>();

/** Why the value breaks the field's JSON schema, in one sentence, or null. Keywords that only Jira knows (`searchAlias`) are ignored. */
export function schemaProblem(field: Field, value: Json): string | null {
  const schema = field.forge?.schema;
  if (!schema) return null;
  let validate = schemas.get(schema);
  if (!validate) {
    // One instance per schema: two fields (or two versions of one) may carry the same $id.
    const ajv = new Ajv({ strict: false, allErrors: false });
    addFormats(ajv);
    validate = ajv.compile(schema);
    schemas.set(schema, validate);
  }
  if (validate(value)) return null;
  const [error] = validate.errors ?? [];
  const where = error?.instancePath ?? '';
  return `The value of field '${field.name}' does not match its schema: ${where === '' ? '' : `${where.slice(1)} `}${error?.message ?? 'is invalid'}.`;
}

/**
 * Runs the field's validation expression; it also runs when the value is cleared (null). `issue` is null while one is created.
 * Returns the message to show, or null when the value is accepted. An expression that fails refuses the value.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-custom-field/#validation
 */
export function validationProblem(
  jira: Jira,
  field: Field,
  value: Json,
  where: { readonly issue: Issue | null; readonly project: Project; readonly accountId: string | null },
): string | null {
  const validation = field.forge?.validation;
  if (!validation) return null;
  const { accountId, issue, project } = where;
  let result: unknown;
  try {
    result = jira.expressions.evaluate(validation.expression, {
      accountId,
      bindings: {
        value: jira.expressions.bindFieldValue(field, value, accountId),
        user: jira.expressions.bindUser(accountId, accountId),
        issue: issue === null ? null : jira.expressions.bindIssue(issue, accountId),
        project: jira.expressions.bindProject(project.id, accountId),
        fieldId: field.id,
      },
    }).value;
  } catch (error) {
    return `The value of field '${field.name}' could not be validated: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (result === true) return null;
  if (typeof result === 'string') return result;
  if (result === false) return validation.errorMessage ?? `The value of field '${field.name}' is invalid.`;
  return `The value of field '${field.name}' could not be validated: the expression gave neither true, false nor a text.`;
}

/** The value as the field's formatter shows it, or undefined when there is none or it fails. */
export function formatForgeValue(jira: Jira, field: Field, value: Json, issue: Issue, accountId: string | null): string | undefined {
  const formatter = field.forge?.formatter;
  if (!formatter) return undefined;
  try {
    const result = jira.expressions.evaluate(formatter.expression, {
      accountId,
      bindings: {
        value: jira.expressions.bindFieldValue(field, value, accountId),
        user: jira.expressions.bindUser(accountId, accountId),
        issue: jira.expressions.bindIssue(issue, accountId),
        project: jira.expressions.bindProject(issue.projectId, accountId),
        fieldId: field.id,
      },
    }).value;
    return typeof result === 'string' ? result : undefined;
  } catch {
    return undefined;
  }
}
