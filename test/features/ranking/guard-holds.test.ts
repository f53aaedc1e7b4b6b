import fc from 'fast-check';
import { AppError, RateLimitedError } from '../../../src/core/errors';
import { inScope } from '../../../src/features/ranking/rules/ledger';
import { Crash, FakeGuard, FakeRanks } from '../../builders/fake-ranks';

const RUNS = Number(process.env['GUARD_RUNS'] ?? 300);
jest.setTimeout(Math.max(60_000, RUNS * 150));
const IDS = ['1', '2', '3', '4', '5', '6'];
const NEW = ['n1'];

const PEOPLE = ['owner', 'delegate', 'stranger', 'other', 'bot'] as const;
interface Step {
  readonly by: (typeof PEOPLE)[number];
  readonly what:
    'move' | 'done' | 'reopen' | 'into-sprint' | 'out-of-sprint' | 'complete' | 'create' | 'lend' | 'end-loan' | 'lag' | 'catch-up';
  readonly ids: readonly string[];
  readonly anchor: string;
  readonly side: 'before' | 'after';
}
type What = Step['what'];

const anId = fc.constantFrom(...IDS, ...NEW);
const aStep = (what: fc.Arbitrary<What>): fc.Arbitrary<Step> =>
  fc.record({
    by: fc.constantFrom(...PEOPLE, 'owner' as const, 'stranger' as const),
    what,
    ids: fc.uniqueArray(anId, { minLength: 1, maxLength: 3 }),
    anchor: anId,
    side: fc.constantFrom('before' as const, 'after' as const),
  });
const moves: What[] = [...Array<What>(14).fill('move'), 'create', 'lend', 'end-loan'];
const aMove = aStep(fc.constantFrom(...moves));
const anything = aStep(
  fc.constantFrom(...moves, 'done', 'reopen', 'into-sprint', 'into-sprint', 'out-of-sprint', 'complete', 'lag', 'catch-up'),
);

function take(jira: FakeRanks, guard: FakeGuard, { by, what, ids, anchor, side }: Step): void {
  if (what === 'move') jira.move(by, ids, side === 'before' ? { before: anchor } : { after: anchor });
  else if (what === 'create') jira.create(by, NEW.find((id) => !jira.order.includes(id)) ?? anchor);
  else if (what === 'lend' || what === 'end-loan') guard.lend(what === 'lend');
  else if (what === 'lag') jira.lag();
  else if (what === 'catch-up') jira.catchUp();
  else if (what === 'complete') jira.completeSprint(by, 'sprint');
  else if (what === 'into-sprint') for (const id of ids) jira.setSprint(by, id, 'sprint');
  else if (what === 'out-of-sprint') for (const id of ids) jira.setSprint(by, id, null);
  else for (const id of ids) jira.setDone(by, id, what === 'done');
}

async function aGuardedJira(): Promise<{ readonly jira: FakeRanks; readonly guard: FakeGuard }> {
  const jira = new FakeRanks(IDS);
  jira.bots.add('bot');
  const guard = new FakeGuard(jira);
  await guard.begin();
  return { jira, guard };
}

/** The issues of `order` that are in `among`. */
const only = (order: readonly string[], among: Iterable<string>): readonly string[] => {
  const wanted = new Set(among);
  return order.filter((id) => wanted.has(id));
};

/** A look at everything while nothing moves, and what ARCHITECTURE.md 4 promises of each look. */
async function lookAndCheck(jira: FakeRanks, guard: FakeGuard): Promise<void> {
  const before = await guard.ledger();
  const [hadPlace, marks] = [inScope(before.orders.backlog), new Map(before.orders.backlog.map(({ id, mark }) => [id, mark]))];
  const placed = hadPlace.filter((id) => {
    const last = (jira.history.get(id) ?? []).filter((change) => change.id > (marks.get(id) ?? 0) && change.of.includes('rank')).at(-1);
    return last?.by !== undefined && last.by !== null && guard.hadPower(last.by.accountId, last.at);
  });
  await guard.look([...IDS, ...NEW]);
  const after = await guard.ledger();
  const order = inScope(after.orders.backlog);
  expect([...order].sort()).toEqual([...jira.inScope()].sort());
  // P1: settled and astray stand to one another as they did.
  const others = hadPlace.filter((id) => order.includes(id) && !placed.includes(id));
  expect(only(order, others)).toEqual(others);
  // P2: settled and placed stand to one another as in Jira.
  const right = order.filter((id) => !after.astray.has(id));
  expect(right).toEqual(only(jira.inScope(), right));
  await guard.look([...IDS, ...NEW]);
  const again = await guard.ledger();
  expect([inScope(again.orders.backlog), [...again.astray.keys()]]).toEqual([order, [...after.astray.keys()]]);
}

