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

const PANEL = 'Value and rank';
const QUESTIONS = ['User and business value', 'Time criticality', 'Risk or opportunity', 'Job size'] as const;

interface Fields {
  readonly factors: string;
  readonly score: string;
}

async function fieldIds(page: Page): Promise<Fields> {
  const fields = await rest<{ id: string; name: string }[]>(page, 'admin@example.com', 'GET', '/rest/api/3/field');
  const id = (name: string): string => fields.find((field) => field.name === name)?.id ?? '';
  return { factors: id('Value factors'), score: id('Value score') };
}

/** An open story of SHOP's backlog that nobody has scored. */
async function unscoredStory(page: Page): Promise<string> {
  const jql =
    'project = SHOP AND "Value factors" is EMPTY AND statusCategory != Done AND sprint is EMPTY AND issuetype = Story ORDER BY key';
  const { issues } = await rest<{ issues: { key: string }[] }>(page, 'admin@example.com', 'POST', '/rest/api/3/search/jql', {
    jql,
    fields: ['summary'],
  });
  const key = issues[0]?.key;
  if (key === undefined) throw new Error('the demo has no unscored story left');
  return key;
}

async function openPanel(page: Page, person: Person, key: string): Promise<FrameLocator> {
  await asPerson(page, person);
  await page.goto(`/browse/${key}`);
  return theAppFrame(page, PANEL);
}

async function stored(page: Page, key: string): Promise<{ factors: unknown; score: unknown }> {
  const ids = await fieldIds(page);
  const issue = await rest<{ fields: Record<string, unknown> }>(
    page,
    'admin@example.com',
    'GET',
    `/rest/api/3/issue/${key}?fields=${ids.factors},${ids.score}`,
  );
  return { factors: issue.fields[ids.factors], score: issue.fields[ids.score] };
}

const question = (panel: FrameLocator, name: string) => panel.getByRole('spinbutton', { name });

test('a developer scores a story by keyboard alone, and the score is in Jira', async ({ page }) => {
  const key = await unscoredStory(page);
  const panel = await openPanel(page, 'developer@example.com', key);
  await expect(question(panel, 'Job size')).toBeVisible();

  // From the top of the page by Tab, as somebody without a mouse gets there.
  for (let tabs = 0; tabs < 80; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await question(panel, QUESTIONS[0]).evaluate((input) => input === document.activeElement)) break;
  }
  await expect(question(panel, QUESTIONS[0])).toBeFocused();
  for (const answer of ['8', '13', '5']) {
    await page.keyboard.type(answer);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(question(panel, 'Job size')).toHaveValue('2');
  await expect(panel.getByText('Value score: 13')).toBeVisible();

  await expect(panel.getByRole('status')).toHaveText('Saved');
  await expect(panel.getByText(/^Scored by you/)).toBeVisible();
  expect(await stored(page, key)).toEqual({
    factors: { model: 'wsjf', inputs: { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 } },
    score: 13,
  });

  // Four answers given in one go are one entry in Jira's history.
  const { values } = await rest<{ values: { items: { field: string }[] }[] }>(
    page,
    'admin@example.com',
    'GET',
    `/rest/api/3/issue/${key}/changelog`,
  );
  expect(values.flatMap((entry) => entry.items).filter((item) => item.field === 'Value factors')).toHaveLength(1);
});

test('a failed save keeps what was typed, says so, and saves on Try again', async ({ page, expectedErrors }) => {
  expectedErrors.push(/fetch|network/i);
  const key = await unscoredStory(page);
  const panel = await openPanel(page, 'developer@example.com', key);
  await expect(question(panel, 'Job size')).toBeVisible();
  const online = await offline(page);
  await question(panel, 'Job size').fill('5');
  await question(panel, 'Job size').press('Enter');
  await expect(panel.getByRole('alert').filter({ hasText: 'Not saved' })).toContainText('What you typed is still here.');
  await expect(question(panel, 'Job size')).toHaveValue('5');
  expect(await stored(page, key)).toEqual({ factors: null, score: null });
  // Taken back, there is nothing left that failed.
  await question(panel, 'Job size').fill('');
  await expect(panel.getByText('Not saved')).toHaveCount(0);
  await question(panel, 'Job size').fill('5');
  await expect(panel.getByText('Not saved')).toBeVisible();
  await online();
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('status')).toHaveText('Saved');
  expect(await stored(page, key)).toEqual({ factors: { model: 'wsjf', inputs: { jobSize: 5 } }, score: null });
});

