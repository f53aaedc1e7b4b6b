/** One figure of `npm run bench`: a line of JSON. `ratio` is value / baseline, where there is something to compare with. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number | null;
  readonly ratio: number | null;
  /** The most it may be; what is over it fails the run. Counts and bytes only: times depend on the machine. */
  readonly limit?: number;
}

export function figure(name: string, value: number, unit: string, given: { baseline?: number; limit?: number } = {}): Figure {
  const { baseline = null, limit } = given;
  return {
    name,
    value: rounded(value),
    unit,
    baseline: baseline === null ? null : rounded(baseline),
    ratio: baseline === null || baseline === 0 ? null : rounded(value / baseline),
    ...(limit === undefined ? {} : { limit }),
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Median of `runs` timings, milliseconds. */
export async function median(runs: number, run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return times.sort((one, other) => one - other)[Math.floor(runs / 2)] ?? Number.NaN;
}
