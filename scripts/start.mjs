// npm start [-- --backlog FILE.csv …]: the local Jira with Mandate installed. Installs and builds what is missing first.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { ensureInstalled, root, run } from './prepare.mjs';

await run(async () => {
  ensureInstalled();
  await buildStale();
  process.env.MANDATE_ROOT = root;
  createRequire(import.meta.url)(join(root, 'build', 'emulator', 'main.cjs'));
});
