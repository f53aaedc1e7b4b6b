import { asPerson, axe, expect, inColours, rest, test, type Locator, type Page } from './fixtures';
import { extensionIn, REFUSED, testEditor, withTestEditor } from './field-editor';

const DEVELOPER = 'developer@example.com';
const ADMIN = 'admin@example.com';

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Create issue' });

async function openCreate(page: Page, path = '/projects/SHOP/backlog'): Promise<Locator> {
  await page.goto(path);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('textbox', { name: 'Summary' })).toBeFocused();
  return dialog;
}

interface Created {
  readonly key: string;
  readonly fields: Record<string, unknown>;
}

/** The issue with that summary, as Jira's REST has it; found by its project's newest, because the search index may lag. */
async function newest(page: Page, summary: string): Promise<Created> {
  const flag = page.getByRole('region', { name: 'Notifications' }).getByText(/^You created /);
  await expect(flag).toBeVisible();
  const key = /You created (\S+)/.exec((await flag.textContent()) ?? '')?.[1] ?? '';
  const issue = await rest<Created>(page, DEVELOPER, 'GET', `/rest/api/3/issue/${key}`);
  expect(issue.fields['summary']).toBe(summary);
  return issue;
}

const fieldId = async (page: Page, name: string): Promise<string> => {
  const fields = await rest<{ id: string; name: string }[]>(page, DEVELOPER, 'GET', '/rest/api/3/field');
  return fields.find((field) => field.name === name)?.id ?? '';
};

/** What the formatters make of the app's fields: the demo's app may word it as it likes. */
async function textsOf(page: Page, key: string): Promise<Record<string, string>> {
  return (await (await page.request.get(`/_site/issues/${key}/texts`)).json()) as Record<string, string>;
}

async function newStory(page: Page, summary: string): Promise<string> {
  const fields = { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary };
  return (await rest<{ key: string }>(page, DEVELOPER, 'POST', '/rest/api/3/issue', { fields })).key;
}

