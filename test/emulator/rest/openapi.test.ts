import { OpenApi } from '../../../emulator/jira/rest/openapi';
import { ok, type Operation } from '../../../emulator/jira/rest/operation';
import { openApi, restSite } from './rest-site';

it('is off where the files are not there', () => {
  expect(OpenApi.load('/nowhere')).toBeUndefined();
});

const api = openApi();
(api ? describe : describe.skip)("Atlassian's OpenAPI", () => {
  it('finds a wrong type, a wrong format, a member too many and one that is missing', () => {
    const check = (body: unknown) => api!.check('POST', '/rest/api/3/permissions/check', 200, body);
    expect(check({ globalPermissions: [], projectPermissions: [] })).toEqual([]);
    expect(check({ globalPermissions: 'x', projectPermissions: [] })).toEqual([
      expect.stringContaining('/globalPermissions: must be array'),
    ]);
    expect(check({ globalPermissions: [] })).toEqual([expect.stringContaining('projectPermissions')]);
    expect(check({ globalPermissions: [], projectPermissions: [], more: 1 })).toEqual([expect.stringContaining('additional')]);
    expect(api!.check('GET', '/rest/api/3/serverInfo', 200, { buildDate: 'yesterday' })).toEqual([expect.stringContaining('date-time')]);
  });

  it('knows an operation whatever its parameters are called, in both files', () => {
    expect(api!.check('GET', '/rest/api/3/issue/{key}', 200, { id: 1 })).toHaveLength(1);
    expect(api!.knows('GET', '/rest/agile/1.0/board/{id}')).toBe(true);
    expect(api!.knows('PUT', '/rest/api/3/serverInfo')).toBe(false);
  });

  it('takes null where the file says nullable', () => {
    expect(api!.check('GET', '/rest/api/3/group/bulk', 200, { values: [{ groupId: null, name: 'x' }] })).toEqual([]);
    expect(api!.check('GET', '/rest/api/3/group/bulk', 200, { values: [{ groupId: 'x', name: null }] })).toHaveLength(1);
  });

  it('reports a success that is not documented', () => {
    expect(api!.check('GET', '/rest/api/3/serverInfo', 201, {})).toEqual(['GET /rest/api/3/serverInfo 201: the status is not documented']);
  });

  const wrong: Operation = { method: 'GET', path: '/rest/api/3/serverInfo', scopes: {}, anonymous: true, handle: () => ok({ version: 5 }) };

  it('is recorded by the gateway, which answers all the same', async () => {
    const site = restSite({ operations: [wrong] });
    expect((await site.anonymous('GET', 'serverInfo')).status).toBe(200);
    expect(site.gateway.violations).toEqual(['GET /rest/api/3/serverInfo 200 at /version: must be string {"type":"string"}']);
  });

  it('can be made a failure', async () => {
    const site = restSite({ operations: [wrong], failOnViolation: true });
    expect((await site.anonymous('GET', 'serverInfo')).status).toBe(500);
  });
});
