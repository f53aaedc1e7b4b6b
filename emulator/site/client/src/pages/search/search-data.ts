import { useCallback, useEffect, useRef, useState } from 'react';
import { call, get } from '../../api';
import { isAppField, type FieldJson, type IssueJson } from '../../jira-types';
import { columnsOf, type Column, type JqlField } from './columns';

/** With fields, search/jql answers no more at once. */
export const PAGE = 100;
/** More is never shown: a query that finds more wants another question, and Jira's bulk edit ends here too. */
export const MOST_SHOWN = 1_000;

export type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Found {
  readonly issues: readonly IssueJson[];
  /** The formatters' texts, by issue id and field id. */
  readonly texts: Texts;
  readonly more: boolean;
}

interface Answer {
  readonly issues: readonly IssueJson[];
  readonly nextPageToken?: string;
}

export async function loadColumns(): Promise<readonly Column[]> {
  const [fields, { visibleFieldNames }] = await Promise.all([
    get<FieldJson[]>('/rest/api/3/field'),
    get<{ visibleFieldNames: JqlField[] }>('/rest/api/3/jql/autocompletedata'),
  ]);
  return columnsOf(fields, visibleFieldNames);
}

/** As many issues as asked for, page after page, with the texts of the app's fields among the columns. */
async function search(jql: string, columns: readonly Column[], count: number): Promise<Found> {
  const fields = columns.map(({ field }) => field.id).filter((id) => id !== 'issuekey');
  const formatted = columns.filter(({ field }) => isAppField(field.schema)).map(({ field }) => field.id);
  const issues: IssueJson[] = [];
  const texts: Record<string, Readonly<Record<string, string>>> = {};
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ jql, maxResults: String(PAGE), fields: ['summary', ...fields].join(',') });
    if (token !== undefined) query.set('nextPageToken', token);
    const page = await get<Answer>(`/rest/api/3/search/jql?${query}`);
    if (formatted.length > 0 && page.issues.length > 0) {
      const body = { issues: page.issues.map(({ id }) => id), fields: formatted };
      Object.assign(texts, (await call<{ texts: Texts }>('POST', '/_site/list/texts', body)).texts);
    }
    issues.push(...page.issues);
    token = page.nextPageToken;
  } while (token !== undefined && issues.length < count);
  return { issues, texts, more: token !== undefined && issues.length < MOST_SHOWN };
}

export interface Search {
  readonly found: Found | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  readonly show: (count: number) => void;
  readonly reload: () => void;
}

/** What the query finds. What is shown stays until the new answer is there; another query begins with its first page. */
export function useSearch(jql: string, columns: readonly Column[] | undefined): Search {
  const [count, setCount] = useState(PAGE);
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ jql: string; found?: Found; error?: unknown; loading: boolean }>({ jql, loading: true });
  const chosen = columns?.map(({ field }) => field.id).join(',');
  const latest = useRef(columns);
  latest.current = columns;

  useEffect(() => setCount(PAGE), [jql]);
  useEffect(() => {
    if (latest.current === undefined || jql === '') return undefined;
    let current = true;
    setState((old) => ({ ...(old.jql === jql ? old : { jql }), loading: true }));
    search(jql, latest.current, count).then(
      (found) => current && setState({ jql, found, loading: false }),
      (error: unknown) => current && setState({ jql, error, loading: false }),
    );
    return () => {
      current = false;
    };
  }, [jql, chosen, count, turn]);

  const reload = useCallback(() => setTurn((old) => old + 1), []);
  const own = state.jql === jql;
  return {
    found: own ? state.found : undefined,
    error: own ? state.error : undefined,
    loading: !own || state.loading,
    show: setCount,
    reload,
  };
}
