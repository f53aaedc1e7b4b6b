// npm run lint:forge              Atlassian's validation and linters, and our own checks, on manifest.yml and src. Any problem fails.
// npm run lint:forge -- --self-test   proves on altered copies of the manifest that problems are found.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const work = path.join(root, 'build/lint-forge');
const require = createRequire(path.join(root, 'package.json'));

if (!existsSync(path.join(root, 'node_modules/esbuild')))
  fail('the packages of the project are not installed yet: run npm ci --ignore-scripts first');
mkdirSync(work, { recursive: true });
installLinters();
const { checkProject, sentence } = await ownChecks();
const openApi = openApiFiles();

if (process.argv.includes('--self-test')) selfTest();
else report(problemsOf(readFileSync(path.join(root, 'manifest.yml'), 'utf8'), 'as-it-is'));

/** Atlassian's linters weigh 180 MB, so they have a package.json and a lockfile of their own, and only this step installs them. */
function installLinters() {
  const lock = readFileSync(path.join(here, 'package-lock.json'));
  const fingerprint = createHash('sha256').update(lock).digest('hex');
  const stamp = path.join(here, 'node_modules/.installed-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;
  console.log("lint:forge: installing Atlassian's linters into tools/lint-forge (once per lockfile, about a minute)");
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, stdio: 'inherit' });
  if (npm.status !== 0) fail('npm ci in tools/lint-forge did not succeed');
  writeFileSync(stamp, fingerprint);
}

async function ownChecks() {
  const outfile = path.join(work, 'checks.cjs');
  await require('esbuild').build({
    entryPoints: [path.join(here, 'checks/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
  });
  return require(outfile);
}

/**
 * The paths and scopes of Jira's REST API: Atlassian's two files where the project's shared folder is beside the repository, otherwise empty ones,
 * so that the linters need no network.
 */
function openApiFiles() {
  const empty = path.join(work, 'no-paths.json');
  writeFileSync(empty, JSON.stringify({ openapi: '3.0.1', info: { title: 'none', version: '0' }, paths: {} }));
  const folder = path.resolve(root, '../shared/data/openapi');
  const [platform, software] = ['jira-platform', 'jira-software'].map((name) => path.join(folder, `${name}.openapi.json`));
  const real = existsSync(platform) && existsSync(software);
  if (!real)
    console.log('lint:forge: ../shared/data/openapi is not there, so the scopes of REST calls are NOT checked, and unused scopes neither');
  return {
    empty,
    platform: real ? platform : empty,
    software: real ? software : empty,
    documents: real ? [platform, software].map(readJson) : [],
  };
}

/** All problems of the project if `manifest` were its manifest. */
function problemsOf(manifest, name) {
  return [...atlassianProblems(manifest, name), ...ownProblems(manifest)].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

function ownProblems(manifest) {
  const files = ['src', 'static'].flatMap(sourcesUnder);
  const sources = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
  return checkProject({ manifest, sources, exists: (file) => existsSync(path.join(root, file)), openApi: openApi.documents });
}

/**
 * Runs Atlassian's part on a copy, because it reads only the current folder, and because the tsconfig it reads decides what it looks at: ours covers the
 * emulator and the tests as well, and an `include` without a glob makes it skip every file and report success.
 * `probe`: further files of the copy, text by path.
 */
function atlassianProblems(manifest, name, probe = {}) {
  const copy = path.join(work, name);
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy);
  writeFileSync(path.join(copy, 'manifest.yml'), manifest);
  writeFileSync(
    path.join(copy, 'tsconfig.json'),
    JSON.stringify({ extends: '../../../tsconfig.json', include: ['src/**/*.ts'], exclude: [] }),
  );
  for (const folder of ['src', 'locales'].filter((name) => existsSync(path.join(root, name))))
    cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true });
  for (const shared of ['package.json', 'node_modules', 'static']) linkInto(copy, shared);
  for (const [file, code] of Object.entries(probe)) writeFileSync(path.join(copy, file), code);
  // The validation wants built pages, and before the first build there are none; that each has a source is checked by our own part.
  for (const { path: folder, entry = { index: 'index.html' } } of require('yaml').parse(manifest).resources ?? []) {
    mkdirSync(path.join(copy, folder), { recursive: true });
    for (const page of Object.values(entry)) writeFileSync(path.join(copy, folder, page), '');
  }
  const run = spawnSync(process.execPath, [path.join(here, 'atlassian.mjs')], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      USE_LOCAL_SWAGGER: '1',
      LOCAL_JIRA_SWAGGER: openApi.platform,
      LOCAL_JSW_SWAGGER: openApi.software,
      LOCAL_JSM_SWAGGER: openApi.empty,
      LOCAL_CONF_SWAGGER: openApi.empty,
      LOCAL_CONF_V2_SWAGGER: openApi.empty,
      LOCAL_BB_SWAGGER: openApi.empty,
    },
  });
  if (run.status !== 0) fail(`Atlassian's linters did not run:\n${run.stderr}`);
  return JSON.parse(run.stdout.trim().split('\n').at(-1));
}

