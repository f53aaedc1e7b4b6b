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
  type Page,
  type Person,
  widthsIn,
} from './fixtures';

const ADMIN = 'admin@example.com';
const DEVELOPER = 'developer@example.com';
const DELEGATE = 'delegate@example.com';
const OWNER = 'owner@example.com';
const STAKEHOLDER = 'stakeholder@example.com';
const PANEL = 'Value and rank';
const SETTINGS = 'Product ownership';
const QUESTIONS = ['User and business value', 'Time criticality', 'Risk or opportunity', 'Job size'] as const;

const question = (panel: FrameLocator, name: string) => panel.getByRole('spinbutton', { name });
const region = (panel: FrameLocator) => panel.getByRole('region', { name: "The team's answers" });

async function found(page: Page, jql: string): Promise<readonly { id: string; key: string }[]> {
  const { issues } = await rest<{ issues: { id: string; key: string }[] }>(page, ADMIN, 'POST', '/rest/api/3/search/jql', {
    jql,
    fields: ['summary'],
  });
  return issues;
}

/** An open story of SHOP's backlog that nobody has scored. */
async function unscoredStory(page: Page): Promise<string> {
  const jql =
    'project = SHOP AND "Value factors" is EMPTY AND statusCategory != Done AND sprint is EMPTY AND issuetype = Story ORDER BY key DESC';
  const [first] = await found(page, jql);
  if (first === undefined) throw new Error('the demo has no unscored story left');
  return first.key;
}

async function openPanel(page: Page, person: Person, key: string): Promise<FrameLocator> {
  await asPerson(page, person);
  await page.goto(`/browse/${key}`);
  const panel = theAppFrame(page, PANEL);
  await expect(panel.getByRole('region', { name: PANEL })).toHaveAttribute('aria-label', PANEL);
  return panel;
}

async function give(panel: FrameLocator, ...answers: readonly string[]): Promise<void> {
  for (const [index, answer] of answers.entries()) {
    const name = QUESTIONS[index] ?? '';
    await question(panel, name).fill(answer);
    await question(panel, name).press('Tab');
  }
  await expect(panel.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
}

type Policy = 'off' | 'median' | 'owner';

/** Whose answers count in SHOP; on the settings page an admin chooses it, see the test of that. */
async function choose(page: Page, team: Policy): Promise<void> {
  const { id: projectId } = await rest<{ id: string }>(page, ADMIN, 'GET', '/rest/api/3/project/SHOP');
  const call = async (name: string, payload: object): Promise<{ revision: number }> => {
    const invocation = { module: 'project-settings', function: name, payload: { projectId, ...payload }, project: 'SHOP' };
    const { result } = await rest<{ result: { ok: boolean; data: { revision: number } } }>(
      page,
      ADMIN,
      'POST',
      '/_emulator/invoke',
      invocation,
    );
    expect(result).toMatchObject({ ok: true });
    return result.data;
  };
  const { revision } = await call('scoring/policy', {});
  await call('scoring/set-policy', { revision, team, staleAfterDays: 90 });
}

async function stored(page: Page, key: string): Promise<{ factors: unknown; score: unknown }> {
  const fields = await rest<{ id: string; name: string }[]>(page, ADMIN, 'GET', '/rest/api/3/field');
  const id = (name: string): string => fields.find((field) => field.name === name)?.id ?? '';
  const names = [id('Value factors'), id('Value score')] as const;
  const issue = await rest<{ fields: Record<string, unknown> }>(page, ADMIN, 'GET', `/rest/api/3/issue/${key}?fields=${names.join(',')}`);
  return { factors: issue.fields[names[0]], score: issue.fields[names[1]] };
}

const sideways = (panel: FrameLocator) => panel.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);

test.afterEach(async ({ page }) => {
  await page.unrouteAll();
  await choose(page, 'off');
});

