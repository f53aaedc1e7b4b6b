import { guarded, type GuardedSite } from '../builders/guarded-site';
import { aSite, type TestSite } from '../builders/site';

let site: TestSite;
let shop: GuardedSite;

beforeEach(async () => {
  site = await aSite();
  shop = await guarded(site);
}, 60_000);

afterEach(() => site.close());

const inBacklog = { tier: 'backlog' };
const idsOf = (keys: readonly string[]): readonly string[] =>
  keys.map((key) => [...site.jira.state.issues.values()].find((issue) => issue.key === key)?.id ?? '');
const orderFor = async (who: string) => (await shop.onPage(who, 'ranking/order', inBacklog)).data;
const start = (who: string, order: readonly string[]) => shop.onPage(who, 'ranking/rank-by-score', { ...inBacklog, order: [...order] });
const drive = (who: string) => shop.onPage(who, 'ranking/continue');
const byScore = async (who: string): Promise<readonly string[]> => {
  const { order } = await orderFor(who);
  const { data } = await shop.onPage(who, 'ranking/scores', { ...inBacklog, from: 0 });
  const scores = new Map<string, number>(data.scores.map(({ id, score }: { id: string; score: number | null }) => [id, score ?? -1]));
  return [...order].sort((a: string, b: string) => (scores.get(b) ?? -1) - (scores.get(a) ?? -1));
};

it('brings the whole backlog into the order of its scores while the owner waits, and undoes it exactly', async () => {
  const before = await shop.order();
  const target = await byScore('owner');
  expect(target).not.toEqual(idsOf(before));
  const started = await start('owner', target);
  expect(started).toMatchObject({ ok: true, data: { job: { status: 'running', kind: 'by-score' } } });
  expect(await drive('owner')).toMatchObject({ ok: true, data: { job: { status: 'done', left: 0, undoable: true } } });
  expect(idsOf(await shop.order())).toEqual(target);
  await shop.quiet();
  expect(idsOf(await shop.order())).toEqual(target);
  const log = (await shop.onPage('owner', 'ranking/log')).data.rows;
  expect(log).toMatchObject([{ outcome: 'by-score', issue: null, moves: started.data.job.moved, capacity: { kind: 'owner' } }]);
  const moved = await shop.onPage('developer', 'ranking/why', { issueId: target[0] ?? '' });
  expect(moved).toMatchObject({ ok: true, data: { last: { kind: 'by-score' } } });

  const undone = await shop.onPage('owner', 'ranking/undo', { jobId: started.data.job.id });
  expect(undone).toMatchObject({ ok: true, data: { job: { kind: 'undo', kept: [] } } });
  await drive('owner');
  expect(await shop.order()).toEqual(before);
  await shop.quiet();
  expect(await shop.order()).toEqual(before);
  expect(await shop.mail('owner')).toEqual([]);
});

it('goes on by itself when nobody waits, and lets others’ moves go back meanwhile', async () => {
  const target = await byScore('owner');
  expect(await start('owner', target)).toMatchObject({ ok: true });
  const [first = ''] = await shop.order();
  const last = (await shop.order()).at(-1) ?? '';
  await shop.rank('developer', [last], { before: first });
  await shop.quiet();
  await site.clock.advance(60_000);
  await shop.quiet();
  expect(idsOf(await shop.order())).toEqual(target);
  expect((await orderFor('owner')).job).toMatchObject({ status: 'done', left: 0 });
});

it('keeps what the owner ranked since, when it is undone, and says which', async () => {
  const before = await shop.order();
  const target = await byScore('owner');
  const { data } = await start('owner', target);
  await drive('owner');
  await site.clock.advance(60_000);
  const now = await shop.order();
  const [top = '', last = ''] = [now[0], now.at(-1)];
  await shop.rank('owner', [last], { before: top });
  await shop.quiet();
  const undone = await shop.onPage('owner', 'ranking/undo', { jobId: data.job.id });
  expect(undone).toMatchObject({ ok: true, data: { job: { kept: [{ key: last }] } } });
  await drive('owner');
  await shop.quiet();
  const others = (keys: readonly string[]) => keys.filter((key) => key !== last);
  expect(others(await shop.order())).toEqual(others(before));
});

it('is refused on part of the backlog, to whoever may not rank, and while another one runs', async () => {
  const { order, mayRank } = await orderFor('developer');
  expect(mayRank).toBe(false);
  expect(await start('developer', [...order].reverse())).toMatchObject({ ok: false, code: 'refused' });
  expect(await start('owner', [...order].reverse().slice(1))).toMatchObject({ ok: false, code: 'conflict' });
  expect(await start('owner', order)).toMatchObject({ ok: false, code: 'refused', message: 'Everything stands in its place already.' });
  expect(await start('owner', [...order].reverse())).toMatchObject({ ok: true });
  expect(await start('owner', order)).toMatchObject({ ok: false, code: 'conflict' });
  expect(await shop.onPage('admin', 'ranking/set-guard', { mode: 'off', revision: 1 })).toMatchObject({ ok: false });
  expect(await drive('developer')).toMatchObject({ ok: true, data: { job: { status: 'running' } } });
  expect(await shop.onPage('owner', 'ranking/stop')).toMatchObject({ ok: true, data: { job: { status: 'stopped' } } });
  expect((await orderFor('owner')).order).toEqual(order);
});

it('tells what changed since, and what the order was', async () => {
  const before = await shop.order();
  const since = site.clock.now();
  await site.clock.advance(1_000);
  const [first = '', , third = ''] = before;
  expect(
    await shop.onPage('owner', 'ranking/move', { ...inBacklog, issues: idsOf([third]), anchor: { before: idsOf([first])[0] ?? '' } }),
  ).toMatchObject({
    ok: true,
    data: { left: [] },
  });
  const changes = await shop.onPage('developer', 'ranking/changes', { ...inBacklog, since });
  expect(changes.data).toMatchObject({
    moved: [{ id: idsOf([third])[0], from: 3, to: 1 }],
    counts: { moved: 1, joined: 0, left: 0 },
    keptSince: null,
  });
  const past = await shop.onPage('developer', 'ranking/order-at', { ...inBacklog, at: since });
  expect(past.data.order).toEqual(idsOf(before));
});

it('works where nothing is guarded, and with the app’s permission to rank lost says what is left', async () => {
  expect(await shop.onPage('admin', 'ranking/set-guard', { mode: 'off', revision: 1 })).toMatchObject({ ok: true });
  const target = await byScore('owner');
  expect(await start('owner', target)).toMatchObject({ ok: true });
  expect(await drive('owner')).toMatchObject({ data: { job: { status: 'done', left: 0 } } });
  expect(idsOf(await shop.order())).toEqual(target);
  expect((await shop.onPage('owner', 'ranking/guard')).data).toMatchObject({ mode: 'off', issues: 0 });
});
