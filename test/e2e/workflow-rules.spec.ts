import {
  asPerson,
  axe,
  expect,
  inColours,
  rest,
  settle,
  test,
  theAppFrame,
  widthsIn,
  type FrameLocator,
  type Locator,
  type Page,
} from './fixtures';

// Each test goes on with the workflow of SHOP that the one before left.
test.describe.configure({ mode: 'serial' });

const ADMIN = 'admin@example.com';
const DEVELOPER = 'developer@example.com';
const RULE = 'Acceptance checklist';
const CONDITION = 'Only the product owner';
const VALIDATE = 'Validate details';
const RESTRICT = 'Restrict transition';

/** Opens SHOP's workflow at its way to Done. */
async function openTransition(page: Page): Promise<void> {
  await asPerson(page, ADMIN);
  await page.goto('/projects/SHOP/settings/workflows');
  await page.getByRole('main').getByRole('table').getByRole('link').first().click();
  await page.getByRole('navigation', { name: 'Transitions' }).getByRole('link', { name: 'Done' }).first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'Done', exact: true })).toBeVisible();
}

const rule = (page: Page, kind: string, name: string): Locator =>
  page.getByRole('region', { name: kind, exact: true }).getByRole('listitem').filter({ hasText: name });

async function adding(page: Page, kind: string, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `Add a rule: ${kind}` }).click();
  await page.getByRole('menuitem', { name }).first().click();
  return page.getByRole('dialog', { name: `Add: ${name}`, exact: true });
}

const formIn = (dialog: Locator): FrameLocator => dialog.frameLocator(`iframe[title="${RULE}"]`);

async function openAdminPage(page: Page): Promise<FrameLocator> {
  await asPerson(page, ADMIN);
  await page.goto('/settings/apps/site-admin');
  return theAppFrame(page, 'Mandate');
}

async function aStory(page: Page, summary: string): Promise<string> {
  const fields = { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary };
  return (await rest<{ key: string }>(page, DEVELOPER, 'POST', '/rest/api/3/issue', { fields })).key;
}

/** Moves an issue to Done on its own page. */
async function complete(page: Page, key: string): Promise<void> {
  await asPerson(page, DEVELOPER);
  await page.goto(`/browse/${key}`);
  await page.getByRole('button', { name: /^Status/ }).click();
  await page.getByRole('menuitem', { name: /Done/ }).first().click();
}

test('an admin adds the rule with its settings, and it refuses the transition with what is missing', async ({ page }) => {
  await openTransition(page);
  const dialog = await adding(page, VALIDATE, RULE);
  const form = formIn(dialog);
  await expect(form.getByRole('radio', { name: /^The product owner has accepted/ })).toBeChecked();
  await form.getByRole('radio', { name: /^All criteria are met/ }).check();
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog).toBeHidden();
  await expect(rule(page, VALIDATE, RULE)).toContainText('All acceptance criteria have to be met.');

  const key = await aStory(page, 'Pay by card');
  await complete(page, key);
  await expect(page.getByText(/This issue has no acceptance criteria yet/).first()).toBeVisible();
});

test('what cannot be had is not saved, and the form says why', async ({ page, expectedErrors }) => {
  expectedErrors.push(/Failed to fetch/);
  await openTransition(page);
  const dialog = await adding(page, VALIDATE, RULE);
  const form = formIn(dialog);
  await expect(form.getByRole('radio', { name: /^All criteria are met/ })).toBeVisible();
  await page.route('**/_site/forge/**', (route) => route.abort('internetdisconnected'));
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(form.getByRole('alert')).toContainText('Nothing was saved.');
  await expect(dialog).toBeVisible();
  await page.unroute('**/_site/forge/**');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(rule(page, VALIDATE, RULE)).toHaveCount(1);
});

