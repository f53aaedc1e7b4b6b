import { AppError, RateLimitedError } from '../../../src/core/errors';
import { A_LIFETIME, Crash, FakeAcceptance, person, type When } from '../../builders/fake-stories';

const reword = (text = 'Something harder') => ({ kind: 'reword', id: 'criterion-1', was: 'Text of criterion-1', text }) as const;

/** Runs `act` when the app makes that call for the n-th time. */
function atCall(site: FakeAcceptance, wanted: string, when: When, act: () => Promise<void> | void, nth = 1): void {
  let left = nth;
  site.jira.around = async (call, at) => {
    if (call !== wanted || at !== when || (left -= 1) !== 0) return;
    site.jira.around = () => undefined;
    await act();
  };
}

let site: FakeAcceptance;
let wrong: string[];
beforeEach(() => {
  site = new FakeAcceptance();
  wrong = [];
  site.jira.onEffect = () => void wrong.push(...site.dishonest());
});
afterEach(() => expect(wrong).toEqual([]));

const expectInStep = async (id: string): Promise<void> => {
  const list = await site.list(id);
  expect(site.field(id)?.needs.accepted === '').toBe(list.acceptance !== null);
  expect([site.field(id)?.total, site.marks()]).toEqual([list.criteria.length, []]);
};

it('a change that makes it stricter is announced in the field before it is stored', async () => {
  const id = await site.accepted();
  site.jira.calls.length = 0;
  site.jira.writes.length = 0;
  const seen: unknown[] = [];
  site.jira.around = (call, when) => {
    if (call === 'storage.commit' && when === 'after') seen.push([site.field(id)?.state, site.passes(id, 'accepted')]);
  };
  expect(await site.change('owner', id, reword())).toMatchObject({ kind: 'shown', left: [] });
  // The turn is taken; the change is stored; the turn is let go.
  expect(seen).toEqual([
    ['accepted', true],
    ['pending', false],
    ['open', false],
  ]);
  expect(site.jira.writes.map(({ value }) => (value as { state: string }).state)).toEqual(['pending', 'open']);
});

it('a change that does not is not, and one that the field does not show writes nothing', async () => {
  const id = site.jira.add();
  await site.add('developer', id, 'criterion-1');
  expect(site.jira.writes).toHaveLength(1);
  await site.change('developer', id, { kind: 'evidence', id: 'criterion-1', evidence: 'https://example.com' });
  expect(site.jira.writes).toHaveLength(1);
  await site.judge('owner', id, 'criterion-1', 'met');
  expect(site.jira.writes).toHaveLength(2);
  await expectInStep(id);
});

it.each([
  ['is refused by Jira', () => (site.jira.refuses = () => true)],
  ['fails', () => atCall(site, 'write', 'before', () => Promise.reject(new AppError('unavailable', 'Jira is down')))],
  ['is one too many', () => atCall(site, 'write', 'before', () => Promise.reject(new RateLimitedError(5)))],
  ['fails when it has arrived', () => atCall(site, 'write', 'after', () => Promise.reject(new AppError('unavailable', 'Timeout')))],
] as const)('where the announcement %s, nothing is changed, and the story is accepted as it was', async (_what, fail) => {
  const id = await site.accepted();
  const before = await site.list(id);
  fail();
  expect(await site.change('owner', id, reword())).toEqual({ kind: 'refused', reason: 'field-closed' });
  expect(await site.list(id)).toEqual(before);
  site.jira.refuses = () => false;
  await site.quiet();
  await expectInStep(id);
  expect(site.passes(id, 'accepted')).toBe(true);
});

it('whoever dies at whatever step leaves nothing that passes and should not, and the sweep brings it in step', async () => {
  let deaths = 0;
  for (const when of ['before', 'after'] as const)
    for (let step = 0; step < 60; step += 1) {
      site = new FakeAcceptance();
      site.jira.onEffect = () => void wrong.push(...site.dishonest());
      const id = await site.accepted();
      const { revision } = await site.list(id);
      let left = step;
      site.jira.around = (_call, at) => {
        if (at !== when || left-- !== 0) return;
        deaths += 1;
        throw new Crash('Forge ended the function');
      };
      await site.survive(() => site.change('owner', id, reword()));
      site.jira.around = () => undefined;
      await site.quiet();
      await expectInStep(id);
      const list = await site.list(id);
      expect(list.acceptance === null).toBe(list.revision > revision);
      if (left >= 0) break;
    }
  expect(deaths).toBeGreaterThan(20);
});

