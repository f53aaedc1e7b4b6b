import type { Jira } from '../jira';
import type { Match } from './router';

const READS = /\/(changelog\/list|notify)$/;
/** Rank and sprint moves name their issues in the body, and write to each of them. */
const MOVES = /^\/rest\/agile\/1\.0\/(issue\/rank|backlog\/.*issue|sprint\/[^/]+\/issue|epic\/[^/]+\/issue)$/;

/** Ids of the issues a call writes to, each once, for the per-issue limit. Names of no issue are left out. */
export function writtenIssues(jira: Jira, match: Match, body: unknown): readonly string[] {
  const { operation, params } = match;
  if (operation.method === 'GET') return [];
  const named = params['issueIdOrKey'];
  if (named !== undefined) return READS.test(operation.path) ? [] : ids(jira, [named]);
  if (MOVES.test(operation.path)) return ids(jira, listed(body, 'issues'));
  if (!operation.path.startsWith('/rest/api/3/app/field/')) return [];
  return ids(
    jira,
    listed(body, 'updates').flatMap((update) => listed(update, 'issueIds')),
  );
}

function listed(value: unknown, name: string): readonly unknown[] {
  const found: unknown = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return Array.isArray(found) ? found : [];
}

const ids = (jira: Jira, names: readonly unknown[]): readonly string[] => [
  ...new Set(names.flatMap((name) => jira.issues.byIdOrKey(String(name))?.id ?? [])),
];
