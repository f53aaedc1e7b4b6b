import * as z from 'zod/mini';
import type { IssueId, ProjectId } from '../../core/actor';
import { TIERS, type Tier } from '../../core/rank';
import type { AtomicWrite, Storage } from '../../core/storage';
import { inScope, type Orders } from './rules/ledger';
import { diffOrders, isSame, undoDiff, type OrderDiff } from './rules/order-diff';

/** The custom entity of manifest.yml. */
const ENTITY = 'order-change';
const A_PAGE = 100;
/** Changes a reading goes back over at most: beyond, the order as of then is said not to be kept. */
const MOST_CHANGES = 3_000;
/** What one stored value may hold, with room: https://developer.atlassian.com/platform/forge/limits-kvs-ce/ */
const MOST_BYTES = 200_000;

const at = z.tuple([z.number(), z.string()]);
const diff = z.object({ out: z.array(at), into: z.array(at) });
const row = z.object({
  version: z.literal(1),
  projectId: z.string(),
  at: z.number(),
  /** `diffs` null: nothing before this is known, because the ledger begins here or the change was too great to be kept. */
  detail: z.object({ revision: z.number(), diffs: z.nullable(z.object({ backlog: diff, epics: diff })) }),
});

/** What a change of the ledger did to the orders, to be written with it; none where they stay as they are (R6). */
export function historyWrites(
  projectId: ProjectId,
  before: Orders | null,
  after: Orders,
  { at: time, revision, id }: { readonly at: number; readonly revision: number; readonly id: string },
): readonly AtomicWrite[] {
  const change = (diffs: Record<Tier, OrderDiff> | null): readonly AtomicWrite[] => [
    { entity: ENTITY, key: `${projectId}:${id}`, value: { version: 1, projectId, at: time, detail: { revision, diffs } } },
  ];
  if (before === null) return change(null);
  const of = (tier: Tier): OrderDiff => diffOrders(inScope(before[tier]), inScope(after[tier]));
  const diffs = { backlog: of('backlog'), epics: of('epics') };
  if (TIERS.every((tier) => isSame(diffs[tier]))) return [];
  return change(JSON.stringify(diffs).length > MOST_BYTES ? null : diffs);
}

export interface PastOrder {
  readonly order: readonly IssueId[];
  /** The history reaches back only to here; null: as far as was asked. */
  readonly keptSince: number | null;
}

/** The order as it was at `time`, from the one now; as of the earliest moment kept where `time` is earlier. */
export async function orderAt(storage: Storage, projectId: ProjectId, now: Orders, tier: Tier, time: number): Promise<PastOrder> {
  let order = inScope(now[tier]);
  let cursor: string | null = null;
  let seen = 0;
  do {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(storage, projectId, time, cursor);
    for (const { at: when, diffs } of page.changes) {
      if (diffs === null || seen >= MOST_CHANGES) return { order, keptSince: when };
      order = undoDiff(order, diffs[tier]);
      seen += 1;
    }
    cursor = page.cursor;
  } while (cursor !== null);
  return { order, keptSince: null };
}

async function readPage(storage: Storage, projectId: ProjectId, after: number, cursor: string | null) {
  const found = await storage.rows({
    entity: ENTITY,
    index: 'by-project',
    partition: [projectId],
    range: { from: after + 1 },
    sort: 'descending',
    limit: A_PAGE,
    cursor,
    parse: (value) => row.parse(value),
  });
  const changes = found.rows.map(({ value }) => ({ at: value.at, ...value.detail }));
  // Of the same millisecond, the later revision is the later change.
  return { changes: changes.sort((a, b) => b.at - a.at || b.revision - a.revision), cursor: found.cursor };
}
