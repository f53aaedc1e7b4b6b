import { AgileClient, Version2Client, Version3Client } from 'jira.js';
import { aSite, type TestSite } from '../builders/site';

/**
 * A client of Jira Cloud that others wrote, pointed at the site over HTTP as its readme says: what a script of a user does in a day.
 * Whatever this client does must work here unchanged.
 */
let site: TestSite;
let jira: Version3Client;
let jira2: Version2Client;
let agile: AgileClient;

beforeAll(async () => {
  site = await aSite();
  const { url } = await site.listen(0);
  const config = (email: string) => ({ host: url, authentication: { basic: { email, apiToken: 'any' } } });
  jira = new Version3Client(config('admin@example.com'));
  jira2 = new Version2Client(config('admin@example.com'));
  agile = new AgileClient(config('admin@example.com'));
});
afterAll(() => site.close());

const newIssue = async (summary: string): Promise<string> => {
  const made = await jira.issues.createIssue({ fields: { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary } });
  return made.key;
};
const scrumBoard = async (): Promise<number> => (await agile.board.getAllBoards({ type: 'scrum', projectKeyOrId: 'SHOP' })).values[0]!.id!;
/** The HTTP status the client's own error carries; 200 when the call went well. */
async function statusOf(call: Promise<unknown>): Promise<number> {
  try {
    await call;
    return 200;
  } catch (error) {
    if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
    throw error;
  }
}

describe('jira.js, who and where', () => {
  it('knows the site and the person', async () => {
    expect((await jira.serverInfo.getServerInfo()).deploymentType).toBe('Cloud');
    expect((await jira.myself.getCurrentUser({ expand: 'groups,applicationRoles' })).displayName).toBe('Ada Admin');
    expect((await jira.userSearch.findUsers({ query: 'olivia' })).map((user) => user.displayName)).toEqual(['Olivia Owner']);
    expect((await jira.userSearch.findAssignableUsers({ project: 'SHOP' })).length).toBeGreaterThan(1);
  });

  it('is refused with an address nobody has', async () => {
    const stranger = new Version3Client({
      host: (await site.listen(0)).url,
      authentication: { basic: { email: 'nobody@example.com', apiToken: 'x' } },
    });
    expect(await statusOf(stranger.myself.getCurrentUser())).toBe(401);
  });

  it('reads projects, roles, permissions, schemes, fields and the create screen', async () => {
    const projects = await jira.projects.searchProjects({ expand: ['lead', 'issueTypes'] });
    expect(projects.values?.map((project) => project.key)).toEqual(['APP', 'OPS', 'SHOP']);
    const roles = await jira.projectRoles.getProjectRoles({ projectIdOrKey: 'SHOP' });
    expect(Object.keys(roles)).toContain('Administrators');
    const scheme = await jira.projectPermissionSchemes.getAssignedPermissionScheme({ projectKeyOrId: 'SHOP', expand: 'permissions' });
    expect(scheme.permissions?.some((grant) => grant.permission === 'SCHEDULE_ISSUES')).toBe(true);
    const mine = await jira.permissions.getMyPermissions({ permissions: 'ADMINISTER,SCHEDULE_ISSUES', projectKey: 'SHOP' });
    expect(mine.permissions).toMatchObject({ ADMINISTER: { havePermission: true } });
    expect((await jira.issueFields.getFields()).some((field) => field.schema?.custom === 'com.pyxis.greenhopper.jira:gh-lexo-rank')).toBe(
      true,
    );
    const types = await jira.issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: 'SHOP' });
    const story = types.issueTypes?.find((type) => type.name === 'Story');
    const form = await jira.issues.getCreateIssueMetaIssueTypeId({ projectIdOrKey: 'SHOP', issueTypeId: story!.id! });
    expect(form.fields?.map((field) => field.fieldId)).toContain('summary');
  });
});

describe('jira.js, with an issue', () => {
  it('creates, edits, assigns, moves, comments, tags and deletes', async () => {
    const key = await newIssue('Made by a client');
    const me = (await jira.myself.getCurrentUser()).accountId;
    await jira.issues.editIssue({ issueIdOrKey: key, fields: { summary: 'Changed' }, update: { labels: [{ add: 'client' }] } });
    await jira.issues.assignIssue({ issueIdOrKey: key, accountId: me });
    const { transitions } = await jira.issues.getTransitions({ issueIdOrKey: key });
    const done = transitions?.find((transition) => transition.name === 'In Progress');
    await jira.issues.doTransition({ issueIdOrKey: key, transition: { id: done!.id! } });
    const comment = await jira.issueComments.addComment({ issueIdOrKey: key, comment: 'Seen' });
    await jira.issueComments.updateComment({ issueIdOrKey: key, id: comment.id!, body: 'Seen twice' });
    await jira.issueProperties.setIssueProperty({ issueIdOrKey: key, propertyKey: 'client', propertyValue: { seen: true } });
    await jira.issueWatchers.addWatcher({ issueIdOrKey: key, accountId: me });

    const issue = await jira.issues.getIssue({ issueIdOrKey: key, expand: ['names', 'changelog'], properties: ['client'] });
    expect(issue.fields).toMatchObject({
      summary: 'Changed',
      labels: ['client'],
      assignee: { accountId: me },
      status: { name: 'In Progress' },
      watches: { watchCount: 1, isWatching: true },
    });
    expect(issue.properties).toEqual({ client: { seen: true } });
    const { values } = await jira.issues.getChangeLogs({ issueIdOrKey: key });
    expect(values?.flatMap((entry) => entry.items?.map((item) => item.field))).toEqual(['summary', 'labels', 'assignee', 'status']);
    const bulk = await jira.issues.getBulkChangelogs({ issueIdsOrKeys: [key], fieldIds: ['status'] });
    expect(bulk.issueChangeLogs?.[0]?.changeHistories).toHaveLength(1);

    await jira.issues.deleteIssue({ issueIdOrKey: key });
    expect(await statusOf(jira.issues.getIssue({ issueIdOrKey: key }))).toBe(404);
  });

  it('links two issues', async () => {
    const [one, two] = [await newIssue('One'), await newIssue('Two')];
    await jira.issueLinks.linkIssues({ type: { name: 'Blocks' }, inwardIssue: { key: one }, outwardIssue: { key: two } });
    const issue = await jira.issues.getIssue({ issueIdOrKey: one, fields: ['issuelinks'] });
    expect(issue.fields.issuelinks).toMatchObject([{ outwardIssue: { key: two }, type: { outward: 'blocks' } }]);
  });

  it('is told in plain words that no work can be logged', async () => {
    expect(await statusOf(jira.issueWorklogs.addWorklog({ issueIdOrKey: 'SHOP-1', timeSpentSeconds: 60 }))).toBe(400);
  });

  it('reads plain text in version 2', async () => {
    const made = await jira2.issues.createIssue({
      fields: { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary: 'Plain', description: 'just text' },
    });
    expect((await jira2.issues.getIssue({ issueIdOrKey: made.key })).fields.description).toBe('just text');
    expect(await jira2.issueComments.addComment({ issueIdOrKey: made.key, comment: 'hello' })).toMatchObject({ body: 'hello' });
  });
});

