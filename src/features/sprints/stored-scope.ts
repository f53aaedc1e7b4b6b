import * as z from 'zod/mini';
import type { ProjectId } from '../../core/actor';
import type { SprintId } from '../../core/sprints';
import type { Storage } from '../../core/storage';
import type { ScopeChange } from './rules/scope-changes';

/** The custom entity of manifest.yml; `by-sprint` lists one sprint's changes by time. */
const ENTITY = 'scope-change';
const A_COMMIT = 25;

const row = z.object({
  version: z.literal(1),
  projectId: z.string(),
  sprintId: z.string(),
  at: z.number(),
  detail: z.object({ issueId: z.string(), what: z.enum(['added', 'removed']), by: z.nullable(z.string()), change: z.number() }),
});

const keyOf = ({ sprintId, issueId, change }: ScopeChange): string => `${sprintId}:${issueId}:${change}`;

/** Answers those that are new. */
export async function writeScope(storage: Storage, projectId: ProjectId, changes: readonly ScopeChange[]): Promise<readonly ScopeChange[]> {
  if (changes.length === 0) return [];
  const known = await storage.rowMany(ENTITY, changes.map(keyOf), (value) => row.parse(value).at);
  const fresh = changes.filter((change) => !known.has(keyOf(change)));
  for (let start = 0; start < fresh.length; start += A_COMMIT) {
    await storage.commit(
      fresh.slice(start, start + A_COMMIT).map((each) => {
        const { sprintId, at, ...detail } = each;
        return { entity: ENTITY, key: keyOf(each), value: { version: 1, projectId, sprintId, at, detail } };
      }),
    );
  }
  return fresh;
}

/** Newest first. */
export async function readScopeChanges(
  storage: Storage,
  projectId: ProjectId,
  sprintId: SprintId,
  { limit, before }: { readonly limit: number; readonly before: string | null },
): Promise<{ readonly changes: readonly (ScopeChange & { readonly id: string })[]; readonly next: string | null }> {
  const found = await storage.rows({
    entity: ENTITY,
    index: 'by-sprint',
    // The project of a claim: what belongs to another one is not found.
    partition: [projectId, sprintId],
    sort: 'descending',
    limit,
    cursor: before,
    parse: (value) => row.parse(value),
  });
  return { changes: found.rows.map(({ key, value: { at, detail } }) => ({ id: key, sprintId, at, ...detail })), next: found.cursor };
}
