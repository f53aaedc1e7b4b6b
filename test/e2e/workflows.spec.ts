import { asPerson, axe, expect, inColours, rest, widthsIn, type Locator, type Page, type Person } from './fixtures';
import { PROBE_CONDITION, PROBE_PLAIN_VALIDATOR, PROBE_POST_FUNCTION, PROBE_VALIDATOR } from './probe-app';
import { contextOf, newIssue, probe, test } from './probe-site';

const ADMIN = 'admin@example.com';
const DEVELOPER = 'developer@example.com';
const RESTRICT = 'Restrict transition';
const VALIDATE = 'Validate details';
const PERFORM = 'Perform actions';

interface Row {
  readonly id: string;
  readonly projects: readonly { readonly key: string }[];
}

/** Opens the workflow of a project at one of its transitions, as that person. */
async function openWorkflow(page: Page, transition: string, project = 'OPS', as: Person = ADMIN): Promise<string> {
  await asPerson(page, as);
  await page.goto(`/projects/${project}/settings/workflows`);
  await page.getByRole('main').getByRole('table').getByRole('link').first().click();
  await page.getByRole('navigation', { name: 'Transitions' }).getByRole('link', { name: transition }).first().click();
  await expect(page.getByRole('heading', { level: 2, name: transition, exact: true })).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

const rules = (page: Page, kind: string): Locator => page.getByRole('region', { name: kind, exact: true });
const rule = (page: Page, kind: string, name: string): Locator => rules(page, kind).getByRole('listitem').filter({ hasText: name });

async function open(page: Page, kind: string, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `Add a rule: ${kind}` }).click();
  await page.getByRole('menuitem', { name }).first().click();
  return page.getByRole('dialog', { name: `Add: ${name}`, exact: true });
}

/** Adds a rule with that label and, where one is given, that expression. */
async function add(page: Page, kind: string, name: string, label: string, expression = ''): Promise<void> {
  const dialog = await open(page, kind, name);
  // Its form begins with what its context says.
  await contextOf(probe(dialog, name));
  await probe(dialog, name).getByRole('textbox', { name: 'Label' }).fill(label);
  await probe(dialog, name).getByRole('textbox', { name: 'Expression' }).fill(expression);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog).toBeHidden();
  await expect(rule(page, kind, name)).toBeVisible();
}

async function remove(page: Page, kind: string, name: string): Promise<void> {
  await rules(page, kind)
    .getByRole('button', { name: `Remove ${name}`, exact: true })
    .click();
  await expect(rules(page, kind).getByRole('button', { name: `Remove ${name} for good` })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rule(page, kind, name)).toHaveCount(0);
}

/** What Jira says to the transition of that name: nothing, when it is made. */
async function transition(page: Page, key: string, name: string): Promise<string> {
  const { transitions } = await rest<{ transitions: { id: string; name: string }[] }>(
    page,
    DEVELOPER,
    'GET',
    `/rest/api/3/issue/${key}/transitions`,
  );
  const id = transitions.find((one) => one.name === name)?.id;
  if (id === undefined) return 'There is no such transition.';
  const answer = await page.request.post(`/rest/api/3/issue/${key}/transitions`, {
    headers: { Authorization: `Basic ${Buffer.from(`${DEVELOPER}:any`).toString('base64')}` },
    data: { transition: { id } },
  });
  return answer.ok() ? '' : ((await answer.json()) as { errorMessages: string[] }).errorMessages.join(' ');
}

