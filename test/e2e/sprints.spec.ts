import { asPerson, axe, expect, inColours, rest, siteTime, widthsIn, type Locator, type Page, type Person } from './fixtures';
import { PROBE } from './probe-app';
import { test } from './probe-site';

const ADMIN = 'admin@example.com';
const OWNER = 'owner@example.com';
const DEVELOPER = 'developer@example.com';
const STAKEHOLDER = 'stakeholder@example.com';
const MANAGE = 'MANAGE_SPRINTS_PERMISSION';
const DAY = 86_400_000;

interface Sprint {
  readonly id: number;
  readonly name: string;
  readonly state: 'future' | 'active' | 'closed';
  readonly goal?: string;
  readonly startDate?: string;
  readonly endDate?: string;
}

async function boardId(page: Page): Promise<number> {
  const { values } = await rest<{ values: { id: number }[] }>(page, ADMIN, 'GET', '/rest/agile/1.0/board?projectKeyOrId=SHOP');
  return values[0]?.id ?? 0;
}

async function sprints(page: Page, states = 'active,future'): Promise<readonly Sprint[]> {
  const path = `/rest/agile/1.0/board/${await boardId(page)}/sprint?state=${states}&maxResults=50`;
  return (await rest<{ values: Sprint[] }>(page, ADMIN, 'GET', path)).values;
}

const named = async (page: Page, name: string): Promise<Sprint | undefined> =>
  (await sprints(page, 'active,future,closed')).find((sprint) => sprint.name === name);

async function running(page: Page): Promise<Sprint> {
  const sprint = (await sprints(page, 'active'))[0];
  if (!sprint) throw new Error('No sprint is active.');
  return sprint;
}

/** Ends what runs, as its owner. */
async function noneRuns(page: Page): Promise<void> {
  for (const { id } of await sprints(page, 'active')) await rest(page, OWNER, 'POST', `/rest/agile/1.0/sprint/${id}`, { state: 'closed' });
}

async function keysIn(page: Page, sprintId: number, jql = 'issuetype not in subTaskIssueTypes()'): Promise<string[]> {
  const path = `/rest/agile/1.0/sprint/${sprintId}/issue?fields=summary&maxResults=50&jql=${encodeURIComponent(jql)}`;
  const { issues } = await rest<{ issues: { key: string }[] }>(page, ADMIN, 'GET', path);
  return issues.map(({ key }) => key);
}

const OPEN = 'issuetype not in subTaskIssueTypes() AND statusCategory != Done';

/** A planned sprint of SHOP with so many new issues. */
async function planned(page: Page, name: string, count: number): Promise<Sprint> {
  const originBoardId = await boardId(page);
  const sprint = await rest<Sprint>(page, OWNER, 'POST', '/rest/agile/1.0/sprint', { name, originBoardId });
  const issues: string[] = [];
  for (let number = 1; number <= count; number += 1) issues.push(await aStory(page, `${name}, story ${number}`));
  if (count > 0) await rest(page, OWNER, 'POST', `/rest/agile/1.0/sprint/${sprint.id}/issue`, { issues });
  return sprint;
}

async function aStory(page: Page, summary: string, more: object = {}): Promise<string> {
  const fields = { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary, ...more };
  return (await rest<{ key: string }>(page, OWNER, 'POST', '/rest/api/3/issue', { fields })).key;
}

async function openBacklog(page: Page, person: Person): Promise<void> {
  await asPerson(page, person);
  await page.goto('/projects/SHOP/backlog');
  await expect(section(page, 'Backlog')).toBeVisible();
}

const section = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const menuOf = (page: Page, name: string): Locator => page.getByRole('button', { name: `More for ${name}`, exact: true });
const item = (page: Page, name: string): Locator => page.getByRole('menuitem', { name });
const said = (page: Page, sentence: string): Locator => page.getByRole('status').filter({ hasText: sentence });

async function choose(page: Page, sprint: string, action: string): Promise<void> {
  await menuOf(page, sprint).click();
  await item(page, action).click();
}

