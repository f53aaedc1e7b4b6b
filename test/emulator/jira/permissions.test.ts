import type { Holder, HolderType } from '../../../emulator/jira/model';
import { anIssue, aSite, as, latest, refusal, type TestSite } from './site';

/** SHOP where Edit issues is granted to one holder; everybody licensed may browse. */
function siteGranting(holder: (site: TestSite) => Holder): TestSite {
  const site = aSite();
  const { jira, project } = site;
  const everyday = ['BROWSE_PROJECTS', 'CREATE_ISSUES', 'ASSIGN_ISSUES', 'ASSIGNABLE_USER', 'MODIFY_REPORTER'];
  jira.permissions.updateScheme(project.permissionSchemeId, {
    grants: [
      ...everyday.map((permission) => ({ permission, holder: { type: 'anyone' as const } })),
      { permission: 'EDIT_ISSUES', holder: holder(site) },
    ],
  });
  return site;
}

const customHolder =
  (type: 'userCustomField' | 'groupCustomField') =>
  ({ jira, project }: TestSite): Holder => {
    const field = jira.fields.create({ name: `Field of ${type}`, type: type === 'userCustomField' ? 'userpicker' : 'grouppicker' });
    jira.projects.addField(project.id, field.id);
    return { type, value: field.id };
  };

interface Row {
  readonly type: HolderType;
  readonly title: string;
  readonly holder: (site: TestSite) => Holder;
  /** Makes `member`, and nobody else among member and viewer, a holder. */
  readonly prepare?: (site: TestSite, issueId: string) => void;
  readonly issueBound?: boolean;
}

const ROWS: readonly Row[] = [
  { type: 'user', title: 'a single person', holder: ({ member }) => ({ type: 'user', value: member.accountId }) },
  {
    type: 'group',
    title: 'a group',
    holder: ({ jira, member }) => ({ type: 'group', value: jira.users.createGroup('editors', [member.accountId]).groupId }),
  },
  {
    type: 'projectRole',
    title: 'a project role',
    holder: ({ jira }) => ({ type: 'projectRole', value: String(jira.projects.roleIds().member) }),
  },
  {
    type: 'projectLead',
    title: 'the project lead',
    holder: () => ({ type: 'projectLead' }),
    prepare: ({ jira, project, member }) => void jira.projects.update(project.id, { leadAccountId: member.accountId }),
  },
  {
    type: 'reporter',
    title: 'the reporter',
    holder: () => ({ type: 'reporter' }),
    issueBound: true,
  },
  {
    type: 'assignee',
    title: 'the assignee',
    holder: () => ({ type: 'assignee' }),
    prepare: ({ jira, member }, issueId) => {
      const issue = jira.issues.byIdOrKey(issueId);
      if (issue)
        jira.issues.commit({ before: issue, after: { ...issue, assigneeId: member.accountId }, by: 'admin', items: [], kind: 'edit' });
    },
    issueBound: true,
  },
  {
    type: 'userCustomField',
    title: 'the people in a user field',
    holder: customHolder('userCustomField'),
    prepare: ({ jira, member }, issueId) => setCustom(jira, issueId, 'Field of userCustomField', member.accountId),
    issueBound: true,
  },
  {
    type: 'groupCustomField',
    title: 'the groups in a group field',
    holder: customHolder('groupCustomField'),
    prepare: ({ jira, member }, issueId) => {
      const group = jira.users.createGroup('crew', [member.accountId]);
      setCustom(jira, issueId, 'Field of groupCustomField', group.groupId);
    },
    issueBound: true,
  },
];

function setCustom(jira: TestSite['jira'], issueId: string, fieldName: string, value: string): void {
  const issue = jira.issues.byIdOrKey(issueId);
  const field = jira.fields.byName(fieldName);
  if (!issue || !field) throw new Error('missing');
  jira.issues.commit({ before: issue, after: { ...issue, custom: { [field.id]: value } }, by: 'admin', items: [], kind: 'edit' });
}

