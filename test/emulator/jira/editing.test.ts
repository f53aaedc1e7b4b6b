import { textToDocument } from '../../../emulator/jira/adf';
import { aForgeField, anIssue, aSite, as, latest, refusal, type TestSite } from './site';

const edit = (
  site: TestSite,
  who: string,
  key: string,
  fields: Parameters<TestSite['jira']['issues']['edit']>[2]['fields'],
): ReturnType<typeof refusal> => refusal(() => site.jira.issues.edit({ accountId: who }, key, { ...(fields ? { fields } : {}) }));

const NOT_SETTABLE = (id: string): string => `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;

describe('creating an issue', () => {
  test('fills in what Jira fills in', () => {
    const site = aSite();
    const issue = anIssue(site);
    expect(issue).toMatchObject({
      key: 'SHOP-1',
      creatorId: 'member',
      reporterId: 'member',
      assigneeId: null,
      priorityId: '3',
      resolutionId: null,
      created: site.jira.clock.now(),
    });
    expect(site.jira.state.statuses.get(issue.statusId)?.name).toBe('To Do');
    expect(site.events.map((event) => event.name)).toEqual(['avi:jira:created:issue']);
    expect(anIssue(site).key).toBe('SHOP-2');
  });

  test('needs a summary, a type of the project and Create issues; a refused one takes no key', () => {
    const site = aSite();
    const { jira, project } = site;
    const create = (who: string, typeId: string, fields: Record<string, string>): ReturnType<typeof refusal> =>
      refusal(() => jira.issues.create({ accountId: who }, { projectId: project.id, typeId, fields }));
    const [story = ''] = project.issueTypeIds;
    expect(create('member', story, {})?.errors).toEqual({ summary: 'You must specify a summary of the issue.' });
    expect(create('member', 'nope', { summary: 'x' })?.errors).toEqual({ issuetype: 'Specify a valid issue type' });
    expect(create('viewer', story, { summary: 'x' })?.status).toBe(403);
    expect(anIssue(site).key).toBe('SHOP-1');
  });

  test('a sub-task needs a parent, one level up and in the same project', () => {
    const site = aSite();
    const epic = anIssue(site, {}, 'Epic');
    const story = anIssue(site, { parent: { key: epic.key } });
    expect(story.parentId).toBe(epic.id);
    expect(refusal(() => anIssue(site, {}, 'Sub-task'))?.errors).toHaveProperty('parent');
    expect(refusal(() => anIssue(site, { parent: { key: epic.key } }, 'Sub-task'))?.errors).toHaveProperty('parent');
    expect(anIssue(site, { parent: { key: story.key } }, 'Sub-task').parentId).toBe(story.id);
    expect(site.jira.issues.childrenOf(epic.id).map((child) => child.id)).toEqual([story.id]);
  });

  test('an app field is validated with null where nothing is given, and with no issue', () => {
    const site = aSite();
    const field = aForgeField(site, {
      moduleKey: 'must',
      validation: { expression: 'issue == null && value != null', errorMessage: 'Say a number.' },
    });
    expect(refusal(() => anIssue(site))?.errors).toEqual({ [field.id]: 'Say a number.' });
    expect(anIssue(site, { [field.id]: 3 }).custom[field.id]).toBe(3);
  });
});

describe('editing a field', () => {
  test.each<[string, unknown, string | undefined]>([
    ['summary', 'New', undefined],
    ['summary', '', 'You must specify a summary of the issue.'],
    ['summary', null, 'You must specify a summary of the issue.'],
    ['summary', 'two\nlines', 'The summary is invalid because it contains newline characters.'],
    ['summary', 'x'.repeat(256), "Summary can't exceed 255 characters."],
    ['summary', 5, 'Operation value must be a string'],
    ['labels', ['a', 'b'], undefined],
    ['labels', ['a b'], "The label 'a b' contains spaces which is invalid."],
    ['labels', 'a', 'data was not an array'],
    ['priority', { name: 'High' }, undefined],
    ['priority', { id: '77' }, 'The priority selected is invalid.'],
    ['assignee', { accountId: 'member' }, undefined],
    ['assignee', { accountId: 'viewer' }, "User 'viewer' cannot be assigned issues."],
    ['assignee', { accountId: 'ghost' }, "User 'ghost' does not exist."],
    ['reporter', { id: 'viewer' }, undefined],
    ['reporter', null, 'Reporter is required.'],
    ['duedate', '2027-01-31', undefined],
    ['duedate', '2027-02-31', 'Error parsing date string: 2027-02-31. The format is yyyy-MM-dd.'],
    ['description', textToDocument('Hello'), undefined],
    ['description', 'Hello', 'Operation value must be an Atlassian Document (see the Atlassian Document Format)'],
    ['parent', { key: 'SHOP-999' }, 'Could not find issue by id or key: SHOP-999.'],
    ['issuetype', { name: 'Bug' }, undefined],
    ['issuetype', { name: 'Saga' }, 'The issue type selected is invalid.'],
    ['status', { name: 'Done' }, NOT_SETTABLE('status')],
    ['created', '2020-01-01', NOT_SETTABLE('created')],
    ['nonsense', 1, NOT_SETTABLE('nonsense')],
  ])('%s to %j', (fieldId, value, message) => {
    const site = aSite();
    const issue = anIssue(site);
    const refused = edit(site, 'member', issue.key, { [fieldId]: value as never });
    expect(refused?.errors).toEqual(message === undefined ? undefined : { [fieldId]: message });
    if (refused) expect(refused.status).toBe(400);
    else expect(latest(site, issue)).not.toEqual(issue);
  });

  test('all or nothing: one bad field keeps the good ones out', () => {
    const site = aSite();
    const issue = anIssue(site);
    const refused = edit(site, 'member', issue.key, { summary: 'Good', priority: { name: 'Nope' }, nonsense: 1 });
    expect(Object.keys(refused?.errors ?? {}).sort()).toEqual(['nonsense', 'priority']);
    expect(latest(site, issue)).toBe(issue);
  });

  test('needs sight (404), Edit issues (400 for each field), and the screen', () => {
    const site = aSite();
    const { jira, project } = site;
    const issue = anIssue(site);
    expect(edit(site, 'viewer', issue.key, { summary: 'x' })?.errors).toEqual({ summary: NOT_SETTABLE('summary') });
    expect(refusal(() => jira.issues.edit({ accountId: null }, issue.key, { fields: { summary: 'x' } }))?.status).toBe(404);
    jira.fields.removeFromScreen(project.screens.edit, 'labels');
    expect(edit(site, 'member', issue.key, { labels: ['x'] })?.errors).toEqual({ labels: NOT_SETTABLE('labels') });
    expect(jira.issues.editable('member', issue)).toContain('summary');
    expect(jira.issues.editable('member', issue)).not.toContain('labels');
    expect(jira.issues.editable('viewer', issue)).toEqual([]);
  });

  test.each([
    ['duedate', 'SCHEDULE_ISSUES', '2027-01-01'],
    ['assignee', 'ASSIGN_ISSUES', { accountId: 'admin' }],
    ['reporter', 'MODIFY_REPORTER', { accountId: 'admin' }],
  ])('%s also needs %s', (fieldId, permission, value) => {
    const site = aSite();
    const { jira, project } = site;
    const issue = anIssue(site);
    const scheme = jira.permissions.scheme(project.permissionSchemeId);
    jira.permissions.updateScheme(project.permissionSchemeId, {
      grants: (scheme?.grants ?? []).filter((grant) => grant.permission !== permission),
    });
    expect(edit(site, 'member', issue.key, { [fieldId]: value })?.errors).toEqual({ [fieldId]: NOT_SETTABLE(fieldId) });
    expect(edit(site, 'member', issue.key, { summary: 'Still mine to edit' })).toBeUndefined();
  });

  test('update adds, removes and sets; a field cannot be in fields and update', () => {
    const site = aSite();
    const issue = anIssue(site, { labels: ['a', 'b'] });
    const after = site.jira.issues.edit(as(site.member), issue.key, {
      update: { labels: [{ add: 'c' }, { remove: 'a' }], summary: [{ set: 'S' }] },
    });
    expect(after).toMatchObject({ labels: ['b', 'c'], summary: 'S' });
    const both = refusal(() =>
      site.jira.issues.edit(as(site.member), issue.key, { fields: { summary: 'x' }, update: { summary: [{ set: 'y' }] } }),
    );
    expect(both?.errors['summary']).toContain("both 'fields' and 'update'");
    expect(refusal(() => site.jira.issues.edit(as(site.member), issue.key, { update: { summary: [{ add: 'y' }] } }))?.status).toBe(400);
  });

  test('REST v2 takes rich text as plain text', () => {
    const site = aSite();
    const issue = anIssue(site);
    const after = site.jira.issues.edit(as(site.member), issue.key, { fields: { description: 'One\nTwo' } }, { apiVersion: '2' });
    expect(after.description).toEqual(textToDocument('One\nTwo'));
  });

  test('asking for no mail never refuses an edit; overriding the screen is for apps acting with rights to administer', () => {
    const site = aSite();
    const { jira, member, admin } = site;
    const issue = anIssue(site);
    jira.fields.removeFromScreen(site.project.screens.edit, 'labels');
    const input = { fields: { summary: 'x' } };
    expect(refusal(() => jira.issues.edit(as(member), issue.key, input, { notifyUsers: false }))).toBeUndefined();
    expect(refusal(() => jira.issues.edit(as(admin), issue.key, input, { notifyUsers: false }))).toBeUndefined();
    const app = site.appCaller.app;
    const hidden = { fields: { labels: ['x'] } };
    expect(refusal(() => jira.issues.edit(as(admin), issue.key, hidden, { overrideScreenSecurity: true }))?.status).toBe(403);
    expect(
      refusal(() => jira.issues.edit({ ...as(member), ...(app ? { app } : {}) }, issue.key, hidden, { overrideScreenSecurity: true }))
        ?.status,
    ).toBe(403);
    expect(
      refusal(() => jira.issues.edit({ ...as(admin), ...(app ? { app } : {}) }, issue.key, hidden, { overrideScreenSecurity: true })),
    ).toBeUndefined();
  });
});

describe('an app field', () => {
  const factors = {
    moduleKey: 'factors',
    type: 'object' as const,
    schema: { type: 'object', properties: { a: { type: 'number', searchAlias: 'A' } }, required: ['a'], additionalProperties: false },
    validation: {
      expression: "value == null || value.a > 0 || (value.a == 0 ? 'Zero is no size.' : false)",
      errorMessage: 'A must be positive.',
    },
  };

  test('takes what its type, schema and validation allow, and null clears it', () => {
    const site = aSite();
    const field = aForgeField(site, factors);
    const issue = anIssue(site);
    const set = (value: unknown): string | undefined => edit(site, 'member', issue.key, { [field.id]: value as never })?.errors[field.id];
    expect(set({ a: 1 })).toBeUndefined();
    expect(latest(site, issue).custom[field.id]).toEqual({ a: 1 });
    expect(set('text')).toContain('must be an object');
    expect(set({ b: 1 })).toContain('schema');
    expect(set({ a: 'x' })).toContain('schema');
    expect(set({ a: -1 })).toBe('A must be positive.');
    expect(set({ a: 0 })).toBe('Zero is no size.');
    expect(latest(site, issue).custom[field.id]).toEqual({ a: 1 });
    expect(set(null)).toBeUndefined();
    expect(latest(site, issue).custom).toEqual({});
  });

  test('validation also sees a cleared value, and a failing expression refuses', () => {
    const site = aSite();
    const never = aForgeField(site, {
      moduleKey: 'never-empty',
      validation: { expression: 'issue == null || value != null', errorMessage: 'Not empty.' },
    });
    const broken = aForgeField(site, {
      moduleKey: 'broken',
      validation: { expression: 'issue == null || value.nothing.here', errorMessage: 'unused' },
    });
    const issue = anIssue(site);
    expect(edit(site, 'member', issue.key, { [never.id]: null })?.errors[never.id]).toBe('Not empty.');
    expect(edit(site, 'member', issue.key, { [broken.id]: 1 })?.errors[broken.id]).toContain('could not be validated');
  });

  test.each(['member', 'admin', 'app-account'])('that is read-only is not for %s to edit', (who) => {
    const site = aSite();
    const field = aForgeField(site, { moduleKey: 'score', readOnly: true });
    const issue = anIssue(site);
    expect(edit(site, who, issue.key, { [field.id]: 5 })).toMatchObject({ status: 400, errors: { [field.id]: NOT_SETTABLE(field.id) } });
    const { app } = site.appCaller;
    const overriding = refusal(() =>
      site.jira.issues.edit(
        { accountId: 'admin', ...(app ? { app } : {}) },
        issue.key,
        { fields: { [field.id]: 5 } },
        { overrideScreenSecurity: true },
      ),
    );
    expect(overriding?.status).toBe(400);
    expect(latest(site, issue)).toBe(issue);
  });

  test.each<[string, object, unknown, unknown]>([
    ['a date', { type: 'date' }, '2027-01-31', '2027-01-31'],
    ['a moment without its milliseconds', { type: 'datetime' }, '2023-01-18T12:00:00.500-03:00', '2023-01-18T15:00:00.000+0000'],
    ['a person', { type: 'user' }, { accountId: 'viewer' }, 'viewer'],
    ['a list of texts', { type: 'string', collection: 'list' }, ['a', 'b', 'a'], ['a', 'b']],
    ['a number', { type: 'number' }, 1.5, 1.5],
  ])('keeps %s', (_title, module, value, stored) => {
    const site = aSite();
    const field = aForgeField(site, { moduleKey: 'typed', ...module });
    const issue = anIssue(site);
    expect(edit(site, 'member', issue.key, { [field.id]: value as never })).toBeUndefined();
    expect(latest(site, issue).custom[field.id]).toEqual(stored);
    expect(edit(site, 'member', issue.key, { [field.id]: { wrong: true } })?.status).toBe(400);
  });

  test('in a team-managed project is for people to edit only where the switch says so', () => {
    const site = aSite({ style: 'next-gen' });
    const field = aForgeField(site, { moduleKey: 'factors' });
    const issue = anIssue(site);
    expect(edit(site, 'member', issue.key, { [field.id]: 5 })?.status).toBe(400);
    site.switches.appFieldsInTeamManaged = true;
    expect(edit(site, 'member', issue.key, { [field.id]: 5 })).toBeUndefined();
  });

  test('keeps its number when it is registered again and when the app is reinstalled', () => {
    const site = aSite();
    const first = aForgeField(site, { moduleKey: 'score' });
    const again = aForgeField(site, { moduleKey: 'score', name: 'Renamed' });
    expect(again.id).toBe(first.id);
    expect(site.jira.fields.byClause('renamed')?.id).toBe(first.id);
    expect(site.jira.fields.byClause('score')).toBeUndefined();
    site.jira.fields.unregisterForge('app-1');
    expect(site.jira.fields.byId(first.id)).toBeUndefined();
    expect(aForgeField(site, { moduleKey: 'score' }).id).toBe(first.id);
  });
});

describe('comments', () => {
  const body = textToDocument('Looks good');

  test('everybody who may add them can, authors and administrators change them', () => {
    const site = aSite();
    const { jira, viewer, member, admin } = site;
    const issue = anIssue(site);
    const comment = jira.comments.add(as(viewer), issue.key, { body });
    expect(jira.comments.list('member', issue.key)).toEqual([comment]);
    expect(refusal(() => jira.comments.edit(as(member), issue.key, comment.id, { body }))?.status).toBe(400);
    expect(jira.comments.edit(as(viewer), issue.key, comment.id, { body: textToDocument('Edited') }).body).toEqual(
      textToDocument('Edited'),
    );
    expect(refusal(() => jira.comments.remove(as(member), issue.key, comment.id))?.status).toBe(400);
    jira.comments.remove(as(admin), issue.key, comment.id);
    expect(jira.comments.list('member', issue.key)).toEqual([]);
    expect(site.events.map((event) => event.name).slice(1)).toEqual([
      'avi:jira:commented:issue',
      'avi:jira:commented:issue',
      'avi:jira:deleted:comment',
    ]);
  });

  test('one for a role is hidden from those outside it', () => {
    const site = aSite();
    const issue = anIssue(site);
    site.jira.comments.add(as(site.member), issue.key, { body, visibility: { type: 'role', value: 'Member' } });
    expect(site.jira.comments.list('member', issue.key)).toHaveLength(1);
    expect(site.jira.comments.list('viewer', issue.key)).toHaveLength(0);
  });

  test('an edit with a bad comment changes nothing', () => {
    const site = aSite();
    const issue = anIssue(site);
    const attempt = refusal(() =>
      site.jira.issues.edit(as(site.member), issue.key, {
        fields: { summary: 'x' },
        update: { comment: [{ add: { body: 'not a document' } }] },
      }),
    );
    expect(attempt?.status).toBe(400);
    expect(latest(site, issue)).toBe(issue);
  });

  test('a comment bumps updated but leaves no history', async () => {
    const site = aSite();
    const issue = anIssue(site);
    await site.jira.clock.advance(60_000);
    site.jira.comments.add(as(site.viewer), issue.key, { body });
    expect(latest(site, issue).updated).toBe(issue.updated + 60_000);
    expect(site.jira.issues.historyOf(issue.id)).toEqual([]);
  });
});
