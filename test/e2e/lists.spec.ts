import { readFile } from 'node:fs/promises';
import { asPerson, axe, expect, inColours, rest, test, type Locator, type Page } from './fixtures';
import { extensionIn, REFUSED, testEditor, withTestEditor } from './field-editor';

const DEVELOPER = 'developer@example.com';
const listPath = (jql: string): string => `/issues?jql=${encodeURIComponent(jql)}`;

const tableOf = (page: Page): Locator => page.getByRole('table', { name: 'Issues found' });
const rowsOf = (page: Page): Locator => tableOf(page).locator('tbody tr:not(.spacer)');
const head = (page: Page, name: string): Locator => tableOf(page).getByRole('columnheader', { name });

async function openList(page: Page, jql: string): Promise<void> {
  await page.goto(listPath(jql));
  await expect(rowsOf(page).first()).toBeVisible();
}

async function fieldId(page: Page, name: string): Promise<string> {
  const fields = await rest<{ id: string; name: string }[]>(page, DEVELOPER, 'GET', '/rest/api/3/field');
  return fields.find((field) => field.name === name)?.id ?? '';
}

async function newIssue(page: Page, project: string, summary: string, fields: object = {}): Promise<string> {
  const body = { fields: { project: { key: project }, issuetype: { name: 'Task' }, summary, ...fields } };
  return (await rest<{ key: string }>(page, DEVELOPER, 'POST', '/rest/api/3/issue', body)).key;
}

const scored = (jobSize: number): object => ({
  model: 'wsjf',
  inputs: { userBusinessValue: 13, timeCriticality: 8, riskReductionOpportunityEnablement: 5, jobSize },
});

test('a column is chosen, kept in the address, and shows what the formatter makes of a field', async ({ page }) => {
  const factors = await fieldId(page, 'Value factors');
  const key = await newIssue(page, 'SHOP', 'Listed with its factors', { [factors]: scored(2) });
  await asPerson(page, DEVELOPER);
  await openList(page, `key = ${key}`);
  await expect(head(page, 'Value factors')).toHaveCount(0);
  await page.getByRole('button', { name: 'Columns' }).press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Find a column' })).toBeFocused();
  await page.keyboard.type('factors');
  await page.getByRole('checkbox', { name: 'Value factors' }).press('Space');
  await expect(head(page, 'Value factors')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Columns' })).toBeFocused();

  await page.reload();
  const texts = (await (await page.request.get(`/_site/issues/${key}/texts`)).json()) as Record<string, string>;
  expect(texts[factors]).toBeTruthy();
  await expect(rowsOf(page).first()).toContainText(texts[factors] ?? '');

  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export CSV' }).click()]);
  expect(file.suggestedFilename()).toBe('issues.csv');
  const [names = '', row = ''] = (await readFile(await file.path(), 'utf8')).split('\r\n');
  expect(names).toBe('Issue Type,Key,Summary,Status,Value score,Assignee,Updated,Value factors');
  expect(row).toContain(`Task,${key},Listed with its factors,To Do,`);
  expect(row).toContain(texts[factors]);
});

test("a click on a column's head rewrites the order, and another turns it round", async ({ page }) => {
  await asPerson(page, DEVELOPER);
  await openList(page, 'project = OPS AND summary ~ "order by" OR project = OPS ORDER BY Rank');
  await head(page, 'Key').getByRole('button').click();
  await expect(head(page, 'Key')).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByRole('textbox', { name: 'JQL' })).toHaveValue(
    'project = OPS AND summary ~ "order by" OR project = OPS ORDER BY key ASC',
  );
  await expect(rowsOf(page).first().getByRole('link')).toHaveText('OPS-1');
  await head(page, 'Key').getByRole('button').press('Enter');
  await expect(head(page, 'Key')).toHaveAttribute('aria-sort', 'descending');
  await expect(rowsOf(page).first().getByRole('link')).not.toHaveText('OPS-1');
  await page.goBack();
  await expect(rowsOf(page).first().getByRole('link')).toHaveText('OPS-1');
});

