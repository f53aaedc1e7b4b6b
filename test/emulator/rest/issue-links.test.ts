import type { Issue } from '../../../emulator/jira/model';
import { restSite, type RestSite } from './rest-site';

describe('links between issues', () => {
  let site: RestSite;
  let one: Issue;
  let two: Issue;

  beforeEach(() => {
    site = restSite();
    [one, two] = [site.issue('One'), site.issue('Two')];
  });
  afterEach(() => expect(site.gateway.violations).toEqual([]));

  const link = (type: Record<string, string> = { name: 'Blocks' }) =>
    site.as('owner')('POST', 'issueLink', { type, inwardIssue: { key: one.key }, outwardIssue: { key: two.key } });
  const linksOf = async (issue: Issue) => (await site.as('owner')('GET', `issue/${issue.key}?fields=issuelinks`)).body.fields.issuelinks;

  it('have the types of a new site', async () => {
    const { body } = await site.as('owner')('GET', 'issueLinkType');
    expect(body.issueLinkTypes.map((type: { name: string }) => type.name)).toEqual(['Blocks', 'Cloners', 'Duplicate', 'Relates']);
    expect((await site.as('owner')('GET', `issueLinkType/${body.issueLinkTypes[0].id}`)).body).toEqual(body.issueLinkTypes[0]);
    expect((await site.as('owner')('GET', 'issueLinkType/1')).status).toBe(404);
  });

  it('show at both ends: the first issue named blocks the second', async () => {
    expect(await link()).toMatchObject({ status: 201, body: '' });
    expect(await linksOf(one)).toMatchObject([{ type: { outward: 'blocks' }, outwardIssue: { key: two.key } }]);
    expect(await linksOf(two)).toMatchObject([{ type: { inward: 'is blocked by' }, inwardIssue: { key: one.key } }]);
    const [{ id }] = await linksOf(one);
    expect((await site.as('owner')('GET', `issueLink/${id}`)).body).toMatchObject({
      id,
      type: { name: 'Blocks' },
      inwardIssue: { key: one.key },
      outwardIssue: { key: two.key },
    });
  });

  it('are made once and are in the history of both', async () => {
    await link();
    await link({ name: 'blocks' });
    expect(await linksOf(one)).toHaveLength(1);
    const items = [one, two].map((issue) => site.jira.issues.historyOf(issue.id).flatMap((entry) => entry.items));
    expect(items).toMatchObject([
      [{ field: 'Link', from: null, to: two.key, toString: `This issue blocks ${two.key}` }],
      [{ field: 'Link', from: null, to: one.key, toString: `This issue is blocked by ${one.key}` }],
    ]);
  });

  it('are deleted by hand, and with either issue', async () => {
    await link();
    const [{ id }] = await linksOf(one);
    expect((await site.as('owner')('DELETE', `issueLink/${id}`)).status).toBe(204);
    expect(await linksOf(two)).toEqual([]);
    expect((await site.as('owner')('DELETE', `issueLink/${id}`)).status).toBe(404);
    await link();
    await site.as('admin')('DELETE', `issue/${two.key}`);
    expect(await linksOf(one)).toEqual([]);
  });

  it('need a known type, two visible issues and Link issues', async () => {
    expect((await link({ name: 'Nonsense' })).status).toBe(404);
    const missing = { type: { name: 'Blocks' }, inwardIssue: { key: 'SHOP-999' }, outwardIssue: { key: two.key } };
    expect((await site.as('owner')('POST', 'issueLink', missing)).status).toBe(404);
    const scheme = site.jira.permissions.scheme(site.shop.permissionSchemeId)!;
    for (const grant of scheme.grants.filter((each) => each.permission === 'LINK_ISSUES'))
      site.jira.permissions.removeGrant(scheme.id, grant.id);
    expect((await link()).status).toBe(403);
  });
});
