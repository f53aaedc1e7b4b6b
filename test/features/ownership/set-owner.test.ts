import type { Actor } from '../../../src/core/actor';
import { createAudit } from '../../../src/features/audit/index';
import { createOwnership } from '../../../src/features/ownership/index';
import { memoryStorage } from '../../builders/fakes';

const ada: Actor = { kind: 'person', accountId: 'ada', licensed: true };

function aFeature(given: { administers?: boolean; software?: boolean; browsers?: string[] } = {}) {
  const { administers = true, software = true, browsers = ['olivia'] } = given;
  const storage = memoryStorage();
  const feature = createOwnership({
    projects: { asCaller: async (id) => ({ id, key: 'SHOP', software }) },
    permissions: {
      ofCaller: async () => ({ browses: true, edits: true, administers }),
      mayBrowse: async (account) => browsers.includes(account),
    },
    storage,
    audit: createAudit({ now: () => 7, newId: () => 'id' }),
    now: () => 7,
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
});
