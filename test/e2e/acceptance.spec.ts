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

const PANEL = 'Acceptance';
const ADMIN = 'admin@example.com';
const OWNER = 'owner@example.com';
const DEVELOPER = 'developer@example.com';

interface Seeded {
  readonly text: string;
  readonly mandatory?: boolean;
}

/** The key of a new story of SHOP, which its developer works on. */
async function newStory(page: Page, summary: string, description?: unknown): Promise<string> {
  const { accountId } = await rest<{ accountId: string }>(page, DEVELOPER, 'GET', '/rest/api/3/myself');
  const fields = { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary, assignee: { accountId }, description };
  const { key } = await rest<{ key: string }>(page, DEVELOPER, 'POST', '/rest/api/3/issue', { fields });
  await settle(page);
  return key;
}

/** A function of the app, as its panel calls it. */
async function invoke<T>(page: Page, person: Person, name: string, key: string, payload: object = {}): Promise<T> {
  const { id, fields } = await rest<{ id: string; fields: { project: { id: string } } }>(page, ADMIN, 'GET', `/rest/api/3/issue/${key}`);
  const place = name.startsWith('acceptance/set-') || name === 'acceptance/rule' ? { projectId: fields.project.id } : { issueId: id };
  const own = name === 'acceptance/rule' ? {} : place;
  const { result } = await rest<{ result: { ok: boolean; data: T } }>(page, person, 'POST', '/_emulator/invoke', {
    ...{ module: 'acceptance-panel', function: name, payload: { ...own, ...payload }, issue: key },
  });
  expect(result, name).toMatchObject({ ok: true });
  return result.data;
}

/** Puts criteria on the story; answers their ids. */
async function seed(page: Page, key: string, criteria: readonly Seeded[]): Promise<readonly string[]> {
  const ids = criteria.map((_, index) => `seeded-${key}-${index}`);
  const changes = criteria.map(({ text, mandatory = true }, index) => ({
    ...{ kind: 'add', id: ids[index], text, mandatory, after: ids[index - 1] ?? null },
  }));
  await invoke(page, DEVELOPER, 'acceptance/change', key, { changes });
  return ids;
}

async function openPanel(page: Page, person: Person, key: string): Promise<FrameLocator> {
  await asPerson(page, person);
  await page.goto(`/browse/${key}`);
  return theAppFrame(page, PANEL);
}

const list = (panel: FrameLocator): Locator => panel.getByRole('list', { name: 'Acceptance criteria' });
const rows = (panel: FrameLocator): Locator => list(panel).getByRole('listitem');
const row = (panel: FrameLocator, text: string): Locator => rows(panel).filter({ hasText: text });
const button = (within: FrameLocator | Locator, name: string | RegExp): Locator =>
  within.getByRole('button', { name, exact: typeof name === 'string' });
const newOne = (panel: FrameLocator): Locator => panel.getByRole('textbox', { name: 'Add a criterion' });
/** Where a criterion's words are written. */
const editor = (panel: FrameLocator): Locator => panel.getByRole('textbox', { name: 'Criterion', exact: true });
const saved = (panel: FrameLocator): Promise<void> => expect(panel.getByText('Saved', { exact: true })).toBeVisible();
const texts = (panel: FrameLocator): Locator => list(panel).locator('.criterion-words');

async function add(panel: FrameLocator, text: string): Promise<void> {
  await newOne(panel).fill(text);
  await newOne(panel).press('Enter');
  await expect(row(panel, text)).toBeVisible();
}

/** As somebody pastes it: through the field's own event. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.evaluate((element, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', words);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Mandatory criteria first, so that the Definition of Done is out of the way. */
async function tickDone(panel: FrameLocator): Promise<void> {
  for (const box of await panel.getByRole('checkbox').all()) await box.check();
}

