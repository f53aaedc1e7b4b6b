import {
  asPerson,
  axe,
  expect,
  inColours,
  rest,
  settle,
  siteTime,
  test,
  theAppFrame,
  widthsIn,
  type FrameLocator,
  type Locator,
  type Page,
  type Person,
} from './fixtures';

// Every test ends a sprint of its own, in the demo's SHOP.
test.describe.configure({ mode: 'serial' });

const OWNER = 'owner@example.com';
const DEVELOPER = 'developer@example.com';
const DIALOG = 'Cancel sprint…';

interface Sprint {
  readonly id: number;
  readonly name: string;
}

async function activeSprint(page: Page): Promise<Sprint | undefined> {
  const { values } = await rest<{ values: Sprint[] }>(page, OWNER, 'GET', '/rest/agile/1.0/board/1/sprint?state=active');
  return values[0];
}

/** Opens "Cancel sprint…" from the first sprint's menu. */
async function openDialog(page: Page, person: Person): Promise<FrameLocator> {
  await asPerson(page, person);
  await page.goto('/projects/SHOP/backlog');
  await page
    .getByRole('button', { name: /^More for SHOP Sprint/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: DIALOG }).click();
  return theAppFrame(page, DIALOG);
}

/** The tab Sprints of the backlog's page. */
async function openTab(page: Page, person: Person): Promise<FrameLocator> {
  await asPerson(page, person);
  await page.goto('/projects/SHOP/apps/backlog');
  const backlog = theAppFrame(page, 'Backlog order');
  await backlog.getByRole('tab', { name: /^Sprints/ }).click();
  return backlog;
}

/** A running sprint of that name with new stories in it, in the order of these summaries. Answers their keys. */
async function running(page: Page, name: string, summaries: readonly string[]): Promise<readonly string[]> {
  const sprint = await rest<Sprint>(page, OWNER, 'POST', '/rest/agile/1.0/sprint', { name, originBoardId: 1 });
  const keys: string[] = [];
  for (const summary of summaries) {
    const fields = { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary };
    keys.push((await rest<{ key: string }>(page, OWNER, 'POST', '/rest/api/3/issue', { fields })).key);
  }
  await rest(page, OWNER, 'POST', `/rest/agile/1.0/sprint/${sprint.id}/issue`, { issues: keys });
  const now = await siteTime(page);
  const [startDate, endDate] = [new Date(now), new Date(now + 7 * 86_400_000)];
  await rest(page, OWNER, 'POST', `/rest/agile/1.0/sprint/${sprint.id}`, { state: 'active', startDate, endDate });
  return keys;
}

