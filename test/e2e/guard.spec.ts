import { asPerson, axe, expect, rest, settle, test, theAppFrame, type Page } from './fixtures';

const TITLE = 'Backlog order';

const rows = (page: Page) => page.getByRole('region', { name: /^Backlog/ }).getByRole('listitem');
const keysOf = async (page: Page): Promise<readonly string[]> =>
  (await rows(page).allTextContents()).slice(0, 8).map((text) => /SHOP-\d+/.exec(text)?.[0] ?? '');

/** Keys of SHOP's backlog, in rank order. */
async function backlog(page: Page): Promise<readonly string[]> {
  const { issues } = await rest<{ issues: { key: string }[] }>(page, 'admin@example.com', 'POST', '/rest/api/3/search/jql', {
    jql: 'project = SHOP AND statusCategory != Done AND issuetype = Story AND sprint is EMPTY ORDER BY Rank',
    fields: ['summary'],
    maxResults: 20,
  });
  return issues.map(({ key }) => key);
}

test('a developer drags an issue up, sees it go back, and finds out why; the owner approves it with one click', async ({ page }) => {
  await asPerson(page, 'developer@example.com');
  await page.goto('/projects/SHOP/backlog');
  await expect(rows(page).nth(4)).toBeVisible();
  const before = await keysOf(page);
  const moved = before[3] ?? '';
  await rows(page)
    .nth(3)
    .dragTo(rows(page).nth(0), { targetPosition: { x: 300, y: 4 } });
  await expect.poll(() => keysOf(page)).toEqual([moved, ...before.filter((key) => key !== moved)]);
  await expect.poll(() => keysOf(page), { timeout: 30_000 }).toEqual(before);
  await page.getByRole('button', { name: /^Mail/ }).click();
  await expect(page.getByText(new RegExp(`${moved} was put back to #`)).first()).toBeVisible();

  await asPerson(page, 'owner@example.com');
  await page.goto('/projects/SHOP/apps/backlog');
  const app = theAppFrame(page, TITLE);
  const request = app.getByRole('listitem').filter({ hasText: moved });
  await expect(request).toContainText('Moved by Dana Developer and put back');
  expect(await axe(page)).toEqual([]);
  await request.getByRole('button', { name: /^Approve/ }).click();
  await expect(app.getByText(/^Done\./).first()).toBeVisible();
  await expect.poll(() => backlog(page)).toEqual(expect.arrayContaining([moved]));
  await settle(page);
  await page.goto('/projects/SHOP/backlog');
  await expect.poll(() => keysOf(page)).toEqual([moved, ...before.filter((key) => key !== moved)]);
});