test('a panel that cannot load says why and loads on Try again', async ({ page, expectedErrors }) => {
  expectedErrors.push(/fetch|network/i);
  const key = await unscoredStory(page);
  await asPerson(page, 'developer@example.com');
  await page.goto('/projects');
  await page.route('**/_site/forge/invoke', (route) => route.abort('internetdisconnected'));
  await page.goto(`/browse/${key}`);
  const panel = theAppFrame(page, PANEL);
  await expect(panel.getByRole('alert')).toContainText("Mandate didn't answer");
  await page.unroute('**/_site/forge/invoke');
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(question(panel, 'Job size')).toBeVisible();
});

test('a job size of zero is refused with a sentence where it was typed, and Escape takes it back', async ({ page }) => {
  const key = await unscoredStory(page);
  const panel = await openPanel(page, 'developer@example.com', key);
  await question(panel, 'Job size').fill('0');
  await question(panel, 'Job size').press('Tab');
  await expect(panel.getByText("Job size can't be zero: a score is value divided by size.")).toBeVisible();
  await question(panel, 'Job size').fill('4');
  await question(panel, 'Job size').press('Enter');
  await expect(panel.getByText('Job size takes one of 1, 2, 3, 5, 8, 13, 20.')).toBeVisible();
  await question(panel, 'Job size').press('Escape');
  await expect(panel.getByText('Job size takes one of')).toBeHidden();
  await settle(page);
  expect(await stored(page, key)).toEqual({ factors: null, score: null });
});

test('what is typed is saved when the person pauses, without leaving the field, and Escape takes an edit back', async ({ page }) => {
  const key = await unscoredStory(page);
  const panel = await openPanel(page, 'developer@example.com', key);
  await question(panel, 'Job size').pressSequentially('13');
  await expect(panel.getByRole('status')).toHaveText('Saved');
  expect(await stored(page, key)).toEqual({ factors: { model: 'wsjf', inputs: { jobSize: 13 } }, score: null });

  await question(panel, 'Time criticality').press('ArrowUp');
  await question(panel, 'Time criticality').press('ArrowUp');
  await question(panel, 'Time criticality').press('Escape');
  await expect(question(panel, 'Time criticality')).toHaveValue('');

  // An answer that is no answer takes the one before it back: what Jira gets is what stands there, or nothing.
  await question(panel, 'Risk or opportunity').pressSequentially('4');
  await question(panel, 'Risk or opportunity').press('Enter');
  await expect(panel.getByText('Risk or opportunity takes one of')).toBeVisible();
  await settle(page);
  expect(await stored(page, key)).toEqual({ factors: { model: 'wsjf', inputs: { jobSize: 13 } }, score: null });
});

/** An issue of APP, which scores by RICE, that has a score. */
async function scoredByRice(page: Page): Promise<string> {
  const { issues } = await rest<{ issues: { key: string }[] }>(page, 'admin@example.com', 'POST', '/rest/api/3/search/jql', {
    jql: 'project = APP AND "Value score" > 0 AND statusCategory != Done ORDER BY key',
    fields: ['summary'],
  });
  return issues[0]?.key ?? '';
}

