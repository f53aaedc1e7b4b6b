import type { Issue } from '../../emulator/jira/model';
import { createRankedBacklog } from '../../src/platform/ranked-backlog';
import type { RankedBacklog } from '../../src/core/rank';
import type { Sites } from '../../src/core/site';
import { forgeCalls, type ForgeCalls } from '../builders/forge-calls';
import { START, typeNamed } from '../emulator/rest/rest-site';

let site: ForgeCalls;
let backlog: RankedBacklog;

beforeEach(() => {
  site = forgeCalls();
  backlog = createRankedBacklog({ sites: sitesOf(site) });
});
afterEach(() => expect(site.gateway.violations).toEqual([]));

function sitesOf({ jira }: ForgeCalls): Sites {
  const current = async () => ({
    valueScore: 'customfield_1',
    valueFactors: 'customfield_2',
    acceptance: 'customfield_10003',
    rank: jira.fields.rankField.id,
    sprint: jira.fields.sprintField.id,
    estimates: [],
    epicTypes: [],
  });
  return { id: () => 'installation', current, ensure: async () => undefined, refresh: current };
}

const owner = () => ({ accountId: site.people.owner.accountId });
const stories = (count: number): Issue[] => Array.from({ length: count }, (_, at) => site.issue(`Story ${at + 1}`));
const ids = (issues: readonly Issue[]): string[] => issues.map(({ id }) => id);
const now = (issue: Issue): Issue => site.jira.issues.byIdOrKey(issue.id)!;

function sprint(state: 'active' | 'closed' | 'future', ...issues: Issue[]): number {
  const board =
    site.jira.boards.list(site.people.owner.accountId)[0] ??
    site.jira.boards.create({ name: 'Board', type: 'scrum', projectId: site.shop.id });
  const made = site.jira.sprints.create(owner(), {
    name: `Sprint ${state}`,
    originBoardId: board.id,
    startDate: START,
    endDate: START + 1,
  });
  site.jira.sprints.moveIssues(owner(), made.id, ids(issues));
  if (state !== 'future') site.jira.sprints.start(owner(), made.id);
  if (state === 'closed') site.jira.sprints.close(owner(), made.id);
  return made.id;
}

function finish(issue: Issue): void {
  const done = site.jira.workflows
    .workflowOf(site.shop, issue.typeId)
    .statusIds.find((id) => site.jira.state.statuses.get(id)?.category === 'done');
  site.jira.issues.move(owner(), issue.id, { projectId: site.shop.id, statusId: done ?? '' });
}

