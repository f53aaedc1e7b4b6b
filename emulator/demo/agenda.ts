import type { Clock } from '../clock';

interface Entry {
  readonly at: number;
  readonly act: () => void;
}

/** What people did and when. Written down in any order, acted out in time's, so that changelogs carry true times. */
export class Agenda {
  private readonly entries: Entry[] = [];

  /** `at`: epoch milliseconds. Things of the same moment happen in the order written. An act may write down further ones. */
  at(at: number, act: () => void): void {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.entries[middle]!.at <= at) low = middle + 1;
      else high = middle;
    }
    this.entries.splice(low, 0, { at, act });
  }

  /** Acts everything out; what lies behind `until` does not happen. Leaves the clock at `until`. */
  async play(clock: Clock, until: number): Promise<void> {
    for (let entry = this.entries.shift(); entry !== undefined && entry.at <= until; entry = this.entries.shift()) {
      if (entry.at > clock.now()) await clock.advance(entry.at - clock.now());
      entry.act();
    }
    if (until > clock.now()) await clock.advance(until - clock.now());
  }
}
