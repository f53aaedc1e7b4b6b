import fc from 'fast-check';
import { AppError, RateLimitedError } from '../../../src/core/errors';
import type { Audit, AuditEntry } from '../../../src/core/audit';
import { inScope } from '../../../src/features/ranking/rules/ledger';
import { planRerank } from '../../../src/features/ranking/rules/plan-rerank';
import { startJob, type Started } from '../../../src/features/ranking/start-job';
import { readBefore, readJobs, type Job } from '../../../src/features/ranking/stored-job';
import { orderAt } from '../../../src/features/ranking/stored-history';
import { readLedger } from '../../../src/features/ranking/stored-ledger';
import { update } from '../../../src/features/ranking/update-ledger';
import { Crash, FakeGuard, FakeRanks, PROJECT } from '../../builders/fake-ranks';

const RUNS = Number(process.env['GUARD_RUNS'] ?? 300);
jest.setTimeout(Math.max(60_000, RUNS * 150));
const IDS = ['1', '2', '3', '4', '5', '6', '7'];

const audited: AuditEntry[] = [];
const audit: Audit = {
  entry: (entry) => {
    audited.push(entry);
    return { key: `audit:${audited.length}`, value: { version: 1, ...entry } };
  },
};

async function aGuardedJira(isGuarded = true): Promise<{ readonly jira: FakeRanks; readonly guard: FakeGuard }> {
  const jira = new FakeRanks(IDS);
  jira.bots.add('bot');
  const guard = new FakeGuard(jira);
  if (isGuarded) await guard.begin();
  return { jira, guard };
}

interface Wanted {
  readonly target: readonly string[];
  readonly kind?: Job['kind'];
  readonly kept?: readonly string[];
}

const rearrange = (guard: FakeGuard, { target, kind = 'by-score', kept = [] }: Wanted): Promise<Started> =>
  startJob(
    { ...guard.deps, audit },
    {
      projectId: PROJECT,
      tier: 'backlog',
      by: 'owner',
      capacity: { kind: 'owner' },
      accountableOwner: 'owner',
      kind,
      undoes: null,
      target: () => ({ kind: 'target', order: target, kept }),
    },
  );

const lastJob = async (guard: FakeGuard): Promise<Job | undefined> => (await readJobs(guard.memory, PROJECT)).jobs.at(-1);

function countRankCalls(jira: FakeRanks): () => number {
  let calls = 0;
  jira.before = (call) => {
    if (call === 'rank') calls += 1;
  };
  return () => calls;
}

const anOrder = fc.shuffledSubarray(IDS, { minLength: IDS.length, maxLength: IDS.length });
const only = (order: readonly string[], among: readonly string[]): readonly string[] => order.filter((id) => among.includes(id));

it(`makes the order in the calls planned, tells nobody, and is undone exactly (${RUNS} orders)`, async () => {
  await fc.assert(
    fc.asyncProperty(anOrder, anOrder, async (start, target) => {
      const { jira, guard } = await aGuardedJira();
      for (const id of start.slice(1)) jira.move('owner', [id], { after: start[start.indexOf(id) - 1] ?? '' });
      await guard.quiet();
      const planned = planRerank(start, target);
      const calls = countRankCalls(jira);
      const started = await rearrange(guard, { target });
      if (planned.length === 0) {
        expect(started).toEqual({ kind: 'refused', reason: 'nothing-to-move' });
        return;
      }
      const at = jira.now;
      await guard.quiet();
      expect(jira.order).toEqual(target);
      expect(calls()).toBe(planned.length);
      const { orders, job, astray } = await guard.ledger();
      expect([inScope(orders.backlog), job, astray.size]).toEqual([target, null, 0]);
      const done = await lastJob(guard);
      expect(done).toMatchObject({ status: 'done', moved: planned.flatMap(({ ids }) => ids).length, calls: planned.length });
      expect([guard.told, guard.filed.size]).toEqual([[], 0]);
      // The order before is known, and brings itself back.
      expect((await orderAt(guard.memory, PROJECT, orders, 'backlog', at - 1)).order).toEqual(start);
      const before = await readBefore(guard.memory, PROJECT, done?.id ?? '');
      expect(before).toEqual(start);
      await rearrange(guard, { target: before, kind: 'undo' });
      await guard.quiet();
      expect(jira.order).toEqual(start);
    }),
    { numRuns: RUNS },
  );
});

