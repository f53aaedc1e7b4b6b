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
  widthsIn,
  type FrameLocator,
  type Locator,
  type Page,
  type Person,
} from './fixtures';

const ADMIN = 'admin@example.com';
const OWNER = 'owner@example.com';
const DEVELOPER = 'developer@example.com';
const STAKEHOLDER = 'stakeholder@example.com';
const BACKLOG = 'Backlog order';
const SETTINGS = 'Product ownership';

interface Story {
  readonly id: string;
  readonly key: string;
  /** Of its criteria. */
  readonly ids: readonly string[];
}

interface Answer {
  readonly ok: boolean;
  readonly code?: string;
  readonly data: Record<string, unknown>;
}

/** A function of the app, as that person's page would call it. */
async function invoke(page: Page, who: Person, name: string, payload: object, place: object): Promise<Answer> {
  const body = { function: name, payload, ...place };
  return (await rest<{ result: Answer }>(page, who, 'POST', '/_emulator/invoke', body)).result;
}

const onIssue = (page: Page, who: Person, name: string, { id, key }: Pick<Story, 'id' | 'key'>, payload: object = {}): Promise<Answer> =>
  invoke(page, who, name, { issueId: id, ...payload }, { module: 'acceptance-panel', issue: key });

async function onProject(page: Page, who: Person, name: string, payload: object = {}, module = 'backlog'): Promise<Answer> {
  const { id: projectId } = await rest<{ id: string }>(page, ADMIN, 'GET', '/rest/api/3/project/SHOP');
  return invoke(page, who, name, { projectId, ...payload }, { module, project: 'SHOP' });
}

/** A new story with these criteria, all claimed by the team; the first `judged` of them found met by the owner. */
async function aStory(page: Page, texts: readonly string[], judged = texts.length, project = 'SHOP'): Promise<Story> {
  const fields = { project: { key: project }, issuetype: { name: 'Story' }, summary: `Pay with ${texts[0] ?? 'nothing'}` };
  const issue = await rest<{ id: string; key: string }>(page, DEVELOPER, 'POST', '/rest/api/3/issue', { fields });
  await settle(page);
  const ids = texts.map((_, index) => `criterion-${issue.id}-${String(index)}`);
  const change = async (who: Person, changes: readonly object[]): Promise<void> => {
    if (changes.length > 0) expect(await onIssue(page, who, 'acceptance/change', issue, { changes })).toMatchObject({ ok: true });
  };
  const add = texts.map((text, index) => ({ kind: 'add', id: ids[index], text, mandatory: true, after: ids[index - 1] ?? null }));
  await change(
    DEVELOPER,
    add.flatMap((each) => [each, { kind: 'claim', id: each.id, claimed: true }]),
  );
  await change(
    OWNER,
    ids.slice(0, judged).map((id) => ({ kind: 'judge', id, verdict: 'met', words: null })),
  );
  return { ...issue, ids };
}

async function openTab(page: Page, person: Person): Promise<FrameLocator> {
  await asPerson(page, person);
  await page.goto('/projects/SHOP/apps/backlog');
  const backlog = theAppFrame(page, BACKLOG);
  await backlog.getByRole('tab', { name: /^Acceptance/ }).click();
  await expect(backlog.getByRole('heading', { name: 'Templates', exact: true })).toBeVisible();
  return backlog;
}

async function openSettings(page: Page): Promise<FrameLocator> {
  await asPerson(page, ADMIN);
  await page.goto('/projects/SHOP/settings/apps/project-settings');
  const settings = theAppFrame(page, SETTINGS);
  await expect(settings.getByRole('heading', { name: 'Templates', exact: true })).toBeVisible();
  await expect(settings.getByRole('radio', { name: 'WSJF' })).toBeVisible();
  await expect(settings.getByRole('radio', { name: 'May be accepted' })).toBeVisible();
  return settings;
}