test('Jira administrators have the workflows of all projects, others those of projects they administer', async ({ page }) => {
  await asPerson(page, ADMIN);
  await page.goto('/projects');
  await page.getByRole('link', { name: 'Workflows', exact: true }).click();
  const table = page.getByRole('main').getByRole('table');
  await expect(table.getByRole('row', { name: /Operations/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /Kestrel app/ })).toContainText('Team-managed');
  await asPerson(page, DEVELOPER);
  expect(await page.request.get('/_site/workflows').then((answer) => answer.status())).toBe(403);
  await page.goto('/settings/workflows');
  await expect(page.getByRole('heading', { level: 1, name: 'There is nothing to see here' })).toBeVisible();

  // Whoever administers a company-managed project looks, but does not touch.
  const { lead } = await rest<{ lead: { accountId: string } }>(page, ADMIN, 'GET', '/rest/api/3/project/OPS');
  await page.request.post('/_site/session', { data: { accountId: lead.accountId } });
  const { workflows } = await page.request
    .get('/_site/workflows?project=OPS')
    .then((answer) => answer.json() as Promise<{ workflows: Row[] }>);
  await page.goto(`/projects/OPS/settings/workflows/${workflows[0]?.id}`);
  await expect(page.getByText('Only Jira administrators change it.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Add a rule/ })).toHaveCount(0);
  const data = { module: 'probe-plain' };
  expect(
    await page.request.post(`/_site/workflows/${workflows[0]?.id}/transitions/11/rules`, { data }).then((answer) => answer.status()),
  ).toBe(403);
});

test("a validator is configured in the app's page, which may refuse, and counts at once", async ({ page }) => {
  const id = await openWorkflow(page, 'In Progress');
  const dialog = await open(page, VALIDATE, PROBE_VALIDATOR);
  const form = probe(dialog, PROBE_VALIDATOR);
  const label = form.getByRole('textbox', { name: 'Label' });
  const extension = await contextOf(form);
  expect(extension).toEqual({
    type: 'jira:workflowValidator',
    location: page.url(),
    entryPoint: 'create',
    isNewEditor: true,
    workflowId: id,
    workflowName: 'Software Simplified Workflow for Project OPS',
    transitionContext: expect.objectContaining({
      from: null,
      to: expect.objectContaining({ name: 'In Progress', statusCategory: 'IN_PROGRESS', description: '' }),
    }) as unknown,
  });
  const addButton = dialog.getByRole('button', { name: 'Add' });
  await addButton.click();
  await expect(form.getByRole('alert')).toHaveText('A label is needed.');
  await label.fill('throw');
  await addButton.click();
  await expect(dialog.getByRole('alert')).toHaveText('The app’s form failed: The form is broken.');
  await label.fill('long');
  await addButton.click();
  await expect(dialog.getByRole('alert')).toHaveText('The configuration is over the limit of 32 KB.');
  await label.fill('ready');
  await addButton.click();
  await expect(dialog).toBeHidden();
  const added = rule(page, VALIDATE, PROBE_VALIDATOR);
  await expect(added).toContainText('Only with the label ready');
  await expect(page.getByRole('status').filter({ hasText: `${PROBE_VALIDATOR} was added.` })).toBeAttached();

  const key = await newIssue(page, 'Is it ready?');
  expect(await transition(page, key, 'In Progress')).toBe('The label ready is missing.');
  await rest(page, DEVELOPER, 'PUT', `/rest/api/3/issue/${key}`, { fields: { labels: ['ready'] } });
  expect(await transition(page, key, 'In Progress')).toBe('');

  await added.getByRole('button', { name: 'Show configuration' }).click();
  await expect(probe(added, PROBE_VALIDATOR).getByRole('textbox', { name: 'Label' })).toHaveValue('ready');
  await expect(probe(added, PROBE_VALIDATOR).getByRole('textbox', { name: 'Label' })).toBeDisabled();
  expect(await contextOf(probe(added, PROBE_VALIDATOR))).toMatchObject({ entryPoint: 'view', validatorConfig: '{"label":"ready"}' });

  await added.getByRole('button', { name: `Edit ${PROBE_VALIDATOR}` }).click();
  const edit = page.getByRole('dialog', { name: `Update: ${PROBE_VALIDATOR}` });
  await expect(probe(edit, PROBE_VALIDATOR).getByRole('textbox', { name: 'Label' })).toHaveValue('ready');
  await probe(edit, PROBE_VALIDATOR).getByRole('textbox', { name: 'Label' }).fill('checked');
  // An expression that the page returns counts instead of the manifest's.
  await probe(edit, PROBE_VALIDATOR).getByRole('textbox', { name: 'Expression' }).fill('config.label == "checked" ? "Never." : true');
  await edit.getByRole('button', { name: 'Update' }).click();
  await expect(added).toContainText('Only with the label checked');
  expect(await transition(page, key, 'In Progress')).toBe('Never.');
  await page.reload();
  await expect(added).toContainText('Only with the label checked');
  await remove(page, VALIDATE, PROBE_VALIDATOR);
  expect(await transition(page, key, 'In Progress')).toBe('');
});

test('a rule without pages is added as it is, a condition hides the transition, a post function runs', async ({ page }) => {
  await openWorkflow(page, 'Done');
  const dialog = await open(page, VALIDATE, PROBE_PLAIN_VALIDATOR);
  await expect(dialog.locator('iframe')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(rule(page, VALIDATE, PROBE_PLAIN_VALIDATOR)).toContainText('Asks for an assignee.');
  await expect(rule(page, VALIDATE, PROBE_PLAIN_VALIDATOR).getByRole('button')).toHaveCount(1);
  await add(page, PERFORM, PROBE_POST_FUNCTION, 'after');
  await add(page, RESTRICT, PROBE_CONDITION, 'may-end');

  const key = await newIssue(page, 'Ends only with a label');
  await asPerson(page, DEVELOPER);
  await page.goto(`/browse/${key}`);
  await page.getByRole('button', { name: /^Status: / }).click();
  await expect(page.getByRole('menuitem', { name: 'In Progress' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Done' })).toHaveCount(0);
  await rest(page, DEVELOPER, 'PUT', `/rest/api/3/issue/${key}`, { fields: { labels: ['may-end'] } });
  expect(await transition(page, key, 'Done')).toBe('Nobody is assigned.');
  const { accountId } = await rest<{ accountId: string }>(page, DEVELOPER, 'GET', '/rest/api/3/myself');
  await rest(page, DEVELOPER, 'PUT', `/rest/api/3/issue/${key}/assignee`, { accountId });
  expect(await transition(page, key, 'Done')).toBe('');
  await rest(page, ADMIN, 'POST', '/_emulator/settle');
  await page.getByRole('button', { name: 'What the app does' }).click();
  await expect(
    page
      .getByRole('complementary', { name: 'What the app does' })
      .getByText(/probe-post/)
      .first(),
  ).toBeVisible();

  await openWorkflow(page, 'Done');
  await remove(page, VALIDATE, PROBE_PLAIN_VALIDATOR);
  await remove(page, PERFORM, PROBE_POST_FUNCTION);
  await remove(page, RESTRICT, PROBE_CONDITION);
});

test('a team-managed project offers only rules made for it, to its own administrators', async ({ page }) => {
  await openWorkflow(page, 'Done', 'APP');
  await page.getByRole('button', { name: `Add a rule: ${VALIDATE}` }).click();
  await expect(page.getByRole('menuitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Add a rule: ${RESTRICT}` }).click();
  await expect(page.getByRole('menu')).toHaveText('The app has no such rule for this kind of project.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: 'Screen' })).toHaveCount(0);
  const dialog = await open(page, VALIDATE, PROBE_VALIDATOR);
  const { id } = await rest<{ id: string }>(page, ADMIN, 'GET', '/rest/api/3/project/APP');
  expect(await contextOf(probe(dialog, PROBE_VALIDATOR))).toMatchObject({ scopedProjectId: id });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a transition is given a screen, which asks, and shows what a validator says', async ({ page }) => {
  await openWorkflow(page, 'Selected for Development');
  const screen = page.getByRole('combobox', { name: 'Screen' });
  const options = await screen.locator('option').allTextContents();
  await screen.selectOption({ index: options.findIndex((text) => /edit/i.test(text)) });
  await expect(page.getByRole('status').filter({ hasText: 'The transition has a screen.' })).toBeAttached();
  await add(page, VALIDATE, PROBE_VALIDATOR, 'ready');
  const key = await newIssue(page, 'Asked on a screen');
  await asPerson(page, DEVELOPER);
  await page.goto(`/browse/${key}`);
  await page.getByRole('button', { name: /^Status: / }).click();
  await page.getByRole('menuitem', { name: 'Selected for Development' }).click();
  const dialog = page.getByRole('dialog', { name: 'Selected for Development' });
  await dialog.getByRole('button', { name: 'Selected for Development' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('The label ready is missing.');
  await dialog.getByRole('textbox', { name: 'Labels' }).fill('ready');
  await dialog.getByRole('button', { name: 'Selected for Development' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Status: Selected for Development. Change status' })).toBeVisible();
  await openWorkflow(page, 'Selected for Development');
  await screen.selectOption('');
  await expect(page.getByRole('status').filter({ hasText: 'The transition has no screen.' })).toBeAttached();
  await remove(page, VALIDATE, PROBE_VALIDATOR);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`no accessibility violation and no sideways scrolling: ${scheme}, ${widthsIn(scheme).join()} px`, async ({ page }) => {
    await inColours(page, scheme);
    await page.setViewportSize({ width: widthsIn(scheme)[0] ?? 1280, height: 900 });
    await openWorkflow(page, 'Done');
    await add(page, VALIDATE, PROBE_VALIDATOR, `looked-at-${scheme}`);
    await rule(page, VALIDATE, PROBE_VALIDATOR).getByRole('button', { name: 'Show configuration' }).click();
    await contextOf(probe(rule(page, VALIDATE, PROBE_VALIDATOR), PROBE_VALIDATOR));
    const sound = async (): Promise<void> => {
      expect(await axe(page)).toEqual([]);
      const sideways = await page.locator('.main').evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(sideways).toBeLessThanOrEqual(0);
    };
    await sound();
    await rule(page, VALIDATE, PROBE_VALIDATOR)
      .getByRole('button', { name: `Edit ${PROBE_VALIDATOR}` })
      .click();
    await contextOf(probe(page.getByRole('dialog'), PROBE_VALIDATOR));
    await sound();
    await page.keyboard.press('Escape');
    await remove(page, VALIDATE, PROBE_VALIDATOR);
    await page.goto('/settings/workflows');
    await expect(page.getByRole('table')).toBeVisible();
    await sound();
  });
}

test('rules of an app that is gone are named as such, block, and can be removed', async ({ page }) => {
  await openWorkflow(page, 'Done');
  await add(page, VALIDATE, PROBE_VALIDATOR, 'ready');
  const key = await newIssue(page, 'Blocked by what is gone');
  await rest(page, DEVELOPER, 'PUT', `/rest/api/3/issue/${key}`, { fields: { labels: ['ready'] } });
  await rest(page, ADMIN, 'POST', '/_emulator/uninstall');
  try {
    await page.reload();
    await expect(rule(page, VALIDATE, 'probe-validator')).toContainText('no longer installed. Jira stops the transition for everybody');
    await expect(page.getByRole('link', { name: /A rule’s app is gone/ })).toBeVisible();
    expect(await transition(page, key, 'Done')).not.toBe('');
    await remove(page, VALIDATE, 'probe-validator');
    expect(await transition(page, key, 'Done')).toBe('');
  } finally {
    await rest(page, ADMIN, 'POST', '/_emulator/reinstall');
  }
});
