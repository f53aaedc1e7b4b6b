import { useDeferredValue, useMemo } from 'react';
import { planRerank } from '../../../../src/features/ranking/rules/plan-rerank';
import { propose } from '../../../../src/features/ranking/rules/propose';
import { indexesOf } from '../../../shared/order/placed-at';
import type { Scores } from '../use-scores';

/** Jira takes about so long for one rank call. */
const SECONDS_A_CALL = 0.4;

export interface Proposal {
  readonly order: readonly string[];
  readonly target: readonly string[];
  readonly from: ReadonlyMap<string, number>;
  readonly to: ReadonlyMap<string, number>;
  /** Issues that Jira is asked to rank. */
  readonly ranked: number;
  /** Issues that come to stand elsewhere among the others, and so are pointed out: one that jumps ahead of twenty does, also where those twenty are ranked. */
  readonly moved: ReadonlySet<string>;
  readonly calls: number;
  readonly seconds: number;
}

interface ProposalOptions {
  readonly order: readonly string[];
  readonly scores: Scores;
  readonly pinned: ReadonlySet<string>;
  readonly first: number | null;
}

/** What ranking by score would do, by the rules with which the server does it. */
export function useProposal({ order, scores, pinned, first }: ProposalOptions): Proposal {
  // Typing and pinning answer at once; ten thousand issues are planned a moment later.
  const laterPinned = useDeferredValue(pinned);
  const laterFirst = useDeferredValue(first);
  return useMemo(() => {
    const target = propose(order, scores, { pinned: laterPinned, first: laterFirst });
    const plan = planRerank(order, target);
    const [from, to] = [indexesOf(order), indexesOf(target)];
    const ranked = new Set(plan.flatMap(({ ids }) => ids));
    const risen = risingOf(target, from);
    return {
      order,
      target,
      from,
      to,
      ranked: ranked.size,
      moved: new Set(target.filter((id) => (ranked.has(id) || !risen.has(id)) && from.get(id) !== to.get(id))),
      calls: plan.length,
      seconds: Math.max(1, Math.round(plan.length * SECONDS_A_CALL)),
    };
  }, [order, scores, laterPinned, laterFirst]);
}

/** The most of these ids that stand in the same order there: a longest rising subsequence, by patience sorting. */
function risingOf(ids: readonly string[], there: ReadonlyMap<string, number>): ReadonlySet<string> {
  const at = ids.map((id) => there.get(id) ?? -1);
  /** Per length, the index of the lowest end of a rising selection so long. */
  const ends: number[] = [];
  const before = new Int32Array(ids.length).fill(-1);
  at.forEach((place, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((at[ends[middle] ?? -1] ?? Infinity) < place) low = middle + 1;
      else high = middle;
    }
    before[index] = ends[low - 1] ?? -1;
    ends[low] = index;
  });
  const risen = new Set<string>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) risen.add(ids[index] ?? '');
  return risen;
}