it('needs no guard, and leaves none behind', async () => {
  const { jira, guard } = await aGuardedJira(false);
  const target = [...IDS].reverse();
  expect(await rearrange(guard, { target })).toMatchObject({ kind: 'started' });
  jira.move('stranger', ['7'], { after: '1' });
  await guard.putBack();
  await guard.putBack();
  // Where nothing is guarded, what others move while it runs is theirs.
  expect(only(jira.order, ['1', '2', '3', '4', '5', '6'])).toEqual(['6', '5', '4', '3', '2', '1']);
  expect(await lastJob(guard)).toMatchObject({ status: 'done' });
  expect(await readLedger(guard.memory, PROJECT)).toBeUndefined();
  expect([guard.told, guard.rows.size, guard.filed.size]).toEqual([[], 0, 0]);
});

it('runs in report mode too, and then lets stand what others move', async () => {
  const { jira, guard } = await aGuardedJira();
  guard.setMode('report');
  await rearrange(guard, { target: [...IDS].reverse() });
  await guard.quiet();
  expect(jira.order).toEqual([...IDS].reverse());
  jira.move('stranger', ['7'], { after: '1' });
  await guard.quiet();
  expect(jira.order.at(-1)).toBe('7');
});

it('stops where it is: what has not moved stands where it stands', async () => {
  const { jira, guard } = await aGuardedJira();
  await rearrange(guard, { target: [...IDS].reverse() });
  await update(guard.deps, PROJECT, (ledger) => ({ ...ledger, job: ledger.job && { ...ledger.job, stopping: true } }));
  await guard.quiet();
  expect(jira.order).toEqual(IDS);
  expect(inScope((await guard.ledger()).orders.backlog)).toEqual(IDS);
  expect(await lastJob(guard)).toMatchObject({ status: 'stopped', moved: 6, left: 6 });
});

it('does not say of one that was stopped half-way that all of it was moved', async () => {
  const { jira, guard } = await aGuardedJira();
  await rearrange(guard, { target: ['7', '1', '2', '5', '3', '4', '6'] });
  const { moved = 0 } = (await lastJob(guard)) ?? {};
  jira.busy.add('5');
  await guard.putBack();
  await update(guard.deps, PROJECT, (ledger) => ({ ...ledger, job: ledger.job && { ...ledger.job, stopping: true } }));
  await guard.quiet();
  expect(moved).toBeGreaterThan(1);
  expect(await lastJob(guard)).toMatchObject({ status: 'stopped', moved, left: 1 });
});

it('tries what Jira will not move more and more rarely, and leaves it to the sweep at last', async () => {
  const { jira, guard } = await aGuardedJira();
  jira.move('stranger', ['7'], { before: '1' });
  await guard.look(['7']);
  jira.before = (call) => {
    if (call === 'rank') jira.busy.add('7');
  };
  expect(await guard.wait()).toEqual([2, 5, 10, 20, 40, 80, 160]);
  expect(jira.order[0]).toBe('7');
});

it('does not let a new stray wait for the next try of an old one', async () => {
  const { jira, guard } = await aGuardedJira();
  jira.move('stranger', ['7'], { before: '1' });
  await guard.look(['7']);
  jira.before = (call) => {
    if (call === 'rank') jira.busy.add('7');
  };
  await guard.wait(4);
  jira.move('stranger', ['6'], { before: '1' });
  await guard.look(['6']);
  expect(guard.waiting).toEqual([40, 2]);
});

it('refuses a second one, an order that is another now, and one with nothing to move', async () => {
  const { guard } = await aGuardedJira();
  expect(await rearrange(guard, { target: IDS })).toEqual({ kind: 'refused', reason: 'nothing-to-move' });
  await rearrange(guard, { target: [...IDS].reverse() });
  expect(await rearrange(guard, { target: IDS })).toEqual({ kind: 'refused', reason: 'job-runs' });
});

