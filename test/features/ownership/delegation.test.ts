import type { Actor } from '../../../src/core/actor';
import { LENDABLE_POWERS } from '../../../src/core/authority';
import { AppError } from '../../../src/core/errors';
import { createAudit } from '../../../src/features/audit/index';
import { createOwnership } from '../../../src/features/ownership/index';
import { memoryStorage } from '../../builders/fakes';

const DAY = 86_400_000;
const PROJECT = '10000';
const someone = (accountId: string): Actor => ({ kind: 'person', accountId, licensed: true });
const [ada, olivia, dev, mia] = ['ada', 'olivia', 'dev', 'mia'].map(someone) as [Actor, Actor, Actor, Actor];

/** Ada administers the project; Olivia owns it unless `vacant`. Everybody may browse it but those in `outside`. */
async function aProject(given: { vacant?: boolean; software?: boolean; outside?: string[]; nameless?: string[] } = {}) {
  const { vacant = false, software = true, outside = [], nameless = [] } = given;
  const storage = memoryStorage();
  let now = 1_000 * DAY;
  let ids = 0;
  let caller = 'ada';
  const newId = (): string => `id-${(ids += 1)}`;
  const feature = createOwnership({
    projects: { asCaller: async (id) => ({ id, key: 'SHOP', name: 'Shop', software }) },
    permissions: {
      ofCaller: async () => ({ browses: true, edits: true, administers: caller === 'ada' }),
      administersSite: async () => false,
      mayBrowse: async (account) => !outside.includes(account),
      browsers: async () => [{ accountId: 'dev', name: 'Dev' }],
    },
    people: {
      nameOf: async (account) => {
        if (nameless.includes(account)) throw new AppError('forbidden', 'may not browse users');
        return account.toUpperCase();
      },
      namesOf: async () => new Map(),
    },
    storage,
    audit: createAudit({ now: () => now, newId }),
    now: () => now,
    newId,
  });
  const as = (actor: Actor): typeof feature => {
    caller = actor.kind === 'person' ? actor.accountId : '';
    return feature;
  };
  if (software) await as(ada).setOwner(ada, { projectId: PROJECT, accountId: 'olivia' });
  if (vacant) await as(ada).setOwner(ada, { projectId: PROJECT, accountId: null });
  const shown = async (actor: Actor) => {
    const result = await as(actor).delegates(actor, PROJECT);
    if (result.kind !== 'shown') throw new Error(result.reason);
    return result.shown;
  };
  return {
    as,
    storage,
    shown,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
    audited: () =>
      [...storage.values]
        .filter(([key]) => key.startsWith(`${PROJECT}:`))
        .map(([, value]) => JSON.parse(value) as { kind: string; actor: string; detail: Record<string, unknown> }),
    lend: async (actor: Actor, given: object = {}) => {
      const { revision } = await shown(actor);
      const claim = { projectId: PROJECT, revision, to: 'dev', powers: ['rank'] as const, from: now, until: now + DAY, reason: 'Away' };
      return as(actor).lend(actor, { ...claim, ...given });
    },
    end: async (actor: Actor, id: string) =>
      as(actor).endDelegation(actor, { projectId: PROJECT, revision: (await shown(actor)).revision, id }),
    may: async (actor: Actor, power: 'rank' | 'decide') => {
      const decision = await as(actor).authority.mayUse(actor, power, { projectId: PROJECT });
      return decision.allowed ? decision.capacity : decision.reason;
    },
  };
}

