import { readFile } from 'node:fs/promises';
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
const TITLE = 'Backlog order';
const PANEL = 'Value and rank';

interface Issue {
  readonly key: string;
  readonly fields: { readonly summary: string };
}

/** Issues of SHOP's backlog as they stand, without those in a sprint. */
async function inOrder(page: Page): Promise<readonly Issue[]> {
  const jql =
    'project = SHOP AND statusCategory != Done AND sprint is EMPTY AND issuetype != Epic AND issuetype not in subTaskIssueTypes() ORDER BY Rank';
  const { issues } = await rest<{ issues: Issue[] }>(page, ADMIN, 'POST', '/rest/api/3/search/jql', {
    jql,
    fields: ['summary'],
    maxResults: 100,
  });
  return issues;
}

/** The one that stands so many places below the first of the backlog. */
async function at(page: Page, place: number): Promise<Issue> {
  const issue = (await inOrder(page))[place];
  if (issue === undefined) throw new Error(`the demo's backlog has no ${String(place)} issues`);
  return issue;
}

async function openBacklog(page: Page, person: Person): Promise<FrameLocator> {
  await asPerson(page, person);
  await page.goto('/projects/SHOP/apps/backlog');
  const backlog = theAppFrame(page, TITLE);
  await backlog.getByRole('tab', { name: /^Requests/ }).click();
  return backlog;
}

async function openPanel(page: Page, person: Person, key: string): Promise<FrameLocator> {
  await asPerson(page, person);
  await page.goto(`/browse/${key}`);
  const panel = theAppFrame(page, PANEL);
  await expect(asked(panel)).toHaveAttribute('aria-busy', 'false');
  return panel;
}

const asked = (panel: FrameLocator): Locator => panel.getByRole('region', { name: "Requests about this issue's place" });
const request = (frame: FrameLocator, key: string): Locator => frame.getByRole('article', { name: new RegExp(`${key}\\b`) }).first();
const button = (within: Locator | FrameLocator, name: string): Locator => within.getByRole('button', { name, exact: true });

/** Asks, by hand, on the issue's panel, for the top. */
async function askForTop(page: Page, key: string, reason: string): Promise<void> {
  const panel = await openPanel(page, STAKEHOLDER, key);
  await button(panel, 'Ask for another place').click();
  await panel.getByRole('textbox', { name: 'Why' }).fill(reason);
  await panel.getByRole('button', { name: /^Ask Olivia/ }).click();
  await expect(panel.getByText('Asked. Olivia Owner decides, and you are told.')).toBeVisible();
}

/** Drags, as Jira's backlog does. */
async function drag(page: Page, person: Person, key: string, above: string): Promise<void> {
  await rest(page, person, 'PUT', '/rest/agile/1.0/issue/rank', { issues: [key], rankBeforeIssue: above });
  await settle(page);
}

test.afterEach(async ({ page }) => {
  await page.unrouteAll();
});

test('the owner approves what somebody asked for with one click, and it stands there', async ({ page }) => {
  const [first] = await inOrder(page);
  const { key } = await at(page, 20);
  await askForTop(page, key, 'The spring campaign needs it.');

  const backlog = await openBacklog(page, OWNER);
  await expect(backlog.getByText('Guarded. You decide the order; moves by others are put back, usually within seconds.')).toBeVisible();
  await expect(request(backlog, key)).toContainText('To the top');
  await expect(request(backlog, key)).toContainText(/Asked by Sam Stakeholder, /);
  await expect(request(backlog, key)).toContainText('The spring campaign needs it.');
  await button(request(backlog, key), 'Approve').click();
  await expect(backlog.getByText(new RegExp(`^Done\\. ${key} is now #1\\.$`))).toBeFocused();
  await settle(page);
  const order = (await inOrder(page)).map((issue) => issue.key);
  expect(order.indexOf(key)).toBeLessThan(order.indexOf(first?.key ?? ''));

  // It is where it was decided while somebody looks, and among the decided ones after.
  await button(backlog, 'Decided').click();
  await expect(request(backlog, key)).toContainText(/Approved by You/i);
});

