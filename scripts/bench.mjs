// npm run bench [-- --smoke]: one JSON line per figure on standard output; what is being done goes to standard error.
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { ensureInstalled, Failure, root, run, runTool } from './prepare.mjs';

await run(async () => {
  ensureInstalled();
  await buildStale();
  const esbuild = await import('esbuild');
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: ['test/bench/main.ts'],
      outfile: 'build/bench/main.cjs',
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      logLevel: 'warning',
      external: ['esbuild', '@playwright/test'],
    });
  } catch (error) {
    throw new Failure(`Could not build the benchmarks: ${error.message}`);
  } finally {
    await esbuild.stop();
  }
  process.exitCode = runTool(join('build', 'bench', 'main.cjs'), process.argv.slice(2), { MANDATE_ROOT: root });
});
