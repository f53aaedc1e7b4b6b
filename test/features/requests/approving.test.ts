import { AppError } from '../../../src/core/errors';
import { Backlog, dana, dev, id, sam, stella } from './a-backlog';

const top = { kind: 'top' } as const;

describe('Approving', () => {
  it('ranks as asked, tells who asked, notes why and records it', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    await shop.ask(stella, 4, top);
    expect(await shop.approve(sam, request)).toMatchObject({
      kind: 'done',
      request: {
        status: 'approved',
        decision: { by: { accountId: 'sam', name: 'Sam' }, for: null },
        issues: [{ from: { place: 1 }, to: { place: 1 } }],
        may: { approve: false, decide: false, withdraw: false },
      },
    });
    expect(shop.backlog).toEqual([4, 1, 2, 3, 5, 6].map(id));
    expect(shop.calls).toEqual([{ issues: [id(4)], anchor: { before: id(1) } }]);
    expect(shop.mails).toEqual(
      ['dev', 'stella'].map((to) => ({
        issueId: id(4),
        to,
        subject: 'SHOP-4 is where you asked for',
        text: 'Sam moved SHOP-4 to #1, as you asked.',
      })),
    );
    expect(shop.notes).toEqual([{ issues: [id(4)], why: { requestId: request, reason: 'A customer waits.' } }]);
    expect(shop.audited()).toMatchObject([
      {
        kind: 'request-approved',
        actor: 'sam',
        detail: {
          capacity: { kind: 'owner' },
          accountableOwner: 'sam',
          before: { request, places: [{ issue: id(4), place: 4 }] },
          after: { request, places: [{ issue: id(4), place: 1 }] },
        },
      },
    ]);
  });

  it('by a delegate is done and told for the owner', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    expect(await shop.approve(dana, request)).toMatchObject({ request: { decision: { by: { name: 'Dana' }, for: { name: 'Sam' } } } });
    expect(shop.mails).toMatchObject([{ text: 'Dana for Sam moved SHOP-4 to #1, as you asked.' }]);
    expect(shop.audited()).toMatchObject([
      { actor: 'dana', detail: { capacity: { kind: 'delegate', for: 'sam' }, accountableOwner: 'sam' } },
    ]);
  });

  it('of what stands there already only says so', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    shop.backlog = [4, 1, 2, 3, 5, 6].map(id);
    expect(await shop.approve(sam, request)).toMatchObject({ request: { status: 'approved' } });
    expect([shop.calls, shop.notes]).toEqual([[], []]);
    expect(shop.mails).toMatchObject([{ text: 'Sam agreed to what you asked: SHOP-4 is #1.' }]);
  });

  it('carries out put-back moves in several places', async () => {
    const shop = new Backlog();
    await shop.file('burst', dev, { issues: [id(6), id(5)], after: null, before: id(1) }, { issues: [id(2)], after: id(4), before: null });
    expect(await shop.approve(sam, 'burst')).toMatchObject({ kind: 'done' });
    expect(shop.backlog).toEqual([6, 5, 1, 3, 4, 2].map(id));
    expect(shop.mails).toMatchObject([{ to: 'dev', text: 'Sam moved SHOP-6 and 2 more issues, as you asked.' }]);
    expect(shop.notes).toMatchObject([{ issues: [id(6), id(5), id(2)], why: { requestId: 'burst', reason: '' } }]);
  });

  it('twice by the same person at once is done once', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    const both = await Promise.all([shop.approve(sam, request), shop.approve(sam, request)]);
    expect(both).toMatchObject([{ request: { status: 'approved' } }, { request: { status: 'approved' } }]);
    expect(shop.audited()).toHaveLength(1);
    expect(shop.mails).toHaveLength(1);
    expect(shop.backlog).toEqual([4, 1, 2, 3, 5, 6].map(id));
  });
});

