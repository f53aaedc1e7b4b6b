import type { Actor } from '../../../src/core/actor';
import { Backlog, dana, dee, dev, id, person, quinn, sam, SHOP, stella } from './a-backlog';

const top = { kind: 'top' } as const;
const claim = { issueId: id(4), wish: top, reason: 'A customer waits.' };

describe('Asking for another place', () => {
  it('makes a request that says who asks for what, why, from where and to where', async () => {
    const shop = new Backlog();
    expect(await shop.as(dev).requests.ask(dev, claim)).toMatchObject({
      kind: 'asked',
      joined: false,
      request: {
        projectId: SHOP,
        origin: 'hand',
        status: 'open',
        askers: [{ person: { accountId: 'dev', name: 'Dev' }, reason: 'A customer waits.', at: 1_000 }],
        issues: [{ issue: { key: 'SHOP-4', summary: 'Summary of SHOP-4' }, from: { place: 4, total: 6 }, to: { place: 1, total: 6 } }],
        hidden: 0,
        tier: 'backlog',
        target: { kind: 'top' },
        moved: null,
        decision: null,
        may: { approve: false, decide: false, answer: false, withdraw: true },
      },
    });
  });

  it('stores no key and no title', async () => {
    const shop = new Backlog();
    await shop.ask(dev, 4, { kind: 'above', issue: 'SHOP-2' });
    expect([...shop.storage.values].join()).not.toMatch(/SHOP|Summary/);
  });

  it.each([
    ['above', { kind: 'above', issue: 'SHOP-2' } as const, 2],
    ['below', { kind: 'below', issue: id(1) } as const, 2],
    ['position', { kind: 'position', position: 6 } as const, 6],
  ])('takes a wish by %s', async (_kind, wish, place) => {
    const shop = new Backlog();
    expect(await shop.as(dev).requests.ask(dev, { ...claim, wish })).toMatchObject({ request: { issues: [{ to: { place } }] } });
  });

  it('takes an epic among epics', async () => {
    const shop = new Backlog();
    const asked = await shop.as(dev).requests.ask(dev, { ...claim, issueId: id(91) });
    expect(asked).toMatchObject({ request: { tier: 'epics', issues: [{ from: { place: 2, total: 2 }, to: { place: 1 } }] } });
  });

  it.each<[string, Actor, (shop: Backlog) => unknown, string]>([
    ['nobody', { kind: 'anonymous' }, () => undefined, 'anonymous'],
    ['an app', { kind: 'app' }, () => undefined, 'app'],
    ['somebody without a licence', person('dev', false), () => undefined, 'unlicensed'],
    ['somebody who cannot see the issue', dev, (shop) => shop.hideFrom('dev', id(4)), 'cannot-see'],
    ['a project that nobody owns', dev, (shop) => (shop.owner = null), 'nobody-to-ask'],
    ['the owner', sam, () => undefined, 'may-rank'],
    ['a delegate who may rank', dana, () => undefined, 'may-rank'],
    ['a project that is no software project', dev, (shop) => (shop.software = false), 'not-software'],
  ])('is refused for %s, and nothing is stored', async (_who, actor, given, reason) => {
    const shop = new Backlog();
    given(shop);
    expect(await shop.as(actor).requests.ask(actor, claim)).toEqual({ kind: 'refused', reason });
    expect(shop.storage.values.size).toBe(0);
  });

  it.each([
    ['an issue outside the order', { issueId: id(80) }, 'issueId', /^SHOP-80 has no place in the backlog/],
    ['a neighbour nobody can see', { wish: { kind: 'above', issue: 'SHOP-99' } as const }, 'issue', /SHOP-99 that you can see/],
    ['a neighbour hidden from the asker', { wish: { kind: 'above', issue: 'SHOP-3' } as const }, 'issue', /SHOP-3 that you can see/],
    ['itself as neighbour', { wish: { kind: 'below', issue: 'SHOP-4' } as const }, 'issue', /beside itself/],
    ['a neighbour of another project', { wish: { kind: 'above', issue: 'SHOP-70' } as const }, 'issue', /another project/],
    ['a neighbour that is in no order', { wish: { kind: 'above', issue: 'SHOP-80' } as const }, 'issue', /no place in the backlog/],
    ['a neighbour of the other order', { wish: { kind: 'above', issue: 'SHOP-90' } as const }, 'issue', /no place in the backlog/],
    ['a position beyond the end', { wish: { kind: 'position', position: 7 } as const }, 'position', /from 1 to 6/],
    ['the place it has', { wish: { kind: 'position', position: 4 } as const }, 'wish', /SHOP-4 stands there already: it is #4/],
  ])('says what is wrong with %s', async (_what, given, field, sentence) => {
    const shop = new Backlog();
    shop.hideFrom('dev', id(3));
    expect(await shop.as(dev).requests.ask(dev, { ...claim, ...given })).toEqual({
      kind: 'unfit',
      field,
      sentence: expect.stringMatching(sentence),
    });
    expect(shop.storage.values.size).toBe(0);
  });

  it('is open to a delegate who may decide but not rank', async () => {
    expect(await new Backlog().as(dee).requests.ask(dee, claim)).toMatchObject({ kind: 'asked' });
  });
});

describe('Asking the same', () => {
  it('joins the request that is open, each with a reason of their own', async () => {
    const shop = new Backlog();
    const first = await shop.ask(dev, 4, top, 'A customer waits.');
    const joined = await shop.as(stella).requests.ask(stella, { ...claim, reason: 'The fair is in May.' });
    expect(joined).toMatchObject({
      joined: true,
      request: { id: first, askers: [{ reason: 'A customer waits.' }, { reason: 'The fair is in May.' }] },
    });
    expect((await shop.list(sam)).open).toBe(1);
  });

  it('again changes the reason', async () => {
    const shop = new Backlog();
    await shop.ask(dev, 4, top, 'A customer waits.');
    const again = await shop.as(dev).requests.ask(dev, { ...claim, reason: 'Two customers wait.' });
    expect(again).toMatchObject({ joined: true, request: { askers: [{ reason: 'Two customers wait.' }] } });
    expect(again.kind === 'asked' && again.request.askers).toHaveLength(1);
  });

  it('at once makes one request', async () => {
    const shop = new Backlog();
    const results = await Promise.all([dev, stella, quinn].map((actor) => shop.as(actor).requests.ask(actor, claim)));
    expect(results.map((each) => each.kind === 'asked' && each.joined).sort()).toEqual([false, true, true]);
    const { requests } = await shop.list(sam);
    expect(requests.map(({ askers }) => askers.map(({ person: { accountId } }) => accountId).sort())).toEqual([['dev', 'quinn', 'stella']]);
  });

  it('begins anew once the first was decided', async () => {
    const shop = new Backlog();
    const first = await shop.ask(dev, 4, top);
    await shop.decline(sam, first);
    const again = await shop.as(dev).requests.ask(dev, claim);
    expect(again).toMatchObject({ kind: 'asked', joined: false });
    expect(again.kind === 'asked' && again.request.id).not.toBe(first);
  });

  it('but something else is another request', async () => {
    const shop = new Backlog();
    await shop.ask(dev, 4, top);
    await shop.ask(dev, 4, { kind: 'position', position: 2 });
    await shop.ask(dev, 5, top);
    expect((await shop.list(sam)).open).toBe(3);
  });
});

describe('Asking very often', () => {
  const ofMany = (): Backlog => {
    const shop = new Backlog();
    shop.backlog = Array.from({ length: 30 }, (_, index) => id(index + 1));
    return shop;
  };

  it('ends at twenty open requests, and goes on once some are closed', async () => {
    const shop = ofMany();
    const asked: string[] = [];
    for (let n = 2; n <= 21; n += 1) asked.push(await shop.ask(dev, n, top));
    const more = { ...claim, issueId: id(22) };
    expect(await shop.as(dev).requests.ask(dev, more)).toEqual({ kind: 'refused', reason: 'too-many-asks' });
    expect((await shop.list(sam)).open).toBe(20);
    // One's own may still be asked again, and others may ask.
    expect(await shop.as(dev).requests.ask(dev, { ...claim, issueId: id(2) })).toMatchObject({ joined: true });
    expect(await shop.as(stella).requests.ask(stella, more)).toMatchObject({ kind: 'asked' });
    await shop.decline(sam, asked[0] ?? '');
    await shop.withdraw(dev, asked[1] ?? '');
    expect(await shop.as(dev).requests.ask(dev, more)).toMatchObject({ kind: 'asked' });
    expect(await shop.as(dev).requests.ask(dev, { ...claim, issueId: id(23) })).toMatchObject({ kind: 'asked' });
    expect(await shop.as(dev).requests.ask(dev, { ...claim, issueId: id(24) })).toMatchObject({ reason: 'too-many-asks' });
  });

  it('ends at fifty people who ask the same', async () => {
    const shop = new Backlog();
    for (let n = 0; n < 50; n += 1) await shop.ask(person(`person-${n}`), 4, top);
    expect(await shop.as(dev).requests.ask(dev, claim)).toEqual({ kind: 'refused', reason: 'too-many-askers' });
  });
});
