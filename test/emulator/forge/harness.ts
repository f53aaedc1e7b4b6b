import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { Activity } from '../../../emulator/activity';
import { Clock } from '../../../emulator/clock';
import { Forge, type ForgeOptions } from '../../../emulator/forge/forge';
import type { GatewayPort, JiraPort } from '../../../emulator/forge/ports';
import { JiraEvents, type JiraEvent } from '../../../emulator/jira/events';
import type { Caller, User } from '../../../emulator/jira/model';
import { JiraState } from '../../../emulator/jira/state';
import type { Json, JsonObject } from '../../../emulator/json';
import { DEFAULT_SWITCHES, type Switches } from '../../../emulator/switches';

const FIXTURE = join(__dirname, 'fixture');
export const START = Date.parse('2026-11-24T09:00:00Z');
export const APP_ID = '11111111-2222-4333-8444-555555555555';

/** The fixture app bundled as the build does it: one CommonJS file with the real @forge packages inside. */
export function bundledFixture(): string {
  const directory = mkdtempSync(join(tmpdir(), 'forge-fixture-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const outfile = join(directory, 'functions.cjs');
  buildSync({
    entryPoints: [join(FIXTURE, 'src/index.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

export interface GatewayCall {
  readonly method: string;
  readonly path: string;
  readonly caller: Caller;
  readonly body: string;
  readonly headers: Headers;
}

/** Stands in for Jira's REST side: answers what it is told and remembers the calls. */
export class StubGateway implements GatewayPort {
  readonly faults: GatewayPort['faults'] = [];
  readonly calls: GatewayCall[] = [];
  answer: (call: GatewayCall) => Response | Promise<Response> = () => Response.json({ id: '10001', list: [1, 2] });

  async handle(request: Request, caller: Caller): Promise<Response> {
    const call = {
      method: request.method,
      path: new URL(request.url).pathname,
      caller,
      body: await request.text(),
      headers: request.headers,
    };
    this.calls.push(call);
    return this.answer(call);
  }
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what the fixture answers is asserted on, not typed
export type Loose = any;

export interface World {
  readonly forge: Forge;
  readonly clock: Clock;
  readonly gateway: StubGateway;
  readonly activity: Activity;
  readonly jira: JiraPort;
  readonly switches: Switches;
  emit(event: Partial<JiraEvent>): void;
  /** Calls a resolver function of the fixture as a person. */
  call(name: string, payload?: Json, accountId?: string | null): Promise<Loose>;
  /** What the app stored under a key. */
  stored(key: string): Promise<Loose>;
}

export interface WorldOptions extends Partial<ForgeOptions> {
  readonly functions: string;
  /** Rewrites the fixture's manifest. */
  readonly manifest?: (yaml: string) => string;
}

const opened: Forge[] = [];
if (typeof afterEach === 'function') afterEach(() => Promise.all(opened.splice(0).map((forge) => forge.close())));

/** A site with one person (`olivia`), no projects, and the fixture app installed. */
export function aWorld({ functions, manifest, ...options }: WorldOptions): World {
  const clock = options.clock ?? new Clock({ mode: 'manual', start: START });
  const switches: Switches = { ...DEFAULT_SWITCHES, ...options.switches };
  const activity = new Activity(() => clock.now());
  const gateway = new StubGateway();
  const jira = stubJira(clock, switches);
  let manifestPath = join(FIXTURE, 'manifest.yml');
  if (manifest) {
    const changed = join(mkdtempSync(join(tmpdir(), 'forge-manifest-')), 'manifest.yml');
    writeFileSync(changed, manifest(readFileSync(manifestPath, 'utf8')));
    manifestPath = changed;
  }
  const named = { appName: 'Fixture', ...options };
  const forge = new Forge({ manifestPath, functionsPath: functions, jira, gateway, activity, ...named, clock, switches });
  opened.push(forge);
  const call = (name: string, payload?: Json, accountId: string | null = 'olivia'): Promise<Loose> =>
    forge.invokeResolver({ accountId, moduleKey: 'panel', functionKey: name, payload, extension: { type: 'jira:issueContext' } });
  return {
    forge,
    clock,
    gateway,
    activity,
    jira,
    switches,
    call,
    emit: (event) => jira.events.emit({ name: 'avi:jira:updated:issue', payload: anIssueEvent('SHOP-1'), at: clock.now(), ...event }),
    stored: async (key) => (await call('kvs', { method: 'get', args: [key] })).value ?? [],
  };
}

export const anIssueEvent = (key: string, more: JsonObject = {}): JsonObject => ({
  issue: { id: '10001', key, ...more },
  atlassianId: 'olivia',
});

function stubJira(clock: Clock, switches: Switches): JiraPort {
  const state = new JiraState();
  const users = new Map<string, User>();
  const add = (user: Omit<User, 'active' | 'timeZone' | 'locale'>): User => {
    const full: User = { active: true, timeZone: 'Europe/Berlin', locale: 'de_DE', ...user };
    users.set(full.accountId, full);
    return full;
  };
  add({ accountId: 'olivia', accountType: 'atlassian', emailAddress: 'owner@example.com', displayName: 'Olivia Owner', licensed: true });
  state.roles.set(10_003, { id: 10_003, name: 'atlassian-addons-project-access', description: '' });
  return {
    clock,
    switches,
    state,
    baseUrl: 'http://localhost:8080',
    events: new JiraEvents(),
    users: {
      byId: (accountId) => users.get(accountId),
      byEmail: (email) => [...users.values()].find((user) => user.emailAddress === email),
      create: (user) => add({ accountId: 'app-account', ...user }),
      update: (accountId, change) => add({ ...users.get(accountId)!, ...change }),
    },
    fields: {
      registerForge: (fields) => fields.forEach((field, at) => state.properties.set(`field:${at}`, new Map([['ari', field.ari]]))),
      unregisterForge: () => state.properties.clear(),
    },
    workflows: { registerForgeRules: () => undefined, unregisterForge: () => undefined },
    projects: {
      addToRole: (projectId, _role, accountId) =>
        state.roleActors.set(`${projectId}:10003`, { projectId, roleId: 10_003, accountIds: [accountId], groupIds: [] }),
    },
    ranking: { failNext: () => undefined },
    // Only what the fixture's filters say.
    expressions: {
      evaluate: (_source, { bindings }) => {
        const event = bindings['event'] as { issue: { bug?: unknown } };
        return { value: event.issue.bug ?? 'neither' };
      },
    },
  };
}
