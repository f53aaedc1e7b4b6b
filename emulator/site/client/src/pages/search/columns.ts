import { isAppField, isAppNumber, type FieldJson } from '../../jira-types';
import type { Order } from './order-by';

export interface Column {
  readonly field: FieldJson;
  readonly width: number;
  /** Takes the room that is left. */
  readonly grows?: boolean;
  readonly numeric?: boolean;
  /** What JQL sorts it by; absent: it cannot be sorted by. */
  readonly clause?: string;
}

/** `visibleFieldNames` of jql/autocompletedata. */
export interface JqlField {
  readonly value: string;
  readonly orderable?: string;
  readonly cfid?: string;
}

const WIDTHS: Readonly<Record<string, number>> = {
  issuetype: 56,
  issuekey: 104,
  summary: 240,
  status: 130,
  priority: 104,
  assignee: 170,
  reporter: 170,
  creator: 170,
};
const WIDTH_OF_TYPE: Readonly<Record<string, number>> = { number: 112, date: 112, datetime: 112, object: 240, user: 170 };
const SHORT_NAMES: Readonly<Record<string, string>> = { issuetype: 'Type' };

/** Every column the site can show: what Jira lists in its navigator and can sort, and every field of the app. */
export function columnsOf(fields: readonly FieldJson[], jql: readonly JqlField[]): readonly Column[] {
  return fields.flatMap((field): Column[] => {
    if (field.navigable === false || (field.schema?.custom ?? '').endsWith('gh-lexo-rank')) return [];
    const clause = clauseOf(field, jql);
    if (clause === undefined && !isAppField(field.schema)) return [];
    return [
      {
        field: { ...field, name: SHORT_NAMES[field.id] ?? field.name },
        width: WIDTHS[field.id] ?? WIDTH_OF_TYPE[field.schema?.type ?? ''] ?? 160,
        ...(field.id === 'summary' ? { grows: true } : {}),
        ...(field.schema?.type === 'number' ? { numeric: true } : {}),
        ...(clause === undefined ? {} : { clause }),
      },
    ];
  });
}

function clauseOf(field: FieldJson, jql: readonly JqlField[]): string | undefined {
  if (field.id === 'issuekey') return 'key';
  return jql.find(
    ({ value, orderable, cfid }) =>
      orderable === 'true' && (field.custom ? (field.clauseNames ?? [])[0] === cfid : (field.clauseNames ?? []).includes(value)),
  )?.[field.custom ? 'cfid' : 'value'];
}

const BEFORE_APPS = ['issuetype', 'issuekey', 'summary', 'status'];
const AFTER_APPS = ['assignee', 'updated'];

/** What a list shows unless the address says otherwise. */
export const defaultIds = (all: readonly Column[]): readonly string[] => [
  ...BEFORE_APPS,
  ...all.filter(({ field }) => isAppNumber(field)).map(({ field }) => field.id),
  ...AFTER_APPS,
];

export function chosenColumns(all: readonly Column[], ids: readonly string[] | undefined): readonly Column[] {
  return (ids ?? defaultIds(all)).flatMap((id) => all.find(({ field }) => field.id === id) ?? []);
}

/** The address of a list; what it shows by default need not be said. */
export function searchPath(jql: string, columns?: readonly string[]): string {
  const rest = columns === undefined ? '' : `&columns=${columns.map(encodeURIComponent).join(',')}`;
  return `/issues?jql=${encodeURIComponent(jql)}${rest}`;
}

/** Which way the column is sorted, if the query's order is by it. */
export function sortedBy({ field, clause }: Column, order: Order | undefined): Order['direction'] | undefined {
  const name = order?.clause.toLowerCase();
  if (name === undefined || clause === undefined) return undefined;
  const names = [clause, field.id, ...(field.clauseNames ?? [])].map((one) => one.toLowerCase());
  return names.includes(name) ? order?.direction : undefined;
}

/** Up first, except what is most interesting at its largest or newest. */
export const firstDirection = ({ field }: Column): Order['direction'] =>
  ['number', 'datetime', 'priority'].includes(field.schema?.type ?? '') ? 'DESC' : 'ASC';
