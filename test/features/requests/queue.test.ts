import type { Block } from '../../../src/core/requests';
import { AppError } from '../../../src/core/errors';
import { Backlog, dev, id, person, quinn, sam, stella } from './a-backlog';

const top = { kind: 'top' } as const;
const above = (issue: number, neighbour: number): Block => ({ issues: [id(issue)], after: id(neighbour - 1), before: id(neighbour) });

describe('The owner’s queue', () => {
  it('shows open requests oldest first, decided ones newest first', async () => {
    const shop = new Backlog();
    const asked: string[] = [];
    for (const issue of [2, 3, 4, 5]) {
      shop.time += 1_000;
      asked.push(await shop.ask(dev, issue, top));
    }
    expect((await shop.list(sam)).requests.map((each) => each.id)).toEqual(asked);
    shop.time += 1_000;
    await shop.decline(sam, asked[2] ?? '');
    shop.time += 1_000;
    await shop.decline(sam, asked[0] ?? '');
    expect(await shop.list(sam)).toMatchObject({ open: 2, owner: { accountId: 'sam', name: 'Sam' }, next: null });
    expect((await shop.list(sam)).requests.map((each) => each.id)).toEqual([asked[1], asked[3]]);
    expect((await shop.list(sam, 'decided')).requests.map((each) => each.id)).toEqual([asked[0], asked[2]]);
  });

  it('shows twenty-five a page', async () => {
    const shop = new Backlog();
    shop.backlog = Array.from({ length: 70 }, (_, index) => id(index + 1));
    for (let n = 2; n <= 61; n += 1) await shop.ask(person(`person-${n}`), n, top);
    const first = await shop.list(sam);
    const second = await shop.list(sam, 'open', first.next ?? '');
    const third = await shop.list(sam, 'open', second.next ?? '');
    expect([first, second, third].map(({ requests, open, next }) => [requests.length, open, next === null])).toEqual([
      [25, 60, false],
      [25, 60, false],
      [10, 60, true],
    ]);
    expect(new Set([first, second, third].flatMap(({ requests }) => requests.map((each) => each.id))).size).toBe(60);
  });

  it('leaves of a request about hidden issues nothing but a count', async () => {
    const shop = new Backlog();
    await shop.ask(dev, 4, { kind: 'above', issue: 'SHOP-2' });
    shop.hideFrom('stella', id(4));
    const seen = await shop.list(stella);
    expect(seen).toMatchObject({ open: 1, requests: [] });
    expect(JSON.stringify(seen)).not.toMatch(/SHOP-|dev|1000[24]|customer/);
    shop.hideFrom('stella', id(2));
    expect((await shop.list(stella)).requests).toMatchObject([
      { target: { kind: 'above', issue: null }, issues: [{ issue: { key: 'SHOP-4' } }] },
    ]);
    expect(JSON.stringify(await shop.list(stella))).not.toMatch(/SHOP-2|10002/);
  });

  it('counts the hidden ones among several issues', async () => {
    const shop = new Backlog();
    await shop.file('burst', dev, { issues: [id(6), id(5)], after: null, before: id(1) });
    shop.hideFrom('stella', id(6));
    expect((await shop.list(stella)).requests).toMatchObject([
      { hidden: 1, moved: null, issues: [{ issue: { key: 'SHOP-5' }, to: { place: 2 } }] },
    ]);
  });

  it('shows what is true now where the index lags behind', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    const { rows } = shop.storage;
    const stale = await rows({
      entity: 'request',
      index: 'by-project',
      partition: ['10000', 'open'],
      sort: 'ascending',
      limit: 25,
      cursor: null,
      parse: (value) => value,
    });
    await shop.decline(sam, request);
    Object.assign(shop.storage, {
      rows: (query: Parameters<typeof rows>[0]) =>
        Promise.resolve({ rows: stale.rows.map(({ key, value }) => ({ key, value: query.parse(value) })), cursor: null }),
    });
    expect((await shop.list(sam)).requests).toEqual([]);
  });

  it('is for whoever sees a software project', async () => {
    const shop = new Backlog();
    shop.software = false;
    expect(await shop.requests.list(sam, { projectId: '10000', which: 'open' })).toEqual({ kind: 'refused', reason: 'not-software' });
    expect(await shop.requests.list({ kind: 'app' }, { projectId: '10000', which: 'open' })).toEqual({ kind: 'refused', reason: 'app' });
  });
});

