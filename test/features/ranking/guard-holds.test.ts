import fc from 'fast-check';
import { inScope } from '../../../src/features/ranking/rules/ledger';
import { readLedger } from '../../../src/features/ranking/stored-ledger';
import { Crash, FakeGuard, FakeRanks, PROJECT } from '../../builders/fake-ranks';

const RUNS = Number(process.env['GUARD_RUNS'] ?? 300);
const IDS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface Step {
  readonly by: 'owner' | 'stranger';
  readonly what: 'move' | 'done' | 'reopen';
  readonly ids: readonly string[];
  readonly anchor: string;
  readonly side: 'before' | 'after';
}

const anId = fc.constantFrom(...IDS);
const aStep: fc.Arbitrary<Step> = fc.record({
  by: fc.constantFrom('owner' as const, 'stranger' as const, 'stranger' as const),
  what: fc.constantFrom('move' as const, 'move' as const, 'move' as const, 'move' as const, 'done' as const, 'reopen' as const),
  ids: fc.uniqueArray(anId, { minLength: 1, maxLength: 3 }),
  anchor: anId,
  side: fc.constantFrom('before' as const, 'after' as const),
});

function take(jira: FakeRanks, { by, what, ids, anchor, side }: Step): void {
  if (what === 'move') jira.move(by, ids, side === 'before' ? { before: anchor } : { after: anchor });
  else for (const id of ids) jira.setDone(by, id, what === 'done');
}

const rows = (guard: FakeGuard): readonly string[] => [...guard.storage.values.keys()].filter((key) => /^10000:\d+:\d+$/.test(key));
const ledgerOrder = async (guard: FakeGuard): Promise<readonly string[]> => {
  const ledger = await readLedger(guard.storage, PROJECT);
  expect(ledger?.astray.size).toBe(0);
  return inScope(ledger?.orders.backlog ?? []);
};

it(`gives what the authorised moves alone give, when a look follows each move (${RUNS} histories)`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { maxLength: 8 }), async (steps) => {
      const moves = steps.filter(({ what }) => what === 'move');
      const jira = new FakeRanks(IDS);
      const guard = new FakeGuard(jira);
      await guard.begin();
      const perfect = new FakeRanks(IDS);
      for (const step of moves) {
        take(jira, step);
        if (step.by === 'owner') take(perfect, step);
        await guard.quiet();
        expect(jira.inScope()).toEqual(perfect.inScope());
      }
    }),
    { numRuns: RUNS },
  );
}, 120_000);

it(`comes to rest in the ledger's order whatever happened in between, and moved nothing that was not astray (${RUNS} histories)`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ step: aStep, look: fc.boolean(), busy: fc.option(anId, { nil: null }) }), { maxLength: 10 }),
      async (steps) => {
        const jira = new FakeRanks(IDS);
        const guard = new FakeGuard(jira);
        await guard.begin();
        const strangers = new Set<string>();
        for (const { step, look, busy } of steps) {
          take(jira, step);
          if (step.by === 'stranger') for (const id of step.ids) strangers.add(id);
          if (busy !== null) jira.busy.add(busy);
          if (look) await guard.look(step.ids);
        }
        await guard.quiet();
        expect(jira.inScope()).toEqual(await ledgerOrder(guard));
        for (const id of jira.rankedByApp.flat()) expect(strangers).toContain(id);
        const [keys, order, told] = [rows(guard), jira.order.join(), guard.told.length];
        await guard.quiet();
        // Looking again changes nothing and tells nobody.
        expect([rows(guard), jira.order.join(), guard.told.length]).toEqual([keys, order, told]);
      },
    ),
    { numRuns: RUNS },
  );
}, 120_000);

it(`survives a crash between any two steps: one row and one request for each put-back, nobody told twice (${RUNS} histories)`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(30), fc.constantFrom(...IDS.slice(1)), fc.constantFrom(...IDS), async (at, id, anchor) => {
      fc.pre(id !== anchor);
      const jira = new FakeRanks(IDS);
      const guard = new FakeGuard(jira);
      await guard.begin();
      jira.move('stranger', [id], { before: anchor });
      const isMoved = jira.order.join() !== IDS.join();
      let calls = 0;
      const commit = guard.storage.commit.bind(guard.storage);
      const crash = (): void => {
        if (calls++ === at) throw new Crash('Forge ended the function');
      };
      jira.before = crash;
      guard.storage.commit = async (writes) => {
        crash();
        return commit(writes);
      };
      await guard.look([id]);
      await guard.quiet();
      expect(jira.order).toEqual(IDS);
      expect(await ledgerOrder(guard)).toEqual(IDS);
      expect(rows(guard)).toHaveLength(isMoved ? 1 : 0);
      expect(guard.filed.size).toBe(isMoved ? 1 : 0);
      expect(guard.told.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: RUNS },
  );
}, 120_000);
