import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readArguments, USAGE, UsageError, type Arguments } from './arguments';
import { Clock } from './clock';
import { BacklogError, readBacklog, type Backlog } from './demo/backlog-csv';
import { loadBacklog } from './demo/load-backlog';
import { ACCOUNTS, emailOf } from './demo/people';
import { demoState } from './demo/seed';
import { SetupError } from './demo/ask-app';
import { setUpApp } from './demo/setup-app';
import { createEmulator, type Emulator } from './emulator';
import { ManifestError } from './forge/manifest';
import { JiraState } from './jira/state';
import { Listener, PortError } from './listener';
import { DataFolder, DataFolderError, type SiteData } from './persistence';

/** `npm start`: the demo site, or the one kept in `--data`, with the app of this folder installed. */
async function main(root: string, options: Arguments): Promise<void> {
  const backlog = options.backlogFile === undefined ? undefined : readBacklogFile(options.backlogFile);
  const listener = await Listener.open(options.port);
  const folder = options.dataDirectory === undefined ? undefined : openFolder(options.dataDirectory, listener);
  try {
    const saved = folder?.load();
    const emulator = await startSite({ root, options, listener, backlog, saved });
    if (folder) {
      folder.keep(() => emulator.snapshot());
      emulator.onChange(() => folder.changed());
    }
    emulator.serve(listener);
    welcome(listener.url, emulator);
    untilStopped(emulator, folder);
  } catch (error) {
    folder?.close();
    await listener.close();
    throw error;
  }
}

/** Setting the app up takes some minutes of the site's time; a new site begins so much earlier that it is in step when ready. */
const SETUP_MS = 6 * 60_000;

interface Start {
  readonly root: string;
  readonly options: Arguments;
  readonly listener: Listener;
  readonly backlog: Backlog | undefined;
  readonly saved: SiteData | undefined;
}

async function startSite({ root, options, listener, backlog, saved }: Start): Promise<Emulator> {
  const offset = saved?.clockOffsetMs ?? -SETUP_MS;
  const seedOptions = { now: Date.now() + offset, baseUrl: listener.url };
  const state = saved ? JiraState.restore(saved.jira) : await demoState(seedOptions);
  const fresh = backlog && !(saved && hasProject(state, backlog.projectKey)) ? backlog : undefined;
  if (fresh) await loadBacklog(state, fresh, { ...seedOptions, keepStatus: options.keepStatus });
  else if (backlog) process.stdout.write(`${backlog.projectKey} is in ${options.dataDirectory ?? ''} already and was not loaded again.\n`);
  const emulator = await createEmulator({
    manifestPath: join(root, 'manifest.yml'),
    functionsPath: join(root, 'build', 'functions', 'index.cjs'),
    uiDir: join(root, 'build', 'ui'),
    siteDir: join(root, 'build', 'site'),
    clock: new Clock({ mode: 'real', start: Date.now() + offset }),
    state,
    switches: options.switches,
    baseUrl: listener.url,
    ...(saved ? { forgeData: saved.forge, mail: saved.mail } : {}),
  });
  const ownerless = [...(saved ? [] : ['SHOP', 'APP']), ...(fresh ? [fresh.projectKey] : [])];
  if (ownerless.length > 0)
    await setUpApp(emulator, ownerless, saved ? { score: null } : { score: 'SHOP', rice: 'APP', accept: 'SHOP', guard: 'SHOP' });
  if (!saved) await emulator.forge.advance(Math.max(0, Date.now() - emulator.clock.now()));
  return emulator;
}

const hasProject = (state: JiraState, key: string): boolean => [...state.projects.values()].some((project) => project.key === key);

function readBacklogFile(file: string): Backlog {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const reason = !existsSync(file) ? 'there is no such file.' : error instanceof TypeError ? 'it is not UTF-8 text.' : String(error);
    throw new BacklogError(`${file} cannot be read: ${reason}`);
  }
  return readBacklog(file, text);
}

function openFolder(directory: string, listener: Listener): DataFolder {
  try {
    return new DataFolder(resolve(directory));
  } catch (error) {
    void listener.close();
    throw error;
  }
}

function welcome(url: string, emulator: Emulator): void {
  const projects = emulator.jira.projects.all().map((project) => project.key);
  const lines = [
    `Mandate's local Jira is ready at ${url}`,
    '',
    'Choose who you are there, or use Basic authentication with any token:',
    ...ACCOUNTS.map((person) => `  ${emailOf(person.name).padEnd(24)} ${person.displayName}, ${person.does}`),
    '',
    `Projects: ${projects.join(', ')}. Stop with Ctrl+C.`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function untilStopped(emulator: Emulator, folder: DataFolder | undefined): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    emulator
      .close()
      .then(() => {
        folder?.close();
        process.exit(0);
      })
      .catch(fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): void {
  const expected = [UsageError, BacklogError, PortError, DataFolderError, ManifestError, SetupError].some((kind) => error instanceof kind);
  process.stderr.write(
    `${expected && error instanceof Error ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}

try {
  const options = readArguments(process.argv.slice(2), process.env);
  if (options.help) process.stdout.write(`${USAGE}\n`);
  else main(process.env['MANDATE_ROOT'] ?? process.cwd(), options).catch(fail);
} catch (error) {
  fail(error);
}