describe('Lending powers', () => {
  it.each([
    ['the owner', olivia, 'owner'],
    ['a project admin', ada, 'admin'],
  ])('%s lends, with an entry in the record in the same write', async (_who, actor, capacity) => {
    const project = await aProject();
    expect(await project.lend(actor)).toMatchObject({ kind: 'lent' });
    expect(await project.may(dev, 'rank')).toEqual({ kind: 'delegate', for: 'olivia' });
    expect(await project.may(dev, 'decide')).toBe('not-owner');
    expect(project.storage.commits).toEqual([2, 2]);
    expect(project.audited().at(-1)).toMatchObject({
      kind: 'powers-lent',
      detail: {
        capacity: { kind: capacity },
        accountableOwner: 'olivia',
        before: null,
        after: { to: 'dev', powers: ['rank'], reason: 'Away' },
      },
    });
  });

  it('ends by itself', async () => {
    const project = await aProject();
    await project.lend(olivia);
    project.pass(DAY - 1);
    expect(await project.may(dev, 'rank')).toMatchObject({ kind: 'delegate' });
    project.pass(1);
    expect(await project.may(dev, 'rank')).toBe('not-owner');
    expect((await project.shown(mia)).delegations).toMatchObject([{ state: 'ended' }]);
  });

  it('a delegate with every power lends nothing on, and ends nothing', async () => {
    const project = await aProject();
    await project.lend(olivia, { powers: LENDABLE_POWERS });
    const [mine] = (await project.shown(dev)).delegations;
    expect(await project.lend(dev, { to: 'mia' })).toEqual({ kind: 'refused', reason: 'not-lender' });
    expect(await project.end(dev, mine?.id ?? '')).toEqual({ kind: 'refused', reason: 'not-lender' });
    expect(await project.as(dev).findPeople(dev, { projectId: PROJECT, query: '' })).toEqual({ kind: 'refused', reason: 'not-lender' });
    expect(await project.may(mia, 'rank')).toBe('not-owner');
  });

  it.each([
    ['a vacant project', { vacant: true }, {}, 'vacant'],
    ['somebody who cannot browse the project', { outside: ['dev'] }, {}, 'delegate-cannot-see'],
    ['the owner', {}, { to: 'olivia' }, 'lend-to-owner'],
    ['no power', {}, { powers: [] }, 'no-powers'],
    ['more than 180 days', {}, { until: 1_181 * DAY }, 'lent-too-long'],
    ['what others changed meanwhile', {}, { revision: 0 }, 'conflict'],
  ])('is refused for %s, and nothing is stored', async (_what, given, claim, reason) => {
    const project = await aProject(given);
    const before = [...project.storage.values];
    expect(await project.lend(ada, claim)).toEqual({ kind: 'refused', reason });
    expect([...project.storage.values]).toEqual(before);
  });

  it('is refused in a project that is no software project', async () => {
    const project = await aProject({ software: false });
    const claim = { projectId: PROJECT, revision: 0, to: 'dev', powers: [], from: 0, until: 0, reason: '' };
    expect(await project.as(ada).lend(ada, claim)).toEqual({ kind: 'refused', reason: 'not-software' });
    expect(await project.as(ada).delegates(ada, PROJECT)).toEqual({ kind: 'refused', reason: 'not-software' });
  });

  it('of two who lend at once, the later is told', async () => {
    const project = await aProject();
    const results = await Promise.all([project.lend(olivia), project.lend(olivia, { to: 'mia' })]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['lent', 'refused']);
    expect((await project.shown(olivia)).delegations).toHaveLength(1);
  });

  it('is no news to whoever names the owner meanwhile', async () => {
    const project = await aProject();
    const seen = await project.as(ada).settings(ada, PROJECT);
    const revision = seen.kind === 'shown' ? seen.shown.revision : -1;
    await project.lend(olivia);
    expect(await project.as(ada).setOwner(ada, { projectId: PROJECT, accountId: 'otto', revision })).toMatchObject({ kind: 'named' });
  });
});

describe('Ending a delegation early', () => {
  it.each([
    ['the owner', olivia],
    ['a project admin', ada],
  ])('%s ends it, with an entry in the record', async (_who, actor) => {
    const project = await aProject();
    await project.lend(olivia);
    const [lent] = (await project.shown(actor)).delegations;
    project.pass(5);
    expect(await project.end(actor, lent?.id ?? '')).toEqual({ kind: 'ended' });
    expect(await project.may(dev, 'rank')).toBe('not-owner');
    expect((await project.shown(actor)).delegations).toMatchObject([{ state: 'ended', until: project.now() }]);
    expect(project.audited().at(-1)).toMatchObject({
      kind: 'delegation-ended',
      detail: { before: { to: 'dev' }, after: { id: lent?.id } },
    });
  });

  it('is done once, and refused for what is not on record', async () => {
    const project = await aProject();
    await project.lend(olivia);
    const [lent] = (await project.shown(olivia)).delegations;
    await project.end(olivia, lent?.id ?? '');
    const commits = project.storage.commits.length;
    expect(await project.end(olivia, lent?.id ?? '')).toEqual({ kind: 'ended' });
    expect(await project.end(olivia, 'another')).toEqual({ kind: 'refused', reason: 'no-such-delegation' });
    expect(project.storage.commits).toHaveLength(commits);
  });
});

