import type { IssueId } from '../../../core/actor';
import type { Tier } from '../../../core/rank';
import type { Astray, Order, Orders } from './ledger';
import { planGap, type Move } from './plan-moves';

/** A run of strays in the ledger, and the settled issues it belongs between. */
export interface Gap {
  readonly tier: Tier;
  readonly above: IssueId | null;
  readonly below: IssueId | null;
  readonly strays: readonly IssueId[];
}

export interface PutBackPlan {
  readonly moves: readonly Move[];
  /** Strays that stand in their place already. */
  readonly back: readonly IssueId[];
}

/** `unseen`: issues that Jira does not show the app. */
export function gapsOf(orders: Orders, astray: ReadonlyMap<IssueId, Astray>, unseen: ReadonlySet<IssueId>): readonly Gap[] {
  const seenIn = (order: Order): Order => order.filter(({ id, ghost }) => ghost === undefined && !unseen.has(id));
  return [...gapsIn(seenIn(orders.backlog), 'backlog', astray), ...gapsIn(seenIn(orders.epics), 'epics', astray)];
}

function gapsIn(order: Order, tier: Tier, astray: ReadonlyMap<IssueId, Astray>): readonly Gap[] {
  const gaps: Gap[] = [];
  let above: IssueId | null = null;
  let strays: IssueId[] = [];
  const close = (below: IssueId | null): void => {
    if (strays.length > 0) gaps.push({ tier, above, below, strays });
    strays = [];
    above = below;
  };
  for (const { id } of order) {
    if (astray.has(id)) strays.push(id);
    else close(id);
  }
  if (strays.length > 0) gaps.push({ tier, above, below: null, strays });
  return gaps;
}

/** Whether a stray is known to stand outside its gap, so that its ranks need not be read to know that it has to be moved. */
export function isElsewhere({ above, below }: Gap, stray: Astray | undefined): boolean {
  // Where every issue is astray there is no outside: they are put in order among themselves.
  if (above === null && below === null) return false;
  if (stray === undefined || stray.doubt) return false;
  // What a job has not moved yet is to be moved.
  if (stray.job === true) return true;
  if (stray.under === undefined || stray.over === undefined) return false;
  return stray.under !== above && stray.over !== below;
}

/**
 * The fewest rank calls that bring the strays of these gaps back, moving nothing else. `ranks`: of the strays that may stand in their gap, and of their gap's
 * neighbours; strays without one are known to stand elsewhere.
 */
export function planPutBack(gaps: readonly Gap[], ranks: ReadonlyMap<IssueId, string>): PutBackPlan {
  const moves: Move[] = [];
  const back: IssueId[] = [];
  for (const { above, below, strays } of gaps) {
    const low = above === null ? '' : (ranks.get(above) ?? null);
    const high = below === null ? '￿' : (ranks.get(below) ?? null);
    const inside = strays.filter((id) => {
      const rank = ranks.get(id);
      return rank !== undefined && low !== null && high !== null && low < rank && rank < high;
    });
    const byRank = [...inside].sort((a, b) => ((ranks.get(a) ?? '') < (ranks.get(b) ?? '') ? -1 : 1));
    const standing = new Map(byRank.map((id, index) => [id, index]));
    const planned = planGap(strays, standing, above, below);
    const moving = new Set(planned.flatMap(({ ids }) => ids));
    moves.push(...planned);
    back.push(...strays.filter((id) => !moving.has(id)));
  }
  return { moves, back };
}
