import { asPerson, axe, expect, offline, test, theAppFrame, type FrameLocator, type Page } from './fixtures';

async function openSettings(page: Page, project = 'APP'): Promise<FrameLocator> {
  await asPerson(page, 'admin@example.com');
  await page.goto(`/projects/${project}/settings/apps/project-settings`);
  const delegates = theAppFrame(page, 'Product ownership');
  await expect(delegates.getByRole('heading', { name: 'Delegates' })).toBeVisible();
  return delegates;
}

const button = (frame: FrameLocator, name: string | RegExp) => frame.getByRole('button', { name, exact: true });

async function choose(frame: FrameLocator, name: string): Promise<void> {
  await frame.getByRole('combobox', { name: 'Who stands in' }).fill(name);
  await frame.getByRole('option', { name }).click();
}

test('an admin lets somebody stand in, sees it in words, and ends it', async ({ page }) => {
  const settings = await openSettings(page);
  await expect(settings.getByText('Nobody stands in for Olivia Owner.')).toBeVisible();
  await button(settings, 'Let somebody stand in').click();
  await expect(settings.getByRole('combobox', { name: 'Who stands in' })).toBeFocused();

  await button(settings, 'Cancel').click();
  await expect(button(settings, 'Let somebody stand in')).toBeFocused();
  await button(settings, 'Let somebody stand in').click();

  await button(settings, 'Let them stand in').click();
  await expect(settings.getByText('Choose who stands in.')).toBeVisible();
  await expect(settings.getByText('Say why, in at most 500 characters.')).toBeVisible();
  await choose(settings, 'Nora Delegate');
  await expect(settings.getByText('Choose who stands in.')).toBeHidden();
  await settings.getByRole('checkbox', { name: 'Decide requests' }).check();
  await settings.getByRole('textbox', { name: 'Why' }).fill('Olivia is on holiday.');
  expect(await axe(page)).toEqual([]);

  const online = await offline(page);
  await button(settings, 'Let Nora Delegate stand in').click();
  await expect(settings.getByRole('alert').filter({ hasText: 'What you chose is still here.' })).toBeVisible();
  await online();
  await button(settings, 'Try again').click();
  await expect(settings.getByText('Saved. Nora Delegate stands in.')).toBeFocused();
  await expect(settings.getByText(/^Nora Delegate may rank the backlog and decide requests for Olivia Owner until /)).toBeVisible();
  await expect(settings.getByText('Reason: Olivia is on holiday.')).toBeVisible();

  await button(settings, 'End what Nora Delegate may do').click();
  await expect(button(settings, 'End now')).toBeFocused();
  await button(settings, 'Keep').click();
  await expect(button(settings, 'End what Nora Delegate may do')).toBeFocused();
  await button(settings, 'End what Nora Delegate may do').click();
  await button(settings, 'End now').click();
  await expect(settings.getByText('Ended. Nora Delegate no longer stands in.')).toBeFocused();
  await expect(settings.getByText('Nobody stands in for Olivia Owner.')).toBeVisible();
  await expect(settings.getByText('Ended (1)')).toBeVisible();
});

test('of two admins the later sees what the other did, and loses nothing', async ({ page, browser, baseURL }) => {
  const settings = await openSettings(page);
  await button(settings, 'Let somebody stand in').click();
  await choose(settings, 'Mei Tanaka');
  await settings.getByRole('textbox', { name: 'Why' }).fill('Testing week');

  const other = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const theirs = await openSettings(await other.newPage());
  await button(theirs, 'Let somebody stand in').click();
  await choose(theirs, 'Dana Developer');
  await theirs.getByRole('textbox', { name: 'Why' }).fill('On call');
  await button(theirs, 'Let Dana Developer stand in').click();
  await expect(theirs.getByText('Saved. Dana Developer stands in.')).toBeVisible();
  await other.close();

  await button(settings, 'Let Mei Tanaka stand in').click();
  await expect(settings.getByText(/^Somebody else changed who stands in/)).toBeVisible();
  await expect(settings.getByText(/^Dana Developer may rank the backlog/)).toBeVisible();
  await button(settings, 'Let Mei Tanaka stand in').click();
  await expect(settings.getByText('Saved. Mei Tanaka stands in.')).toBeVisible();

  for (const name of ['Dana Developer', 'Mei Tanaka']) {
    await button(settings, `End what ${name} may do`).click();
    await button(settings, 'End now').click();
    await expect(settings.getByText(`Ended. ${name} no longer stands in.`)).toBeVisible();
  }
});

test('where nobody owns the backlog, nobody stands in', async ({ page }) => {
  const settings = await openSettings(page, 'OPS');
  await expect(settings.getByText(/^This project has no product owner yet, so there is nobody to stand in for\./)).toBeVisible();
  await expect(button(settings, 'Let somebody stand in')).toBeHidden();
});
