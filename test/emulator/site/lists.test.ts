import { orderOf, withOrder } from '../../../emulator/site/client/src/pages/search/order-by';
import { csvText } from '../../../emulator/site/csv';
import { plainText } from '../../../emulator/site/field-text';
import { aSite, type TestSite } from '../../builders/site';
import { pageCall } from './session';

let site: TestSite;
beforeAll(async () => {
  site = await aSite();
  const { jira } = site;
  formatter("value == null ? '' : `${value.model} ${value.inputs.jobSize}`", true);
  const value = { model: 'wsjf', inputs: { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 } };
  jira.issues.edit({ accountId: site.as('developer').accountId }, 'SHOP-10', {
    fields: { [factors()]: value, summary: 'Said "so", twice' },
  });
});
afterAll(() => site.close());

/** What is tested is not our own app's wording. */
function formatter(expression: string, inExport: boolean): void {
  const field = site.jira.fields.byName('Value factors')!;
  const forge = { ...field.forge!, formatter: { expression, export: inExport, api: false, historyView: false } };
  site.jira.state.fields.set(field.id, { ...field, forge });
}

const factors = (): string => site.jira.fields.byName('Value factors')!.id;
const score = (): string => site.jira.fields.byName('Value score')!.id;
const id = (key: string): string => site.jira.issues.byIdOrKey(key)!.id;

describe('the texts of a list', () => {
  it("are what formatters make of the app's fields, and no field without one", async () => {
    const issues = [id('SHOP-10'), id('OPS-1')];
    const { body } = await pageCall(site, 'developer', 'POST', '/_site/list/texts', { issues, fields: [factors(), score(), 'summary'] });
    expect(body.texts).toEqual({ [issues[0]!]: { [factors()]: 'wsjf 2' }, [issues[1]!]: {} });
  });

  it('are of issues the person may see', async () => {
    const call = (issues: string[]) => pageCall(site, 'developer', 'POST', '/_site/list/texts', { issues, fields: [factors()] });
    expect((await call(['999999'])).status).toBe(404);
    expect((await call(Array.from({ length: 1_001 }, () => '1'))).status).toBe(400);
  });
});

describe('the export of a list', () => {
  const exported = (jql: string, columns: string) =>
    pageCall(site, 'developer', 'GET', `/_site/list/export.csv?${new URLSearchParams({ jql, columns }).toString()}`);

  it('has the columns asked for, in their order, and the formatter where the manifest exports it', async () => {
    const { headers, text } = await exported('key = SHOP-10', `issuekey,summary,${factors()},status,assignee,nonsense`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="issues.csv"');
    expect(text).toBe('Key,Summary,Value factors,Status,Assignee\r\nSHOP-10,"Said ""so"", twice",wsjf 2,Done,Priya Raman\r\n');
  });

  it('has the stored value where the manifest does not, so that it can be imported again', async () => {
    formatter("'no'", false);
    const { text } = await exported('key = SHOP-10', factors());
    expect(text).toContain('"{""model"":""wsjf"",');
  });

  it('is of everything found, page after page', async () => {
    const { text } = await exported('project = SHOP ORDER BY key', 'issuekey');
    const keys = text.trim().split('\r\n').slice(1);
    expect(keys.length).toBeGreaterThan(100);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("refuses with Jira's words, and without columns", async () => {
    const refused = await exported('nonsense = 1', 'issuekey');
    expect([refused.status, refused.body.errorMessages]).toEqual([400, [expect.stringContaining("Field 'nonsense' does not exist")]]);
    expect((await exported('project = SHOP', '')).status).toBe(400);
  });

  it('quotes what RFC 4180 wants quoted', () => {
    expect(
      csvText([
        ['a', 'b,c'],
        ['d"e', 'f\ng'],
      ]),
    ).toBe('a,"b,c"\r\n"d""e","f\ng"\r\n');
  });
});

describe('a value as text', () => {
  test.each<[string, unknown, string]>([
    ['nothing', null, ''],
    ['a number', 4.5, '4.5'],
    ['a person', { displayName: 'Priya Raman', accountId: '1' }, 'Priya Raman'],
    [
      'sprints',
      [
        { name: 'One', state: 'closed' },
        { name: 'Two', state: 'active' },
      ],
      'One (closed), Two',
    ],
    ['an option', { value: 'Red' }, 'Red'],
    ['a parent', { id: '1', key: 'SHOP-2', fields: {} }, 'SHOP-2'],
    ['something else', { model: 'x' }, '{"model":"x"}'],
  ])('%s', (_what, value, text) => expect(plainText(value)).toBe(text));
});

describe('sorting by a column', () => {
  test.each([
    ['project = SHOP', undefined],
    ['project = SHOP ORDER BY Rank', { clause: 'Rank', direction: 'ASC' }],
    ['order by "Story points" desc, key', { clause: 'Story points', direction: 'DESC' }],
    ['x = 1 ORDER  by cf[10266] DESC', { clause: 'cf[10266]', direction: 'DESC' }],
    ['summary ~ "order by priority desc"', undefined],
    [`text ~ 'order by "x"' order by updated`, { clause: 'updated', direction: 'ASC' }],
  ])('%s', (jql, order) => expect(orderOf(jql)).toEqual(order));

  test.each([
    ['project = SHOP', 'project = SHOP ORDER BY key ASC'],
    ['project = SHOP ORDER BY Rank, updated DESC', 'project = SHOP ORDER BY key ASC'],
    ['ORDER BY Rank', 'ORDER BY key ASC'],
    ['summary ~ "a order by b" ORDER BY Rank', 'summary ~ "a order by b" ORDER BY key ASC'],
  ])('%s is rewritten', (jql, rewritten) => expect(withOrder(jql, { clause: 'key', direction: 'ASC' })).toBe(rewritten));
});

describe('the screens of a project', () => {
  const screens = (person: string, key: string) => pageCall(site, person, 'GET', `/_site/projects/${key}/screens`);

  it('are shown to its administrators and changed by those of Jira', async () => {
    const { lead } = { lead: site.jira.users.byId(site.jira.projects.byIdOrKey('OPS')!.leadAccountId)!.emailAddress };
    expect((await screens(lead, 'OPS')).body).toMatchObject({ teamManaged: false, mayChange: false, project: { key: 'OPS' } });
    const { body } = await screens('admin', 'OPS');
    expect(body.mayChange).toBe(true);
    expect(body.screens.map((one: { kind: string }) => one.kind)).toEqual(['create', 'edit', 'view']);
    const [create] = body.screens;
    const fields = `/rest/api/3/screens/${create.id}/tabs/${create.tabIds[0]}/fields`;
    expect((await pageCall(site, lead, 'GET', `${fields}?projectKey=OPS`)).status).toBe(200);
    expect((await pageCall(site, lead, 'POST', fields, { fieldId: factors() })).status).toBe(403);
    expect((await screens('stakeholder', 'OPS')).status).toBe(403);
    expect((await screens('admin', 'NONE')).status).toBe(404);
  });

  it('do not exist in a team-managed one', async () => {
    expect((await screens('admin', 'APP')).body).toMatchObject({ teamManaged: true, screens: [] });
  });
});
