import type { Clock } from '../clock';
import type { Invocation } from './invocation';

/** Turns of the event loop without any progress after which running code counts as waiting for time to pass. */
const STILL_TURNS = 30;
/** More of them for code that waits for neither a timer nor a platform call: perhaps a thread of Node's is at work, so give it real time. */
const PATIENT_TURNS = 30;
const PATIENT_MS = 5;

/**
 * Knows whether the app's code is at work or waits for the clock, so that whoever moves time by leaps lets code have its turn
 * before each leap.
 */
export class Pacing {
  private readonly active = new Set<Invocation>();
  /** Rises with everything that happens; standing still means waiting. */
  private progress = 0;
  private leaps = 0;

  constructor(private readonly clock: Clock) {}

  began(invocation: Invocation): void {
    this.active.add(invocation);
    this.progress += 1;
  }

  /** @returns false if it had ended before. */
  ended(invocation: Invocation): boolean {
    this.progress += 1;
    return this.active.delete(invocation);
  }

  /** Something happened: a platform call began or was answered, a timer fired. */
  moved(): void {
    this.progress += 1;
  }

  /** Resolves when no function runs any more, or all that run wait for the clock. The caller may then move time on. */
  async calm(): Promise<void> {
    let seen = -1;
    let still = 0;
    while (this.active.size > 0) {
      if (seen !== this.progress) still = 0;
      seen = this.progress;
      if (still >= STILL_TURNS && [...this.active].every((invocation) => invocation.sleeping > 0)) return;
      if (still >= STILL_TURNS + PATIENT_TURNS) return;
      await (still < STILL_TURNS ? turn() : new Promise<void>((done) => setTimeout(done, PATIENT_MS)));
      still += 1;
    }
  }

  /** What a clock item awaits after it has started something. Under a real clock nobody waits, except while leaping. */
  async pace(): Promise<void> {
    if (this.clock.mode === 'manual' || this.leaps > 0) await this.calm();
  }

  /** Runs `work`, which moves time by leaps. */
  async leaping<T>(work: () => Promise<T>): Promise<T> {
    this.leaps += 1;
    try {
      return await work();
    } finally {
      this.leaps -= 1;
    }
  }

  /** Waits for `work`; on a standing clock moves time on whenever everything waits for it, as real time would. */
  async drive<T>(work: Promise<T>): Promise<T> {
    if (this.clock.mode === 'real') return work;
    let done = false;
    const settled = work.finally(() => (done = true));
    settled.catch(() => undefined);
    while (!done) {
      await this.calm();
      await turn();
      const next = this.clock.pending((item) => item.kind === 'timer')[0];
      if (!done && next) await this.clock.advance(Math.max(0, next.at - this.clock.now()));
    }
    return settled;
  }
}

const turn = (): Promise<void> => new Promise<void>((done) => setImmediate(done));
