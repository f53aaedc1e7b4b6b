/** The site's issues in rank order: a sorted array, searched by bisection. Ten thousand issues move in microseconds. */
export interface Ranked {
  readonly rank: string;
  readonly id: string;
}

/** Rank first (plain string order), then the older issue. */
export function compareRanked(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return Number(a.id) - Number(b.id);
}

export class RankOrder {
  private entries: Ranked[] = [];

  constructor(issues: Iterable<Ranked> = []) {
    this.entries = [...issues].map(({ rank, id }) => ({ rank, id })).sort(compareRanked);
  }

  get size(): number {
    return this.entries.length;
  }

  get first(): Ranked | undefined {
    return this.entries[0];
  }

  get last(): Ranked | undefined {
    return this.entries[this.entries.length - 1];
  }

  at(index: number): Ranked | undefined {
    return this.entries[index];
  }

  insert(entry: Ranked): void {
    this.entries.splice(this.position(entry), 0, { rank: entry.rank, id: entry.id });
  }

  remove(entry: Ranked): void {
    const index = this.position(entry);
    if (this.entries[index]?.id === entry.id) this.entries.splice(index, 1);
  }

  /** Index of the entry, or where it would go. */
  position(entry: Ranked): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareRanked(this.entries[middle]!, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  before(entry: Ranked): Ranked | undefined {
    return this.entries[this.position(entry) - 1];
  }

  after(entry: Ranked): Ranked | undefined {
    return this.entries[this.position(entry) + 1];
  }

  ids(): readonly string[] {
    return this.entries.map((entry) => entry.id);
  }
}