describe('of two at once', () => {
  it('one that makes it stricter waits until the other’s write has arrived', async () => {
    const id = site.jira.add();
    await site.add('developer', id, 'criterion-1');
    await site.judge('owner', id, 'criterion-1', 'met');
    const waited: string[] = [];
    let other: Promise<unknown> | undefined;
    let arrive = (): void => undefined;
    const late = new Promise<void>((resolve) => (arrive = resolve));
    atCall(site, 'write', 'before', async () => {
      // The owner's "accepted" is on its way; the owner changes a criterion in another window.
      site.jira.around = async (call) => {
        if (call !== 'pause') return;
        waited.push(call);
        arrive();
        for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      };
      other = site.change('owner', id, reword());
      await late;
    });
    expect(await site.accept('owner', id)).toMatchObject({ kind: 'shown' });
    expect(await other).toMatchObject({ kind: 'shown', left: [] });
    expect(waited.length).toBeGreaterThan(0);
    expect(await site.list(id)).toMatchObject({ acceptance: null, criteria: [{ text: 'Something harder' }] });
    await expectInStep(id);
  });

  it('one that does not is stored at once, and the other, who has the turn, writes for both', async () => {
    const id = site.jira.add();
    for (const each of ['criterion-1', 'criterion-2']) await site.add('developer', id, each);
    site.jira.writes.length = 0;
    atCall(site, 'write', 'before', async () => {
      expect(await site.add('tester', id, 'criterion-3')).toEqual([]);
      expect(site.jira.writes).toEqual([]);
    });
    await site.judge('owner', id, 'criterion-1', 'met');
    expect(site.field(id)).toMatchObject({ met: 1, total: 3 });
    await expectInStep(id);
  });

  it('both keep what they wrote', async () => {
    const id = site.jira.add();
    await site.add('developer', id, 'criterion-1');
    atCall(site, 'storage.commit', 'before', async () => {
      await site.add('tester', id, 'criterion-2');
    });
    await site.add('developer', id, 'criterion-3');
    expect((await site.list(id)).criteria.map(({ id: each }) => each).sort()).toEqual(['criterion-1', 'criterion-2', 'criterion-3']);
    await expectInStep(id);
  });

  it('what the one who died had sent arrives, and lets nothing through that was made stricter meanwhile', async () => {
    const id = site.jira.add();
    await site.add('developer', id, 'criterion-1');
    await site.judge('owner', id, 'criterion-1', 'met');
    site.jira.isSentLate = true;
    await site.survive(() => site.accept('owner', id));
    expect(await site.list(id)).toMatchObject({ acceptance: { by: 'owner' } });
    // Nobody can know whether it still comes: for as long as it may, nothing that it would contradict is stored.
    expect(await site.change('owner', id, reword())).toEqual({ kind: 'refused', reason: 'conflict' });
    site.jira.arrive();
    site.jira.now += A_LIFETIME;
    expect(await site.change('owner', id, reword())).toMatchObject({ kind: 'shown', left: [] });
    expect(site.passes(id, 'accepted')).toBe(false);
    await site.quiet();
    await expectInStep(id);
  });
});