describe('What is asked about one issue', () => {
  it('is shown with who decides and whether one needs to ask', async () => {
    const shop = new Backlog();
    const first = await shop.ask(dev, 4, top);
    await shop.ask(dev, 5, top);
    shop.time += 1_000;
    await shop.file('burst', quinn, { issues: [id(4), id(3)], after: null, before: id(1) });
    expect(await shop.ofIssue(stella, 4)).toMatchObject({
      kind: 'shown',
      requests: [{ id: first }, { id: 'burst' }],
      owner: { name: 'Sam' },
      mayRank: false,
      rankable: true,
    });
    expect(await shop.ofIssue(sam, 4)).toMatchObject({ mayRank: true, requests: [{ may: { approve: true } }, {}] });
    expect(await shop.ofIssue(sam, 80)).toMatchObject({ rankable: false, requests: [] });
    await shop.decline(sam, first);
    expect(await shop.ofIssue(stella, 4)).toMatchObject({ requests: [{ id: 'burst' }] });
  });

  it('shows what one asked just now where the index lags behind', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    Object.assign(shop.storage, { rows: async () => ({ rows: [], cursor: null }) });
    expect(await shop.ofIssue(dev, 4)).toMatchObject({ requests: [{ id: request }] });
    expect(await shop.ofIssue(dev, 5)).toMatchObject({ requests: [] });
  });

  it('is nothing for whoever cannot see the issue', async () => {
    const shop = new Backlog();
    await shop.ask(dev, 4, top);
    shop.hideFrom('stella', id(4));
    expect(await shop.ofIssue(stella, 4)).toEqual({ kind: 'refused', reason: 'cannot-see' });
  });

  it('is shown while nobody owns the project', async () => {
    const shop = new Backlog();
    shop.owner = null;
    expect(await shop.ofIssue(stella, 4)).toMatchObject({ kind: 'shown', owner: null, mayRank: false });
  });
});

describe('Moves that were put back', () => {
  it('become a request of the one who moved', async () => {
    const shop = new Backlog();
    await shop.file('burst', dev, above(4, 2));
    expect((await shop.list(sam)).requests).toMatchObject([
      {
        id: 'burst',
        origin: 'guard',
        askers: [{ person: { accountId: 'dev' }, reason: null }],
        target: { kind: 'above', issue: { key: 'SHOP-2' } },
        issues: [{ from: { place: 4 }, to: { place: 2 } }],
      },
    ]);
  });

  it.each([
    ['at the top', [{ issues: [id(4)], after: null, before: id(1) }], { kind: 'top' }],
    ['at the end', [{ issues: [id(4)], after: id(6), before: null }], { kind: 'below', issue: { key: 'SHOP-6' } }],
    ['in several places', [above(4, 2), above(5, 2)], { kind: 'places' }],
  ])('are said in words: %s', async (_where, blocks, target) => {
    const shop = new Backlog();
    await shop.file('burst', dev, ...blocks);
    expect((await shop.list(sam)).requests).toMatchObject([{ target }]);
  });

  it('are filed once, however often the guard says so, also at once and after the decision', async () => {
    const shop = new Backlog();
    await Promise.all([shop.file('burst', dev, above(4, 2)), shop.file('burst', dev, above(4, 2))]);
    await shop.file('burst', dev, above(4, 2));
    expect(await shop.list(sam)).toMatchObject({ open: 1 });
    await shop.decline(sam, 'burst');
    await shop.file('burst', dev, above(4, 2));
    expect(await shop.list(sam)).toMatchObject({ open: 0 });
  });

  it('take the place of earlier moves of the same issues by the same person, with what was said about those', async () => {
    const shop = new Backlog();
    await shop.file('one', dev, above(4, 2));
    await shop.askBack(sam, 'one', 'Why?');
    await shop.file('two', dev, above(4, 3));
    const found = await shop.list(sam);
    expect(found).toMatchObject({
      open: 1,
      requests: [{ id: 'two', status: 'asked-back', thread: [{ text: 'Why?' }], target: { issue: { key: 'SHOP-3' } } }],
    });
    // What somebody was about to approve is not quietly something else.
    expect(await shop.approve(sam, 'one')).toEqual({ kind: 'refused', reason: 'decided' });
    expect((await shop.list(sam, 'decided')).requests).toEqual([]);
    await shop.file('one', dev, above(4, 2));
    expect((await shop.list(sam)).requests.map((each) => each.id)).toEqual(['two']);
  });

  it('stand beside those of others and of other issues', async () => {
    const shop = new Backlog();
    await shop.file('one', dev, above(4, 2));
    await shop.file('two', stella, above(4, 2));
    await shop.file('three', dev, above(5, 2));
    expect(await shop.list(sam)).toMatchObject({ open: 3 });
  });

  it('make no request where nothing was moved', async () => {
    const shop = new Backlog();
    await shop.file('burst', dev, { issues: [], after: null, before: null });
    expect(shop.storage.values.size).toBe(0);
  });

  it('are filed later where the storage is away', async () => {
    const shop = new Backlog();
    const { commit } = shop.storage;
    Object.assign(shop.storage, { commit: async () => 'conflict' });
    await expect(shop.file('burst', dev, above(4, 2))).rejects.toThrow(AppError);
    Object.assign(shop.storage, { commit });
    await shop.file('burst', dev, above(4, 2));
    expect(await shop.list(sam)).toMatchObject({ open: 1 });
  });
});
