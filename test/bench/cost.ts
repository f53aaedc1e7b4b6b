import type { Emulator } from '../../emulator/emulator';

const SWEEP = 'on-five-minutes';
const MOVES = /^POST .*\/(sprint|backlog)(\/[^/]+)?\/issue$/;

export const seconds = (emulator: Emulator, count: number): Promise<void> => emulator.forge.advance(count * 1_000);

/** Just behind a sweep, so that the next one is not counted in. */
export async function afterSweep(emulator: Emulator): Promise<void> {
  emulator.activity.resetUsage();
  while (emulator.activity.usage().functions[SWEEP] === undefined) await seconds(emulator, 20);
  await seconds(emulator, 20);
}

export interface Cost {
  readonly invocations: number;
  readonly calls: number;
  readonly points: number;
  /** Calls that rank, and calls that move issues into a sprint or the backlog. */
  readonly ranks: number;
  readonly moves: number;
  readonly written: number;
  readonly messages: number;
}

export const sum = <T>(rows: Readonly<Record<string, T>>, of: (row: T) => number): number =>
  Object.values(rows).reduce((total, row) => total + of(row), 0);

/** What the app does while `work` goes on. */
export async function cost(emulator: Emulator, work: () => Promise<void>): Promise<Cost> {
  emulator.activity.resetUsage();
  await work();
  const { functions, jira, storage, queues } = emulator.activity.usage();
  return {
    invocations: sum(functions, (row) => row.invocations),
    calls: sum(jira, (row) => row.calls),
    points: sum(jira, (row) => row.points),
    ranks: jira['PUT /rest/agile/1.0/issue/rank']?.calls ?? 0,
    moves: sum(Object.fromEntries(Object.entries(jira).filter(([operation]) => MOVES.test(operation))), (row) => row.calls),
    written: sum(storage, (row) => row.bytesWritten),
    messages: queues['guard']?.consumed ?? 0,
  };
}
