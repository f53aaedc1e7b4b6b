import * as z from 'zod/mini';
import type { RankedIssue } from '../core/rank';
import { AppError } from '../core/errors';
import type { Site } from '../core/site';
import { epochOf } from './jira-time';

/** What an answer with `rankedFields` says of one issue. */
export const rankedAnswer = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({
    project: z.object({ id: z.string() }),
    issuetype: z.object({ hierarchyLevel: z.optional(z.number()), subtask: z.optional(z.boolean()) }),
    status: z.object({ statusCategory: z.object({ key: z.string() }) }),
    created: z.union([z.string(), z.number()]),
    creator: z.optional(z.nullable(z.object({ accountId: z.optional(z.string()) }))),
  }),
});
export type RankedAnswer = z.infer<typeof rankedAnswer>;

type RankSite = Pick<Site, 'rank' | 'sprint'>;

const sprints = z.nullish(z.array(z.object({ id: z.union([z.number(), z.string()]), state: z.string() })));

/** @throws AppError `unavailable` on a site that has no Rank field */
export function rankedFields({ rank, sprint }: RankSite): readonly string[] {
  if (rank === null) throw new AppError('unavailable', 'Jira has no Rank field on this site (yet)');
  return [rank, ...(sprint === null ? [] : [sprint]), 'project', 'issuetype', 'status', 'created', 'creator'];
}

/** Null where the issue has no rank: it stands nowhere that could be guarded. */
export function rankedIssue(site: RankSite, { id, key, fields }: RankedAnswer): RankedIssue | null {
  const rank = site.rank === null ? undefined : fields[site.rank];
  if (typeof rank !== 'string' || rank === '') return null;
  const read = sprints.safeParse(site.sprint === null ? null : fields[site.sprint]);
  // Taken for none, an issue that the team orders in its sprint would be put back into the backlog's order.
  if (!read.success) throw new AppError('unreadable', `The sprints of issue ${id}: ${z.prettifyError(read.error)}`, { cause: read.error });
  const inState = (state: string): readonly string[] =>
    (read.data ?? []).filter((sprint) => sprint.state.toLowerCase() === state).map((sprint) => String(sprint.id));
  return {
    id,
    key,
    projectId: fields.project.id,
    hierarchyLevel: fields.issuetype.hierarchyLevel ?? (fields.issuetype.subtask === true ? -1 : 0),
    done: fields.status.statusCategory.key === 'done',
    activeSprint: inState('active')[0] ?? null,
    planned: inState('future').length > 0,
    closedSprints: inState('closed'),
    rank,
    createdAt: epochOf(fields.created),
    creator: fields.creator?.accountId ?? null,
  };
}
