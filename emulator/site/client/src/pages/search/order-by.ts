export type Direction = 'ASC' | 'DESC';

export interface Order {
  /** As written, without quotes. */
  readonly clause: string;
  readonly direction: Direction;
}

/** Texts in quotes, in which ORDER BY means nothing, or ORDER BY itself. */
const PARTS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\border\s+by\b/gi;

function split(jql: string): { readonly where: string; readonly order: string } {
  for (const match of jql.matchAll(PARTS)) {
    if (/^order/i.test(match[0]))
      return { where: jql.slice(0, match.index).trim(), order: jql.slice(match.index + match[0].length).trim() };
  }
  return { where: jql.trim(), order: '' };
}

/** The first thing a query sorts by. */
export function orderOf(jql: string): Order | undefined {
  const match = /^(?:"([^"]*)"|'([^']*)'|([^\s,]+))(?:\s+(asc|desc)\b)?/i.exec(split(jql).order);
  if (!match) return undefined;
  return { clause: match[1] ?? match[2] ?? match[3] ?? '', direction: match[4]?.toUpperCase() === 'DESC' ? 'DESC' : 'ASC' };
}

/** The query sorted by that clause and nothing else, as Jira rewrites it when a column's head is clicked. */
export const withOrder = (jql: string, { clause, direction }: Order): string =>
  `${split(jql).where} ORDER BY ${clause} ${direction}`.trim();
