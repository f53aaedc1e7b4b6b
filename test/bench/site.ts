import { join } from 'node:path';
import { Clock } from '../../emulator/clock';
import type { Backlog } from '../../emulator/demo/backlog-csv';
import { loadBacklog } from '../../emulator/demo/load-backlog';
import { emailOf } from '../../emulator/demo/people';
import { peopledState } from '../../emulator/demo/seed';
import { setUpApp } from '../../emulator/demo/setup-app';
import { createEmulator, type Emulator } from '../../emulator/emulator';

const NOW = Date.UTC(2026, 10, 26, 10);
const BASE_URL = 'http://localhost:8080';

/** A site with one project BIG of `issues` open stories, owned, its clock at rest. */
export async function bigSite(root: string, issues: number, baseUrl = BASE_URL): Promise<Emulator> {
  const state = peopledState({ now: NOW, baseUrl });
  const backlog: Backlog = {
    projectKey: 'BIG',
    rows: Array.from({ length: issues }, (_, index) => ({
      line: index + 2,
      number: null,
      title: `Story ${index + 1}`,
      type: 'Story',
      unknownType: null,
      status: '',
      points: (index % 8) + 1,
      created: null,
      resolved: null,
    })),
  };
  await loadBacklog(state, backlog, { now: NOW, baseUrl, keepStatus: false });
  const emulator = await createEmulator({
    manifestPath: join(root, 'manifest.yml'),
    functionsPath: join(root, 'build', 'functions', 'index.cjs'),
    uiDir: join(root, 'build', 'ui'),
    siteDir: join(root, 'build', 'site'),
    clock: new Clock({ mode: 'manual', start: NOW }),
    state,
    baseUrl,
    rest: { limits: { hold: 'apps' } },
  });
  await setUpApp(emulator, ['BIG'], { score: 'BIG' });
  return emulator;
}

/** A call of a person over REST; throws unless it succeeds. */
export async function call(emulator: Emulator, who: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await emulator.fetch(
    new Request(`${BASE_URL}${path}`, {
      method,
      headers: { Authorization: `Basic ${btoa(`${emailOf(who)}:token`)}`, 'Content-Type': 'application/json', Accept: 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
  return text === '' ? undefined : JSON.parse(text);
}
