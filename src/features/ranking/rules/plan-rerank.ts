import type { IssueId } from '../../../core/actor';
import { MOST_A_CALL, movesAround, type Move } from './plan-moves';

/**
 * The fewest rank calls that turn `order` into `target`, a rearrangement of it, and among such plans the fewest issues moved.
 *
 * What is not moved must already rise; between two kept issues a run of g costs ceil(g / 50) calls, since no call serves two runs. That is a shortest path over
 * rising selections (ARCHITECTURE.md 5). Written i = 50a + r, ceil((j - i - 1) / 50) is the difference of the a's, one more where r_i < r_j - 1, one less from
 * 49 to 0: so 50 Fenwick trees of minima over the present place, tree q holding those with r >= q, find the best predecessor in O(50 log n).
 */
export function planRerank(order: readonly IssueId[], target: readonly IssueId[]): readonly Move[] {
  const places = new Map(order.map((id, index) => [id, index]));
  const kept = keptOf(Int32Array.from(target, (id) => places.get(id) ?? -1));
  return movesAround(target, kept, null, null);
}

/** Indexes of `at` (a permutation of 0..n-1) that are best left alone. */
export function keptOf(at: Int32Array): ReadonlySet<number> {
  const n = at.length;
  const block = MOST_A_CALL;
  /** A call weighs more than all issues together. */
  const call = n + 2;
  // Place 0 is before the first issue, n + 1 behind the last one; both are kept.
  const cost = new Float64Array(n + 2);
  const key = new Float64Array(n + 2);
  const previous = new Int32Array(n + 2);
  const width = n + 2;
  /** Place of the best of those a tree's node covers, or -1. */
  const trees = new Int32Array(block * width).fill(-1);

  const add = (place: number, rank: number): void => {
    key[place] = cost[place]! - Math.floor(place / block) * call - place;
    const own = key[place];
    for (let q = place % block; q >= 0; q--) {
      const base = q * width;
      for (let node = rank + 1; node < width; node += node & -node) {
        const held = trees[base + node]!;
        // Nodes further up cover more: where this one is no better here, it may still be there.
        if (held === -1 || key[held]! > own) trees[base + node] = place;
      }
    }
  };
  const best = (q: number, rank: number): number => {
    const base = q * width;
    let found = -1;
    for (let node = rank; node > 0; node -= node & -node) {
      const held = trees[base + node]!;
      if (held !== -1 && (found === -1 || key[held]! < key[found]!)) found = held;
    }
    return found;
  };
  const reach = (place: number, rank: number): void => {
    const r = place % block;
    const whole = Math.floor(place / block) * call + place - 1;
    let from = best(Math.max(0, r - 1), rank);
    let least = from === -1 ? Infinity : key[from]! + whole;
    const consider = (candidate: number, calls: number): void => {
      if (candidate === -1 || key[candidate]! + whole + calls * call >= least) return;
      least = key[candidate]! + whole + calls * call;
      from = candidate;
    };
    if (r >= 2) consider(best(0, rank), 1);
    if (r === 0) consider(best(block - 1, rank), -1);
    cost[place] = least;
    previous[place] = from;
  };

  // Ranks are counted from 1: 0 is the beginning, which is below all.
  add(0, 0);
  for (let place = 1; place <= n; place++) {
    const rank = at[place - 1]! + 1;
    reach(place, rank);
    add(place, rank);
  }
  reach(n + 1, n + 1);
  const kept = new Set<number>();
  for (let place = previous[n + 1]!; place > 0; place = previous[place]!) kept.add(place - 1);
  return kept;
}
