import type { Issue } from '../../../emulator/jira/model';
import type { TestSite } from '../../builders/site';
import { bundledFixture } from '../forge/harness';
import { aFixtureSite } from './fixture-site';
import { LiveFeed } from './live-feed';

const functions = bundledFixture();
let site: TestSite;
let issues: Issue[];
beforeAll(async () => {
  site = await aFixtureSite({ functions });
  const { jira } = site;
  const project = jira.projects.byIdOrKey('SHOP')!;
  const typeId = jira.projects.issueTypesOf(project).find(({ name }) => name === 'Story')!.id;
  const caller = { accountId: site.as('owner').accountId };
  issues = ['One', 'Two'].map((summary) => jira.issues.create(caller, { projectId: project.id, typeId, fields: { summary } }));
});
afterAll(() => site.close());

const rank = (): Promise<{ status: number }> => {
  const [last, first] = [...site.jira.ranking.ordered()].reverse();
  return site.as('developer').put('/rest/agile/1.0/issue/rank', { issues: [last!.key], rankBeforeIssue: first!.key });
};

describe('an open page', () => {
  it.each([true, false])('hears who moved what, whether or not apps are told of a rank (%s)', async (announced) => {
    site.switches.rankEmitsEvent = announced;
    const told: string[] = [];
    const stop = site.jira.events.subscribe(({ name }) => told.push(name));
    const feed = await LiveFeed.of(site, 'owner');
    const key = site.jira.ranking.ordered().at(-1)!.key;
    expect((await rank()).status).toBe(204);
    expect(await feed.next('change')).toMatchObject({
      changeType: 'updated',
      issueKey: key,
      atlassianId: site.as('developer').accountId,
      actorName: 'Dana Developer',
      moved: true,
    });
    expect(told).toEqual(announced ? ['avi:jira:updated:issue'] : []);
    stop();
    await feed.close();
  });

  it('hears of an edit that it was no move', async () => {
    const feed = await LiveFeed.of(site, 'owner');
    await site.as('developer').put(`/rest/api/3/issue/${issues[0]!.key}`, { fields: { summary: 'One!' } });
    const change = await feed.next('change');
    expect(change).toMatchObject({ issueKey: issues[0]!.key, actorName: 'Dana Developer' });
    expect(change).not.toHaveProperty('moved');
    await feed.close();
  });
});
