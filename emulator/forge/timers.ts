import { AsyncResource } from 'node:async_hooks';
import type { Clock, ClockItem } from '../clock';
import { currentInvocation, type Invocation } from './invocation';

/** What `setTimeout` returns in Node, as far as code relies on it. */
export class Timer {
  private item: ClockItem | undefined;
  private referenced = true;

  constructor(
    private readonly timers: Timers,
    private readonly run: () => void,
    private readonly milliseconds: number,
    private readonly repeats: boolean,
    readonly owner: Invocation | undefined,
  ) {
    this.start();
  }

  ref(): this {
    return this.setReferenced(true);
  }

  /** An unreferenced timer does not keep a process alive; here it does not keep the site from being settled. */
  unref(): this {
    return this.setReferenced(false);
  }

  hasRef(): boolean {
    return this.referenced;
  }

  refresh(): this {
    this.close();
    this.start();
    return this;
  }

  close(): this {
    if (this.item) {
      this.timers.clock.cancel(this.item);
      this.ended();
    }
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.timers.idOf(this);
  }

  private setReferenced(referenced: boolean): this {
    if (this.referenced === referenced) return this;
    const item = this.item;
    this.referenced = referenced;
    if (item) {
      this.close();
      this.start(item.at);
    }
    return this;
  }

  private start(at = this.timers.clock.now() + this.milliseconds): void {
    const kind = this.referenced ? 'timer' : 'housekeeping';
    this.item = this.timers.clock.at(at, kind, `timer of ${this.owner?.functionKey ?? 'the app'}`, () => this.fire());
    this.timers.add(this);
    if (this.owner && this.referenced) this.owner.sleeping += 1;
  }

  private ended(): void {
    this.item = undefined;
    this.timers.remove(this);
    if (this.owner && this.referenced) this.owner.sleeping -= 1;
  }

  private fire(): Promise<void> {
    this.ended();
    if (this.repeats) this.start();
    try {
      this.run();
    } catch (error) {
      // In Node an exception in a timer ends the process, and with it the invocation.
      this.owner?.crash('crash', `uncaught exception in a timer: ${error instanceof Error ? error.message : String(error)}`);
    }
    return this.timers.afterFiring();
  }
}

/** The timers of one module instance, on the emulator's clock. */
export class Timers {
  private readonly live = new Set<Timer>();
  private readonly ids = new Map<number, Timer>();
  private readonly numbers = new WeakMap<Timer, number>();
  private nextId = 1;

  constructor(
    readonly clock: Clock,
    /** Called after each firing: gives woken code its turn before time moves on. */
    readonly afterFiring: () => Promise<void>,
  ) {}

  set(callback: () => void, milliseconds: unknown, repeats: boolean): Timer {
    const wait = Number(milliseconds);
    // As Node: anything not between 1 and 2^31-1 means 1 ms.
    const valid = Number.isFinite(wait) && wait >= 1 && wait <= 2_147_483_647 ? Math.trunc(wait) : 1;
    return new Timer(this, AsyncResource.bind(callback), valid, repeats, currentInvocation.getStore());
  }

  clear(timer: unknown): void {
    if (timer instanceof Timer) timer.close();
    else if (typeof timer === 'number' || typeof timer === 'string') this.ids.get(Number(timer))?.close();
  }

  clearOf(owner: Invocation): void {
    for (const timer of [...this.live]) if (timer.owner === owner) timer.close();
  }

  add(timer: Timer): void {
    this.live.add(timer);
  }

  remove(timer: Timer): void {
    this.live.delete(timer);
    const id = this.numbers.get(timer);
    if (id !== undefined) this.ids.delete(id);
  }

  idOf(timer: Timer): number {
    const known = this.numbers.get(timer);
    if (known !== undefined) return known;
    const id = this.nextId++;
    this.numbers.set(timer, id);
    this.ids.set(id, timer);
    return id;
  }
}
