import type { Issue } from '../../../emulator/jira/model';
import { restSite, EVERY_SCOPE, type Call, type RestSite } from './rest-site';

const AGILE = ['read:board-scope:jira-software', 'read:issue-details:jira', 'write:issue:jira-software', 'write:sprint:jira-software'];
const SPRINTS = ['read:sprint:jira-software', 'read:jql:jira', 'delete:sprint:jira-software', 'read:issue:jira-software'];

/** https://developer.atlassian.com/cloud/jira/platform/data-security-policy-developer-guide/ */
describe('an app access rule on a project', () => {
  let site: RestSite;
  let issues: [Issue, Issue];
  let app: Call;
  let asOwner: Call;
  let boardId: number;

  beforeEach(() => {
    site = restSite();
    issues = [site.issue('One'), site.issue('Two')];
    boardId = site.jira.boards.create({ name: 'Shop board', type: 'scrum', projectId: site.shop.id }).id;
    app = site.asApp([...EVERY_SCOPE, ...AGILE, ...SPRINTS]);
    asOwner = site.asApp([...EVERY_SCOPE, ...AGILE, ...SPRINTS], site.people.owner);
    site.jira.switches.appBlockedProjects = ['SHOP'];
  });
  afterEach(() => expect(site.gateway.violations).toEqual([]));

  const blocked = async (): Promise<boolean[]> => {
    const { body } = await app('GET', `data-policy/project?ids=${site.shop.id},${site.team.id}`);
    return body.projectDataPolicies.map((row: { dataPolicy: { anyContentBlocked: boolean } }) => row.dataPolicy.anyContentBlocked);
  };

  it('is what the data policies say, for the site and by project', async () => {
    expect((await app('GET', 'data-policy')).body).toEqual({ anyContentBlocked: true });
    expect(await blocked()).toEqual([true, false]);
    site.jira.switches.appBlockedProjects = [];
    expect((await app('GET', 'data-policy')).body).toEqual({ anyContentBlocked: false });
    expect(await blocked()).toEqual([false, false]);
  });

  it('keeps the issues out of searches and counts, for the app and for the app acting as a person', async () => {
    for (const call of [app, asOwner]) {
      const found = await call('POST', 'search/jql', { jql: 'project = SHOP', reconcileIssues: [Number(issues[0].id)] });
      expect(found).toMatchObject({ status: 200, body: { issues: [], isLast: true } });
      expect((await call('POST', 'search/approximate-count', { jql: 'project = SHOP' })).body).toEqual({ count: 0 });
      const match = await call('POST', 'jql/match', { issueIds: [Number(issues[0].id)], jqls: ['project = SHOP'] });
      expect(match.body.matches[0].matchedIssues).toEqual([]);
    }
    const mine = await site.as('owner')('POST', 'search/jql', { jql: 'project = SHOP' });
    expect(mine.body.issues).toHaveLength(2);
  });

  it('keeps them out of bulk reads, as if they did not exist', async () => {
    const issueIdsOrKeys = issues.map(({ key }) => key);
    const bulk = await app('POST', 'issue/bulkfetch', { issueIdsOrKeys });
    expect(bulk.body).toMatchObject({ issues: [], issueErrors: [] });
    site.jira.issues.edit({ accountId: site.people.owner.accountId }, issues[0].id, { fields: { summary: 'Changed' } });
    expect((await app('POST', 'changelog/bulkfetch', { issueIdsOrKeys })).body.issueChangeLogs).toEqual([]);
    expect((await site.as('owner')('POST', 'changelog/bulkfetch', { issueIdsOrKeys })).body.issueChangeLogs).toHaveLength(1);
  });

  it('answers 404 for every single one, read or written', async () => {
    const path = `issue/${issues[0].key}`;
    for (const [method, rest, body] of [
      ['GET', '', undefined],
      ['GET', '/changelog', undefined],
      ['GET', '/properties', undefined],
      ['PUT', '', { fields: { summary: 'x' } }],
      ['PUT', '/properties/x', 1],
    ] as const) {
      expect([rest, (await asOwner(method, `${path}${rest}`, body)).status]).toEqual([rest, 404]);
    }
    expect(site.jira.issues.byIdOrKey(issues[0].key)?.summary).toBe('One');
    expect((await site.as('owner')('GET', path)).status).toBe(200);
  });

  it('refuses values of the app its own fields, and new issues', async () => {
    const updates = [{ customField: site.score.id, issueIds: [Number(issues[0].id)], value: 3 }];
    expect((await app('POST', 'app/field/value', { updates })).status).toBe(400);
    expect(site.jira.issues.byIdOrKey(issues[0].id)?.custom[site.score.id]).toBeUndefined();
    const fields = { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary: 'New' };
    expect((await asOwner('POST', 'issue', { fields })).body.errors).toEqual({ project: 'valid project is required' });
    site.jira.switches.appBlockedProjects = [];
    expect((await app('POST', 'app/field/value', { updates })).status).toBe(204);
  });

  it('empties the lists of boards and sprints, and refuses to delete a sprint', async () => {
    const sprint = site.jira.sprints.create(
      { accountId: site.people.admin.accountId },
      { name: 'S', originBoardId: boardId, goal: '', startDate: null, endDate: null },
    );
    const { body } = await asOwner('GET', `/rest/agile/1.0/board/${boardId}/backlog`);
    expect(body).toMatchObject({ total: 0, issues: [] });
    expect((await asOwner('GET', `/rest/software/1.0/board/${boardId}/backlog`)).body.issues).toEqual([]);
    expect((await asOwner('GET', `/rest/agile/1.0/issue/${issues[0].key}`)).status).toBe(404);
    expect((await asOwner('DELETE', `/rest/agile/1.0/sprint/${sprint.id}`)).status).toBe(403);
    expect((await site.as('owner')('GET', `/rest/agile/1.0/board/${boardId}/backlog`)).body.total).toBe(2);
  });

  it('leaves ranking and sprint moves possible: the app then writes blind', async () => {
    const [one, two] = issues;
    const rank = await asOwner('PUT', '/rest/agile/1.0/issue/rank', { issues: [two.key], rankBeforeIssue: one.key });
    expect(rank.status).toBe(204);
    expect(site.jira.ranking.ordered().map(({ summary }) => summary)).toEqual(['Two', 'One']);
    const sprint = await asOwner('POST', '/rest/agile/1.0/sprint', { name: 'Blind', originBoardId: boardId });
    expect(sprint.status).toBe(201);
    expect((await asOwner('POST', `/rest/agile/1.0/sprint/${sprint.body.id}/issue`, { issues: [one.key] })).status).toBe(204);
    expect(site.jira.issues.byIdOrKey(one.key)?.sprintIds).toEqual([sprint.body.id]);
  });
});
