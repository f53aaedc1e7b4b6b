import { workflowSite, type WorkflowSite } from './workflow-client';

let site: WorkflowSite;
beforeEach(() => (site = workflowSite()));
afterEach(() => expect(site.gateway.violations).toEqual([]));

describe('which project uses which workflow', () => {
  it('is told by workflow: projects, issue types in them, schemes', async () => {
    const { workflow, teamWorkflow, shop, team } = site;
    const get = async (path: string) => (await site.as('admin')('GET', path)).body;
    expect(await get(`workflow/${workflow.id}/projectUsages`)).toEqual({
      workflowId: workflow.id,
      projects: { values: [{ id: shop.id }] },
    });
    const types = await get(`workflow/${workflow.id}/project/${shop.id}/issueTypeUsages?maxResults=2`);
    expect(types).toMatchObject({ projectId: shop.id, issueTypes: { values: [{}, {}], nextPageToken: expect.any(String) } });
    const rest = await get(
      `workflow/${workflow.id}/project/${shop.id}/issueTypeUsages?nextPageToken=${encodeURIComponent(types.issueTypes.nextPageToken)}`,
    );
    expect([...types.issueTypes.values, ...rest.issueTypes.values].map(({ id }: { id: string }) => id).toSorted()).toEqual(
      [...shop.issueTypeIds].toSorted(),
    );
    expect((await get(`workflow/${workflow.id}/workflowSchemes`)).workflowSchemes.values).toEqual([{ id: shop.id }]);
    expect((await get(`workflow/${teamWorkflow.id}/projectUsages`)).projects.values).toEqual([{ id: team.id }]);
    expect((await get(`workflow/${teamWorkflow.id}/workflowSchemes`)).workflowSchemes.values).toEqual([]);
  });

  it('needs a workflow that is there, the right to see it, and a sound page', async () => {
    const { workflow, teamWorkflow } = site;
    const status = async (person: 'admin' | 'owner', path: string) => (await site.as(person)('GET', `workflow/${path}`)).status;
    expect(await status('admin', 'nothing/projectUsages')).toBe(404);
    expect(await status('owner', `${workflow.id}/projectUsages`)).toBe(401);
    expect(await status('owner', `${teamWorkflow.id}/projectUsages`)).toBe(200);
    expect(await status('admin', `${workflow.id}/projectUsages?nextPageToken=what`)).toBe(400);
    expect(await status('admin', `${workflow.id}/projectUsages?maxResults=201`)).toBe(400);
  });

  it('is told by project: its scheme, which names workflows; team-managed projects have none', async () => {
    const { workflow, shop, team, jira } = site;
    const bug = jira.projects.issueTypesOf(shop).find(({ name }) => name === 'Bug')!;
    jira.workflows.save({ ...workflow, id: 'bugs', name: 'Bugs' });
    jira.projects.update(shop.id, { workflows: { ...shop.workflows, [bug.id]: 'bugs' } });
    const scheme = { id: Number(shop.id), defaultWorkflow: workflow.name, issueTypeMappings: { [bug.id]: 'Bugs' } };
    const found = await site.as('admin')('GET', `workflowscheme/project?projectId=${shop.id}&projectId=${team.id}&projectId=1`);
    expect(found.body.values).toMatchObject([{ projectIds: [shop.id], workflowScheme: scheme }]);
    expect((await site.as('admin')('GET', `workflowscheme/${shop.id}`)).body).toMatchObject(scheme);
    expect((await site.as('admin')('GET', 'workflowscheme')).body.values).toMatchObject([scheme]);
    expect((await site.as('admin')('GET', `workflowscheme/${team.id}`)).status).toBe(404);
    expect((await site.as('admin')('GET', 'workflowscheme/project')).status).toBe(400);
    expect((await site.as('owner')('GET', `workflowscheme/project?projectId=${shop.id}`)).status).toBe(403);
  });
});
