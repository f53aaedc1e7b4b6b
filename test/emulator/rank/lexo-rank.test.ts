import fc from 'fast-check';
import { bucketOf, rankBetween, rebalancedRank, spreadRanks, type Bucket } from '../../../emulator/jira/lexo-rank';

const SHAPE = /^[012]\|[0-9a-z]{6}:[0-9a-z]*$/;

/** Any rank Jira could hold: six digits, then decimals that do not end in 0. */
const anyRank = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdefghijklmnopqrstuvwxyz')), minLength: 6, maxLength: 6 }),
    fc.string({ unit: fc.constantFrom(...Array.from('019afz')), maxLength: 8 }),
  )
  .map(([integer, decimals]) => `0|${integer}:${decimals.replace(/0+$/, '')}`)
  .filter((rank) => rank > '0|000000:' && rank < '0|zzzzzz:');

describe('A rank between two others', () => {
  it('is strictly between them, whatever they are', () => {
    fc.assert(
      fc.property(anyRank, anyRank, (one, other) => {
        fc.pre(one !== other);
        const [lower, upper] = one < other ? [one, other] : [other, one];
        const rank = rankBetween(lower, upper);
        expect(rank > lower && rank < upper).toBe(true);
        expect(rank).toMatch(SHAPE);
      }),
      { numRuns: 500 },
    );
  });

  it('stays between close neighbours that differ in the last digit of a long value only', () => {
    fc.assert(
      fc.property(anyRank, fc.string({ unit: fc.constantFrom(...Array.from('01z')), minLength: 1, maxLength: 6 }), (lower, more) => {
        const upper = `${lower}${more}`.replace(/0+$/, '');
        fc.pre(upper > lower);
        const rank = rankBetween(lower, upper);
        expect(rank > lower && rank < upper).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('can be found again and again on the same side', () => {
    let [lower, upper] = ['0|i00007:', '0|i0000f:'];
    for (let turn = 0; turn < 200; turn += 1) upper = rankBetween(lower, upper);
    expect(upper > lower && upper < '0|i0000f:').toBe(true);
    for (let turn = 0; turn < 200; turn += 1) lower = rankBetween(lower, upper);
    expect(lower > '0|i00007:' && lower < upper).toBe(true);
  });

  it('is found above the first and below the last for as long as anyone cares to', () => {
    let [top, bottom] = [rankBetween(null, null), rankBetween(null, null)];
    for (let turn = 0; turn < 3_000; turn += 1) {
      const [higher, lower] = [rankBetween(null, top), rankBetween(bottom, null)];
      expect(higher < top && lower > bottom).toBe(true);
      [top, bottom] = [higher, lower];
    }
    // At the very edge of the six digits there is still room.
    for (const edge of ['0|zzzzzx:', '0|zzzzzy:zz']) expect(rankBetween(edge, null) > edge).toBe(true);
    for (const edge of ['0|000001:', '0|000000:i']) expect(rankBetween(null, edge) < edge).toBe(true);
  });

  it('goes after the upper neighbour when the two are in different buckets', () => {
    const rank = rankBetween('0|i00007:', '1|hzzzzz:');
    expect(bucketOf(rank)).toBe(0);
    expect(rank > '0|i00007:').toBe(true);
  });
});

describe('Ranks of a rebalanced site', () => {
  it.each<['top' | 'bottom']>([['top'], ['bottom']])('are evenly spaced, filled from the other end: %s', (towards) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.constantFrom<Bucket>(0, 1, 2), (count, bucket) => {
        const ranks: string[] = [];
        for (let remaining = count; remaining > 0; remaining -= 1)
          ranks.push(rebalancedRank(bucket, ranks.at(-1) ?? null, remaining, towards));
        const ordered = towards === 'top' ? [...ranks].reverse() : ranks;
        expect([...ordered].sort()).toEqual(ordered);
        expect(new Set(ranks).size).toBe(count);
        for (const rank of ranks) expect(rank).toMatch(/^[012]\|[0-9a-z]{6}:$/);
      }),
    );
  });

  it('fit even where no whole number is left', () => {
    const first = '1|900001:';
    const rank = rebalancedRank(1, first, 500, 'top');
    expect(rank < first).toBe(true);
    expect(spreadRanks(3)).toHaveLength(3);
  });
});
