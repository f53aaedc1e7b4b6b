/** The order with this one at this index. */
export function placedAt(order: readonly string[], id: string, index: number): readonly string[] {
  const rest = order.filter((each) => each !== id);
  rest.splice(index, 0, id);
  return rest;
}

/** Id -> index. */
export const indexesOf = (ids: readonly string[]): ReadonlyMap<string, number> => new Map(ids.map((id, index) => [id, index]));
