import { guarded, type GuardedSite } from '../builders/guarded-site';
import { aSite, type TestSite } from '../builders/site';

let site: TestSite;
let shop: GuardedSite;

beforeEach(async () => {
  site = await aSite();
  shop = await guarded(site);
}, 60_000);

afterEach(() => site.close());

const requests = async () => (await shop.onPage('owner', 'requests/list', { which: 'open' })).data.requests;
const log = async () => (await shop.onPage('owner', 'ranking/log')).data.rows;
const moved = (order: readonly string[], key: string, before: string): readonly string[] =>
  order.flatMap((each) => (each === key ? [] : each === before ? [key, each] : [each]));

it('puts a developer’s move back, asks the owner once and tells the developer once', async () => {
  const before = await shop.order();
  const [first = '', , , , fifth = ''] = before;
  await shop.rank('developer', [fifth], { before: first });
  await shop.quiet();
  expect(await shop.order()).toEqual(before);
  expect(await requests()).toMatchObject([{ origin: 'guard', issues: [{ issue: { key: fifth }, from: { place: 5 }, to: { place: 1 } }] }]);
  const mails = await shop.mail('developer');
  expect(mails).toHaveLength(1);
  expect(mails[0]?.textBody).toContain(`${fifth} was put back to #5, from #1.`);
  expect(await log()).toMatchObject([{ outcome: 'put-back', issue: { key: fifth }, from: { place: 5 }, to: { place: 1 }, capacity: null }]);
});

it('adopts the owner’s move', async () => {
  const before = await shop.order();
  const [first = '', , , fourth = ''] = before;
  await shop.rank('owner', [fourth], { before: first });
  await shop.quiet();
  expect(await shop.order()).toEqual(moved(before, fourth, first));
  expect(await requests()).toEqual([]);
  expect(await log()).toMatchObject([{ outcome: 'adopted', from: { place: 4 }, to: { place: 1 }, capacity: { kind: 'owner' } }]);
});

it('puts fifty issues back as one burst', async () => {
  const before = await shop.order();
  const block = before.slice(-50);
  const top = before[0] ?? '';
  await shop.rank('developer', block.slice(1).reverse(), { before: top });
  await shop.quiet();
  expect(await shop.order()).toEqual(before);
  expect(await requests()).toHaveLength(1);
  expect(await shop.mail('developer')).toHaveLength(1);
});

it('carries a request out as the owner with one click, and the order then stands', async () => {
  const before = await shop.order();
  const [first = '', , , fourth = ''] = before;
  await shop.rank('developer', [fourth], { before: first });
  await shop.quiet();
  const [request] = await requests();
  expect(await shop.onPage('owner', 'requests/approve', { requestId: request.id })).toMatchObject({
    ok: true,
    data: { request: { status: 'approved' } },
  });
  await shop.quiet();
  expect(await shop.order()).toEqual(moved(before, fourth, first));
  expect((await log()).map((row: { outcome: string }) => row.outcome)).toEqual(['carried-out', 'put-back']);
});

it('lets a delegate rank for as long as the power is lent, and no longer', async () => {
  const hour = 3_600_000;
  const { data } = await shop.onPage('owner', 'ownership/delegates');
  const now = site.clock.now();
  expect(
    await shop.onPage('owner', 'ownership/lend', {
      revision: data.revision,
      to: site.as('delegate').accountId,
      powers: ['rank'],
      from: now,
      until: now + hour,
      reason: 'Holidays',
    }),
  ).toMatchObject({ ok: true });
  const before = await shop.order();
  const [first = '', second = '', third = ''] = before;
  await shop.rank('delegate', [third], { before: first });
  await shop.quiet();
  const adopted = moved(before, third, first);
  expect(await shop.order()).toEqual(adopted);
  await site.clock.advance(hour);
  await shop.quiet();
  await shop.rank('delegate', [second], { before: third });
  await shop.quiet();
  expect(await shop.order()).toEqual(adopted);
});
