import fc from 'fast-check';
import { keptOf, planRerank } from '../../../src/features/ranking/rules/plan-rerank';
import { propose, weave } from '../../../src/features/ranking/rules/propose';
import type { Move } from '../../../src/features/ranking/rules/plan-moves';

const CALL = 50;

/** A permutation of 0..n-1. */
const aPermutation = (n: number): fc.Arbitrary<readonly number[]> =>
  fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n });

/** Calls and issues moved when these indexes are kept. */
function costOf(n: number, kept: ReadonlySet<number>): readonly [number, number] {
  const stops = [-1, ...[...kept].sort((a, b) => a - b), n];
  const gaps = stops.slice(1).map((stop, index) => stop - (stops[index] ?? 0) - 1);
  return [gaps.reduce((sum, gap) => sum + Math.ceil(gap / CALL), 0), n - kept.size];
}

/** The programme in O(n²), as ARCHITECTURE.md 5 states it. */
function leastCost(at: readonly number[]): readonly [number, number] {
  const best: (readonly [number, number])[] = [];
  const isLess = (a: readonly [number, number], b: readonly [number, number]): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
  const reach = (index: number, rank: number): readonly [number, number] => {
    let found: readonly [number, number] = [Math.ceil(index / CALL), index];
    for (let from = 0; from < index; from++) {
      if ((at[from] ?? 0) > rank) continue;
      const [calls, moved] = best[from] ?? [0, 0];
      const sum = [calls + Math.ceil((index - from - 1) / CALL), moved + index - from - 1] as const;
      if (isLess(sum, found)) found = sum;
    }
    return found;
  };
  at.forEach((rank, index) => best.push(reach(index, rank)));
  return reach(at.length, Infinity);
}

/** What Jira makes of these calls. */
function carriedOut(order: readonly string[], moves: readonly Move[]): readonly string[] {
  return moves.reduce<readonly string[]>((now, { ids, after, before }) => {
    const rest = now.filter((id) => !ids.includes(id));
    const place = after !== null ? rest.indexOf(after) + 1 : rest.indexOf(before ?? '');
    expect(after !== null || before !== null).toBe(true);
    return [...rest.slice(0, place), ...ids, ...rest.slice(place)];
  }, order);
}

/** The fewest calls of at most `most` issues each that make each order of `n` issues, found by trying every sequence of calls. */
function fewestBySearch(n: number, most: number): ReadonlyMap<string, number> {
  const start = 'abcdefg'.slice(0, n);
  const blocks = [...sequences(start.split(''), most)].map((ids) => ids.join(''));
  const found = new Map([[start, 0]]);
  let front = [start];
  for (let calls = 1; front.length > 0; calls++) {
    const next: string[] = [];
    for (const order of front) {
      for (const block of blocks) {
        let rest = order;
        for (const id of block) rest = rest.replace(id, '');
        for (let place = 0; place <= rest.length; place++) {
          const moved = rest.slice(0, place) + block + rest.slice(place);
          if (found.has(moved)) continue;
          found.set(moved, calls);
          next.push(moved);
        }
      }
    }
    front = next;
  }
  return found;
}

function* sequences(of: readonly string[], most: number): Generator<readonly string[]> {
  for (const first of of) {
    yield [first];
    if (most === 1) continue;
    for (const rest of sequences(
      of.filter((id) => id !== first),
      most - 1,
    ))
      yield [first, ...rest];
  }
}

/** The programme for another size of a call. */
function fewestByProgramme(target: readonly number[], most: number): number {
  const best: number[] = [];
  const reach = (index: number, rank: number): number =>
    Math.min(
      Math.ceil(index / most),
      ...best.flatMap((calls, from) => ((target[from] ?? 0) < rank ? [calls + Math.ceil((index - from - 1) / most)] : [])),
    );
  target.forEach((rank, index) => best.push(reach(index, rank)));
  return reach(target.length, Infinity);
}

