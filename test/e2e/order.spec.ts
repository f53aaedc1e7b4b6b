import {
  asPerson,
  axe,
  expect,
  inColours,
  offline,
  rest,
  settle,
  test,
  theAppFrame,
  type FrameLocator,
  type Locator,
  type Page,
  type Person,
  widthsIn,
} from './fixtures';

const ADMIN = 'admin@example.com';
const OWNER = 'owner@example.com';
const DEVELOPER = 'developer@example.com';
const STAKEHOLDER = 'stakeholder@example.com';

/** Keys of SHOP's order as Jira has it; `only` those of it. */
async function inJira(page: Page, only = ''): Promise<readonly string[]> {
  const jql = `project = SHOP AND statusCategory != Done AND (sprint is EMPTY OR sprint not in openSprints()) AND issuetype != Epic AND issuetype not in subTaskIssueTypes() ${only} ORDER BY Rank`;
  const { issues } = await rest<{ issues: { key: string }[] }>(page, ADMIN, 'POST', '/rest/api/3/search/jql', {
    jql,
    fields: ['summary'],
    maxResults: 100,
  });
  return issues.map(({ key }) => key);
}

async function openOrder(page: Page, person: Person): Promise<FrameLocator> {
  await asPerson(page, person);
  await page.goto('/projects/SHOP/apps/backlog');
  const order = theAppFrame(page, 'Backlog order');
  await expect(keyIn(rowAt(order, 1))).toBeVisible();
  return order;
}

const list = (order: FrameLocator): Locator => order.getByRole('grid', { name: 'Issues in rank order' });
/** The row that stands so many places from the top, from 1. */
const rowAt = (order: FrameLocator, place: number): Locator => list(order).locator(`[role=row][aria-rowindex="${String(place + 1)}"]`);
const rowOf = (order: FrameLocator, key: string): Locator =>
  list(order)
    .getByRole('row')
    .filter({ has: order.getByText(key, { exact: true }) });
const keyIn = (row: Locator): Locator => row.getByRole('link');
const keyAt = async (order: FrameLocator, place: number): Promise<string> => keyIn(rowAt(order, place)).innerText();
const summaryIn = (row: Locator): Locator => row.locator('.order-summary');
const button = (within: Locator | FrameLocator, name: string): Locator => within.getByRole('button', { name, exact: true });
const spoken = (order: FrameLocator): Locator => order.locator('.order-list').getByRole('status');
const drawer = (order: FrameLocator, key: string): Locator => order.getByRole('complementary', { name: key });
const preview = (order: FrameLocator): Locator => order.getByRole('dialog', { name: 'Rank by score' });
const job = (order: FrameLocator): Locator => order.getByRole('region', { name: 'Ranking the whole order' });

/** Turns the wheel over a list until that row is on the page: only the rows in sight are. */
async function scrollTo(page: Page, within: Locator, row: Locator): Promise<void> {
  await within.hover();
  await expect(async () => {
    if ((await row.count()) === 0) await page.mouse.wheel(0, 300);
    await expect(row).toBeVisible({ timeout: 500 });
  }).toPass();
}

const sideways = (order: FrameLocator): Promise<number> => order.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);

/** What the order's own part of the page asks the app for. */
function calls(page: Page): readonly string[] {
  const names: string[] = [];
  page.on('request', (request) => {
    if (!request.url().includes('/_site/forge/invoke')) return;
    const { functionKey } = request.postDataJSON() as { functionKey: string };
    if (/^(ranking|scoring)/.test(functionKey) && functionKey !== 'ranking/guard') names.push(functionKey);
  });
  return names;
}

test.afterEach(async ({ page }) => {
  await page.unrouteAll();
});

