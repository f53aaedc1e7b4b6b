import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { aSite, type TestSite } from '../../builders/site';
import { ORIGIN, pageCall } from './session';

const ROOT = join(__dirname, '../../..');
const EVERYWHERE = ['issue-view', 'issue-create', 'issue-transition', 'issue-bulk-edit'];

/** Our app, with an editor for its factors that stands everywhere but shows only for stories and bugs. */
function manifestWithEditor(): string {
  const manifest = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')) as {
    modules: { 'jira:customField': { key: string; edit?: object; resolver?: object; displayConditions?: object }[] };
  };
  const factors = manifest.modules['jira:customField'].find(({ key }) => key === 'value-factors')!;
  factors.edit = { ...factors.edit, resource: 'ui/panel', experience: EVERYWHERE };
  factors.displayConditions = { projectKey: 'SHOP', or: { issueType: 'Story', and: { issueType: 'Bug' } } };
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  const path = join(folder, 'manifest.yml');
  writeFileSync(path, stringify(manifest).replace('locales/en.json', 'en.json'));
  copyFileSync(join(ROOT, 'locales/en.json'), join(folder, 'en.json'));
  return path;
}

let site: TestSite;
beforeAll(async () => {
  site = await aSite({ app: { manifestPath: manifestWithEditor() }, setUp: false });
  const { jira } = site;
  for (const key of ['SHOP', 'OPS']) jira.projects.addField(jira.projects.byIdOrKey(key)!.id, factors().id);
});
afterAll(() => site.close());

const factors = () => site.jira.fields.byName('Value factors')!;
const issue = (key: string) => site.jira.issues.byIdOrKey(key)!;

const context = (place: object, person = 'developer') =>
  pageCall(site, person, 'POST', '/_site/forge/context', { moduleKey: 'value-factors', place: { path: '/', ...place } });

const shown = async (query: string): Promise<string[]> => {
  const { body } = await pageCall(site, 'developer', 'GET', `/_site/forge/modules?type=jira:customField&${query}`);
  return (body.modules as { key: string }[]).map(({ key }) => key).filter((key) => key === 'value-factors');
};

describe("what a field's editor is told", () => {
  it('is about the issue and its value in the issue view', async () => {
    const { body } = await context({ issue: 'SHOP-10', experience: 'issue-view' });
    expect(body.extension).toEqual({
      type: 'jira:customField',
      location: `${ORIGIN}/`,
      issue: { id: issue('SHOP-10').id, key: 'SHOP-10', type: 'Story', typeId: issue('SHOP-10').typeId },
      project: { id: issue('SHOP-10').projectId, key: 'SHOP', type: 'software' },
      fieldId: factors().id,
      fieldType: factors().forge?.ari,
      fieldValue: null,
      renderContext: 'issue-view',
      experience: 'issue-view',
      entryPoint: 'edit',
    });
  });

  it('names no issue while one is created, and the draft as it stands', async () => {
    const draft = { model: 'wsjf', inputs: {} };
    const { body } = await context({ project: 'SHOP', experience: 'issue-create', value: draft });
    expect(body.extension).toMatchObject({ project: { key: 'SHOP' }, fieldValue: draft, renderContext: 'issue-create' });
    expect(body.extension).not.toHaveProperty('issue');
  });

  it('is only for who may create issues there, and only for a field on the create screen', async () => {
    expect((await context({ project: 'SHOP', experience: 'issue-create' }, 'stakeholder')).status).toBe(403);
    expect((await context({ project: 'APP', experience: 'issue-create' })).status).toBe(404);
  });

  it('has lists instead of one issue and project in a bulk edit, each looked up as the person', async () => {
    const { body } = await context({ issues: ['SHOP-10', 'SHOP-11', 'OPS-1'], experience: 'issue-bulk-edit' });
    expect(body.extension.issues.map((one: { key: string }) => one.key)).toEqual(['SHOP-10', 'SHOP-11', 'OPS-1']);
    expect(body.extension.projects.map((one: { key: string }) => one.key)).toEqual(['SHOP', 'OPS']);
    expect(body.extension).not.toHaveProperty('issue');
    expect(body.extension).not.toHaveProperty('project');
    expect((await context({ issues: ['SHOP-10', 'SHOP-99999'], experience: 'issue-bulk-edit' })).status).toBe(404);
    expect((await context({ issues: [], experience: 'issue-bulk-edit' })).status).toBe(404);
  });

  it('names the transition on a transition screen, which has to be one', async () => {
    const { jira } = site;
    const [transition] = jira.workflows.fromStatus(issue('SHOP-10'));
    const place = { issue: 'SHOP-10', experience: 'issue-transition', transition: transition!.id };
    expect((await context(place)).status).toBe(404);
    const workflow = jira.workflows.workflowOf(jira.projects.byIdOrKey('SHOP')!, issue('SHOP-10').typeId);
    jira.workflows.setTransitionScreen(workflow.id, transition!.id, jira.fields.createScreen('Score it', [factors().id]).id);
    expect((await context(place)).body.extension).toMatchObject({
      issue: { key: 'SHOP-10' },
      issueTransition: { id: transition!.id },
      renderContext: 'issue-transition',
    });
    expect((await context(place, 'stakeholder')).status).toBe(404);
  });
});

describe('a field with display conditions', () => {
  it('is shown by them on the issue view and while creating', async () => {
    const types = site.jira.projects.issueTypesOf(site.jira.projects.byIdOrKey('SHOP')!);
    const id = (name: string): string => types.find((type) => type.name === name)!.id;
    expect(await shown('issue=SHOP-10&experience=issue-view')).toHaveLength(1);
    expect(await shown('issue=OPS-1')).toHaveLength(0);
    expect(await shown(`project=SHOP&experience=issue-create&issueType=${id('Bug')}`)).toHaveLength(1);
    expect(await shown(`project=SHOP&experience=issue-create&issueType=${id('Task')}`)).toHaveLength(0);
  });

  it('is on transition screens and in bulk edits whatever they say', async () => {
    expect(await shown('issue=OPS-1&experience=issue-transition')).toHaveLength(1);
    expect(await shown('experience=issue-bulk-edit')).toHaveLength(1);
  });

  it('comes with the places its editor is made for', async () => {
    const { body } = await pageCall(site, 'developer', 'GET', '/_site/forge/modules?type=jira:customField&experience=issue-bulk-edit');
    const module = (body.modules as { key: string }[]).find(({ key }) => key === 'value-factors');
    expect(module).toMatchObject({ editSrc: '/_forge/ui/ui/panel.html', editExperience: EVERYWHERE });
  });
});