test('a stakeholder asks by keyboard alone, is told what to change, and takes it back', async ({ page }) => {
  const [anchor, issue] = [await at(page, 3), await at(page, 24)];
  const panel = await openPanel(page, STAKEHOLDER, issue.key);
  await button(panel, 'Ask for another place').focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('radio', { name: 'To the top' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('radio', { name: 'Above another issue' })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(panel.getByRole('textbox', { name: 'Other issue' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel.getByText("Write an issue's key, such as SHOP-12.")).toBeVisible();
  await expect(panel.getByRole('textbox', { name: 'Other issue' })).toBeFocused();
  await page.keyboard.type(anchor.key.toLowerCase());
  await page.keyboard.press('Tab');
  await page.keyboard.type('Support gets a call about this every day.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Asked. Olivia Owner decides, and you are told.')).toBeFocused();

  const line = panel.getByRole('button', { name: `Olivia Owner is asked to move this above ${anchor.key}.` });
  await expect(line).toContainText('Asked by you');
  await line.press('Enter');
  await button(panel, 'Take back').press('Enter');
  await expect(panel.getByText('Taken back.', { exact: true })).toBeFocused();
});

test('on the page the issue is named by its key, and nothing is lost when there is none', async ({ page }) => {
  const issue = await at(page, 26);
  const backlog = await openBacklog(page, STAKEHOLDER);
  await button(backlog, 'Ask for another place').click();
  await backlog.getByRole('textbox', { name: 'Issue', exact: true }).fill('SHOP-99999');
  await backlog.getByRole('radio', { name: 'To a position' }).check();
  await backlog.getByRole('textbox', { name: 'Position' }).fill('9');
  await backlog.getByRole('textbox', { name: 'Why' }).fill('It was promised.');
  await button(backlog, 'Ask Olivia Owner').click();
  await expect(backlog.getByRole('alert').filter({ hasText: "There is no issue SHOP-99999, or you can't see it." })).toBeVisible();
  await expect(backlog.getByRole('textbox', { name: 'Why' })).toHaveValue('It was promised.');
  await backlog.getByRole('textbox', { name: 'Issue', exact: true }).fill(issue.key);
  await button(backlog, 'Ask Olivia Owner').click();
  await expect(backlog.getByText('Asked. Olivia Owner decides, and you are told.')).toBeVisible();
  await expect(request(backlog, issue.key)).toContainText('To #9');
  await expect(request(backlog, issue.key)).toContainText('Olivia Owner decides.');
  await expect(button(request(backlog, issue.key), 'Approve')).toHaveCount(0);
});

test('declining takes a sentence, which outlives a lost network; asking back takes an answer', async ({ page, expectedErrors }) => {
  expectedErrors.push(/fetch|network/i);
  const [declined, askedBack] = [await at(page, 28), await at(page, 30)];
  await askForTop(page, declined.key, 'It would be nice.');
  await askForTop(page, askedBack.key, 'Customers ask for it.');

  const backlog = await openBacklog(page, OWNER);
  const first = request(backlog, declined.key);
  await button(first, 'Decline').click();
  await expect(first.getByRole('textbox', { name: 'Why not?' })).toBeFocused();
  await button(first, 'Decline').click();
  await expect(first.getByText('Write a sentence first.')).toBeVisible();
  await first.getByRole('textbox', { name: 'Why not?' }).fill('The campaign is over.');
  const online = await offline(page);
  await button(first, 'Decline').click();
  await expect(first.getByRole('alert').filter({ hasText: 'What you wrote is still here.' })).toBeVisible();
  await expect(first.getByRole('textbox', { name: 'Why not?' })).toHaveValue('The campaign is over.');
  await online();
  await button(first, 'Try again').click();
  await expect(first.getByText('Declined. Whoever asked is told why.')).toBeFocused();
  await expect(first).toContainText('The campaign is over.');

  const second = request(backlog, askedBack.key);
  await button(second, 'Ask back').click();
  await second.getByRole('textbox', { name: 'What would you like to know?' }).fill('Which customers?');
  await page.keyboard.press('Enter');
  await expect(second.getByText('Question asked')).toBeVisible();

  const panel = await openPanel(page, STAKEHOLDER, askedBack.key);
  await panel.getByRole('button', { name: /is asked to move this to the top/ }).click();
  await expect(panel.getByText('Olivia Owner asks: Which customers?')).toBeVisible();
  await button(panel, 'Answer').click();
  await panel.getByRole('textbox', { name: 'Your answer' }).fill('Everybody in Norway.');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('You answer: Everybody in Norway.')).toBeVisible();
});

test('what is being written outlives a refresh, and what came meanwhile is announced', async ({ page }) => {
  const [mine, other] = [await at(page, 32), await at(page, 34)];
  await askForTop(page, mine.key, 'One.');
  const backlog = await openBacklog(page, OWNER);
  const first = request(backlog, mine.key);
  await button(first, 'Decline').click();
  await first.getByRole('textbox', { name: 'Why not?' }).fill('Half a sent');

  await drag(page, DEVELOPER, other.key, mine.key);
  await backlog.locator('body').evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(request(backlog, other.key)).toContainText(/Moved by Dana Developer and put back, /);
  await expect(backlog.getByText(/^(A new request is|\d+ new requests are) waiting\.$/)).toHaveCount(1);
  await expect(first.getByRole('textbox', { name: 'Why not?' })).toHaveValue('Half a sent');
  await expect(first.getByRole('textbox', { name: 'Why not?' })).toBeFocused();
});

test('on the panel the owner approves in one click, and the panel shows the new place', async ({ page }) => {
  const { key } = await at(page, 36);
  await askForTop(page, key, 'Now, please.');
  const panel = await openPanel(page, OWNER, key);
  await expect(panel.getByRole('button', { name: /^You are asked to move this to the top\./ })).toBeVisible();
  await button(asked(panel), 'Approve').click();
  await expect(panel.getByText(`Done. ${key} is now #1.`)).toBeVisible();
  await expect(panel.getByText(/^#1 of \d+$/)).toBeVisible();
});

test('requests that cannot load leave the panel as it is, and load on Try again', async ({ page, expectedErrors }) => {
  expectedErrors.push(/fetch|network/i);
  const { key } = await at(page, 38);
  await page.route('**/_site/forge/invoke', (route) =>
    route.request().postData()?.includes('requests/of-issue') === true ? route.abort('internetdisconnected') : route.fallback(),
  );
  const panel = await openPanel(page, STAKEHOLDER, key);
  await expect(panel.getByText("Requests couldn't be loaded.")).toBeVisible();
  await expect(panel.getByText('Job size')).toBeVisible();
  await page.unrouteAll();
  await button(panel, 'Try again').click();
  await expect(button(panel, 'Ask for another place')).toBeVisible();
});

test('the rank log says who moved what and what became of it, by filter and as a file', async ({ page }) => {
  const [target, strayed, ranked] = [await at(page, 4), await at(page, 40), await at(page, 42)];
  const formula = '=HYPERLINK("https://example.com","Win")';
  await rest(page, ADMIN, 'PUT', `/rest/api/3/issue/${strayed.key}`, { fields: { summary: formula } });
  await drag(page, DEVELOPER, strayed.key, target.key);
  await drag(page, OWNER, ranked.key, target.key);

  const backlog = await openBacklog(page, STAKEHOLDER);
  await backlog.getByRole('tab', { name: /^Requests/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(backlog.getByRole('tab', { name: /^Acceptance/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(backlog.getByRole('tab', { name: /^Sprints/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(backlog.getByRole('tab', { name: 'Rank log' })).toBeFocused();
  const row = (key: string): Locator => backlog.getByRole('row').filter({ hasText: key }).first();
  await expect(row(strayed.key)).toContainText(/from #\d+ to #\d+/);
  await expect(row(strayed.key)).toContainText('Dana Developer');
  await expect(row(strayed.key)).toContainText('Put back');
  await expect(row(ranked.key)).toContainText('Olivia Owner');
  await expect(row(ranked.key)).toContainText('Ranked');

  await backlog.getByRole('combobox', { name: 'What happened' }).selectOption('Put back');
  await expect(row(ranked.key)).toHaveCount(0);
  await backlog.getByRole('combobox', { name: 'Who' }).selectOption('Dana Developer');
  await expect(row(strayed.key)).toBeVisible();
  await expect(backlog.getByText(/^Moves shown: \d+\.$/)).toBeVisible();

  const download = page.waitForEvent('download');
  await button(backlog, 'Export CSV').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^rank-log-SHOP-\d{4}-\d\d-\d\d\.csv$/);
  const content = await readFile(await file.path(), 'utf8');
  expect(content).toContain(`${strayed.key},"'=HYPERLINK(""https://example.com"",""Win"")"`);
  expect(content).not.toContain(`,${ranked.key},`);
  await expect(backlog.getByText(/^Moves exported: \d+\.$/)).toBeVisible();

  await backlog.getByLabel('Until').fill('2020-01-01');
  await expect(backlog.getByText('No move matches these filters.')).toBeVisible();
  await button(backlog, 'Clear filters').click();
  await expect(row(ranked.key)).toBeVisible();
});

test('a link leads to the issue', async ({ page }) => {
  const { key } = await at(page, 44);
  await askForTop(page, key, 'Look at it.');
  const backlog = await openBacklog(page, DEVELOPER);
  await request(backlog, key)
    .getByRole('link', { name: new RegExp(key) })
    .click();
  await expect(page).toHaveURL(new RegExp(`/browse/${key}$`));
});

test('an admin chooses how the order is guarded; the status line, the page and another admin see it', async ({
  page,
  browser,
  baseURL,
}) => {
  const open = async (on: Page): Promise<FrameLocator> => {
    await asPerson(on, ADMIN);
    await on.goto('/projects/APP/settings/apps/project-settings');
    const settings = theAppFrame(on, 'Product ownership');
    await expect(settings.getByRole('radio', { name: /^Put back/ })).toBeVisible();
    return settings;
  };
  const mode = (settings: FrameLocator, name: string): Locator =>
    settings.getByRole('region', { name: 'Guard', exact: true }).getByRole('radio', { name: new RegExp(`^${name}`) });
  let settings = await open(page);
  await expect(settings.getByText('Not guarded. Owner: Olivia Owner.')).toBeVisible();
  await expect(settings.getByText("Olivia Owner owns this backlog's order. Put back what others move?")).toBeVisible();
  await mode(settings, 'Report').check();
  await expect(settings.getByText('Unsaved changes: guard')).toBeVisible();
  await button(settings, 'Save guard').click();
  await expect(settings.getByText('Saved. Moves by others are recorded and stay.')).toBeVisible();
  await settle(page);
  settings = await open(page);
  await expect(settings.getByText('Moves are recorded, not put back. Owner: Olivia Owner.')).toBeVisible();

  await mode(settings, 'Off Every move stands').check();
  const other = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const theirs = await open(await other.newPage());
  // One click sets what is proposed.
  await button(theirs, 'Put moves back').click();
  await expect(theirs.getByText('Saved. Moves by others are put back.')).toBeVisible();
  await other.close();

  await button(settings, 'Save guard').click();
  await expect(settings.getByText('Ada Admin set the guard to “Put back” while this page was open.')).toBeVisible();
  await expect(button(settings, 'Keep “Put back”')).toBeFocused();
  await button(settings, 'Save “Off”').click();
  await expect(settings.getByText('Saved. Moves are neither recorded nor put back.')).toBeVisible();
  await page.goto('/projects/APP/apps/backlog');
  await expect(theAppFrame(page, TITLE).getByText('Not guarded. Whoever may rank in Jira decides the order.')).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of widthsIn(scheme)) {
    test(`the backlog's page and the panel's requests have no accessibility violation, ${scheme}, ${width} px`, async ({ page }) => {
      await inColours(page, scheme);
      await page.setViewportSize({ width, height: 900 });
      const issue = await at(page, 46);
      await drag(page, DEVELOPER, (await at(page, 45)).key, (await at(page, 5)).key);
      const panel = await openPanel(page, STAKEHOLDER, issue.key);
      const ask = button(panel, 'Ask for another place');
      // Another width has asked already.
      if (!(await ask.isVisible())) await asked(panel).getByRole('button', { expanded: false }).click();
      await ask.click();
      await panel.getByRole('radio', { name: 'Below another issue' }).check();
      await panel.getByRole('button', { name: /^Ask Olivia/ }).click();
      await expect(panel.getByText('Say why in a sentence.')).toBeVisible();
      expect(await axe(page), 'asking').toEqual([]);
      await panel.getByRole('radio', { name: 'To the top' }).check();
      await panel.getByRole('textbox', { name: 'Why' }).fill(`${'Donaudampfschifffahrtsgesellschaft'.repeat(4)} مطلوب`);
      await panel.getByRole('button', { name: /^Ask Olivia/ }).click();
      await expect(panel.getByText(/^(Asked\.|The same is asked)/)).toBeVisible();

      const backlog = await openBacklog(page, OWNER);
      await button(request(backlog, issue.key), 'Decline').click();
      expect(await axe(page), 'requests').toEqual([]);
      const sideways = (): Promise<number> => backlog.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      expect(await sideways(), 'requests').toBeLessThanOrEqual(0);
      await backlog.getByRole('tab', { name: 'Rank log' }).click();
      await expect(backlog.getByText(/^Moves shown: \d+\.$/)).toBeVisible();
      expect(await axe(page), 'rank log').toEqual([]);
      expect(await sideways(), 'rank log').toBeLessThanOrEqual(0);
    });
  }
}