describe('jira.js, searching', () => {
  it('pages to the end, each issue once', async () => {
    const keys: string[] = [];
    let nextPageToken: string | undefined;
    do {
      const page = await jira.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
        jql: 'project = SHOP ORDER BY Rank',
        fields: ['summary'],
        maxResults: 25,
        ...(nextPageToken === undefined ? {} : { nextPageToken }),
      });
      keys.push(...(page.issues ?? []).map((issue) => issue.key));
      nextPageToken = page.nextPageToken;
    } while (nextPageToken !== undefined);
    const { count } = await jira.issueSearch.countIssues({ jql: 'project = SHOP' });
    expect(keys).toHaveLength(count ?? 0);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is told that the old search is gone', async () => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the very thing asserted: what Atlassian retired answers 410
    expect(await statusOf(jira.issueSearch.searchForIssuesUsingJql({ jql: 'project = SHOP' }))).toBe(410);
  });

  it('keeps filters', async () => {
    const filter = await jira.filters.createFilter({ name: 'Of a client', jql: 'project = SHOP ORDER BY Rank' });
    await jira.filters.setFavouriteForFilter({ id: Number(filter.id) });
    expect((await jira.filters.getFavouriteFilters()).map((one) => one.name)).toEqual(['Of a client']);
    const board = await agile.board.createBoard({
      name: 'Of a client',
      type: 'kanban',
      filterId: Number(filter.id),
      location: { type: 'project', projectKeyOrId: 'SHOP' },
    });
    await agile.board.deleteBoard({ boardId: board.id! });
    await jira.filters.deleteFilter({ id: Number(filter.id) });
  });
});

describe('jira.js, planning', () => {
  it('reads a board, its configuration and its backlog', async () => {
    const boardId = await scrumBoard();
    expect(await agile.board.getBoard({ boardId })).toMatchObject({ type: 'scrum', location: { projectKey: 'SHOP' } });
    const configuration = await agile.board.getConfiguration({ boardId });
    expect(configuration.ranking?.rankCustomFieldId).toBe(site.jira.fields.rankField.schema.customId);
    const backlog = await agile.board.getIssuesForBacklog({ boardId, maxResults: 3, fields: ['summary'] });
    expect(backlog.issues).toHaveLength(3);
  });

  it('plans a sprint: creates it, fills it, ranks, estimates, takes out, deletes it', async () => {
    const boardId = await scrumBoard();
    const [one, two] = [await newIssue('First'), await newIssue('Second')];
    const sprint = await agile.sprint.createSprint({ name: 'Of a client', originBoardId: boardId, goal: 'See it work' });
    const sprintId = sprint.id;
    await agile.sprint.moveIssuesToSprintAndRank({ sprintId, issues: [one, two] });
    await agile.issue.rankIssues({ issues: [two], rankBeforeIssue: one });
    const { issues } = await agile.sprint.getIssuesForSprint({ sprintId, fields: ['summary'] });
    expect(issues?.map((issue) => issue.key)).toEqual([two, one]);
    await agile.issue.estimateIssueForBoard({ issueIdOrKey: one, boardId, value: '5' });
    expect(await agile.issue.getIssueEstimationForBoard({ issueIdOrKey: one, boardId })).toMatchObject({ value: '5.0' });
    await agile.sprint.partiallyUpdateSprint({ sprintId, goal: 'Seen' });
    expect(await agile.sprint.getSprint({ sprintId })).toMatchObject({ state: 'future', goal: 'Seen' });
    await agile.backlog.moveIssuesToBacklog({ issues: [one] });
    expect((await agile.sprint.getIssuesForSprint({ sprintId, fields: ['summary'] })).issues).toHaveLength(1);
    await agile.sprint.deleteSprint({ sprintId });
    expect(await statusOf(agile.sprint.getSprint({ sprintId }))).toBe(404);
  });

  it('moves stories into an epic', async () => {
    const boardId = await scrumBoard();
    const epic = (await agile.board.getEpics({ boardId })).values[0]!;
    const key = await newIssue('Of an epic');
    await agile.epic.moveIssuesToEpic({ epicIdOrKey: String(epic.id), issues: [key] });
    expect((await jira.issues.getIssue({ issueIdOrKey: key, fields: ['parent'] })).fields.parent?.id).toBe(String(epic.id));
  });
});
