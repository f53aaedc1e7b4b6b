import { asPerson, axe, expect, inColours, rest, settle, test, widthsIn, type Page, type Person } from './fixtures';

const DEVELOPER = 'developer@example.com';
/** SHOP's order is the owner's: what others rank goes back, which is another test's. */
const OWNER = 'owner@example.com';
const FIRST_SPRINT = /^SHOP Sprint .*, in rank order$/;

const backlogOf = (page: Page) => page.getByRole('list', { name: 'Backlog, in rank order' });

async function openBacklog(page: Page, person: Person): Promise<void> {
  await asPerson(page, person);
  await page.goto('/projects/SHOP/backlog');
  await expect(backlogOf(page).getByRole('listitem').first()).toBeVisible();
}

const row = (page: Page, key: string) => page.locator(`[data-key="${key}"]`);

/** Keys of the backlog's first rows, as they stand on the page. */
const firstKeys = (page: Page, count = 4): Promise<string[]> =>
  backlogOf(page)
    .getByRole('listitem')
    .evaluateAll(
      (rows, wanted) =>
        [...rows]
          .sort((a, b) => Number(a.ariaPosInSet) - Number(b.ariaPosInSet))
          .slice(0, wanted)
          .map((each) => each.getAttribute('data-key') ?? ''),
      count,
    );

/** Keys of Jira's own backlog, in its order. */
async function keysInJira(page: Page, count = 4): Promise<string[]> {
  const boards = await rest<{ values: { id: number }[] }>(page, DEVELOPER, 'GET', '/rest/agile/1.0/board?projectKeyOrId=SHOP');
  const path = `/rest/agile/1.0/board/${boards.values[0]?.id}/backlog?fields=issuetype&maxResults=50`;
  const { issues } = await rest<{ issues: { key: string; fields: { issuetype: { name: string } } }[] }>(page, DEVELOPER, 'GET', path);
  return issues
    .filter(({ fields }) => fields.issuetype.name !== 'Epic')
    .slice(0, count)
    .map(({ key }) => key);
}

test('one chooses who one is, and changes it in one click', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Jira (local stand-in)' })).toBeVisible();
  await page.getByRole('button', { name: /Olivia Owner/ }).click();
  await expect(page.getByRole('heading', { name: 'Projects' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'You are Olivia Owner. Change person' })).toBeVisible();
  await page.getByRole('group', { name: 'You are' }).getByRole('button', { name: 'Dana Developer' }).click();
  await expect(page.getByRole('button', { name: 'You are Dana Developer. Change person' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'You are Dana Developer. Change person' })).toBeVisible();
});

test('an issue is ranked by keyboard, and focus stays with it', async ({ page }) => {
  await openBacklog(page, OWNER);
  const [first = '', second = '', third = ''] = await firstKeys(page);
  const menu = row(page, first).getByRole('button', { name: `Move ${first}` });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'To the bottom' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => firstKeys(page, 3)).toEqual([second, first, third]);
  await expect(menu).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: `${first} moved in the backlog` })).toBeAttached();
  expect(await keysInJira(page, 3)).toEqual([second, first, third]);

  // Far away: the row is brought into sight with its focus.
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem').last()).toBeFocused();
  await page.getByRole('menuitem', { name: 'To the bottom' }).press('Enter');
  await expect(menu).toBeFocused();
  await expect(row(page, first)).toBeInViewport();
  await settle(page);
  expect(await keysInJira(page, 2)).toEqual([second, third]);
});

test('an issue is ranked by dragging, and by dragging into a sprint', async ({ page }) => {
  await openBacklog(page, OWNER);
  const [first = '', second = '', third = ''] = await firstKeys(page);
  await row(page, third).scrollIntoViewIfNeeded();
  await row(page, third).dragTo(row(page, first), { targetPosition: { x: 300, y: 4 } });
  await expect.poll(() => firstKeys(page, 3)).toEqual([third, first, second]);
  await expect.poll(() => keysInJira(page, 3)).toEqual([third, first, second]);

  const sprint = page.getByRole('list', { name: FIRST_SPRINT }).last();
  await row(page, third).dragTo(sprint.getByRole('listitem').last(), { targetPosition: { x: 300, y: 36 } });
  await expect(sprint.locator(`[data-key="${third}"]`)).toBeVisible();
  await expect.poll(() => keysInJira(page, 2)).toEqual([first, second]);
});

