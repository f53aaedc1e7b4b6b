import { asPerson, axe, expect, rest, settle, siteTime, test, theAppFrame, type Page, type Person } from './fixtures';

const TITLE = 'Backlog order';

const rows = (page: Page) => page.getByRole('region', { name: /^Backlog/ }).getByRole('listitem');
const keysOf = async (page: Page): Promise<readonly string[]> =>
  (await rows(page).allTextContents()).slice(0, 8).map((text) => /SHOP-\d+/.exec(text)?.[0] ?? '');

/** From now on every order that the page shows, each once: what is put back at once is seen all the same. */
async function watch(page: Page): Promise<() => Promise<readonly (readonly string[])[]>> {
  const seen = await page.getByRole('region', { name: /^Backlog/ }).evaluateHandle((region) => {
    const orders: string[][] = [];
    const look = (): void => {
      const items = [...region.querySelectorAll('[role=listitem], li')].slice(0, 8);
      const order = items.map((item) => /SHOP-\d+/.exec(item.textContent ?? '')?.[0] ?? '');
      if (orders.at(-1)?.join() !== order.join()) orders.push(order);
    };
    look();
    new MutationObserver(look).observe(region, { childList: true, subtree: true, characterData: true });
    return orders;
  });
  return () => seen.jsonValue();
}

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
  const orders = await watch(page);
  await rows(page)
    .nth(3)
    .dragTo(rows(page).nth(0), { targetPosition: { x: 300, y: 4 } });
  const dragged = [moved, ...before.filter((key) => key !== moved)];
  await expect.poll(orders, { timeout: 30_000 }).toEqual([before, dragged, before]);
  await page.getByRole('button', { name: /^Mail/ }).click();
  await expect(page.getByText(new RegExp(`${moved} was put back to #`)).first()).toBeVisible();

  await asPerson(page, 'owner@example.com');
  await page.goto('/projects/SHOP/apps/backlog');
  const app = theAppFrame(page, TITLE);
  await app.getByRole('tab', { name: /^Requests/ }).click();
  const request = app.getByRole('listitem').filter({ hasText: moved });
  await expect(request).toContainText('Moved by Dana Developer and put back');
  expect(await axe(page)).toEqual([]);
  await request.getByRole('button', { name: /^Approve/ }).click();
  await expect(app.getByText(/^Done\./).first()).toBeVisible();
  await settle(page);
  await page.goto('/projects/SHOP/backlog');
  await expect.poll(() => keysOf(page)).toEqual([moved, ...before.filter((key) => key !== moved)]);
});

test('a move made by keyboard alone goes back too', async ({ page }) => {
  await asPerson(page, 'developer@example.com');
  await page.goto('/projects/SHOP/backlog');
  await expect(rows(page).nth(4)).toBeVisible();
  const before = await keysOf(page);
  const [first = '', second = '', ...others] = before;
  const orders = await watch(page);
  await page.getByRole('button', { name: `Move ${second}` }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(orders, { timeout: 30_000 }).toEqual([before, [second, first, ...others], before]);
});

test('a delegate ranks for the owner, and the log says for whom', async ({ page }) => {
  const ask = async (who: Person, name: string, payload: object) =>
    (await rest<{ result: { data: { revision: number } } }>(page, who, 'POST', '/_emulator/invoke', {
      module: 'backlog',
      function: name,
      project: 'SHOP',
      payload,
    })) as { result: { ok: boolean; data: { revision: number } } };
  const { id: projectId } = await rest<{ id: string }>(page, 'owner@example.com', 'GET', '/rest/api/3/project/SHOP');
  const { accountId: to } = await rest<{ accountId: string }>(page, 'delegate@example.com', 'GET', '/rest/api/3/myself');
  const { result } = await ask('owner@example.com', 'ownership/delegates', { projectId });
  const now = await siteTime(page);
  const lent = await ask('owner@example.com', 'ownership/lend', {
    projectId,
    revision: result.data.revision,
    to,
    powers: ['rank', 'decide'],
    from: now,
    until: now + 3_600_000,
    reason: 'Holidays',
  });
  expect(lent.result).toMatchObject({ ok: true });
  const [first = '', second = ''] = await backlog(page);
  await rest(page, 'delegate@example.com', 'PUT', '/rest/agile/1.0/issue/rank', { issues: [second], rankBeforeIssue: first });
  await settle(page);
  await asPerson(page, 'delegate@example.com');
  await page.goto('/projects/SHOP/apps/backlog');
  const app = theAppFrame(page, TITLE);
  await app.getByRole('tab', { name: 'Rank log' }).click();
  await expect(app.getByRole('row').filter({ hasText: second }).first()).toContainText('for Olivia Owner');
  expect((await backlog(page)).slice(0, 2)).toEqual([second, first]);
});
