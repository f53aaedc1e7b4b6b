import { APP_ID, aWorld, bundledFixture, START } from './harness';

const functions = bundledFixture();

describe('a function of the app', () => {
  it('is called with what the real resolver expects, and the person comes from the platform alone', async () => {
    const world = aWorld({ functions });
    const { payload, context } = await world.call('echo', { accountId: 'mallory', n: 1 });
    expect(payload).toEqual({ accountId: 'mallory', n: 1 });
    expect(context).toMatchObject({
      accountId: 'olivia',
      moduleKey: 'panel',
      environmentType: 'DEVELOPMENT',
      siteUrl: 'http://localhost:8080',
      installContext: expect.stringMatching(/^ari:cloud:jira::site\//),
      extension: { type: 'jira:issueContext' },
      timezone: 'Europe/Berlin',
      locale: 'de_DE',
    });
    expect(context).not.toHaveProperty('license');
  });

  it('has a licence in production only', async () => {
    const license = { active: true };
    expect((await aWorld({ functions, license, environmentType: 'PRODUCTION' }).call('echo')).context.license).toEqual({ active: true });
    expect((await aWorld({ functions, license }).call('echo')).context.license).toBeUndefined();
  });

  it('knows no account when nobody is signed in', async () => {
    expect((await aWorld({ functions }).call('echo', {}, null)).context.accountId).toBeUndefined();
  });

  it('keeps module state in a warm instance and reads the runtime through timers', async () => {
    const world = aWorld({ functions });
    expect(await world.call('count')).toEqual({ loads: 1, counter: 1 });
    expect(await world.call('count')).toEqual({ loads: 1, counter: 2 });
    expect(await world.call('who')).toEqual({
      module: 'panel',
      app: `ari:cloud:ecosystem::app/${APP_ID}`,
      environment: expect.stringContaining('ari:cloud:ecosystem::environment/'),
      left: 24_990,
    });
    expect(await world.call('bound')).toEqual({ module: 'panel' });
    expect(await world.call('scopes')).toEqual({ has: true, hasNot: false });
  });

  it('tells invocations that run at once apart', async () => {
    const world = aWorld({ functions });
    const contexts = await Promise.all(['olivia', null].map((accountId) => world.call('jira', { as: 'user', key: 'SHOP-1' }, accountId)));
    expect(contexts[0].value.status).toBe(200);
    expect(contexts[1].error.name).toBe('NEEDS_AUTHENTICATION_ERR');
  });

  it('sees one realm: its own arrays, errors, bytes and dates', async () => {
    expect(await aWorld({ functions }).call('realm')).toEqual({
      array: true,
      bytes: true,
      encoded: true,
      clone: true,
      date: true,
      response: true,
      digest: 32,
      url: { error: expect.objectContaining({ name: 'TypeError', isError: true }) },
    });
  });

  it('waits on the emulator clock, not on ours', async () => {
    const world = aWorld({ functions });
    expect(await world.call('sleep', { ms: 10_000 })).toEqual({ slept: 10_000, user: true });
    expect(world.clock.now()).toBe(START + 10_000);
  });

  it('fails after 25 seconds and loses its instance', async () => {
    const world = aWorld({ functions });
    await world.call('count');
    await expect(world.call('sleep', { ms: 26_000 })).rejects.toThrow(
      'There was an error invoking the function - The function ran longer than its 25 seconds.',
    );
    expect(world.clock.now()).toBe(START + 25_000);
    expect(await world.call('count')).toEqual({ loads: 1, counter: 1 });
  });

  it('fails in the same way when it waits for nothing at all', async () => {
    await expect(aWorld({ functions }).call('hang')).rejects.toThrow('25 seconds');
  });

  it('shows the page the message of what it threw', async () => {
    await expect(aWorld({ functions }).call('throw', { message: 'no such thing' })).rejects.toThrow(
      'There was an error invoking the function - no such thing',
    );
    await expect(aWorld({ functions }).call('nowhere')).rejects.toThrow("Resolver has no definition for 'nowhere'.");
  });

  it('fails when its result is no JSON or over 5 MB, or the payload is over 500 KB', async () => {
    const world = aWorld({ functions });
    await expect(world.call('unserialisable')).rejects.toThrow(/BigInt/);
    await expect(world.call('huge', { size: 5 * 1024 * 1024 })).rejects.toThrow('5 MB');
    expect(await world.call('huge', { size: 5 * 1024 * 1024 - 2 })).toHaveLength(5 * 1024 * 1024 - 2);
    await expect(world.call('echo', { text: 'x'.repeat(500 * 1024) })).rejects.toThrow('500 KB');
  });

  it('logs to the feed, a hundred lines at most', async () => {
    const world = aWorld({ functions });
    await world.call('log', { lines: 3 });
    const lines = world.activity.since(0).filter(({ kind }) => kind === 'log');
    expect(lines.map(({ title, ok }) => [title, ok])).toEqual([
      ['line 0 { deep: [ 1 ] }', true],
      ['line 1 { deep: [ 1 ] }', true],
      ['line 2 { deep: [ 1 ] }', true],
      ['wrong', false],
    ]);
    await world.call('log', { lines: 300 });
    expect(world.activity.since(0).filter(({ kind }) => kind === 'log')).toHaveLength(104);
  });

  it('is counted', async () => {
    const world = aWorld({ functions });
    await world.call('echo');
    await world.call('throw', {}).catch(() => undefined);
    expect(world.activity.usage().functions['resolver']).toMatchObject({ invocations: 2, errors: 1 });
  });
});

describe('the outside world', () => {
  it.each(['https://example.com/x', 'http://localhost:8080/rest/api/3/myself'])(
    'refuses an undeclared fetch of %s as Forge does',
    async (url) => {
      expect(await aWorld({ functions }).call('egress', { url })).toEqual({
        error: expect.objectContaining({
          name: 'REQUEST_EGRESS_ALLOWLIST_ERR',
          message: `URL not included in the external fetch backend permissions: ${url}. Visit go.atlassian.com/forge-egress for more information.`,
          isError: true,
        }),
      });
    },
  );

  it('does not reach declared hosts either, but says so differently', async () => {
    const manifest = (yaml: string): string =>
      yaml.replace('permissions:', 'permissions:\n  external: { fetch: { backend: ["*.example.com"] } }');
    const world = aWorld({ functions, manifest });
    expect((await world.call('egress', { url: 'https://api.example.com/x' })).error.name).toBe('FUNCTION_FETCH_ERR');
    expect((await world.call('egress', { url: 'https://example.org/x' })).error.name).toBe('REQUEST_EGRESS_ALLOWLIST_ERR');
  });

  it.each(['https', 'node:net', 'child_process', 'worker_threads'])('has no module %s', async (name) => {
    expect((await aWorld({ functions }).call('require', { name })).error.message).toContain('may not use the Node module');
  });

  it.each(['crypto', 'node:path', 'util', 'timers/promises'])('has the module %s', async (name) => {
    expect((await aWorld({ functions }).call('require', { name })).value).toBeDefined();
  });

  it('answers 501 for products that are not here', async () => {
    expect((await aWorld({ functions }).call('confluence')).error).toMatchObject({ name: 'PROXY_ERR', status: 501 });
  });
});

describe('calls to Jira', () => {
  it('go as the person, as the app, or as nobody, with the scopes of the manifest', async () => {
    const world = aWorld({ functions });
    for (const as of ['user', 'app', 'none']) await world.call('jira', { as, key: 'SHOP-1' });
    const scopes = new Set(['storage:app', 'manage:jira-configuration', 'read:jira-work', 'write:jira-work']);
    expect(world.gateway.calls.map(({ caller }) => caller.accountId)).toEqual(['olivia', 'app-account', null]);
    for (const { caller } of world.gateway.calls) expect(caller.app).toMatchObject({ appId: APP_ID, accountId: 'app-account', scopes });
  });

  it('keep the path as routed and default to JSON', async () => {
    const world = aWorld({ functions });
    const { value } = await world.call('jira', { as: 'app', key: 'A B', method: 'PUT', body: { fields: {} } });
    expect(world.gateway.calls[0]).toMatchObject({ method: 'PUT', path: '/rest/api/3/issue/A%20B', body: '{"fields":{}}' });
    expect(world.gateway.calls[0]?.headers.get('content-type')).toBe('application/json');
    expect(value).toEqual({ status: 200, ok: true, body: { id: '10001', list: [1, 2] }, isArray: true, plain: true });
  });

  it('pass refusals on, which are answers and not errors', async () => {
    const world = aWorld({ functions });
    world.gateway.answer = () => Response.json({ errorMessages: ['no'] }, { status: 403 });
    expect((await world.call('jira', { as: 'user', key: 'X-1' })).value).toMatchObject({ status: 403, ok: false });
  });

  it('as somebody else need allowImpersonation', async () => {
    const refused = await aWorld({ functions }).call('jira', { as: 'user', key: 'X-1', accountId: 'somebody' });
    expect(refused.error.name).toBe('NEEDS_AUTHENTICATION_ERR');
    const manifest = (yaml: string): string =>
      yaml.replace(
        '    - storage:app\n    - manage:jira-configuration\n    - read:jira-work\n    - write:jira-work',
        '    storage:app: {}\n    manage:jira-configuration: {}\n    read:jira-work: { allowImpersonation: true }\n    write:jira-work: {}',
      );
    const world = aWorld({ functions, manifest });
    expect((await world.call('jira', { as: 'user', key: 'X-1', accountId: 'somebody' })).value.status).toBe(200);
    expect(world.gateway.calls[0]?.caller).toMatchObject({ accountId: 'somebody', app: { scopes: new Set(['read:jira-work']) } });
  });

  it('serve authorize()', async () => {
    const world = aWorld({ functions });
    world.gateway.answer = () =>
      Response.json({ projectPermissions: [{ permission: 'SCHEDULE_ISSUES', issues: [10001], projects: [] }], globalPermissions: [] });
    expect((await world.call('authorize', { issue: 10001 })).value).toEqual([
      { permission: 'SCHEDULE_ISSUES', issues: [10001], projects: [] },
    ]);
    expect(world.gateway.calls[0]).toMatchObject({
      method: 'POST',
      path: '/rest/api/3/permissions/check',
      caller: { accountId: 'olivia' },
    });
    expect(JSON.parse(world.gateway.calls[0]!.body)).toMatchObject({ accountId: 'olivia' });
    await expect(world.call('authorize', { issue: 10001 }, null)).resolves.toMatchObject({
      error: { message: expect.stringContaining('accountId') },
    });
  });
});

describe('an injected crash', () => {
  it.each([
    ['before', ['a']],
    ['after', ['a', 'b']],
  ] as const)('%s the second platform call leaves exactly what had taken effect and a fresh instance', async (when, kept) => {
    const world = aWorld({ functions });
    await world.call('count');
    world.forge.faults.apply({ crash: { function: 'writes', call: 2, when } });
    await expect(world.call('writes', { keys: ['a', 'b', 'c'] })).rejects.toThrow('injected crash');
    const { value } = await world.call('kvsQuery', {});
    expect(value.results.map((row: { key: string }) => row.key)).toEqual(kept);
    expect(await world.call('count')).toEqual({ loads: 1, counter: 1 });
    await world.call('writes', { keys: ['c'] });
  });
});
