import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type FrameLocator, type Page } from '@playwright/test';
import { withSite } from './own-site';

export { expect } from '@playwright/test';
export type { FrameLocator, Locator, Page } from '@playwright/test';

/** Fails a test when a page of ours or the app's threw, or its CSP refused something: neither shows on a screenshot. */
export const test = base.extend<{ quiet: undefined; expectedErrors: RegExp[] }, { site: string }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  site: [async ({}, use) => withSite(use), { scope: 'worker', timeout: 60_000 }],
  baseURL: async ({ site }, use) => use(site),
  // Messages which a test brings about on purpose: `expectedErrors.push(/Failed to fetch/)`.
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  expectedErrors: async ({}, use) => {
    await use([]);
  },
  quiet: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text())) errors.push(message.text());
      });
      await use(undefined);
      expect(errors.filter((error) => !expectedErrors.some((expected) => expected.test(error)))).toEqual([]);
    },
    { auto: true },
  ],
});

/** The five people of the demo site. */
export type Person = `${'admin' | 'owner' | 'delegate' | 'developer' | 'stakeholder'}@example.com`;

const basic = (person: Person): string => `Basic ${Buffer.from(`${person}:any-token`).toString('base64')}`;

/** Makes the browser of `page` that person's; takes effect with the next `page.goto`. */
export async function asPerson(page: Page, person: Person): Promise<void> {
  const { accountId } = await rest<{ accountId: string }>(page, person, 'GET', '/rest/api/3/myself');
  const answer = await page.request.post('/_site/session', { data: { accountId } });
  expect(answer.ok(), `sign in as ${person}: ${await answer.text()}`).toBe(true);
}

/** A call of Jira's REST API as that person, without the browser. Answers the body; a refusal fails the test. */
export async function rest<T = unknown>(page: Page, person: Person, method: string, path: string, data?: unknown): Promise<T> {
  const answer = await page.request.fetch(path, {
    method,
    headers: { Authorization: basic(person) },
    ...(data === undefined ? {} : { data }),
  });
  const text = await answer.text();
  expect(answer.ok(), `${method} ${path} as ${person}: ${answer.status()} ${text}`).toBe(true);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Lets everything that is due happen: events, queues, schedules. */
export async function settle(page: Page): Promise<void> {
  await rest(page, 'admin@example.com', 'POST', '/_emulator/settle');
}

/** The site's time in epoch milliseconds: with every `settle` it runs further ahead of this machine's, by hours in the course of many tests. */
export async function siteTime(page: Page): Promise<number> {
  return Date.parse((await rest<{ now: string }>(page, 'admin@example.com', 'GET', '/_emulator/clock')).now);
}

/** The app's page in its frame; `title` is the module's title as people read it. */
export function theAppFrame(page: Page, title: string): FrameLocator {
  return page.frameLocator(`iframe[title="${title}"]`);
}

/**
 * Lets nothing on the page be half-way: frames of the app have their theme, and colours do not fade into it any more. Frames that are scrolled out of sight get
 * no animation frames, so that what fades there stays half-way until somebody looks.
 */
async function stillness(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    if (frame.url().includes('/_forge/'))
      await frame.waitForFunction(() => document.documentElement.dataset['colorMode'] !== undefined, undefined, { polling: 100 });
    await frame.evaluate(() => {
      for (const animation of document.getAnimations()) if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    });
  }
}

/** What axe finds on the page and in all its frames, one sentence each, so that a failing test says it: `expect(await axe(page)).toEqual([])`. */
export async function axe(page: Page, { only }: { only?: string } = {}): Promise<readonly string[]> {
  await stillness(page);
  const builder = new AxeBuilder({ page });
  const { violations } = await (only === undefined ? builder : builder.include(only)).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} at ${target.join(' > ')} ${html.slice(0, 160)}`),
  );
}

/** Cuts the frames of the app off: what they ask through the bridge fails as without a network. The answer restores it. */
export async function offline(page: Page): Promise<() => Promise<void>> {
  const bridge = '**/_site/forge/**';
  await page.route(bridge, (route) => route.abort('internetdisconnected'));
  return () => page.unroute(bridge);
}

/** Each colour scheme and each width once: colours do not depend on the width, nor the layout on the colours. */
export const widthsIn = (scheme: 'light' | 'dark', wide = 1280): readonly number[] => (scheme === 'light' ? [wide] : [320]);

/** Shows the page light or dark, as the person's system would ask for. */
export async function inColours(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
}