test('a story is written, claimed, rejected with feedback, mended and accepted, and only then goes to Done', async ({ page }) => {
  test.slow();
  const key = await newStory(page, 'Pay by card');
  const { expression } = await invoke<{ expression: string }>(page, ADMIN, 'acceptance/rule', key, { needs: 'accepted', saved: null });
  // Other stories of this site need no acceptance.
  const ofThis = expression.replace('a == null', `issue.key != "${key}" ? true : a == null`);
  await rest(page, ADMIN, 'POST', '/_emulator/validator', { project: 'SHOP', to: 'Done', expression: ofThis });
  const { statuses, revision } = await policyOf(page, key);
  const backTo = statuses.find(({ name }) => name === 'To Do')?.id ?? null;
  await invoke(page, ADMIN, 'acceptance/set-policy', key, { revision, ownWork: 'allowed', backTo });
  await moveTo(page, DEVELOPER, key, 'In Progress');

  let panel = await openPanel(page, DEVELOPER, key);
  await expect(panel.getByText('Write down what has to hold')).toBeVisible();
  await add(panel, 'Card is charged once');
  await add(panel, 'Receipt is e-mailed');
  await expect(newOne(panel)).toBeFocused();
  await saved(panel);
  await expect(panel.getByRole('checkbox')).toHaveCount(2);
  await tickDone(panel);
  await button(row(panel, 'Card is charged once'), 'Claim').click();
  await button(row(panel, 'Receipt is e-mailed'), 'Claim').click();
  await expect(panel.getByText(/^Waits for Olivia Owner since/)).toBeVisible();
  await saved(panel);
  await changeStatus(page, 'Done');
  await expect(page.getByText(/criteria are still open: Card is charged once/)).toBeVisible();

  panel = await openPanel(page, OWNER, key);
  await expect(panel.getByText(/^Waits for your verdict since/)).toBeVisible();
  await expect(button(panel, 'Accept story')).toBeDisabled();
  await button(row(panel, 'Card is charged once'), 'Met').click();
  await button(row(panel, 'Receipt is e-mailed'), 'Failed').click();
  await panel.getByRole('textbox', { name: 'What does not hold?' }).fill('It came in Latin.');
  await panel.getByRole('textbox', { name: 'What does not hold?' }).press('Control+Enter');
  await expect(row(panel, 'Receipt is e-mailed').getByText('It came in Latin.')).toBeVisible();
  await button(panel, 'Reject…').click();
  await expect(panel.getByText('The comment names the criterion that failed:')).toBeVisible();
  await expect(panel.getByRole('combobox', { name: 'Then the issue' })).toHaveText(/To Do/);
  await button(panel, 'Reject and move to To Do').click();
  await expect(panel.getByText('Say in a sentence what should change.')).toBeVisible();
  await panel.getByRole('textbox', { name: 'What should change?' }).fill('Write the receipt in the language of the shop.');
  await button(panel, 'Reject and move to To Do').click();
  await expect(panel.getByText('Rejected. The comment to the assignee is on the issue. The issue is in To Do now.')).toBeFocused();
  await expect(panel.getByText(/^Rejected by you/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Status: To Do. Change status' })).toBeVisible();
  const comment = page.getByText('Write the receipt in the language of the shop.');
  await expect(comment).toBeVisible();
  await expect(page.getByText('@Dana Developer').first()).toBeVisible();

  panel = await openPanel(page, DEVELOPER, key);
  await expect(panel.getByText('Mend what failed, then claim it again')).toBeVisible();
  await expect(row(panel, 'Receipt is e-mailed').getByText('It came in Latin.')).toBeVisible();
  await button(row(panel, 'Receipt is e-mailed'), 'Claim again').click();
  await expect(panel.getByText(/^Waits for Olivia Owner since/)).toBeVisible();
  await saved(panel);

  panel = await openPanel(page, OWNER, key);
  await button(panel, 'Mark the claimed one as met').click();
  await button(panel, 'Add a word').click();
  await panel.getByRole('textbox', { name: 'A word to the team (optional)' }).fill('Lovely.');
  await button(panel, 'Accept story').click();
  await expect(panel.getByText(/^Accepted by you/)).toBeVisible();
  await expect(panel.getByText('Lovely.')).toBeVisible();

  panel = await openPanel(page, DEVELOPER, key);
  await expect(panel.getByText(/^Accepted by Olivia Owner/)).toBeVisible();
  await changeStatus(page, 'Done');
  await expect(page.getByRole('button', { name: 'Status: Done. Change status' })).toBeVisible();
});

async function changeStatus(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: /^Status: / }).click();
  await page.getByRole('menuitem', { name: to, exact: true }).click();
}

