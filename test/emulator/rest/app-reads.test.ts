import type { Json } from '../../../emulator/json';
import type { Issue } from '../../../emulator/jira/model';
import { EVERY_SCOPE, restSite, typeNamed, type Answer, type Call, type RestSite } from './rest-site';

const AGILE = ['write:issue:jira-software'];

let site: RestSite;
let issues: Issue[];
let app: Call;
beforeEach(() => {
  site = restSite();
  issues = ['One', 'Two', 'Three'].map((summary) => site.issue(summary));
  app = site.asApp([...EVERY_SCOPE, ...AGILE]);
});
afterEach(() => expect(site.gateway.violations).toEqual([]));

/** The answer, and the points it cost the app. */
async function priced(method: string, path: string, body?: Json): Promise<Answer & { points: number }> {
  site.activity.resetUsage();
  const answer = await app(method, path, body);
  return { ...answer, points: Object.values(site.activity.usage().jira).reduce((sum, { points }) => sum + points, 0) };
}

describe('the history of many issues, for an app', () => {
  const fieldIds = (): string[] => [site.jira.fields.rankField.id, site.jira.fields.sprintField.id, 'status', 'issuetype', 'project'];
  const moment = () => site.clock.advance(1_000);

  /** Two is ranked, planned and worked on; One becomes a bug in another project. */
  async function aHistory(): Promise<number> {
    const { jira, people } = site;
    const admin = { accountId: people.admin.accountId };
    const developer = { accountId: people.developer.accountId };
    const board = jira.boards.create({ name: 'Shop', type: 'scrum', projectId: site.shop.id });
    const sprint = jira.sprints.create(admin, { name: 'Sprint 1', originBoardId: board.id });
    await moment();
    jira.ranking.move(developer, [issues[1]!.id], { before: issues[0]!.id });
    await moment();
    jira.sprints.moveIssues(admin, sprint.id, [issues[1]!.id]);
    await moment();
    const { transitions } = (await site.as('developer')('GET', `issue/${issues[1]!.key}/transitions`)).body;
    const transition = transitions.find(({ to }: { to: { id: string } }) => to.id !== issues[1]!.statusId);
    await site.as('developer')('POST', `issue/${issues[1]!.key}/transitions`, { transition: { id: transition.id } });
    await moment();
    jira.issues.edit(developer, issues[1]!.id, { fields: { summary: 'Two!' } });
    await moment();
    const other = jira.projects.create({ key: 'NEXT', name: 'Next', style: 'classic', leadAccountId: admin.accountId, template: 'scrum' });
    jira.projects.addToRole(other.id, 'atlassian-addons-project-access', site.app.accountId);
    jira.issues.move(admin, issues[0]!.id, { projectId: other.id, typeId: typeNamed(jira, other, 'Bug') });
    return sprint.id;
  }

  it('is by field id: rank, sprint, status, type and project, and nothing else', async () => {
    const sprintId = await aHistory();
    const ids = issues.map(({ id }) => id);
    const { status, body, points } = await priced('POST', 'changelog/bulkfetch', { issueIdsOrKeys: ids, fieldIds: fieldIds() });
    expect(status).toBe(200);
    const items = (issueId: string) =>
      body.issueChangeLogs
        .find((log: { issueId: string }) => log.issueId === issueId)
        .changeHistories.flatMap((entry: { items: { fieldId: string }[] }) => entry.items);
    expect(items(issues[1]!.id)).toMatchObject([
      {
        field: 'Rank',
        fieldtype: 'custom',
        fieldId: site.jira.fields.rankField.id,
        from: '',
        fromString: '',
        to: '',
        toString: 'Ranked higher',
      },
      { field: 'Sprint', fieldId: site.jira.fields.sprintField.id, from: '', fromString: '', to: String(sprintId), toString: 'Sprint 1' },
      { field: 'status', fieldtype: 'jira', fieldId: 'status', from: issues[1]!.statusId },
    ] as object[]);
    expect(items(issues[0]!.id).map((item: { fieldId: string }) => item.fieldId)).toEqual(['project', 'issuetype']);
    expect(items(issues[0]!.id)[0]).toMatchObject({ field: 'project', from: site.shop.id, fromString: 'Shop', toString: 'Next' });
    // The third has no history and is not listed: a call, and two issues.
    expect(body.issueChangeLogs.map(({ issueId }: { issueId: string }) => issueId)).toEqual([issues[1]!.id, issues[0]!.id]);
    expect(points).toBe(3);
  });

  it('says of each author whether it was a person or an app', async () => {
    site.jira.ranking.move({ accountId: site.people.developer.accountId }, [issues[1]!.id], { before: issues[0]!.id });
    await moment();
    expect((await app('PUT', '/rest/agile/1.0/issue/rank', { issues: [issues[1]!.key], rankAfterIssue: issues[2]!.key })).status).toBe(204);
    const { body } = await priced('POST', 'changelog/bulkfetch', { issueIdsOrKeys: [issues[1]!.key], fieldIds: fieldIds() });
    const authors = body.issueChangeLogs[0].changeHistories.map(({ author }: { author: object }) => author);
    expect(authors).toMatchObject([
      { accountId: site.people.developer.accountId, accountType: 'atlassian', displayName: 'Developer Example', active: true },
      { accountId: site.app.accountId, accountType: 'app', displayName: 'Sample App' },
    ]);
    expect(authors[1]).not.toHaveProperty('emailAddress');
  });

  it('comes in pages by token, each paid for by the issues on it', async () => {
    await aHistory();
    const ask = (more: object) =>
      priced('POST', 'changelog/bulkfetch', { issueIdsOrKeys: issues.map(({ id }) => id), fieldIds: fieldIds(), maxResults: 3, ...more });
    const first = await ask({});
    expect([first.body.issueChangeLogs.length, first.points]).toEqual([1, 2]);
    const second = await ask({ nextPageToken: first.body.nextPageToken });
    expect(second.body.issueChangeLogs).toMatchObject([{ issueId: issues[0]!.id, changeHistories: [{ items: [{}, {}] }] }]);
    expect(second.body).not.toHaveProperty('nextPageToken');
    expect(second.points).toBe(2);
  });

  it('is for 1 to 1,000 issues and up to 10 fields', async () => {
    const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `SHOP-${index + 1}`);
    const statusOf = async (body: Json): Promise<number> => (await app('POST', 'changelog/bulkfetch', body)).status;
    expect(await statusOf({ issueIdsOrKeys: names(1_000), fieldIds: names(10) })).toBe(200);
    expect(await statusOf({ issueIdsOrKeys: names(1_001) })).toBe(400);
    expect(await statusOf({ issueIdsOrKeys: [] })).toBe(400);
    expect(await statusOf({ issueIdsOrKeys: names(1), fieldIds: names(11) })).toBe(400);
  });
});