/** Takes Manage sprints in SHOP from all but the owner, and gives it back. */
async function onlyTheOwnerManages(page: Page, use: () => Promise<void>): Promise<void> {
  const { id } = await rest<{ id: number }>(page, ADMIN, 'GET', '/rest/api/3/project/SHOP/permissionscheme');
  const path = `/rest/api/3/permissionscheme/${id}`;
  interface Grant {
    readonly permission: string;
    readonly holder: object;
  }
  const { name, permissions } = await rest<{ name: string; permissions: Grant[] }>(page, ADMIN, 'GET', `${path}?expand=permissions`);
  const before = permissions.map(({ permission, holder }) => ({ permission, holder }));
  const { accountId } = await rest<{ accountId: string }>(page, OWNER, 'GET', '/rest/api/3/myself');
  const owner = { permission: MANAGE, holder: { type: 'user', parameter: accountId } };
  const narrowed = [...before.filter(({ permission }) => permission !== MANAGE), owner];
  await rest(page, ADMIN, 'PUT', path, { name, permissions: narrowed });
  await use();
  await rest(page, ADMIN, 'PUT', path, { name, permissions: before });
}

test("without Manage sprints one sees no action of Jira's, and what one asks for is refused", async ({ page }) => {
  const { name, id } = await running(page);
  await onlyTheOwnerManages(page, async () => {
    for (const person of [DEVELOPER, STAKEHOLDER] as const) {
      await openBacklog(page, person);
      await expect(page.getByRole('button', { name: /^(Start|Complete|Create) sprint$/ })).toHaveCount(0);
      await menuOf(page, name).click();
      await expect(page.getByRole('menuitem')).toHaveText(['Cancel sprint…', PROBE]);
      await page.goto('/projects/SHOP/board');
      await expect(menuOf(page, name)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Complete sprint' })).toHaveCount(0);
      const answer = await page.request.post(`/_site/planning/sprints/${id}/complete`, { data: { openIssuesTo: 'backlog' } });
      expect(answer.status()).toBe(403);
    }
    await openBacklog(page, OWNER);
    await expect(section(page, name).getByRole('button', { name: 'Complete sprint' })).toBeVisible();
  });
});

test('a sprint is made in one press, and pages of others follow', async ({ page, browser, site }) => {
  const numbers = (await sprints(page, 'active,future,closed')).map(({ name }) => Number(/\d+$/.exec(name)?.[0] ?? 0));
  const name = `SHOP Sprint ${Math.max(...numbers) + 1}`;
  const context = await browser.newContext({ baseURL: site });
  const other = await context.newPage();
  await openBacklog(other, STAKEHOLDER);
  await openBacklog(page, OWNER);
  await page.getByRole('button', { name: 'Create sprint' }).click();
  await expect(said(page, `${name} is created`)).toBeAttached();
  await expect(section(page, name)).toContainText('Plan this sprint');
  await expect(section(page, name).getByRole('button', { name: 'Start sprint' })).toBeDisabled();
  await expect(section(other, name)).toBeVisible();
  await choose(page, name, 'Delete sprint');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(section(other, name)).toBeHidden();
  await context.close();
});

test('a sprint is edited by keyboard alone, and what Jira refuses stands at its field', async ({ page }) => {
  const { id } = await planned(page, 'Keys only', 1);
  await openBacklog(page, OWNER);
  await menuOf(page, 'Keys only').focus();
  await page.keyboard.press('Enter');
  await expect(item(page, 'Edit sprint')).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Edit sprint: Keys only' });
  const name = dialog.getByRole('textbox', { name: 'Sprint name' });
  await expect(name).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('A name of more than thirty characters');
  await page.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/shorter than 30 characters/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Keys still');
  await dialog.getByRole('textbox', { name: 'Sprint goal' }).fill('Nobody needs a mouse');
  await name.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(menuOf(page, 'Keys still')).toBeFocused();
  await expect(section(page, 'Keys still')).toContainText('Nobody needs a mouse');
  expect(await named(page, 'Keys still')).toMatchObject({ id, goal: 'Nobody needs a mouse', state: 'future' });

  // Escape changes nothing, and leads back as well.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Sprint name' }).fill('Not this');
  await page.keyboard.press('Escape');
  await expect(menuOf(page, 'Keys still')).toBeFocused();
  expect(await named(page, 'Not this')).toBeUndefined();
});

test('a planned sprint is deleted, and its issues are in the backlog', async ({ page }) => {
  const { id } = await planned(page, 'Doomed', 2);
  const keys = await keysIn(page, id);
  await openBacklog(page, OWNER);
  await choose(page, 'Doomed', 'Delete sprint');
  const dialog = page.getByRole('dialog', { name: 'Delete sprint' });
  await expect(dialog).toContainText('Doomed goes for good. 2 open issues will be in the backlog.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(menuOf(page, 'Doomed')).toBeFocused();
  await choose(page, 'Doomed', 'Delete sprint');
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(section(page, 'Doomed')).toHaveCount(0);
  await expect(said(page, 'Doomed is deleted')).toBeAttached();
  await expect(page.getByRole('main')).toBeFocused();
  const path = `/rest/agile/1.0/board/${await boardId(page)}/backlog?fields=summary&maxResults=100&jql=${encodeURIComponent('text ~ "Doomed"')}`;
  const { issues } = await rest<{ issues: { key: string }[] }>(page, ADMIN, 'GET', path);
  expect(issues.map(({ key }) => key)).toEqual(keys);
});

test('sprints stand in the order of the board, also when two have swapped places', async ({ page }) => {
  const [one, two] = [await planned(page, 'Swap one', 0), await planned(page, 'Swap two', 0)];
  await openBacklog(page, STAKEHOLDER);
  const order = page.getByRole('heading', { level: 2, name: /^Swap/ });
  await expect(order).toHaveText(['Swap one', 'Swap two']);
  await rest(page, OWNER, 'POST', `/rest/agile/1.0/sprint/${one.id}/swap`, { sprintToSwapWith: two.id });
  await expect(order).toHaveText(['Swap two', 'Swap one']);
  for (const { id } of [one, two]) await rest(page, OWNER, 'DELETE', `/rest/agile/1.0/sprint/${id}`);
  await expect(order).toHaveCount(0);
});

test('done work with open sub-tasks keeps a sprint open, with a sentence that names it', async ({ page }) => {
  const { id, name } = await running(page);
  const [key = ''] = await keysIn(page, id, 'statusCategory = Done AND issuetype not in subTaskIssueTypes()');
  const child = await aStory(page, 'Still open', { issuetype: { name: 'Sub-task' }, parent: { key } });
  await openBacklog(page, OWNER);
  await section(page, name).getByRole('button', { name: 'Complete sprint' }).click();
  const dialog = page.getByRole('dialog', { name: `Complete ${name}` });
  await dialog.getByRole('button', { name: 'Complete sprint' }).click();
  await expect(dialog.getByRole('alert')).toContainText(`open sub-tasks: ${key}`);
  await expect(dialog.getByRole('alert')).toBeFocused();
  await rest(page, ADMIN, 'DELETE', `/rest/api/3/issue/${child}`);
  await page.keyboard.press('Escape');
  await expect(section(page, name).getByRole('button', { name: 'Complete sprint' })).toBeFocused();
});

test('a second sprint waits for the first, unless the site has parallel sprints', async ({ page }) => {
  await planned(page, 'Second', 1);
  await openBacklog(page, OWNER);
  const start = section(page, 'Second').getByRole('button', { name: 'Start sprint' });
  await expect(start).toBeDisabled();
  await rest(page, ADMIN, 'POST', '/_emulator/switches', { parallelSprints: true });
  await page.reload();
  await start.click();
  const dialog = page.getByRole('dialog', { name: 'Start sprint' });
  await expect(dialog).toContainText('1 issue will be included in this sprint.');
  await expect(dialog.getByLabel('Duration')).toHaveValue('2');
  await expect(dialog.getByLabel('End date')).toBeDisabled();
  // Others may have been quicker: Jira's own refusal stands in the dialog.
  await rest(page, ADMIN, 'POST', '/_emulator/switches', { parallelSprints: false });
  await dialog.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('parallel sprints are not enabled');
  await rest(page, ADMIN, 'POST', '/_emulator/switches', { parallelSprints: true });
  await dialog.getByLabel('Duration').selectOption('1 week');
  await dialog.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(section(page, 'Second')).toContainText('Active');
  const { state, startDate = '', endDate = '' } = (await named(page, 'Second')) ?? ({} as Sprint);
  expect(state).toBe('active');
  expect(Math.round((Date.parse(endDate) - Date.parse(startDate)) / DAY)).toBe(7);
  await section(page, 'Second').getByRole('button', { name: 'Complete sprint' }).click();
  await page.getByLabel('Move open issues to').selectOption('Backlog');
  await page.getByRole('dialog').getByRole('button', { name: 'Complete sprint' }).click();
  await expect(section(page, 'Second')).toHaveCount(0);
  await rest(page, ADMIN, 'POST', '/_emulator/switches', { parallelSprints: false });
});

test('open issues go along into the planned sprint one chooses, which is started then', async ({ page }) => {
  const sprint = await running(page);
  const [open, all] = [await keysIn(page, sprint.id, OPEN), await keysIn(page, sprint.id)];
  await openBacklog(page, OWNER);
  await section(page, sprint.name).getByRole('button', { name: 'Complete sprint' }).click();
  const dialog = page.getByRole('dialog', { name: `Complete ${sprint.name}` });
  await expect(dialog).toContainText(`${all.length - open.length} completed issues and ${open.length} open issues`);
  const [next] = await sprints(page, 'future');
  await expect(dialog.getByLabel('Move open issues to')).toHaveValue(String(next?.id));
  await dialog.getByRole('button', { name: 'Complete sprint' }).click();
  await expect(section(page, sprint.name)).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
  expect(await keysIn(page, next?.id ?? 0)).toEqual(expect.arrayContaining(open));
  expect((await named(page, sprint.name))?.state).toBe('closed');

  await section(page, next?.name ?? '')
    .getByRole('button', { name: 'Start sprint' })
    .click();
  await page.getByRole('dialog', { name: 'Start sprint' }).getByRole('button', { name: 'Start', exact: true }).click();
  await expect(section(page, next?.name ?? '')).toContainText('Active');
});

test('a sprint is completed on the board, into a sprint that is made for its open issues', async ({ page }) => {
  const sprint = await running(page);
  const open = await keysIn(page, sprint.id, OPEN);
  // What anybody but the owner completes early, our app starts again.
  await asPerson(page, OWNER);
  await page.goto('/projects/SHOP/board');
  await page.getByRole('button', { name: 'Complete sprint' }).click();
  const dialog = page.getByRole('dialog', { name: `Complete ${sprint.name}` });
  const select = dialog.getByLabel('Move open issues to');
  await select.selectOption('newSprint');
  const made = /\((.*)\)$/.exec((await select.locator('option:checked').textContent()) ?? '')?.[1] ?? '';
  await dialog.getByRole('button', { name: 'Complete sprint' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing on the board' })).toBeVisible();
  await expect(said(page, `${sprint.name} is complete`)).toBeAttached();
  const next = await named(page, made);
  expect((await keysIn(page, next?.id ?? 0)).sort()).toEqual(open.sort());
});

test("the app's action opens where the sprint is, and every way out leads back to the menu", async ({ page }) => {
  const now = await siteTime(page);
  const { id } = await planned(page, 'Probed', 1);
  await rest(page, OWNER, 'POST', `/rest/agile/1.0/sprint/${id}`, {
    startDate: new Date(now).toISOString(),
    endDate: new Date(now + 7 * DAY).toISOString(),
  });
  await openBacklog(page, STAKEHOLDER);
  const dialog = page.getByRole('dialog', { name: PROBE });
  const probe = page.frameLocator(`iframe[title="${PROBE}"]`);
  const { id: projectId } = await rest<{ id: string }>(page, ADMIN, 'GET', '/rest/api/3/project/SHOP');
  const context = async (): Promise<unknown> => JSON.parse((await probe.locator('pre').filter({ hasText: '{' }).textContent()) ?? '');
  const expected = {
    type: 'jira:sprintAction',
    project: { id: projectId, key: 'SHOP', type: 'software' },
    board: { id: String(await boardId(page)), type: 'scrum' },
    sprint: { id: String(id), state: 'future' },
  };

  await choose(page, 'Probed', PROBE);
  expect(await context()).toMatchObject({ ...expected, location: page.url() });
  await probe.getByRole('button', { name: 'view.close()' }).click();
  await expect(dialog).toBeHidden();
  await expect(menuOf(page, 'Probed')).toBeFocused();
  await choose(page, 'Probed', PROBE);
  await probe.getByRole('button', { name: 'view.submit()' }).click();
  await expect(dialog).toBeHidden();
  await expect(menuOf(page, 'Probed')).toBeFocused();
  await choose(page, 'Probed', PROBE);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(menuOf(page, 'Probed')).toBeFocused();

  // On the board once it is active, by keyboard.
  await noneRuns(page);
  await rest(page, OWNER, 'POST', `/rest/agile/1.0/sprint/${id}`, { state: 'active' });
  await page.goto('/projects/SHOP/board');
  await menuOf(page, 'Probed').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await expect(item(page, PROBE)).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await context()).toMatchObject({ ...expected, sprint: { id: String(id), state: 'active' }, location: page.url() });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(menuOf(page, 'Probed')).toBeFocused();

  // The app closes its own sprint, and still has its say.
  await choose(page, 'Probed', PROBE);
  await context();
  await rest(page, OWNER, 'POST', `/rest/agile/1.0/sprint/${id}`, { state: 'closed' });
  await expect(menuOf(page, 'Probed')).toHaveCount(0);
  await expect(dialog).toBeVisible();
  await probe.getByRole('button', { name: 'view.close()' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('main')).toBeFocused();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`no accessibility violation and no sideways scrolling: menus and dialogs of sprints, ${scheme}, ${widthsIn(scheme).join()} px`, async ({
    page,
  }) => {
    const name = `${'W'.repeat(24)} ${scheme}`;
    const { id } = await planned(page, name, 1);
    await rest(page, ADMIN, 'POST', '/_emulator/switches', { parallelSprints: true });
    await inColours(page, scheme);
    await page.setViewportSize({ width: widthsIn(scheme)[0] ?? 0, height: 720 });
    await openBacklog(page, OWNER);
    const sound = async (what: string, only = 'dialog'): Promise<void> => {
      expect(await axe(page, { only }), what).toEqual([]);
      const wide = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('.main, dialog, dialog .form-body')]
          .filter((element) => element.scrollWidth > element.clientWidth)
          .map(({ className }) => className),
      );
      expect(wide, what).toEqual([]);
    };
    await menuOf(page, name).click();
    await sound('menu', '.menu');
    for (const [action, dialog] of [
      ['Edit sprint', `Edit sprint: ${name}`],
      ['Delete sprint', 'Delete sprint'],
      [PROBE, PROBE],
    ] as const) {
      if (!(await item(page, action).isVisible())) await menuOf(page, name).click();
      await item(page, action).click();
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
      await sound(action);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^(Cancel|Close)$/ })
        .first()
        .click();
    }
    await section(page, name).getByRole('button', { name: 'Start sprint' }).click();
    await sound('start');
    await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
    await section(page, name).getByRole('button', { name: 'Complete sprint' }).click();
    await expect(page.getByRole('dialog', { name: `Complete ${name}` })).toBeVisible();
    await sound('complete');
    await page.goto('/projects/SHOP/board');
    await expect(menuOf(page, name)).toBeVisible();
    await sound('board', '.page-head');
    await rest(page, OWNER, 'DELETE', `/rest/agile/1.0/sprint/${id}`);
    await rest(page, ADMIN, 'POST', '/_emulator/switches', { parallelSprints: false });
  });
}

test('a page of a right-to-left language is no wider than the window', async ({ page }) => {
  await openBacklog(page, OWNER);
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.reload();
  await expect(section(page, 'Backlog')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeInViewport();
});
