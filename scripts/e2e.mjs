// npm run test:e2e [-- playwright arguments]: installs and builds what is missing, then runs the tests in Chromium.
import { buildStale } from './build.mjs';
import { ensureInstalled, run, runTool } from './prepare.mjs';

await run(async () => {
  ensureInstalled();
  await buildStale();
  process.exitCode = runTool('node_modules/@playwright/test/cli.js', ['test', ...process.argv.slice(2)]);
});
