import * as fc from 'fast-check';
import type { Block } from '../../../src/core/requests';
import { issuesOf, movedSentence, planOf, put, wishText, type MoveAsk, type Wish } from '../../../src/features/requests/rules';
import { ranked } from './a-backlog';

const order = ['a', 'b', 'c', 'd', 'e'];
const wishing = (issue: string, wish: Wish): MoveAsk => ({ kind: 'wish', issue, wish });
const blocks = (...given: Block[]): MoveAsk => ({ kind: 'blocks', blocks: given });

/** What Jira's order is once the plan is carried out. */
function carriedOut(ask: MoveAsk, from: readonly string[]): { readonly order: readonly string[]; readonly calls: number } {
  const plan = planOf(ask, from);
  if (plan.kind !== 'plan') throw new Error(`Moved: ${JSON.stringify(plan)}`);
  const reached = plan.calls.reduce((now: readonly string[], { issues, anchor }) => ranked(now, issues, anchor), from);
  expect(plan.order).toEqual(reached);
  return { order: reached, calls: plan.calls.length };
}

describe('Carrying out a wish', () => {
  it.each([
    ['to the top', wishing('d', { kind: 'top' }), 'dabce'],
    ['above another', wishing('d', { kind: 'above', issue: 'b' }), 'adbce'],
    ['below another', wishing('a', { kind: 'below', issue: 'c' }), 'bcade'],
    ['to a position further up', wishing('e', { kind: 'position', position: 2 }), 'aebcd'],
    ['to a position further down', wishing('a', { kind: 'position', position: 4 }), 'bcdae'],
    ['to the last position', wishing('a', { kind: 'position', position: 5 }), 'bcdea'],
  ])('puts the issue %s', (_where, ask, expected) => {
    expect(carriedOut(ask, order)).toEqual({ order: Array.from(expected), calls: 1 });
  });

  it.each([
    ['top', wishing('a', { kind: 'top' })],
    ['above', wishing('b', { kind: 'above', issue: 'c' })],
    ['below', wishing('b', { kind: 'below', issue: 'a' })],
    ['position', wishing('c', { kind: 'position', position: 3 })],
    ['a block', blocks({ issues: ['b', 'c'], after: 'a', before: 'd' })],
  ])('asks nothing of Jira where the issue stands there already (%s)', (_wish, ask) => {
    expect(carriedOut(ask, order)).toEqual({ order, calls: 0 });
  });

  it('leaves an issue alone that is the only one there is', () => {
    expect(carriedOut(wishing('a', { kind: 'top' }), ['a']).calls).toBe(0);
    expect(carriedOut(blocks({ issues: ['a'], after: null, before: null }), ['a']).calls).toBe(0);
  });

  it.each([
    ['the issue has left the order', wishing('x', { kind: 'top' }), { why: 'issue-gone', issue: 'x' }],
    [
      'the issue above which it was to stand has left',
      wishing('a', { kind: 'above', issue: 'x' }),
      { why: 'anchor-gone', side: 'above', issue: 'x' },
    ],
    [
      'the issue below which it was to stand has left',
      wishing('a', { kind: 'below', issue: 'x' }),
      { why: 'anchor-gone', side: 'below', issue: 'x' },
    ],
    ['the order is too short by now', wishing('a', { kind: 'position', position: 6 }), { why: 'shorter', position: 6, total: 5 }],
    ['one of several issues has left', blocks({ issues: ['a', 'x'], after: 'd', before: 'e' }), { why: 'issue-gone', issue: 'x' }],
    ['both neighbours have left', blocks({ issues: ['a'], after: 'x', before: 'y' }), { why: 'places-gone' }],
    [
      'the neighbours of one of several blocks have left',
      blocks({ issues: ['a'], after: 'd', before: 'e' }, { issues: ['b'], after: 'x', before: 'y' }),
      { why: 'places-gone' },
    ],
  ])('plans nothing at all where %s', (_what, ask, moved) => {
    expect(planOf(ask, order)).toEqual({ kind: 'moved', moved });
  });

  it('takes the issue beneath as the neighbour where the one above has left, and the end where nothing was beneath', () => {
    expect(carriedOut(blocks({ issues: ['a'], after: 'x', before: 'd' }), order).order).toEqual(Array.from('bcade'));
    expect(carriedOut(blocks({ issues: ['a'], after: 'x', before: null }), order).order).toEqual(Array.from('bcdea'));
  });

  it('takes the end as it is after the blocks before', () => {
    const ask = blocks({ issues: ['e'], after: null, before: 'a' }, { issues: ['b'], after: 'x', before: null });
    expect(carriedOut(ask, order).order).toEqual(Array.from('eacdb'));
  });

  it('makes of more than fifty issues several calls, each on the last of the one before', () => {
    const many = Array.from({ length: 120 }, (_, index) => `m${index}`);
    const plan = planOf(blocks({ issues: many, after: 'a', before: 'b' }), ['a', 'b', ...[...many].reverse()]);
    expect(plan).toMatchObject({
      kind: 'plan',
      calls: [{ anchor: { after: 'a' } }, { anchor: { after: 'm49' } }, { anchor: { after: 'm99' } }],
    });
    expect(plan.kind === 'plan' && plan.calls.every(({ issues }) => issues.length <= 50)).toBe(true);
  });
});