describe('a decision is about what was seen', () => {
  it('and refused where that was changed since', async () => {
    const id = site.jira.add();
    await site.add('developer', id, 'criterion-1');
    await site.judge('owner', id, 'criterion-1', 'met');
    const { revision } = await site.list(id);
    await site.change('developer', id, { kind: 'evidence', id: 'criterion-1', evidence: 'https://example.com' });
    for (const decide of [
      () => site.accept('owner', id, revision),
      () => site.feature.reject(person('owner'), { issueId: id, revision, words: 'No', transitionId: null }),
    ])
      expect(await decide()).toEqual({ kind: 'refused', reason: 'story-changed' });
  });

  it('also where it was changed while it was made', async () => {
    const id = site.jira.add();
    await site.add('developer', id, 'criterion-1');
    await site.judge('owner', id, 'criterion-1', 'met');
    const { revision } = await site.list(id);
    atCall(site, 'storage.commit', 'before', async () => {
      await site.add('developer', id, 'criterion-2');
    });
    expect(await site.accept('owner', id, revision)).toEqual({ kind: 'refused', reason: 'story-changed' });
    await expectInStep(id);
  });

  it.each([
    ['stakeholder', 'not-owner'],
    ['developer', 'not-owner'],
    ['stranger', 'cannot-see'],
  ] as const)('and not %s’s', async (who, reason) => {
    const id = await site.accepted();
    expect(await site.accept(who, id)).toEqual({ kind: 'refused', reason });
    expect(await site.feature.takeBack(person(who), { issueId: id, revision: 3 })).toEqual({ kind: 'refused', reason });
  });

  it('nor anybody’s of what they worked on, where the project says so', async () => {
    const id = site.jira.add();
    await site.add('developer', id, 'criterion-1');
    await site.change('delegate', id, { kind: 'claim', id: 'criterion-1', claimed: true });
    await site.judge('owner', id, 'criterion-1', 'met');
    const { shown } = (await site.feature.policy(person('admin'), '10000')) as { shown: { revision: number } };
    await site.feature.setPolicy(person('admin'), { projectId: '10000', revision: shown.revision, ownWork: 'refused', backTo: null });
    const { revision } = await site.list(id);
    expect(await site.accept('delegate', id)).toEqual({ kind: 'refused', reason: 'own-work' });
    const reject = { issueId: id, revision, words: 'No', transitionId: null };
    expect(await site.feature.reject(person('delegate'), reject)).toEqual({ kind: 'refused', reason: 'own-work' });
    Object.assign(site.jira.issues.get(id) ?? {}, { assignee: 'owner' });
    expect(await site.accept('owner', id)).toEqual({ kind: 'refused', reason: 'own-work' });
    Object.assign(site.jira.issues.get(id) ?? {}, { assignee: 'delegate' });
    expect(await site.accept('owner', id)).toMatchObject({ kind: 'shown' });
    expect(site.audited()).toContain('story-accepted');
  });
});

describe('a rejection', () => {
  const reject = async (id: string) =>
    site.feature.reject(person('owner'), { issueId: id, revision: (await site.list(id)).revision, words: 'Not yet', transitionId: null });
  const finish = (id: string) => site.feature.finishRejection(person('owner'), { issueId: id });

  it('is told once, wherever whoever told it was cut off', async () => {
    for (const when of ['before', 'after'] as const)
      for (let step = 0; step < 60; step += 1) {
        site = new FakeAcceptance();
        const id = await site.accepted();
        let left = step;
        site.jira.around = (_call, at) => {
          if (at === when && left-- === 0) throw new Crash('Forge ended the function');
        };
        await site.survive(() => reject(id));
        site.jira.around = () => undefined;
        site.jira.now += A_LIFETIME;
        await site.quiet();
        if ((await site.list(id)).rejection !== null) {
          await finish(id);
          await finish(id);
          expect(site.jira.comments).toHaveLength(1);
          expect((await site.list(id)).rejection).toMatchObject({ told: true });
        } else expect(site.jira.comments).toEqual([]);
        if (left >= 0) break;
      }
  });

  it('is told once by two at once', async () => {
    const id = await site.accepted();
    atCall(site, 'post', 'before', async () => {
      await finish(id);
    });
    await reject(id);
    expect(site.jira.comments).toHaveLength(1);
    expect(await finish(id)).toEqual({ kind: 'refused', reason: 'nothing-to-tell' });
  });

  it('that could not be told stands, and is told when it can be', async () => {
    const id = await site.accepted();
    atCall(site, 'comment', 'before', () => Promise.reject(new AppError('forbidden', 'No comments here')));
    expect(await reject(id)).toMatchObject({ kind: 'shown', story: { state: 'rejected', rejection: { told: false } } });
    expect(await finish(id)).toMatchObject({ kind: 'shown', story: { rejection: { told: true } } });
    expect(site.jira.comments).toHaveLength(1);
  });
});
