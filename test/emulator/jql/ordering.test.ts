import { PlanningSite, NOW } from './planning-site';

describe('ORDER BY', () => {
  const site = new PlanningSite();
  const points = site.jira.fields.storyPointsField;
  const [first, second, third] = [site.issue('First'), site.issue('Second'), site.issue('Third')];
  site.force(first, { priorityId: '3', dueDate: '2026-12-01', custom: { [points.id]: 3 }, created: NOW - 3_000, updated: NOW - 1_000 });
  site.force(second, { priorityId: '1', dueDate: null, custom: { [points.id]: 20 }, created: NOW - 2_000, updated: NOW - 3_000 });
  site.force(third, { priorityId: '5', dueDate: '2026-11-01', custom: {}, created: NOW - 1_000, updated: NOW - 2_000 });

  it.each<[string, string[]]>([
    ['', ['Third', 'Second', 'First']],
    ['ORDER BY key', ['First', 'Second', 'Third']],
    ['ORDER BY key DESC', ['Third', 'Second', 'First']],
    ['ORDER BY Rank', ['First', 'Second', 'Third']],
    ['order by rank desc', ['Third', 'Second', 'First']],
    ['ORDER BY priority DESC', ['Second', 'First', 'Third']],
    ['ORDER BY created DESC', ['Third', 'Second', 'First']],
    ['ORDER BY updated ASC', ['Second', 'Third', 'First']],
    ['ORDER BY summary', ['First', 'Second', 'Third']],
    ['ORDER BY assignee, summary DESC', ['Third', 'Second', 'First']],
    ['ORDER BY status, created', ['First', 'Second', 'Third']],
    // Numbers, not texts; an empty value counts as the lowest.
    ['ORDER BY "Story points" DESC', ['Second', 'First', 'Third']],
    ['ORDER BY "Story points"', ['Third', 'First', 'Second']],
    ['ORDER BY due DESC', ['First', 'Third', 'Second']],
  ])('%s', (order, expected) => {
    expect(site.find(`project = WEB ${order}`)).toEqual(expected);
  });

  it('breaks ties by the newest issue', () => {
    expect(site.find('project = WEB ORDER BY type')).toEqual(['Third', 'Second', 'First']);
  });
});
