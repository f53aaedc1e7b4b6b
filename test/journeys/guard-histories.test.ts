import { Random } from '../../emulator/demo/random';
import { guarded, type GuardedSite } from '../builders/guarded-site';
import { aSite, type TestSite } from '../builders/site';

jest.setTimeout(180_000);

/** Histories played one after another on one site; the real packages, the real order. */
const HISTORIES = 100;
const MOVES = 5;

let site: TestSite;
let shop: GuardedSite;

beforeAll(async () => {
  site = await aSite();
  shop = await guarded(site);
}, 60_000);

afterAll(() => site.close());

interface Move {
  readonly who: 'owner' | 'developer';
  readonly keys: readonly string[];
  readonly anchor: { readonly before: string } | { readonly after: string };
}

function carriedOut(order: readonly string[], { keys, anchor }: Move): readonly string[] {
  const rest = order.filter((key) => !keys.includes(key));
  const at = 'before' in anchor ? rest.indexOf(anchor.before) : rest.indexOf(anchor.after) + 1;
  return [...rest.slice(0, at), ...keys, ...rest.slice(at)];
}

it(`gives what the owner's moves alone give, in ${HISTORIES} random histories with a look after each move`, async () => {
  const random = new Random(2_407);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random.next() * values.length)] as T;
  let wanted = await shop.order();
  let moves = 0;
  for (let history = 0; history < HISTORIES; history++) {
    for (let move = 0; move < MOVES; move++) {
      const size = 1 + Math.floor(random.next() * 3);
      const keys = [...new Set(Array.from({ length: size }, () => pick(wanted)))];
      const next = pick(wanted.filter((key) => !keys.includes(key)));
      const one: Move = {
        who: random.next() < 0.3 ? 'owner' : 'developer',
        keys,
        anchor: random.next() < 0.5 ? { before: next } : { after: next },
      };
      await shop.rank(one.who, one.keys, one.anchor);
      if (one.who === 'owner') wanted = carriedOut(wanted, one);
      moves += 1;
      await site.settle();
      await site.clock.advance(10_000);
      await site.settle();
    }
    expect(await shop.order()).toEqual(wanted);
  }
  expect(moves).toBe(HISTORIES * MOVES);
  expect((await shop.onPage('owner', 'ranking/guard')).data.astray).toBe(0);
});