test('two people answer unseen, the owner reveals, and the median is the score', async ({ page }) => {
  await choose(page, 'median');
  const key = await unscoredStory(page);

  let panel = await openPanel(page, DEVELOPER, key);
  await expect(region(panel).getByText('Nobody has answered yet.')).toBeVisible();
  await give(panel, '8', '13', '5', '8');
  await expect(region(panel).getByText('Answered: you.')).toBeVisible();
  await expect(panel.getByText('Value score: Not scored')).toBeVisible();
  await expect(panel.getByText('Your answers alone come to 3.25.')).toBeVisible();
  expect(await stored(page, key)).toEqual({ factors: null, score: null });

  panel = await openPanel(page, DELEGATE, key);
  await expect(region(panel).getByText('Answered: Dana Developer.')).toBeVisible();
  await expect(region(panel).getByText(/Median/)).toHaveCount(0);
  await expect(panel.getByRole('button', { name: 'Reveal' })).toHaveCount(0);
  // Of a question one has answered oneself, and of that alone, others' answers show.
  await question(panel, 'Job size').fill('2');
  await question(panel, 'Job size').press('Tab');
  await expect(region(panel).getByText('Dana Developer: 8')).toBeVisible();
  await expect(region(panel).getByText('Median: 5')).toBeVisible();
  await expect(region(panel).getByText('Far apart: talk about it')).toBeVisible();
  await expect(region(panel).getByText(/^Median/)).toHaveCount(1);
  await give(panel, '8', '13', '5', '2');

  panel = await openPanel(page, STAKEHOLDER, key);
  await expect(region(panel).getByText(/Answered: .*Dana Developer/)).toBeVisible();
  await expect(region(panel).getByText(/^Median/)).toHaveCount(0);
  await expect(panel.getByRole('spinbutton')).toHaveCount(0);

  panel = await openPanel(page, OWNER, key);
  await expect(region(panel).getByText(/^Median/)).toHaveCount(0);
  await panel.getByRole('button', { name: 'Reveal' }).press('Enter');
  await expect(region(panel).getByRole('status')).toHaveText('Revealed. Everybody sees all answers now.');
  await expect(region(panel).getByRole('status')).toBeFocused();
  await expect(panel.getByText('Value score: 5.2')).toBeVisible();
  await expect(panel.getByText('Far apart', { exact: true })).toBeVisible();
  expect(await stored(page, key)).toEqual({
    factors: { model: 'wsjf', inputs: { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 5 } },
    score: 5.2,
  });

  // She sets another one, by keyboard, and says why.
  await panel.getByRole('button', { name: 'Set other answers' }).press('Enter');
  const form = panel.getByRole('form', { name: 'Set other answers' });
  await expect(form.getByRole('spinbutton', { name: 'User and business value' })).toBeFocused();
  await form.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(form.getByText('Change at least one answer.')).toBeVisible();
  await form.getByRole('spinbutton', { name: 'Job size' }).fill('13');
  await form.getByRole('spinbutton', { name: 'Job size' }).press('Enter');
  await expect(form.getByText('Say why in a sentence.')).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Why' })).toBeFocused();
  await page.keyboard.type('The supplier needs a month longer.');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Value score: 2', { exact: true })).toBeVisible();
  await expect(form).toHaveCount(0);

  panel = await openPanel(page, DEVELOPER, key);
  await expect(panel.getByText(/^Olivia Owner set Job size to 13/)).toBeVisible();
  await expect(panel.getByText('Why: The supplier needs a month longer.')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Take back' })).toHaveCount(0);
  expect(await axe(page)).toEqual([]);

  panel = await openPanel(page, OWNER, key);
  await panel.getByRole('button', { name: 'Take back' }).click();
  await expect(panel.getByText('Value score: 5.2')).toBeVisible();
  await expect(region(panel).getByRole('status')).toHaveText("Taken back. The team's answers count again.");
});

test('an answer that could not be saved stays on the screen, and the field edited by hand can be mended', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/fetch|network/i);
  await choose(page, 'median');
  const key = await unscoredStory(page);
  let panel = await openPanel(page, DEVELOPER, key);
  await expect(question(panel, 'Job size')).toBeVisible();
  const online = await offline(page);
  await question(panel, 'Job size').fill('5');
  await question(panel, 'Job size').press('Enter');
  await expect(panel.getByRole('alert').filter({ hasText: 'Not saved' })).toContainText('What you typed is still here.');
  await expect(question(panel, 'Job size')).toHaveValue('5');
  await online();
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(region(panel).getByText('Answered: you.')).toBeVisible();

  panel = await openPanel(page, OWNER, key);
  await panel.getByRole('button', { name: 'Reveal' }).click();
  await expect(region(panel).getByText('Counts: 5')).toBeVisible();
  const fields = await rest<{ id: string; name: string }[]>(page, ADMIN, 'GET', '/rest/api/3/field');
  const factors = fields.find(({ name }) => name === 'Value factors')?.id ?? '';
  await rest(page, DEVELOPER, 'PUT', `/rest/api/3/issue/${key}`, { fields: { [factors]: { model: 'wsjf', inputs: { jobSize: 20 } } } });
  await settle(page);
  await page.reload();
  await expect(panel.getByText(/^Jira's field holds other answers than these/)).toBeVisible();
  await panel.getByRole('button', { name: 'Write these' }).click();
  await expect(region(panel).getByRole('status')).toHaveText("Written. Jira's field holds what counts.");
  expect((await stored(page, key)).factors).toEqual({ model: 'wsjf', inputs: { jobSize: 5 } });
});

test('where the owner’s answers count, the team’s stand beside hers', async ({ page }) => {
  await choose(page, 'owner');
  const key = await unscoredStory(page);
  await give(await openPanel(page, DEVELOPER, key), '8', '13', '5', '8');
  const panel = await openPanel(page, OWNER, key);
  await give(panel, '8', '13', '5', '2');
  await panel.getByRole('button', { name: 'Reveal' }).click();
  await expect(panel.getByText('Value score: 13')).toBeVisible();
  await expect(region(panel).getByText(/Your answers count\./)).toBeVisible();
  await expect(region(panel).getByText('Counts: 2', { exact: true })).toBeVisible();
  await expect(region(panel).getByText('Median: 5', { exact: true })).toBeVisible();
});

test('a score given before its summary changed says so, and “Still right” makes it fresh, by keyboard', async ({ page }) => {
  const key = await unscoredStory(page);
  let panel = await openPanel(page, DEVELOPER, key);
  await give(panel, '8', '13', '5', '2');
  await expect(panel.getByText('Stale', { exact: true })).toHaveCount(0);
  await rest(page, OWNER, 'PUT', `/rest/api/3/issue/${key}`, { fields: { summary: 'Something larger than it was' } });

  panel = await openPanel(page, STAKEHOLDER, key);
  await expect(panel.getByText(/^Changed since it was scored: summary, /)).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Still right' })).toHaveCount(0);

  panel = await openPanel(page, OWNER, key);
  await expect(panel.getByText('Stale', { exact: true })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Still right' }).press('Enter');
  await expect(panel.getByText('Noted. These answers count as given now.')).toBeVisible();
  await expect(panel.getByText('Stale', { exact: true })).toHaveCount(0);
  await expect(panel.getByRole('region', { name: PANEL })).toBeFocused();

  panel = await openPanel(page, DEVELOPER, key);
  await expect(panel.getByText(/^Found still right by Olivia Owner, /)).toBeVisible();
  await expect(panel.getByText('Stale', { exact: true })).toHaveCount(0);
  // The next change makes it stale again, and so does answering anew end it.
  await rest(page, OWNER, 'PUT', `/rest/api/3/issue/${key}`, { fields: { summary: 'Something smaller than it was' } });
  await page.reload();
  await expect(panel.getByText('Stale', { exact: true })).toBeVisible();
  await question(panel, 'Job size').fill('3');
  await question(panel, 'Job size').press('Tab');
  await expect(panel.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await expect(panel.getByText('Stale', { exact: true })).toHaveCount(0);
});

test('the settings take days and nothing else, and keep what was chosen when saving fails', async ({ page, expectedErrors }) => {
  expectedErrors.push(/fetch|network/i);
  await asPerson(page, ADMIN);
  await page.goto('/projects/SHOP/settings/apps/project-settings');
  const settings = theAppFrame(page, SETTINGS);
  const section = settings.getByRole('region', { name: 'Team scoring' });
  const days = section.getByRole('textbox', { name: 'Days' });
  const save = section.getByRole('button', { name: 'Save team scoring' });
  await expect(days).toHaveValue('90');
  await expect(save).toBeDisabled();
  await days.fill('3');
  await expect(section.getByText('Write a whole number from 7 to 730.')).toBeVisible();
  await expect(save).toBeDisabled();
  await days.fill('30');
  await expect(settings.getByRole('region', { name: 'Unsaved changes' })).toContainText('team scoring');
  const online = await offline(page);
  await save.click();
  await expect(section.getByRole('alert').filter({ hasText: 'Not saved' })).toBeVisible();
  await expect(days).toHaveValue('30');
  await online();
  await section.getByRole('button', { name: 'Try again' }).click();
  await expect(section.getByRole('status')).toHaveText('Saved.');
  await section.getByRole('radio', { name: /^Never/ }).check();
  await expect(days).toHaveCount(0);
  expect(await axe(page)).toEqual([]);
  await settings.getByRole('region', { name: 'Unsaved changes' }).getByRole('button', { name: 'Discard' }).click();
  await expect(days).toHaveValue('30');
  await section.getByRole('radio', { name: /^The team's median/ }).check();
  await save.click();
  await expect(section.getByRole('status')).toHaveText('Saved.');
  await expect(section.getByText(/^Changed by Ada Admin, /)).toBeVisible();

  // Another admin was faster: both choices are there, and nothing is lost.
  await days.fill('60');
  await choose(page, 'owner');
  await save.click();
  await expect(
    section.getByRole('alert').filter({ hasText: "Ada Admin changed this to “The owner's answer, stale after 90 days”" }),
  ).toBeVisible();
  await section.getByRole('button', { name: 'Save yours' }).click();
  await expect(section.getByRole('status')).toHaveText('Saved.');
  await expect(days).toHaveValue('60');
  await expect(section.getByRole('radio', { name: /^The team's median/ })).toBeChecked();
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of widthsIn(scheme, 500)) {
    test(`the panel of a team has no accessibility violation and nothing sideways, ${scheme}, ${width} px`, async ({ page }) => {
      await choose(page, 'median');
      await inColours(page, scheme);
      const key = await unscoredStory(page);
      await give(await openPanel(page, DEVELOPER, key), '8', '13', '5', '8');
      await page.setViewportSize({ width, height: 1_000 });
      let panel = await openPanel(page, DELEGATE, key);
      await give(panel, '3', '13', '5', '2');
      expect(await sideways(panel)).toBeLessThanOrEqual(0);
      panel = await openPanel(page, OWNER, key);
      await panel.getByRole('button', { name: 'Reveal' }).click();
      await expect(region(panel).getByText('Far apart: talk about it').first()).toBeVisible();
      await panel.getByRole('button', { name: 'Set other answers' }).click();
      expect(await axe(page)).toEqual([]);
      expect(await sideways(panel)).toBeLessThanOrEqual(0);
    });
  }
}
