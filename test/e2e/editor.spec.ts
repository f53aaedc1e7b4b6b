import { asPerson, axe, expect, inColours, rest, settle, test, type FrameLocator, type Locator, type Page, widthsIn } from './fixtures';

const FIELD = 'Value factors';
const DEVELOPER = 'developer@example.com';
const ADMIN = 'admin@example.com';
const RICE = { model: 'rice', inputs: { reach: 900, impact: 2, confidencePercent: 80, effort: 3 } };

const editorIn = (within: Page | Locator): FrameLocator => within.frameLocator(`iframe[title="${FIELD}"]`);
const question = (editor: FrameLocator, name: string): Locator => editor.getByRole('spinbutton', { name });
const open = (page: Page): Locator => page.getByRole('button', { name: `Edit ${FIELD}` });

async function fieldId(page: Page, name: string): Promise<string> {
  const fields = await rest<{ id: string; name: string }[]>(page, ADMIN, 'GET', '/rest/api/3/field');
  return fields.find((field) => field.name === name)?.id ?? '';
}

async function newStory(page: Page, factors: unknown = null): Promise<string> {
  const fields = {
    project: { key: 'SHOP' },
    issuetype: { name: 'Story' },
    summary: 'A story for the editor',
    [await fieldId(page, FIELD)]: factors,
  };
  return (await rest<{ key: string }>(page, DEVELOPER, 'POST', '/rest/api/3/issue', { fields })).key;
}

async function stored(page: Page, key: string): Promise<{ factors: unknown; score: unknown }> {
  await settle(page);
  const [factors, score] = [await fieldId(page, FIELD), await fieldId(page, 'Value score')];
  const issue = await rest<{ fields: Record<string, unknown> }>(page, ADMIN, 'GET', `/rest/api/3/issue/${key}?fields=${factors},${score}`);
  return { factors: issue.fields[factors], score: issue.fields[score] };
}

/** The editor on the issue view of a developer, opened by keyboard. */
async function openEditor(page: Page, key: string): Promise<FrameLocator> {
  await asPerson(page, DEVELOPER);
  await page.goto(`/browse/${key}`);
  await open(page).press('Enter');
  return editorIn(page);
}