describe('a permission granted to', () => {
  test.each(ROWS)('$title ($type) is held by them and by nobody else', ({ holder, prepare, issueBound }) => {
    const site = siteGranting(holder);
    const { jira, member, viewer, project } = site;
    const issue = anIssue(site);
    prepare?.(site, issue.id);
    expect(jira.permissions.has(member.accountId, 'EDIT_ISSUES', { issueId: issue.id })).toBe(true);
    expect(jira.permissions.has(viewer.accountId, 'EDIT_ISSUES', { issueId: issue.id })).toBe(false);
    expect(jira.permissions.has(null, 'EDIT_ISSUES', { issueId: issue.id })).toBe(false);
    // In a project only "any issue" counts what some issue might give, and then for everybody, as Jira over-reports.
    expect(jira.permissions.has(member.accountId, 'EDIT_ISSUES', { projectId: project.id })).toBe(issueBound !== true);
    expect(jira.permissions.has(viewer.accountId, 'EDIT_ISSUES', { projectId: project.id, anyIssue: true })).toBe(issueBound === true);
    expect(jira.permissions.has(null, 'EDIT_ISSUES', { projectId: project.id, anyIssue: true })).toBe(false);
  });

  test('anyone is held by people who are not logged in, too', () => {
    const site = siteGranting(() => ({ type: 'anyone' }));
    const issue = anIssue(site);
    expect(site.jira.permissions.has(null, 'EDIT_ISSUES', { issueId: issue.id })).toBe(true);
    expect(site.jira.permissions.has('nobody-known', 'EDIT_ISSUES', { issueId: issue.id })).toBe(false);
  });

  test.each([
    ['any application', undefined, true],
    ['Jira', 'jira-software', true],
    ['another application', 'jira-servicedesk', false],
  ])('users of %s is held by licensed people accordingly, never by unlicensed ones', (_title, value, expected) => {
    const site = siteGranting(() => (value === undefined ? { type: 'applicationRole' } : { type: 'applicationRole', value }));
    const { jira, member } = site;
    const guest = jira.users.create({ emailAddress: 'guest@example.com', displayName: 'Gus Guest', licensed: false });
    const issue = anIssue(site);
    expect(jira.permissions.has(member.accountId, 'EDIT_ISSUES', { issueId: issue.id })).toBe(expected);
    expect(jira.permissions.has(guest.accountId, 'EDIT_ISSUES', { issueId: issue.id })).toBe(false);
    expect(jira.permissions.has(null, 'EDIT_ISSUES', { issueId: issue.id })).toBe(false);
  });
});

