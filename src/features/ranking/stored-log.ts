import * as z from 'zod/mini';
import type { AccountId, IssueId, ProjectId } from '../../core/actor';
import type { Deciding } from '../../core/authority';
import { TIERS, type Tier } from '../../core/rank';
import type { Storage } from '../../core/storage';

/** The custom entity of manifest.yml. */
const ENTITY = 'rank-log';
/** Writes one transaction takes: https://developer.atlassian.com/platform/forge/storage-reference/transactions/ */
const A_COMMIT = 25;
/** An index refuses empty text. */
const NOBODY = 'unknown';

/** `by-score`, `undo` and `sprint` stand for a whole job; their `issueId` names no issue. */
export const OUTCOMES = ['adopted', 'put-back', 'reported', 'carried-out', 'joined', 'by-score', 'undo', 'sprint'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One change of an issue's place (R6). Places are counted from 1; null where it had none or nothing shows it. Ids only. */
export interface LogEntry {
  readonly issueId: IssueId;
  readonly tier: Tier;
  /** Jira's number of the history entry: the same change is one row, however often it is looked at. */
  readonly change: number;
  readonly at: number;
  readonly by: AccountId | null;
  readonly capacity: Deciding | null;
  readonly outcome: Outcome;
  readonly from: number | null;
  readonly to: number | null;
  readonly total: number;
  readonly assumed: boolean;
  readonly moves: number;
  readonly reason: string | null;
}

const capacity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('owner') }),
  z.object({ kind: z.literal('delegate'), for: z.string() }),
]);
const row = z.object({
  version: z.literal(1),
  projectId: z.string(),
  outcome: z.enum(OUTCOMES),
  by: z.string(),
  at: z.number(),
  /** For the index; the rows of releases before this one have none. */
  issueId: z.optional(z.string()),
  detail: z.object({
    issueId: z.string(),
    tier: z.enum(TIERS),
    change: z.number(),
    capacity: z.nullable(capacity),
    from: z.nullable(z.number()),
    to: z.nullable(z.number()),
    total: z.number(),
    assumed: z.boolean(),
    moves: z.number(),
    reason: z.nullable(z.string()),
  }),
});

/** Written before what it tells of becomes true, so that nothing true is untold; written again it is the same row. */
export async function writeLog(storage: Storage, projectId: ProjectId, entries: readonly LogEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += A_COMMIT) {
    await storage.commit(
      entries.slice(start, start + A_COMMIT).map(({ outcome, by, at, ...detail }) => ({
        entity: ENTITY,
        key: `${projectId}:${detail.issueId}:${detail.change}`,
        value: { version: 1, projectId, outcome, by: by ?? NOBODY, at, issueId: detail.issueId, detail },
      })),
    );
  }
}

export interface LogQuery {
  readonly outcome?: Outcome | undefined;
  readonly by?: AccountId | undefined;
  /** Epoch milliseconds, inclusive. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly before?: string | undefined;
  readonly issueId?: IssueId | undefined;
}

/** Newest first. By outcome and person at once: by person, and the caller filters. */
export async function readLog(
  storage: Storage,
  projectId: ProjectId,
  { outcome, by, from, until, before, issueId }: LogQuery,
  limit: number,
): Promise<{ readonly entries: readonly (LogEntry & { readonly id: string })[]; readonly next: string | null }> {
  const [index, partition] =
    issueId !== undefined
      ? (['by-issue', [projectId, issueId]] as const)
      : by !== undefined
        ? (['by-person', [projectId, by]] as const)
        : outcome !== undefined
          ? (['by-outcome', [projectId, outcome]] as const)
          : (['by-project', [projectId]] as const);
  const found = await storage.rows({
    entity: ENTITY,
    index,
    partition,
    range: { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) },
    sort: 'descending',
    limit,
    cursor: before ?? null,
    parse: (value) => row.parse(value),
  });
  const entries = found.rows
    .filter(({ value }) => outcome === undefined || value.outcome === outcome)
    .map(({ key, value: { detail, at, by: who, outcome: what } }) => ({
      id: key,
      at,
      by: who === NOBODY ? null : who,
      outcome: what,
      ...detail,
    }));
  return { entries, next: found.cursor };
}
