import { asPerson, axe, expect, inColours, rest, widthsIn, type Page } from './fixtures';
import { newIssue, test } from './probe-site';

const ADMIN = 'admin@example.com';
const DEVELOPER = 'developer@example.com';

async function choose(page: Page, key: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${key}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('an issue is cloned, under a summary of its own', async ({ page }) => {
  const key = await newIssue(page, 'Once');
  await asPerson(page, DEVELOPER);
  await page.goto(`/browse/${key}`);
  await choose(page, key, 'Clone…');
  const dialog = page.getByRole('dialog', { name: `Clone ${key}` });
  const summary = dialog.getByRole('textbox', { name: 'Summary' });
  await expect(summary).toHaveValue('CLONE - Once');
  await summary.fill('Twice');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^Open OPS-/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Twice' })).toBeVisible();
  expect(page.url()).not.toContain(`/${key}`);
});

test('an issue is moved into another project, with a status its workflow knows, and found under its old key', async ({ page }) => {
  const key = await newIssue(page, 'Somewhere else');
  await asPerson(page, ADMIN);
  await page.goto(`/browse/${key}`);
  await choose(page, key, 'Move…');
  const dialog = page.getByRole('dialog', { name: `Move ${key}` });
  const move = dialog.getByRole('button', { name: 'Move' });
  await expect(dialog.getByRole('combobox', { name: 'Type' })).toBeVisible();
  await expect(move).toBeDisabled();
  await dialog.getByRole('combobox', { name: 'Project' }).selectOption({ label: 'Kestrel Outfitters shop' });
  await dialog.getByRole('combobox', { name: 'Type' }).selectOption({ label: 'Story' });
  await dialog.getByRole('combobox', { name: 'New status' }).selectOption({ label: 'In Review' });
  await move.click();
  await expect(page).toHaveURL(/\/browse\/SHOP-/);
  await expect(page.getByRole('heading', { level: 1, name: 'Somewhere else' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Status: In Review. Change status' })).toBeVisible();
  await page.goto(`/browse/${key}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Somewhere else' })).toBeVisible();
});

test('who may neither create nor move has no such actions, nor their ways', async ({ page }) => {
  await asPerson(page, 'stakeholder@example.com');
  await page.goto('/browse/SHOP-7');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Actions for SHOP-7' })).toHaveCount(0);
  const status = (path: string, data: object): Promise<number> => page.request.post(path, { data }).then((answer) => answer.status());
  expect(await status('/_site/issues/SHOP-7/clone', { summary: 'Mine' })).toBe(403);
  const { projectId, typeId } = await rest<{ fields: { project: { id: string }; issuetype: { id: string } } }>(
    page,
    ADMIN,
    'GET',
    '/rest/api/3/issue/SHOP-7',
  ).then(({ fields }) => ({ projectId: fields.project.id, typeId: fields.issuetype.id }));
  expect(await status('/_site/issues/SHOP-7/move', { projectId, typeId })).toBe(403);
});

test('many issues are transitioned at once; what a validator refuses is said with its message', async ({ page }) => {
  const keys = [await newIssue(page, 'In bulk, one'), await newIssue(page, 'In bulk, two'), await newIssue(page, 'In bulk, three')];
  await asPerson(page, ADMIN);
  const all = (await (await page.request.get('/_site/workflows?project=OPS')).json()) as { workflows: { id: string }[] };
  const rules = `/_site/workflows/${all.workflows[0]?.id}/transitions/31/rules`;
  const added = (await (await page.request.post(rules, { data: { module: 'probe-plain' } })).json()) as { id: string };
  const { accountId } = await rest<{ accountId: string }>(page, DEVELOPER, 'GET', '/rest/api/3/myself');
  await rest(page, DEVELOPER, 'PUT', `/rest/api/3/issue/${keys[0]}/assignee`, { accountId });

  await asPerson(page, DEVELOPER);
  await page.goto(`/issues?jql=${encodeURIComponent(`key in (${keys.join(', ')}) ORDER BY key`)}`);
  await page.getByRole('checkbox', { name: 'Select all issues shown' }).check();
  await page.getByRole('button', { name: 'Transition…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Transition 3 issues' });
  await expect(dialog.getByRole('button', { name: 'Transition', exact: true })).toBeDisabled();
  await dialog.getByRole('combobox', { name: keys.join(', ') }).selectOption({ label: 'In Progress' });
  await dialog.getByRole('button', { name: 'Transition 3 issues' }).click();
  await expect(dialog.getByRole('status')).toHaveText('1 moved, 2 refused');
  await expect(dialog.getByRole('list', { name: 'Refused' }).getByRole('listitem')).toHaveCount(2);
  await expect(dialog.getByRole('list', { name: 'Refused' })).toContainText('Nobody is assigned.');
  await dialog.getByText('Moved (1)').click();
  await expect(dialog.getByRole('list', { name: 'Moved' })).toContainText(keys[0] ?? '');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.getByRole('row').filter({ hasText: keys[0] ?? '' })).toContainText('In Progress');
  await asPerson(page, ADMIN);
  await page.request.delete(`${rules}/validators/${added.id}`);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`no accessibility violation: dialogs to clone, move and transition, ${scheme}, ${widthsIn(scheme).join()} px`, async ({ page }) => {
    const key = await newIssue(page, 'Looked at');
    await inColours(page, scheme);
    await page.setViewportSize({ width: widthsIn(scheme)[0] ?? 1280, height: 900 });
    await asPerson(page, ADMIN);
    await page.goto(`/browse/${key}`);
    await choose(page, key, 'Clone…');
    expect(await axe(page, { only: 'dialog' })).toEqual([]);
    await page.keyboard.press('Escape');
    await choose(page, key, 'Move…');
    await page.getByRole('combobox', { name: 'Project' }).selectOption({ label: 'Kestrel Outfitters shop' });
    expect(await axe(page, { only: 'dialog' })).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await axe(page)).toEqual([]);
    await page.goto(`/issues?jql=${encodeURIComponent(`key = ${key}`)}`);
    await page.getByRole('checkbox', { name: 'Select all issues shown' }).check();
    await page.getByRole('button', { name: 'Transition…' }).click();
    await expect(page.getByRole('combobox', { name: key })).toBeVisible();
    expect(await axe(page, { only: 'dialog' })).toEqual([]);
  });
}