describe('the plan', () => {
  it('costs what the programme says, for random orders and nearly sorted ones', () => {
    const nearly = fc
      .tuple(fc.integer({ min: 1, max: 300 }), fc.array(fc.tuple(fc.nat(299), fc.nat(299)), { maxLength: 6 }))
      .map(([n, swaps]) => {
        const order = [...Array(n).keys()];
        for (const [a, b] of swaps) order.splice(b % n, 0, ...order.splice(a % n, 1));
        return order;
      });
    const any = fc.integer({ min: 0, max: 260 }).chain(aPermutation);
    fc.assert(
      fc.property(fc.oneof(any, nearly), (at) => {
        expect(costOf(at.length, keptOf(Int32Array.from(at)))).toEqual(leastCost(at));
      }),
      { numRuns: 400 },
    );
  });

  it('brings the order about, moving nothing that is kept', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 180 }).chain(aPermutation), (permutation) => {
        const order = permutation.map((_, index) => `i${index}`);
        const target = permutation.map((id) => `i${id}`);
        const moves = planRerank(order, target);
        expect(carriedOut(order, moves)).toEqual(target);
        expect(moves.length).toBe(leastCost(permutation)[0]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([1, 2, 3])('is what no sequence of calls of %i issues undercuts, for every order of up to seven issues', (most) => {
    for (let n = 1; n <= 7; n++) {
      const found = [...fewestBySearch(n, most)];
      expect(found.length).toBe([1, 1, 2, 6, 24, 120, 720, 5_040][n]);
      const wrong = found.filter(
        ([order, calls]) =>
          fewestByProgramme(
            order.split('').map((id) => 'abcdefg'.indexOf(id)),
            most,
          ) !== calls,
      );
      expect(wrong).toEqual([]);
    }
  });

  it('of 50,000 issues takes neither more calls than issues need nor the time of a square', () => {
    const n = 50_000;
    const at = Int32Array.from({ length: n }, (_, index) => (index * 7_919) % n);
    const [calls] = costOf(n, keptOf(at));
    expect(calls).toBeLessThanOrEqual(n / CALL);
  });
});

describe('the proposal', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  const scores = new Map<string, number | null>([
    ['a', 1],
    ['b', null],
    ['c', 3],
    ['d', 3],
    ['e', 9],
  ]);
  const none = { pinned: new Set<string>(), first: null };

  it('has the highest first, ties as they are, and what has no score below', () => {
    expect(propose(order, scores, none)).toEqual(['e', 'c', 'd', 'a', 'b']);
  });
  it('leaves the pinned where they are', () => {
    expect(propose(order, scores, { ...none, pinned: new Set(['b', 'a']) })).toEqual(['a', 'b', 'e', 'c', 'd']);
  });
  it('brings only the first to the top where that is wanted', () => {
    expect(propose(order, scores, { ...none, first: 1 })).toEqual(['e', 'a', 'b', 'c', 'd']);
    expect(propose(order, scores, { ...none, first: 0 })).toEqual(order);
  });

  it('is always the same issues, changes nothing when made again, and never moves a pin', () => {
    const anOrder = fc.uniqueArray(fc.nat(60).map(String), { maxLength: 40 });
    fc.assert(
      fc.property(
        anOrder,
        fc.func(fc.option(fc.integer({ min: 0, max: 5 }))),
        fc.array(fc.nat(60).map(String)),
        fc.option(fc.nat(20)),
        (ids, scoreOf, pins, first) => {
          const held = new Map(ids.map((id) => [id, scoreOf(id)]));
          const options = { pinned: new Set(pins), first };
          const proposed = propose(ids, held, options);
          expect([...proposed].sort()).toEqual([...ids].sort());
          expect(propose(proposed, held, options)).toEqual(proposed);
          for (const pin of pins) expect(proposed.indexOf(pin)).toBe(ids.indexOf(pin));
        },
      ),
    );
  });
});

describe('weaving', () => {
  it('keeps what is not arranged directly under what it is under', () => {
    expect(weave(['x', 'a', 'y', 'b', 'c', 'z'], ['c', 'b', 'a'])).toEqual(['x', 'c', 'z', 'b', 'a', 'y']);
  });
  it('leaves out what is gone', () => {
    expect(weave(['a', 'b'], ['b', 'gone', 'a'])).toEqual(['b', 'a']);
  });
});
