import fc from 'fast-check';
import type { Astray } from '../../../src/features/ranking/rules/ledger';
import { planGap, type Move } from '../../../src/features/ranking/rules/plan-moves';
import { gapsOf, planPutBack } from '../../../src/features/ranking/rules/plan-put-back';

/** Jira's own way with a rank call. */
function carryOut(order: readonly string[], moves: readonly Move[]): readonly string[] {
  return moves.reduce<readonly string[]>((before, { ids, after, before: below }) => {
    const rest = before.filter((id) => !ids.includes(id));
    const at = after === null ? rest.indexOf(below ?? '') : rest.indexOf(after) + 1;
    return [...rest.slice(0, at), ...ids, ...rest.slice(at)];
  }, order);
}

const aGap = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.record({
    order: fc.shuffledSubarray([...Array(size).keys()].map(String), { minLength: size }),
    inside: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
  }),
);

it('brings a run into its order between its neighbours, moving nothing else', () => {
  fc.assert(
    fc.property(aGap, ({ order, inside }) => {
      const gap = [...order].sort();
      const standing = order.filter((_, index) => inside[index]);
      const outside = order.filter((_, index) => !inside[index]);
      const moves = planGap(gap, new Map(standing.map((id, index) => [id, index])), 'above', 'below');
      expect(carryOut(['above', ...standing, 'below', ...outside], moves)).toEqual(['above', ...gap, 'below']);
    }),
  );
});

it('takes as few calls, and of those plans as few issues, as trying every selection', () => {
  fc.assert(
    fc.property(aGap, ({ order, inside }) => {
      const gap = [...order].sort();
      const standing = new Map(order.filter((_, index) => inside[index]).map((id, index) => [id, index]));
      const moves = planGap(gap, standing, 'above', 'below');
      let [calls, moved] = [Infinity, Infinity];
      for (let kept = 0; kept < 2 ** gap.length; kept++) {
        const stays = gap.filter((_, index) => (kept & (1 << index)) > 0);
        const places = stays.map((id) => standing.get(id) ?? -1);
        if (places.some((at, index) => at < 0 || at <= (places[index - 1] ?? -1))) continue;
        const runs = gap
          .map((id) => (stays.includes(id) ? ' ' : 'x'))
          .join('')
          .split(' ')
          .filter((run) => run !== '');
        if (runs.length < calls || (runs.length === calls && gap.length - stays.length < moved))
          [calls, moved] = [runs.length, gap.length - stays.length];
      }
      expect([moves.length, moves.flatMap(({ ids }) => ids).length]).toEqual([calls, moved]);
    }),
  );
});

it('cuts a long run into calls of fifty, each under the one before', () => {
  const gap = [...Array(120).keys()].map(String);
  const moves = planGap(gap, new Map(), null, 'below');
  expect(moves.map(({ ids }) => ids.length)).toEqual([50, 50, 20]);
  expect(moves.map(({ after, before }) => [after, before])).toEqual([
    [null, 'below'],
    ['49', null],
    ['99', null],
  ]);
});

it('puts back every stray of a backlog, moves nothing but strays, and says which of them are back already', () => {
  const aBacklog = fc.integer({ min: 2, max: 9 }).chain((size) =>
    fc.record({
      order: fc.constant([...Array(size).keys()].map(String)),
      // One at least is settled.
      strays: fc.uniqueArray(fc.nat(size - 1).map(String), { maxLength: size - 1 }),
      places: fc.array(fc.nat(size - 1), { minLength: size, maxLength: size }),
    }),
  );
  fc.assert(
    fc.property(aBacklog, ({ order, strays, places }) => {
      const jira = order.filter((id) => !strays.includes(id));
      strays.forEach((id, index) => jira.splice(places[index] ?? 0, 0, id));
      const astray = new Map(strays.map((id): [string, Astray] => [id, aStray(id)]));
      const gaps = gapsOf({ backlog: order.map((id) => ({ id, mark: 0 })), epics: [] }, astray, new Set());
      const { moves, back } = planPutBack(gaps, new Map(jira.map((id, index) => [id, String(index)])));
      const moved = moves.flatMap(({ ids }) => ids);
      expect(carryOut(jira, moves)).toEqual(order);
      expect([...moved, ...back].sort()).toEqual([...strays].sort());
    }),
  );
});

const aStray = (id: string): Astray => ({
  id,
  tier: 'backlog',
  change: 1,
  by: 'stranger',
  bot: false,
  at: 0,
  sprintKept: false,
  assumed: false,
  moves: 1,
  doubt: true,
});
