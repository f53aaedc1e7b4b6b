import type { Operand, Predicate as TimePredicate, TerminalClause } from '@atlaskit/jql-ast';
import type { ChangelogEntry, ChangelogItem, Issue } from '../model';
import { refused, type JqlContext, type Predicate } from './context';
import { isWholeDay } from './dates';
import type { EntityField, JqlField } from './field-types';
import { entityValues, momentOf } from './operands';
import { userField } from './entity-fields';
import { endOf, startOf } from './zoned-time';

/**
 * WAS and CHANGED, from the changelog.
 * https://support.atlassian.com/jira-software-cloud/docs/jql-operators/#WAS
 */
interface Change {
  readonly at: number;
  readonly by: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** From `start` until before `end` the field had this value; whoever set it. */
interface Stretch {
  readonly value: string | null;
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

interface Limits {
  readonly from: number;
  readonly until: number;
  readonly by: ReadonlySet<string> | null;
  readonly fromValues: ReadonlySet<string | null> | null;
  readonly toValues: ReadonlySet<string | null> | null;
}

export function wasClause(field: JqlField, clause: TerminalClause, context: JqlContext): Predicate {
  const recorded = historyField(field);
  const { values, empty } = entityValues(recorded, clause, context);
  const wanted = new Set<string | null>([...values, ...(empty ? [null] : [])]);
  const limits = limitsOf(clause.predicates, recorded, context);
  const was: Predicate = (issue) =>
    stretches(issue, recorded, context).some(
      (stretch) =>
        wanted.has(stretch.value) && stretch.start <= limits.until && stretch.end > limits.from && (limits.by?.has(stretch.by) ?? true),
    );
  return clause.operator!.value.includes('not') ? (issue) => !was(issue) : was;
}

export function changedClause(field: JqlField, clause: TerminalClause, context: JqlContext): Predicate {
  const recorded = historyField(field);
  const limits = limitsOf(clause.predicates, recorded, context);
  return (issue) =>
    changes(issue, recorded, context).some(
      ({ at, by, from, to }) =>
        at >= limits.from &&
        at <= limits.until &&
        (limits.by?.has(by) ?? true) &&
        (limits.fromValues?.has(from) ?? true) &&
        (limits.toValues?.has(to) ?? true),
    );
}

function historyField(field: JqlField): EntityField & { readonly history: string } {
  if (field.kind !== 'entity' || field.history === undefined) throw refused(`History searches do not support the field '${field.name}'.`);
  return { ...field, history: field.history };
}

function changes(issue: Issue, { history }: { readonly history: string }, { jira }: JqlContext): readonly Change[] {
  const of = (entry: ChangelogEntry): readonly Change[] =>
    entry.items
      .filter((item: ChangelogItem) => item.field === history)
      .map(({ from, to }) => ({ at: entry.created, by: entry.authorId, from: orNull(from), to: orNull(to) }));
  return (jira.state.changelogs.get(issue.id) ?? []).flatMap(of).sort((a, b) => a.at - b.at);
}

function stretches(issue: Issue, field: EntityField & { readonly history: string }, context: JqlContext): readonly Stretch[] {
  const list = changes(issue, field, context);
  const first = list[0];
  const out: Stretch[] = [
    { value: first ? first.from : (field.values(issue)[0] ?? null), start: issue.created, end: first?.at ?? Infinity, by: issue.creatorId },
  ];
  list.forEach((change, index) => out.push({ value: change.to, start: change.at, end: list[index + 1]?.at ?? Infinity, by: change.by }));
  return out;
}

function limitsOf(predicates: readonly TimePredicate[], field: EntityField, context: JqlContext): Limits {
  let from = -Infinity;
  let until = Infinity;
  let by: ReadonlySet<string> | null = null;
  let fromValues: ReadonlySet<string | null> | null = null;
  let toValues: ReadonlySet<string | null> | null = null;
  for (const { operator, operand } of predicates) {
    if (!operand) throw refused('Error in the JQL Query: The query is incomplete.');
    switch (operator.value) {
      case 'after':
        from = Math.max(from, moment(operand, field, context));
        break;
      case 'before':
        until = Math.min(until, moment(operand, field, context));
        break;
      case 'on': {
        const at = moment(operand, field, context);
        from = Math.max(from, startOf('day', at, context.timeZone, context.locale));
        until = Math.min(until, endOf('day', at, context.timeZone, context.locale));
        break;
      }
      case 'during': {
        if (operand.operandType !== 'list' || operand.values.length !== 2)
          throw refused("The 'during' predicate takes a list of two dates.");
        const [first, last] = operand.values as [Operand, Operand];
        from = Math.max(from, moment(first, field, context));
        const end = moment(last, field, context);
        until = Math.min(until, isDay(last) ? endOf('day', end, context.timeZone, context.locale) : end);
        break;
      }
      case 'by':
        by = new Set(
          valuesOf(
            operand,
            userField(operator.text, context, () => []),
            context,
          ).filter((id): id is string => id !== null),
        );
        break;
      case 'from':
        fromValues = new Set(valuesOf(operand, field, context));
        break;
      case 'to':
        toValues = new Set(valuesOf(operand, field, context));
        break;
    }
  }
  return { from, until, by, fromValues, toValues };
}

function moment(operand: Operand, field: EntityField, context: JqlContext): number {
  if (operand.operandType !== 'value' && operand.operandType !== 'function')
    throw refused(`A date is required in the history predicates of '${field.name}'.`);
  return momentOf(operand, field.name, context);
}

const isDay = (operand: Operand): boolean => operand.operandType === 'value' && isWholeDay(operand.value);

/** Values of FROM, TO and BY: one, or a list. */
function valuesOf(operand: Operand, field: EntityField, context: JqlContext): readonly (string | null)[] {
  const isList =
    operand.operandType === 'list' || (operand.operandType === 'function' && operand.function.value.toLowerCase() !== 'currentuser');
  const clause = { operand, operator: { value: isList ? 'in' : '=', text: isList ? 'in' : '=' } } as unknown as TerminalClause;
  const { values, empty } = entityValues(field, clause, context);
  return empty ? [...values, null] : values;
}

const orNull = (value: string | null): string | null => (value === '' ? null : value);
