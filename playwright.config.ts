import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// Debian's Chromium instead of a browser build of Playwright's own: `apt-get install chromium`.
const chromium = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
if (!existsSync(chromium))
  throw new Error(`The tests in test/e2e need Chromium at ${chromium}: apt-get install chromium, or set CHROMIUM_PATH.`);

const CI = process.env['CI'] !== undefined;

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'build/e2e',
  workers: 2, // each has a site of its own (fixtures.ts), which its tests change
  fullyParallel: false,
  retries: CI ? 1 : 0,
  forbidOnly: CI,
  // Four pages through axe in one test take half a minute on two busy cores, and a minute and a half where ten others want them.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'build/e2e/results.json' }]],
  use: {
    browserName: 'chromium',
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
        // Frames in a process of their own get no clicks while they grow: Chromium gives those to the page around them.
        '--disable-site-isolation-trials',
      ],
    },
  },
});
