import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// The rules of .dependency-cruiser.cjs, on a small tree that has one import per row: a rule that no longer bites would pass unseen.

type Row = readonly [from: string, to: string, kind?: 'type'];

const ALLOWED: readonly Row[] = [
  ['src/index.ts', 'src/entry/resolver.ts'],
  ['src/index.ts', 'src/app.ts'],
  ['src/entry/resolver.ts', 'src/app.ts'],
  ['src/entry/resolver.ts', 'src/contract/scoring.ts'],
  ['src/entry/resolver.ts', 'src/core/actor.ts'],
  ['src/app.ts', 'src/features/scoring/index.ts'],
  ['src/app.ts', 'src/platform/jira.ts'],
  ['src/app.ts', 'src/core/actor.ts'],
  ['src/features/scoring/index.ts', 'src/features/scoring/score-issue.ts'],
  ['src/features/scoring/score-issue.ts', 'src/core/actor.ts'],
  ['src/features/scoring/score-issue.ts', 'src/contract/scoring.ts', 'type'],
  ['src/features/scoring/rules.ts', 'src/features/scoring/models/wsjf.ts'],
  ['src/features/scoring/rules.ts', 'src/core/actor.ts', 'type'],
  ['src/platform/jira.ts', 'src/core/actor.ts'],
  ['src/platform/jira.ts', '@forge/api'],
  ['src/contract/scoring.ts', 'zod'],
  ['src/features/scoring/score-issue.ts', 'locales/en.json'],
  ['static/panel/panel.tsx', 'static/shared/client.ts'],
  ['static/panel/panel.tsx', 'src/contract/scoring.ts'],
  ['static/panel/panel.tsx', 'src/features/scoring/rules.ts'],
  ['static/panel/panel.tsx', 'locales/en.json'],
  ['static/shared/client.ts', '@forge/bridge'],
  ['static/shared/client.ts', 'src/contract/scoring.ts'],
  ['emulator/forge/forge.ts', 'emulator/jira/jira.ts'],
  ['emulator/site/client/src/main.tsx', 'emulator/site/bridge/protocol.ts'],
  ['emulator/site/client/src/main.tsx', 'emulator/jira/jira.ts', 'type'],
  ['test/journeys/score.test.ts', 'src/features/scoring/score-issue.ts'],
  ['test/journeys/score.test.ts', 'emulator/forge/forge.ts'],
];

const FORBIDDEN: readonly (readonly [rule: string, from: string, to: string, kind?: 'type'])[] = [
  ['index-is-exports', 'src/index.ts', 'src/core/actor.ts'],
  ['index-is-exports', 'src/index.ts', 'src/features/scoring/index.ts'],
  ['entry-translates', 'src/entry/events.ts', 'src/features/scoring/index.ts'],
  ['entry-translates', 'src/entry/events.ts', 'src/platform/jira.ts'],
  ['app-wires', 'src/app.ts', 'src/features/scoring/score-issue.ts'],
  ['app-wires', 'src/app.ts', 'src/entry/resolver.ts'],
  ['features-know-core', 'src/features/ranking/index.ts', 'src/features/scoring/score-issue.ts'],
  ['features-know-core', 'src/features/ranking/index.ts', 'src/features/scoring/index.ts'],
  ['features-know-core', 'src/features/ranking/index.ts', 'src/platform/jira.ts'],
  ['features-know-core', 'src/features/ranking/index.ts', 'src/entry/resolver.ts', 'type'],
  ['features-know-the-contract-as-types', 'src/features/ranking/index.ts', 'src/contract/scoring.ts'],
  ['rules-are-pure', 'src/features/ranking/rules.ts', 'src/contract/scoring.ts', 'type'],
  ['rules-are-pure', 'src/features/ranking/rules.ts', 'src/features/ranking/store.ts'],
  ['rules-know-core-as-types', 'src/features/ranking/rules.ts', 'src/core/actor.ts'],
  ['platform-adapts', 'src/platform/queue.ts', 'src/contract/scoring.ts'],
  ['platform-adapts', 'src/platform/queue.ts', 'src/features/scoring/index.ts'],
  ['core-knows-nobody', 'src/core/site.ts', 'src/contract/scoring.ts'],
  ['core-knows-nobody', 'src/core/site.ts', 'locales/en.json'],
  ['core-uses-no-packages', 'src/core/site.ts', 'zod'],
  ['contract-knows-nobody', 'src/contract/call.ts', 'src/core/actor.ts'],
  ['contract-knows-the-schema-library', 'src/contract/call.ts', 'hono'],
  ['only-platform-knows-forge', 'src/entry/events.ts', '@forge/api'],
  ['only-platform-knows-forge', 'src/features/ranking/index.ts', '@forge/api', 'type'],
  ['only-platform-knows-forge', 'src/core/site.ts', '@forge/api'],
  ['pages-share-rules', 'static/backlog/backlog.tsx', 'static/panel/panel.tsx'],
  ['pages-share-rules', 'static/backlog/backlog.tsx', 'src/features/scoring/score-issue.ts'],
  ['pages-share-rules', 'static/backlog/backlog.tsx', 'src/platform/jira.ts'],
  ['pages-share-rules', 'static/backlog/backlog.tsx', 'src/core/actor.ts'],
  ['shared-knows-no-page', 'static/shared/hooks.ts', 'static/panel/panel.tsx'],
  ['emulator-knows-no-app', 'emulator/forge/runner.ts', 'src/core/actor.ts', 'type'],
  ['emulator-knows-no-app', 'emulator/site/server.ts', 'locales/en.json'],
  ['emulator-knows-no-app', 'emulator/site/server.ts', 'static/shared/client.ts'],
  ['emulated-jira-knows-no-forge', 'emulator/jira/events.ts', 'emulator/forge/forge.ts'],
  ['site-client-knows-no-server', 'emulator/site/client/src/page.tsx', 'emulator/jira/jira.ts'],
  ['product-knows-no-emulator', 'src/features/ranking/index.ts', 'emulator/jira/jira.ts', 'type'],
  ['nothing-imports-tests', 'emulator/forge/runner.ts', 'test/builders/issue.ts'],
  ['no-test-packages-in-the-product', 'static/backlog/backlog.tsx', 'fast-check'],
  ['resolvable', 'src/core/site.ts', 'src/core/nowhere.ts'],
];