const PEOPLE = ['owner', 'delegate', 'stranger', 'bot'] as const;
const aMove = fc.record({
  by: fc.constantFrom(...PEOPLE, 'owner' as const),
  ids: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: 2 }),
  anchor: fc.constantFrom(...IDS),
});
const FAULTS = ['crash', 'limited', 'unavailable', 'second', 'move', 'busy', 'stop', 'done'] as const;

it(`comes to rest whatever fails, moves or stops in the middle, with nothing lost, and is undone but for what was ranked since (${RUNS} histories)`, async () => {
  const fault = fc.record({ kind: fc.constantFrom(...FAULTS), at: fc.nat(20), move: aMove });
  await fc.assert(
    fc.asyncProperty(anOrder, fc.array(fault, { maxLength: 4 }), async (target, faults) => {
      const { jira, guard } = await aGuardedJira();
      const byHand = new Set<string>();
      /** What happens between the guard's last look and its call is nobody's to know. */
      const raced = new Set<string>();
      const take = ({ by, ids, anchor }: { by: string; ids: readonly string[]; anchor: string }): void => {
        jira.move(by, ids, { after: anchor });
        const isBy = ({ by: who, of }: { by: { accountId: string } | null; of: readonly string[] }): boolean =>
          who?.accountId === 'owner' && of.includes('rank');
        for (const id of ids) if (jira.history.get(id)?.some(isBy) === true) byHand.add(id);
      };
      if ((await rearrange(guard, { target })).kind === 'refused') return;
      for (const { kind, at, move } of faults) {
        let left = at;
        const arrive =
          (isCall: boolean) =>
          async (call?: string): Promise<void> => {
            if (left-- !== 0) return;
            if (kind === 'crash') throw new Crash('Forge ended the function');
            if (kind === 'second') await guard.putBack();
            if (kind === 'move' && call === 'rank') for (const id of move.ids) raced.add(id);
            if (kind === 'move') take(move);
            if (kind === 'busy') for (const id of move.ids) jira.busy.add(id);
            if (kind === 'done') for (const id of move.ids) jira.setDone(move.by, id, true);
            if (kind === 'stop')
              await update(guard.deps, PROJECT, (ledger) => ({ ...ledger, job: ledger.job && { ...ledger.job, stopping: true } }));
            if (kind === 'limited' && isCall) throw new RateLimitedError(5);
            if (kind === 'unavailable' && isCall) throw new AppError('unavailable', 'Jira is down');
          };
        jira.before = arrive(true);
        const arriveAtWrite = arrive(false);
        guard.beforeWrite = () => arriveAtWrite();
        await guard.putBack();
        jira.before = () => undefined;
        guard.beforeWrite = () => undefined;
      }
      await guard.quiet();
      const { orders, astray, job, returned } = await guard.ledger();
      expect({ order: inScope(orders.backlog), astray: [...astray.keys()], job, returned }).toEqual({
        order: jira.inScope(),
        astray: [],
        job: null,
        returned: [],
      });
      expect([...jira.order].sort()).toEqual(IDS);
      const done = await lastJob(guard);
      expect(faults.some(({ kind }) => kind === 'stop') ? ['done', 'stopped'] : ['done']).toContain(done?.status);
      for (const id of byHand) {
        const hands = (jira.history.get(id) ?? []).filter(({ of }) => of.includes('rank')).map(({ by }) => by?.accountId);
        // The owner's drag is the last word on its issue, unless others spoke after it.
        const after = hands.slice(hands.lastIndexOf('owner') + 1);
        if (!raced.has(id) && after.every((hand) => hand === 'app')) expect([id, after]).toEqual([id, []]);
      }
      // Nobody's own rank is taken for the job's, and the job's for nobody's.
      const now = jira.inScope();
      const untouched = now.filter((id) => !byHand.has(id));
      if (done?.status === 'done') expect(untouched).toEqual(only(target, untouched));
      const kept = [...byHand];
      await rearrange(guard, { target: IDS.filter((id) => !byHand.has(id)), kind: 'undo', kept });
      await guard.quiet();
      expect(only(jira.inScope(), untouched)).toEqual(only(IDS, untouched));
    }),
    { numRuns: RUNS },
  );
});
