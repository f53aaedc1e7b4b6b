import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Clock } from '../../emulator/clock';
import { demoState, peopledState } from '../../emulator/demo/seed';
import { setUpApp } from '../../emulator/demo/setup-app';
import { emailOf } from '../../emulator/demo/people';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../emulator/emulator';
import type { Json } from '../../emulator/json';
import type { JiraState } from '../../emulator/jira/state';
import { OpenApi } from '../../emulator/jira/rest/openapi';
import type { Switches } from '../../emulator/switches';

const ROOT = join(__dirname, '..', '..');
const OPENAPI = join(ROOT, '..', 'shared', 'data', 'openapi');
/** A Thursday morning: the demo's active sprint is three days old. */
export const SITE_NOW = Date.UTC(2026, 10, 26, 10);
export const BASE_URL = 'http://localhost:8080';

export interface SiteOptions {
  /** `demo`: SHOP, APP and OPS with their half year. `people`: accounts only. Default `demo`. */
  readonly seed?: 'demo' | 'people';
  /** Name owners and score as `npm start` does; default true with the demo. */
  readonly setUp?: boolean;
  readonly switches?: Partial<Switches>;
  readonly now?: number;
  /** People are held to Jira's rate limits too; default: apps only, so that tests may hurry. */
  readonly limitsForEveryone?: boolean;
  /** Goes on with another site's Jira and the app's data, as after a restart; no seed then. */
  readonly from?: { readonly state: JiraState; readonly forgeData: unknown };
  /** Another app than ours. */
  readonly app?: Partial<Pick<EmulatorOptions, 'manifestPath' | 'functionsPath' | 'uiDir'>>;
}

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Somebody who uses the site's HTTP doors with Basic authentication. */
export interface Person {
  readonly email: string;
  readonly accountId: string;
  get<Body = any>(path: string): Promise<Answer<Body>>; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers are asserted on, not typed
  put<Body = any>(path: string, body: Json): Promise<Answer<Body>>; // eslint-disable-line @typescript-eslint/no-explicit-any -- as above
  post<Body = any>(path: string, body?: Json): Promise<Answer<Body>>; // eslint-disable-line @typescript-eslint/no-explicit-any -- as above
  delete<Body = any>(path: string): Promise<Answer<Body>>; // eslint-disable-line @typescript-eslint/no-explicit-any -- as above
}

export interface TestSite extends Emulator {
  /** By e-mail, or its first part: `site.as('owner')`. */
  as(email: string): Person;
  /** Everything due happens: events, messages, schedules. */
  settle(): Promise<void>;
  /** Breaches of Atlassian's OpenAPI files so far; empty when the files are not there. */
  violations(): readonly string[];
}

let openApi: OpenApi | undefined | null = null;

/** A whole site in this process, on a clock that stands still. One per test file: `beforeAll`, and `close()` after. */
export async function aSite(options: SiteOptions = {}): Promise<TestSite> {
  const { seed = 'demo', now = SITE_NOW } = options;
  openApi ??= existsSync(OPENAPI) ? OpenApi.load(OPENAPI) : undefined;
  const emulator = await createEmulator({
    manifestPath: join(ROOT, 'manifest.yml'),
    functionsPath: join(ROOT, 'build', 'functions', 'index.cjs'),
    uiDir: join(ROOT, 'build', 'ui'),
    siteDir: join(ROOT, 'build', 'site'),
    ...options.app,
    clock: new Clock({ mode: 'manual', start: now }),
    state: options.from
      ? options.from.state
      : seed === 'demo'
        ? await demoState({ now, baseUrl: BASE_URL })
        : peopledState({ now, baseUrl: BASE_URL }),
    baseUrl: BASE_URL,
    ...(options.switches ? { switches: options.switches } : {}),
    ...(options.from ? { forgeData: options.from.forgeData } : {}),
    rest: { limits: { hold: options.limitsForEveryone === true ? 'everyone' : 'apps' }, ...(openApi ? { openApi } : {}) },
  });
  if (options.setUp ?? (seed === 'demo' && !options.from)) await setUpApp(emulator, ['SHOP', 'APP'], { score: 'SHOP', rice: 'APP' });
  return Object.assign(emulator, {
    as: (email: string) => person(emulator, email.includes('@') ? email : emailOf(email)),
    settle: async () => {
      await emulator.forge.settle();
    },
    violations: () => emulator.gateway.violations,
  });
}

function person(emulator: Emulator, email: string): Person {
  const call = async <Body>(method: string, path: string, body?: Json): Promise<Answer<Body>> => {
    const headers = new Headers({ Authorization: `Basic ${Buffer.from(`${email}:token`).toString('base64')}`, Accept: 'application/json' });
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    const response = await emulator.fetch(
      new Request(`${BASE_URL}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    );
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: (text === '' ? null : isJson ? JSON.parse(text) : text) as Body };
  };
  return {
    email,
    accountId: emulator.jira.users.byEmail(email)?.accountId ?? '',
    get: (path) => call('GET', path),
    put: (path, body) => call('PUT', path, body),
    post: (path, body) => call('POST', path, body),
    delete: (path) => call('DELETE', path),
  };
}