/** Nothing but strays is ever moved by the guard. */
function watchPutBacks(jira: FakeRanks, guard: FakeGuard): void {
  jira.before = async (call, ids) => {
    if (call === 'rank') expect([...(await guard.ledger()).astray.keys()]).toEqual(expect.arrayContaining([...ids]));
  };
}

async function expectRest(jira: FakeRanks, guard: FakeGuard): Promise<void> {
  jira.catchUp();
  jira.before = () => undefined;
  guard.beforeWrite = () => undefined;
  await guard.quiet();
  const { orders, astray, returned, frozen } = await guard.ledger();
  expect({ order: inScope(orders.backlog), astray: [...astray.keys()], returned, frozen }).toEqual({
    order: jira.inScope(),
    astray: [],
    returned: [],
    frozen: null,
  });
  const putBacks = [...guard.rows].filter(([, outcome]) => outcome === 'put-back');
  // A row for a change nobody without the power made would accuse somebody.
  for (const [key] of putBacks) {
    const [id, change] = key.split(':');
    const by = jira.history.get(id ?? '')?.find((each) => each.id === Number(change))?.by?.accountId ?? '';
    expect(['delegate', 'stranger', 'other', 'bot', 'app']).toContain(by);
  }
  expect(guard.told.length).toBeLessThanOrEqual(putBacks.length);
  expect(guard.told).not.toContain('bot');
  expect(guard.told).not.toContain('owner');
  const [rows, order, told] = [guard.rows, jira.order, guard.told.length];
  await guard.quiet();
  expect([guard.rows, jira.order, guard.told.length]).toEqual([rows, order, told]);
}

it(`gives what the authorised moves alone give, when a look follows each move (${RUNS} histories)`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aMove, { maxLength: 8, size: 'max' }), async (steps) => {
      const { jira, guard } = await aGuardedJira();
      watchPutBacks(jira, guard);
      const perfect = new FakeRanks(IDS);
      for (const step of steps) {
        take(jira, guard, step);
        if (step.what === 'create' || guard.hadPower(step.by, jira.now)) take(perfect, new FakeGuard(perfect), step);
        await guard.quiet();
        expect(jira.inScope()).toEqual(perfect.inScope());
      }
    }),
    { numRuns: RUNS },
  );
});

it(`keeps what each look promises, and comes to rest in the ledger's order, whatever happens in between (${RUNS} histories)`, async () => {
  const then = fc.constantFrom(...(['nothing', 'nothing', 'nothing', 'look', 'look', 'look-at-them', 'put-back', 'sweep'] as const));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ step: anything, then, busy: fc.option(anId, { nil: null, freq: 1 }) }), { maxLength: 12, size: 'max' }),
      async (steps) => {
        const { jira, guard } = await aGuardedJira();
        watchPutBacks(jira, guard);
        for (const { step, then: next, busy } of steps) {
          take(jira, guard, step);
          if (busy !== null) jira.busy.add(busy);
          if (next === 'look-at-them') await guard.look(step.ids);
          else if (next === 'put-back') await guard.putBack();
          else if (next === 'sweep') await guard.sweep();
          else if (next === 'look') await lookAndCheck(jira, guard);
          jira.now += 500;
        }
        await expectRest(jira, guard);
      },
    ),
    { numRuns: RUNS },
  );
});

