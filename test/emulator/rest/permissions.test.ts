import { EVERY_SCOPE, restSite, type RestSite } from './rest-site';

describe('permission schemes', () => {
  let site: RestSite;
  beforeEach(() => {
    site = restSite();
  });
  const rank = (holder: { type: string; parameter?: string; value?: string }) => ({ permission: 'SCHEDULE_ISSUES', holder });

  it('are cloned by reading with expand and posting what was read, grants and all', async () => {
    const admin = site.as('admin');
    const read = await admin('GET', `permissionscheme/${site.shop.permissionSchemeId}?expand=permissions`);
    const clone = await admin('POST', 'permissionscheme?expand=permissions', { name: 'Clone', permissions: read.body.permissions });
    expect(clone.status).toBe(201);
    const plain = (scheme: { permissions: { permission: string; holder: unknown }[] }) =>
      scheme.permissions.map(({ permission, holder }) => ({ permission, holder }));
    expect(plain(clone.body)).toEqual(plain(read.body));
    expect(clone.body.permissions[0].id).not.toBe(read.body.permissions[0].id);
  });

  it('decide once they are assigned', async () => {
    const { developer, owner } = site.people;
    const scheme = await site.as('admin')('POST', 'permissionscheme', {
      name: 'Owner ranks',
      permissions: [{ permission: 'BROWSE_PROJECTS', holder: { type: 'anyone' } }, rank({ type: 'user', parameter: owner.accountId })],
    });
    expect((await site.as('admin')('PUT', 'project/SHOP/permissionscheme', { id: scheme.body.id })).status).toBe(200);
    const may = async (person: 'developer' | 'owner'): Promise<boolean> =>
      (await site.as(person)('GET', 'mypermissions?permissions=SCHEDULE_ISSUES&projectKey=SHOP')).body.permissions.SCHEDULE_ISSUES
        .havePermission;
    expect([await may('developer'), await may('owner')]).toEqual([false, true]);
    const grant = await site.as('admin')(
      'POST',
      `permissionscheme/${scheme.body.id}/permission`,
      rank({ type: 'user', value: developer.accountId }),
    );
    expect(grant.status).toBe(201);
    expect(await may('developer')).toBe(true);
    expect(
      (await site.as('admin')('POST', `permissionscheme/${scheme.body.id}/permission`, rank({ type: 'user', value: developer.accountId })))
        .status,
    ).toBe(400);
    expect((await site.as('admin')('DELETE', `permissionscheme/${scheme.body.id}/permission/${grant.body.id}`)).status).toBe(204);
    expect(await may('developer')).toBe(false);
  });

  it('replace all grants on PUT, and keep them when none are named', async () => {
    const { id } = (await site.as('admin')('POST', 'permissionscheme', { name: 'One', permissions: [rank({ type: 'projectLead' })] })).body;
    expect((await site.as('admin')('PUT', `permissionscheme/${id}`, { name: 'Two' })).status).toBe(200);
    const kept = await site.as('admin')('GET', `permissionscheme/${id}?expand=permissions`);
    expect(kept.body).toMatchObject({ name: 'Two', permissions: [{ permission: 'SCHEDULE_ISSUES', holder: { type: 'projectLead' } }] });
    await site.as('admin')('PUT', `permissionscheme/${id}`, { name: 'Two', permissions: [rank({ type: 'reporter' })] });
    const replaced = await site.as('admin')('GET', `permissionscheme/${id}?expand=permissions`);
    expect(replaced.body.permissions.map((grant: { holder: { type: string } }) => grant.holder.type)).toEqual(['reporter']);
  });

  it('are changed by Jira administrators only, and read by everyone who is logged in', async () => {
    const id = site.shop.permissionSchemeId;
    for (const person of ['owner', 'developer'] as const) {
      const call = site.as(person);
      expect((await call('GET', `permissionscheme/${id}`)).status).toBe(200);
      expect((await call('POST', 'permissionscheme', { name: 'Mine' })).status).toBe(403);
      expect((await call('PUT', `permissionscheme/${id}`, { name: 'Mine' })).status).toBe(403);
      expect((await call('DELETE', `permissionscheme/${id}`)).status).toBe(403);
      expect((await call('PUT', 'project/SHOP/permissionscheme', { id })).status).toBe(403);
    }
    expect((await site.anonymous('GET', 'permissionscheme')).status).toBe(401);
    expect((await site.as('owner')('GET', 'project/SHOP/permissionscheme')).status).toBe(200);
    expect((await site.as('developer')('GET', 'project/SHOP/permissionscheme')).status).toBe(403);
  });

  it('do not exist for team-managed projects', async () => {
    const admin = site.as('admin');
    expect((await admin('GET', 'project/TEAM/permissionscheme')).status).toBe(404);
    expect((await admin('PUT', 'project/TEAM/permissionscheme', { id: site.shop.permissionSchemeId })).status).toBe(404);
    expect((await admin('GET', `permissionscheme/${site.team.permissionSchemeId}`)).status).toBe(404);
    expect((await admin('GET', 'permissionscheme')).body.permissionSchemes.map((scheme: { id: number }) => scheme.id)).not.toContain(
      site.team.permissionSchemeId,
    );
  });

  it('refuse what names no permission, holder or scheme, and stay while in use', async () => {
    const admin = site.as('admin');
    expect(
      (await admin('POST', 'permissionscheme', { name: 'x', permissions: [{ permission: 'FLY', holder: { type: 'anyone' } }] })).status,
    ).toBe(400);
    expect((await admin('POST', 'permissionscheme', { name: 'x', permissions: [rank({ type: 'user' })] })).status).toBe(400);
    expect((await admin('POST', 'permissionscheme', { name: 'x', permissions: [rank({ type: 'group', value: 'none' })] })).status).toBe(
      400,
    );
    expect((await admin('POST', 'permissionscheme', {})).status).toBe(400);
    expect((await admin('GET', 'permissionscheme/1')).status).toBe(404);
    expect((await admin('DELETE', `permissionscheme/${site.shop.permissionSchemeId}`)).status).toBe(400);
  });

  it('name a group by its name and its id', async () => {
    const group = site.jira.users.groups()[0]!;
    const { body } = await site.as('admin')('POST', 'permissionscheme?expand=permissions', {
      name: 'Groups',
      permissions: [rank({ type: 'group', parameter: group.name })],
    });
    expect(body.permissions[0].holder).toEqual({ type: 'group', parameter: group.name, value: group.groupId, expand: 'group' });
  });
});

