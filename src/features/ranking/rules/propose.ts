import type { IssueId } from '../../../core/actor';

export interface ProposalOptions {
  /** They keep their place, counted from the top. */
  readonly pinned: ReadonlySet<IssueId>;
  /** Only so many of the highest scores are brought to the top, all others keep their order; null: all. */
  readonly first: number | null;
}

/** The order by score (R5): highest first, ties in their present order, what has no score below in its present order. */
export function propose(
  order: readonly IssueId[],
  scores: ReadonlyMap<IssueId, number | null>,
  { pinned, first }: ProposalOptions,
): readonly IssueId[] {
  const free = order.filter((id) => !pinned.has(id));
  const scored = free.filter((id) => (scores.get(id) ?? null) !== null);
  // Sorting is stable: equal scores stay as they are.
  const sorted = [...scored].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
  const top = first === null ? sorted : sorted.slice(0, Math.max(0, first));
  const onTop = new Set(top);
  const next = [...top, ...free.filter((id) => !onTop.has(id))].values();
  return order.map((id) => (pinned.has(id) ? id : (next.next().value ?? id)));
}

/** The order with those of `target` as `target` has them; every other issue stays directly under the one of them it is under now. */
export function weave(order: readonly IssueId[], target: readonly IssueId[]): readonly IssueId[] {
  const arranged = new Set(target);
  const below = new Map<IssueId | null, IssueId[]>();
  let above: IssueId | null = null;
  for (const id of order) {
    if (arranged.has(id)) above = id;
    else below.set(above, [...(below.get(above) ?? []), id]);
  }
  const present = new Set(order);
  return [...(below.get(null) ?? []), ...target.filter((id) => present.has(id)).flatMap((id) => [id, ...(below.get(id) ?? [])])];
}