it(`survives what fails, is doubled or moves between any two of its steps (${RUNS} histories)`, async () => {
  const faults = ['crash', 'limited', 'unavailable', 'second-look', 'second-put-back', 'second-sweep', 'move'] as const;
  const fault = fc.record({ kind: fc.constantFrom(...faults), at: fc.nat(24), meanwhile: anything });
  const then = fc.constantFrom('look' as const, 'look-at-them' as const, 'put-back' as const, 'put-back' as const, 'sweep' as const);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ step: anything, then, fault }), { maxLength: 8, size: 'max' }), async (steps) => {
      const { jira, guard } = await aGuardedJira();
      for (const { step, then: next, fault: wrong } of steps) {
        take(jira, guard, step);
        let left = wrong.at;
        const arrive = (isCall: boolean) => async (): Promise<void> => {
          if (left-- !== 0) return;
          if (wrong.kind === 'crash') throw new Crash('Forge ended the function');
          if (wrong.kind === 'second-look') await guard.look([...IDS, ...NEW]);
          if (wrong.kind === 'second-put-back') await guard.putBack();
          if (wrong.kind === 'second-sweep') await guard.sweep();
          if (wrong.kind === 'move') take(jira, guard, wrong.meanwhile);
          if (wrong.kind === 'limited' && isCall) throw new RateLimitedError(5);
          if (wrong.kind === 'unavailable' && isCall) throw new AppError('unavailable', 'Jira is down');
        };
        jira.before = arrive(true);
        guard.beforeWrite = arrive(false);
        if (next === 'look') await guard.look([...IDS, ...NEW]);
        else if (next === 'look-at-them') await guard.look(step.ids);
        else if (next === 'put-back') await guard.putBack();
        else await guard.sweep();
        jira.before = () => undefined;
        guard.beforeWrite = () => undefined;
        await lookAndCheck(jira, guard);
        jira.now += 500;
      }
      await expectRest(jira, guard);
    }),
    { numRuns: RUNS },
  );
});

/** What becomes of the project around the guard. */
const around = {
  report: (_jira, guard) => guard.setMode('report'),
  restore: (_jira, guard) => guard.setMode('restore'),
  'owner leaves': (_jira, guard) => void (guard.isOwnerPresent = false),
  'owner is back': (_jira, guard) => void (guard.isOwnerPresent = true),
  vacant: (_jira, guard) => guard.setOwner(null),
  'another owner': (_jira, guard) => guard.setOwner('other'),
  'the owner': (_jira, guard) => guard.setOwner('owner'),
  blocked: (jira) => void (jira.isBlocked = true),
  open: (jira) => void (jira.isBlocked = false),
  // For as long as a look takes: what an issue became while it was hidden is found at its next change only.
  hide: (jira, _guard, { ids }) => ids.forEach((id) => jira.hidden.add(id)),
  rebalance: (jira) => jira.rebalance(),
  // Of more than a few the guard thinks that it must be blind.
  delete: (jira, _guard, { anchor }) => {
    if (jira.deleted.size === 0) jira.delete(anchor);
  },
  'become epics': (jira, _guard, { by, ids }) => ids.forEach((id) => jira.setEpic(by, id, true)),
  'become stories': (jira, _guard, { by, ids }) => ids.forEach((id) => jira.setEpic(by, id, false)),
  'leave the project': (jira, _guard, { by, ids }) => ids.forEach((id) => jira.setAway(by, id, true)),
  'come home': (jira, _guard, { by, ids }) => ids.forEach((id) => jira.setAway(by, id, false)),
  'an hour': async (jira, guard) => {
    // The index never lags by so much.
    jira.catchUp();
    await guard.sweep();
    jira.now += 3_600_000;
  },
} satisfies Record<string, (jira: FakeRanks, guard: FakeGuard, step: Step) => Promise<void> | void>;
type Around = keyof typeof around;

