/** Most issues one rank call takes: https://developer.atlassian.com/cloud/jira/software/rest/api-group-issue/ */
export const MOST_A_CALL = 50;

/** One rank call: these issues, in this order, directly under `after`; null: directly above `before`. */
export interface Move {
  readonly ids: readonly string[];
  readonly after: string | null;
  readonly before: string | null;
}

/**
 * The fewest rank calls that bring `gap` between two kept neighbours, and among such plans the fewest issues moved.
 *
 * `gap`: what shall stand between `above` and `below`, in order. `standing`: a rising number for each of them that stands between the two already; others have
 * none. What is not moved must already rise; between two kept issues a run of g costs ceil(g / 50) calls, since no call serves two runs.
 */
export function planGap(
  gap: readonly string[],
  standing: ReadonlyMap<string, number>,
  above: string | null,
  below: string | null,
): readonly Move[] {
  return movesAround(gap, keep(gap.map((id) => standing.get(id) ?? null)), above, below);
}

/** The calls that bring everything but the kept (indexes of `order`) where it belongs, run by run from the top. */
export function movesAround(
  order: readonly string[],
  kept: ReadonlySet<number>,
  above: string | null,
  below: string | null,
): readonly Move[] {
  const moves: Move[] = [];
  let run: string[] = [];
  let anchor = above;
  const flush = (next: string | null): void => {
    let under = anchor;
    for (let start = 0; start < run.length; start += MOST_A_CALL) {
      const ids = run.slice(start, start + MOST_A_CALL);
      moves.push({ ids, after: under, before: under === null ? next : null });
      under = ids.at(-1) ?? under;
    }
    run = [];
  };
  order.forEach((id, index) => {
    if (!kept.has(index)) {
      run.push(id);
      return;
    }
    flush(id);
    anchor = id;
  });
  flush(below);
  return moves;
}

/** Which of a run to leave alone: the rising selection with the fewest calls, then the most issues. */
function keep(standing: readonly (number | null)[]): ReadonlySet<number> {
  interface Best {
    readonly calls: number;
    readonly moved: number;
    readonly previous: number;
  }
  const cost = (from: number, to: number): { calls: number; moved: number } => ({
    calls: Math.ceil((to - from - 1) / MOST_A_CALL),
    moved: to - from - 1,
  });
  const isBetter = (a: { calls: number; moved: number }, b: { calls: number; moved: number }): boolean =>
    a.calls < b.calls || (a.calls === b.calls && a.moved < b.moved);
  const best: (Best | null)[] = [];
  const candidates: number[] = [];
  const reach = (index: number, at: number): Best => {
    const first = cost(-1, index);
    let found: Best = { ...first, previous: -1 };
    for (const earlier of candidates) {
      const before = best[earlier];
      if (before === null || before === undefined || (standing[earlier] ?? Infinity) >= at) continue;
      const step = cost(earlier, index);
      const sum = { calls: before.calls + step.calls, moved: before.moved + step.moved };
      if (isBetter(sum, found)) found = { ...sum, previous: earlier };
    }
    return found;
  };
  standing.forEach((at, index) => {
    best[index] = at === null ? null : reach(index, at);
    if (at !== null) candidates.push(index);
  });
  const kept = new Set<number>();
  for (let index = reach(standing.length, Infinity).previous; index >= 0; index = best[index]?.previous ?? -1) kept.add(index);
  return kept;
}