describe('A request whose ground has moved', () => {
  const refusesToDo = async (shop: Backlog, request: string, sentence: RegExp): Promise<void> => {
    expect(await shop.approve(sam, request)).toEqual({ kind: 'told', code: 'conflict', sentence: expect.stringMatching(sentence) });
    expect(shop.calls).toEqual([]);
    expect(shop.mails).toEqual([]);
    expect(await shop.list(sam)).toMatchObject({ open: 1, requests: [{ status: 'open' }] });
  };

  it.each<[string, (shop: Backlog) => unknown, RegExp]>([
    [
      'its neighbour is in a sprint',
      (shop) => ((shop.backlog = [1, 3, 4, 5, 6].map(id)), shop.elsewhere.add(id(2))),
      /^SHOP-2 is no longer .* “above SHOP-2”/,
    ],
    ['its neighbour is gone', (shop) => (shop.backlog = [1, 3, 4, 5, 6].map(id)), /^The issue this was to stand beside is no longer/],
    [
      'the issue is in a sprint',
      (shop) => ((shop.backlog = [1, 2, 3, 5, 6].map(id)), shop.elsewhere.add(id(4))),
      /^SHOP-4 is no longer in the backlog/,
    ],
  ])('says so and does nothing: %s', async (_what, given, sentence) => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, { kind: 'above', issue: 'SHOP-2' });
    given(shop);
    await refusesToDo(shop, request, sentence);
    const [view] = (await shop.list(sam)).requests;
    expect(view).toMatchObject({ moved: expect.stringMatching(sentence), may: { approve: false, decide: true }, issues: [{ to: null }] });
  });

  it('says so of a position that is no more', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, { kind: 'position', position: 6 });
    shop.backlog = [1, 4, 5].map(id);
    await refusesToDo(shop, request, /has only 3 issues now, so #6 means nothing/);
  });

  it('does nothing where only one of several places is gone', async () => {
    const shop = new Backlog();
    await shop.file('burst', dev, { issues: [id(6)], after: null, before: id(1) }, { issues: [id(2)], after: id(70), before: id(71) });
    await refusesToDo(shop, 'burst', /^The issues these stood between/);
  });

  it('does nothing where the approver cannot see one of the issues, or what stands beside the place', async () => {
    const shop = new Backlog();
    await shop.file('burst', dev, { issues: [id(6), id(5)], after: null, before: id(1) });
    shop.hideFrom('sam', id(5));
    await refusesToDo(shop, 'burst', /^One of these issues is hidden from you/);
    expect((await shop.list(sam)).requests[0]).toMatchObject({
      hidden: 1,
      may: { approve: false },
      moved: expect.stringMatching(/hidden from you/),
    });
    // Who doesn't decide is told the count only.
    expect((await shop.list(dev)).requests[0]).toMatchObject({ hidden: 0, moved: null });
    shop.hideFrom('sam', id(1));
    await refusesToDo(shop, 'burst', /beside an issue you can't see/);
  });
});

