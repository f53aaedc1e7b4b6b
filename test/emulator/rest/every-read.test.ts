import { EVERY_SCOPE, restSite, type RestSite } from './rest-site';

/** One pass over every reading operation: it answers, and as Atlassian's OpenAPI says. */
describe('every reading operation', () => {
  let site: RestSite;
  let issueKey: string;

  beforeAll(() => {
    site = restSite({ limits: { hold: 'apps' } });
    const issue = site.issue('Pay by card', {
      labels: ['checkout'],
      description: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'As a shopper' }] }] },
      assignee: { accountId: site.people.developer.accountId },
      [site.factors.id]: { model: 'sample', jobSize: 2 },
    });
    issueKey = issue.key;
    const caller = { accountId: site.people.owner.accountId };
    site.jira.issues.edit(caller, issue.id, { fields: { summary: 'Pay by credit card', priority: { name: 'High' } } });
    site.jira.comments.add(caller, issue.id, {
      body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Looks good' }] }] },
    });
    site.jira.boards.create({ name: 'Shop board', type: 'scrum', projectId: site.shop.id });
    site.jira.state.properties.set(`issue:${issue.id}`, new Map([['seen', true]]));
    site.jira.state.properties.set(`project:${site.shop.id}`, new Map([['seen', { by: 'app' }]]));
  });

  const reads = (): string[] => {
    const { jira, shop, people } = site;
    const issue = jira.issues.byIdOrKey(issueKey)!;
    const role = jira.projects.roleByName('Administrators')!;
    const [filter] = jira.state.filters.values();
    const group = jira.users.groups()[0]!;
    const comment = jira.comments.of(issue.id)[0]!;
    const transitionsPath = `issue/${issueKey}/transitions`;
    const screen = jira.state.screens.get(shop.screens.edit)!;
    const type = shop.issueTypeIds[1]!;
    const status = [...jira.state.statuses.values()][0]!;
    const grant = jira.permissions.scheme(shop.permissionSchemeId)!.grants[0]!;
    return [
      ...['serverInfo', 'configuration', 'myself', 'myself?expand=groups,applicationRoles', `user?accountId=${people.owner.accountId}`],
      ...[
        'user/search?query=own',
        'users/search',
        'users',
        'user/assignable/search?project=SHOP',
        `user/assignable/search?issueKey=${issueKey}`,
      ],
      ...['user/permission/search?permissions=EDIT_ISSUES&projectKey=SHOP', `user/bulk?accountId=${people.owner.accountId}`],
      ...[
        'user/picker?query=own&showAvatar=true',
        'groupuserpicker?query=a',
        'groups/picker?query=jira',
        `user/groups?accountId=${people.owner.accountId}`,
      ],
      ...[`group/member?groupId=${group.groupId}`, 'group/bulk'],
      ...['project', 'project/search?expand=lead,description,issueTypes,permissions,insight&orderBy=-name', 'project/SHOP', 'project/TEAM'],
      ...[
        'project/SHOP/statuses',
        'project/TEAM/statuses',
        'project/SHOP/components',
        'project/SHOP/versions',
        `issuetype/project?projectId=${shop.id}`,
      ],
      ...[
        'project/SHOP/role',
        `project/SHOP/role/${role.id}`,
        'role',
        `role/${role.id}`,
        'project/SHOP/properties',
        'project/SHOP/properties/seen',
      ],
      ...['permissionscheme', 'permissionscheme?expand=permissions', `permissionscheme/${shop.permissionSchemeId}?expand=all`],
      ...[`permissionscheme/${shop.permissionSchemeId}/permission`, `permissionscheme/${shop.permissionSchemeId}/permission/${grant.id}`],
      ...[
        'project/SHOP/permissionscheme?expand=all',
        'permissions',
        `mypermissions?permissions=EDIT_ISSUES,ADMINISTER&issueKey=${issueKey}`,
      ],
      ...[
        'field',
        'field/search?type=custom&query=sample',
        'issuetype',
        `issuetype/${type}`,
        'priority',
        'priority/3',
        'priority/search',
        'resolution',
      ],
      ...[
        'resolution/search',
        'status',
        `status/${status.id}`,
        'status/Done',
        'statuscategory',
        'statuscategory/done',
        `statuses?id=${status.id}`,
      ],
      ...['statuses/search', 'issueLinkType', 'label', `issue/${issueKey}`, `issue/${issueKey}/editmeta`, transitionsPath],
      `issue/${issueKey}?expand=names,schema,changelog,renderedFields,editmeta,transitions,operations&properties=*all`,
      ...[
        `${transitionsPath}?expand=transitions.fields`,
        `issue/${issueKey}/comment?expand=renderedBody`,
        `issue/${issueKey}/comment/${comment.id}`,
      ],
      ...[`issue/${issueKey}/changelog`, `issue/${issueKey}/watchers`, `issue/${issueKey}/votes`, `issue/${issueKey}/worklog`],
      ...[`issue/${issueKey}/properties`, `issue/${issueKey}/properties/seen`, 'issue/createmeta?expand=projects.issuetypes.fields'],
      ...['issue/createmeta/SHOP/issuetypes', `issue/createmeta/SHOP/issuetypes/${type}`, 'screens', `screens/${screen.id}/tabs`],
      ...[`screens/${screen.id}/tabs/${screen.tabs[0]!.id}/fields`, 'filter/search?expand=jql,owner', 'filter/my', `filter/${filter!.id}`],
      ...['filter/favourite', 'filter/defaultShareScope', `filter/${filter!.id}/permission`, 'dashboard', 'dashboard/search'],
      ...['project/recent', 'project/type', 'project/type/accessible', `project/${shop.id}/hierarchy`, 'project/SHOP/roledetails'],
      ...['project/SHOP/component', 'project/SHOP/version', 'project/SHOP/securitylevel', 'projectCategory', 'projectvalidate/key?key=X'],
      ...['issue/picker?query=pay', 'jql/autocompletedata/suggestions?fieldName=status&fieldValue=d', 'mypreferences/locale'],
      ...['issueLinkType/10000', `issue/${issueKey}/remotelink`, 'attachment/meta', `comment/${comment.id}/properties`],
      ...[`user/viewissue/search?query=own&issueKey=${issueKey}`, 'user/assignable/multiProjectSearch?query=own&projectKeys=SHOP'],
    ];
  };

  it('answers 200 to an administrator', async () => {
    const failed: string[] = [];
    for (const path of reads()) {
      const { status, body } = await site.as('admin')('GET', path);
      if (status !== 200) failed.push(`${path}: ${status} ${JSON.stringify(body)}`);
    }
    expect(failed).toEqual([]);
  });

  it('answers the same paths in version 2', async () => {
    const failed: string[] = [];
    for (const path of reads()) {
      const { status } = await site.as('admin')('GET', `/rest/api/2/${path}`);
      if (status !== 200) failed.push(`${path}: ${status}`);
    }
    expect(failed).toEqual([]);
  });

  it('answers reads that are sent as POST', async () => {
    const call = site.as('admin');
    const issue = site.jira.issues.byIdOrKey(issueKey)!;
    const [change] = site.jira.issues.historyOf(issue.id);
    const [comment] = site.jira.comments.of(issue.id);
    const posts: [string, Parameters<typeof call>[2]][] = [
      ['issue/bulkfetch', { issueIdsOrKeys: [issueKey, 'SHOP-999'], fields: ['*all'] }],
      ['changelog/bulkfetch', { issueIdsOrKeys: [issueKey] }],
      [`issue/${issueKey}/changelog/list`, { changelogIds: [Number(change!.id)] }],
      ['comment/list', { ids: [Number(comment!.id)] }],
      [
        'permissions/check',
        { globalPermissions: ['ADMINISTER'], projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: [Number(issue.id)] }] },
      ],
      ['permissions/project', { permissions: ['EDIT_ISSUES'] }],
      ['expression/evaluate?expand=meta.complexity', { expression: 'issue.key', context: { issue: { key: issueKey } } }],
    ];
    const failed: string[] = [];
    for (const [path, body] of posts) {
      const answer = await call('POST', path, body);
      if (answer.status !== 200) failed.push(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    expect(failed).toEqual([]);
  });

  it('answers the app what only apps may read', async () => {
    const call = site.asApp(EVERY_SCOPE);
    for (const path of ['data-policy', `data-policy/project?ids=${site.shop.id}`, '/rest/forge/1/app/properties']) {
      expect(await call('GET', path)).toMatchObject({ status: 200 });
    }
  });

  it("keeps to Atlassian's OpenAPI throughout", () => {
    expect(site.gateway.violations).toEqual([]);
  });
});