describe('asking for permissions', () => {
  let site: RestSite;
  beforeAll(() => {
    site = restSite();
  });

  it('needs names that Jira knows', async () => {
    expect((await site.as('owner')('GET', 'mypermissions')).status).toBe(400);
    const unknown = await site.as('owner')('GET', 'mypermissions?permissions=FLY');
    expect(unknown.status).toBe(400);
    expect((await site.as('owner')('POST', 'permissions/check', { globalPermissions: ['EDIT_ISSUES'] })).body.errors).toEqual({
      EDIT_ISSUES: 'Unrecognized permission',
    });
    expect((await site.as('owner')('POST', 'permissions/check', { projectPermissions: [{ permissions: [] }] })).status).toBe(400);
  });

  it('needs an issue and a project one may see', async () => {
    expect((await site.as('developer')('GET', 'mypermissions?permissions=EDIT_ISSUES&projectKey=TEAM')).status).toBe(404);
    expect((await site.as('developer')('GET', 'mypermissions?permissions=EDIT_ISSUES&issueKey=SHOP-404')).status).toBe(404);
  });

  it('answers what holds for the issue, not for some issue', async () => {
    const scheme = site.jira.permissions.createScheme({
      name: 'Reporters edit',
      grants: [
        { permission: 'BROWSE_PROJECTS', holder: { type: 'applicationRole' } },
        { permission: 'CREATE_ISSUES', holder: { type: 'applicationRole' } },
        { permission: 'EDIT_ISSUES', holder: { type: 'reporter' } },
      ],
    });
    site.jira.permissions.assignScheme(site.shop.id, scheme.id);
    const issue = site.issue('Reported by the owner');
    const edit = async (query: string): Promise<boolean> =>
      (await site.as('developer')('GET', `mypermissions?permissions=EDIT_ISSUES&${query}`)).body.permissions.EDIT_ISSUES.havePermission;
    expect(await edit('projectKey=SHOP')).toBe(true);
    expect(await edit(`issueKey=${issue.key}`)).toBe(false);
    const check = await site.as('developer')('POST', 'permissions/check', {
      globalPermissions: ['ADMINISTER', 'BULK_CHANGE'],
      projectPermissions: [
        { permissions: ['EDIT_ISSUES', 'BROWSE_PROJECTS'], issues: [Number(issue.id), 999_999], projects: [Number(site.shop.id)] },
      ],
    });
    expect(check.body).toEqual({
      globalPermissions: ['BULK_CHANGE'],
      projectPermissions: [
        { permission: 'EDIT_ISSUES', issues: [], projects: [] },
        { permission: 'BROWSE_PROJECTS', issues: [Number(issue.id)], projects: [Number(site.shop.id)] },
      ],
    });
  });

  it('about somebody else is for administrators and apps themselves', async () => {
    const body = { accountId: site.people.owner.accountId, globalPermissions: ['BULK_CHANGE'] };
    expect((await site.as('admin')('POST', 'permissions/check', body)).body.globalPermissions).toEqual(['BULK_CHANGE']);
    expect((await site.asApp([])('POST', 'permissions/check', body)).body.globalPermissions).toEqual(['BULK_CHANGE']);
    const refused = await site.as('developer')('POST', 'permissions/check', body);
    expect(refused.status).toBe(403);
    expect(refused.body.errorMessages).toEqual(['Only Jira administrators can perform this operation.']);
    expect((await site.asApp([], site.people.developer)('POST', 'permissions/check', body)).status).toBe(403);
  });

  it('for the projects one holds them in', async () => {
    const ask = (person: 'owner' | 'developer') => site.as(person)('POST', 'permissions/project', { permissions: ['ADMINISTER_PROJECTS'] });
    expect((await ask('owner')).body.projects.map((project: { key: string }) => project.key)).toContain('TEAM');
    expect((await ask('developer')).body.projects).toEqual([]);
  });
});

describe('data policies', () => {
  it('are for apps, and block nothing', async () => {
    const site = restSite();
    const path = `data-policy/project?ids=${site.shop.id}`;
    expect((await site.asApp(EVERY_SCOPE)('GET', path)).body).toEqual({
      projectDataPolicies: [{ id: Number(site.shop.id), dataPolicy: { anyContentBlocked: false } }],
    });
    expect((await site.as('admin')('GET', path)).status).toBe(401);
    expect((await site.asApp(EVERY_SCOPE)('GET', 'data-policy/project?ids=1')).status).toBe(400);
  });
});