test("a stakeholder's move is refused with Jira's sentence, and the row goes back", async ({ page }) => {
  await openBacklog(page, 'stakeholder@example.com');
  const before = await firstKeys(page);
  const [first = ''] = before;
  await row(page, first)
    .getByRole('button', { name: `Move ${first}` })
    .click();
  await page.getByRole('menuitem', { name: 'Down' }).click();
  const flag = page.getByRole('alert').filter({ hasText: `${first} was not moved` });
  await expect(flag).toContainText('You do not have permission to rank');
  await expect.poll(() => firstKeys(page)).toEqual(before);
  await flag.getByRole('button', { name: 'Dismiss' }).click();
  await expect(flag).toBeHidden();
  expect(await keysInJira(page)).toEqual(before);
});

test('without a network a move goes back and says so; the next one works', async ({ page }) => {
  await openBacklog(page, OWNER);
  const before = await firstKeys(page);
  const [first = '', second = ''] = before;
  const rank = '**/rest/agile/1.0/issue/rank';
  await page.route(rank, (route) => route.abort('internetdisconnected'));
  const down = async (): Promise<void> => {
    await row(page, first)
      .getByRole('button', { name: `Move ${first}` })
      .click();
    await page.getByRole('menuitem', { name: 'Down' }).click();
  };
  await down();
  await expect(page.getByRole('alert')).toContainText('The local site does not answer.');
  await expect.poll(() => firstKeys(page)).toEqual(before);
  await page.unroute(rank);
  await down();
  await expect.poll(() => firstKeys(page, 2)).toEqual([second, first]);
});

