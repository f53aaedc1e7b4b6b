import { asPerson, axe, expect, inColours, rest, test, type Page } from './fixtures';
import { extensionIn, REFUSED, testEditor, withTestEditor } from './field-editor';

const ADMIN = 'admin@example.com';
const DEVELOPER = 'developer@example.com';

/** Gives the transition a screen; no fields: takes it away. */
const transitionScreen = (page: Page, fields: readonly string[]): Promise<unknown> =>
  rest(page, ADMIN, 'POST', '/_emulator/transition-screen', { project: 'OPS', transition: 'Selected for Development', fields });

async function newTask(page: Page, summary: string): Promise<string> {
  const fields = { project: { key: 'OPS' }, issuetype: { name: 'Task' }, summary };
  return (await rest<{ key: string }>(page, DEVELOPER, 'POST', '/rest/api/3/issue', { fields })).key;
}

async function factorsId(page: Page): Promise<string> {
  const fields = await rest<{ id: string; name: string }[]>(page, DEVELOPER, 'GET', '/rest/api/3/field');
  return fields.find(({ name }) => name === 'Value factors')?.id ?? '';
}

test('a field is put on a screen and taken off it by a Jira administrator', async ({ page }) => {
  await asPerson(page, ADMIN);
  await page.goto('/projects/OPS/backlog');
  await page.getByRole('link', { name: 'Settings: Fields' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Fields on screens' })).toBeVisible();
  const box = page.getByRole('checkbox', { name: 'Resolution on the edit screen' });
  await box.press('Space');
  await expect(box).toBeChecked();
  await page.reload();
  await expect(box).toBeChecked();
  await box.press('Space');
  await expect(box).not.toBeChecked();

  await page.getByRole('combobox', { name: 'Add a field to all three' }).selectOption({ label: 'Environment' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  for (const screen of ['create', 'edit', 'view']) {
    const added = page.getByRole('checkbox', { name: `Environment on the ${screen} screen` });
    await expect(added).toBeChecked();
    await added.press('Space');
    await expect(added).not.toBeChecked();
  }
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Summary on the create screen' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Environment on the create screen' })).toHaveCount(0);
});

test('the fields are only read by whoever administers the project, and not by others; a team-managed project has none', async ({
  page,
}) => {
  const { lead } = await rest<{ lead: { accountId: string } }>(page, ADMIN, 'GET', '/rest/api/3/project/OPS');
  await page.request.post('/_site/session', { data: { accountId: lead.accountId } });
  await page.goto('/projects/OPS/settings/fields');
  await expect(page.getByText('Only Jira administrators change screens')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Summary/ }).getByRole('img', { name: 'Yes' })).toHaveCount(3);
  await expect(page.getByRole('checkbox')).toHaveCount(0);

  await asPerson(page, 'stakeholder@example.com');
  await page.goto('/projects/OPS/settings/fields');
  await expect(page.getByRole('heading', { level: 1, name: 'There is nothing to see here' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Settings: Fields' })).toHaveCount(0);

  await asPerson(page, ADMIN);
  await page.goto('/projects/APP/settings/fields');
  await expect(page.getByRole('heading', { name: 'This project is team-managed' })).toBeVisible();
});

test.describe('a transition with a screen', () => {
  test.afterEach(async ({ page }) => {
    await transitionScreen(page, []);
  });

  test("asks for its fields, the app's editor among them, and a comment", async ({ page }) => {
    await withTestEditor(page);
    const key = await newTask(page, 'Moved with a screen');
    const factors = await factorsId(page);
    await transitionScreen(page, ['assignee', 'Value factors', 'Value score', 'labels']);
    await asPerson(page, DEVELOPER);
    await page.goto(`/browse/${key}`);
    await page.getByRole('button', { name: /^Status: / }).click();
    await page.getByRole('menuitem', { name: 'Selected for Development' }).click();
    const dialog = page.getByRole('dialog', { name: 'Selected for Development' });
    const editor = testEditor(dialog);
    const extension = await extensionIn(editor);
    expect(extension).toMatchObject({
      renderContext: 'issue-transition',
      experience: 'issue-transition',
      issue: { key },
      project: { key: 'OPS' },
      fieldValue: null,
    });
    const { transitions } = await rest<{ transitions: { id: string; name: string; hasScreen: boolean }[] }>(
      page,
      DEVELOPER,
      'GET',
      `/rest/api/3/issue/${key}/transitions`,
    );
    const transition = transitions.find(({ name }) => name === 'Selected for Development');
    expect(transition?.hasScreen).toBe(true);
    expect(extension['issueTransition']).toEqual({ id: transition?.id });
    await expect(dialog.getByText('Value score')).toHaveCount(0);

    await dialog.getByRole('combobox', { name: 'Assignee' }).selectOption({ label: 'Dana Developer' });
    await dialog.getByRole('textbox', { name: 'Comment' }).fill('Next week.');
    await editor.getByRole('textbox', { name: 'Job size' }).fill('many');
    await dialog.getByRole('button', { name: 'Selected for Development' }).click();
    await expect(dialog.getByRole('group', { name: 'Value factors' })).toHaveAccessibleDescription(REFUSED);
    await expect(dialog.getByRole('textbox', { name: 'Comment' })).toHaveValue('Next week.');
    await editor.getByRole('textbox', { name: 'Job size' }).fill('3');
    await dialog.getByRole('button', { name: 'Selected for Development' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Status: Selected for Development. Change status' })).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'Next week.' })).toBeVisible();
    const { fields } = await rest<{ fields: Record<string, unknown> }>(page, DEVELOPER, 'GET', `/rest/api/3/issue/${key}`);
    expect(fields).toMatchObject({ assignee: { displayName: 'Dana Developer' }, [factors]: { inputs: { jobSize: 3 } } });
  });

  test('begins with what the issue has, and changes nothing when it is left', async ({ page }) => {
    const key = await newTask(page, 'Not moved after all');
    await rest(page, DEVELOPER, 'PUT', `/rest/api/3/issue/${key}`, { fields: { labels: ['kept'] } });
    await transitionScreen(page, ['labels', 'reporter']);
    await asPerson(page, DEVELOPER);
    await page.goto(`/browse/${key}`);
    await page.getByRole('button', { name: /^Status: / }).click();
    await page.getByRole('menuitem', { name: 'Selected for Development' }).click();
    const dialog = page.getByRole('dialog', { name: 'Selected for Development' });
    await expect(dialog.getByRole('textbox', { name: 'Labels' })).toHaveValue('kept');
    await expect(dialog.getByRole('combobox', { name: 'Reporter' }).locator('option:checked')).toHaveText('Dana Developer');
    await dialog.getByRole('textbox', { name: 'Labels' }).fill('other');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    const { fields } = await rest<{ fields: { labels: string[]; status: { name: string } } }>(
      page,
      DEVELOPER,
      'GET',
      `/rest/api/3/issue/${key}`,
    );
    expect([fields.labels, fields.status.name]).toEqual([['kept'], 'Backlog']);
  });

  // Colours do not depend on the width, nor the layout on the colours.
  for (const [scheme, width] of [
    ['light', 1280],
    ['dark', 320],
  ] as const) {
    test(`has no accessibility violation, nor have fields on screens: ${scheme}, ${width} px`, async ({ page }) => {
      await withTestEditor(page);
      const key = await newTask(page, 'Looked at');
      await transitionScreen(page, ['resolution', 'Value factors', 'description', 'duedate']);
      await inColours(page, scheme);
      await asPerson(page, ADMIN);
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`/browse/${key}`);
      await page.getByRole('button', { name: /^Status: / }).click();
      await page.getByRole('menuitem', { name: 'Selected for Development' }).click();
      const dialog = page.getByRole('dialog', { name: 'Selected for Development' });
      await expect(testEditor(dialog).getByRole('textbox', { name: 'Job size' })).toBeVisible();
      expect(await axe(page), 'the transition').toEqual([]);
      await page.goto('/projects/OPS/settings/fields');
      await expect(page.getByRole('table')).toBeVisible();
      expect(await axe(page), 'the fields').toEqual([]);
      const over = await page.locator('.main').evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(over, 'the fields').toBeLessThanOrEqual(0);
    });
  }
});