describe('What goes wrong on the way', () => {
  it('is said and finished by approving again, where Jira moved some only', async () => {
    const shop = new Backlog();
    shop.backlog = Array.from({ length: 8 }, (_, index) => id(index + 1));
    await shop.file(
      'burst',
      dev,
      { issues: [6, 7].map(id), after: null, before: id(1) },
      { issues: [2, 3, 4].map(id), after: id(8), before: null },
    );
    shop.unable.add(id(3));
    expect(await shop.approve(sam, 'burst')).toEqual({
      kind: 'told',
      code: 'unavailable',
      sentence: '4 of 5 are in place; Jira could not move SHOP-3 just now. Approve again to finish.',
    });
    expect(await shop.list(sam)).toMatchObject({ open: 1, requests: [{ status: 'open', may: { approve: true } }] });
    expect([shop.mails, shop.audited()]).toEqual([[], []]);
    expect(shop.notes).toMatchObject([{ issues: [6, 7, 2, 4].map(id) }]);
    shop.unable.clear();
    expect(await shop.approve(sam, 'burst')).toMatchObject({ request: { status: 'approved' } });
    expect(shop.backlog).toEqual([6, 7, 1, 5, 8, 2, 3, 4].map(id));
    expect(shop.mails).toHaveLength(1);
  });

  it('never builds a second call on what the first did not do', async () => {
    const shop = new Backlog();
    shop.backlog = Array.from({ length: 70 }, (_, index) => id(index + 100));
    const moving = shop.backlog.slice(0, 60).reverse();
    await shop.file('burst', dev, { issues: moving, after: id(169), before: null });
    shop.unable.add(moving[49] ?? '');
    expect(await shop.approve(sam, 'burst')).toMatchObject({ sentence: expect.stringMatching(/^49 of 60 are in place; .* and 8 more/) });
    expect(shop.calls).toHaveLength(1);
    shop.unable.clear();
    await shop.approve(sam, 'burst');
    expect(shop.backlog.slice(-60)).toEqual(moving);
  });

  it('of a single issue is said in words of its own', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    shop.unable.add(id(4));
    expect(await shop.approve(sam, request)).toMatchObject({
      sentence: 'Jira could not move SHOP-4 just now. Approve again to try once more.',
    });
    expect(shop.notes).toEqual([]);
  });

  it.each(['rank', 'note'] as const)(
    'leaves it open for everybody where the step “%s” fails, and approving again finishes it',
    async (failing) => {
      const shop = new Backlog();
      const request = await shop.ask(dev, 4, top);
      shop.before = (step) => {
        if (step === failing) throw new AppError('unavailable', 'Jira is away');
      };
      await expect(shop.approve(sam, request)).rejects.toThrow('Jira is away');
      expect(await shop.list(sam)).toMatchObject({
        open: 1,
        requests: [{ status: 'open', may: { approve: true } }],
      });
      shop.before = () => undefined;
      expect(await shop.approve(dana, request)).toMatchObject({ request: { status: 'approved', decision: { by: { name: 'Dana' } } } });
      expect(shop.backlog).toEqual([4, 1, 2, 3, 5, 6].map(id));
      expect(shop.audited()).toHaveLength(1);
    },
  );

  it('leaves it open where everything broke off, first to the same person, half a minute later to all', async () => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    const { commit } = shop.storage;
    let commits = 0;
    // The call is cut off after the first write: nothing after it is stored, the release included.
    Object.assign(shop.storage, {
      commit: async (writes: Parameters<typeof commit>[0]) => {
        if ((commits += 1) > 1) throw new AppError('unavailable', 'cut off');
        return commit(writes);
      },
    });
    await expect(shop.approve(sam, request)).rejects.toThrow('cut off');
    Object.assign(shop.storage, { commit });
    expect(shop.backlog).toEqual([4, 1, 2, 3, 5, 6].map(id));
    expect(await shop.list(sam)).toMatchObject({ open: 1, requests: [{ id: request, status: 'open' }] });
    expect(await shop.approve(dana, request)).toEqual({ kind: 'refused', reason: 'being-approved' });
    expect(await shop.decline(sam, request)).toEqual({ kind: 'refused', reason: 'being-approved' });
    expect(await shop.withdraw(dev, request)).toEqual({ kind: 'refused', reason: 'being-approved' });
    shop.time += 30_000;
    const { length } = shop.calls;
    expect(await shop.approve(dana, request)).toMatchObject({ request: { status: 'approved' } });
    expect(shop.calls).toHaveLength(length);
    // The guard is told again: nobody knows whether it heard the first time.
    expect(shop.notes).toMatchObject([{ issues: [id(4)] }, { issues: [id(4)] }]);
  });

  it.each(['tell', 'name'] as const)('does not lose a decision for a mail that cannot be sent (%s)', async (failing) => {
    const shop = new Backlog();
    const request = await shop.ask(dev, 4, top);
    shop.before = (step) => {
      if (step !== failing) return;
      shop.before = () => undefined;
      throw new AppError('unavailable', 'no mail');
    };
    expect(await shop.approve(sam, request)).toMatchObject({ kind: 'done', request: { status: 'approved' } });
    expect(shop.mails).toEqual([]);
  });
});