test('a query Jira does not understand is said so beside it, in its own words', async ({ page }) => {
  await asPerson(page, DEVELOPER);
  await openList(page, 'project = OPS');
  const jql = page.getByRole('textbox', { name: 'JQL' });
  await jql.fill('project = = OPS');
  await jql.press('Enter');
  await expect(jql).toHaveAccessibleDescription(/Error in the JQL Query: Expecting either a value/);
  await expect(jql).toHaveValue('project = = OPS');
  await jql.fill('project = OPS');
  await jql.press('Enter');
  await expect(rowsOf(page).first()).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('many issues are given a value at once, and each says what became of it', async ({ page }) => {
  await withTestEditor(page);
  const factors = await fieldId(page, 'Value factors');
  const keys = [
    await newIssue(page, 'SHOP', 'Bulk one'),
    await newIssue(page, 'SHOP', 'Bulk two'),
    await newIssue(page, 'SHOP', 'Bulk three'),
  ];
  await asPerson(page, DEVELOPER);
  await openList(page, `key in (${keys.join(', ')}) ORDER BY key`);
  await page.getByRole('checkbox', { name: 'Select all issues shown' }).check();
  await page.getByRole('checkbox', { name: `Select ${keys[2]}` }).press('Space');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Edit fields…' }).click();

  const dialog = page.getByRole('dialog', { name: 'Edit 2 issues' });
  const editor = testEditor(dialog);
  const extension = await extensionIn(editor);
  expect(extension).toMatchObject({
    renderContext: 'issue-bulk-edit',
    experience: 'issue-bulk-edit',
    issues: [{ key: keys[0], type: 'Task' }, { key: keys[1] }],
    projects: [{ key: 'SHOP', type: 'software' }],
    fieldId: factors,
    fieldValue: null,
  });
  expect(Object.keys(extension)).not.toEqual(expect.arrayContaining(['issue']));
  expect(Object.keys(extension)).not.toEqual(expect.arrayContaining(['project']));

  await dialog.getByRole('button', { name: 'Edit 2 issues' }).click();
  await expect(dialog.getByText('Value factors has no value yet to give to them.')).toBeVisible();
  await editor.getByRole('textbox', { name: 'Job size' }).fill('5');
  // One of them is gone by the time it is its turn.
  await rest(page, 'admin@example.com', 'DELETE', `/rest/api/3/issue/${keys[1]}`);
  await dialog.getByRole('button', { name: 'Edit 2 issues' }).click();
  await expect(dialog.getByText('1 edited, 1 refused')).toBeVisible();
  await expect(dialog.getByRole('list', { name: 'Refused' }).getByRole('listitem')).toContainText([
    /Bulk two.*Issue does not exist or you do not have permission to see it\./,
  ]);
  const { fields } = await rest<{ fields: Record<string, unknown> }>(page, DEVELOPER, 'GET', `/rest/api/3/issue/${keys[0]}`);
  expect(fields[factors]).toMatchObject({ inputs: { jobSize: 5 } });
  const third = await rest<{ fields: Record<string, unknown> }>(page, DEVELOPER, 'GET', `/rest/api/3/issue/${keys[2]}`);
  expect(third.fields[factors]).toBeNull();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog).toBeHidden();
});

test("what Jira refuses in a bulk edit keeps Jira's reason", async ({ page }) => {
  await withTestEditor(page);
  const key = await newIssue(page, 'SHOP', 'Bulk refused');
  await asPerson(page, DEVELOPER);
  await openList(page, `key = ${key}`);
  await page.getByRole('checkbox', { name: `Select ${key}` }).check();
  await page.getByRole('button', { name: 'Edit fields…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit 1 issue' });
  const editor = testEditor(dialog);
  // Before it knows where it is, it does not submit on leaving.
  await extensionIn(editor);
  await editor.getByRole('textbox', { name: 'Job size' }).fill('many');
  await dialog.getByRole('button', { name: 'Edit 1 issue' }).click();
  await expect(dialog.getByRole('list', { name: 'Refused' }).getByText(REFUSED)).toBeVisible();
});

test('a thousand issues are scrolled through with only the visible ones in the page', async ({ page }) => {
  await asPerson(page, DEVELOPER);
  await page.route('**/rest/api/3/search/jql?*', async (route) => {
    const query = new URL(route.request().url()).searchParams;
    const from = Number(query.get('nextPageToken') ?? 0);
    const issues = Array.from({ length: 100 }, (_, at) => ({
      id: String(10_000 + ((from + at) % 100)),
      key: `SHOP-${from + at + 1}`,
      fields: { summary: `Issue ${from + at + 1}` },
    }));
    await route.fulfill({ json: { issues, ...(from < 900 ? { nextPageToken: String(from + 100) } : {}) } });
  });
  await openList(page, 'project = SHOP');
  await page.getByRole('button', { name: 'Show up to 1,000' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1000 issues' })).toBeVisible();
  await expect(tableOf(page)).toHaveAttribute('aria-rowcount', '1001');
  expect(await rowsOf(page).count()).toBeLessThan(60);
  await page.locator('.issue-list').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect(page.getByRole('link', { name: 'SHOP-1000', exact: true })).toBeVisible();
  await expect(head(page, 'Summary')).toBeInViewport();
  expect(await rowsOf(page).count()).toBeLessThan(60);
});

// Colours do not depend on the width, nor the layout on the colours.
for (const [scheme, width] of [
  ['light', 1280],
  ['dark', 320],
] as const) {
  test(`no accessibility violation and no sideways scrolling in lists: ${scheme}, ${width} px`, async ({ page }) => {
    await withTestEditor(page);
    await inColours(page, scheme);
    await asPerson(page, DEVELOPER);
    await page.setViewportSize({ width, height: 900 });
    await openList(page, 'project = SHOP ORDER BY Rank');
    await page.getByRole('checkbox', { name: 'Select SHOP-10', exact: true }).check();
    await page.getByRole('button', { name: 'Columns' }).click();
    expect(await axe(page), 'the list').toEqual([]);
    const over = await page.locator('.main').evaluate((main) => main.scrollWidth - main.clientWidth);
    expect(over, 'the list').toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Edit fields…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit 1 issue' });
    await expect(testEditor(dialog).getByRole('textbox', { name: 'Job size' })).toBeVisible();
    expect(await axe(page), 'the bulk edit').toEqual([]);
  });
}