async function moveTo(page: Page, person: Person, key: string, to: string): Promise<void> {
  const path = `/rest/api/3/issue/${key}/transitions`;
  const { transitions } = await rest<{ transitions: { id: string; to: { name: string } }[] }>(page, person, 'GET', path);
  const id = transitions.find((each) => each.to.name === to)?.id;
  await rest(page, person, 'POST', path, { transition: { id } });
}

async function policyOf(page: Page, key: string): Promise<{ statuses: { id: string; name: string }[]; revision: number }> {
  const { fields } = await rest<{ fields: { project: { id: string } } }>(page, ADMIN, 'GET', `/rest/api/3/issue/${key}`);
  return invoke(page, ADMIN, 'acceptance/policy', key, { projectId: fields.project.id, issueId: undefined });
}

test('thirty pasted lines become thirty criteria in one click, and go again in another', async ({ page }) => {
  const key = await newStory(page, 'A long list');
  const panel = await openPanel(page, DEVELOPER, key);
  const lines = Array.from({ length: 30 }, (_, index) => `- Criterion number ${index + 1}`);
  await paste(newOne(panel), lines.join('\n'));
  await expect(panel.getByText('30 criteria are in what you pasted.')).toBeVisible();
  await expect(button(panel, 'Add all 30')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows(panel)).toHaveCount(30);
  await expect(newOne(panel)).toBeFocused();
  await saved(panel);
  await page.reload();
  await expect(texts(panel).first()).toHaveText('Criterion number 1');
  await expect(rows(panel)).toHaveCount(30);

  await paste(newOne(panel), 'Another one\nAnd yet another');
  await button(panel, 'Add all 2').click();
  await expect(rows(panel)).toHaveCount(32);
  await expect(panel.getByText('Added 2 criteria.')).toBeVisible();
  await button(panel, 'Undo').click();
  await expect(rows(panel)).toHaveCount(30);
  await saved(panel);
});

