import type { Field } from '../model';
import { refused, type JqlContext } from './context';
import { aliasField, customField } from './custom-fields';
import type { JqlField } from './field-types';
import { systemField } from './system-fields';

/**
 * The field a query names: a system field, `cf[10123]`, a custom field's name with or without its `[type]`, or `field.alias` of an
 * app's object field.
 * @throws JiraError 400 when there is none
 */
export function jqlField(name: string, context: JqlContext): JqlField {
  const clause = name.trim().toLowerCase();
  const system = systemField(clause, name, context);
  if (system) return system;
  const field = findField(clause, context);
  if (field)
    return field.custom ? customField(field, name, context) : (systemField(systemClause(field), name, context) ?? unknownField(name));
  for (let dot = clause.indexOf('.'); dot > 0; dot = clause.indexOf('.', dot + 1)) {
    const owner = findField(clause.slice(0, dot), context);
    const alias = owner && aliasField(owner, clause.slice(dot + 1).replace(/\[\w+\]$/, ''), name, context);
    if (alias) return alias;
  }
  return unknownField(name);
}

function findField(clause: string, { jira }: JqlContext): Field | undefined {
  // "Value score[Number]": how Jira's editor writes a name that several fields could have.
  return jira.fields.byClause(clause) ?? jira.fields.byClause(clause.replace(/\[[^\]]*\]$/, ''));
}

function systemClause(field: Field): string {
  return field.clauseNames[field.clauseNames.length - 1] ?? '';
}

function unknownField(name: string): never {
  throw refused(`Field '${name}' does not exist or you do not have permission to view it.`);
}
