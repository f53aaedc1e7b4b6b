import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundledFixture } from './harness';

const functions = bundledFixture();

/** In a process of its own: Jest watches for unhandled rejections too. */
function run(script: string): string {
  const outfile = join(dirname(functions), 'script.cjs');
  buildSync({
    stdin: {
      contents: `import { aWorld } from './harness'; const world = aWorld({ functions: ${JSON.stringify(functions)} }); ${script}`,
      resolveDir: __dirname,
      loader: 'ts',
    },
    define: { __dirname: JSON.stringify(__dirname) },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  const NODE_PATH = join(__dirname, '../../../node_modules');
  return execFileSync(process.execPath, [outfile], {
    env: { ...process.env, NODE_PATH },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

it('a rejection the app leaves to nobody ends its invocation and not the site', () => {
  const script = `
    world.call('stray').catch((error) => console.log(error.message))
      .then(() => world.call('count')).then(({ loads }) => { console.log(loads); return world.forge.close(); });`;
  expect(run(script)).toBe('There was an error invoking the function - unhandled rejection: nobody listens\n1\n');
});

it('a rejection of the site’s own still ends the process', () => {
  expect(() => run(`void Promise.reject(new Error('a bug of ours'));`)).toThrow('a bug of ours');
});
