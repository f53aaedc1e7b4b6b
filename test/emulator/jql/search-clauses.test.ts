import { PlanningSite, NOW, message } from './planning-site';

const DAY = 86_400_000;

describe('JQL finds what Jira would find', () => {
  const site = new PlanningSite();
  const { jira } = site;
  const other = site.addProject('OPS', 'Operations');
  const points = jira.fields.storyPointsField;

  const epic = site.issue('Checkout', { type: 'Epic' });
  const pay = site.issue('Pay by card', {
    created: NOW - 10 * DAY,
    fields: { labels: ['money', 'Urgent'], parent: { key: epic.key }, assignee: { accountId: 'ben' } },
  });
  const gift = site.issue('Gift cards', {
    created: NOW - 3 * DAY,
    status: 'In Progress',
    fields: { labels: ['money'], priority: { id: '1' } },
  });
  const bug = site.issue('Wrong total after a coupon', { type: 'Bug', status: 'Done', created: NOW - DAY });
  const sub = site.issue('Write the test', { type: 'Sub-task', fields: { parent: { key: pay.key } } });
  const pager = site.issue('Rotate the pager', { project: other });
  site.force(pay, { dueDate: '2026-11-26', custom: { [points.id]: 5 }, updated: NOW - 5 * 60_000 });
  site.force(gift, { dueDate: '2026-12-01', custom: { [points.id]: 8 }, updated: NOW - 2 * 3_600_000 });
  site.force(bug, { resolved: NOW - 3_600_000, resolutionId: [...jira.state.resolutions.keys()][0]!, updated: NOW - DAY });
  for (const issue of [epic, sub, pager]) site.force(issue, { updated: NOW - 30 * DAY });
  const ben = { accountId: 'ben' };
  jira.comments.add(ben, pay.id, {
    body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Needs a refund flow' }] }] },
  });
  site.force(pay, { updated: NOW - 5 * 60_000 });

  const all = ['Checkout', 'Pay by card', 'Gift cards', 'Wrong total after a coupon', 'Write the test', 'Rotate the pager'];
  const except = (...left: string[]): string[] => all.filter((name) => !left.includes(name));

  it.each<[string, string[]]>([
    ['project = WEB', except('Rotate the pager')],
    ['project = "Website"', except('Rotate the pager')],
    ['project = web and type = Bug', ['Wrong total after a coupon']],
    ['project in (WEB, OPS)', all],
    ['project != WEB', ['Rotate the pager']],
    [`key = ${pay.key}`, ['Pay by card']],
    [`issuekey in (${pay.key}, ${bug.key})`, ['Pay by card', 'Wrong total after a coupon']],
    [`id = ${pay.id}`, ['Pay by card']],
    [`key > ${pay.key} and key <= ${bug.key}`, ['Gift cards', 'Wrong total after a coupon']],
    ['issuetype in standardIssueTypes() and project = WEB', ['Checkout', 'Pay by card', 'Gift cards', 'Wrong total after a coupon']],
    ['issuetype in subtaskIssueTypes()', ['Write the test']],
    ['status = "in progress"', ['Gift cards']],
    ['statusCategory != Done and project = WEB', ['Checkout', 'Pay by card', 'Gift cards', 'Write the test']],
    ['statusCategory = "To Do" AND type = Story', ['Pay by card', 'Rotate the pager']],
    ['summary ~ card', ['Pay by card']],
    ['summary ~ "card*"', ['Pay by card', 'Gift cards']],
    ['summary ~ "gift card?"', ['Gift cards']],
    ['summary ~ "\\"total after\\""', ['Wrong total after a coupon']],
    ['summary ~ "\\"after total\\""', []],
    ['summary !~ "card*" AND project = WEB', ['Checkout', 'Wrong total after a coupon', 'Write the test']],
    ['comment ~ refund', ['Pay by card']],
    ['text ~ REFUND', ['Pay by card']],
    ['description is empty and type = Bug', ['Wrong total after a coupon']],
    ['assignee = ben', ['Pay by card']],
    ['assignee = "Ben Example"', ['Pay by card']],
    ['assignee = "ben@example.com"', ['Pay by card']],
    ['assignee = currentUser()', []],
    ['assignee is EMPTY', except('Pay by card')],
    ['assignee = null', except('Pay by card')],
    ['assignee in (ben, EMPTY)', all],
    ['assignee in membersOf("jira-software-users")', ['Pay by card']],
    ['assignee != ben', []],
    ['not assignee = ben', []],
    ['assignee not in (ann)', ['Pay by card']],
    ['reporter = currentUser() and project = OPS', ['Rotate the pager']],
    ['creator = ann', all],
    ['priority = Highest', ['Gift cards']],
    ['priority > Medium', ['Gift cards']],
    ['priority <= medium and type = Bug', ['Wrong total after a coupon']],
    ['labels = urgent', ['Pay by card']],
    ['labels != urgent', ['Gift cards']],
    ['labels not in (urgent, nothing)', ['Gift cards']],
    ['NOT (labels = urgent)', ['Gift cards']],
    ['labels is not empty', ['Pay by card', 'Gift cards']],
    [`parent = ${epic.key}`, ['Pay by card']],
    [`"Epic Link" = ${epic.key}`, ['Pay by card']],
    [`parentEpic = ${epic.key}`, ['Checkout', 'Pay by card', 'Write the test']],
    [`issue in childIssuesOf(${epic.key})`, ['Pay by card', 'Write the test']],
    ['created >= -4d and created < -2d', ['Gift cards']],
    ['created >= "2026-11-23" AND createdDate < "2026/11/24"', ['Gift cards']],
    ['updated >= -10m', ['Pay by card']],
    ['updated >= startOfDay() ', ['Pay by card', 'Gift cards']],
    ['updated < startOfMonth("-1d")', ['Checkout', 'Write the test', 'Rotate the pager']],
    ['resolved >= -2h', ['Wrong total after a coupon']],
    ['resolution = Unresolved and project = WEB', ['Checkout', 'Pay by card', 'Gift cards', 'Write the test']],
    ['resolution is not empty', ['Wrong total after a coupon']],
    ['due = "2026-11-26"', ['Pay by card']],
    ['due <= now()', ['Pay by card']],
    ['due < now()', []],
    ['duedate > now() and due <= endOfWeek(1)', ['Gift cards']],
    ['due < 7d', ['Pay by card', 'Gift cards']],
    ['"Story points" >= 5', ['Pay by card', 'Gift cards']],
    ['"story points[Number]" = 5.0', ['Pay by card']],
    [`cf[${points.schema.customId}] > 5`, ['Gift cards']],
    ['"Story points" != 5', ['Gift cards']],
    ['"Story points" in (5, 8)', ['Pay by card', 'Gift cards']],
    ['NOT "Story points" > 5', ['Pay by card']],
    ['"Story points" is empty and project = OPS', ['Rotate the pager']],
    ['fixVersion is EMPTY and project = OPS', ['Rotate the pager']],
    ['issue in updatedBy(ben)', ['Pay by card']],
    ['project = OPS or type = Epic and status = "To Do"', ['Checkout', 'Rotate the pager']],
    ['(project = OPS or type = Epic) and summary ~ pager', ['Rotate the pager']],
    ['project in projectsLeadByUser(ann) and type = Bug', ['Wrong total after a coupon']],
  ])('%s', (jql, expected) => {
    expect(new Set(site.find(jql))).toEqual(new Set(expected));
  });

  it('finds issues by the sprint they are, were or will be in', () => {
    const caller = site.as('ann');
    const { sprints } = jira;
    const past = sprints.create(caller, { name: 'Past', originBoardId: site.board.id, startDate: NOW - 20 * DAY, endDate: NOW - 6 * DAY });
    sprints.moveIssues(caller, past.id, [bug.id, gift.id]);
    sprints.start(caller, past.id);
    sprints.close(caller, past.id);
    const active = sprints.create(caller, { name: 'Now', originBoardId: site.board.id, startDate: NOW, endDate: NOW + 14 * DAY });
    sprints.moveIssues(caller, active.id, [gift.id]);
    sprints.start(caller, active.id);
    const planned = sprints.create(caller, { name: 'Next', originBoardId: site.board.id });
    sprints.moveIssues(caller, planned.id, [pay.id]);

    expect(site.find('sprint in openSprints()')).toEqual(['Gift cards']);
    expect(site.find('sprint in closedSprints() ORDER BY id ASC')).toEqual(['Gift cards', 'Wrong total after a coupon']);
    expect(site.find('sprint in futureSprints() ORDER BY id ASC')).toEqual(['Pay by card', 'Write the test']);
    expect(site.find('sprint not in openSprints() ORDER BY id ASC')).toEqual([
      'Pay by card',
      'Wrong total after a coupon',
      'Write the test',
    ]);
    expect(site.find(`sprint = ${planned.id} AND type = Story`)).toEqual(['Pay by card']);
    expect(site.find('sprint = "next" AND type = Story')).toEqual(['Pay by card']);
    expect(site.find('project = WEB AND sprint is EMPTY')).toEqual(['Checkout']);
  });

  it.each<[string, RegExp]>([
    ['projct = WEB', /Field 'projct' does not exist or you do not have permission to view it\./],
    ['project = NOPE', /The value 'NOPE' does not exist for the field 'project'\./],
    ['status = Nowhere', /The value 'Nowhere' does not exist for the field 'status'\./],
    ['key = WEB-99999', /An issue with key 'WEB-99999' does not exist for field 'key'\./],
    ['summary = x', /The operator '=' is not supported by the 'summary' field\./],
    ['project ~ WEB', /The operator '~' is not supported by the 'project' field\./],
    ['labels > a', /The operator '>' is not supported/],
    ['rank > 3', /The operator '>' is not supported by the 'rank' field/],
    ['assignee in currentUser()', /Operator 'in' does not support the non-list value 'currentUser\(\)' for field 'assignee'/],
    ['sprint = openSprints()', /Operator '=' does not support the list value 'openSprints\(\)' for field 'sprint'/],
    ['assignee in openSprints()', /A value provided by the function 'openSprints' is invalid for the field 'assignee'/],
    ['assignee = nobodyKnows()', /Unable to find JQL function 'nobodyKnows\(\)'/],
    ['assignee in membersOf(ghosts)', /the group does not exist/],
    ['"Story points" = many', /A number is required/],
    ['created > yesterday', /Date value 'yesterday' for field 'created' is invalid/],
    ['created > startOfDay("x")', /Duration for function 'startOfDay' should have the format/],
    ['sprint was 3', /History searches do not support the field 'sprint'/],
    ['project =', /Error in the JQL Query: Expecting either a value, list or function before the end of the query\./],
    ['project WEB', /Error in the JQL Query: Expecting operator but got 'WEB'\..*line 1, character 9/],
    ['project = WEB key = 1', /Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'key'/],
    ['limit = 3', /Error in the JQL Query: 'limit' is a reserved JQL word/],
    ['summary ~ "***', /Error in the JQL Query/],
    ['project = WEB ORDER BY nothing', /Field 'nothing' does not exist/],
    ['project = WEB ORDER BY comment', /Not able to sort using field 'comment'/],
    ['project = WEB ORDER BY key, id, created, updated, due, status, type, rank', /JQL can be ordered by at most 7 fields/],
    ['issue.property[x].y = 1', /does not exist or you do not have permission/],
  ])('refuses %s with a 400 as Jira words it', (jql, expected) => {
    const said = message(() => site.find(jql));
    expect(said).toMatch(/^400: /);
    expect(said).toMatch(expected);
  });

  it('refuses a query without a restriction where Jira does', () => {
    expect(message(() => jira.search.run('ORDER BY Rank', 'ann', { requireBounded: true }))).toBe(
      '400: Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
    expect(message(() => jira.search.run('', 'ann', { requireBounded: true }))).toMatch(/Unbounded/);
  });

  it('shows nobody what they may not see, nor that it exists', () => {
    expect(site.find('statusCategory = "To Do"', null)).toEqual([]);
    expect(message(() => site.find('project = WEB', null))).toMatch(/The value 'WEB' does not exist for the field 'project'/);
    expect(message(() => site.find(`key = ${pay.key}`, null))).toMatch(/does not exist for field 'key'/);
  });
});
