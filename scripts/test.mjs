// npm test [-- jest arguments]: installs and builds what is missing, then runs every test but those in a browser.
import { buildStale } from './build.mjs';
import { ensureInstalled, run, runTool } from './prepare.mjs';

await run(async () => {
  ensureInstalled();
  await buildStale();
  process.exitCode = runTool('node_modules/jest/bin/jest.js', process.argv.slice(2));
});
