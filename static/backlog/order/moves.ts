/** Next to which issue another is put: as Jira's rank call takes it. */
export type Anchor = { readonly after: string } | { readonly before: string };

export interface Move {
  readonly id: string;
  readonly anchor: Anchor;
}

/** The order with the issue next to its anchor; as it was where either is not in it (any more). */
export function withMove(order: readonly string[], { id, anchor }: Move): readonly string[] {
  const rest = order.filter((each) => each !== id);
  const at = rest.indexOf('after' in anchor ? anchor.after : anchor.before);
  if (at < 0 || rest.length === order.length) return order;
  rest.splice('after' in anchor ? at + 1 : at, 0, id);
  return rest;
}

/** What to say to Jira so that the issue comes to stand at this index; null where there is nothing else to stand next to. */
export function anchorAt(order: readonly string[], id: string, index: number): Anchor | null {
  const rest = order.filter((each) => each !== id);
  const above = rest[Math.min(index, rest.length) - 1];
  const first = rest[0];
  if (above !== undefined) return { after: above };
  return first === undefined ? null : { before: first };
}