describe('who may do what', () => {
  test('a Jira administrator holds project permissions only through the scheme', () => {
    const site = siteGranting(({ member }) => ({ type: 'user', value: member.accountId }));
    const issue = anIssue(site);
    expect(site.jira.permissions.isJiraAdmin('admin')).toBe(true);
    expect(site.jira.permissions.isJiraAdmin('member')).toBe(false);
    expect(site.jira.permissions.has('admin', 'EDIT_ISSUES', { issueId: issue.id })).toBe(false);
  });

  test('inactive people hold nothing, not even what anyone holds', () => {
    const site = siteGranting(() => ({ type: 'anyone' }));
    const issue = anIssue(site);
    site.jira.users.update('member', { active: false });
    expect(site.jira.permissions.has('member', 'EDIT_ISSUES', { issueId: issue.id })).toBe(false);
    expect(site.jira.permissions.canSee('member', issue)).toBe(false);
  });

  test('who may not see an issue may not edit it either', () => {
    const site = siteGranting(({ member }) => ({ type: 'user', value: member.accountId }));
    const { jira, project, admin } = site;
    const issue = anIssue(site);
    jira.permissions.updateScheme(project.permissionSchemeId, {
      grants: [
        { permission: 'BROWSE_PROJECTS', holder: { type: 'user', value: admin.accountId } },
        { permission: 'EDIT_ISSUES', holder: { type: 'user', value: 'member' } },
      ],
    });
    expect(jira.permissions.has('member', 'EDIT_ISSUES', { issueId: issue.id })).toBe(false);
    expect(refusal(() => jira.issues.visible('member', issue.key))?.status).toBe(404);
  });

  test('archived and deleted projects hide their issues and grant nothing', () => {
    const site = aSite();
    const { jira, project } = site;
    const issue = anIssue(site);
    for (const hide of [() => jira.projects.archive(project.id), () => jira.projects.remove(project.id)]) {
      hide();
      expect(jira.permissions.canSee('admin', issue)).toBe(false);
      expect(refusal(() => jira.issues.visible('member', issue.key))?.status).toBe(404);
      expect(jira.permissions.projectsWith('member', 'BROWSE_PROJECTS')).toEqual([]);
      expect(refusal(() => jira.projects.visible('admin', 'SHOP'))?.status).toBe(404);
      jira.projects.restore(project.id);
    }
    expect(jira.issues.visible('member', issue.key).id).toBe(issue.id);
  });

  test('the default scheme lets every licensed person work and only administrators administer', () => {
    const { jira } = aSite();
    const project = jira.projects.create({ key: 'DEF', name: 'Default', style: 'classic', leadAccountId: 'admin', template: 'kanban' });
    const where = { projectId: project.id };
    for (const permission of ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'SCHEDULE_ISSUES', 'MANAGE_SPRINTS_PERMISSION', 'ADD_COMMENTS']) {
      expect([permission, jira.permissions.has('viewer', permission, where)]).toEqual([permission, true]);
    }
    expect(jira.permissions.has('viewer', 'ADMINISTER_PROJECTS', where)).toBe(false);
    expect(jira.permissions.has('admin', 'ADMINISTER_PROJECTS', where)).toBe(true);
  });

  test('an app works in every project through its role, until an administrator takes it out', () => {
    const { jira, project, app } = aSite();
    const where = { projectId: project.id };
    expect(jira.permissions.has(app.accountId, 'EDIT_ISSUES', where)).toBe(true);
    const late = jira.users.createApp({ displayName: 'Installed later' });
    expect(jira.permissions.has(late.accountId, 'BROWSE_PROJECTS', where)).toBe(true);
    jira.projects.setRoleActors(project.id, jira.users.addonRoleId(), { accountIds: [] });
    expect(jira.permissions.has(app.accountId, 'BROWSE_PROJECTS', where)).toBe(false);
  });

  test('team-managed projects have a hidden scheme by role: viewers comment, members work, administrators administer', () => {
    const { jira, project } = aSite({ style: 'next-gen' });
    const where = { projectId: project.id };
    expect(jira.permissions.schemes().some((scheme) => scheme.id === project.permissionSchemeId)).toBe(false);
    const held = (accountId: string): boolean[] =>
      ['ADD_COMMENTS', 'EDIT_ISSUES', 'ADMINISTER_PROJECTS'].map((permission) => jira.permissions.has(accountId, permission, where));
    expect(held('viewer')).toEqual([true, false, false]);
    expect(held('member')).toEqual([true, true, false]);
    expect(held('admin')).toEqual([true, true, true]);
  });

  test('a scheme refuses grants that name no permission, group or role', () => {
    const { jira } = aSite();
    const attempt = (permission: string, holder: Holder): number | undefined =>
      refusal(() => jira.permissions.createScheme({ name: permission + holder.type, grants: [{ permission, holder }] }))?.status;
    expect(attempt('ADMINISTER', { type: 'anyone' })).toBe(400);
    expect(attempt('FLY', { type: 'anyone' })).toBe(400);
    expect(attempt('EDIT_ISSUES', { type: 'group', value: 'no such group' })).toBe(400);
    expect(attempt('EDIT_ISSUES', { type: 'projectRole', value: '4711' })).toBe(400);
    expect(attempt('EDIT_ISSUES', { type: 'user', value: 'no-such-user' })).toBe(400);
    expect(attempt('EDIT_ISSUES', { type: 'anyone' })).toBeUndefined();
  });
});

describe('a security level', () => {
  function secretSite(): { readonly site: TestSite; readonly levelId: string } {
    const site = aSite();
    const { jira, project } = site;
    const [level] = jira.projects.setSecurityLevels(project.id, [
      { name: 'Secret', holders: [{ type: 'projectRole', value: String(jira.projects.roleIds().administrators) }, { type: 'reporter' }] },
    ]);
    return { site, levelId: level?.id ?? '' };
  }

  test('hides an issue from all but its members, and even from the app', () => {
    const { site, levelId } = secretSite();
    const issue = anIssue(site, { security: { id: levelId } }, 'Story', site.admin);
    expect(['admin', 'member', 'viewer', 'app-account', null].map((who) => site.jira.permissions.canSee(who, issue))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(site.jira.permissions.has('member', 'EDIT_ISSUES', { issueId: issue.id })).toBe(false);
  });

  test('is set only by holders of Set issue security who belong to it', () => {
    const { site, levelId } = secretSite();
    const issue = anIssue(site);
    const set = (who: 'member' | 'admin', id: string): unknown =>
      refusal(() => site.jira.issues.edit({ accountId: who }, issue.key, { fields: { security: { id } } }))?.errors['security'];
    expect(set('member', levelId)).toContain('cannot be set');
    expect(set('admin', '99')).toBe('Invalid security level.');
    expect(set('admin', levelId)).toBeUndefined();
    expect(latest(site, issue).securityLevelId).toBe(levelId);
    // member reported it, and reporters belong to the level
    expect(site.jira.permissions.canSee('member', latest(site, issue))).toBe(true);
    expect(site.jira.issues.edit(as(site.admin), issue.key, { fields: { security: null } }).securityLevelId).toBeNull();
  });
});
