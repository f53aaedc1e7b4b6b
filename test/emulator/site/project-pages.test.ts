import type { TestSite } from '../../builders/site';
import { bundledFixture } from '../forge/harness';
import { aFixtureSite } from './fixture-site';
import { pageCall } from './session';

const functions = bundledFixture();
let site: TestSite;
beforeAll(async () => {
  const page = { title: { i18n: 'manifest.plan' }, resource: 'ui/panel', resolver: { function: 'resolver' } };
  site = await aFixtureSite({
    functions,
    modules: {
      'jira:projectPage': [
        { key: 'plan', ...page },
        { key: 'elsewhere', ...page, displayConditions: { projectKey: 'OTHER' } },
        { key: 'for-admins', ...page, displayConditions: { isAdmin: true } },
      ],
    },
    texts: { manifest: { plan: 'What is planned' } },
  });
});
afterAll(() => site.close());

const pages = async (person: string, project = 'SHOP') =>
  pageCall(site, person, 'GET', `/_site/forge/modules?type=jira:projectPage&project=${project}`);

describe('project pages of the app', () => {
  it('are in the project, with the title of the translations, where their conditions allow', async () => {
    const { body } = await pages('developer');
    expect(body.modules).toMatchObject([{ key: 'plan', title: 'What is planned', src: '/_forge/ui/ui/panel.html' }]);
    expect((await pages('admin')).body.modules.map(({ key }: { key: string }) => key)).toEqual(['plan', 'for-admins']);
  });

  it('are not in a project one cannot see', async () => {
    expect((await pages('developer', 'NONE')).status).toBe(404);
  });

  it('learn of the project as it is, with the address they are opened at', async () => {
    const place = { project: 'SHOP', path: '/projects/SHOP/apps/plan' };
    const { body } = await pageCall(site, 'developer', 'POST', '/_site/forge/context', { moduleKey: 'plan', place });
    const project = site.jira.projects.byIdOrKey('SHOP')!;
    expect(body.extension).toEqual({
      type: 'jira:projectPage',
      location: 'http://localhost:8080/projects/SHOP/apps/plan',
      project: { id: project.id, key: 'SHOP', type: 'software' },
    });
  });
});