test.describe('creating an issue', () => {
  test('begins in the project one is in, keeps what is typed, and ends with a link to the issue', async ({ page }) => {
    await asPerson(page, DEVELOPER);
    const dialog = await openCreate(page);
    const row = page.getByRole('list', { name: 'Backlog, in rank order' }).getByRole('listitem', { includeHidden: true }).first();
    const before = Number(await row.getAttribute('aria-setsize'));
    await expect(dialog.getByLabel('Project')).toHaveValue('SHOP');
    await dialog.getByRole('textbox', { name: 'Summary' }).fill('A story typed here');
    await dialog.getByRole('textbox', { name: 'Story points' }).fill('5');
    await dialog.getByRole('textbox', { name: 'Description' }).fill('First.\n\nSecond.');
    await dialog.getByLabel('Issue type').selectOption({ label: 'Bug' });
    await expect(dialog.getByRole('textbox', { name: 'Summary' })).toHaveValue('A story typed here');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(dialog).toBeHidden();

    const { key, fields } = await newest(page, 'A story typed here');
    expect(fields).toMatchObject({ issuetype: { name: 'Bug' }, [await fieldId(page, 'Story points')]: 5 });
    await expect(row).toHaveAttribute('aria-setsize', String(before + 1));
    await page.getByRole('link', { name: `View ${key}` }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'A story typed here' })).toBeVisible();
    await expect(page.getByText('Second.')).toBeVisible();
  });

  test("is refused by Jira at the field, with what was typed kept and the focus where it's needed", async ({ page }) => {
    await asPerson(page, DEVELOPER);
    const dialog = await openCreate(page);
    await dialog.getByRole('textbox', { name: 'Labels' }).fill('first second');
    await dialog.getByRole('textbox', { name: 'Story points' }).fill('many');
    const create = dialog.getByRole('button', { name: 'Create', exact: true });
    await create.click();
    await expect(dialog.getByText('Story points takes a number.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Story points' }).fill('3');
    await create.click();
    const summary = dialog.getByRole('textbox', { name: 'Summary' });
    await expect(summary).toHaveAccessibleDescription('You must specify a summary of the issue.');
    await expect(summary).toBeFocused();
    await expect(dialog.getByRole('textbox', { name: 'Labels' })).toHaveValue('first second');
  });

  test("takes the value the app's editor submits, also when it does so as the button is pressed", async ({ page }) => {
    await withTestEditor(page);
    await asPerson(page, DEVELOPER);
    const dialog = await openCreate(page);
    await dialog.getByRole('textbox', { name: 'Summary' }).fill('Scored from the start');
    const editor = testEditor(dialog);
    const extension = await extensionIn(editor);
    const factors = await fieldId(page, 'Value factors');
    expect(extension).toMatchObject({
      type: 'jira:customField',
      fieldId: factors,
      fieldValue: null,
      project: { key: 'SHOP', type: 'software' },
      renderContext: 'issue-create',
      experience: 'issue-create',
      entryPoint: 'edit',
    });
    expect(extension).not.toHaveProperty('issue');
    expect(extension['fieldType']).toMatch(/^ari:cloud:ecosystem::extension\/.+\/static\/value-factors$/);

    const size = editor.getByRole('textbox', { name: 'Job size' });
    await size.fill('many');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(dialog.getByRole('group', { name: 'Value factors' })).toHaveAccessibleDescription(REFUSED);
    await size.fill('4');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(dialog).toBeHidden();
    const { fields } = await newest(page, 'Scored from the start');
    expect(fields[factors]).toMatchObject({ model: 'wsjf', inputs: { jobSize: 4 } });
  });

  test("leaves the default where the app's editor submits nothing, and shows no editor the app does not list", async ({ page }) => {
    await withTestEditor(page, ['issue-view']);
    await asPerson(page, DEVELOPER);
    const dialog = await openCreate(page);
    await expect(dialog.getByRole('textbox', { name: 'Story points' })).toBeVisible();
    await expect(dialog.getByText('Value factors')).toHaveCount(0);
    await dialog.getByRole('textbox', { name: 'Summary' }).fill('Not scored');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    const { fields } = await newest(page, 'Not scored');
    expect(fields[await fieldId(page, 'Value factors')]).toBeNull();
  });

  test('is offered to nobody who may create issues nowhere, and Escape leaves it', async ({ page }) => {
    await asPerson(page, 'stakeholder@example.com');
    await page.goto('/projects/SHOP/backlog');
    await expect(page.getByRole('listitem').filter({ hasText: 'SHOP-' }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Create', exact: true })).toHaveCount(0);
    await asPerson(page, DEVELOPER);
    const dialog = await openCreate(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Create', exact: true })).toBeFocused();
  });
});

test.describe("the app's editor in the issue view", () => {
  test('stands in the place of the value, saves as the person, and gives focus back', async ({ page }) => {
    await withTestEditor(page);
    const key = await newStory(page, 'Edited in place');
    await asPerson(page, DEVELOPER);
    await page.goto(`/browse/${key}`);
    const edit = page.getByRole('button', { name: 'Edit Value factors' });
    await edit.click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const editor = testEditor(page.getByRole('region', { name: 'Details' }));
    expect(await extensionIn(editor)).toMatchObject({
      issue: { key },
      project: { key: 'SHOP' },
      renderContext: 'issue-view',
      experience: 'issue-view',
      fieldValue: null,
    });
    await editor.getByRole('textbox', { name: 'Job size' }).fill('many');
    await editor.getByRole('button', { name: 'Submit' }).click();
    await expect(editor.getByRole('alert')).toHaveText(REFUSED);
    await editor.getByRole('textbox', { name: 'Job size' }).fill('2');
    await editor.getByRole('button', { name: 'Submit' }).click();
    await expect(edit).toBeFocused();
    const { [await fieldId(page, 'Value factors')]: text = '' } = await textsOf(page, key);
    expect(text).not.toBe('');
    await expect(page.getByRole('region', { name: 'Details' }).getByText(text)).toBeVisible();
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(page.getByText('Dana Developer changed Value factors')).toBeVisible();
  });

  test('is left without saving by view.close(), by the cross and by Escape', async ({ page }) => {
    await withTestEditor(page);
    const key = await newStory(page, 'Left as it was');
    await asPerson(page, DEVELOPER);
    await page.goto(`/browse/${key}`);
    const edit = page.getByRole('button', { name: 'Edit Value factors' });
    const editor = testEditor(page);
    for (const leave of [
      () => editor.getByRole('button', { name: 'Close' }).click(),
      () => page.getByRole('button', { name: 'Stop editing Value factors' }).click(),
      () => page.getByRole('button', { name: 'Stop editing Value factors' }).press('Escape'),
    ]) {
      await edit.press('Enter');
      await editor.getByRole('textbox', { name: 'Job size' }).fill('7');
      await leave();
      await expect(edit).toBeFocused();
    }
    const { fields } = await rest<Created>(page, DEVELOPER, 'GET', `/rest/api/3/issue/${key}`);
    expect(fields[await fieldId(page, 'Value factors')]).toBeNull();
  });
});

// Colours do not depend on the width, nor the layout on the colours.
for (const [scheme, width] of [
  ['light', 1280],
  ['dark', 320],
] as const) {
  test(`no accessibility violation and no sideways scrolling while creating or editing: ${scheme}, ${width} px`, async ({ page }) => {
    await withTestEditor(page);
    await inColours(page, scheme);
    await asPerson(page, ADMIN);
    await page.setViewportSize({ width, height: 900 });
    const dialog = await openCreate(page);
    await expect(testEditor(dialog).getByRole('textbox', { name: 'Job size' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(dialog.getByText('You must specify a summary of the issue.')).toBeVisible();
    expect(await axe(page), 'the dialog').toEqual([]);
    const sideways = await dialog.locator('.form-body').evaluate((body) => body.scrollWidth - body.clientWidth);
    expect(sideways, 'the dialog').toBeLessThanOrEqual(0);

    await page.goto('/browse/SHOP-7');
    await page.getByRole('button', { name: 'Edit Value factors' }).click();
    await expect(testEditor(page).getByRole('textbox', { name: 'Job size' })).toBeVisible();
    expect(await axe(page), 'the issue').toEqual([]);
    const over = await page.locator('.main').evaluate((main) => main.scrollWidth - main.clientWidth);
    expect(over, 'the issue').toBeLessThanOrEqual(0);
  });
}