describe('Another owner', () => {
  it('ends what the former one lent, on record, and their powers are still known of their time', async () => {
    const project = await aProject();
    await project.lend(olivia);
    const during = project.now();
    project.pass(5);
    await project.as(ada).setOwner(ada, { projectId: PROJECT, accountId: 'otto' });
    expect(await project.may(dev, 'rank')).toBe('not-owner');
    expect(
      project
        .audited()
        .slice(-2)
        .map(({ kind }) => kind),
    ).toEqual(['owner-named', 'delegation-ended']);
    expect((await project.shown(mia)).delegations).toMatchObject([{ state: 'ended', for: { accountId: 'olivia' } }]);
    const tenure = await project.as(ada).tenures.of(PROJECT);
    expect(tenure.owner).toBe('otto');
    expect(tenure.capacityAt('olivia', 'rank', during)).toEqual({ kind: 'owner' });
    expect(tenure.capacityAt('dev', 'rank', during)).toEqual({ kind: 'delegate', for: 'olivia' });
    expect(tenure.capacityAt('dev', 'rank', during + 5)).toBeNull();
    expect(tenure.capacityAt('otto', 'rank', during)).toBeNull();
    expect(tenure.capacityAt('otto', 'rank', during + 5)).toEqual({ kind: 'owner' });
  });
});

describe('What is kept', () => {
  it('lifts an owner stored before powers could be lent', async () => {
    const project = await aProject({ software: false });
    const value = { version: 1, owner: 'olivia', delegations: [], changed: { by: 'ada', at: 500 } };
    project.storage.values.set(`ownership:${PROJECT}`, JSON.stringify({ revision: 3, value }));
    const tenure = await project.as(ada).tenures.of(PROJECT);
    expect(tenure.owner).toBe('olivia');
    expect([499, 500].map((at) => tenure.capacityAt('olivia', 'rank', at))).toEqual([null, { kind: 'owner' }]);
  });

  it('forgets a delegation half a year after its end, with the next change', async () => {
    const project = await aProject();
    await project.lend(olivia);
    project.pass(DAY + 180 * DAY - 1);
    await project.lend(olivia, { to: 'mia' });
    expect((await project.shown(mia)).delegations).toHaveLength(2);
    project.pass(1);
    await project.lend(olivia, { to: 'mia' });
    expect((await project.shown(mia)).delegations.map(({ to }) => to.accountId)).toEqual(['mia', 'mia']);
  });
});

describe('Who stands in', () => {
  it('is shown to everybody who sees the project: now, later, ended', async () => {
    const project = await aProject();
    await project.lend(olivia, { to: 'eve', until: project.now() + 1 });
    project.pass(1);
    await project.lend(ada, { to: 'lee', from: project.now() + DAY, until: project.now() + 2 * DAY });
    await project.lend(olivia, { powers: ['rank', 'decide'] });
    const shown = await project.shown(mia);
    expect(shown).toMatchObject({ owner: { accountId: 'olivia', name: 'OLIVIA' }, lending: { allowed: false, reason: 'not-lender' } });
    expect(shown.delegations).toMatchObject([
      { to: { name: 'DEV' }, powers: ['rank', 'decide'], by: { name: 'OLIVIA' }, for: { name: 'OLIVIA' }, state: 'now' },
      { to: { name: 'LEE' }, by: { name: 'ADA' }, state: 'later' },
      { to: { name: 'EVE' }, state: 'ended' },
    ]);
    expect((await project.shown(olivia)).lending).toEqual({ allowed: true });
  });

  it('is shown without the names of people whom Jira does not show the reader', async () => {
    const project = await aProject({ nameless: ['olivia'] });
    await project.lend(olivia);
    expect(await project.shown(mia)).toMatchObject({ owner: { name: null }, delegations: [{ to: { name: 'DEV' }, by: { name: null } }] });
  });

  it('says of a vacant project, to admins too, that there is nothing to lend', async () => {
    const project = await aProject({ vacant: true });
    expect(await project.shown(ada)).toMatchObject({ owner: null, lending: { allowed: false, reason: 'vacant' } });
  });
});
