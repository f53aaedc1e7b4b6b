import { PlanningSite, NOW, message } from './planning-site';

const HOUR = 3_600_000;

describe('WAS and CHANGED read the changelog', () => {
  const site = new PlanningSite();
  const issue = site.issue('Moved about', { created: NOW });
  const still = site.issue('Never touched', { created: NOW });
  const change = (status: string, by: string): void => {
    const before = site.current(issue);
    const to = site.status(status);
    const item = {
      field: 'status',
      fieldtype: 'jira' as const,
      fieldId: 'status',
      from: before.statusId,
      fromString: null,
      to,
      toString: status,
    };
    site.jira.issues.commit({ before, after: { ...before, statusId: to }, by, items: [item], kind: 'transition' });
  };

  beforeAll(async () => {
    await site.clock.advance(24 * HOUR);
    change('In Progress', 'ben');
    await site.clock.advance(48 * HOUR);
    change('Done', 'ann');
    await site.clock.advance(HOUR);
  });

  it.each<[string, string[]]>([
    ['status was "In Progress"', ['Moved about']],
    ['status was in ("In Progress", Done)', ['Moved about']],
    ['status was "To Do"', ['Moved about', 'Never touched']],
    ['status was not "In Progress"', ['Never touched']],
    ['status was not in (Done)', ['Never touched']],
    ['status was "In Progress" by ben', ['Moved about']],
    ['status was "In Progress" by ann', []],
    ['status was "In Progress" by currentUser()', []],
    ['status was "In Progress" after "2026-11-27" before "2026-11-29"', ['Moved about']],
    ['status was "In Progress" before "2026-11-27"', []],
    ['status was "In Progress" on "2026-11-28"', ['Moved about']],
    ['status was "To Do" on "2026-11-28"', ['Never touched']],
    ['status was "To Do" during ("2026-11-25", "2026-11-26")', ['Moved about', 'Never touched']],
    ['status changed', ['Moved about']],
    ['not status changed', ['Never touched']],
    ['status changed from "To Do" to "In Progress"', ['Moved about']],
    ['status changed from "In Progress" to "To Do"', []],
    ['status changed to Done by ann after -2h', ['Moved about']],
    ['status changed to Done before -2h', []],
    ['status changed to ("In Progress", Done) by membersOf("jira-software-users")', ['Moved about']],
    ['assignee was EMPTY', ['Moved about', 'Never touched']],
    ['priority was Medium', ['Moved about', 'Never touched']],
    ['assignee changed', []],
  ])('%s', (jql, expected) => {
    expect(site.find(`${jql} ORDER BY key`)).toEqual(expected);
  });

  it('refuses fields whose history Jira does not search', () => {
    expect(message(() => site.find('labels was x'))).toMatch(/400: History searches do not support the field 'labels'\./);
    expect(site.current(still).summary).toBe('Never touched');
  });
});