/** Reported once for the circle, at either of its files. */
const CYCLE: readonly Row[] = [
  ['src/core/egg.ts', 'src/core/hen.ts'],
  ['src/core/hen.ts', 'src/core/egg.ts'],
];

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

const repository = path.resolve(__dirname, '../..');
let violations: readonly Violation[];

beforeAll(() => {
  const tree = mkdtempSync(path.join(tmpdir(), 'import-rules-'));
  try {
    const rows: readonly Row[] = [...ALLOWED, ...CYCLE, ...FORBIDDEN.map(([, ...row]) => row as unknown as Row)];
    for (const [file, source] of sourcesOf(rows)) write(path.join(tree, file), source);
    const run = spawnSync(
      process.execPath,
      [
        path.join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        path.join(repository, '.dependency-cruiser.cjs'),
        '--output-type',
        'json',
        ...['src', 'static', 'emulator', 'locales', 'test'],
      ],
      { cwd: tree, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${run.stderr}${run.stdout}`);
    violations = (JSON.parse(run.stdout) as { summary: { violations: Violation[] } }).summary.violations;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}, 60_000);

describe('the import rules', () => {
  it.each(FORBIDDEN)('%s: forbid %s -> %s', (rule, from, to) => {
    expect(rulesBroken(from, to)).toContain(rule);
  });

  it('no-cycles: forbid two files that need each other', () => {
    expect(CYCLE.flatMap(([from, to]) => rulesBroken(from, to))).toEqual(['no-cycles']);
  });

  it.each(ALLOWED)('allow %s -> %s', (from, to) => {
    expect(rulesBroken(from, to)).toEqual([]);
  });
});

function rulesBroken(from = '', to = ''): readonly string[] {
  const target = to.replace(/^(?=[@\w-]+$|@forge\/)/, 'node_modules/');
  return violations
    .filter(
      (violation) =>
        violation.from === from && (violation.to.startsWith(target) || violation.to === relative(from, to).replace(/\.ts$/, '')),
    )
    .map(({ rule }) => rule.name);
}

/** One file per path named in the rows, with the imports its rows ask for, and stand-ins for the packages. */
function sourcesOf(rows: readonly Row[]): ReadonlyMap<string, string> {
  const imports = new Map<string, string[]>();
  for (const [from, to, kind] of rows) {
    const isPackage = !/\.(tsx?|json)$/.test(to);
    if (!isPackage && !imports.has(to) && !to.endsWith('nowhere.ts')) imports.set(to, []);
    const lines = imports.get(from) ?? [];
    imports.set(from, lines);
    const name = `n${lines.length}`;
    lines.push(
      `import ${kind === 'type' ? 'type ' : ''}${name} from '${isPackage ? to : relative(from, to).replace(/\.tsx?$/, '')}';`,
      `export ${kind === 'type' ? 'type' : 'const'} e${name} = ${kind === 'type' ? `typeof ${name}` : name};`,
    );
  }
  const sources = new Map(
    [...imports].map(([file, lines]) => [file, file.endsWith('.json') ? '{}' : [...lines, 'export default 1;'].join('\n')]),
  );
  sources.set(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { module: 'ESNext', moduleResolution: 'bundler', resolveJsonModule: true } }),
  );
  sources.set('package.json', JSON.stringify({ dependencies: Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0'])) }));
  for (const name of PACKAGES) {
    sources.set(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    sources.set(`node_modules/${name}/index.js`, 'module.exports = 1;');
  }
  return sources;
}

function relative(from: string, to: string): string {
  const steps = path.posix.relative(path.posix.dirname(from), to);
  return steps.startsWith('.') ? steps : `./${steps}`;
}

function write(file: string, source: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, source);
}

const PACKAGES = ['@forge/api', '@forge/bridge', 'zod', 'hono', 'fast-check'];