describe('many issues, for an app', () => {
  it('have their rank, status, sprint, type, project, creation and creator, at a point each', async () => {
    const { rankField, sprintField } = site.jira.fields;
    const board = site.jira.boards.create({ name: 'Shop', type: 'scrum', projectId: site.shop.id });
    const sprint = site.jira.sprints.create({ accountId: site.people.admin.accountId }, { name: 'Sprint 1', originBoardId: board.id });
    site.jira.sprints.moveIssues({ accountId: site.people.admin.accountId }, sprint.id, [issues[0]!.id]);
    const fields = [rankField.id, sprintField.id, 'status', 'issuetype', 'project', 'created', 'creator'];
    const { body, points } = await priced('POST', 'issue/bulkfetch', { issueIdsOrKeys: [...issues.map(({ id }) => id), '99999'], fields });
    expect(points).toBe(4);
    expect(body.issues).toHaveLength(3);
    expect(body.issueErrors).toEqual([]);
    expect(Object.keys(body.issues[0].fields).sort()).toEqual([...fields].sort());
    expect(body.issues[0]).toMatchObject({
      id: issues[0]!.id,
      key: issues[0]!.key,
      fields: {
        [rankField.id]: expect.stringMatching(/^0\|/),
        [sprintField.id]: [{ id: sprint.id, name: 'Sprint 1', state: 'future', boardId: board.id }],
        status: { id: issues[0]!.statusId, statusCategory: { key: 'new' } },
        issuetype: { id: issues[0]!.typeId, name: 'Story', subtask: false, hierarchyLevel: 0 },
        project: { id: site.shop.id, key: 'SHOP', projectTypeKey: 'software', simplified: false },
        created: '2026-11-24T09:30:00.000+0000',
        creator: { accountId: site.people.owner.accountId, accountType: 'atlassian' },
      },
    });
    expect(body.issues[1].fields[sprintField.id]).toBeNull();
  });
});

describe('ranking with faults', () => {
  it('answers 207 with an entry per issue: the one that failed keeps its place, the others are ranked', async () => {
    const four = site.issue('Four');
    site.jira.ranking.failNext(issues[2]!.key, 1);
    const body = { issues: [issues[1]!.key, issues[2]!.key, four.key], rankBeforeIssue: issues[0]!.key };
    const { status, body: answer, points } = await priced('PUT', '/rest/agile/1.0/issue/rank', body);
    expect(status).toBe(207);
    expect(answer).toEqual({
      entries: [
        { issueId: Number(issues[1]!.id), issueKey: issues[1]!.key, status: 200 },
        {
          issueId: Number(issues[2]!.id),
          issueKey: issues[2]!.key,
          status: 503,
          errors: ['JIRA Agile cannot execute the rank operation at this time. Please try again later.'],
        },
        { issueId: Number(four.id), issueKey: four.key, status: 200 },
      ],
    });
    expect(site.jira.ranking.ordered().map(({ summary }) => summary)).toEqual(['Two', 'Four', 'One', 'Three']);
    expect(points).toBe(1);
    expect((await app('PUT', '/rest/agile/1.0/issue/rank', { issues: [issues[2]!.key], rankBeforeIssue: four.key })).status).toBe(204);
  });
});