describe('Issues as the guard reads them', () => {
  it('are what Jira keeps of their place', async () => {
    const [plain, planned, active, closed, done] = stories(5) as [Issue, Issue, Issue, Issue, Issue];
    const gone = sprint('closed', closed);
    const running = sprint('active', active);
    sprint('future', planned);
    finish(done);
    const found = await backlog.issues(ids([plain, planned, active, closed, done]));
    expect(found.get(plain.id)).toEqual({
      id: plain.id,
      key: plain.key,
      projectId: site.shop.id,
      hierarchyLevel: 0,
      done: false,
      activeSprint: null,
      planned: false,
      closedSprints: [],
      rank: now(plain).rank,
      createdAt: START,
      creator: site.people.owner.accountId,
    });
    expect(found.get(planned.id)).toMatchObject({ planned: true, activeSprint: null });
    expect(found.get(active.id)).toMatchObject({ planned: false, activeSprint: String(running) });
    expect(found.get(closed.id)).toMatchObject({ planned: false, activeSprint: null, closedSprints: [String(gone)] });
    expect(found.get(done.id)).toMatchObject({ done: true });
  });

  it('leave out what the app cannot see, without a word', async () => {
    const [seen] = stories(1) as [Issue];
    expect([...(await backlog.issues([seen.id, '99999'])).keys()]).toEqual([seen.id]);
    site.jira.switches.appBlockedProjects = ['SHOP'];
    expect((await backlog.issues([seen.id])).size).toBe(0);
  });

  it('are read in hundreds, at a point a call and a point an issue', async () => {
    const all = stories(230);
    expect([...(await backlog.issues([...ids(all), ...ids(all)])).keys()].sort()).toEqual(ids(all).sort());
    expect(site.asked).toEqual(Array.from({ length: 3 }, () => 'app POST /rest/api/3/issue/bulkfetch'));
    expect(site.points()).toBe(233);
  });

  it('are none without any call when none are asked for', async () => {
    expect((await backlog.issues([])).size).toBe(0);
    expect(site.asked).toEqual([]);
  });

  it('are asked for again where Jira could not read them this time', async () => {
    const [one, other] = stories(2) as [Issue, Issue];
    site.answerInstead = (_path, body) =>
      body.includes(one.id) && body.includes(other.id)
        ? Response.json({ issues: [], issueErrors: [{ id: other.id, errorMessage: 'too large' }] })
        : undefined;
    expect([...(await backlog.issues([one.id, other.id])).keys()]).toEqual([other.id]);
  });

  it('are not taken for unseen when Jira cannot read them at all', async () => {
    site.answerInstead = () => Response.json({ issues: [], issueErrors: [{ id: '10001', errorMessage: 'try again' }] });
    await expect(backlog.issues(['10001'])).rejects.toMatchObject({ code: 'unavailable' });
    await expect(backlog.issues(['10001', '10002'])).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe.each(['epoch', 'iso'] as const)('Changes of place, dated in %s', (form) => {
  beforeEach(() => void (site.jira.switches.bulkChangelogCreated = form));

  it('say who, when and of what, oldest first, since a time', async () => {
    const [one, other] = stories(2) as [Issue, Issue];
    await site.clock.advance(1_000);
    site.jira.ranking.move(owner(), [other.id], { before: one.id });
    await site.clock.advance(1_000);
    const from = site.clock.now();
    sprint('future', other);
    await site.clock.advance(1_000);
    site.jira.ranking.move({ accountId: site.app.accountId }, [other.id], { after: one.id });
    await site.clock.advance(1_000);
    finish(other);
    const by = { accountId: site.people.owner.accountId, bot: false };
    const changes = await backlog.changes([one.id, other.id], from);
    expect(changes.get(other.id)).toEqual([
      { id: expect.any(Number), at: from, by, of: ['sprint'] },
      { id: expect.any(Number), at: from + 1_000, by: { accountId: site.app.accountId, bot: true }, of: ['rank'] },
      { id: expect.any(Number), at: from + 2_000, by, of: ['status'] },
    ]);
    expect(changes.has(one.id)).toBe(false);
    expect((await backlog.changes([other.id], from - 1_000)).get(other.id)?.[0]).toMatchObject({ at: from - 1_000, of: ['rank'] });
  });

  it('include a move to another project once, whatever else it changed', async () => {
    const [issue] = stories(1) as [Issue];
    const other = site.jira.projects.create({
      key: 'ELSE',
      name: 'Elsewhere',
      style: 'classic',
      leadAccountId: site.people.owner.accountId,
      template: 'scrum',
    });
    site.jira.issues.move(owner(), issue.id, { projectId: other.id, typeId: typeNamed(site.jira, other, 'Task') });
    expect((await backlog.changes([issue.id], 0)).get(issue.id)).toMatchObject([{ of: ['project', 'type'] }]);
  });
});

describe('The changelog', () => {
  it('is followed to its last page, and an entry on two of them counts once', async () => {
    const entry = (id: string) => ({
      id,
      created: START,
      items: [{ field: 'Rank', fieldId: site.jira.fields.rankField.id, toString: '' }],
    });
    const page = (histories: readonly object[], nextPageToken?: string) =>
      Response.json({ issueChangeLogs: [{ issueId: '10001', changeHistories: histories }], nextPageToken });
    site.answerInstead = (_path, body) =>
      body.includes('"more"') ? page([entry('2'), entry('3')]) : page([entry('1'), entry('2')], 'more');
    const changes = await backlog.changes(['10001'], 0);
    expect(changes.get('10001')?.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(site.asked).toHaveLength(2);
  });

  it('is asked for a thousand issues at a time', async () => {
    await backlog.changes(
      Array.from({ length: 1_001 }, (_, at) => String(20_000 + at)),
      0,
    );
    expect(site.asked).toEqual(['app POST /rest/api/3/changelog/bulkfetch', 'app POST /rest/api/3/changelog/bulkfetch']);
  });
});

describe('The order as the search index has it', () => {
  it('holds what is open, in sprints or not, without sub-tasks', async () => {
    const [first, second, third, done] = stories(4) as [Issue, Issue, Issue, Issue];
    sprint('active', third);
    finish(done);
    const subTask = site.jira.projects.issueTypesOf(site.shop).find((type) => type.hierarchyLevel < 0);
    site.jira.issues.create(owner(), {
      projectId: site.shop.id,
      typeId: subTask?.id ?? '',
      fields: { summary: 'Part', parent: { id: first.id } },
    });
    site.jira.ranking.move(owner(), [second.id], { before: first.id });
    expect(await backlog.idsInOrder(site.shop.id)).toEqual([second.id, first.id, third.id]);
    expect(site.points()).toBe(4);
  });

  it('finds what changed lately, the newest first, and no more than asked for', async () => {
    const [one, other] = stories(2) as [Issue, Issue];
    await site.clock.advance(20 * 60_000);
    expect(await backlog.changedWithin(site.shop.id, 10, 100)).toEqual([]);
    for (const { id } of [one, other]) {
      site.jira.issues.edit(owner(), id, { fields: { summary: 'Changed' } });
      await site.clock.advance(60_000);
    }
    expect(await backlog.changedWithin(site.shop.id, 10, 100)).toEqual([other.id, one.id]);
    expect(await backlog.changedWithin(site.shop.id, 10, 1)).toEqual([other.id]);
  });

  it('is no longer than asked for, however much Jira answers', async () => {
    site.answerInstead = () => Response.json({ issues: [{ id: '1' }, { id: '2' }], nextPageToken: 'more' });
    expect(await backlog.changedWithin(site.shop.id, 10, 1)).toEqual(['1']);
    expect(site.asked).toHaveLength(1);
  });

  it('counts an issue once that moved between two pages', async () => {
    const page = (found: readonly string[], nextPageToken?: string) =>
      Response.json({ issues: found.map((id) => ({ id })), ...(nextPageToken === undefined ? {} : { nextPageToken }) });
    site.answerInstead = (_path, body) => (body.includes('"more"') ? page(['2', '3']) : page(['1', '2'], 'more'));
    expect(await backlog.idsInOrder(site.shop.id)).toEqual(['1', '2', '3']);
  });
});

describe('Ranking as the app', () => {
  it('puts issues next to an anchor, in the order given, for one point', async () => {
    const [one, two, three] = stories(3) as [Issue, Issue, Issue];
    expect(await backlog.rank([three.id, two.id], { before: one.id })).toEqual([]);
    expect(site.points()).toBe(1);
    expect(await backlog.idsInOrder(site.shop.id)).toEqual([three.id, two.id, one.id]);
    expect(await backlog.rank([three.id], { after: one.id })).toEqual([]);
    expect(await backlog.idsInOrder(site.shop.id)).toEqual([two.id, one.id, three.id]);
    expect((await backlog.changes([three.id], 0)).get(three.id)?.[0]?.by).toEqual({ accountId: await backlog.ownAccount(), bot: true });
  });

  it('answers those that Jira could not rank just now', async () => {
    const [one, two, three] = stories(3) as [Issue, Issue, Issue];
    site.jira.ranking.failNext(two.key, 1);
    expect(await backlog.rank([three.id, two.id], { before: one.id })).toEqual([two.id]);
  });

  it('never asks for more than Jira takes', async () => {
    await expect(backlog.rank(ids(stories(51)), { after: '1' })).rejects.toThrow(RangeError);
    expect(await backlog.rank([], { after: '1' })).toEqual([]);
    expect(site.asked).toEqual([]);
  });
});

it('The app learns its own account once', async () => {
  expect([await backlog.ownAccount(), await backlog.ownAccount()]).toEqual([site.app.accountId, site.app.accountId]);
  expect(site.asked).toEqual(['app GET /rest/api/3/myself']);
});

describe('The view of a project', () => {
  it('is open, blocked by an app access rule, or gone', async () => {
    expect(await backlog.view(site.shop.id)).toBe('open');
    expect(site.points()).toBe(1);
    site.jira.switches.appBlockedProjects = ['SHOP'];
    expect(await backlog.view(site.shop.id)).toBe('blocked');
    site.jira.switches.appBlockedProjects = [];
    site.jira.projects.archive(site.shop.id);
    expect(await backlog.view(site.shop.id)).toBe('gone');
    expect(await backlog.view('99999')).toBe('gone');
  });

  it.each([
    [{ key: 'SHOP', archived: true }, 'gone'],
    [{ key: 'SHOP', deleted: true }, 'gone'],
    [{ key: 'SHOP' }, 'open'],
  ])('is asked of the project itself where Jira has no policy for it: %j is %s', async (project, expected) => {
    site.answerInstead = (path) => Response.json(path.includes('data-policy') ? { projectDataPolicies: [] } : project);
    expect(await backlog.view(site.shop.id)).toBe(expected);
  });
});

describe('An owner', () => {
  it('is present while active and able to browse the project', async () => {
    const { owner, stakeholder } = site.people;
    expect(await backlog.isPresent(owner.accountId, site.shop.id)).toBe(true);
    expect(await backlog.isPresent('nobody', site.shop.id)).toBe(false);
    expect(await backlog.isPresent(stakeholder.accountId, site.team.id)).toBe(false);
    site.jira.users.update(owner.accountId, { active: false });
    expect(await backlog.isPresent(owner.accountId, site.shop.id)).toBe(false);
  });

  it('is found by who sees the project where the app does not administer it, and else is not called absent', async () => {
    const { owner } = site.people;
    const seeing = [{ accountId: owner.accountId, active: true }];
    site.answerInstead = (path) => {
      if (path.includes('user/permission/search')) return Response.json({}, { status: 403 });
      return path.includes('user/viewissue/search')
        ? Response.json(decodeURIComponent(path).includes(owner.accountId) ? seeing : [])
        : undefined;
    };
    expect(await backlog.isPresent(owner.accountId, site.shop.id)).toBe(true);
    await expect(backlog.isPresent('nobody', site.shop.id)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
