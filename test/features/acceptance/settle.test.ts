import type { Template } from '../../../src/features/acceptance/stored-templates';
import { A_LIFETIME, Crash, FakeAcceptance, OWN, person, SHOP } from '../../builders/fake-stories';

const A_MINUTE = 60_000;
const works = { id: 'item-0001', text: 'Works', mandatory: true };
const onCreation: Template = { id: 'template-1', name: 'Stories', typeIds: ['1'], onCreation: true, items: [works] };

let site: FakeAcceptance;
const settle = (...ids: readonly string[]): Promise<void> => site.feature.settle(ids);
beforeEach(() => {
  site = new FakeAcceptance();
});

it('takes a value away that was copied here, and leaves the original’s', async () => {
  const original = await site.accepted();
  const copy = site.jira.clone(original);
  expect(site.passes(copy, 'accepted')).toBe(false);
  await settle(copy, original);
  expect(site.field(copy)).toBeNull();
  expect(site.passes(original, 'accepted')).toBe(true);
});

it.each([
  ['accepted', { state: 'accepted', needs: { mandatory: '', all: '', accepted: '' } }],
  ['pending', { state: 'pending' }],
  ['nothing of its form', { nonsense: true }],
  ['nothing at all', null],
])('puts a field right that says %s', async (_what, more) => {
  const id = site.jira.add();
  await site.add('developer', id, 'criterion-1');
  const before = site.field(id);
  const value = more === null ? null : 'nonsense' in more ? more : { ...before, ...more };
  Object.assign(site.jira.issues.get(id) ?? {}, { value });
  await settle(id);
  expect(site.field(id)).toEqual(before);
  site.jira.writes.length = 0;
  await settle(id);
  expect(site.jira.writes).toEqual([]);
});

it('leaves a field to who is at it', async () => {
  const id = await site.accepted();
  let settled = 0;
  site.jira.around = async (call, when) => {
    if (call !== 'write' || when !== 'after' || settled > 0) return;
    settled += 1;
    // The event of the app's own write, while a change is under way.
    await settle(id);
    expect(site.field(id)).toMatchObject({ state: 'pending' });
  };
  await site.change('owner', id, { kind: 'judge', id: 'criterion-1', verdict: null, words: null });
  expect([settled, site.field(id)?.state]).toEqual([1, 'open']);
});

describe('a story that moved to another project', () => {
  it('is not accepted there, nor judged, and that is on record', async () => {
    const id = await site.accepted();
    site.jira.move(id, OWN);
    expect(site.passes(id, 'accepted')).toBe(false);
    await settle(id);
    expect(await site.list(id)).toMatchObject({
      projectId: OWN,
      acceptance: null,
      voided: { why: 'moved' },
      criteria: [{ verdict: null }],
    });
    expect(site.field(id)).toMatchObject({ project: Number(OWN), state: 'open' });
    expect(site.audited().filter((kind) => kind === 'acceptance-voided')).toHaveLength(1);
    await settle(id);
    expect(site.audited().filter((kind) => kind === 'acceptance-voided')).toHaveLength(1);
  });

  it('also where somebody changes it before anybody looked', async () => {
    const mine = site.jira.add({ projectId: OWN });
    await site.add('developer', mine, 'criterion-1');
    await site.judge('developer', mine, 'criterion-1', 'met');
    expect(await site.accept('developer', mine)).toMatchObject({ kind: 'shown' });
    site.jira.move(mine, SHOP);
    const changed = await site.change('owner', mine, { kind: 'evidence', id: 'criterion-1', evidence: 'https://example.com' });
    expect(changed).toMatchObject({ story: { state: 'open', acceptance: null, voided: { why: 'moved' } } });
    expect(site.field(mine)).toMatchObject({ project: Number(SHOP), needs: { mandatory: expect.stringContaining('open') } });
  });
});