test('the rule is shown, edited, and saved again after a new installation', async ({ page }) => {
  await openTransition(page);
  const saved = rule(page, VALIDATE, RULE);
  await saved.getByRole('button', { name: 'Show configuration' }).click();
  await expect(
    saved.frameLocator(`iframe[title="${RULE}"]`).getByText('Lets an issue through once all its acceptance criteria are met.'),
  ).toBeVisible();
  await saved.getByRole('button', { name: `Edit ${RULE}` }).click();
  const edit = page.getByRole('dialog', { name: `Update: ${RULE}` });
  await expect(formIn(edit).getByRole('radio', { name: /^All criteria are met/ })).toBeChecked();
  await expect(formIn(edit).getByText('installed anew')).toHaveCount(0);
  await formIn(edit)
    .getByRole('radio', { name: /^The product owner has accepted/ })
    .check();
  await edit.getByRole('button', { name: 'Update' }).click();
  await expect(saved).toContainText('The product owner has to have accepted the issue.');

  await rest(page, ADMIN, 'POST', '/_emulator/uninstall');
  await rest(page, ADMIN, 'POST', '/_emulator/reinstall');
  await settle(page);
  const admin = await openAdminPage(page);
  await expect(admin.getByRole('row', { name: /Acceptance checklist/ })).toContainText('Save again');
  await openTransition(page);
  await saved.getByRole('button', { name: `Edit ${RULE}` }).click();
  await expect(formIn(edit).getByText(/lets nothing through: it was saved before Mandate was installed anew/)).toBeVisible();
  await edit.getByRole('button', { name: 'Update' }).click();
  await expect(edit).toBeHidden();
  await expect((await openAdminPage(page)).getByRole('row', { name: /Acceptance checklist/ })).not.toContainText('Save again');
});

test('the role is made once, and a condition asks for it', async ({ page }) => {
  const admin = await openAdminPage(page);
  await admin.getByRole('button', { name: 'Create the role' }).click();
  await expect(admin.getByText('This site has the role.')).toBeVisible();
  await openTransition(page);
  const dialog = await adding(page, RESTRICT, CONDITION);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(rule(page, RESTRICT, CONDITION)).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of widthsIn(scheme)) {
    test(`the rule's settings, the page for admins and its question have no accessibility violation, ${scheme}, ${width} px`, async ({
      page,
    }) => {
      await inColours(page, scheme);
      // So high that only the frame's own content could scroll: in the page around it nothing but the frame takes the focus.
      await page.setViewportSize({ width, height: 1600 });
      await openTransition(page);
      await rule(page, VALIDATE, RULE)
        .getByRole('button', { name: `Edit ${RULE}` })
        .click();
      await expect(
        formIn(page.getByRole('dialog', { name: `Update: ${RULE}` })).getByRole('radio', { name: /^All criteria/ }),
      ).toBeVisible();
      expect(await axe(page)).toEqual([]);
      const admin = await openAdminPage(page);
      await admin.getByRole('checkbox', { name: `Choose ${RULE} on Done of Software Simplified Workflow for Project SHOP` }).check();
      await admin.getByRole('button', { name: 'Remove 1 rule' }).click();
      await expect(admin.getByText(/^Jira blocks or hides this transition once Mandate is uninstalled/)).toBeVisible();
      expect(await axe(page)).toEqual([]);
      await page.goto('/projects/SHOP/settings/apps/project-settings');
      const settings = theAppFrame(page, 'Product ownership');
      await expect(settings.getByRole('region', { name: 'Ways into Done' })).toContainText('Every way is guarded.');
      await expect(settings.getByRole('heading', { name: 'Role Product Owner' })).toBeVisible();
      await expect(settings.getByRole('button', { name: 'Keep it in step' })).toBeVisible();
      expect(await axe(page)).toEqual([]);
    });
  }
}

test('all rules are taken away at once, after a question that says what that does', async ({ page }) => {
  const admin = await openAdminPage(page);
  await expect(admin.getByRole('row')).toHaveCount(3);
  await admin.getByRole('button', { name: 'Remove all 2 rules' }).click();
  await expect(admin.getByRole('group', { name: 'Remove 2 rules?' })).toBeFocused();
  await expect(admin.getByText(/Jira blocks or hides this transition once Mandate is uninstalled/)).toBeVisible();
  await admin.getByRole('button', { name: 'Keep them' }).click();
  await admin.getByRole('button', { name: 'Remove all 2 rules' }).click();
  await admin.getByRole('button', { name: 'Remove 2 rules' }).click();
  await expect(admin.getByText('2 rules removed. No workflow uses a rule of Mandate any more.')).toBeVisible();
  await expect(admin.getByRole('table')).toHaveCount(0);
  await openTransition(page);
  await expect(rule(page, VALIDATE, RULE)).toHaveCount(0);
  await expect(rule(page, RESTRICT, CONDITION)).toHaveCount(0);
  await complete(page, await aStory(page, 'Pay by invoice'));
  await expect(page.getByRole('button', { name: /^Status: Done/ })).toBeVisible();

  // What is not guarded any more is said, and who took the rules away.
  await settle(page);
  await asPerson(page, ADMIN);
  await page.goto('/projects/SHOP/settings/apps/project-settings');
  const ways = theAppFrame(page, 'Product ownership').getByRole('region', { name: 'Ways into Done' });
  await expect(ways).toContainText('Not guarded');
  await expect(ways.getByRole('listitem').filter({ hasText: 'Done, from any status to Done' })).toBeVisible();
});
