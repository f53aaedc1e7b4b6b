// npm run check: types, lint, format and import rules. Two at a time, since two cores are what CI has; each is told in full only when it fails.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root, run, say, seconds } from './prepare.mjs';

const AT_A_TIME = 2;
const tsc = (project) => ['types of ' + (project === '.' ? 'src, emulator and test' : project), 'typescript/bin/tsc', ['-p', project]];
const folders = ['src', 'static', 'emulator', 'locales', 'test', 'tools'].filter((folder) => existsSync(join(root, folder)));

// The slowest first, so that the two lanes end together.
const checks = [
  [
    'lint',
    'eslint/bin/eslint.js',
    ['.', '--max-warnings', '0', '--cache', '--cache-strategy', 'content', '--cache-location', 'build/check/eslint'],
  ],
  tsc('.'),
  tsc('static'),
  tsc('emulator/site/client'),
  tsc('test/e2e'),
  ['import rules', 'dependency-cruiser/bin/dependency-cruise.mjs', ['--config', '.dependency-cruiser.cjs', ...folders]],
  ['format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '--cache', '--cache-location', 'build/check/prettier', '.']],
];

await run(async () => {
  ensureInstalled();
  const started = Date.now();
  const waiting = [...checks];
  const failed = [];
  const lane = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) if (!(await passes(...check))) failed.push(check[0]);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  say(`${failed.length === 0 ? 'All checks passed' : `Failed: ${failed.join(', ')}`} in ${seconds(started)}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
});

function passes(name, script, toolArguments) {
  const started = Date.now();
  return new Promise((resolve) => {
    const output = [];
    const tool = spawn(process.execPath, [join(root, 'node_modules', script), ...toolArguments], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [tool.stdout, tool.stderr]) stream.on('data', (chunk) => output.push(chunk));
    tool.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    tool.on('close', (code) => {
      say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds(started)})`);
      if (code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });
}
