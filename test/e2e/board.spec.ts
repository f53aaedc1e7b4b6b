import { asPerson, axe, expect, inColours, rest, widthsIn, type Page } from './fixtures';
import { newIssue, test } from './probe-site';

const ADMIN = 'admin@example.com';
const DEVELOPER = 'developer@example.com';

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const card = (page: Page, within: string, key: string) => column(page, within).locator(`[data-card="${key}"]`);

/** Adds the plain validator of the probe to a transition of OPS; the answer removes it. */
async function validated(page: Page, transition: string): Promise<() => Promise<void>> {
  await asPerson(page, ADMIN);
  const all = (await (await page.request.get('/_site/workflows?project=OPS')).json()) as { workflows: { id: string }[] };
  const path = `/_site/workflows/${all.workflows[0]?.id}`;
  const { transitions } = (await (await page.request.get(path)).json()) as { transitions: { id: string; name: string }[] };
  const rules = `${path}/transitions/${transitions.filter(({ name }) => name === transition).at(-1)?.id}/rules`;
  const answer = await page.request.post(rules, { data: { module: 'probe-plain' } });
  const { id } = (await answer.json()) as { id: string };
  await asPerson(page, DEVELOPER);
  return async () => {
    await asPerson(page, ADMIN);
    await page.request.delete(`${rules}/validators/${id}`);
  };
}

async function openBoard(page: Page): Promise<void> {
  await asPerson(page, DEVELOPER);
  await page.goto('/projects/OPS/board');
  await expect(column(page, 'In Progress')).toBeVisible();
}

test('a card is dragged into another column, and what a validator says sends it back', async ({ page }) => {
  const key = await newIssue(page, 'Dragged');
  const release = await validated(page, 'Done');
  await openBoard(page);
  await card(page, 'Backlog', key).scrollIntoViewIfNeeded();
  await card(page, 'Backlog', key).dragTo(column(page, 'In Progress').getByRole('heading'));
  await expect(card(page, 'In Progress', key)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: `${key} moved to In Progress.` })).toBeAttached();

  await card(page, 'In Progress', key).scrollIntoViewIfNeeded();
  await card(page, 'In Progress', key).dragTo(column(page, 'Done').getByRole('heading'));
  const flag = page.getByRole('alert').filter({ hasText: `${key} stays in In Progress` });
  await expect(flag).toContainText('Nobody is assigned.');
  await expect(card(page, 'In Progress', key)).toBeVisible();
  await flag.getByRole('link', { name: `Open ${key}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Dragged' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Status: In Progress. Change status' })).toBeVisible();
  await page.getByRole('button', { name: /^Status: / }).click();
  await page.getByRole('menuitem', { name: 'Done' }).click();
  await expect(page.getByRole('alert').filter({ hasText: `${key} stays in In Progress` })).toContainText('Nobody is assigned.');
  await release();
});

test('by keyboard a card goes the same ways, through the screen of its transition', async ({ page }) => {
  const key = await newIssue(page, 'By keyboard');
  const screen = { project: 'OPS', transition: 'Done' };
  await rest(page, ADMIN, 'POST', '/_emulator/transition-screen', { ...screen, fields: ['assignee'] });
  await openBoard(page);
  const menu = card(page, 'Backlog', key).getByRole('button', { name: `Move ${key}` });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('i');
  await page.keyboard.press('Enter');
  await expect(card(page, 'In Progress', key).getByRole('button', { name: `Move ${key}` })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Done' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Done' });
  await dialog.getByRole('combobox', { name: 'Assignee' }).selectOption({ label: 'Dana Developer' });
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(card(page, 'Done', key)).toBeVisible();
  await rest(page, ADMIN, 'POST', '/_emulator/transition-screen', { ...screen, fields: [] });
});

test('who may not move issues is told so, and the card stays', async ({ page }) => {
  const { issues } = await rest<{ issues: { key: string; fields: { status: { name: string } } }[] }>(
    page,
    ADMIN,
    'GET',
    `/rest/api/3/search/jql?jql=${encodeURIComponent('project = APP AND sprint in openSprints() AND statusCategory = "To Do"')}&fields=status`,
  );
  const { key = '', fields } = issues[0] ?? {};
  const from = fields?.status.name ?? '';
  await asPerson(page, 'stakeholder@example.com');
  await page.goto('/projects/APP/board');
  await card(page, from, key)
    .getByRole('button', { name: `Move ${key}` })
    .click();
  await expect(page.getByRole('menu')).toHaveText('No transition is open to you from here.');
  await page.keyboard.press('Escape');
  await card(page, from, key).dragTo(column(page, 'Done').getByRole('heading'));
  await expect(page.getByRole('alert')).toContainText('No transition into Done is open to you from here.');
  await expect(card(page, from, key)).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`no accessibility violation: the menu of a card, ${scheme}, ${widthsIn(scheme).join()} px`, async ({ page }) => {
    await inColours(page, scheme);
    await page.setViewportSize({ width: widthsIn(scheme)[0] ?? 1280, height: 900 });
    await openBoard(page);
    expect(await axe(page)).toEqual([]);
    await column(page, 'Backlog')
      .getByRole('button', { name: /^Move / })
      .first()
      .click();
    await expect(page.getByRole('menuitem').first()).toBeVisible();
    expect(await axe(page, { only: '.menu' })).toEqual([]);
  });
}
