import { textToDocument } from '../../../emulator/jira/adf';
import { rankItem, sprintItem } from '../../../emulator/jira/changelog-items';
import type { Sprint } from '../../../emulator/jira/model';
import { aForgeField, anIssue, aSite, as, latest, type TestSite } from './site';

const lastItems = (site: TestSite, issueId: string): unknown => site.jira.issues.historyOf(issueId).at(-1)?.items;

const aSprint = (id: number, state: Sprint['state']): Sprint => ({
  id,
  name: `Sprint ${id}`,
  state,
  goal: '',
  createdDate: 0,
  startDate: null,
  endDate: null,
  completeDate: null,
  originBoardId: 1,
});

describe('the history of an edit', () => {
  test.each<[string, object, object, object]>([
    [
      'summary',
      { summary: 'Old' },
      { summary: 'New' },
      { field: 'summary', fieldtype: 'jira', fieldId: 'summary', from: null, fromString: 'Old', to: null, toString: 'New' },
    ],
    [
      'description',
      {},
      { description: textToDocument('Two\nlines') },
      { field: 'description', from: null, fromString: null, to: null, toString: 'Two\nlines' },
    ],
    ['priority', {}, { priority: { name: 'High' } }, { field: 'priority', from: '3', fromString: 'Medium', to: '2', toString: 'High' }],
    ['labels', { labels: ['a'] }, { labels: ['a', 'b'] }, { field: 'labels', from: '', fromString: 'a', to: '', toString: 'a b' }],
    [
      'assignee',
      {},
      { assignee: { accountId: 'member' } },
      { field: 'assignee', from: null, fromString: null, to: 'member', toString: 'Mia Member' },
    ],
    [
      'due date',
      {},
      { duedate: '2027-01-31' },
      { field: 'duedate', from: null, fromString: null, to: '2027-01-31', toString: '2027-01-31 00:00:00.0' },
    ],
  ])('names the old and the new %s', (_title, before, after, item) => {
    const site = aSite();
    const issue = anIssue(site, before as never);
    site.jira.issues.edit(as(site.member), issue.key, { fields: after as never });
    expect(lastItems(site, issue.id)).toEqual([expect.objectContaining(item)]);
  });

  test('names author and time, and only what changed', async () => {
    const site = aSite();
    const issue = anIssue(site, { summary: 'Same' });
    await site.jira.clock.advance(5_000);
    site.jira.issues.edit(as(site.member), issue.key, { fields: { summary: 'Same', labels: ['x'] } });
    expect(site.jira.issues.historyOf(issue.id)).toEqual([
      {
        id: expect.any(String),
        issueId: issue.id,
        authorId: 'member',
        created: issue.created + 5_000,
        items: [expect.objectContaining({ field: 'labels' })],
      },
    ]);
    expect(latest(site, issue).updated).toBe(issue.created + 5_000);
  });

  test('an edit that changes nothing leaves no history, no event and no new time', async () => {
    const site = aSite();
    const issue = anIssue(site, { labels: ['b', 'a'] });
    const events = site.events.length;
    await site.jira.clock.advance(5_000);
    site.jira.issues.edit(as(site.member), issue.key, { fields: { summary: issue.summary, labels: ['a', 'b'] } });
    expect(latest(site, issue)).toBe(issue);
    expect(site.jira.issues.historyOf(issue.id)).toEqual([]);
    expect(site.events).toHaveLength(events);
  });

  test('a new parent is recorded by id and key', () => {
    const site = aSite();
    const [epic, other] = [anIssue(site, {}, 'Epic'), anIssue(site, {}, 'Epic')];
    const issue = anIssue(site, { parent: { key: epic.key } });
    site.jira.issues.edit(as(site.member), issue.key, { fields: { parent: { id: other.id } } });
    expect(lastItems(site, issue.id)).toEqual([
      expect.objectContaining({ field: 'IssueParentAssociation', from: epic.id, fromString: epic.key, to: other.id, toString: other.key }),
    ]);
    site.jira.issues.edit(as(site.member), issue.key, { update: { parent: [{ set: { none: true } }] } });
    expect(latest(site, issue).parentId).toBeNull();
  });

  test('a sprint change lists ids and names, closed sprints first', () => {
    const site = aSite();
    const { jira } = site;
    for (const sprint of [aSprint(1, 'closed'), aSprint(2, 'active')]) jira.state.sprints.set(sprint.id, sprint);
    const issue = anIssue(site);
    const closed = { ...issue, sprintIds: [1] };
    jira.issues.commit({ before: issue, after: closed, by: 'member', items: [sprintItem(jira, [], [1])], kind: 'sprint' });
    const { id } = jira.fields.sprintField;
    jira.issues.edit(as(site.member), issue.key, { fields: { [id]: 2 } });
    expect(latest(site, issue).sprintIds).toEqual([1, 2]);
    expect(lastItems(site, issue.id)).toEqual([
      { field: 'Sprint', fieldtype: 'custom', fieldId: id, from: '1', fromString: 'Sprint 1', to: '1, 2', toString: 'Sprint 1, Sprint 2' },
    ]);
    jira.issues.edit(as(site.member), issue.key, { fields: { [id]: null } });
    expect(latest(site, issue).sprintIds).toEqual([1]);
  });
});

