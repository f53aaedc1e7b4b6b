import { existsSync } from 'node:fs';
import { chromium, type Frame, type Page } from '@playwright/test';
import { emailOf } from '../../emulator/demo/people';
import { Listener } from '../../emulator/listener';
import { figure, type Figure } from './figure';
import { bigSite, call } from './site';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const READY_MS = 60_000;

/** Runs in the page, whose types this code does not have: from top to bottom, four screens a frame. Answers the steps. */
const SCROLL = `(async () => {
  const scroller = document.querySelector('.order-scroll');
  const step = scroller.clientHeight * 4;
  let steps = 0;
  for (let top = 0; top < scroller.scrollHeight; top += step) {
    scroller.scrollTop = top;
    steps += 1;
    await new Promise((done) => requestAnimationFrame(done));
  }
  return steps;
})()`;

/** What the order of `issues` issues costs in a browser: requests and bytes until the first rows, and how long it is ever busy while one scrolls and filters. */
export async function orderPage(root: string, issues: number): Promise<readonly Figure[]> {
  if (!existsSync(CHROMIUM)) {
    process.stderr.write(`The backlog page was not measured: there is no Chromium at ${CHROMIUM}.\n`);
    return [];
  }
  const listener = await Listener.open(0);
  const emulator = await bigSite(root, issues, listener.url);
  emulator.serve(listener);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-site-isolation-trials'],
  });
  try {
    const { id: projectId } = (await call(emulator, 'admin', 'GET', '/rest/api/3/project/BIG')) as { id: string };
    const mode = { module: 'backlog', function: 'ranking/set-guard', project: 'BIG', payload: { projectId, mode: 'restore', revision: 0 } };
    await call(emulator, 'admin', 'POST', '/_emulator/invoke', mode);
    await emulator.forge.advance(60_000);
    await emulator.forge.settle();

    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await signIn(page, listener.url);
    const calls: { readonly name: string; readonly bytes: number }[] = [];
    page.on('response', (response) => {
      const sent = response.request().postData() ?? '';
      const name = /"(ranking|scoring|requests|ownership)\/[\w-]+"/.exec(sent)?.[0];
      if (name === undefined) return;
      void response.body().then((body) => calls.push({ name, bytes: body.length }));
    });
    await page.goto(`${listener.url}/projects/BIG/apps/backlog`);
    const frame = await frameWithRows(page);
    await page.waitForLoadState('networkidle');
    const opening = calls.length;
    const first = calls.filter(({ name }) => name === '"ranking/order"' || name === '"scoring/rows"');

    await watchLongTasks(frame);
    const scrolled = await frame.evaluate<number>(SCROLL);
    const whileScrolling = await longestTask(frame);
    await frame.getByRole('searchbox').or(frame.getByPlaceholder('Search issues')).first().fill('Story 99');
    await frame.getByRole('button', { name: 'Clear filters' }).waitFor({ timeout: READY_MS });
    const whileFiltering = await longestTask(frame);
    const at = `at ${issues.toLocaleString('en')} issues`;
    return [
      figure(`backlog page ${at}: calls until its first rows`, first.length, 'calls', { baseline: 2, limit: 2 }),
      figure(`backlog page ${at}: answers until its first rows`, first.reduce((sum, { bytes }) => sum + bytes, 0) / 1024, 'KB', {
        limit: 250,
      }),
      figure(`backlog page ${at}: all calls while it opens`, opening, 'calls'),
      figure(`backlog page ${at}: longest task while scrolling end to end in ${scrolled} steps`, whileScrolling, 'ms'),
      figure(`backlog page ${at}: longest task while filtering`, whileFiltering, 'ms'),
    ];
  } finally {
    await browser.close();
    await emulator.close();
    await listener.close();
  }
}

async function signIn(page: Page, url: string): Promise<void> {
  const Authorization = `Basic ${btoa(`${emailOf('owner')}:token`)}`;
  const { accountId } = (await (await page.request.get(`${url}/rest/api/3/myself`, { headers: { Authorization } })).json()) as {
    accountId: string;
  };
  const answer = await page.request.post(`${url}/_site/session`, { data: { accountId } });
  if (!answer.ok()) throw new Error(`The site let nobody in: ${answer.status()} ${await answer.text()}`);
}

async function frameWithRows(page: Page): Promise<Frame> {
  const frame = page.locator('iframe').first().contentFrame();
  await frame.getByRole('grid').getByRole('row').nth(5).getByRole('link').waitFor({ timeout: READY_MS });
  const found = page.frames().find((each) => each !== page.mainFrame());
  if (found === undefined) throw new Error('The page has no frame');
  return found;
}

/** https://developer.mozilla.org/en-US/docs/Web/API/PerformanceLongTaskTiming: tasks of 50 ms and more. */
async function watchLongTasks(frame: Frame): Promise<void> {
  await frame.evaluate(`
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  `);
}

/** Since the last time it was asked; 0: none was long. */
const longestTask = (frame: Frame): Promise<number> => frame.evaluate<number>('Math.max(0, ...window.longTasks.splice(0))');