const row = (frame: FrameLocator, { key }: Pick<Story, 'key'>): Locator => frame.getByRole('article', { name: new RegExp(`^${key}\\b`) });
const button = (within: Locator | FrameLocator, name: string): Locator => within.getByRole('button', { name, exact: true });
const criterion = (within: Locator | FrameLocator, number: number): Locator =>
  within.getByRole('textbox', { name: `Criterion ${String(number)}`, exact: true });
const doneEditor = (frame: FrameLocator): Locator => frame.getByRole('group', { name: 'What holds for every story' });

async function paste(field: Locator, text: string): Promise<void> {
  await field.evaluate((element, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', words);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

interface Templates {
  readonly revision: number;
  readonly done: readonly { readonly text: string; readonly mandatory: boolean }[];
}

async function stored(page: Page): Promise<Templates> {
  return (await onProject(page, OWNER, 'acceptance/templates')).data as unknown as Templates;
}

/** As the demo has it: no Definition of Done, no template, and nothing that keeps anybody from accepting. */
test.beforeEach(async ({ page }) => {
  const { revision } = await stored(page);
  expect(await onProject(page, OWNER, 'acceptance/set-templates', { revision, done: [], templates: [] })).toMatchObject({ ok: true });
  const policy = await onProject(page, ADMIN, 'acceptance/policy', {}, 'project-settings');
  const usual = { revision: policy.data['revision'], ownWork: 'allowed', backTo: null };
  expect(await onProject(page, ADMIN, 'acceptance/set-policy', usual, 'project-settings')).toMatchObject({ ok: true });
});

test.afterEach(async ({ page }) => {
  await page.unrouteAll();
});

test('the owner accepts a story with one click, and takes it back', async ({ page }) => {
  const story = await aStory(page, ['Card is charged once', 'Receipt is e-mailed']);
  const backlog = await openTab(page, OWNER);
  const waits = row(backlog, story);
  await expect(waits).toContainText('2 of 2 met');
  const count = Number(/(\d+) waiting for the owner/.exec(await backlog.getByRole('tab', { name: /^Acceptance/ }).innerText())?.[1]);
  await button(waits, 'Accept').click();
  await expect(waits.getByText('Accepted.')).toBeFocused();
  expect((await onIssue(page, OWNER, 'acceptance/open', story)).data).toMatchObject({ story: { state: 'accepted' } });
  const left = count > 1 ? new RegExp(`^Acceptance ?, ${String(count - 1)} waiting`) : /^Acceptance$/;
  await expect(backlog.getByRole('tab', { name: left })).toBeVisible();

  // What is read meanwhile does not take the way back away.
  await backlog.locator('body').evaluate(() => window.dispatchEvent(new Event('focus')));
  await button(waits, 'Undo').click();
  await expect(waits.getByText('Taken back. It waits again.')).toBeFocused();
  await expect(button(waits, 'Accept')).toBeVisible();
  expect((await onIssue(page, OWNER, 'acceptance/open', story)).data).toMatchObject({ story: { state: 'ready', acceptance: null } });

  await button(waits, 'Accept').click();
  await expect(button(waits, 'Undo')).toBeVisible();
  const again = await openTab(page, OWNER);
  await expect(again.getByRole('heading', { name: 'Waiting for the owner' })).toBeVisible();
  await expect(row(again, story)).toHaveCount(0);
});

test('what was reworded meanwhile is not accepted unseen: the message leads to it', async ({ page }) => {
  const story = await aStory(page, ['Card is charged once']);
  const backlog = await openTab(page, OWNER);
  const waits = row(backlog, story);
  await expect(button(waits, 'Accept')).toBeVisible();
  const change = { kind: 'reword', id: story.ids[0], was: 'Card is charged once', text: 'Card is charged exactly once' };
  expect(await onIssue(page, DEVELOPER, 'acceptance/change', story, { changes: [change] })).toMatchObject({ ok: true });
  await button(waits, 'Accept').click();
  await expect(waits.getByRole('alert')).toContainText('The criteria have changed since you looked. Nothing was decided.');
  await expect(button(waits, 'Accept')).toHaveCount(0);
  expect((await onIssue(page, OWNER, 'acceptance/open', story)).data).toMatchObject({ story: { acceptance: null } });
  await button(waits, 'Look').click();
  await expect(page).toHaveURL(new RegExp(`/browse/${story.key}$`));
});

test('what is not judged yet is looked at on the issue, not accepted from the list', async ({ page }) => {
  const story = await aStory(page, ['Card is charged once', 'Receipt is e-mailed'], 1);
  const backlog = await openTab(page, OWNER);
  await expect(row(backlog, story)).toContainText('1 of 2 met, 1 claimed');
  await expect(button(row(backlog, story), 'Accept')).toHaveCount(0);
  await button(row(backlog, story), 'Look').click();
  await expect(page).toHaveURL(new RegExp(`/browse/${story.key}$`));
});

test('the owner rejects with feedback, which its assignee reads on the issue; what fails keeps what was written', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/fetch|network/i);
  const story = await aStory(page, ['Card is charged once']);
  await rest(page, DEVELOPER, 'PUT', `/rest/api/3/issue/${story.key}`, { fields: { labels: ['rejected'] } });
  const backlog = await openTab(page, OWNER);
  const waits = row(backlog, story);
  await button(waits, 'Reject…').click();
  const feedback = waits.getByRole('textbox', { name: 'What does not hold yet?' });
  await expect(feedback).toBeFocused();
  await button(waits, 'Reject').click();
  await expect(waits.getByText('Say what does not hold yet.')).toBeVisible();
  await expect(feedback).toBeFocused();
  await feedback.fill('A second click charges twice.');
  await waits.getByRole('combobox', { name: 'Where it goes' }).selectOption('In Progress');

  const online = await offline(page);
  await button(waits, 'Reject').click();
  await expect(waits.getByRole('alert').filter({ hasText: 'What you wrote is still here.' })).toBeVisible();
  await expect(feedback).toHaveValue('A second click charges twice.');
  await online();
  await button(waits, 'Reject').click();
  await expect(waits.getByText('Rejected, and moved to In Progress. Your words are a comment on the issue.')).toBeFocused();
  const { comments } = await rest<{ comments: unknown[] }>(page, DEVELOPER, 'GET', `/rest/api/3/issue/${story.key}/comment`);
  expect(JSON.stringify(comments)).toContain('A second click charges twice.');
  const issue = await rest<{ fields: { status: { name: string } } }>(page, DEVELOPER, 'GET', `/rest/api/3/issue/${story.key}`);
  expect(issue.fields.status.name).toBe('In Progress');
});

test('a project’s admin has somebody else accept one’s own work, and says where rejected stories go', async ({ page }) => {
  const settings = await openSettings(page);
  await expect(settings.getByRole('radio', { name: 'May be accepted' })).toBeChecked();
  await settings.getByRole('radio', { name: 'Is accepted by somebody else' }).check();
  await settings.getByRole('combobox', { name: 'Where rejected stories go' }).selectOption('In Progress');
  await expect(settings.getByText('Unsaved changes: acceptance')).toBeVisible();
  await button(settings, 'Save acceptance').click();
  const section = settings.getByRole('region', { name: 'Acceptance', exact: true });
  await expect(section.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
  await expect(section.getByText(/^Changed by Ada Admin/).first()).toBeVisible();

  const story = await aStory(page, ['Card is charged once']);
  const { accountId } = await rest<{ accountId: string }>(page, OWNER, 'GET', '/rest/api/3/myself');
  await rest(page, OWNER, 'PUT', `/rest/api/3/issue/${story.key}/assignee`, { accountId });
  const other = await aStory(page, ['Receipt is e-mailed']);
  const backlog = await openTab(page, OWNER);
  await button(row(backlog, story), 'Accept').click();
  await expect(row(backlog, story).getByRole('alert')).toContainText('In this project nobody accepts their own work');
  await button(row(backlog, other), 'Reject…').click();
  await expect(row(backlog, other).getByRole('combobox', { name: 'Where it goes' }).locator('option:checked')).toHaveText('In Progress');
});

test('stories of all one’s projects are decided in one list', async ({ page }) => {
  const [here, there] = [await aStory(page, ['Card is charged once']), await aStory(page, ['App opens'], 1, 'APP')];
  const backlog = await openTab(page, OWNER);
  await expect(row(backlog, here)).toBeVisible();
  await expect(row(backlog, there)).toHaveCount(0);
  await button(backlog, 'All my projects').click();
  await expect(row(backlog, there)).toContainText('Kestrel app');
  await button(row(backlog, there), 'Accept').click();
  await expect(row(backlog, there).getByText('Accepted.')).toBeFocused();
  await button(row(backlog, here), 'Accept').click();
  await expect(row(backlog, here).getByText('Accepted.')).toBeFocused();
  await button(backlog, 'This project').click();
  await expect(row(backlog, here)).toHaveCount(0);
});

for (const person of [DEVELOPER, STAKEHOLDER] as const)
  test(`${person} reads what waits, who decides, and the Definition of Done, and changes none of it`, async ({ page }) => {
    const done = [{ id: 'everything-reviewed', text: 'Reviewed', mandatory: true }];
    const { revision } = await stored(page);
    await onProject(page, OWNER, 'acceptance/set-templates', { revision, done, templates: null });
    const story = await aStory(page, ['Card is charged once'], 0);
    const tick = { kind: 'claim', id: 'everything-reviewed', claimed: true };
    await onIssue(page, DEVELOPER, 'acceptance/change', story, { changes: [tick] });
    const backlog = await openTab(page, person);
    await expect(row(backlog, story)).toContainText('1 of 2 met, 1 claimed');
    await expect(backlog.getByText('Olivia Owner decides.', { exact: true })).toBeVisible();
    await expect(row(backlog, story).getByRole('button')).toHaveCount(0);
    await expect(backlog.getByRole('listitem').filter({ hasText: /^Reviewed$/ })).toBeVisible();
    await expect(backlog.getByText('The product owner, or who stands in, changes it.')).toBeVisible();
    await expect(backlog.getByRole('button', { name: /^(Change|Write|Add)/ })).toHaveCount(0);
    const refused = await onProject(page, person, 'acceptance/set-templates', { revision: revision + 1, done: [], templates: null });
    expect(refused).toMatchObject({ ok: false, code: 'refused' });
  });

test('the owner writes the Definition of Done: typed, pasted, moved, dragged, and brought back', async ({ page }) => {
  const backlog = await openTab(page, OWNER);
  await button(backlog, 'Write the Definition of Done').click();
  const editor = doneEditor(backlog);
  const add = editor.getByRole('textbox', { name: 'Add a criterion' });
  await expect(add).toBeFocused();
  await add.fill('Reviewed');
  await page.keyboard.press('Enter');
  await expect(add).toHaveValue('');
  await paste(add, '- [ ] Documented\n- [ ] Deployed to staging\n* Reviewed\n\nGiven a cart\nWhen I pay\nThen I get a receipt');
  await expect(editor.getByText('3 added. Already on the list: 1.')).toBeVisible();
  await expect(criterion(editor, 4)).toHaveValue('Given a cart\nWhen I pay\nThen I get a receipt');

  await button(editor, 'Move up: Deployed to staging').click();
  await expect(editor.getByText('Deployed to staging is number 2 of 4 now.')).toBeVisible();
  await expect(button(editor, 'Move up: Deployed to staging')).toBeFocused();
  await editor
    .locator('.item-handle')
    .nth(0)
    .dragTo(criterion(editor, 3), { targetPosition: { x: 40, y: 22 } });
  await expect(criterion(editor, 3)).toHaveValue('Reviewed');
  await button(editor, 'Remove: Documented').click();
  await expect(button(editor, 'Undo')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(criterion(editor, 2)).toHaveValue('Documented');
  await expect(criterion(editor, 2)).toBeFocused();
  await editor.getByRole('checkbox', { name: 'Mandatory: Documented' }).uncheck();

  await criterion(editor, 1).fill('Reviewed');
  await button(backlog, 'Save').click();
  await expect(editor.getByText('This says the same as another one.')).toBeVisible();
  await expect(criterion(editor, 3)).toBeFocused();
  await criterion(editor, 1).fill('On staging');
  // What is typed and was not added is not lost.
  await add.fill('Announced');
  await button(backlog, 'Save').click();
  await expect(backlog.getByText('Saved. New checklists begin with this.')).toBeVisible();
  expect((await stored(page)).done).toMatchObject([
    { text: 'On staging', mandatory: true },
    { text: 'Documented', mandatory: false },
    { text: 'Reviewed' },
    { text: 'Given a cart\nWhen I pay\nThen I get a receipt' },
    { text: 'Announced' },
  ]);
  await expect(backlog.getByText('Unsaved changes:')).toBeHidden();
  await expect(button(backlog, 'Change the Definition of Done')).toBeVisible();
});

test('an admin writes a template in the settings, and a new story begins with it', async ({ page }) => {
  const settings = await openSettings(page);
  await expect(settings.getByText('The product owner, or who stands in, changes it.')).toBeVisible();
  await expect(button(settings, 'Write the Definition of Done')).toHaveCount(0);
  await button(settings, 'Add a template').click();
  const name = settings.getByRole('textbox', { name: 'Name', exact: true });
  await expect(name).toBeFocused();
  await button(settings, 'Save').click();
  await expect(settings.getByText('Give the template a name.')).toBeVisible();
  await expect(name).toBeFocused();
  await name.fill('Payments');
  await settings.getByRole('checkbox', { name: 'Story' }).check();
  await settings.getByRole('checkbox', { name: 'Put on new issues by itself' }).check();
  const editor = settings.getByRole('group', { name: 'Criteria of Payments' });
  await editor.getByRole('textbox', { name: 'Add a criterion' }).fill('Works with every card');
  await page.keyboard.press('Enter');
  await expect(settings.getByText('Unsaved changes: Definition of Done and templates')).toBeVisible();
  await button(settings, 'Save').click();
  await expect(settings.getByText('Saved. New checklists begin with this.')).toBeVisible();
  await expect(settings.getByText('For Story. Put on new issues by itself.')).toBeVisible();

  const made = async (type: string): Promise<Pick<Story, 'id' | 'key'>> => {
    const fields = { project: { key: 'SHOP' }, issuetype: { name: type }, summary: `A new ${type}` };
    return rest(page, DEVELOPER, 'POST', '/rest/api/3/issue', { fields });
  };
  const [story, bug] = [await made('Story'), await made('Bug')];
  await settle(page);
  const criteriaOf = async (issue: Pick<Story, 'id' | 'key'>): Promise<unknown> =>
    (await onIssue(page, DEVELOPER, 'acceptance/open', issue)).data['story'];
  expect(await criteriaOf(story)).toMatchObject({ criteria: [{ text: 'Works with every card', of: 'story', state: 'open' }] });
  expect(await criteriaOf(bug)).toMatchObject({ criteria: [] });

  await button(settings, 'Change Payments').click();
  await button(settings, 'Remove Payments').click();
  await expect(settings.getByText('Payments goes when you save.')).toBeVisible();
  await expect(button(settings, 'Undo')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(settings.getByText('Unsaved changes:')).toBeHidden();
  await expect(button(settings, 'Change Payments')).toBeVisible();
});

test('who was overtaken is told, and keeps what they wrote until they decide', async ({ page, browser, baseURL }) => {
  const backlog = await openTab(page, OWNER);
  await button(backlog, 'Write the Definition of Done').click();
  await doneEditor(backlog).getByRole('textbox', { name: 'Add a criterion' }).fill('Mine');
  await page.keyboard.press('Enter');

  const other = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const theirs = await openSettings(await other.newPage());
  await button(theirs, 'Add a template').click();
  await theirs.getByRole('textbox', { name: 'Name', exact: true }).fill('Theirs');
  await button(theirs, 'Save').click();
  await expect(theirs.getByText('Saved. New checklists begin with this.')).toBeVisible();
  await other.close();

  await button(backlog, 'Save').click();
  await expect(backlog.getByText(/^Ada Admin changed this while the page was open\. Saving yours/)).toBeVisible();
  await expect(button(backlog, 'Keep theirs')).toBeFocused();
  await expect(criterion(doneEditor(backlog), 1)).toHaveValue('Mine');
  await button(backlog, 'Save yours').click();
  await expect(backlog.getByText('Saved. New checklists begin with this.')).toBeVisible();
  // Theirs is of another part: it stands beside.
  expect(await stored(page)).toMatchObject({ done: [{ text: 'Mine' }], templates: [{ name: 'Theirs' }] });
});

test('without a network nothing written is lost, lists say what failed, and Try again goes on', async ({ page, expectedErrors }) => {
  expectedErrors.push(/fetch|network/i);
  await page.route('**/_site/forge/invoke', (route) =>
    /acceptance\/(waiting|arrivals|templates)/.test(route.request().postData() ?? '')
      ? route.abort('internetdisconnected')
      : route.fallback(),
  );
  await asPerson(page, OWNER);
  await page.goto('/projects/SHOP/apps/backlog');
  const backlog = theAppFrame(page, BACKLOG);
  await backlog.getByRole('tab', { name: /^Acceptance/ }).click();
  for (const what of ['The stories that wait', 'The Definition of Done and the templates', 'What reached Done'])
    await expect(backlog.getByRole('alert').filter({ hasText: `${what} couldn't be loaded.` })).toBeVisible();
  await page.unrouteAll();
  for (let left = 3; left > 0; left -= 1) {
    await button(backlog, 'Try again').first().click();
    await expect(button(backlog, 'Try again')).toHaveCount(left - 1);
  }

  await button(backlog, 'Write the Definition of Done').click();
  await doneEditor(backlog).getByRole('textbox', { name: 'Add a criterion' }).fill('Reviewed');
  await page.keyboard.press('Enter');
  const online = await offline(page);
  await button(backlog, 'Save').click();
  await expect(backlog.getByRole('alert').filter({ hasText: 'Not saved.' })).toContainText('What you wrote is still here.');
  await expect(criterion(doneEditor(backlog), 1)).toHaveValue('Reviewed');
  await online();
  await button(backlog, 'Try again').click();
  await expect(backlog.getByText('Saved. New checklists begin with this.')).toBeVisible();
});

test('what reached Done without being accepted is listed, with who moved it', async ({ page }) => {
  const story = await aStory(page, ['Card is charged once'], 0);
  const { transitions } = await rest<{ transitions: { id: string; to: { name: string } }[] }>(
    page,
    DEVELOPER,
    'GET',
    `/rest/api/3/issue/${story.key}/transitions`,
  );
  const transition = { id: transitions.find(({ to }) => to.name === 'Done')?.id };
  await rest(page, DEVELOPER, 'POST', `/rest/api/3/issue/${story.key}/transitions`, { transition });
  await settle(page);
  const backlog = await openTab(page, OWNER);
  const arrivals = backlog.getByRole('region', { name: 'Reached Done unaccepted' });
  const first = arrivals.getByRole('listitem').first();
  await expect(first).toContainText(story.key);
  await expect(first).toContainText('Moved by Dana Developer, ');
  await expect(first).toContainText('Not looked at');
  await first.getByRole('link', { name: new RegExp(story.key) }).click();
  await expect(page).toHaveURL(new RegExp(`/browse/${story.key}$`));
});

test('by keyboard alone: to the tab, accept, undo, and a criterion for everything', async ({ page }) => {
  const story = await aStory(page, ['Card is charged once']);
  await asPerson(page, OWNER);
  await page.goto('/projects/SHOP/apps/backlog');
  const backlog = theAppFrame(page, BACKLOG);
  await backlog.getByRole('tab', { name: 'Order', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(backlog.getByRole('tab', { name: /^Acceptance/ })).toBeFocused();
  const waits = row(backlog, story);
  await expect(button(waits, 'Accept')).toBeVisible();
  const tabTo = async (target: Locator): Promise<void> => {
    for (let tabs = 0; tabs < 100; tabs += 1) {
      await page.keyboard.press('Tab');
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error('Tab does not get there');
  };
  await tabTo(button(waits, 'Accept'));
  await page.keyboard.press('Enter');
  await expect(waits.getByText('Accepted.')).toBeFocused();
  await tabTo(button(waits, 'Undo'));
  await page.keyboard.press('Enter');
  await expect(waits.getByText('Taken back. It waits again.')).toBeFocused();

  await tabTo(button(backlog, 'Write the Definition of Done'));
  await page.keyboard.press('Enter');
  const editor = doneEditor(backlog);
  for (const words of ['Reviewed', 'Documented']) {
    await expect(editor.getByRole('textbox', { name: 'Add a criterion' })).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
  }
  await button(editor, 'Move up: Documented').focus();
  await page.keyboard.press('Enter');
  await expect(criterion(editor, 1)).toHaveValue('Documented');
  // At the top there is no further up: the way back down is at hand.
  await expect(button(editor, 'Move down: Documented')).toBeFocused();
  await tabTo(button(backlog, 'Save'));
  await page.keyboard.press('Enter');
  await expect(backlog.getByText('Saved. New checklists begin with this.')).toBeVisible();
  await expect(button(backlog, 'Change the Definition of Done')).toBeFocused();
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of widthsIn(scheme)) {
    test(`acceptance on both pages has no accessibility violation and nothing scrolls sideways, ${scheme}, ${width} px`, async ({
      page,
    }) => {
      await inColours(page, scheme);
      await page.setViewportSize({ width, height: 900 });
      const long = `${'Donaudampfschifffahrtsgesellschaft'.repeat(4)} مطلوب`;
      const [story, other] = [await aStory(page, [long]), await aStory(page, ['Receipt is e-mailed'], 0)];
      const sideways = (frame: FrameLocator): Promise<number> =>
        frame.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      const backlog = await openTab(page, OWNER);
      await expect(button(row(backlog, other), 'Look')).toBeVisible();
      await button(row(backlog, story), 'Reject…').click();
      await button(row(backlog, story), 'Reject').click();
      await button(backlog, 'Write the Definition of Done').click();
      const add = doneEditor(backlog).getByRole('textbox', { name: 'Add a criterion' });
      for (const words of [long, 'Documented']) {
        await add.fill(words);
        await add.press('Enter');
      }
      await criterion(doneEditor(backlog), 2).fill(' ');
      await button(backlog, 'Add a template').click();
      await button(backlog, 'Save').click();
      await expect(backlog.getByText('Write it, or remove it.')).toBeVisible();
      expect(await axe(page), 'the tab').toEqual([]);
      expect(await sideways(backlog), 'the tab').toBeLessThanOrEqual(0);
      await button(backlog, 'Discard').click();
      await expect(backlog.getByText('Unsaved changes:')).toBeHidden();

      const settings = await openSettings(page);
      await button(settings, 'Add a template').click();
      expect(await axe(page), 'the settings').toEqual([]);
      expect(await sideways(settings), 'the settings').toBeLessThanOrEqual(0);
      await button(settings, 'Discard').click();
      await expect(settings.getByText('Unsaved changes:')).toBeHidden();
    });
  }
}
