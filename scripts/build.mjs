// npm run build [-- target …] [-- --force]: what Forge and the local Jira run, into build/. Skips what is up to date, by a
// hash of the inputs, so that a restored cache or a fresh checkout does not fool it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ensureInstalled, Failure, root, run, say, seconds } from './prepare.mjs';

const bundle =
  (entry, outfile, options = {}) =>
  async () => {
    const esbuild = await import('esbuild');
    try {
      await esbuild.build({
        absWorkingDir: root,
        entryPoints: [entry],
        outfile,
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        legalComments: 'none',
        logLevel: 'warning',
        ...options,
      });
    } finally {
      await esbuild.stop();
    }
  };

const pages = (config) => async () => {
  // Vite announces how it may load its configuration one day; nothing a newcomer could act on.
  process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = 'true';
  const { build } = await import('vite');
  await build({ root: join(root, config, '..'), configFile: join(root, config), logLevel: 'error' });
};

/** In the order they are built. `inputs` are files or folders; `needs` says what must exist for the target to make sense. */
const TARGETS = [
  {
    name: 'functions',
    what: "the app's functions",
    output: 'build/functions',
    inputs: ['src', 'locales', 'tsconfig.json'],
    build: bundle('src/index.ts', 'build/functions/index.cjs', { minify: true, keepNames: true }),
  },
  {
    name: 'ui',
    what: "the app's pages",
    output: 'build/ui',
    inputs: ['static', 'locales', 'src/contract', 'src/core', 'src/features'],
    keep: (path) => !path.startsWith('src/features/') || /\/(rules|models?|scales|custom-model|stored-factors)(\.ts$|\/)/.test(path),
    build: pages('static/vite.config.ts'),
  },
  {
    name: 'site',
    what: "the local Jira's pages",
    output: 'build/site',
    inputs: ['emulator/site', 'emulator/json.ts', 'emulator/activity.ts'],
    build: pages('emulator/site/client/vite.config.ts'),
  },
  {
    name: 'emulator',
    what: 'the local Jira',
    output: 'build/emulator',
    inputs: ['emulator', 'tsconfig.json'],
    keep: (path) => !path.startsWith('emulator/site/client/'),
    build: bundle('emulator/main.ts', 'build/emulator/main.cjs', { sourcemap: true }),
  },
];

/** Builds the stale ones of `names` (all by default). Throws a Failure at the first that does not build. */
export async function buildStale({ names = TARGETS.map((target) => target.name), force = false, verbose = false } = {}) {
  for (const target of TARGETS) {
    if (!names.includes(target.name)) continue;
    const stamp = join(root, 'build', '.stamps', target.name);
    const fingerprint = fingerprintOf(target);
    const current = existsSync(stamp) && existsSync(join(root, target.output)) ? readFileSync(stamp, 'utf8') : '';
    if (!force && current === fingerprint) {
      if (verbose) say(`${target.name}: up to date (${sizeOf(target)}).`);
      continue;
    }
    const started = Date.now();
    rmSync(stamp, { force: true });
    rmSync(join(root, target.output), { recursive: true, force: true });
    try {
      await target.build();
    } catch (error) {
      say(error.message);
      throw new Failure(`Could not build ${target.what} (${target.name}).`);
    }
    mkdirSync(join(root, 'build', '.stamps'), { recursive: true });
    writeFileSync(stamp, fingerprint);
    say(`Built ${target.what} in ${seconds(started)} (${sizeOf(target)}).`);
  }
}

function fingerprintOf(target) {
  const hash = createHash('sha256');
  const files = [
    ...target.inputs.flatMap((input) => filesUnder(join(root, input))),
    join(root, 'package-lock.json'),
    join(root, 'scripts', 'build.mjs'),
  ];
  for (const file of files) {
    const path = relative(root, file).split(sep).join('/');
    if (target.keep && !target.keep(path)) continue;
    hash.update(path).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.name === 'node_modules' ? [] : filesUnder(join(path, entry.name))));
}

function sizeOf(target) {
  const files = filesUnder(join(root, target.output)).filter((file) => /\.(cjs|js|css)$/.test(file));
  const contents = files.map((file) => readFileSync(file));
  const bytes = contents.reduce((sum, content) => sum + content.length, 0);
  const parts = [`${kilobytes(bytes)} KB`];
  if (target.name !== 'emulator') parts.push(`${kilobytes(contents.reduce((sum, content) => sum + gzipSync(content).length, 0))} KB gzip`);
  return `${files.length === 1 ? '' : `${files.length} files, `}${parts.join(', ')}`;
}

const kilobytes = (bytes) => Math.round(bytes / 102.4) / 10;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run(async () => {
    const given = process.argv.slice(2);
    const names = given.filter((argument) => argument !== '--force');
    const known = TARGETS.map((target) => target.name);
    const unknown = names.find((name) => !known.includes(name));
    if (unknown) throw new Failure(`There is no target "${unknown}". Targets: ${known.join(', ')}.`);
    ensureInstalled();
    await buildStale({ ...(names.length > 0 ? { names } : {}), force: given.includes('--force'), verbose: true });
  });
}
