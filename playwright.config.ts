import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// Debian's Chromium instead of a browser build of Playwright's own: `apt-get install chromium`.
const chromium = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
if (!existsSync(chromium))
  throw new Error(`The tests in test/e2e need Chromium at ${chromium}: apt-get install chromium, or set CHROMIUM_PATH.`);

const CI = process.env['CI'] !== undefined;

// The configuration is read again by each worker: the port is chosen once and handed down.
process.env['E2E_PORT'] ??= freePort();
// localhost is the page; the frames of the app are on 127.0.0.1, which to a browser is another site.
const url = `http://localhost:${process.env['E2E_PORT']}`;

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'build/e2e',
  workers: 1, // one site for all: tests change it
  fullyParallel: false,
  retries: CI ? 1 : 0,
  forbidOnly: CI,
  timeout: 90_000, // four pages through axe in one test take half a minute on two busy cores
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'build/e2e/results.json' }]],
  use: {
    browserName: 'chromium',
    baseURL: url,
    viewport: { width: 1280, height: 900 },
    // Recording costs a quarter of the time; in CI what fails is run again, and then recorded.
    trace: CI ? 'on-first-retry' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
      ],
    },
  },
  webServer: {
    command: 'node scripts/start.mjs',
    env: { PORT: process.env['E2E_PORT'] },
    url: `${url}/rest/api/3/serverInfo`,
    reuseExistingServer: false, // a fresh site for each run
    timeout: 300_000, // the first start installs and builds
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});

/** A port that nobody listens on. Asked of a child process, because the configuration has to know it synchronously. */
function freePort(): string {
  const ask = `const s = require('node:net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); });`;
  return spawnSync(process.execPath, ['-e', ask], { encoding: 'utf8' }).stdout.trim();
}