describe('For every order', () => {
  const anOrder = fc.shuffledSubarray(
    Array.from({ length: 70 }, (_, index) => String(index)),
    { minLength: 2 },
  );

  it('a wish leads to the place it says, and the others keep their order', () => {
    fc.assert(
      fc.property(anOrder, fc.nat(), fc.nat(), fc.constantFrom('top', 'above', 'below', 'position'), (from, one, other, kind) => {
        const issue = from[one % from.length] as string;
        const others = from.filter((each) => each !== issue);
        const anchor = others[other % others.length] as string;
        const position = (other % from.length) + 1;
        const wish: Wish = kind === 'top' ? { kind } : kind === 'position' ? { kind, position } : { kind, issue: anchor };
        const { order: reached, calls } = carriedOut(wishing(issue, wish), from);
        const place = reached.indexOf(issue);
        expect(reached.filter((each) => each !== issue)).toEqual(others);
        if (kind === 'top') expect(place).toBe(0);
        if (kind === 'position') expect(place).toBe(position - 1);
        if (kind === 'above') expect(reached[place + 1]).toBe(anchor);
        if (kind === 'below') expect(reached[place - 1]).toBe(anchor);
        expect(calls).toBe(reached.every((each, index) => each === from[index]) ? 0 : 1);
      }),
    );
  });

  it('the blocks of a burst lead to the order that was put back, wherever its issues stand now', () => {
    fc.assert(
      fc.property(
        anOrder,
        fc.array(fc.boolean(), { minLength: 70, maxLength: 70 }),
        fc.array(fc.nat(), { minLength: 70, maxLength: 70 }),
        (wished, picks, places) => {
          const astray = new Set(wished.filter((each) => picks[Number(each)] === true));
          // The others stand as wished; those that were put back stand anywhere.
          const from = wished.filter((each) => !astray.has(each));
          for (const each of astray) from.splice((places[Number(each)] as number) % (from.length + 1), 0, each);
          const ask = blocks(...runs(wished, astray));
          fc.pre(issuesOf(ask).length > 0);
          expect(carriedOut(ask, from).order).toEqual(wished);
          // Approving again what is in place does nothing.
          expect(carriedOut(ask, wished).calls).toBe(0);
        },
      ),
    );
  });

  it('a call does what Jira makes of it', () => {
    fc.assert(
      fc.property(anOrder, fc.nat(), fc.boolean(), fc.array(fc.boolean(), { minLength: 70, maxLength: 70 }), (from, one, after, picks) => {
        const target = from[one % from.length] as string;
        const issues = from.filter((each) => each !== target && picks[Number(each)] === true).reverse();
        const anchor = after ? { after: target } : { before: target };
        expect(put(from, issues, anchor)).toEqual(ranked(from, issues, anchor));
      }),
    );
  });
});

/** Each run of astray issues of an order, with what stands above and beneath it. */
function runs(wished: readonly string[], astray: ReadonlySet<string>): Block[] {
  const found: Block[] = [];
  for (let start = 0; start < wished.length; start += 1) {
    if (!astray.has(wished[start] as string)) continue;
    let end = start;
    while (end < wished.length && astray.has(wished[end] as string)) end += 1;
    found.push({ issues: wished.slice(start, end), after: wished[start - 1] ?? null, before: wished[end] ?? null });
    start = end;
  }
  return found;
}

describe('Words about a request', () => {
  it('equal wishes are one text, others are others', () => {
    const wishes: Wish[] = [
      { kind: 'top' },
      { kind: 'above', issue: '1' },
      { kind: 'below', issue: '1' },
      { kind: 'above', issue: '2' },
      { kind: 'position', position: 1 },
      { kind: 'position', position: 2 },
    ];
    expect(new Set(wishes.map(wishText)).size).toBe(wishes.length);
    expect(wishText({ kind: 'above', issue: '1' })).toBe(wishText({ kind: 'above', issue: '1' }));
  });

  it('say what has moved, and never name what the reader may not see', () => {
    const seen = (id: string): string => `SHOP-${id}`;
    const anchor = { why: 'anchor-gone', side: 'above', issue: '7' } as const;
    expect(movedSentence(anchor, 'backlog', seen)).toBe(
      'SHOP-7 is no longer in the backlog, so “above SHOP-7” means nothing now. Decline this, or rank by hand.',
    );
    for (const moved of [anchor, { why: 'issue-gone', issue: '7' } as const]) {
      const sentence = movedSentence(moved, 'epics', () => null);
      expect(sentence).toMatch(/list of epics/);
      expect(sentence).not.toMatch(/7|[{}]/);
    }
  });
});
