import { Backlog, dana, dee, dev, id, person, quinn, sam, SHOP, stella } from './a-backlog';

const top = { kind: 'top' } as const;

describe('Who asked and decides', () => {
  it('is not told what they did themselves', async () => {
    const shop = new Backlog();
    await shop.file('burst', dev, { issues: [id(4)], after: null, before: id(1) });
    shop.owner = 'dev';
    expect(await shop.approve(dev, 'burst')).toMatchObject({ request: { status: 'approved' } });
    expect(shop.mails).toEqual([]);
  });
});

describe('Two who decide at once', () => {
  it.each([
    ['approve and decline', (shop: Backlog, request: string) => [shop.approve(sam, request), shop.decline(dana, request)]],
    ['approve and approve', (shop: Backlog, request: string) => [shop.approve(sam, request), shop.approve(dana, request)]],
    ['decline and decline', (shop: Backlog, request: string) => [shop.decline(sam, request), shop.decline(dana, request)]],
    ['decline and ask back', (shop: Backlog, request: string) => [shop.decline(sam, request), shop.askBack(dana, request)]],
  ])('(%s): one is done, the other is told', async (_what, decide) => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    const results = await Promise.all(decide(shop, request));
    expect(results.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    expect(results.flatMap((each) => (each.kind === 'refused' ? [each.reason] : []))[0]).toMatch(/^(decided|being-approved)$/);
    expect(shop.audited()).toHaveLength(1);
    expect(shop.mails).toHaveLength(1);
  });

  it('and somebody who joins meanwhile is told as well', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    shop.before = async (step) => {
      if (step !== 'rank') return;
      shop.before = () => undefined;
      await shop.ask(stella, 4, top);
      shop.as(sam);
    };
    expect(await shop.approve(sam, request)).toMatchObject({ request: { status: 'approved', askers: [{}, {}] } });
    expect(shop.mails.map(({ to }) => to)).toEqual(['dev', 'stella']);
  });
});

describe('Declining', () => {
  it('keeps the order, tells the reason and records it', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    expect(await shop.decline(dee, request, 'Not this quarter.')).toMatchObject({
      request: {
        status: 'declined',
        decision: { by: { name: 'Dee' }, for: { name: 'Sam' }, reason: 'Not this quarter.' },
        issues: [{ from: null, to: null }],
      },
    });
    expect(shop.calls).toEqual([]);
    expect(shop.mails).toMatchObject([
      { subject: 'SHOP-4 stays where it is', text: 'Dee for Sam declined to move SHOP-4 as you asked: Not this quarter.' },
    ]);
    expect(shop.audited()).toMatchObject([
      { kind: 'request-declined', actor: 'dee', detail: { before: { issues: [id(4)] }, after: { request } } },
    ]);
  });

  it('is final', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    await shop.decline(sam, request);
    for (const again of [shop.approve(sam, request), shop.decline(sam, request), shop.askBack(sam, request), shop.withdraw(dev, request)])
      expect(await again).toEqual({ kind: 'refused', reason: 'decided' });
  });
});

describe('Asking back', () => {
  it('is told, answered, and waits for the owner again', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    expect(await shop.answer(dev, request)).toEqual({ kind: 'refused', reason: 'no-question' });
    expect(await shop.askBack(dana, request, 'Which customer?')).toMatchObject({
      request: { status: 'asked-back', may: { decide: true } },
    });
    expect(shop.mails).toMatchObject([
      { to: 'dev', text: expect.stringMatching(/^Dana for Sam asks about your request to move SHOP-4: Which customer\?\n\nAnswer/) },
    ]);
    expect((await shop.list(dev)).requests[0]).toMatchObject({ may: { answer: true, withdraw: true } });
    expect((await shop.list(stella)).requests[0]).toMatchObject({ may: { answer: false, withdraw: false } });
    expect(await shop.answer(dev, request, 'The largest.')).toMatchObject({
      request: {
        status: 'open',
        thread: [
          { kind: 'question', by: { name: 'Dana' }, text: 'Which customer?' },
          { kind: 'answer', by: { name: 'Dev' }, text: 'The largest.' },
        ],
      },
    });
    expect(await shop.approve(sam, request)).toMatchObject({ request: { status: 'approved' } });
  });

  it('does not keep the owner from deciding, and a failed approval keeps the question', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    await shop.askBack(sam, request);
    shop.unable.add(id(4));
    expect(await shop.approve(sam, request)).toMatchObject({ kind: 'told' });
    expect(await shop.answer(dev, request)).toMatchObject({ request: { status: 'open' } });
  });

  it('ends after fifty remarks, and the last question may still be answered', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    for (let turn = 0; turn < 50; turn += 1) await shop.askBack(sam, request, `Question ${turn}?`);
    expect(await shop.askBack(sam, request)).toEqual({ kind: 'refused', reason: 'long-thread' });
    expect(await shop.answer(dev, request)).toMatchObject({ kind: 'done' });
  });
});