test.describe('on the issue view', () => {
  test('a developer scores by keyboard alone: the first question has the focus, Enter saves', async ({ page }) => {
    const key = await newStory(page);
    const editor = await openEditor(page, key);
    await expect(question(editor, 'User and business value')).toBeFocused();
    for (const answer of ['8', '13', '5']) {
      await page.keyboard.type(answer);
      await page.keyboard.press('Tab');
    }
    await expect(editor.getByText('Still to answer: Job size.')).toBeVisible();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(editor.getByText('Value score: 13')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(open(page)).toBeFocused();
    await expect(page.getByRole('region', { name: 'Details' }).getByText('8 + 13 + 5 over 2 (WSJF)')).toBeVisible();
    expect(await stored(page, key)).toEqual({
      factors: { model: 'wsjf', inputs: { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 } },
      score: 13,
    });
  });

  test('Escape and Cancel leave the answers as they were, and Save without a change writes nothing', async ({ page }) => {
    const before = { model: 'wsjf', inputs: { jobSize: 5 } };
    const key = await newStory(page, before);
    const editor = await openEditor(page, key);
    await expect(question(editor, 'Job size')).toHaveValue('5');
    await question(editor, 'Job size').fill('8');
    await question(editor, 'Job size').press('Escape');
    await expect(open(page)).toBeFocused();
    await open(page).press('Enter');
    await expect(question(editor, 'Job size')).toHaveValue('5');
    await question(editor, 'Job size').fill('8');
    await editor.getByRole('button', { name: 'Cancel' }).click();
    await expect(open(page)).toBeFocused();
    await open(page).press('Enter');
    await editor.getByRole('button', { name: 'Save' }).click();
    await expect(open(page)).toBeFocused();
    expect((await stored(page, key)).factors).toEqual(before);
    const { values } = await rest<{ values: { items: { field: string }[] }[] }>(page, ADMIN, 'GET', `/rest/api/3/issue/${key}/changelog`);
    expect(values.flatMap((entry) => entry.items).filter((item) => item.field === FIELD)).toEqual([]);
  });

  test('an answer off the scale is explained and not saved', async ({ page }) => {
    const key = await newStory(page);
    const editor = await openEditor(page, key);
    await question(editor, 'Time criticality').fill('8');
    await question(editor, 'Job size').fill('4');
    await question(editor, 'Job size').press('Enter');
    await expect(question(editor, 'Job size')).toHaveAccessibleDescription(/Job size takes one of 1, 2, 3, 5, 8, 13, 20\./);
    await expect(question(editor, 'Job size')).toBeFocused();
    await expect(editor.getByRole('status')).toHaveText('Not saved yet. Change the marked answers first.');
    await editor.getByRole('button', { name: 'Save' }).click();
    await expect(question(editor, 'Job size')).toBeFocused();
    expect((await stored(page, key)).factors).toBeNull();
    await question(editor, 'Job size').fill('5');
    await question(editor, 'Job size').press('Enter');
    await expect(open(page)).toBeFocused();
    expect((await stored(page, key)).factors).toEqual({ model: 'wsjf', inputs: { timeCriticality: 8, jobSize: 5 } });
  });

  test("a refusal is told in Jira's own words, keeps what was typed, and is tried again", async ({ page }) => {
    const key = await newStory(page);
    const factors = await fieldId(page, FIELD);
    const editor = await openEditor(page, key);
    await expect(question(editor, 'Job size')).toBeVisible();
    await page.route(`**/rest/api/3/issue/${key}*`, async (route) => {
      if (route.request().method() !== 'PUT') return route.fallback();
      return route.fulfill({ status: 400, json: { errorMessages: [], errors: { [factors]: 'The release is frozen until Monday.' } } });
    });
    await question(editor, 'Job size').fill('5');
    await question(editor, 'Job size').press('Enter');
    await expect(editor.getByRole('alert').filter({ hasText: 'Not saved.' })).toHaveText(
      'Not saved. The release is frozen until Monday. What you typed is still here.',
    );
    await expect(question(editor, 'Job size')).toHaveValue('5');
    await page.unroute(`**/rest/api/3/issue/${key}*`);
    await editor.getByRole('button', { name: 'Try again' }).click();
    await expect(open(page)).toBeFocused();
    expect((await stored(page, key)).factors).toEqual({ model: 'wsjf', inputs: { jobSize: 5 } });
  });

  test("another model's answers are named, kept, and answered anew", async ({ page }) => {
    const key = await newStory(page, RICE);
    const editor = await openEditor(page, key);
    await expect(
      editor.getByText('These answers were given for RICE. They are kept. Answer the questions of WSJF to get a score.'),
    ).toBeVisible();
    await question(editor, 'Job size').fill('3');
    await question(editor, 'Job size').press('Enter');
    await expect(open(page)).toBeFocused();
    expect((await stored(page, key)).factors).toEqual({ model: 'wsjf', inputs: { jobSize: 3 }, earlier: { rice: RICE.inputs } });
  });

  test('without a connection it says so and loads on Try again', async ({ page, expectedErrors }) => {
    expectedErrors.push(/fetch|network/i);
    const key = await newStory(page);
    await page.route('**/_site/forge/invoke', (route) => route.abort('internetdisconnected'));
    const editor = await openEditor(page, key);
    await expect(editor.getByRole('alert')).toHaveText(
      "The questions couldn't be loaded. Mandate didn't answer. Check your connection, then try again.",
    );
    await page.unroute('**/_site/forge/invoke');
    await editor.getByRole('button', { name: 'Try again' }).press('Enter');
    await expect(question(editor, 'Job size')).toBeVisible();
  });
});

test.describe('in the form that creates an issue', () => {
  const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Create issue' });

  async function openCreate(page: Page): Promise<FrameLocator> {
    await asPerson(page, DEVELOPER);
    await page.goto('/projects/SHOP/backlog');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(question(editorIn(dialogOf(page)), 'Job size')).toBeVisible();
    return editorIn(dialogOf(page));
  }

  /** Presses the form's button and answers the key of what it created. */
  async function create(page: Page, summary: string): Promise<string> {
    await dialogOf(page).getByRole('textbox', { name: 'Summary' }).fill(summary);
    await dialogOf(page).getByRole('button', { name: 'Create', exact: true }).click();
    await expect(dialogOf(page)).toBeHidden();
    const flag = page.getByRole('region', { name: 'Notifications' }).getByText(/^You created /);
    return /You created (\S+)/.exec((await flag.textContent()) ?? '')?.[1] ?? '';
  }

  test('a developer scores a new story by keyboard, and it is created with its score', async ({ page }) => {
    const editor = await openCreate(page);
    await question(editor, 'User and business value').focus();
    for (const answer of ['5', '8', '3', '2']) {
      await page.keyboard.type(answer);
      await page.keyboard.press('Tab');
    }
    await expect(editor.getByText('Value score: 8')).toBeVisible();
    await expect(editor.getByRole('button')).toHaveCount(0);
    await expect(editor.getByText('Saved together with this form.')).toBeVisible();
    const key = await create(page, 'Scored from the start');
    expect(await stored(page, key)).toEqual({
      factors: { model: 'wsjf', inputs: { userBusinessValue: 5, timeCriticality: 8, riskReductionOpportunityEnablement: 3, jobSize: 2 } },
      score: 8,
    });
  });

  test("what is typed last counts, even when the form's button is pressed at once", async ({ page }) => {
    const editor = await openCreate(page);
    await dialogOf(page).getByRole('textbox', { name: 'Summary' }).fill('Typed and created in one go');
    await question(editor, 'Job size').pressSequentially('3');
    await expect(editor.getByText('Saved together with this form.')).toBeVisible();
    await question(editor, 'Job size').fill('13');
    await dialogOf(page).getByRole('button', { name: 'Create', exact: true }).click();
    await expect(dialogOf(page)).toBeHidden();
    const flag = page.getByRole('region', { name: 'Notifications' }).getByText(/^You created /);
    const key = /You created (\S+)/.exec((await flag.textContent()) ?? '')?.[1] ?? '';
    expect((await stored(page, key)).factors).toEqual({ model: 'wsjf', inputs: { jobSize: 13 } });
  });

  test('an answer off the scale is explained and left out, and no answer is no value', async ({ page }) => {
    const editor = await openCreate(page);
    await question(editor, 'Time criticality').fill('8');
    await question(editor, 'Job size').fill('0');
    await question(editor, 'Job size').press('Tab');
    await expect(editor.getByText("Job size can't be zero: a score is value divided by size.")).toBeVisible();
    const key = await create(page, 'With one answer that is none');
    expect((await stored(page, key)).factors).toEqual({ model: 'wsjf', inputs: { timeCriticality: 8 } });

    const again = await openCreate(page);
    await question(again, 'Time criticality').fill('8');
    await question(again, 'Time criticality').press('Enter');
    await expect(again.getByText('Saved together with this form.')).toBeVisible();
    await question(again, 'Time criticality').fill('');
    const empty = await create(page, 'With an answer taken back');
    expect((await stored(page, empty)).factors).toBeNull();
  });
});

test.describe('for many issues at once', () => {
  async function openBulk(page: Page, keys: readonly string[]): Promise<Locator> {
    await asPerson(page, DEVELOPER);
    await page.goto(`/issues?jql=${encodeURIComponent(`key in (${keys.join(', ')}) ORDER BY key`)}`);
    await page.getByRole('checkbox', { name: 'Select all issues shown' }).check();
    await page.getByRole('button', { name: 'Edit fields…' }).click();
    return page.getByRole('dialog', { name: `Edit ${keys.length} issues` });
  }

  test('it says that the answers replace those of every issue, and they do', async ({ page }) => {
    const keys = [await newStory(page, { model: 'wsjf', inputs: { timeCriticality: 20 } }), await newStory(page, RICE)];
    await settle(page);
    const dialog = await openBulk(page, keys);
    const editor = editorIn(dialog);
    await expect(
      editor.getByText('What you answer here replaces the answers of all 2 issues, also where you leave a question open.'),
    ).toBeVisible();
    await question(editor, 'Job size').fill('8');
    await dialog.getByRole('button', { name: 'Edit 2 issues' }).click();
    await expect(dialog.getByText('2 edited')).toBeVisible();
    for (const key of keys) expect((await stored(page, key)).factors).toEqual({ model: 'wsjf', inputs: { jobSize: 8 } });
  });

  test('issues that are scored with different models are not asked the questions of one', async ({ page }) => {
    const { issues } = await rest<{ issues: { key: string }[] }>(page, ADMIN, 'POST', '/rest/api/3/search/jql', {
      jql: 'project = APP AND statusCategory != Done ORDER BY key',
      fields: ['summary'],
    });
    const story = await newStory(page);
    await settle(page);
    const editor = editorIn(await openBulk(page, [story, issues[0]?.key ?? '']));
    await expect(editor.getByText(/scored with different models: (WSJF, RICE|RICE, WSJF)\. Choose issues of projects/)).toBeVisible();
    await expect(editor.getByRole('spinbutton')).toHaveCount(0);
  });
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of widthsIn(scheme)) {
    test(`the editor has no accessibility violation and does not scroll sideways, ${scheme}, ${width} px`, async ({ page }) => {
      await inColours(page, scheme);
      await page.setViewportSize({ width, height: 900 });
      const editor = await openEditor(page, await newStory(page, RICE));
      await question(editor, 'Job size').fill('4');
      await question(editor, 'Job size').press('Enter');
      await expect(editor.getByText('Job size takes one of')).toBeVisible();
      expect(await axe(page)).toEqual([]);
      expect(await editor.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBeLessThanOrEqual(0);
    });
  }
}