describe('who an app may ask about', () => {
  const accountIds = (answer: Answer): string[] => answer.body.map(({ accountId }: { accountId: string }) => accountId);
  const SEARCH = 'user/permission/search?permissions=BROWSE_PROJECTS,SCHEDULE_ISSUES';

  it('is the people with permissions in a project, at two points each', async () => {
    const { owner, developer } = site.people;
    const all = await priced('GET', `${SEARCH}&projectKey=SHOP&query=`);
    expect(all.status).toBe(200);
    expect(accountIds(all)).toEqual(expect.arrayContaining([owner.accountId, developer.accountId]));
    expect(accountIds(all)).not.toContain(site.app.accountId);
    expect(all.points).toBe(1 + 2 * all.body.length);
    const one = await priced('GET', `${SEARCH}&issueKey=${issues[0]!.key}&accountId=${developer.accountId}`);
    expect(one.body).toMatchObject([
      { accountId: developer.accountId, accountType: 'atlassian', displayName: 'Developer Example', active: true },
    ]);
    expect(one.points).toBe(3);
    expect((await app('GET', `${SEARCH}&projectKey=SHOP&query=dev&accountId=x`)).status).toBe(400);
    expect((await app('GET', SEARCH)).status).toBe(400);
    expect((await app('GET', 'user/permission/search?projectKey=SHOP&query=')).status).toBe(400);
    expect((await site.as('developer')('GET', `${SEARCH}&projectKey=SHOP&query=`)).status).toBe(403);
  });

  it('is searched on one page of all people, which may hold none that match', async () => {
    const { developer, stakeholder } = site.people;
    // By name: Admin, Developer, Owner, Stakeholder.
    const page = async (more: string) =>
      accountIds(await app('GET', `user/permission/search?permissions=BROWSE_PROJECTS&projectKey=SHOP&${more}`));
    expect(await page('query=stake&maxResults=2')).toEqual([]);
    expect(await page('query=stake&maxResults=2&startAt=2')).toEqual([stakeholder.accountId]);
    expect(await page('query=dev&maxResults=2')).toEqual([developer.accountId]);
    expect(await page(`accountId=${stakeholder.accountId}&maxResults=1`)).toEqual([stakeholder.accountId]);
    expect(accountIds(await app('GET', 'user/assignable/search?project=SHOP&query=stake&maxResults=2'))).toEqual([]);
    expect(accountIds(await app('GET', 'user/viewissue/search?projectKey=SHOP&query=stake&maxResults=2'))).toEqual([]);
  });

  it('needs a query or an account only where the switch says so', async () => {
    expect((await app('GET', `${SEARCH}&projectKey=SHOP`)).body.length).toBeGreaterThan(0);
    site.jira.switches.permissionSearchNeedsQuery = true;
    expect((await app('GET', `${SEARCH}&projectKey=SHOP`)).status).toBe(400);
    expect((await app('GET', `${SEARCH}&projectKey=SHOP&query=`)).status).toBe(200);
  });

  it('is people by account id, unknown ones left out, paid for by the page', async () => {
    const ids = [...Object.values(site.people).map(({ accountId }) => accountId), site.app.accountId, 'nobody'];
    const path = `user/bulk?${ids.map((id) => `accountId=${encodeURIComponent(id)}`).join('&')}`;
    const all = await priced('GET', path);
    expect(all.body).toMatchObject({ startAt: 0, maxResults: 10, total: 5, isLast: true });
    expect(all.body.values[4]).toMatchObject({
      accountId: site.app.accountId,
      accountType: 'app',
      displayName: 'Sample App',
      active: true,
    });
    expect(all.points).toBe(11);
    const page = await priced('GET', `${path}&maxResults=2`);
    expect([page.body.values.length, page.body.isLast, page.points]).toEqual([2, false, 5]);
  });
});

describe('the data policies of projects', () => {
  it('are for up to 50 projects that the app can see, at one point', async () => {
    site.jira.switches.appBlockedProjects = ['TEAM'];
    const both = await priced('GET', `data-policy/project?ids=${site.shop.id},${site.team.id}`);
    expect(both.body).toEqual({
      projectDataPolicies: [
        { id: Number(site.shop.id), dataPolicy: { anyContentBlocked: false } },
        { id: Number(site.team.id), dataPolicy: { anyContentBlocked: true } },
      ],
    });
    expect(both.points).toBe(1);
    const asDeveloper = site.asApp(EVERY_SCOPE, site.people.developer);
    expect((await asDeveloper('GET', `data-policy/project?ids=${site.shop.id}`)).status).toBe(200);
    for (const refused of [
      await asDeveloper('GET', `data-policy/project?ids=${site.team.id}`),
      await app('GET', 'data-policy/project?ids=99999'),
      await app('GET', `data-policy/project?ids=${Array.from({ length: 51 }, () => site.shop.id).join(',')}`),
    ])
      expect(refused.status).toBe(400);
    expect((await site.as('owner')('GET', `data-policy/project?ids=${site.shop.id}`)).status).toBe(401);
  });
});
