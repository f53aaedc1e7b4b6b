import type { Board, Issue, Sprint } from '../../../emulator/jira/model';
import type { TestSite } from '../../builders/site';
import { bundledFixture } from '../forge/harness';
import { aFixtureSite } from './fixture-site';
import { LiveFeed } from './live-feed';
import { pageCall, type PageAnswer } from './session';

const functions = bundledFixture();
const DAY = 86_400_000;
let site: TestSite;
let board: Board;
let sprint: Sprint;

beforeEach(async () => {
  const action = { title: 'Cancel sprint…', resource: 'ui/panel', resolver: { function: 'resolver' } };
  site = await aFixtureSite({
    functions,
    modules: {
      'jira:sprintAction': [
        { key: 'cancel', ...action, viewportSize: 'large' },
        { key: 'for-admins', ...action, displayConditions: { isAdmin: true } },
      ],
    },
  });
  board = boardOf('SHOP');
  sprint = aSprint('SHOP Sprint 7');
});
afterEach(() => site.close());

const owner = () => ({ accountId: site.as('owner').accountId });
const project = (key: string) => site.jira.projects.byIdOrKey(key)!;

function boardOf(key: string): Board {
  const { id } = project(key);
  const existing = [...site.jira.state.boards.values()].find(({ projectId }) => projectId === id);
  return existing ?? site.jira.boards.create({ name: `${key} board`, type: 'scrum', projectId: id });
}

function aSprint(name: string, on = board): Sprint {
  const now = site.jira.clock.now();
  return site.jira.sprints.create(owner(), { name, originBoardId: on.id, startDate: now, endDate: now + 14 * DAY });
}

function anIssue(summary: string, into: Sprint): Issue {
  const { id } = project('SHOP');
  const typeId = site.jira.projects.issueTypesOf(project('SHOP')).find(({ name }) => name === 'Story')!.id;
  const issue = site.jira.issues.create(owner(), { projectId: id, typeId, fields: { summary } });
  site.jira.sprints.moveIssues(owner(), into.id, [issue.key]);
  return issue;
}

const context = (person: string, place: object): Promise<PageAnswer> =>
  pageCall(site, person, 'POST', '/_site/forge/context', { moduleKey: 'cancel', place });

/** A project that only its administrators browse, with a board and a sprint. */
function aClosedProject(): { readonly board: Board; readonly sprint: Sprint } {
  const { id } = site.jira.projects.create({
    key: 'TOP',
    name: 'Top secret',
    style: 'classic',
    leadAccountId: owner().accountId,
    template: 'scrum',
    grants: ['BROWSE_PROJECTS', 'MANAGE_SPRINTS_PERMISSION'].map((permission) => ({
      permission,
      holder: { type: 'user' as const, value: owner().accountId },
    })),
  });
  const its = [...site.jira.state.boards.values()].find(({ projectId }) => projectId === id) ?? boardOf('TOP');
  return { board: its, sprint: aSprint('Secret sprint', its) };
}

describe("the app's actions of a sprint", () => {
  it('are listed with title, page and size, where their conditions allow', async () => {
    const { body } = await pageCall(site, 'developer', 'GET', '/_site/forge/modules?type=jira:sprintAction&project=SHOP');
    expect(body.modules).toHaveLength(1);
    expect(body.modules[0]).toMatchObject({
      key: 'cancel',
      title: 'Cancel sprint…',
      viewportSize: 'large',
      src: '/_forge/ui/ui/panel.html',
    });
  });

  it.each(['future', 'active', 'closed', 'deleted'] as const)(
    'learn where they are: project, board and sprint, which is %s',
    async (state) => {
      if (state === 'active' || state === 'closed') site.jira.sprints.start(owner(), sprint.id);
      if (state === 'closed') site.jira.sprints.close(owner(), sprint.id);
      if (state === 'deleted') site.jira.sprints.remove(owner(), sprint.id);
      const { body } = await context('stakeholder', { board: board.id, sprint: sprint.id, path: '/projects/SHOP/backlog' });
      expect(body.extension).toEqual({
        type: 'jira:sprintAction',
        location: 'http://localhost:8080/projects/SHOP/backlog',
        project: { id: project('SHOP').id, key: 'SHOP', type: 'software' },
        board: { id: String(board.id), type: 'scrum' },
        sprint: { id: String(sprint.id), state: state === 'deleted' ? 'future' : state },
      });
    },
  );

  it('take no sprint of another board, none that never was, and no board one may not see', async () => {
    const secret = aClosedProject();
    expect((await context('owner', { board: secret.board.id, sprint: secret.sprint.id })).status).toBe(200);
    const places = [
      { board: secret.board.id, sprint: secret.sprint.id },
      { board: board.id, sprint: secret.sprint.id },
      { board: board.id, sprint: 999 },
      { board: board.id },
      { sprint: sprint.id },
    ];
    for (const place of places) expect((await context('developer', place)).status).toBe(404);
  });

  it('are also on a board that shows the sprint because of its issues', async () => {
    anIssue('Seen there', sprint);
    const other = site.jira.boards.create({ name: 'Other', type: 'scrum', projectId: project('SHOP').id });
    expect((await context('developer', { board: other.id, sprint: sprint.id })).status).toBe(200);
  });
});

