import type { Actor, IssueId } from '../../core/actor';
import { forBrowsers, type ForBrowsers } from '../../core/readers';
import { hiddenOf } from './hidden';
import { inScope } from './rules/ledger';
import { diffOrders } from './rules/order-diff';
import type { InTier, OrderDeps } from './shown-order';
import { orderAt } from './stored-history';
import { readLedger } from './stored-ledger';

/** Of each kind at most so many are named. */
const MOST_NAMED = 100;

export interface Changes {
  readonly keptSince: number | null;
  readonly moved: readonly { readonly id: IssueId; readonly from: number; readonly to: number }[];
  readonly joined: readonly IssueId[];
  readonly left: number;
  readonly counts: { readonly moved: number; readonly joined: number; readonly left: number };
}

/** What is different from the order at `since`, by the fewest moves that explain it. Places are counted from 1. */
export async function readChanges(
  deps: OrderDeps,
  actor: Actor,
  claim: InTier & { readonly since: number },
): Promise<ForBrowsers<Changes>> {
  const past = await pastOrder(deps, actor, { ...claim, at: claim.since });
  if (past.kind === 'refused') return past;
  const { before, now, keptSince } = past.shown;
  const { out, into } = diffOrders(before, now);
  const from = new Map(out.map(([index, id]) => [id, index + 1]));
  const here = new Set(into.map(([, id]) => id));
  const moved = into.flatMap(([index, id]) => {
    const was = from.get(id);
    return was === undefined ? [] : [{ id, from: was, to: index + 1 }];
  });
  const joined = into.flatMap(([, id]) => (from.has(id) ? [] : [id]));
  const left = out.filter(([, id]) => !here.has(id)).length;
  const counts = { moved: moved.length, joined: joined.length, left };
  return { kind: 'shown', shown: { keptSince, moved: moved.slice(0, MOST_NAMED), joined: joined.slice(0, MOST_NAMED), left, counts } };
}

export interface Past {
  readonly before: readonly IssueId[];
  readonly now: readonly IssueId[];
  /** Of those before. */
  readonly hidden: number;
  /** The history reaches back only to here; null: as far as was asked. */
  readonly keptSince: number | null;
}

/** The order as it was and as it is, as the reader may see it (R6). */
export const pastOrder = (deps: OrderDeps, actor: Actor, claim: InTier & { readonly at: number }): Promise<ForBrowsers<Past>> =>
  forBrowsers(deps, actor, claim.projectId, async (project) => {
    const [ledger, hidden] = await Promise.all([readLedger(deps.storage, project.id), hiddenOf(deps, project.id)]);
    // Without a guard nobody watches, and nothing is remembered.
    if (ledger === undefined) return { before: [], now: [], hidden: 0, keptSince: deps.now() };
    const past = await orderAt(deps.storage, project.id, ledger.orders, claim.tier, claim.at);
    const isShown = (id: IssueId): boolean => !hidden.has(id);
    const before = past.order.filter(isShown);
    const now = inScope(ledger.orders[claim.tier]).filter(isShown);
    return { before, now, hidden: past.order.length - before.length, keptSince: past.keptSince };
  });
