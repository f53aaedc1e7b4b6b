import { backlog } from '../../../locales/en.json';
import type { RankLogRowView } from '../../../src/contract/ranking';
import { isOfJob } from './log-words';

const text = backlog.rankLog;
const { csv } = text;

/** The rank log as a file for spreadsheets (RFC 4180): UTF-8 with the mark by which they know it. */
export function csvOf(rows: readonly RankLogRowView[]): string {
  const head = [
    csv.time,
    csv.key,
    csv.summary,
    csv.order,
    csv.from,
    csv.to,
    csv.of,
    csv.who,
    csv.for,
    csv.what,
    csv.why,
    csv.assumed,
    csv.moves,
  ];
  return `\ufeff${[head, ...rows.map(cells)].map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`;
}

function cells({ at, issue, tier, from, to, by, capacity, outcome, reason, assumed, moves }: RankLogRowView): readonly (string | number)[] {
  return [
    new Date(at).toISOString(),
    issue?.key ?? '',
    issue?.summary ?? (isOfJob(outcome) ? text.wholeOrder : text.hiddenIssue),
    csv[tier],
    from?.place ?? '',
    to?.place ?? '',
    to?.total ?? from?.total ?? '',
    by === null ? text.nobody : (by.name ?? by.accountId),
    capacity?.for == null ? '' : (capacity.for.name ?? capacity.for.accountId),
    text.outcome[outcome],
    reason ?? '',
    assumed ? csv.yes : '',
    moves,
  ];
}

/**
 * Spreadsheets run a cell that begins like a formula, also where it is quoted; a leading apostrophe makes it text.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
