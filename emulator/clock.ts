/**
 * The one clock of the local site. Everything that happens later (a lagging index, a late event, a queued message, a
 * schedule, an app's own timer) is an item on it, so tests can move time and nothing ever sleeps.
 *
 * `real`: now() is the machine's time plus whatever was advanced. `manual`: time stands still until advanced.
 */
export type ItemKind = 'index' | 'event' | 'queue' | 'schedule' | 'timer' | 'rebalance' | 'housekeeping';

export interface ClockItem {
  readonly id: number;
  readonly at: number;
  readonly kind: ItemKind;
  readonly label: string;
  readonly run: () => void | Promise<void>;
}

export interface ClockOptions {
  readonly mode: 'real' | 'manual';
  /** Epoch milliseconds at which a manual clock starts, or the offset's base for a real one. */
  readonly start?: number;
}

const MAX_REAL_WAIT_MS = 60_000;

export class Clock {
  readonly mode: 'real' | 'manual';
  private offset = 0;
  private frozen: number;
  private nextId = 1;
  private items: ClockItem[] = [];
  private timer: NodeJS.Timeout | undefined;
  private ticking = false;

  constructor(options: ClockOptions) {
    this.mode = options.mode;
    this.frozen = options.start ?? Date.now();
    if (options.mode === 'real' && options.start !== undefined) this.offset = options.start - Date.now();
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.mode === 'manual' ? this.frozen : Date.now() + this.offset;
  }

  /** Runs `run` when the clock reaches `at`; items of the same moment run in the order they were added. */
  at(at: number, kind: ItemKind, label: string, run: () => void | Promise<void>): ClockItem {
    const item: ClockItem = { id: this.nextId++, at, kind, label, run };
    let index = this.items.length;
    while (index > 0 && this.items[index - 1]!.at > at) index -= 1;
    this.items.splice(index, 0, item);
    this.arm();
    return item;
  }

  after(milliseconds: number, kind: ItemKind, label: string, run: () => void | Promise<void>): ClockItem {
    return this.at(this.now() + milliseconds, kind, label, run);
  }

  cancel(item: ClockItem): void {
    const index = this.items.indexOf(item);
    if (index >= 0) this.items.splice(index, 1);
  }

  /** What is still to come, soonest first. */
  pending(filter: (item: ClockItem) => boolean = () => true): readonly ClockItem[] {
    return this.items.filter(filter);
  }

  /** Moves to `item`'s moment (never back) and runs it, whatever else is due. */
  async runItem(item: ClockItem): Promise<void> {
    this.cancel(item);
    this.moveTo(item.at);
    await item.run();
  }

  /** Moves forward, running what falls due on the way, in order. */
  async advance(milliseconds: number): Promise<void> {
    const target = this.now() + milliseconds;
    for (let item = this.items[0]; item !== undefined && item.at <= target; item = this.items[0]) await this.runItem(item);
    this.moveTo(target);
  }

  /** Lets a real clock run items by itself. A manual one ignores this. */
  start(): void {
    this.ticking = this.mode === 'real';
    this.arm();
  }

  stop(): void {
    this.ticking = false;
    if (this.timer) clearTimeout(this.timer);
    this.timer = undefined;
  }

  private moveTo(at: number): void {
    if (this.mode === 'manual') this.frozen = Math.max(this.frozen, at);
    else this.offset += Math.max(0, at - this.now());
  }

  private arm(): void {
    if (!this.ticking) return;
    if (this.timer) clearTimeout(this.timer);
    const next = this.items[0];
    if (!next) return;
    this.timer = setTimeout(() => void this.tick(), Math.min(MAX_REAL_WAIT_MS, Math.max(0, next.at - this.now())));
  }

  private async tick(): Promise<void> {
    for (let item = this.items[0]; this.ticking && item !== undefined && item.at <= this.now(); item = this.items[0]) {
      this.cancel(item);
      await item.run();
    }
    this.arm();
  }
}
