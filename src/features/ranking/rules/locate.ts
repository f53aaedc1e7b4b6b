import type { IssueId } from '../../../core/actor';

/** Reads strongly how issues are ranked now; what the app cannot see is absent. */
export type ReadRanks = (ids: readonly IssueId[]) => Promise<ReadonlyMap<IssueId, string>>;

/** Between which settled issues something stands; `rank` orders those that stand in the same gap. */
export interface Whereabouts {
  readonly under: IssueId | null;
  readonly over: IssueId | null;
  readonly rank: string;
}

export type Located =
  | { readonly kind: 'located'; readonly where: ReadonlyMap<IssueId, Whereabouts> }
  /** These do not stand in the order they should, and nothing announced it: look at their history. `fewest` could explain it by having moved. */
  | { readonly kind: 'suspects'; readonly ids: readonly IssueId[]; readonly fewest: readonly IssueId[] }
  /** Jira rewrites its ranks just now: values of two buckets do not compare. */
  | { readonly kind: 'rebalancing' };

/** Issues one strong read takes. */
export const A_READ = 100;

/**
 * Finds where `ids` stand among `settled`, which stand in this order in Jira: a search by many probes a step, since a read of a hundred issues costs
 * one call. Among 10,000 one issue is found in two reads.
 */
export async function locate(ids: readonly IssueId[], settled: readonly IssueId[], read: ReadRanks, atTheEnd = false): Promise<Located> {
  const known = new Map<IssueId, string>();
  const gone = new Set<IssueId>();
  const learn = async (wanted: readonly IssueId[]): Promise<void> => {
    const missing = [...new Set(wanted)].filter((id) => !known.has(id) && !gone.has(id));
    if (missing.length === 0) return;
    const found = await read(missing);
    for (const id of missing) {
      const rank = found.get(id);
      if (rank === undefined) gone.add(id);
      else known.set(id, rank);
    }
  };

  const last = settled.at(-1);
  await learn([...ids, ...(atTheEnd && last !== undefined ? [last] : firstProbes(settled, ids.length))]);
  const wanted = ids.filter((id) => known.has(id));
  for (;;) {
    const probed = settled.flatMap((id, index) => {
      const rank = known.get(id);
      return rank === undefined ? [] : [{ id, index, rank }];
    });
    if (new Set([...known.values()].map(bucketOf)).size > 1) return { kind: 'rebalancing' };
    const suspects = suspectsOf(probed);
    if (suspects !== null) return suspects;
    const gaps = new Map<number, { readonly low: number; readonly high: number }>();
    const where = new Map<IssueId, Whereabouts>();
    for (const id of wanted) {
      const rank = known.get(id) ?? '';
      const next = firstAbove(probed, rank);
      const low = probed[next - 1];
      const high = probed[next];
      const between = settled.slice((low?.index ?? -1) + 1, high?.index ?? settled.length).some((each) => !gone.has(each));
      if (between) gaps.set(low?.index ?? -1, { low: low?.index ?? -1, high: high?.index ?? settled.length });
      where.set(id, { under: low?.id ?? null, over: high?.id ?? null, rank });
    }
    if (gaps.size === 0) return { kind: 'located', where };
    const each = Math.max(3, Math.floor((A_READ - 1) / gaps.size));
    await learn(
      [...gaps.values()].flatMap(({ low, high }) =>
        spread(
          settled.slice(low + 1, high).filter((id) => !gone.has(id)),
          each,
        ),
      ),
    );
  }
}

/** The probes of the first step: evenly spread, the last issue among them, in one read together with `others`. */
export function firstProbes(settled: readonly IssueId[], others: number): readonly IssueId[] {
  return spread(settled, Math.max(20, A_READ - 1 - (others % A_READ)));
}

/** At most `count` of `ids`, evenly spread, the last among them. */
function spread(ids: readonly IssueId[], count: number): readonly IssueId[] {
  if (ids.length <= count) return ids;
  const step = ids.length / count;
  return Array.from({ length: count }, (_, index) => ids[Math.ceil((index + 1) * step) - 1]).filter((id) => id !== undefined);
}

export const bucketOf = (rank: string): string => rank.slice(0, rank.indexOf('|'));

function firstAbove(probed: readonly { readonly rank: string }[], rank: string): number {
  let [low, high] = [0, probed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((probed[middle]?.rank ?? '') > rank) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Indexes of values outside a longest rising selection: the fewest that could have moved. */
export function notRising(values: readonly string[]): readonly number[] {
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, index) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? '') < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = tails[low - 1] ?? -1;
    tails[low] = index;
  });
  const kept = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) kept.add(index);
  return values.flatMap((_, index) => (kept.has(index) ? [] : [index]));
}

/** Of issues in ledger order with their ranks: those that do not stand in it; null where all do. */
export function suspectsOf(
  ranked: readonly { readonly id: IssueId; readonly rank: string }[],
): Extract<Located, { kind: 'suspects' }> | null {
  const values = ranked.map(({ rank }) => rank);
  const fewest = notRising(values);
  if (fewest.length === 0) return null;
  const involved = new Set<number>();
  let highest = -1;
  values.forEach((value, index) => {
    if (highest >= 0 && value < (values[highest] ?? '')) involved.add(index);
    else highest = index;
  });
  let lowest = values.length;
  for (let index = values.length - 1; index >= 0; index--) {
    if (lowest < values.length && (values[index] ?? '') > (values[lowest] ?? '')) involved.add(index);
    else lowest = index;
  }
  const idAt = (index: number): readonly IssueId[] => ranked.slice(index, index + 1).map(({ id }) => id);
  return { kind: 'suspects', ids: [...involved].sort((a, b) => a - b).flatMap(idAt), fewest: fewest.flatMap(idAt) };
}