function linkInto(copy, name) {
  if (existsSync(path.join(root, name))) symlinkSync(path.join(root, name), path.join(copy, name));
}

function sourcesUnder(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !file.includes('node_modules'));
}

function report(problems) {
  for (const problem of problems) console.log(sentence(problem));
  console.log(problems.length === 0 ? 'no problems' : `${problems.length} problem${problems.length === 1 ? '' : 's'}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

/**
 * A checker that finds nothing may be broken: each alteration must add a problem to those the manifest has anyway. Atlassian's part is run once,
 * without a scope and with a call that lacks its own: it reports success, too, when it has read no sources or knows no scopes.
 */
function selfTest() {
  const manifest = readFileSync(path.join(root, 'manifest.yml'), 'utf8');
  const [scope] = /^ *- (read|write|manage):.*\n/m.exec(manifest.slice(manifest.indexOf('permissions:'))) ?? [];
  const [event] = /avi:jira[-a-z]*:[a-z]+:[a-z]+/.exec(manifest) ?? [];
  const [handler] = /handler: index\.\w+/.exec(manifest) ?? [];
  const [firstModule] = /^modules:\n {2}[\w:]+:\n {4}- /m.exec(manifest) ?? [];
  if (![scope, event, handler, firstModule].every(Boolean)) fail('the self-test does not find in manifest.yml what it alters');
  const before = new Set(ownProblems(manifest).map(({ message }) => message));
  const news = (altered) => ownProblems(altered).filter(({ message }) => !before.has(message));
  const probe = {
    'src/platform/lint-probe.ts':
      "import api, { route } from '@forge/api';\nexport const probe = () => api.asApp().requestJira(route`/rest/api/3/workflow/search`, { method: 'GET' });\n",
  };
  const theirs = atlassianProblems(manifest.replace(scope, ''), 'altered', probe);
  const results = [
    ['a scope is removed', news(manifest.replace(scope, ''))],
    ['a scope is removed (Atlassian)', theirs.filter(({ file, message }) => file === 'manifest.yml' && message.includes('scope'))],
    ['an event is misspelt', news(manifest.replace(event, `${event}s`))],
    ['a handler is not exported', news(manifest.replace(handler, `${handler}Nowhere`))],
    ['a module has an unknown property', news(manifest.replace(firstModule, `${firstModule}displayCondition: {}\n      `))],
  ];
  if (openApi.documents.length > 0)
    results.push(['a call lacks its scope (Atlassian)', theirs.filter(({ file }) => file.endsWith('lint-probe.ts'))]);
  for (const [name, [found]] of results) console.log(`${found ? 'found ' : 'MISSED'} ${name}${found ? `: ${sentence(found)}` : ''}`);
  const missed = results.filter(([, found]) => found.length === 0).length;
  console.log(missed === 0 ? 'self-test passed' : `self-test failed: ${missed} missed`);
  process.exitCode = missed === 0 ? 0 : 1;
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function fail(message) {
  console.error(`lint:forge: ${message}`);
  process.exit(1);
}
