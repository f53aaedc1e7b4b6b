import { call, get } from '../../api';
import type { ChangelogJson, CommentJson, IssueJson, ModuleJson, TransitionJson } from '../../jira-types';

export interface IssueView {
  readonly issue: IssueJson;
  /** Field ids the person may edit here. */
  readonly editable: ReadonlySet<string>;
  readonly transitions: readonly TransitionJson[];
  /** What formatters make of the app's fields, by field id. */
  readonly texts: Readonly<Record<string, string>>;
}

const path = (key: string, rest = ''): string => `/rest/api/3/issue/${encodeURIComponent(key)}${rest}`;

export async function loadIssue(key: string): Promise<IssueView> {
  const issue = await get<IssueJson>(path(key, '?expand=names,schema'));
  const [meta, transitions, texts] = await Promise.all([
    get<{ fields: Record<string, unknown> }>(path(key, '/editmeta')).catch(() => ({ fields: {} })),
    loadTransitions(key).catch(() => []),
    get<IssueView['texts']>(`/_site/issues/${encodeURIComponent(key)}/texts`).catch(() => ({})),
  ]);
  return { issue, editable: new Set(Object.keys(meta.fields)), transitions, texts };
}

/** Those open to the person now. */
export const loadTransitions = (key: string): Promise<readonly TransitionJson[]> =>
  get<{ transitions: TransitionJson[] }>(path(key, '/transitions')).then(({ transitions }) => transitions);

export const loadModules = (key: string): Promise<ModuleJson[]> =>
  get<{ modules: ModuleJson[] }>(`/_site/forge/modules?issue=${encodeURIComponent(key)}`).then(({ modules }) => modules);

export const loadComments = (key: string): Promise<readonly CommentJson[]> =>
  get<{ comments: CommentJson[] }>(path(key, '/comment?orderBy=created&maxResults=100')).then(({ comments }) => comments);

/** Newest first. */
export async function loadHistory(key: string): Promise<readonly ChangelogJson[]> {
  const first = await get<{ values: ChangelogJson[]; total: number }>(path(key, '/changelog?maxResults=100'));
  const rest =
    first.total > first.values.length
      ? await get<{ values: ChangelogJson[] }>(
          path(key, `/changelog?startAt=${Math.max(first.values.length, first.total - 100)}&maxResults=100`),
        )
      : { values: [] };
  return [...first.values, ...rest.values].reverse();
}

export const saveFields = (key: string, fields: Record<string, unknown>): Promise<void> => call('PUT', path(key), { fields });
export const transition = (key: string, id: string): Promise<void> => call('POST', path(key, '/transitions'), { transition: { id } });
export const addComment = (key: string, body: unknown): Promise<void> => call('POST', path(key, '/comment'), { body });
export const assign = (key: string, accountId: string | null): Promise<void> => call('PUT', path(key, '/assignee'), { accountId });
