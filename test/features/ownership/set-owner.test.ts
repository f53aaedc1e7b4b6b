import type { Actor } from '../../../src/core/actor';
import { createAudit } from '../../../src/features/audit/index';
import { createOwnership } from '../../../src/features/ownership/index';
import { memoryStorage } from '../../builders/fakes';

const ada: Actor = { kind: 'person', accountId: 'ada', licensed: true };

function aFeature(given: { administers?: boolean; software?: boolean; browsers?: string[] } = {}) {
  const { administers = true, software = true, browsers = ['olivia'] } = given;
  const storage = memoryStorage();
  const feature = createOwnership({
    projects: { asCaller: async (id) => ({ id, key: 'SHOP', name: 'Shop', software }) },
    permissions: {
      ofCaller: async () => ({ browses: true, edits: true, administers }),
      administersSite: async () => false,
      mayBrowse: async (account) => browsers.includes(account),
      browsers: async () => browsers.map((accountId) => ({ accountId, name: accountId })),
    },
    people: { nameOf: async (account) => (account === 'gone' ? null : account), namesOf: async () => new Map() },
    storage,
    audit: createAudit({ now: () => 7, newId: () => 'id' }),
    now: () => 7,
    newId: () => 'id',
  });
  return { feature, storage };
}

describe('Naming an owner', () => {
  it('stores the owner and an audit entry in one write', async () => {
    const { feature, storage } = aFeature();
    expect(await feature.setOwner(ada, { projectId: '10000', accountId: 'olivia' })).toEqual({
      kind: 'named',
      projectId: '10000',
      owner: 'olivia',
    });
    expect(await feature.ownerOf('10000')).toEqual({ projectId: '10000', owner: 'olivia' });
    expect(storage.commits).toEqual([2]);
    expect(JSON.parse(storage.values.get('10000:7:id') ?? '{}')).toMatchObject({
      kind: 'owner-named',
      actor: 'ada',
      detail: { before: null, after: 'olivia', capacity: { kind: 'admin' } },
    });
  });

  it('records nothing when nothing changes', async () => {
    const { feature, storage } = aFeature();
    await feature.setOwner(ada, { projectId: '10000', accountId: 'olivia' });
    await feature.setOwner(ada, { projectId: '10000', accountId: 'olivia' });
    expect(storage.commits).toHaveLength(1);
  });

  it.each([
    ['who does not administer the project', { administers: false }, 'not-admin'],
    ['a project that is not a software project', { software: false }, 'not-software'],
    ['somebody who cannot browse the project', { browsers: [] }, 'owner-cannot-see'],
  ])('is refused for %s, and nothing is stored', async (_who, given, reason) => {
    const { feature, storage } = aFeature(given);
    expect(await feature.setOwner(ada, { projectId: '10000', accountId: 'olivia' })).toEqual({ kind: 'refused', reason });
    expect(storage.values.size).toBe(0);
  });

  it('can leave the project vacant again', async () => {
    const { feature } = aFeature();
    await feature.setOwner(ada, { projectId: '10000', accountId: 'olivia' });
    await feature.setOwner(ada, { projectId: '10000', accountId: null });
    expect(await feature.ownerOf('10000')).toMatchObject({ owner: null });
  });

  it('tells the second of two admins who change it at once, and overwrites nothing', async () => {
    const { feature } = aFeature({ browsers: ['olivia', 'otto'] });
    await feature.setOwner(ada, { projectId: '10000', accountId: 'olivia', revision: 0 });
    expect(await feature.setOwner(ada, { projectId: '10000', accountId: 'otto', revision: 0 })).toEqual({
      kind: 'refused',
      reason: 'conflict',
    });
    const seen = await feature.settings(ada, '10000');
    expect(seen).toMatchObject({
      kind: 'shown',
      shown: { revision: 1, owner: { accountId: 'olivia', state: 'present' }, lastChange: { by: 'ada' } },
    });
    expect(await feature.setOwner(ada, { projectId: '10000', accountId: 'otto', revision: 1 })).toMatchObject({ kind: 'named' });
  });

  it('tells it also when both had read the same before either wrote', async () => {
    const { feature, storage } = aFeature({ browsers: ['olivia', 'otto'] });
    const results = await Promise.all(['olivia', 'otto'].map((accountId) => feature.setOwner(ada, { projectId: '10000', accountId })));
    expect(results.map(({ kind }) => kind).sort()).toEqual(['named', 'refused']);
    expect(storage.commits).toEqual([2]);
  });
});

describe('What admins see of the owner', () => {
  it('an owner who cannot browse the project any more, or is gone, is absent', async () => {
    const browsers = ['gone'];
    const { feature } = aFeature({ browsers });
    await feature.setOwner(ada, { projectId: '10000', accountId: 'gone' });
    browsers.pop();
    expect(await feature.settings(ada, '10000')).toMatchObject({ shown: { owner: { accountId: 'gone', name: null, state: 'absent' } } });
  });

  it.each([
    ['who does not administer the project', { administers: false }, 'not-admin'],
    ['a project that is not a software project', { software: false }, 'not-software'],
  ])('nothing for %s, not even a name', async (_who, given, reason) => {
    const { feature } = aFeature(given);
    expect(await feature.settings(ada, '10000')).toEqual({ kind: 'refused', reason });
    expect(await feature.findPeople(ada, { projectId: '10000', query: 'o' })).toMatchObject({ kind: 'refused' });
  });
});