test('the order is there after two requests, in rank order to its end, with few rows on the page', async ({ page }) => {
  const asked = calls(page);
  const order = await openOrder(page, DEVELOPER);
  expect(asked.slice(0, 2)).toEqual(['ranking/order', 'scoring/rows']);
  const jira = await inJira(page);
  await expect(order.getByText(`${String(jira.length)} issues`, { exact: true })).toBeVisible();
  expect(await keyAt(order, 1)).toBe(jira[0]);
  await expect(list(order)).toHaveAttribute('aria-rowcount', String(jira.length + 1));
  expect(await list(order).getByRole('row').count()).toBeLessThan(45);

  await rowAt(order, 1).focus();
  await page.keyboard.press('End');
  await expect(rowAt(order, jira.length)).toBeFocused();
  await expect(keyIn(rowAt(order, jira.length))).toHaveText(jira.at(-1) ?? '');
  await page.keyboard.press('Home');
  await expect(rowAt(order, 1)).toBeFocused();

  await button(order, 'Epics').click();
  await expect(order.getByText(/^\d+ issues?$/)).not.toHaveText(`${String(jira.length)} issues`);
  await expect(button(order, 'Epics')).toBeFocused();
});

test('the owner ranks by keyboard: lifted, carried, spoken, dropped, and it stays; Escape puts it back', async ({ page }) => {
  const order = await openOrder(page, OWNER);
  const [first, key] = [await keyAt(order, 1), await keyAt(order, 4)];
  const total = (await inJira(page)).length;
  await rowAt(order, 4).focus();
  await page.keyboard.press('m');
  await expect(spoken(order)).toContainText(`${key} is lifted, at #4 of ${String(total)}.`);
  await page.keyboard.press('ArrowDown');
  await expect(spoken(order)).toHaveText(`${key} to #5 of ${String(total)}`);
  await page.keyboard.press('Escape');
  await expect(spoken(order)).toHaveText(`${key} stays where it was.`);
  await expect(rowAt(order, 4)).toBeFocused();
  expect(await keyAt(order, 4)).toBe(key);

  await page.keyboard.press('m');
  await page.keyboard.press('Home');
  await expect(spoken(order)).toHaveText(`${key} to #1 of ${String(total)}`);
  await page.keyboard.press('Enter');
  await expect(order.getByText(`${key} is #1 of ${String(total)} now.`)).toBeAttached();
  await expect(rowOf(order, key)).toBeFocused();
  await settle(page);
  expect((await inJira(page)).slice(0, 2)).toEqual([key, first]);
  await page.reload();
  await expect(keyIn(rowAt(order, 1))).toHaveText(key);
});

