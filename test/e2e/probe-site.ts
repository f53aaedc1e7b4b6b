import { expect, rest, test as base, type FrameLocator, type Locator, type Page, type Person } from './fixtures';
import { withSite } from './own-site';
import { withProbeApp } from './probe-app';

/** Tests on a site whose app has a probe in every place: see probe-app.ts. */
export const test = base.extend<object, { site: string }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  site: [async ({}, use) => withProbeApp((root) => withSite(use, { root })), { scope: 'worker', timeout: 60_000 }],
});

export const probe = (within: Page | Locator, title: string): FrameLocator => within.frameLocator(`iframe[title="${title}"]`);

/** What the probe was told of where it is. */
export async function contextOf(frame: FrameLocator): Promise<Record<string, unknown>> {
  const output = frame.locator('#context');
  await expect(output).not.toBeEmpty();
  return JSON.parse((await output.textContent()) ?? '') as Record<string, unknown>;
}

interface NewIssue {
  readonly project?: string;
  readonly as?: Person;
  readonly type?: string;
}

/** The key of a new issue. */
export async function newIssue(page: Page, summary: string, options: NewIssue = {}): Promise<string> {
  const { project = 'OPS', as = 'developer@example.com', type = 'Task' } = options;
  const fields = { project: { key: project }, issuetype: { name: type }, summary };
  return (await rest<{ key: string }>(page, as, 'POST', '/rest/api/3/issue', { fields })).key;
}