it('pages hear that sprints have swapped places, apps do not', async () => {
  const other = aSprint('Other');
  const told: string[] = [];
  const stop = site.jira.events.subscribe(({ name }) => told.push(name));
  const feed = await LiveFeed.of(site, 'developer');
  site.jira.sprints.swap(owner(), sprint.id, other.id);
  expect(await feed.next('change')).toMatchObject({ changeType: 'other', actorName: 'Olivia Owner' });
  expect(told).toEqual([]);
  await feed.close();
  stop();
});

describe('what the dialogs of sprints ask', () => {
  const planning = (person: string, of = board): Promise<PageAnswer> => pageCall(site, person, 'GET', `/_site/planning/boards/${of.id}`);
  const complete = (person: string, openIssuesTo: unknown): Promise<PageAnswer> =>
    pageCall(site, person, 'POST', `/_site/planning/sprints/${sprint.id}/complete`, { openIssuesTo });

  it('is who manages sprints, and what the next one is called', async () => {
    expect((await planning('owner')).body).toMatchObject({
      mayManageSprints: true,
      parallelSprints: false,
      nextSprintName: 'SHOP Sprint 8',
      now: new Date(site.jira.clock.now()).toISOString(),
    });
    const secret = aClosedProject();
    expect((await planning('owner', secret.board)).body.nextSprintName).toBe('Secret sprint 1');
    const bare = site.jira.boards.create({ name: 'Bare', type: 'scrum', projectId: project('SHOP').id });
    expect((await planning('owner', bare)).body.nextSprintName).toBe('SHOP Sprint 1');
    expect((await planning('developer', secret.board)).status).toBe(404);
  });

  it.each(['backlog', 'newSprint', 'planned'] as const)('is where open issues go when it is completed: %s', async (to) => {
    site.switches.closeLeavesIssues = 'closedSprint';
    const issue = anIssue('Unfinished', sprint);
    site.jira.sprints.start(owner(), sprint.id);
    const planned = aSprint('Planned');
    const feed = await LiveFeed.of(site, 'developer');
    expect((await complete('owner', to === 'planned' ? planned.id : to)).status).toBe(204);
    expect(await feed.next('change')).toMatchObject({ actorName: 'Olivia Owner' });
    await feed.close();
    const open = site.jira.state.issues
      .get(issue.id)!
      .sprintIds.slice(1)
      .map((id) => site.jira.sprints.byId(id)!.name);
    expect(open).toEqual({ backlog: [], planned: ['Planned'], newSprint: ['Planned 1'] }[to]);
    expect(site.jira.boards.backlogOf(board, owner().accountId).issues).toHaveLength(to === 'backlog' ? 1 : 0);
    expect(site.jira.sprints.byId(sprint.id)!.state).toBe('closed');
  });

  it('makes no sprint for a completion that is refused', async () => {
    const before = site.jira.state.sprints.size;
    expect((await complete('owner', 'newSprint')).status).toBe(400);
    expect((await complete('owner', 'nowhere')).status).toBe(400);
    site.jira.sprints.start(owner(), sprint.id);
    expect((await complete('owner', 999)).status).toBe(404);
    expect(site.jira.state.sprints.size).toBe(before);
    expect(site.jira.sprints.byId(sprint.id)!.state).toBe('active');
  });
});
