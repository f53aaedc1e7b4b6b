import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PREPARE = pathToFileURL(join(__dirname, '..', '..', 'scripts', 'prepare.mjs')).href;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prepare-'));
  // Stands in for npm: says how it was called.
  writeFileSync(
    join(folder, 'npm.cjs'),
    `console.error('npm ' + process.argv.slice(2).join(' ')); process.exit(Number(process.env.NPM_EXIT ?? 0));`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const packages = (file: string, entries: object): void => writeFileSync(join(folder, file), JSON.stringify({ packages: entries }));
const installed = (entries: object): void => {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  packages('node_modules/.package-lock.json', entries);
};

function ensureInstalled(environment: Record<string, string> = {}): { status: number | null; said: string } {
  const code = `import { ensureInstalled, run } from ${JSON.stringify(PREPARE)}; await run(() => ensureInstalled(${JSON.stringify(folder)}));`;
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: join(folder, 'npm.cjs'), ...environment },
  });
  return { status: result.status, said: result.stderr };
}

describe('installing what is missing', () => {
  it('installs without scripts on a fresh clone', () => {
    packages('package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
    const { status, said } = ensureInstalled();
    expect(status).toBe(0);
    expect(said).toMatch(/Installing dependencies \(first time\)/);
    expect(said).toMatch(/npm ci --ignore-scripts/);
  });

  it('installs again when the lockfile asks for another version, and says which', () => {
    packages('package-lock.json', { 'node_modules/a': { version: '2.0.0' } });
    installed({ 'node_modules/a': { version: '1.0.0' } });
    expect(ensureInstalled().said).toMatch(/package-lock\.json changed: a 2\.0\.0/);
  });

  it('does nothing when all is there; packages for other platforms may be absent', () => {
    packages('package-lock.json', {
      '': { name: 'x' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b-darwin': { version: '1.0.0', optional: true },
    });
    installed({ 'node_modules/a': { version: '1.0.0' } });
    expect(ensureInstalled()).toEqual({ status: 0, said: '' });
  });

  it('fails with a sentence when npm fails', () => {
    packages('package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
    const { status, said } = ensureInstalled({ NPM_EXIT: '1' });
    expect(status).toBe(1);
    expect(said).toMatch(/npm could not install the dependencies/);
    expect(said).not.toMatch(/\n\s+at /);
  });
});
