import type { Issue } from '../../../emulator/jira/model';
import { NOW, failure, field, issue, put, site } from './site';

function setUp(more: Partial<Issue> = {}) {
  const { state, expressions } = site();
  const story = issue('10001', more);
  put(state, story);
  const run = (source: string, accountId = 'ann', extra: Record<string, unknown> = {}) =>
    expressions.evaluate(source, {
      accountId,
      bindings: {
        issue: expressions.bindIssue(story, accountId),
        user: expressions.bindUser(accountId),
        project: expressions.bindProject('10000', accountId),
        ...extra,
      },
    });
  return { state, expressions, story, run };
}

const paragraph = (...texts: string[]) => ({
  type: 'doc',
  version: 1,
  content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

describe('an issue in an expression', () => {
  test.each<[string, unknown]>([
    ['issue.id', 10001],
    ['issue.key', 'WEB-1'],
    ['issue.summary', 'Issue 10001'],
    ['issue.description.plainText', 'One\nTwo'],
    ['issue.status.name', 'To Do'],
    ['issue.status.category.key', 'new'],
    ['issue.issueType.name', 'Story'],
    ['issue.issueType.hierarchyLevel', 0],
    ['issue.project.key', 'WEB'],
    ['issue.project == project', true],
    ['issue.priority.name', 'Medium'],
    ['issue.assignee == null', true],
    ['issue.reporter == user', true],
    ['issue.creator.accountId == user.accountId', true],
    ["issue.labels.includes('ux')", true],
    ['issue.created < issue.updated', true],
    ['issue.dueDate', '2026-12-01'],
    ["issue.dueDate > new CalendarDate('2026-11-30')", true],
    ['issue.resolution', null],
    ['issue.isEpic', false],
    ['issue.links.length', 0],
    ['typeof issue', 'Issue'],
    ['typeof issue.status', 'IssueStatus'],
    ['issue.updated', '2026-11-24T11:29:00.000+0100'],
    ['issue', { id: '10001', key: 'WEB-1', self: 'http://localhost:8080/rest/api/3/issue/10001' }],
  ])('%s', (source, expected) => {
    expect(setUp({ description: paragraph('One', 'Two'), labels: ['ux'], dueDate: '2026-12-01' }).run(source).json).toEqual(expected);
  });

  test('a property it does not have is an error that lists those it has', () => {
    expect(() => setUp().run('issue.fields')).toThrow(
      /Evaluation failed: "issue\.fields" - Unrecognized property of `issue`: "fields" \('fields'\)\. Available properties of type 'Issue' are: 'assignee', 'attachments', 'changelogs'/,
    );
    expect(setUp().run('issue?.customfield_99999').value).toBeNull();
  });

  test('custom fields read as their JSON: numbers as numbers, objects as maps, by id and by the app field name', () => {
    const { state, run } = setUp({ custom: { customfield_1: 8.5, customfield_2: { state: 'locked', by: ['ann'] } } });
    const forge = {
      appId: 'app-1',
      environmentId: 'e',
      moduleKey: 'score',
      ari: 'ari',
      type: 'object',
      collection: 'none',
      readOnly: false,
    } as const;
    for (const one of [field('customfield_1'), field('customfield_2', { forge }), field('customfield_3')]) state.fields.set(one.id, one);
    expect(run('issue.customfield_1 * 2').value).toBe(17);
    expect(run("issue.customfield_2.state + issue['customfield_2'].by[0]").value).toBe('lockedann');
    expect(run('issue.customfield_3').value).toBeNull();
    expect(run("issue['app-1__DEVELOPMENT__score'].state").value).toBe('locked');
    expect(() => run('issue.customfield_4')).toThrow(/'customfield_1', 'customfield_2', 'customfield_3'/);
  });

  test('rank and sprints are found under the ids this site gave those fields', () => {
    const { state, run } = setUp({ sprintIds: [1, 2] });
    state.fields.set(
      'customfield_70',
      field('customfield_70', { schema: { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-lexo-rank' } }),
    );
    state.fields.set(
      'customfield_71',
      field('customfield_71', { schema: { type: 'array', custom: 'com.pyxis.greenhopper.jira:gh-sprint' } }),
    );
    const base = { goal: '', createdDate: NOW, startDate: NOW, endDate: NOW, completeDate: null, originBoardId: 1 };
    state.sprints.set(1, { ...base, id: 1, name: 'Old', state: 'closed' });
    state.sprints.set(2, { ...base, id: 2, name: 'Now', state: 'active' });
    expect(run('issue.customfield_70').value).toBe('0|i0001h:');
    expect(run('issue.customfield_71.map(s => s.name)').json).toEqual(['Old', 'Now']);
    expect(run("issue.sprint.state + ' ' + issue.closedSprints.length")).toMatchObject({ value: 'active 1', expensiveOperations: 2 });
  });

  test('properties are read by dot, bracket and get, and count once for each key', () => {
    const { state, run } = setUp();
    state.properties.set('issue:10001', new Map([['mandate', { locked: true }]]));
    expect(
      run(
        "[issue.properties.mandate.locked, issue.properties['mandate'].locked, issue.properties.get('mandate').locked, issue.properties.none]",
      ).json,
    ).toEqual([true, true, true, null]);
    expect(run('issue.properties.keys()').json).toEqual(['mandate']);
    expect(run("issue.properties['mandate'] && issue.properties['mandate']").expensiveOperations).toBe(1);
  });

  test('children, parents and issues loaded by key are hidden from those who may not see them', () => {
    const { state, run } = setUp({ typeId: '2' });
    put(state, issue('10002', { parentId: '10001', typeId: '3' }), issue('10003', { parentId: '10001', securityLevelId: '1' }));
    expect(run('issue.childIssues.map(i => i.key)').json).toEqual(['WEB-2', 'WEB-3']);
    expect(run('issue.childIssues.map(i => i.key)', 'bob').json).toEqual(['WEB-2']);
    expect(run('issue.stories.length', 'bob').value).toBe(1);
    expect(run('issue.subtasks.map(i => i.parent.key)').json).toEqual(['WEB-1']);
    expect(run("new Issue('WEB-3')", 'bob').value).toBeNull();
    expect(run('new Issue(10003).comments.length')).toMatchObject({ value: 0, expensiveOperations: 2 });
    expect(setUp({ securityLevelId: '1' }).run('issue == null', 'bob').value).toBe(true);
  });

  test('comments of a role or group are seen by its members only, oldest first', () => {
    const { state, run } = setUp();
    const comment = (id: string, text: string) => ({
      id,
      issueId: '10001',
      authorId: 'bob',
      updateAuthorId: 'bob',
      body: paragraph(text),
      created: NOW,
      updated: NOW,
    });
    state.comments.set('10001', [
      comment('1', 'all'),
      { ...comment('2', 'owners'), visibility: { type: 'role', value: 'Product Owner' } },
      { ...comment('3', 'developers'), visibility: { type: 'group', value: 'developers' } },
    ]);
    expect(run('issue.comments.map(c => c.body.plainText)').json).toEqual(['all', 'owners']);
    expect(run('issue.comments.map(c => c.body.plainText)', 'bob').json).toEqual(['all', 'developers']);
    expect(run('issue.comments.map(c => { id: c.id, author: c.author.displayName })').json).toEqual([
      { id: 1, author: 'BOB' },
      { id: 2, author: 'BOB' },
    ]);
  });

  test('the history is newest first and can be asked for one field', () => {
    const { state, run } = setUp();
    const item = (to: string) =>
      ({ field: 'status', fieldtype: 'jira', fieldId: 'status', from: '1', fromString: 'A', to, toString: `S${to}` }) as const;
    state.changelogs.set('10001', [
      { id: '1', issueId: '10001', authorId: 'ann', created: NOW - 5, items: [item('2')] },
      { id: '2', issueId: '10001', authorId: 'bob', created: NOW, items: [item('3')] },
    ]);
    expect(run('issue.changelogs.map(c => c.items[0].toString)').json).toEqual(['S3', 'S2']);
    expect(run("issue.getNewestChangelog('status').author.accountId").value).toBe('bob');
    expect(run("issue.getNewestChangelog('status', { to: '2' }).author.accountId").value).toBe('ann');
    expect(run("issue.getNewestChangelog('Rank')").value).toBeNull();
  });

  test('an issue that is only being created has no id', () => {
    const { expressions } = site();
    const bindings = {
      issue: expressions.bindIssue(issue('10001', { id: '', key: '' }), 'ann'),
      user: expressions.bindUser('ann'),
      value: null,
    };
    const source =
      "let isIssueCreate = issue == null || issue.id == null;\nlet isEmpty = value == null;\nlet hasPermission = user.groups().includes('field-editors');\nisIssueCreate && isEmpty || hasPermission";
    expect(expressions.evaluate(source, { accountId: 'ann', bindings }).value).toBe(true);
  });
});

describe('people and projects in an expression', () => {
  const OWNER = "user.getProjectRoles(project).some(r => r.name == 'Product Owner')";

  test('the roles of a person come from being named and from groups', () => {
    expect(setUp().run(OWNER)).toMatchObject({ value: true, expensiveOperations: 1 });
    expect(setUp().run(OWNER, 'bob').value).toBe(false);
    expect(setUp().run('user.getProjectRoles(issue.project).map(r => r.name)', 'bob').json).toEqual(['Developer']);
    expect(() => setUp().run('user.getProjectRoles(null)')).toThrow(failure({ kind: 'type' }));
  });

  test('groups of somebody else are for administrators', () => {
    const { expressions } = setUp();
    const groups = (viewer: string) =>
      expressions.evaluate('who.groups', { accountId: viewer, bindings: { who: expressions.bindUser('bob', viewer) } }).json;
    expect(groups('bob')).toEqual(['developers']);
    expect(groups('root')).toEqual(['developers']);
    expect(() => groups('ann')).toThrow(/administrator/);
  });

  test('nobody is null', () => {
    const { expressions } = site();
    expect(expressions.evaluate('user == null', { accountId: null, bindings: { user: expressions.bindUser(null) } }).value).toBe(true);
    expect(expressions.evaluate("new User('nobody')", { accountId: 'ann', bindings: {} }).value).toBeNull();
  });

  test('a result with objects becomes JSON in their short form', () => {
    expect(setUp().run('{ who: user, where: project, roles: user.getProjectRoles(project) }')).toMatchObject({
      beans: 3,
      json: {
        who: { accountId: 'ann', displayName: 'ANN', active: true },
        where: { id: '10000', key: 'WEB', simplified: false, style: 'classic' },
        roles: [{ id: 5, name: 'Product Owner', description: 'Owns' }],
      },
    });
  });
});

describe('variables given by callers', () => {
  test('a transition, a workflow, a board and an app', () => {
    const { state, expressions } = setUp();
    const transition = { id: '31', name: 'Accept', from: [], to: '11', conditions: [], validators: [], postFunctions: [] };
    state.boards.set(4, { id: 4, name: 'B', type: 'scrum', filterId: '1', projectId: '10000', columns: [] });
    state.properties.set('app:app-1', new Map([['owners', ['ann']]]));
    const bindings = {
      transition: expressions.bindTransition(transition, '11', 'ann'),
      workflow: expressions.bindWorkflow({ id: 'w', name: 'Flow', initialStatusId: '11', statusIds: [], transitions: [] }, 'ann'),
      board: expressions.bindBoard(4, 'ann'),
      app: expressions.bindApp('app-1', 'ann'),
      config: { fieldId: 'customfield_1' },
    };
    const run = (source: string) => expressions.evaluate(source, { accountId: 'ann', bindings }).json;
    expect(run('[transition.id, transition.from.name, transition.to.name, transition.hasScreen, workflow.name]')).toEqual([
      31,
      'To Do',
      'To Do',
      false,
      'Flow',
    ]);
    expect(run("[board.hasSprints, board.activeSprints.length, app.properties.owners.includes('ann'), config.fieldId]")).toEqual([
      true,
      0,
      true,
      'customfield_1',
    ]);
  });

  test('the value of a field has the type of the field', () => {
    const { expressions } = setUp();
    const forge = { appId: 'a', environmentId: 'e', moduleKey: 'm', ari: 'x', collection: 'none', readOnly: false } as const;
    const typed = (
      type: 'user' | 'date' | 'datetime' | 'object' | 'number',
      json: never,
      source: string,
      collection: 'none' | 'list' = 'none',
    ) =>
      expressions.evaluate(source, {
        accountId: 'ann',
        bindings: { value: expressions.bindFieldValue(field('f', { forge: { ...forge, type, collection } }), json, 'ann') },
      }).json;
    expect(typed('user', { accountId: 'bob' } as never, 'value.displayName')).toBe('BOB');
    expect(typed('date', '2026-11-24' as never, 'typeof value')).toBe('CalendarDate');
    expect(typed('datetime', '2026-11-24T10:00:00.000+0000' as never, 'value.toISOString()')).toBe('2026-11-24T10:00:00.000Z');
    expect(typed('object', { a: { b: 1 } } as never, 'value.a.b')).toBe(1);
    expect(typed('number', [1, 2] as never, 'value.reduce((a, b) => a + b)', 'list')).toBe(3);
    expect(typed('object', null as never, "value == null ? 'none' : value.a")).toBe('none');
  });
});