test("another person's move and comment appear without a reload", async ({ page }) => {
  await openBacklog(page, DEVELOPER);
  const [first = '', second = ''] = await firstKeys(page);
  await rest(page, OWNER, 'PUT', '/rest/agile/1.0/issue/rank', { issues: [second], rankBeforeIssue: first });
  await expect.poll(() => firstKeys(page, 2)).toEqual([second, first]);

  await page.goto(`/browse/${first}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const words = [{ type: 'paragraph', content: [{ type: 'text', text: 'Said by somebody else.' }] }];
  await rest(page, DEVELOPER, 'POST', `/rest/api/3/issue/${first}/comment`, { body: { type: 'doc', version: 1, content: words } });
  await expect(page.getByText('Said by somebody else.')).toBeVisible();
});

test('an issue changes its status, takes a comment, and its history says so', async ({ page }) => {
  await asPerson(page, DEVELOPER);
  const [key = ''] = await keysInJira(page);
  await page.goto(`/browse/${key}`);
  await page.getByRole('button', { name: 'Status: To Do. Change status' }).click();
  await page.getByRole('menuitem', { name: /In Progress/ }).click();
  await expect(page.getByRole('button', { name: 'Status: In Progress. Change status' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Add a comment' }).fill('Started today.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Started today.' })).toContainText('Dana Developer');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('Dana Developer changed status')).toBeVisible();
  const { fields } = await rest<{ fields: { status: { name: string } } }>(page, DEVELOPER, 'GET', `/rest/api/3/issue/${key}?fields=status`);
  expect(fields.status.name).toBe('In Progress');
});

test("saving in the panel shows in Jira's own fields beside it", async ({ page }) => {
  await asPerson(page, 'owner@example.com');
  const [, , key = ''] = await keysInJira(page);
  await page.goto(`/browse/${key}`);
  const panel = page.frameLocator('iframe[title="Value and rank"]');
  for (const [name, answer] of [
    ['User and business value', '20'],
    ['Time criticality', '13'],
    ['Risk or opportunity', '3'],
    ['Job size', '8'],
  ] as const) {
    await panel.getByRole('spinbutton', { name }).fill(answer);
    await panel.getByRole('spinbutton', { name }).press('Enter');
  }
  await expect(panel.getByRole('status')).toHaveText('Saved');
  const details = page.getByRole('region', { name: 'Details' });
  await expect(details.getByText('4.5', { exact: true })).toBeVisible();
  await expect(details.getByText('20 + 13 + 3 over 8 (WSJF)')).toBeVisible();
});

test("another person's score appears in an open panel, and opening it leaves the focus on the page", async ({ page }) => {
  await asPerson(page, 'owner@example.com');
  const [, , , key = ''] = await keysInJira(page, 5);
  await page.goto(`/browse/${key}`);
  const status = page.getByRole('button', { name: /^Status: / });
  await status.focus();
  const panel = page.frameLocator('iframe[title="Value and rank"]');
  await expect(panel.getByRole('spinbutton', { name: 'Job size' })).toBeVisible();
  await expect(status).toBeFocused();

  const fields = await rest<{ id: string; name: string }[]>(page, DEVELOPER, 'GET', '/rest/api/3/field');
  const factors = fields.find(({ name }) => name === 'Value factors')?.id ?? '';
  const inputs = { userBusinessValue: 13, timeCriticality: 8, riskReductionOpportunityEnablement: 5, jobSize: 13 };
  await rest(page, DEVELOPER, 'PUT', `/rest/api/3/issue/${key}`, { fields: { [factors]: { model: 'wsjf', inputs } } });
  await expect(panel.getByRole('spinbutton', { name: 'Job size' })).toHaveValue('13');
  await expect(panel.getByText('Value score: 2')).toBeVisible();
});

test('a summary in a right-to-left script reads in its own direction', async ({ page }) => {
  const summary = 'ترتيب السلة (WSJF) عند الدفع';
  const fields = { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary };
  const { key } = await rest<{ key: string }>(page, DEVELOPER, 'POST', '/rest/api/3/issue', { fields });
  await asPerson(page, DEVELOPER);
  await page.goto(`/browse/${key}`);
  const heading = page.getByRole('heading', { level: 1, name: summary });
  await expect(heading).toHaveCSS('direction', 'rtl');
});

test('a kanban board shows every column, and an unknown query says what Jira does not understand', async ({ page }) => {
  await asPerson(page, DEVELOPER);
  await page.goto('/projects/OPS/board');
  await expect(page.getByRole('region', { name: 'Done' }).getByRole('listitem').first()).toBeVisible();
  await page.goto(`/issues?jql=${encodeURIComponent('nonsense = 1')}`);
  await expect(page.getByRole('alert')).toContainText("Field 'nonsense' does not exist");
  await expect(page.getByRole('textbox', { name: 'JQL' })).toHaveAccessibleDescription(/Field 'nonsense' does not exist/);
});

test('the drawer shows what opening an issue cost', async ({ page }) => {
  await asPerson(page, DEVELOPER);
  const [key = ''] = await keysInJira(page);
  await page.goto(`/browse/${key}`);
  await page.getByRole('button', { name: 'What the app does' }).click();
  const drawer = page.getByRole('complementary', { name: 'What the app does' });
  await expect(drawer.getByText('scoring/open as Dana Developer').first()).toBeVisible();
  await expect(drawer.getByText(/^\d+ Jira calls for \d+ points, \d+ storage operations$/).first()).toBeVisible();
});

const PLACES = {
  projects: '/projects',
  backlog: '/projects/SHOP/backlog',
  board: '/projects/SHOP/board',
  search: `/issues?jql=${encodeURIComponent('project = SHOP ORDER BY Rank')}`,
  'an issue with the drawer open': '/browse/SHOP-7',
} as const;

for (const scheme of ['light', 'dark'] as const) {
  for (const [name, path] of Object.entries(PLACES)) {
    test(`no accessibility violation and no sideways scrolling: ${name}, ${scheme}, ${widthsIn(scheme).join(' and ')} px`, async ({
      page,
    }) => {
      await inColours(page, scheme);
      await asPerson(page, DEVELOPER);
      for (const width of widthsIn(scheme)) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByRole('main').getByText(/SHOP/).first()).toBeVisible();
        if (name.includes('drawer')) await page.getByRole('button', { name: 'What the app does' }).click();
        if (name.includes('drawer')) await expect(page.getByText(/^scoring\/open as/).first()).toBeVisible();
        expect(await axe(page), `${width} px`).toEqual([]);
        const sideways = await page.locator('.main').evaluate((main) => main.scrollWidth - main.clientWidth);
        expect(sideways, `${width} px`).toBeLessThanOrEqual(0);
      }
    });
  }
}