describe('a template for new issues', () => {
  beforeEach(async () => {
    const done = [{ id: 'done-1', text: 'Reviewed', mandatory: true }];
    expect(await site.setTemplates('owner', { done, templates: [onCreation] })).toMatchObject({ kind: 'shown' });
    site.jira.now += 1;
  });

  it('begins each once, with the Definition of Done, however often it is announced', async () => {
    const id = site.jira.add();
    await Promise.all([settle(id), settle(id)]);
    await settle(id, id);
    expect((await site.list(id)).criteria.map(({ text, of }) => [text, of])).toEqual([
      ['Works', 'story'],
      ['Reviewed', 'done'],
    ]);
    expect(site.field(id)).toMatchObject({ total: 2 });
  });

  it('is for no sub-task, no other type, no older issue, and no checklist that somebody began', async () => {
    const [old, subtask, bug, mine] = [site.jira.add(), site.jira.add({ level: -1 }), site.jira.add({ typeId: '2' }), site.jira.add()];
    Object.assign(site.jira.issues.get(old) ?? {}, { createdAt: 0 });
    await site.add('developer', mine, 'criterion-1');
    await settle(old, subtask, bug, mine);
    for (const id of [old, subtask, bug]) expect((await site.list(id)).revision).toBe(0);
    expect((await site.list(mine)).criteria.map(({ text }) => text)).not.toContain('Works');
  });

  it('is of two who set it at once the first one’s', async () => {
    const set = (who: string, name: string) =>
      site.feature.setTemplates(person(who), { projectId: SHOP, revision: 1, done: null, templates: [{ ...onCreation, name }] });
    const both = await Promise.all([set('owner', 'One'), set('admin', 'Two')]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['refused', 'shown']);
    expect(both).toContainEqual({ kind: 'refused', reason: 'conflict' });
  });

  it('is the owner’s and the admins’, its Definition of Done the owner’s alone', async () => {
    const done = [{ id: 'done-1', text: 'Less', mandatory: false }];
    for (const [who, reason] of [
      ['admin', 'not-owner'],
      ['developer', 'not-owner'],
    ] as const)
      expect(await site.setTemplates(who, { done })).toEqual({ kind: 'refused', reason });
    expect(await site.setTemplates('developer', { templates: [] })).toEqual({ kind: 'refused', reason: 'not-template-editor' });
    expect(await site.setTemplates('admin', { templates: [] })).toMatchObject({ kind: 'shown' });
    expect(await site.setTemplates('owner', { done: [works, { ...works, id: 'item-0002' }] })).toEqual({
      kind: 'refused',
      reason: 'template-words',
    });
  });
});

describe('an issue that came into Done', () => {
  beforeEach(async () => {
    await site.add('developer', site.jira.add(), 'criterion-1');
  });

  it('unaccepted is on record once, with who moved it, whoever looks how often', async () => {
    const id = site.jira.add();
    site.jira.transition(id, 'tester', true);
    await Promise.all([settle(id), settle(id)]);
    await site.sweep();
    expect(site.arrivals()).toEqual([{ issueId: id, by: 'tester', state: 'none' }]);
    site.jira.transition(id, 'tester', false);
    site.jira.transition(id, 'developer', true);
    await settle(id);
    expect(site.arrivals()).toHaveLength(2);
  });

  it('accepted is not, nor when its owner changes it there', async () => {
    const id = await site.accepted();
    site.jira.transition(id, 'developer', true);
    await settle(id);
    site.jira.now += A_MINUTE;
    await site.judge('owner', id, 'criterion-1', null);
    await settle(id);
    await site.sweep();
    expect(await site.list(id)).toMatchObject({ acceptance: null });
    expect(site.arrivals()).toEqual([]);
  });

  it('accepted elsewhere, or done elsewhere, is when it moves here', async () => {
    const mine = site.jira.add({ projectId: OWN });
    await site.add('developer', mine, 'criterion-1');
    await site.judge('developer', mine, 'criterion-1', 'met');
    await site.accept('developer', mine);
    site.jira.transition(mine, 'developer', true);
    await settle(mine);
    site.jira.now += 60 * A_MINUTE;
    site.jira.move(mine, SHOP);
    await settle(mine);
    expect(site.arrivals()).toMatchObject([{ issueId: mine, state: 'open' }]);
  });

  it('accepted elsewhere is, though somebody changed it here before anybody looked', async () => {
    const mine = site.jira.add({ projectId: OWN });
    await site.add('developer', mine, 'criterion-1');
    await site.judge('developer', mine, 'criterion-1', 'met');
    await site.accept('developer', mine);
    site.jira.transition(mine, 'developer', true);
    site.jira.move(mine, SHOP);
    site.jira.now += 1;
    await site.change('owner', mine, { kind: 'evidence', id: 'criterion-1', evidence: 'https://example.com' });
    await settle(mine);
    expect(site.arrivals()).toMatchObject([{ issueId: mine, state: 'open' }]);
  });

  it('is none where nobody uses acceptance, or where it is a sub-task', async () => {
    const [elsewhere, subtask] = [site.jira.add({ projectId: OWN }), site.jira.add({ level: -1 })];
    for (const id of [elsewhere, subtask]) site.jira.transition(id, 'tester', true);
    await settle(elsewhere, subtask);
    expect(site.arrivals()).toEqual([]);
  });
});

