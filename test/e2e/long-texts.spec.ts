import { asPerson, expect, rest, settle, test, theAppFrame, type FrameLocator, type Page } from './fixtures';

/** 1280 × 900 at 200 % zoom is, to a page, a window of half that. */
const ZOOMED = { width: 640, height: 450 };
const DEVELOPER = 'developer@example.com';

const SUMMARIES = {
  'of 200 characters without a space': 'Uebernachtungsmoeglichkeit'.repeat(8).slice(0, 200),
  'from right to left': 'عرض السعر الكامل مع الشحن قبل الدفع حتى يعرف المشتري ما سيدفعه',
} as const;

async function issueOf(page: Page, summary: string): Promise<string> {
  const { issuetype, factors } = await fields(page);
  const { key } = await rest<{ key: string }>(page, DEVELOPER, 'POST', '/rest/api/3/issue', {
    fields: {
      project: { key: 'SHOP' },
      issuetype: { id: issuetype },
      summary,
      [factors]: {
        model: 'wsjf',
        inputs: { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 },
      },
    },
  });
  await settle(page);
  return key;
}

async function fields(page: Page): Promise<{ issuetype: string; factors: string }> {
  const types = await rest<{ issueTypes: { id: string; name: string }[] }>(
    page,
    DEVELOPER,
    'GET',
    '/rest/api/3/issue/createmeta/SHOP/issuetypes',
  );
  const all = await rest<{ id: string; name: string }[]>(page, DEVELOPER, 'GET', '/rest/api/3/field');
  return {
    issuetype: types.issueTypes.find(({ name }) => name === 'Story')?.id ?? '',
    factors: all.find(({ name }) => name === 'Value factors')?.id ?? '',
  };
}

/** How much wider than its window the page, or the app's page in its frame, is. */
async function sideways(page: Page, frame: FrameLocator): Promise<readonly number[]> {
  return Promise.all([
    page.locator('.main').evaluate((main) => main.scrollWidth - main.clientWidth),
    frame.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth),
  ]);
}

for (const [what, summary] of Object.entries(SUMMARIES))
  test(`at 200 % zoom, an issue with a summary ${what} is read, scored and found among the settings`, async ({ page }) => {
    const key = await issueOf(page, summary);
    await page.setViewportSize(ZOOMED);
    await asPerson(page, DEVELOPER);
    await page.goto(`/browse/${key}`);
    await expect(page.getByRole('heading', { level: 1, name: summary })).toBeVisible();
    const panel = theAppFrame(page, 'Value and rank');
    await expect(panel.getByText('Value score: 13')).toBeVisible();
    expect(await sideways(page, panel)).toEqual([0, 0]);

    await asPerson(page, 'admin@example.com');
    await page.goto('/projects/SHOP/settings/apps/project-settings');
    const settings = theAppFrame(page, 'Product ownership');
    const preview = settings.getByRole('region', { name: 'Try it on an issue' });
    await preview.getByRole('combobox').first().fill(key);
    await settings.getByRole('option', { name: new RegExp(`^${key} `) }).click();
    await expect(preview.getByText('13', { exact: true }).first()).toBeVisible();
    expect(await sideways(page, settings)).toEqual([0, 0]);
  });
