/** A list kept in order by `compare`, with binary search; items that compare equal are the same place. */
export class SortedList<T> {
  private readonly items: T[] = [];

  constructor(private readonly compare: (a: T, b: T) => number) {}

  get size(): number {
    return this.items.length;
  }

  at(index: number): T | undefined {
    return this.items[index];
  }

  /** Adds `item`, in place of one that compares equal. */
  put(item: T): void {
    const index = this.lowerBound((other) => this.compare(other, item));
    const found = this.items[index];
    const replaces = found !== undefined && this.compare(found, item) === 0;
    this.items.splice(index, replaces ? 1 : 0, item);
  }

  remove(item: T): void {
    const index = this.lowerBound((other) => this.compare(other, item));
    const found = this.items[index];
    if (found !== undefined && this.compare(found, item) === 0) this.items.splice(index, 1);
  }

  /** Index of the first item for which `order` (item relative to the sought place) is not negative. */
  lowerBound(order: (item: T) => number): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (order(this.items[middle] as T) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