it('forgets the checklist of an issue that is gone, whole, and of none that is still there', async () => {
  const [gone, there] = [await site.accepted(), await site.accepted()];
  site.jira.delete(gone);
  for (const id of [gone, there]) await site.feature.deleted(id);
  expect([...site.memory.values.keys()].filter((key) => key.endsWith(`:${gone}`))).toEqual([]);
  expect(await site.list(there)).toMatchObject({ acceptance: { by: 'owner' } });
});

it('after an installation takes away what an earlier one wrote, and writes anew what came back with the storage', async () => {
  const [kept, foreign] = [await site.accepted(), site.jira.add()];
  const value = { ...site.field(kept), site: 'an-earlier-installation' };
  for (const id of [kept, foreign]) Object.assign(site.jira.issues.get(id) ?? {}, { value });
  for (const id of [kept, foreign]) expect(site.passes(id, 'accepted')).toBe(false);
  await site.feature.installed();
  // On a large site that takes its time: it is done by the queue, and asked for again by the sweep where the message is lost.
  site.jobs.length = 0;
  await site.sweep();
  expect(site.jobs).toHaveLength(1);
  for (const job of site.jobs) expect(await site.feature.run(job)).toBe(true);
  site.jobs.length = 0;
  await site.sweep();
  expect(site.jobs).toEqual([]);
  expect(site.passes(kept, 'accepted')).toBe(true);
  expect(site.field(foreign)).toBeNull();
});

it('before it goes takes every value away, as far as there is time', async () => {
  for (let count = 0; count < 3; count += 1) await site.accepted();
  await site.feature.uninstalling(site.jira.now - 1);
  expect([...site.jira.issues.values()].filter(({ value }) => value !== null)).toHaveLength(3);
  await site.feature.uninstalling(site.jira.now + A_MINUTE);
  expect([...site.jira.issues.values()].filter(({ value }) => value !== null)).toEqual([]);
});

it('a transition asks or resets once, though it is told twice and cut off', async () => {
  const id = await site.accepted();
  let left = 4;
  site.jira.around = (call, when) => {
    if (call.startsWith('storage') && when === 'after' && left-- === 0) throw new Crash('Forge ended the function');
  };
  await site.survive(() => site.feature.byTransition(id, 'reset'));
  site.jira.around = () => undefined;
  site.jira.now += A_LIFETIME;
  await site.feature.byTransition(id, 'reset');
  const { revision } = await site.list(id);
  await site.feature.byTransition(id, 'reset');
  expect(await site.list(id)).toMatchObject({ revision, acceptance: null, voided: { why: 'reset' }, criteria: [{ verdict: null }] });
  for (let twice = 0; twice < 2; twice += 1) await site.feature.byTransition(id, 'ask');
  expect(await site.list(id)).toMatchObject({ revision: revision + 1, asked: { by: null } });
  expect(site.audited().filter((kind) => kind === 'acceptance-voided')).toHaveLength(1);
});