describe('Withdrawing', () => {
  it('takes back one’s own asking, and the last one’s the request', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    await shop.ask(stella, 4, top);
    expect(await shop.withdraw(dev, request)).toMatchObject({ request: { status: 'open', askers: [{ person: { name: 'Stella' } }] } });
    expect(await shop.withdraw(dev, request)).toEqual({ kind: 'refused', reason: 'not-asker' });
    expect(await shop.withdraw(stella, request)).toMatchObject({ request: { status: 'withdrawn', decision: null } });
    expect(await shop.list(sam)).toMatchObject({ open: 0, requests: [] });
    expect(shop.mails).toEqual([]);
  });
});

describe('Deciding is refused', () => {
  const all = (shop: Backlog, actor: Parameters<Backlog['decline']>[0], request: string) => [
    shop.approve(actor, request),
    shop.decline(actor, request),
    shop.askBack(actor, request),
  ];

  it.each([
    ['who asked', dev, 'not-owner'],
    ['who looks on', stella, 'not-owner'],
    ['who has no licence', person('sam', false), 'unlicensed'],
  ])('for %s', async (_who, actor, reason) => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    const before = JSON.stringify([...shop.storage.values]);
    for (const result of all(shop, actor, request)) expect(await result).toEqual({ kind: 'refused', reason });
    expect(JSON.stringify([...shop.storage.values])).toBe(before);
    expect(shop.calls).toEqual([]);
  });

  it('for strangers, apps and nobody', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    shop.strangers.add('quinn');
    for (const result of all(shop, quinn, request)) expect(await result).toEqual({ kind: 'refused', reason: 'cannot-see' });
    expect(await shop.answer(quinn, request)).toEqual({ kind: 'refused', reason: 'cannot-see' });
    for (const kind of ['app', 'anonymous'] as const)
      for (const result of all(shop, { kind }, request)) expect(await result).toEqual({ kind: 'refused', reason: kind });
  });

  it('by approving for a delegate who may not rank', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    expect(await shop.approve(dee, request)).toEqual({ kind: 'refused', reason: 'decide-without-rank' });
    expect((await shop.list(dee)).requests[0]).toMatchObject({ may: { approve: false, decide: true } });
  });

  it('while the project is vacant', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    shop.owner = null;
    for (const result of all(shop, sam, request)) expect(await result).toEqual({ kind: 'refused', reason: 'vacant' });
    expect(await shop.withdraw(dev, request)).toMatchObject({ kind: 'done' });
  });

  it('where the project named is not the request’s, or there is no such request', async () => {
    const shop = new Backlog();
    const requestId = await shop.ask(dev, 4, top);
    const unknown = { kind: 'refused', reason: 'no-such-request' };
    expect(await shop.as(sam).requests.approve(sam, { projectId: '20000', requestId })).toEqual(unknown);
    expect(await shop.as(sam).requests.decline(sam, { projectId: '20000', requestId, reason: 'No.' })).toEqual(unknown);
    expect(await shop.as(dev).requests.withdraw(dev, { projectId: '20000', requestId })).toEqual(unknown);
    expect(await shop.as(sam).requests.approve(sam, { projectId: SHOP, requestId: 'nothing' })).toEqual(unknown);
  });

  it('where all of it is hidden, as if it did not exist', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    shop.hideFrom('sam', id(4));
    for (const result of all(shop, sam, request)) expect(await result).toEqual({ kind: 'refused', reason: 'no-such-request' });
    expect(shop.calls).toEqual([]);
  });

  it('to answer or withdraw for whoever did not ask', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    await shop.askBack(sam, request);
    for (const actor of [sam, stella, dana]) {
      expect(await shop.answer(actor, request)).toEqual({ kind: 'refused', reason: 'not-asker' });
      expect(await shop.withdraw(actor, request)).toEqual({ kind: 'refused', reason: 'not-asker' });
    }
    await shop.decline(sam, request);
    expect(await shop.withdraw(stella, request)).toEqual({ kind: 'refused', reason: 'not-asker' });
  });
});