test('the owner drags a row by its handle, and moves one by its number', async ({ page }) => {
  const order = await openOrder(page, OWNER);
  const [key, above] = [await keyAt(order, 7), await keyAt(order, 2)];
  await rowAt(order, 7)
    .locator('.order-handle')
    .dragTo(rowAt(order, 3), { targetPosition: { x: 200, y: 4 } });
  await expect(keyIn(rowAt(order, 3))).toHaveText(key);
  await expect(order.getByText(new RegExp(`^${key} is #3 of \\d+ now\\.$`))).toBeAttached();
  await settle(page);
  expect((await inJira(page)).slice(1, 3)).toEqual([above, key]);

  await summaryIn(rowAt(order, 3)).click();
  const open = drawer(order, key);
  await expect(open.getByText(/^Ranked by you, /)).toBeVisible();
  await open.getByRole('textbox', { name: 'Move to position' }).fill('99999');
  await button(open, 'Move').click();
  await expect(open.getByText(/^Write a whole number from 1 to \d+\.$/)).toBeVisible();
  await open.getByRole('textbox', { name: 'Move to position' }).fill('5');
  await page.keyboard.press('Enter');
  await expect(open.getByText(/^#5 of \d+$/)).toBeVisible();
  await expect(keyIn(rowAt(order, 5))).toHaveText(key);
});

test('a move that does not arrive is put back with a sentence, and Try again carries it out', async ({ page, expectedErrors }) => {
  expectedErrors.push(/fetch|network/i);
  const order = await openOrder(page, OWNER);
  const key = await keyAt(order, 6);
  await rowAt(order, 6).focus();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowUp');
  const online = await offline(page);
  await page.keyboard.press('Enter');
  await expect(order.getByRole('alert').filter({ hasText: `${key} is back where it was.` })).toBeVisible();
  await expect(keyIn(rowAt(order, 6))).toHaveText(key);
  await online();
  await button(order, 'Try again').first().click();
  await expect(keyIn(rowAt(order, 5))).toHaveText(key);
  await expect(order.getByText(new RegExp(`^${key} is #5 of \\d+ now\\.$`))).toBeAttached();
});

test('a stakeholder is told who decides, ranks nothing, and asks from the drawer', async ({ page }) => {
  const order = await openOrder(page, STAKEHOLDER);
  await expect(order.getByText('Olivia Owner decides this order. Open an issue to ask for another place.')).toBeVisible();
  await expect(button(order, 'Rank by score')).toHaveCount(0);
  await expect(order.locator('.order-handle')).toHaveCount(0);
  const key = await keyAt(order, 9);
  await rowAt(order, 9).focus();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowUp');
  await expect(rowAt(order, 8)).toBeFocused();
  expect(await keyAt(order, 9)).toBe(key);

  await rowAt(order, 9).press('Enter');
  const open = drawer(order, key);
  await expect(open.getByText(/^#9 of \d+$/)).toBeVisible();
  await expect(open.getByRole('spinbutton')).toHaveCount(0);
  await button(open, 'Ask for another place').click();
  await open.getByRole('textbox', { name: 'Why' }).fill('The fair is in May.');
  await button(open, 'Ask Olivia Owner').click();
  await expect(open.getByText('Asked. Olivia Owner decides, and you are told.')).toBeVisible();
  await expect(order.getByRole('tab', { name: /^Requests.*\d open/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(open).toHaveCount(0);
  await expect(rowAt(order, 9)).toBeFocused();
});

test('while a filter hides something ranking is off, says why, and rows keep their rank', async ({ page }) => {
  const order = await openOrder(page, OWNER);
  await button(order, 'Type').click();
  await order.getByRole('option', { name: 'Bug' }).click();
  await page.keyboard.press('Escape');
  await expect(button(order, 'Type: Bug')).toBeFocused();
  await expect(order.getByText(/^\d+ of \d+ issues$/)).toBeVisible();
  await expect(order.getByText('Ranking is off while a filter hides issues')).toBeVisible();
  await expect(button(order, 'Rank by score')).toBeDisabled();
  await expect(order.locator('.order-handle')).toHaveCount(0);
  const key = await keyAt(order, 1);
  const rank = await rowAt(order, 1).locator('.order-rank').innerText();

  await button(order, 'Clear filters').click();
  await expect(keyIn(rowAt(order, Number(rank)))).toHaveText(key);
  await expect(button(order, 'Rank by score')).toBeEnabled();

  await order.getByRole('searchbox', { name: 'Search issues' }).fill('no issue says this');
  await expect(order.getByText('No issue matches.')).toBeVisible();
});

test('ranking by score is looked at, pinned, applied as a whole and undone', async ({ page }) => {
  // One without a score on top: by score it would go far down.
  const [top, last] = [(await inJira(page))[0], (await inJira(page, 'AND "Value score" is EMPTY')).at(-1)];
  await rest(page, OWNER, 'PUT', '/rest/agile/1.0/issue/rank', { issues: [last], rankBeforeIssue: top });
  await settle(page);
  const before = await inJira(page);
  const order = await openOrder(page, OWNER);
  await button(order, 'Rank by score').click();
  await expect(preview(order)).toBeVisible();
  const moves = preview(order).getByText(/^\d+ of \d+ issues move\. That takes \d+ calls? to Jira, about \d+ seconds?\./);
  await expect(moves).toBeVisible();
  const table = preview(order).getByRole('table', { name: 'The order by score' });
  const first = before[0] ?? '';
  const row = table.getByRole('row').filter({ has: order.getByText(first, { exact: true }) });
  await scrollTo(page, table, row);
  await expect(row).toContainText(/from #1 to #\d+/);
  const pin = table.getByRole('button', { name: `Pin ${first}`, exact: true });
  await pin.click();
  // It is followed to where it stays.
  await expect(pin).toBeFocused();
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await expect(table.getByRole('row').first()).toContainText(first);
  await preview(order).getByRole('checkbox', { name: 'Show only moved' }).check();
  await expect(row).toHaveCount(0);
  await preview(order).getByRole('textbox', { name: 'Only the first' }).fill('1');
  await expect(moves.or(preview(order).getByText(/^1 of \d+ issues moves\./))).toBeVisible();
  await preview(order).getByRole('textbox', { name: 'Only the first' }).fill('');
  await page.keyboard.press('Escape');
  await expect(preview(order)).toHaveCount(0);
  await expect(button(order, 'Rank by score')).toBeFocused();

  await page.keyboard.press('Enter');
  await button(preview(order), 'Apply').click();
  await expect(job(order).getByText(/^Done\. \d+ issues moved\.$/)).toBeFocused();
  await settle(page);
  const after = await inJira(page);
  expect(after[0]).toBe(first);
  expect(after).not.toEqual(before);
  await expect(keyIn(rowAt(order, 2))).toHaveText(after[1] ?? '');

  // Whoever comes later can still undo it.
  await page.reload();
  await expect(job(order).getByText(/^Ranked by score by you, /)).toBeVisible();
  await button(job(order), 'Undo').click();
  await expect(job(order).getByText(/^Undone\. /)).toBeVisible();
  await settle(page);
  expect(await inJira(page)).toEqual(before);
  await button(order, 'Rank by score').click();
  await pin.click();
  await expect(pin).toHaveAttribute('aria-pressed', 'false');
});

test('the matrix is read by keyboard and opens the same drawer', async ({ page }) => {
  const order = await openOrder(page, DEVELOPER);
  await button(order, 'Matrix').click();
  const matrix = order.getByRole('group', { name: /^User and business value .+ against Job size\./ });
  await expect(matrix).toBeVisible();
  await expect(order.getByText(/^\d+ issues are shown\. \d+ have no score yet, so they are not\.$/)).toBeVisible();
  const points = matrix.getByRole('button');
  expect(await matrix.locator('[role=button][tabindex="0"]').count()).toBe(1);
  await matrix.locator('[tabindex="0"]').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await expect(points.first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(matrix.locator(':focus')).toHaveAttribute('tabindex', '0');
  // Where one issue stands alone.
  const point = matrix.getByRole('button', { name: /^SHOP-\d+ / }).first();
  const key = /SHOP-\d+/.exec((await point.getAttribute('aria-label')) ?? '')?.[0] ?? '';
  await point.press('Enter');
  await expect(drawer(order, key).getByText(/^#\d+ of \d+$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer(order, key)).toHaveCount(0);
  await expect(matrix.locator(':focus')).toHaveAttribute('aria-label', new RegExp(`^${key} `));
});

test('an issue is scored where it stands, and its row shows it', async ({ page }) => {
  const order = await openOrder(page, DEVELOPER);
  const key = await keyAt(order, 3);
  await summaryIn(rowAt(order, 3)).click();
  const open = drawer(order, key);
  await expect(open.getByRole('heading', { level: 2 })).toBeFocused();
  for (const [name, answer] of [
    ['User and business value', '13'],
    ['Time criticality', '8'],
    ['Risk or opportunity', '5'],
    ['Job size', '2'],
  ] as const)
    await open.getByRole('spinbutton', { name }).fill(answer);
  await expect(open.getByText('Saved', { exact: true })).toBeVisible();
  await expect(rowAt(order, 3).locator('.order-score')).toContainText('13');
  await button(open, 'Close').click();
  await expect(rowAt(order, 3)).toBeFocused();
});

test('who comes back sees what moved since, and an order of the past', async ({ page }) => {
  await openOrder(page, STAKEHOLDER);
  // By the clock of the browser, which takes no moment that is still to come.
  const seen = new Date().toISOString();
  const [first, moved] = [(await inJira(page))[0], (await inJira(page))[11]];
  await rest(page, OWNER, 'PUT', '/rest/agile/1.0/issue/rank', { issues: [moved], rankBeforeIssue: first });
  await settle(page);
  const order = await openOrder(page, STAKEHOLDER);
  await expect(order.getByText(/^Since you were here \(.+\): \d+ moved/)).toBeVisible();
  await button(order, 'Show').click();
  await expect(rowOf(order, moved ?? '')).toContainText(/from #\d+ to #1/);
  await expect(order.getByText(/^\d+ of \d+ issues$/)).toBeVisible();
  await button(order, 'Dismiss').click();
  await expect(order.getByText(/^Since you were here/)).toHaveCount(0);
  await expect(keyIn(rowAt(order, 2))).toHaveText(first ?? '');

  await button(order, 'Order as of…').click();
  const { timeZone } = await rest<{ timeZone: string }>(page, STAKEHOLDER, 'GET', '/rest/api/3/myself');
  const local = new Date(seen).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T').slice(0, 16);
  await order.getByLabel('Order as of', { exact: true }).fill(local);
  await page.keyboard.press('Enter');
  await expect(order.getByText(/^The order as of .+\.$/)).toBeVisible();
  await expect(keyIn(rowAt(order, 1))).not.toHaveText(moved ?? '');
  await button(order, 'Back to now').click();
  await expect(keyIn(rowAt(order, 1))).toHaveText(moved ?? '');
});

test('an order that cannot be read says so, and is read on Try again', async ({ page, expectedErrors }) => {
  expectedErrors.push(/fetch|network/i);
  await page.route('**/_site/forge/invoke', (route) =>
    route.request().postData()?.includes('ranking/order') === true ? route.abort('internetdisconnected') : route.fallback(),
  );
  await asPerson(page, OWNER);
  await page.goto('/projects/SHOP/apps/backlog');
  const order = theAppFrame(page, 'Backlog order');
  await expect(order.getByText(/^The order couldn't be loaded\./)).toBeVisible();
  await page.unrouteAll();
  await button(order, 'Try again').click();
  await expect(keyIn(rowAt(order, 1))).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of widthsIn(scheme)) {
    test(`list, drawer, matrix and preview have no accessibility violation and never scroll sideways: ${scheme}, ${String(width)} px`, async ({
      page,
    }) => {
      await inColours(page, scheme);
      await page.setViewportSize({ width, height: 900 });
      const order = await openOrder(page, OWNER);
      const key = await keyAt(order, 2);
      await rest(page, ADMIN, 'PUT', `/rest/api/3/issue/${key}`, {
        fields: { summary: `${'Donaudampfschifffahrtsgesellschaft'.repeat(4)} مرحبا بالعالم` },
      });
      await page.reload();
      await expect(rowAt(order, 2)).toContainText('Donau');
      await rowAt(order, 2).press('Enter');
      await expect(drawer(order, key).getByRole('spinbutton').first()).toBeVisible();
      expect(await axe(page), 'list and drawer').toEqual([]);
      expect(await sideways(order), 'list and drawer').toBeLessThanOrEqual(0);
      await page.keyboard.press('Escape');
      await button(order, 'Status').click();
      await expect(order.getByRole('option').first()).toBeVisible();
      expect(await axe(page), 'filters').toEqual([]);
      await page.keyboard.press('Escape');
      await button(order, 'Matrix').click();
      await expect(order.getByText(/issues are shown\./)).toBeVisible();
      expect(await axe(page), 'matrix').toEqual([]);
      expect(await sideways(order), 'matrix').toBeLessThanOrEqual(0);
      await button(order, 'Rank by score').click();
      await expect(preview(order).getByRole('row').first()).toBeVisible();
      expect(await axe(page), 'preview').toEqual([]);
      expect(await sideways(order), 'preview').toBeLessThanOrEqual(0);
    });
  }
}
