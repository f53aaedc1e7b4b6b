/** Where a row is: in which section, at which place, and how far down the page. */
export interface Place {
  readonly section: string;
  readonly index: number;
  readonly top: number;
}

interface Listed {
  readonly id: string;
  readonly issues: readonly { readonly key: string }[];
}

/** The place of every row, drawn or not; `tops` says where each section's list begins. A folded section has none, and so have its rows. */
export function placesOf(sections: readonly Listed[], tops: ReadonlyMap<string, number>, rowHeight: number): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { id, issues } of sections) {
    const start = tops.get(id);
    if (start !== undefined) issues.forEach(({ key }, index) => places.set(key, { section: id, index, top: start + index * rowHeight }));
  }
  return places;
}

/**
 * How far above (negative) or below its new place a row was. No further than `reach`: what comes from beyond the screen comes from its
 * edge.
 */
export function offsetOf(before: Place | undefined, after: Place | undefined, reach: number): number {
  if (!before || !after) return 0;
  return Math.max(-reach, Math.min(reach, before.top - after.top));
}

export interface Mover {
  readonly key: string;
  readonly name: string;
}

/**
 * "Dana moved SHOP-12 to position 14." of the last of `movers` that stands elsewhere than before; undefined when none does. A row stands
 * elsewhere when it is in another section or place, or below another row: of several that moved, one may be back at its number.
 */
export function movedSentence(
  before: readonly Listed[],
  after: readonly (Listed & { readonly name?: string })[],
  movers: readonly Mover[],
) {
  for (const { key, name } of [...movers].reverse()) {
    const [was, is] = [standing(before, key), standing(after, key)];
    if (!is || (was && was.section.id === is.section.id && was.index === is.index && was.above === is.above)) continue;
    const where = is.section.name === undefined ? '' : ` of ${is.section.name}`;
    return `${name} moved ${key} to position ${is.index + 1}${where}.`;
  }
  return undefined;
}

function standing<Section extends Listed>(sections: readonly Section[], key: string) {
  for (const section of sections) {
    const index = section.issues.findIndex((issue) => issue.key === key);
    if (index >= 0) return { section, index, above: section.issues[index - 1]?.key };
  }
  return undefined;
}
