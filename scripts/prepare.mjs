// Makes a checkout ready to run: installs what package-lock.json asks for, builds what is stale. Everything that npm runs
// goes through here, since npm's own pre/post scripts do not run with ignore-scripts. Only Node's own modules at the top:
// this file runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export const say = (line) => process.stderr.write(`${line}\n`);

export class Failure extends Error {}

/** Runs `main` and turns a Failure into one sentence and exit code 1. */
export async function run(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/** Installs dependencies when those in node_modules are not those of package-lock.json. */
export function ensureInstalled(folder = root) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Failure(`Mandate needs Node 20 or newer; this is ${process.version}.`);
  const reason = whyStale(folder);
  if (!reason) return;
  const started = Date.now();
  say(`Installing dependencies (${reason}). This takes a minute or so.`);
  const npmArguments = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const result = npm
    ? spawnSync(process.execPath, [npm, ...npmArguments], { cwd: folder, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', npmArguments, { cwd: folder, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) throw new Failure('npm could not install the dependencies; its message is above.');
  say(`Installed dependencies in ${seconds(started)}.`);
}

/**
 * npm notes what it installed in node_modules/.package-lock.json. Comparing versions with package-lock.json is exact where
 * file times are not (a fresh checkout, a restored cache).
 */
function whyStale(folder) {
  const note = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return 'first time';
  const wanted = packagesOf(join(folder, 'package-lock.json'));
  const installed = packagesOf(note);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link) continue;
    const present = installed[path];
    // Packages for other platforms are listed but not installed.
    if (!present && (entry.optional || entry.devOptional || entry.peer)) continue;
    if (present?.version !== entry.version) return `package-lock.json changed: ${path.replace(/^.*node_modules\//, '')} ${entry.version}`;
  }
  return null;
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch (error) {
    if (file.includes('node_modules')) return {};
    throw new Failure(`${file} cannot be read: ${error.message}`);
  }
}

export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Runs one of our installed command-line tools by its script file and answers its exit code. */
export function runTool(script, toolArguments, environment = {}) {
  const result = spawnSync(process.execPath, [join(root, script), ...toolArguments], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (result.error) throw new Failure(`${script} did not start: ${result.error.message}`);
  return result.status ?? 1;
}