test('a project that scores by RICE asks its questions, with choices by name, by keyboard', async ({ page }) => {
  const key = await scoredByRice(page);
  const panel = await openPanel(page, 'developer@example.com', key);
  const impact = panel.getByRole('combobox', { name: 'Impact' });
  await question(panel, 'Reach').fill('12,000');
  await question(panel, 'Reach').press('Tab');
  await expect(impact).toBeFocused();
  await impact.selectOption('3 (Massive)');
  await page.keyboard.press('Tab');
  await page.keyboard.type('80');
  await expect(panel.getByRole('combobox', { name: 'Confidence' })).toHaveValue('80');
  await page.keyboard.press('Tab');
  await page.keyboard.type('0.5');
  await page.keyboard.press('ArrowUp');
  await expect(question(panel, 'Effort')).toHaveValue('1');
  await expect(question(panel, 'Effort')).toHaveAttribute('aria-valuetext', '1 person-months');
  await expect(panel.getByText('Value score: 28,800')).toBeVisible();
  await expect(panel.getByRole('status')).toHaveText('Saved');
  expect(await stored(page, key)).toEqual({
    factors: { model: 'rice', inputs: { reach: 12_000, impact: 3, confidencePercent: 80, effort: 1 } },
    score: 28_800,
  });
});

test('the history tells who changed which answer, from what to what, and follows a save', async ({ page }) => {
  const key = await unscoredStory(page);
  const panel = await openPanel(page, 'developer@example.com', key);
  const history = panel.getByRole('button', { name: 'History' });
  await expect(history).toHaveAttribute('aria-expanded', 'false');
  await history.press('Enter');
  await expect(history).toHaveAttribute('aria-expanded', 'true');
  await expect(panel.getByText('Nobody has answered yet. Every change will be listed here.')).toBeVisible();

  for (const answer of ['5', '2']) {
    await question(panel, 'Job size').fill(answer);
    await question(panel, 'Job size').press('Enter');
    await expect(panel.getByRole('listitem').first()).toContainText(`→ ${answer}`);
  }
  const entries = panel.getByRole('listitem');
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText('You');
  await expect(entries.first()).toContainText('Job size from 5 to 2');
  await expect(entries.last()).toContainText('Job size from no answer to 5');
  await history.press('Enter');
  await expect(entries.first()).toBeHidden();
});

test('a history that cannot load says why and loads on Try again', async ({ page, expectedErrors }) => {
  expectedErrors.push(/fetch|network/i);
  const panel = await openPanel(page, 'developer@example.com', await unscoredStory(page));
  await expect(question(panel, 'Job size')).toBeVisible();
  const online = await offline(page);
  await panel.getByRole('button', { name: 'History' }).click();
  await expect(panel.getByRole('alert').filter({ hasText: "The history couldn't be loaded." })).toBeVisible();
  await online();
  await panel.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(panel.getByText('Nobody has answered yet.')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'History' })).toBeFocused();
});

test("another model's answers are kept, and the panel says what to answer now", async ({ page }) => {
  const key = await unscoredStory(page);
  const { factors } = await fieldIds(page);
  const rice = { reach: 900, impact: 2, confidencePercent: 80, effort: 3 };
  await rest(page, 'developer@example.com', 'PUT', `/rest/api/3/issue/${key}`, { fields: { [factors]: { model: 'rice', inputs: rice } } });
  const panel = await openPanel(page, 'developer@example.com', key);
  await expect(panel.getByText(/given for another scoring model .*They are kept\./)).toBeVisible();
  await expect(question(panel, 'Job size')).toHaveValue('');
  await question(panel, 'Job size').fill('3');
  await question(panel, 'Job size').press('Enter');
  await expect(panel.getByRole('status')).toHaveText('Saved');
  expect((await stored(page, key)).factors).toEqual({ model: 'wsjf', inputs: { jobSize: 3 }, earlier: { rice } });
});