it(`comes to rest in the ledger's order whatever becomes of the project around it (${RUNS} histories)`, async () => {
  const event = fc.constantFrom(...(Object.keys(around) as Around[]));
  const then = fc.constantFrom(...(['nothing', 'look', 'look-at-them', 'put-back', 'sweep', 'sweep'] as const));
  const steps = fc.array(fc.record({ step: anything, event: fc.option(event, { nil: null }), then }), { maxLength: 14, size: 'max' });
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const { jira, guard } = await aGuardedJira();
      watchPutBacks(jira, guard);
      for (const { step, event: what, then: next } of history) {
        take(jira, guard, step);
        if (what !== null) await around[what](jira, guard, step);
        const mayRank = guard.isRestoring() && !jira.isBlocked;
        const ranked = jira.rankedBy('app');
        if (next === 'look') await guard.look([...IDS, ...NEW]);
        else if (next === 'look-at-them') await guard.look(step.ids);
        else if (next === 'put-back') await guard.putBack();
        else if (next === 'sweep') await guard.sweep();
        jira.hidden.clear();
        // Nothing is put back in report mode, without an owner, or blind (O4, O4b, O5).
        if (!mayRank) expect(jira.rankedBy('app')).toBe(ranked);
        jira.now += 500;
      }
      jira.rest();
      guard.isOwnerPresent = true;
      guard.setOwner('owner');
      guard.setMode('restore');
      // The daily read finds what nothing announced.
      jira.now += 25 * 3_600_000;
      await guard.quiet();
      await guard.quiet();
      const { orders, astray, returned, frozen } = await guard.ledger();
      const shown = (order: readonly string[]): readonly string[] => order.filter((id) => jira.order.includes(id));
      expect({
        backlog: shown(inScope(orders.backlog)),
        epics: shown(inScope(orders.epics)),
        astray: shown([...astray.keys()]),
        returned,
        frozen,
      }).toEqual({ backlog: jira.inScope(), epics: jira.inScope('epics'), astray: [], returned: [], frozen: null });
      const before = jira.rankedBy('app');
      await guard.quiet();
      expect(jira.rankedBy('app')).toBe(before);
    }),
    { numRuns: RUNS },
  );
});

it('places a returning issue as seen, though the last issue was moved and nothing announced it', async () => {
  const { jira, guard } = await aGuardedJira();
  jira.setSprint('owner', '3', 'sprint');
  await guard.look(['3']);
  jira.move('owner', ['6'], { before: '1' });
  jira.completeSprint('owner', 'sprint');
  await guard.look(['3']);
  expect(inScope((await guard.ledger()).orders.backlog)).toEqual(['6', '1', '2', '3', '4', '5']);
});

it('does not take a wrong place for the right one, because a neighbour was moved and nothing announced it', async () => {
  const { jira, guard } = await aGuardedJira();
  jira.move('stranger', ['2'], { after: '5' });
  await guard.look(['2']);
  jira.move('owner', ['3'], { after: '6' });
  // Jira ranks nothing, and so the stray is read where it stands: between 1 and 3.
  jira.busy.add('2');
  await guard.putBack();
  await expectRest(jira, guard);
  expect(jira.order).toEqual(['1', '2', '4', '5', '6', '3']);
});

it(`puts a burst back with a row each, one request and one mail, wherever Forge ends the function or runs it twice (${RUNS} times)`, async () => {
  const what = fc.constantFrom('crash' as const, 'second' as const);
  await fc.assert(
    fc.asyncProperty(what, fc.nat(60), fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: 3 }), async (kind, at, ids) => {
      const { jira, guard } = await aGuardedJira();
      const anchor = IDS.find((id) => !ids.includes(id)) ?? '';
      for (const id of ids) jira.move('stranger', [id], { before: anchor });
      const strays = [...jira.history.keys()];
      let calls = 0;
      const arrive = async (): Promise<void> => {
        if (calls++ !== at) return;
        if (kind === 'crash') throw new Crash('Forge ended the function');
        await guard.putBack();
      };
      jira.before = arrive;
      guard.beforeWrite = arrive;
      await guard.look(strays);
      await guard.quiet();
      expect([jira.order, inScope((await guard.ledger()).orders.backlog)]).toEqual([IDS, IDS]);
      expect([...guard.rows.values()]).toEqual(strays.map(() => 'put-back'));
      expect(guard.filed.size).toBe(Math.min(1, strays.length));
      // A mail that was cut off is not sent again.
      expect(guard.told.length).toBeLessThanOrEqual(guard.filed.size);
      if (kind === 'second') expect(guard.told.length).toBe(guard.filed.size);
    }),
    { numRuns: RUNS },
  );
});

it('tells of a burst once, when all of it is back', async () => {
  const { jira, guard } = await aGuardedJira();
  jira.move('stranger', ['2'], { after: '5' });
  jira.move('stranger', ['4'], { before: '1' });
  jira.busy.add('4');
  await guard.putBack();
  expect(guard.told).toEqual([]);
  await guard.quiet();
  expect(guard.told).toEqual(['stranger']);
  expect(guard.filed.size).toBe(1);
});
