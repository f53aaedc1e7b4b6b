import { asPerson, axe, expect, inColours, widthsIn, type Page } from './fixtures';
import { PROBE_ACTIVITY, PROBE_ADMIN, PROBE_PANEL, PROBE_PANELS } from './probe-app';
import { contextOf, newIssue, probe, test } from './probe-site';

const ADMIN = 'admin@example.com';
const DEVELOPER = 'developer@example.com';

const panel = (page: Page, name = PROBE_PANEL) => page.getByRole('region', { name, exact: true });
const item = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true });

async function add(page: Page, name = PROBE_PANEL): Promise<void> {
  await page.getByRole('button', { name: 'Add apps' }).click();
  await item(page, name).click();
}

test("a panel is added to an issue by Jira's button, is there for everybody, and is hidden again", async ({ page }) => {
  const key = await newIssue(page, 'With a panel');
  await asPerson(page, DEVELOPER);
  await page.goto(`/browse/${key}`);
  await page.getByRole('button', { name: 'Add apps' }).click();
  // One has display conditions that do not hold here.
  await expect(page.getByRole('menuitem', { name: /^Probe/ })).toHaveText([PROBE_PANEL, PROBE_PANELS]);
  await item(page, PROBE_PANEL).press('Enter');
  const frame = probe(panel(page), PROBE_PANEL);
  expect(await contextOf(frame)).toMatchObject({
    type: 'jira:issuePanel',
    issue: { key, type: 'Task' },
    project: { key: 'OPS', type: 'software' },
    isNewToIssue: true,
    location: `${new URL(page.url()).origin}/browse/${key}`,
  });
  await expect(page.getByRole('heading', { level: 2, name: PROBE_PANEL })).toBeFocused();
  await expect(panel(page).getByRole('img')).toHaveCount(0);
  await expect(panel(page).locator('img')).toHaveJSProperty('naturalWidth', 16);
  await expect(frame.getByText(DEVELOPER)).toBeVisible();

  await asPerson(page, 'stakeholder@example.com');
  await page.goto(`/browse/${key}`);
  expect(await contextOf(frame)).toMatchObject({ isNewToIssue: false });
  await expect(frame.getByText('stakeholder@example.com')).toBeVisible();
  await expect(panel(page).getByRole('button', { name: `More for ${PROBE_PANEL}` })).toHaveCount(0);

  await asPerson(page, DEVELOPER);
  await page.goto(`/browse/${key}`);
  await panel(page)
    .getByRole('button', { name: `More for ${PROBE_PANEL}` })
    .click();
  await expect(page.getByRole('menuitem')).toHaveText(['Hide from this work item']);
  await page.keyboard.press('Enter');
  await expect(panel(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add apps' })).toBeFocused();
});

test('a panel that allows it is there up to five times; another is gone to, not added again', async ({ page }) => {
  const key = await newIssue(page, 'With many panels');
  await asPerson(page, DEVELOPER);
  await page.goto(`/browse/${key}`);
  for (let count = 1; count <= 5; count += 1) {
    await add(page, PROBE_PANELS);
    await expect(panel(page, PROBE_PANELS)).toHaveCount(count);
  }
  await add(page, PROBE_PANELS);
  await expect(page.getByRole('heading', { level: 2, name: PROBE_PANELS }).last()).toBeFocused();
  await expect(panel(page, PROBE_PANELS)).toHaveCount(5);
  expect(await page.request.post(`/_site/panels/${key}/probe-panels`).then((answer) => answer.status())).toBe(400);
});

test('an administrator shows a panel for all, and hides it from all', async ({ page }) => {
  const [key, other] = [await newIssue(page, 'Shown for all'), await newIssue(page, 'Another')];
  await asPerson(page, ADMIN);
  await page.goto(`/browse/${key}`);
  await add(page);
  await panel(page)
    .getByRole('button', { name: `More for ${PROBE_PANEL}` })
    .click();
  await item(page, 'Show for all work items').click();
  await expect(page.getByRole('heading', { level: 2, name: PROBE_PANEL })).toBeVisible();
  await page.goto(`/browse/${other}`);
  expect(await contextOf(probe(panel(page), PROBE_PANEL))).toMatchObject({ issue: { key: other }, isNewToIssue: false });

  await panel(page)
    .getByRole('button', { name: `More for ${PROBE_PANEL}` })
    .click();
  await item(page, 'Hide from all work items').click();
  await expect(panel(page)).toHaveCount(0);
  await page.goto(`/browse/${key}`);
  await expect(page.getByRole('button', { name: 'Add apps' })).toBeVisible();
  await expect(panel(page)).toHaveCount(0);
  await asPerson(page, DEVELOPER);
  expect(
    await page.request.put(`/_site/panels/${key}/probe-panel/pinned`, { data: { pinned: true } }).then((answer) => answer.status()),
  ).toBe(403);
});

test('a panel is as high as its content and refreshes the issue around it', async ({ page }) => {
  const key = await newIssue(page, 'Before');
  await asPerson(page, DEVELOPER);
  await page.goto(`/browse/${key}`);
  await add(page);
  const iframe = panel(page).locator('iframe');
  const frame = probe(panel(page), PROBE_PANEL);
  await expect(frame.getByText(DEVELOPER)).toBeVisible();
  const before = (await iframe.boundingBox())?.height ?? 0;
  await frame.getByRole('button', { name: 'Grow' }).click();
  await expect.poll(async () => (await iframe.boundingBox())?.height ?? 0).toBeGreaterThan(before + 350);
  // What others change is shown by the site's own news: without them it is the refresh that shows it.
  await page.route('**/_site/activity*', (route) => route.abort());
  await page.reload();
  await expect(frame.getByText(DEVELOPER)).toBeVisible();
  await page.request.put(`/rest/api/3/issue/${key}`, { data: { fields: { summary: 'After' } } });
  await frame.getByRole('button', { name: 'Refresh' }).click();
  await expect(frame.locator('#said')).toHaveText('Refreshed.');
  await expect(page.getByRole('heading', { level: 1, name: 'After' })).toBeVisible();
});

test('an activity of the app is a tab among the others', async ({ page }) => {
  const key = await newIssue(page, 'With an activity');
  await asPerson(page, DEVELOPER);
  await page.goto(`/browse/${key}`);
  await expect(page.getByRole('tab')).toHaveText(['Comments', 'History', PROBE_ACTIVITY]);
  await page.getByRole('tab', { name: 'Comments' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab', { name: PROBE_ACTIVITY })).toBeFocused();
  const frame = probe(page.getByRole('tabpanel', { name: PROBE_ACTIVITY }), PROBE_ACTIVITY);
  const extension = await contextOf(frame);
  expect(extension).toMatchObject({ type: 'jira:issueActivity', issue: { key }, project: { key: 'OPS' } });
  expect(extension).not.toHaveProperty('isNewToIssue');
});

test('an admin page is in the administration of Jira administrators, asks Jira as them, and is nobody else’s', async ({ page }) => {
  await asPerson(page, ADMIN);
  await page.goto('/projects');
  await page.getByRole('link', { name: PROBE_ADMIN }).click();
  await expect(page.getByRole('heading', { level: 1, name: PROBE_ADMIN })).toBeVisible();
  expect(await contextOf(probe(page, PROBE_ADMIN))).toEqual({ type: 'jira:adminPage', location: page.url() });
  await expect(probe(page, PROBE_ADMIN).getByText(ADMIN)).toBeVisible();
  const { pathname } = new URL(page.url());
  await asPerson(page, DEVELOPER);
  await page.goto(pathname);
  await expect(page.getByRole('heading', { level: 1, name: 'This page is not for you' })).toBeVisible();
  await expect(page.getByRole('link', { name: PROBE_ADMIN })).toHaveCount(0);
  const data = { moduleKey: 'probe-admin', place: { path: '/' } };
  expect(await page.request.post('/_site/forge/context', { data }).then((answer) => answer.status())).toBe(403);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`no accessibility violation with panels and an activity: ${scheme}, ${widthsIn(scheme).join()} px`, async ({ page }) => {
    const key = await newIssue(page, 'Looked at');
    await inColours(page, scheme);
    await asPerson(page, ADMIN);
    for (const width of widthsIn(scheme)) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`/browse/${key}`);
      await add(page);
      await expect(probe(panel(page), PROBE_PANEL).getByText(ADMIN)).toBeVisible();
      await page.getByRole('tab', { name: PROBE_ACTIVITY }).click();
      await expect(probe(page.getByRole('tabpanel'), PROBE_ACTIVITY).getByText(ADMIN)).toBeVisible();
      expect(await axe(page)).toEqual([]);
      const sideways = await page.locator('.main').evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(sideways).toBeLessThanOrEqual(0);
    }
  });
}