/** Presses Tab until that has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(target).toBeFocused({ timeout: 200 });
  }).toPass();
}

for (const scheme of ['light', 'dark'] as const) {
  for (const width of widthsIn(scheme)) {
    test(`Cancel sprint and the tab Sprints have no accessibility violation, ${scheme}, ${width} px`, async ({ page }) => {
      await inColours(page, scheme);
      await page.setViewportSize({ width, height: 900 });
      const dialog = await openDialog(page, OWNER);
      await expect(dialog.getByRole('button', { name: /^Cancel SHOP Sprint/ })).toBeVisible();
      expect(await axe(page, { only: `iframe[title="${DIALOG}"]` })).toEqual([]);
      const tab = await openTab(page, OWNER);
      await expect(tab.getByRole('heading', { name: 'Running now' })).toBeVisible();
      expect(await axe(page)).toEqual([]);
    });
  }
}

test('a developer sees the facts and asks; the owner approves, and the sprint is cancelled', async ({ page }) => {
  const before = await activeSprint(page);
  const dialog = await openDialog(page, DEVELOPER);
  await expect(dialog.getByRole('heading', { name: 'Not done' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Cancel SHOP/ })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Ask to cancel it' }).click();
  const why = dialog.getByRole('textbox', { name: 'Why' });
  await expect(why).toBeFocused();
  await dialog.getByRole('button', { name: 'Ask Olivia Owner' }).click();
  await expect(dialog.getByText('Say why in a sentence.')).toBeVisible();
  await why.fill('The supplier left.');
  await dialog.getByRole('button', { name: 'Ask Olivia Owner' }).click();
  await expect(dialog.getByText('Asked. Olivia Owner decides, and you are told.')).toBeFocused();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await asPerson(page, OWNER);
  await page.goto('/projects/SHOP/apps/backlog');
  const backlog = theAppFrame(page, 'Backlog order');
  await backlog.getByRole('tab', { name: /^Requests/ }).click();
  const request = backlog.getByRole('article', { name: `Cancel ${before?.name}` });
  await expect(request.getByText(`Approving ends ${before?.name}.`)).toBeVisible();
  await request.getByRole('button', { name: 'Approve and cancel the sprint' }).click();
  await expect(request.getByText(`Approved. ${before?.name} ends`)).toBeVisible();
  await settle(page);
  expect(await activeSprint(page)).toBeUndefined();
  const tab = await openTab(page, OWNER);
  const record = tab.getByRole('article', { name: before?.name ?? '', exact: true });
  await expect(record).toContainText('Cancelled by you, as product owner');
});

test('the owner cancels the running sprint by keyboard alone, and its work is at the bottom of the backlog', async ({ page }) => {
  const keys = await running(page, 'By keyboard', ['First of three', 'Second of three', 'Third of three']);
  await asPerson(page, OWNER);
  await page.goto('/projects/SHOP/backlog');
  await page.getByRole('button', { name: 'More for By keyboard' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: DIALOG })).toBeFocused();
  await page.keyboard.press('Enter');

  const dialog = theAppFrame(page, DIALOG);
  await tabTo(page, dialog.getByRole('radio', { name: 'To the top of the backlog' }));
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'To the bottom of the backlog' })).toBeChecked();
  await tabTo(page, dialog.getByRole('textbox', { name: 'Why' }));
  await page.keyboard.type('The goal is obsolete since Monday.');
  await tabTo(page, dialog.getByRole('button', { name: 'Cancel By keyboard and move 3 issues' }));
  await page.keyboard.press('Enter');
  const said = 'By keyboard is cancelled. 3 issues went to the bottom of the backlog, in the same order.';
  await expect(dialog.getByText(said)).toBeVisible({ timeout: 30_000 });
  await tabTo(page, dialog.getByRole('button', { name: 'Close' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'More for By keyboard' })).toHaveCount(0);
  await settle(page);

  expect(await activeSprint(page)).toBeUndefined();
  const { issues } = await rest<{ issues: { key: string }[] }>(page, OWNER, 'POST', '/rest/api/3/search/jql', {
    jql: 'project = SHOP AND issuetype = Story AND statusCategory != Done AND (sprint is EMPTY OR sprint not in openSprints()) ORDER BY Rank',
    fields: ['summary'],
    maxResults: 100,
  });
  expect(issues.slice(-3).map(({ key }) => key)).toEqual(keys);
  const record = (await openTab(page, OWNER)).getByRole('article', { name: 'By keyboard', exact: true });
  await expect(record).toContainText('Cancelled by you, as product owner');
  await expect(record).toContainText('The goal is obsolete since Monday.');
});

test('the owner cancels a sprint: why is asked for, and the dialog says what it did', async ({ page }) => {
  // Those before were cancelled; the next one is only planned.
  const dialog = await openDialog(page, OWNER);
  const button = dialog.getByRole('button', { name: /^Delete SHOP Sprint \d+ and move \d+ issues$/ });
  await button.click();
  const why = dialog.getByRole('textbox', { name: 'Why' });
  await expect(why).toBeFocused();
  await expect(dialog.getByText('Say why in at least 10 characters')).toBeVisible();
  await why.fill('Nobody needs this any more.');
  await dialog.getByRole('radio', { name: 'To the bottom of the backlog' }).check();
  await button.click();
  await expect(
    dialog.getByText(/^SHOP Sprint \d+ is deleted\. \d+ issues went to the bottom of the backlog, in the same order\.$/),
  ).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what fails keeps what was written', async ({ page }) => {
  await rest(page, OWNER, 'POST', '/rest/agile/1.0/sprint', { name: 'SHOP Sprint 99', originBoardId: 1 });
  const dialog = await openDialog(page, OWNER);
  await dialog.getByRole('textbox', { name: 'Why' }).fill('It was only a try.');
  const bridge = '**/_site/forge/**';
  await page.route(bridge, (route) => route.abort('internetdisconnected'));
  await dialog.getByRole('button', { name: 'Delete SHOP Sprint 99' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'Not cancelled.' })).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Why' })).toHaveValue('It was only a try.');
  await page.unroute(bridge);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByText('SHOP Sprint 99 is deleted.')).toBeVisible({ timeout: 30_000 });
});
