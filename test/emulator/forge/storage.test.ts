import { aWorld, bundledFixture, START, type World, type Loose } from './harness';

const functions = bundledFixture();
const kvs = (world: World, method: string, ...args: Loose[]): Promise<Loose> => world.call('kvs', { method, args });
const entity = (world: World, method: string, ...args: Loose[]): Promise<Loose> => world.call('entity', { method, args });
const refusal = (code: string, httpStatus = 400): object => ({
  error: expect.objectContaining({ name: 'ForgeKvsError', code, httpStatus }),
});

describe('the key-value store', () => {
  it('gives back what was set, undefined for what was not, and forgets on delete', async () => {
    const world = aWorld({ functions });
    for (const value of [['Hello'], true, 0, { deep: { a: [1, null] } }, 'text']) {
      expect(await kvs(world, 'set', 'key', value)).toEqual({});
      expect(await kvs(world, 'get', 'key')).toEqual({ value });
    }
    await kvs(world, 'delete', 'key');
    await kvs(world, 'delete', 'key');
    expect(await kvs(world, 'get', 'key')).toEqual({});
  });

  it.each([
    ['an empty key', '', 'x', 'KEY_TOO_SHORT'],
    ['a key of blanks', '  ', 'x', 'INVALID_KEY'],
    ['a key with a slash', 'a/b', 'x', 'INVALID_KEY'],
    ['a key of 501 characters', 'k'.repeat(501), 'x', 'KEY_TOO_LONG'],
    ['null', 'key', null, 'BAD_REQUEST'],
    ['a value over 240 KiB', 'key', 'x'.repeat(240 * 1024 - 1), 'MAX_SIZE'],
    ['a value nested 32 deep', 'key', JSON.parse('['.repeat(32) + ']'.repeat(32)), 'MAX_DEPTH'],
  ])('refuses %s', async (_what, key, value, code) => {
    const world = aWorld({ functions });
    expect(await kvs(world, 'set', key, value)).toEqual(refusal(code));
    expect((await world.call('kvsQuery', {})).value.results).toEqual([]);
  });

  it('takes keys and values up to the limits', async () => {
    const world = aWorld({ functions });
    expect(await kvs(world, 'set', `${'k'.repeat(490)}:._- #Az09`, 'x'.repeat(240 * 1024 - 2))).toEqual({});
    expect(await kvs(world, 'set', 'deep', JSON.parse('['.repeat(31) + ']'.repeat(31)))).toEqual({});
  });

  it('keeps to key policies and returns what it is asked for', async () => {
    const world = aWorld({ functions });
    expect(await kvs(world, 'set', 'lock', 1, { keyPolicy: 'FAIL_IF_EXISTS' })).toEqual({});
    expect(await kvs(world, 'set', 'lock', 2, { keyPolicy: 'FAIL_IF_EXISTS' })).toEqual(refusal('KEY_CONFLICT', 409));
    await world.forge.advance(1_000);
    const options = { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS', returnMetadataFields: ['CREATED_AT', 'UPDATED_AT'] };
    expect(await kvs(world, 'set', 'lock', 3, options)).toEqual({ value: { key: 'lock', value: 1, createdAt: START, updatedAt: START } });
    expect(await kvs(world, 'set', 'lock', 4, { ...options, returnValue: 'LATEST' })).toEqual({
      value: { key: 'lock', value: 4, createdAt: START, updatedAt: START + 1_000 },
    });
    expect(await kvs(world, 'get', 'lock', { metadataFields: ['UPDATED_AT'] })).toEqual({
      value: { key: 'lock', value: 4, updatedAt: START + 1_000 },
    });
  });

  it('names an expiry, but still shows what has expired for up to 48 hours', async () => {
    const world = aWorld({ functions });
    await kvs(world, 'set', 'short', 'x', { ttl: { value: 1, unit: 'HOURS' } });
    const asked = { metadataFields: ['EXPIRE_TIME'] };
    expect((await kvs(world, 'get', 'short', asked)).value.expireTime).toBe('2026-11-24T10:00:00.000Z');
    await world.forge.advance(2 * 3_600_000);
    expect((await kvs(world, 'get', 'short')).value).toBe('x');
    await world.forge.advance(48 * 3_600_000);
    expect(await kvs(world, 'get', 'short')).toEqual({});
    expect(await kvs(world, 'set', 'a', 1, { ttl: { value: 366, unit: 'DAYS' } })).toEqual(refusal('BAD_REQUEST'));
  });

  it('lists keys by prefix in order, ten a page unless told, a hundred at most', async () => {
    const world = aWorld({ functions });
    const keys = Array.from({ length: 12 }, (_, at) => `b:${String(at).padStart(2, '0')}`);
    await world.call('writes', { keys: ['c', ...keys.toReversed(), 'a'] });
    const first = (await world.call('kvsQuery', { prefix: 'b:' })).value;
    expect(first.results.map((row: { key: string }) => row.key)).toEqual(keys.slice(0, 10));
    const second = (await world.call('kvsQuery', { prefix: 'b:', cursor: first.nextCursor })).value;
    expect(second.results).toEqual(keys.slice(10).map((key) => ({ key, value: key })));
    expect(second).not.toHaveProperty('nextCursor');
    expect(await world.call('kvsQuery', { limit: 101 })).toEqual(refusal('LIST_QUERY_LIMIT_EXCEEDED'));
    expect((await world.call('kvsQuery', { limit: 100 })).value.results).toHaveLength(14);
  });

  it('keeps secrets out of queries', async () => {
    const world = aWorld({ functions });
    await kvs(world, 'setSecret', 'token', 's3cret');
    expect(await kvs(world, 'getSecret', 'token')).toEqual({ value: 's3cret' });
    expect(await kvs(world, 'get', 'token')).toEqual({});
    expect((await world.call('kvsQuery', {})).value.results).toEqual([]);
  });

  it('needs the scope storage:app', async () => {
    const world = aWorld({ functions, manifest: (yaml) => yaml.replace('    - storage:app\n', '') });
    expect(await kvs(world, 'get', 'a')).toEqual(refusal('FORBIDDEN', 403));
  });

  it('counts operations and bytes', async () => {
    const world = aWorld({ functions });
    await kvs(world, 'set', 'a', 'xyz');
    await kvs(world, 'get', 'a');
    await kvs(world, 'get', 'b');
    expect(world.activity.usage().storage).toEqual({
      set: { operations: 1, bytesRead: 0, bytesWritten: 5 },
      get: { operations: 2, bytesRead: 5, bytesWritten: 0 },
    });
  });
});

describe('batches', () => {
  it('do what they can and name what they cannot', async () => {
    const world = aWorld({ functions });
    const set = await kvs(world, 'batchSet', [
      { key: 'a', value: 1 },
      { key: 'a', entityName: 'employee', value: { age: 'old' } },
      { key: 'b', entityName: 'employee', value: { age: 30 } },
    ]);
    expect(set.value.successfulKeys).toEqual([{ key: 'a' }, { key: 'b', entityName: 'employee' }]);
    expect(set.value.failedKeys).toEqual([
      { key: 'a', entityName: 'employee', error: { code: 'INVALID_ENTITY_VALUE', message: expect.any(String) } },
    ]);
    const got = await kvs(world, 'batchGet', [{ key: 'a' }, { key: 'nothing' }]);
    expect(got.value).toEqual({
      successfulKeys: [{ key: 'a', value: 1 }],
      failedKeys: [{ key: 'nothing', error: expect.objectContaining({ code: 'KEY_NOT_FOUND' }) }],
    });
    expect((await kvs(world, 'batchDelete', [{ key: 'a' }])).value.successfulKeys).toEqual([{ key: 'a' }]);
    expect(await kvs(world, 'get', 'a')).toEqual({});
  });

  it('fail as a whole when empty, over 25, or with a key twice', async () => {
    const world = aWorld({ functions });
    const items = (count: number): object[] => Array.from({ length: count }, (_, at) => ({ key: `k${at}`, value: at }));
    expect(await kvs(world, 'batchSet', [])).toEqual(refusal('BAD_REQUEST'));
    expect(await kvs(world, 'batchSet', items(26))).toEqual(refusal('BAD_REQUEST'));
    expect(await kvs(world, 'batchSet', [...items(1), ...items(1)])).toEqual(refusal('BAD_REQUEST'));
    expect((await kvs(world, 'batchSet', items(25))).value.successfulKeys).toHaveLength(25);
  });
});

describe('entities', () => {
  it.each([
    ['an integer beyond 32 bits', { age: 2_147_483_648 }],
    ['a fraction as integer', { age: 1.5 }],
    ['an empty text', { surname: '' }],
    ['a blank text', { surname: ' ' }],
    ['a text as boolean', { remote: 'yes' }],
    ['null', { notes: null }],
    ['a number over 1E126', { salary: 1e126 }],
    ['no object', 'text'],
  ])('refuse %s', async (_what, value) => {
    expect(await entity(aWorld({ functions }), 'set', 'e1', value)).toEqual(refusal('INVALID_ENTITY_VALUE'));
  });

  it('refuse attributes and entities the manifest does not define, and index values that are too long', async () => {
    const world = aWorld({ functions });
    expect(await entity(world, 'set', 'e1', { height: 1 })).toEqual(refusal('INVALID_ENTITY_ATTRIBUTE'));
    expect(await world.call('entity', { name: 'nobody', method: 'get', args: ['e1'] })).toEqual(refusal('INVALID_ENTITY_TYPE'));
    expect(await entity(world, 'set', 'e1', { surname: 'x'.repeat(901) })).toEqual(refusal('INVALID_ENTITY_VALUE'));
    expect(await entity(world, 'set', 'e1', { team: 'x'.repeat(1701), age: 1 })).toEqual(refusal('INVALID_ENTITY_VALUE'));
  });

  it('keep values of every type', async () => {
    const world = aWorld({ functions });
    const value = { surname: 'Davis', age: -5, salary: Date.UTC(2026, 0), remote: false, notes: [{ any: 'thing' }] };
    expect(await entity(world, 'set', 'e1', value)).toEqual({});
    expect(await entity(world, 'get', 'e1')).toEqual({ value });
    expect(await entity(world, 'get', 'e2')).toEqual({});
    await entity(world, 'delete', 'e1');
    expect(await entity(world, 'get', 'e1')).toEqual({});
  });

  const staffed = async (storageQueryLagMs = 0): Promise<World> => {
    const world = aWorld({ functions });
    world.switches.storageQueryLagMs = storageQueryLagMs;
    const people: [string, object][] = [
      ['ann', { surname: 'Abel', team: 'red', age: 30, remote: true }],
      ['bob', { surname: 'Berg', team: 'red', age: 20 }],
      ['cid', { surname: 'Bell', team: 'red', age: 40, remote: false }],
      ['dan', { surname: 'Dorn', team: 'blue', age: 25 }],
      ['eve', { surname: 'Ende', age: 50 }],
      ['fay', { surname: 'Berg', team: 'red', age: 30 }],
    ];
    for (const [key, value] of people) await entity(world, 'set', key, value);
    return world;
  };
  const keys = async (world: World, query: object): Promise<string[]> => (await world.call('entityQuery', query as never)).value.keys;

  it('are found by simple and named indexes, in order, and only where they have the attributes', async () => {
    const world = await staffed();
    expect(await keys(world, { index: 'surname' })).toEqual(['ann', 'cid', 'bob', 'fay', 'dan', 'eve']);
    expect(await keys(world, { index: 'by-key' })).toEqual(['ann', 'bob', 'cid', 'dan', 'eve', 'fay']);
    expect(await keys(world, { index: 'by-team-and-age', partition: ['red'] })).toEqual(['bob', 'ann', 'fay', 'cid']);
    expect(await keys(world, { index: 'by-team-and-age', partition: ['red'], desc: true })).toEqual(['cid', 'fay', 'ann', 'bob']);
  });

  it.each([
    [
      ['between', 20, 30],
      ['bob', 'ann', 'fay'],
    ],
    [
      ['equalTo', 30],
      ['ann', 'fay'],
    ],
    [
      ['greaterThan', 20],
      ['ann', 'fay', 'cid'],
    ],
    [
      ['greaterThanEqualTo', 30],
      ['ann', 'fay', 'cid'],
    ],
    [['lessThan', 30], ['bob']],
    [
      ['lessThanEqualTo', 30],
      ['bob', 'ann', 'fay'],
    ],
  ])('are narrowed by the range %j', async (where, expected) => {
    expect(await keys(await staffed(), { index: 'by-team-and-age', partition: ['red'], where })).toEqual(expected);
  });

  it('are found by the beginning of a text', async () => {
    expect(await keys(await staffed(), { index: 'surname', where: ['beginsWith', 'Be'] })).toEqual(['cid', 'bob', 'fay']);
    expect(await keys(await staffed(), { index: 'by-key', where: ['beginsWith', 'f'] })).toEqual(['fay']);
  });

  it.each([
    [
      [
        ['and', 'team', 'equalTo', 'red'],
        ['and', 'age', 'greaterThan', 20],
      ],
      ['ann', 'cid', 'fay'],
    ],
    [
      [
        ['or', 'team', 'equalTo', 'blue'],
        ['or', 'age', 'equalTo', 50],
      ],
      ['dan', 'eve'],
    ],
    [[['and', 'remote', 'exists']], ['ann', 'cid']],
    [[['and', 'team', 'notExists']], ['eve']],
    [[['and', 'surname', 'contains', 'er']], ['bob', 'fay']],
    [[['and', 'surname', 'notContains', 'e']], ['dan']],
    [[['and', 'team', 'notEqualTo', 'red']], ['dan', 'eve']],
  ])('are filtered by %j', async (filters, expected) => {
    const found = await keys(await staffed(), { index: 'by-key', filters });
    expect(found).toEqual(expected);
  });

  it('are filtered only after the page was cut, so a page may be empty and go on', async () => {
    const world = await staffed();
    const filters = [['and', 'surname', 'equalTo', 'Ende']];
    const first = (await world.call('entityQuery', { index: 'by-key', filters, limit: 4 })).value;
    expect(first.keys).toEqual([]);
    const second = (await world.call('entityQuery', { index: 'by-key', filters, limit: 4, cursor: first.nextCursor })).value;
    expect(second).toEqual({ keys: ['eve'] });
  });

  it('page without gaps or repeats, also backwards and where range values repeat', async () => {
    const world = await staffed();
    for (const desc of [false, true]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = (await world.call('entityQuery', { index: 'surname', limit: 1, desc, ...(cursor ? { cursor } : {}) })).value;
        seen.push(...page.keys);
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual(desc ? ['eve', 'dan', 'fay', 'bob', 'cid', 'ann'] : ['ann', 'cid', 'bob', 'fay', 'dan', 'eve']);
    }
  });

  it('refuse queries that the store does not take', async () => {
    const world = await staffed();
    const query = (more: object): Promise<unknown> => world.call('entityQuery', { index: 'by-team-and-age', partition: ['red'], ...more });
    expect(await query({ index: 'age' })).toEqual(refusal('INVALID_ENTITY_INDEX'));
    expect(await query({ partition: [] })).toEqual(refusal('INVALID_FILTER_VALUES'));
    expect(await query({ limit: 101 })).toEqual(refusal('COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'));
    expect(await query({ where: ['beginsWith', 'x'] })).toEqual(refusal('INVALID_FILTER_CONDITION'));
    expect(await query({ where: ['equalTo', 'x'] })).toEqual(refusal('INVALID_FILTER_VALUES'));
    expect(await query({ filters: [['and', 'notes', 'exists']] })).toEqual(refusal('UNSUPPORTED_ATTRIBUTE_TYPE', 422));
    expect(await query({ filters: [['and', 'height', 'equalTo', 1]] })).toEqual(refusal('INVALID_ENTITY_ATTRIBUTE'));
  });

  it('follow changes and deletions', async () => {
    const world = await staffed();
    await entity(world, 'set', 'bob', { team: 'blue', age: 20 });
    await entity(world, 'delete', 'cid');
    expect(await keys(world, { index: 'by-team-and-age', partition: ['red'] })).toEqual(['ann', 'fay']);
    expect(await keys(world, { index: 'by-team-and-age', partition: ['blue'] })).toEqual(['bob', 'dan']);
    expect(await keys(world, { index: 'surname' })).toEqual(['ann', 'fay', 'dan', 'eve']);
  });

  it('are read at once but queried late where the site is set to lag', async () => {
    const world = await staffed(500);
    expect(await keys(world, { index: 'by-key' })).toEqual([]);
    expect((await entity(world, 'get', 'ann')).value.surname).toBe('Abel');
    await world.forge.advance(500);
    expect(await keys(world, { index: 'by-key' })).toHaveLength(6);
    await entity(world, 'set', 'ann', { surname: 'Zorn' });
    expect(await keys(world, { index: 'surname' })).toEqual(['ann', 'cid', 'bob', 'fay', 'dan', 'eve']);
    await world.forge.advance(500);
    expect((await keys(world, { index: 'surname' })).at(-1)).toBe('ann');
  });

  it('never shows an older value again when the lag is shortened meanwhile', async () => {
    const world = await staffed(500);
    await entity(world, 'set', 'ann', { surname: 'Zorn' });
    world.switches.storageQueryLagMs = 0;
    await entity(world, 'delete', 'ann');
    expect(await keys(world, { index: 'by-key' })).toEqual(['bob', 'cid', 'dan', 'eve', 'fay']);
    await world.forge.advance(500);
    expect(await keys(world, { index: 'by-key' })).toEqual(['bob', 'cid', 'dan', 'eve', 'fay']);
  });
});

describe('a transaction', () => {
  const transact = (world: World, ...operations: unknown[][]): Promise<unknown> => world.call('transact', { operations } as never);

  it('sets, deletes and checks together', async () => {
    const world = aWorld({ functions });
    await entity(world, 'set', 'ann', { age: 30 });
    await kvs(world, 'set', 'old', 1);
    expect(await transact(world, ['set', 'new', 2], ['delete', 'old'], ['check', 'ann', null, 'employee', ['age', 'equalTo', 30]])).toEqual(
      {},
    );
    expect(await kvs(world, 'get', 'new')).toEqual({ value: 2 });
    expect(await kvs(world, 'get', 'old')).toEqual({});
  });

  it('changes nothing at all when a condition is not met, or a later value is not allowed', async () => {
    const world = aWorld({ functions });
    await entity(world, 'set', 'ann', { age: 30 });
    const failed = await transact(world, ['set', 'new', 2], ['set', 'ann', { age: 31 }, 'employee', ['age', 'equalTo', 29]]);
    expect(failed).toEqual(refusal('TRANSACTION_CONDITION_FAILED', 409));
    expect(await transact(world, ['set', 'new', 2], ['set', 'bob', { age: 'x' }, 'employee'])).toEqual(refusal('INVALID_ENTITY_VALUE'));
    expect(await kvs(world, 'get', 'new')).toEqual({});
    expect(await entity(world, 'get', 'ann')).toEqual({ value: { age: 30 } });
  });

  it('lets one of two writers win by a version check', async () => {
    const world = aWorld({ functions });
    await entity(world, 'set', 'ledger', { age: 1 });
    const write = (surname: string): Promise<Loose> =>
      transact(world, ['set', 'ledger', { age: 2, surname }, 'employee', ['age', 'equalTo', 1]]);
    const outcomes = await Promise.all([write('first'), write('second')]);
    expect(outcomes.filter(({ error }) => error === undefined)).toHaveLength(1);
  });

  it('creates only what does not exist', async () => {
    const world = aWorld({ functions });
    const create = (): Promise<unknown> => transact(world, ['set', 'ann', { age: 1 }, 'employee', ['age', 'notExists']]);
    expect(await create()).toEqual({});
    expect(await create()).toEqual(refusal('TRANSACTION_CONDITION_FAILED', 409));
  });

  it('has 1 to 25 operations, each key once, and 4 MB at most', async () => {
    const world = aWorld({ functions });
    const sets = (count: number, value: unknown = 1): unknown[][] => Array.from({ length: count }, (_, at) => ['set', `k${at}`, value]);
    expect(await transact(world)).toEqual(refusal('BAD_REQUEST'));
    expect(await transact(world, ...sets(26))).toEqual(refusal('BAD_REQUEST'));
    expect(await transact(world, ...sets(1), ['delete', 'k0'])).toEqual(refusal('BAD_REQUEST'));
    expect(await transact(world, ...sets(25))).toEqual({});
  });

  it('over 4 MB is refused', async () => {
    const world = aWorld({ functions });
    expect(await world.call('transactBig', { operations: 20, bytes: 220_000 })).toEqual(refusal('MAX_SIZE'));
    expect(await world.call('transactBig', { operations: 18, bytes: 220_000 })).toEqual({});
  });
});