test('criteria of the description are found, and the likely ones chosen', async ({ page }) => {
  const item = (text: string) => ({ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
  const key = await newStory(page, 'Described', {
    ...{ version: 1, type: 'doc' },
    content: [
      { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Acceptance criteria' }] },
      { type: 'bulletList', content: [item('Shows the total'), item('Shows the tax')] },
    ],
  });
  await seed(page, key, [{ text: 'Shows the tax' }]);
  const panel = await openPanel(page, DEVELOPER, key);
  await button(panel, 'Import from description').click();
  await expect(panel.getByRole('checkbox', { name: 'Shows the total' })).toBeChecked();
  await expect(panel.getByRole('checkbox', { name: /^Shows the tax/ })).toBeDisabled();
  await button(panel, 'Add 1 criterion').click();
  await expect(texts(panel)).toHaveText(['Shows the tax', 'Shows the total']);
  await expect(button(panel, 'Import from description')).toBeFocused();
  await saved(panel);
});

test('two people at once: both keep what they do, and words that both changed are both there to choose from', async ({
  page,
  browser,
  site,
}) => {
  const key = await newStory(page, 'For two');
  await seed(page, key, [{ text: 'The first' }, { text: 'The second' }]);
  const context = await browser.newContext({ baseURL: site });
  const other = await context.newPage();
  const dana = await openPanel(page, DEVELOPER, key);
  const olivia = await openPanel(other, OWNER, key);
  await expect(rows(dana)).toHaveCount(2);
  await expect(rows(olivia)).toHaveCount(2);

  await button(dana, 'The first').click();
  const field = editor(dana);
  await field.fill('The very first');
  await button(olivia, 'The first').click();
  await editor(olivia).fill('The one and only');
  await editor(olivia).press('Control+Enter');
  await button(row(olivia, 'The second'), 'Met').click();
  await saved(olivia);

  await field.press('Control+Enter');
  await expect(dana.getByText('Somebody changed these words meanwhile.')).toBeVisible();
  await expect(field).toHaveValue('The very first');
  await expect(row(dana, 'The one and only')).toBeVisible();
  // The owner's verdict came along.
  await expect(row(dana, 'The second')).toHaveAttribute('data-state', 'met');
  await button(dana, 'Keep mine').click();
  await expect(texts(dana)).toHaveText(['The very first', 'The second']);
  await saved(dana);
  await other.reload();
  await expect(texts(olivia)).toHaveText(['The very first', 'The second']);

  // What somebody writes in is removed by somebody else.
  await button(dana, 'The second').click();
  await editor(dana).fill('The second, rewritten');
  await button(row(olivia, 'The second'), 'Details').click();
  await button(row(olivia, 'The second'), 'Remove').click();
  await expect(olivia.getByText('Removed: The second')).toBeVisible();
  await saved(olivia);
  // Jira says so to the page she writes on.
  await expect(dana.getByText('Somebody removed this criterion meanwhile.')).toBeVisible();
  await button(dana, 'Add it again').click();
  await expect(texts(dana)).toHaveText(['The very first', 'The second, rewritten']);
  await saved(dana);
  await context.close();
});

test('with the keyboard alone: from an empty checklist to claimed criteria in another order', async ({ page }) => {
  const key = await newStory(page, 'Without a mouse');
  const panel = await openPanel(page, DEVELOPER, key);
  await expect(newOne(panel)).toBeVisible();
  await tabTo(page, newOne(panel));
  for (const text of ['One', 'Two', 'Three']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  await expect(texts(panel)).toHaveText(['One', 'Two', 'Three']);
  await expect(newOne(panel)).toBeFocused();

  const handle = (text: string): Locator => button(panel, new RegExp(`^Move ${text},`));
  await tabTo(page, handle('Three'), 'Shift+Tab');
  await page.keyboard.press('m');
  const said = panel.locator('[aria-live=assertive]');
  await expect(said).toHaveText(/^Lifted Three, 3 of 3\./);
  await page.keyboard.press('ArrowUp');
  await expect(said).toHaveText('Three: 2 of 3.');
  await page.keyboard.press('ArrowUp');
  await expect(texts(panel)).toHaveText(['Three', 'One', 'Two']);
  await page.keyboard.press('Escape');
  await expect(said).toHaveText('Put back Three, 3 of 3.');
  await expect(texts(panel)).toHaveText(['One', 'Two', 'Three']);
  await expect(handle('Three')).toBeFocused();
  await page.keyboard.press(' ');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(said).toHaveText('Three is 1 of 3 now.');
  await expect(texts(panel)).toHaveText(['Three', 'One', 'Two']);
  await expect(handle('Three')).toBeFocused();

  await page.keyboard.press('Tab');
  await page.keyboard.press('F2');
  await expect(editor(panel)).toBeFocused();
  await page.keyboard.type(' and a half');
  await page.keyboard.press('Control+Enter');
  await expect(button(panel, 'Three and a half')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type(' or more');
  await page.keyboard.press('Escape');
  await expect(button(panel, 'Three and a half')).toBeFocused();

  for (const text of ['Three and a half', 'One', 'Two']) {
    await tabTo(page, row(panel, text).getByRole('button', { name: /^Claim/ }));
    await page.keyboard.press('Enter');
    await expect(row(panel, text)).toHaveAttribute('data-state', 'claimed');
  }
  await saved(panel);
  await page.reload();
  await expect(texts(panel)).toHaveText(['Three and a half', 'One', 'Two']);
  await expect(row(panel, 'Two')).toHaveAttribute('data-state', 'claimed');
});

async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}

test('by hand: dragged by its handle, made optional, shown by a link, removed and brought back', async ({ page }) => {
  const key = await newStory(page, 'By hand');
  await seed(page, key, [{ text: 'Alpha' }, { text: 'Beta' }, { text: 'Gamma' }]);
  const panel = await openPanel(page, DEVELOPER, key);
  await row(panel, 'Gamma').hover();
  await button(panel, /^Move Gamma/).dragTo(row(panel, 'Alpha'), { targetPosition: { x: 60, y: 3 } });
  await expect(texts(panel)).toHaveText(['Gamma', 'Alpha', 'Beta']);

  const beta = row(panel, 'Beta');
  await button(beta, 'Details').click();
  await expect(beta.getByText('Nobody has claimed this yet.')).toBeVisible();
  await button(beta, 'Make optional').click();
  await expect(beta.getByText('optional', { exact: true })).toBeVisible();
  await button(beta, 'Add evidence').click();
  const link = beta.getByRole('textbox', { name: 'Evidence' });
  await link.fill('javascript:alert(1)');
  await expect(beta.getByText('Write a link that begins with https:// or http://, without spaces.')).toBeVisible();
  await link.fill('https://ci.example.com/build/7');
  await link.press('Enter');
  await expect(beta.getByRole('link', { name: 'Evidence: ci.example.com/build/7' })).toBeVisible();
  await saved(panel);
  // A frame of an app opens no window by itself: Jira asks first.
  let asked = '';
  page.once('dialog', (dialog) => {
    asked = dialog.message();
    void dialog.dismiss();
  });
  await beta.getByRole('link', { name: 'Evidence: ci.example.com/build/7' }).click();
  await expect.poll(() => asked).toContain('https://ci.example.com');

  await button(beta, 'Remove').click();
  await expect(button(panel, 'Undo')).toBeFocused();
  await expect(texts(panel)).toHaveText(['Gamma', 'Alpha']);
  await saved(panel);
  await page.keyboard.press('Enter');
  await expect(texts(panel)).toHaveText(['Gamma', 'Alpha', 'Beta']);
  await expect(row(panel, 'Beta').getByText('optional', { exact: true })).toBeVisible();
  await expect(button(panel, 'Beta')).toBeFocused();
  await saved(panel);
});

test('an accepted checklist is closed for the team, says what was changed since, and is not given away by a stray click', async ({
  page,
}) => {
  const key = await newStory(page, 'Closed');
  const [id = ''] = await seed(page, key, [{ text: 'It holds' }]);
  const judge = { changes: [{ kind: 'judge', id, verdict: 'met', words: null }, ...(await ticks(page, key))] };
  const { story } = await invoke<{ story: { revision: number } }>(page, OWNER, 'acceptance/change', key, judge);
  await invoke(page, OWNER, 'acceptance/accept', key, { revision: story.revision, words: null });

  let panel = await openPanel(page, DEVELOPER, key);
  await expect(panel.getByText('The checklist is closed. Only Olivia Owner, or their delegate, changes it now.')).toBeVisible();
  await expect(newOne(panel)).toHaveCount(0);
  await expect(panel.getByRole('button', { name: /^(Claim|Move|It holds)/ })).toHaveCount(0);
  await expect(panel.getByRole('checkbox')).toHaveCount(0);
  await rest(page, DEVELOPER, 'PUT', `/rest/api/3/issue/${key}`, { fields: { summary: 'Closed, and renamed' } });
  await page.reload();
  await expect(panel.getByText(/^The summary was changed by you after it was accepted/)).toBeVisible();
  await expect(panel.getByText('Olivia Owner can take the acceptance back.')).toBeVisible();

  panel = await openPanel(page, OWNER, key);
  await expect(panel.getByText(/^The summary was changed by Dana Developer after it was accepted/)).toBeVisible();
  await expect(button(panel, 'Failed')).toHaveCount(0);
  await button(panel, 'Change the checklist').click();
  await expect(panel.getByText('What you add, remove, reword or reopen now ends the acceptance')).toBeVisible();
  await button(row(panel, 'It holds'), 'Failed').click();
  await expect(panel.getByText(/^The acceptance no longer holds: a criterion was reopened by you/)).toBeVisible();
  await saved(panel);

  panel = await openPanel(page, 'stakeholder@example.com', key);
  await expect(row(panel, 'It holds')).toHaveAttribute('data-state', 'failed');
  await expect(newOne(panel)).toHaveCount(0);
  await expect(panel.getByRole('button', { name: /^(Claim|Met|Failed|Accept|Reject|Ask)/ })).toHaveCount(0);
});

/** The Definition of Done of a story, ticked. */
async function ticks(page: Page, key: string): Promise<readonly object[]> {
  const { story } = await invoke<{ story: { criteria: { id: string; of: string }[] } }>(page, OWNER, 'acceptance/open', key);
  return story.criteria.filter(({ of }) => of === 'done').map(({ id }) => ({ kind: 'claim', id, claimed: true }));
}

test('without a network nothing that was typed or ticked is lost, and Try again saves it', async ({ page, expectedErrors }) => {
  expectedErrors.push(/fetch|network/i);
  const key = await newStory(page, 'Offline');
  await seed(page, key, [{ text: 'Before' }]);
  const panel = await openPanel(page, DEVELOPER, key);
  await expect(rows(panel)).toHaveCount(1);
  const online = await offline(page);
  await button(row(panel, 'Before'), 'Claim').click();
  await add(panel, 'Written meanwhile');
  await button(panel, 'Before').click();
  await editor(panel).fill('Before, and more');
  await editor(panel).press('Control+Enter');
  await expect(panel.getByRole('alert').filter({ hasText: 'Not saved' })).toContainText('What you changed is still here.');
  await expect(texts(panel)).toHaveText(['Before, and more', 'Written meanwhile']);
  await button(panel, 'Ask for acceptance').click();
  await expect(panel.getByText('Your changes are not saved yet, so nothing was decided.')).toBeVisible();
  await online();
  await button(panel, 'Try again').click();
  await saved(panel);
  await page.reload();
  await expect(texts(panel)).toHaveText(['Before, and more', 'Written meanwhile']);
});

test('200 criteria are there quickly, and a tick among them is drawn at once', async ({ page }) => {
  const key = await newStory(page, 'Very many');
  // The Definition of Done is among the 200.
  const many = Array.from({ length: 198 }, (_, index) => ({
    text: `Criterion ${index + 1}: ${'it holds as long as this sentence does '.repeat(3)}`,
  }));
  await seed(page, key, many);
  const panel = await openPanel(page, DEVELOPER, key);
  await expect(rows(panel)).toHaveCount(198);
  await expect(panel.getByText('A checklist holds 200 criteria, and this one is full.')).toBeVisible();
  const took = await list(panel).evaluate(async (element) => {
    const claim = [...element.querySelectorAll<HTMLElement>('.claim')].at(100);
    const before = performance.now();
    claim?.click();
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return performance.now() - before;
  });
  expect(took).toBeLessThan(300);
  await expect(rows(panel).nth(100)).toHaveAttribute('data-state', 'claimed');
  await saved(panel);
});

for (const scheme of ['light', 'dark'] as const)
  test(`every state is accessible and holds its width, ${scheme}`, async ({ page }) => {
    test.slow();
    await inColours(page, scheme);
    const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(8);
    const key = await newStory(page, 'Every state');
    const all = [
      { text: 'Given a basket\nWhen I pay\nThen the card is charged' },
      { text: long, mandatory: false },
      { text: 'السعر يشمل الضريبة' },
    ];
    const [first = '', second = ''] = await seed(page, key, all);
    await invoke(page, DEVELOPER, 'acceptance/change', key, {
      changes: [
        { kind: 'claim', id: first, claimed: true },
        { kind: 'evidence', id: second, evidence: `https://example.com/${long}` },
      ],
    });
    await invoke(page, OWNER, 'acceptance/change', key, { changes: [{ kind: 'judge', id: second, verdict: 'failed', words: long }] });
    for (const width of widthsIn(scheme)) {
      await page.setViewportSize({ width, height: 900 });
      for (const person of [DEVELOPER, OWNER] as const) {
        const panel = await openPanel(page, person, key);
        await expect(rows(panel)).toHaveCount(3);
        await button(row(panel, 'Given a basket'), 'Details').click();
        if (person === OWNER) await button(panel, 'Reject…').click();
        else await button(panel, /^السعر/).click();
        expect(await axe(page)).toEqual([]);
        expect(await panel.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
      }
    }
  });
