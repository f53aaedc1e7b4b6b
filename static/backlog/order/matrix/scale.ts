/** How values lie along a line of so many pixels. */
export interface LineScale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** So much larger the largest has to be than the smallest before powers tell more than steps. */
const WIDE = 100;
const TICKS = 5;

/** From `start` to `end` pixels; in powers of ten where the values are that far apart. */
export function scaleOf(values: readonly number[], start: number, end: number): LineScale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low > 0 && high / low >= WIDE ? powers(low, high, start, end) : steps(low, high, start, end);
}

function steps(low: number, high: number, start: number, end: number): LineScale {
  const step = niceStep((high - low || Math.abs(high) || 1) / TICKS);
  // From zero where that is near, since twice as much should look like twice as much.
  const from = low >= 0 && low <= high / 2 ? 0 : Math.floor(low / step) * step;
  const to = Math.max(Math.ceil(high / step), Math.floor(from / step) + 1) * step;
  const count = Math.round((to - from) / step);
  return {
    at: (value) => start + ((value - from) / (to - from)) * (end - start),
    ticks: Array.from({ length: count + 1 }, (_, index) => Number((from + index * step).toPrecision(12))),
  };
}

function powers(low: number, high: number, start: number, end: number): LineScale {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  return {
    at: (value) => start + ((Math.log10(value) - from) / (to - from)) * (end - start),
    ticks: Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index)),
  };
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough) ?? 10;
  return factor * power;
}