test('a stakeholder reads the score and is told why they cannot give one', async ({ page }) => {
  const [scored] = (
    await rest<{ issues: { key: string }[] }>(page, 'admin@example.com', 'POST', '/rest/api/3/search/jql', {
      jql: 'project = SHOP AND "Value score" > 0 ORDER BY "Value score" DESC',
      fields: ['summary'],
    })
  ).issues;
  const panel = await openPanel(page, 'stakeholder@example.com', scored?.key ?? '');
  await expect(panel.getByText(/Scoring takes the right to edit this issue/)).toBeVisible();
  await expect(panel.getByRole('spinbutton')).toHaveCount(0);
  await expect(panel.getByText(/^#\d+ of \d+$/)).toBeVisible();
});

test('the owner is told that they are', async ({ page }) => {
  const panel = await openPanel(page, 'owner@example.com', await unscoredStory(page));
  await expect(panel.getByText("You are this project's product owner.")).toBeVisible();
});

test('the panel opens with one call of the app and three of Jira, then asks once for requests, and writes nothing', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/fetch|network/i);
  const key = await unscoredStory(page);
  await openPanel(page, 'developer@example.com', key);
  const panel = theAppFrame(page, PANEL);
  await expect(question(panel, 'Job size')).toBeVisible();
  await settle(page);
  // The second call is kept back, so that each is counted on its own; and the checklist's, which is a panel of its own.
  await page.route('**/_site/forge/invoke', (route) =>
    /requests\/of-issue|acceptance\/open/.test(route.request().postData() ?? '') ? route.abort('internetdisconnected') : route.fallback(),
  );
  await resetUsage(page);
  await page.reload();
  await expect(question(panel, 'Job size')).toBeVisible();
  await expect(panel.getByText("Requests couldn't be loaded.")).toBeVisible();
  const opening = await usageOf(page);
  expect(opening).toMatchObject({ invocations: 1, bytesWritten: 0 });
  expect(opening.jiraCalls).toBeLessThanOrEqual(3);

  await page.unrouteAll();
  await resetUsage(page);
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('button', { name: 'Ask for another place' })).toBeVisible();
  const requests = await usageOf(page);
  expect(requests).toMatchObject({ invocations: 1, bytesWritten: 0 });
  expect(requests.jiraCalls).toBeLessThanOrEqual(5);
});

const resetUsage = (page: Page): Promise<unknown> => rest(page, 'admin@example.com', 'POST', '/_emulator/usage/reset');

/** What the app cost since usage was reset. */
async function usageOf(page: Page): Promise<{ invocations: number; jiraCalls: number; bytesWritten: number }> {
  const usage = await rest<{
    functions: Record<string, { invocations: number }>;
    jira: Record<string, { calls: number }>;
    storage: Record<string, { bytesWritten: number }>;
  }>(page, 'admin@example.com', 'GET', '/_emulator/usage');
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    invocations: sum(Object.values(usage.functions).map(({ invocations }) => invocations)),
    jiraCalls: sum(Object.values(usage.jira).map(({ calls }) => calls)),
    bytesWritten: sum(Object.values(usage.storage).map(({ bytesWritten }) => bytesWritten)),
  };
}

for (const scheme of ['light', 'dark'] as const) {
  for (const width of widthsIn(scheme)) {
    test(`issue and backlog have no accessibility violation, ${scheme}, ${width} px`, async ({ page }) => {
      await inColours(page, scheme);
      await page.setViewportSize({ width, height: 900 });
      const key = await unscoredStory(page);
      const panel = await openPanel(page, 'developer@example.com', key);
      await expect(question(panel, 'Job size')).toBeVisible();
      await question(panel, 'Job size').fill('0');
      await question(panel, 'Job size').press('Tab');
      await expect(panel.getByText("can't be zero")).toBeVisible();
      expect(await axe(page)).toEqual([]);
      const sideways = await panel.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      expect(sideways).toBeLessThanOrEqual(0);

      await page.goto('/projects/SHOP/backlog');
      await expect(page.getByRole('link', { name: /^SHOP-/ }).first()).toBeVisible();
      expect(await axe(page)).toEqual([]);
    });
  }
}