describe('the history of an object field', () => {
  const module = {
    moduleKey: 'factors',
    type: 'object' as const,
    formatter: { expression: '`A is ${value.a}`', export: true, api: true, historyView: true },
  };

  test('holds the JSON text, shown as the formatter says', () => {
    const site = aSite();
    const field = aForgeField(site, module);
    const issue = anIssue(site);
    site.jira.issues.edit(as(site.member), issue.key, { fields: { [field.id]: { a: 1 } } });
    site.jira.issues.edit(as(site.member), issue.key, { fields: { [field.id]: { a: 2 } } });
    expect(lastItems(site, issue.id)).toEqual([
      {
        field: 'factors',
        fieldtype: 'custom',
        fieldId: field.id,
        from: '{"a":1}',
        fromString: 'A is 1',
        to: '{"a":2}',
        toString: 'A is 2',
      },
    ]);
  });

  test('or only the text of the formatter, by the switch', () => {
    const site = aSite();
    site.switches.objectChangelog = 'formatted';
    const field = aForgeField(site, module);
    const issue = anIssue(site);
    site.jira.issues.edit(as(site.member), issue.key, { fields: { [field.id]: { a: 1 } } });
    expect(lastItems(site, issue.id)).toEqual([expect.objectContaining({ from: null, to: 'A is 1', toString: 'A is 1' })]);
  });

  test('shows the JSON where the formatter is not for history', () => {
    const site = aSite();
    const field = aForgeField(site, { ...module, formatter: { ...module.formatter, historyView: false } });
    const issue = anIssue(site);
    site.jira.issues.edit(as(site.member), issue.key, { fields: { [field.id]: { a: 1 } } });
    expect(lastItems(site, issue.id)).toEqual([expect.objectContaining({ to: '{"a":1}', toString: '{"a":1}' })]);
  });

  test('the order of its keys is no change', () => {
    const site = aSite();
    const field = aForgeField(site, { moduleKey: 'plain', type: 'object' });
    const issue = anIssue(site, { [field.id]: { a: 1, b: [1, { c: 2, d: 3 }] } });
    site.jira.issues.edit(as(site.member), issue.key, { fields: { [field.id]: { b: [1, { d: 3, c: 2 }], a: 1 } } });
    expect(site.jira.issues.historyOf(issue.id)).toEqual([]);
  });
});

describe('a commit', () => {
  const rank = (site: TestSite): void => {
    const issue = site.jira.issues.byIdOrKey('SHOP-1');
    if (!issue) throw new Error('missing');
    site.jira.issues.commit({
      before: issue,
      after: { ...issue, rank: '0|zzz:' },
      by: 'member',
      items: [rankItem(site.jira, 'lower')],
      kind: 'rank',
    });
  };

  test.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('of a rank emits (%s) and bumps updated (%s) as the switches say, and always leaves history', async (emits, bumps) => {
    const site = aSite();
    const issue = anIssue(site);
    site.switches.rankEmitsEvent = emits;
    site.switches.rankBumpsUpdated = bumps;
    site.events.length = 0;
    await site.jira.clock.advance(1_000);
    rank(site);
    expect(site.events).toHaveLength(emits ? 1 : 0);
    expect(latest(site, issue).updated - issue.updated).toBe(bumps ? 1_000 : 0);
    expect(lastItems(site, issue.id)).toEqual([
      {
        field: 'Rank',
        fieldtype: 'custom',
        fieldId: site.jira.fields.rankField.id,
        from: '',
        fromString: '',
        to: '',
        toString: 'Ranked lower',
      },
    ]);
  });

  test('tells the app who did what to which issue', () => {
    const site = aSite();
    const issue = anIssue(site);
    site.events.length = 0;
    site.jira.issues.edit({ ...as(site.member), ...(site.appCaller.app ? { app: site.appCaller.app } : {}) }, issue.key, {
      fields: { assignee: { accountId: 'admin' } },
    });
    expect(site.events.map((event) => [event.name, event.causedByAppId, event.actorId])).toEqual([
      ['avi:jira:updated:issue', 'app-1', 'member'],
      ['avi:jira:assigned:issue', 'app-1', 'member'],
    ]);
    expect(site.events[0]?.payload).toMatchObject({
      eventType: 'avi:jira:updated:issue',
      atlassianId: 'member',
      timestamp: String(site.jira.clock.now()),
      associatedUsers: [{ accountId: 'member' }, { accountId: 'admin' }],
      changelog: { id: expect.any(String), items: [{ field: 'assignee', to: 'admin' }] },
      issue: {
        id: issue.id,
        key: 'SHOP-1',
        fields: {
          summary: 'A story',
          issuetype: { name: 'Story' },
          creator: { accountId: 'member' },
          assignee: { accountId: 'admin' },
          project: { key: 'SHOP' },
          status: { name: 'To Do', statusCategory: { key: 'new' } },
          updated: '2026-11-24T09:00:00.000+0000',
        },
      },
    });
  });

  test('decided on a stale record is refused', () => {
    const site = aSite();
    const issue = anIssue(site);
    site.jira.issues.edit(as(site.member), issue.key, { fields: { summary: 'Newer' } });
    expect(() =>
      site.jira.issues.commit({ before: issue, after: { ...issue, summary: 'Lost' }, by: 'member', items: [], kind: 'edit' }),
    ).toThrow('stale');
  });

  test('never walks over all issues, however many there are', () => {
    const site = aSite();
    const issue = anIssue(site);
    const { issues } = site.jira.state;
    const walks = (['values', 'entries', 'forEach', 'keys'] as const).map((name) => jest.spyOn(issues, name));
    const walk = jest.spyOn(issues, Symbol.iterator as never);
    anIssue(site);
    site.jira.issues.edit(as(site.member), issue.key, { fields: { summary: 'Edited' } });
    site.jira.comments.add(as(site.member), issue.key, { body: textToDocument('Hello') });
    site.jira.issues.remove(as(site.admin), issue.key);
    expect([...walks, walk].map((spy) => spy.mock.calls.length)).toEqual([0, 0, 0, 0, 0]);
  });
});
