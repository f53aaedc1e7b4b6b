import type { Json } from '../../../emulator/json';
import { restSite, typeNamed, type RestSite } from './rest-site';

const paragraph = (text: string): Json => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

let site: RestSite;
beforeEach(() => {
  site = restSite();
});

describe('creating issues', () => {
  const story = (more: Record<string, Json> = {}) => ({
    fields: { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary: 'Pay by card', ...more },
  });

  it('answers id, key and link', async () => {
    const { status, body } = await site.as('developer')('POST', 'issue', story({ labels: ['checkout'] }));
    expect(status).toBe(201);
    expect(body).toEqual({ id: expect.any(String), key: 'SHOP-1', self: `http://localhost:8080/rest/api/3/issue/${body.id}` });
    const read = await site.as('developer')('GET', 'issue/SHOP-1');
    expect(read.body.fields).toMatchObject({
      summary: 'Pay by card',
      labels: ['checkout'],
      reporter: { displayName: 'Developer Example' },
    });
  });

  it('names each field that is wrong', async () => {
    const errors = async (fields: Record<string, Json>) => (await site.as('developer')('POST', 'issue', { fields })).body.errors;
    expect(await errors({ summary: 'x' })).toHaveProperty('project');
    expect(await errors({ project: { key: 'SHOP' }, summary: 'x' })).toHaveProperty('issuetype');
    expect(await errors({ project: { key: 'TEAM' }, issuetype: { name: 'Story' }, summary: 'x' })).toHaveProperty('project');
    expect(await errors(story({ customfield_1: 1, summary: '' }).fields)).toMatchObject({
      customfield_1: expect.any(String),
      summary: expect.any(String),
    });
    expect((await site.as('developer')('POST', 'issue')).status).toBe(400);
  });

  it('in bulk keeps what is right and answers the rest by position', async () => {
    const { status, body } = await site.as('developer')('POST', 'issue/bulk', { issueUpdates: [story(), story({ summary: '' }), story()] });
    expect(status).toBe(201);
    expect(body.issues.map((issue: { key: string }) => issue.key)).toEqual(['SHOP-1', 'SHOP-2']);
    expect(body.errors).toEqual([
      { status: 400, failedElementNumber: 1, elementErrors: { status: 400, errorMessages: [], errors: { summary: expect.any(String) } } },
    ]);
    expect((await site.as('developer')('POST', 'issue/bulk', { issueUpdates: [story({ summary: '' })] })).status).toBe(400);
  });

  it('is described by create metadata, to those who may', async () => {
    const type = typeNamed(site.jira, site.shop, 'Sub-task');
    const { body } = await site.as('developer')('GET', `issue/createmeta/SHOP/issuetypes/${type}?maxResults=200`);
    const field = (id: string) => body.fields.find((one: { fieldId: string }) => one.fieldId === id);
    expect(field('summary')).toMatchObject({ required: true, operations: ['set'] });
    expect(field('priority').allowedValues).toHaveLength(5);
    // Read-only app fields never show on a create screen; the others do.
    expect(field(site.score.id)).toBeUndefined();
    expect(field(site.factors.id)).toMatchObject({ name: 'Sample factors', schema: { type: 'object' } });
    const types = await site.as('developer')('GET', 'issue/createmeta/SHOP/issuetypes?maxResults=2');
    expect(types.body).toMatchObject({ startAt: 0, maxResults: 2, total: 5 });
    expect(types.body.issueTypes).toHaveLength(2);
    expect((await site.as('developer')('GET', 'issue/createmeta/TEAM/issuetypes')).status).toBe(404);
    expect((await site.as('developer')('GET', 'issue/createmeta')).body.projects.map((project: { key: string }) => project.key)).toEqual([
      'SHOP',
    ]);
    expect((await site.as('developer')('GET', `issue/createmeta/SHOP/issuetypes/${type}?maxResults=201`)).status).toBe(400);
  });
});

describe('editing issues', () => {
  it('answers 204, or the issue when asked', async () => {
    const { key } = site.issue('One');
    expect(await site.as('developer')('PUT', `issue/${key}`, { fields: { summary: 'Two' } })).toMatchObject({ status: 204, body: '' });
    const returned = await site.as('developer')('PUT', `issue/${key}?returnIssue=true`, { update: { labels: [{ add: 'a' }] } });
    expect(returned).toMatchObject({ status: 200, body: { key, fields: { summary: 'Two', labels: ['a'] } } });
  });

  it('sets an app field that is on the screen, and reads it back as it was', async () => {
    const { key } = site.issue('One');
    const value = { model: 'sample', jobSize: 2 };
    expect((await site.as('developer')('PUT', `issue/${key}`, { fields: { [site.factors.id]: value } })).status).toBe(204);
    expect((await site.as('developer')('GET', `issue/${key}?fields=${site.factors.id}`)).body.fields).toEqual({ [site.factors.id]: value });
  });

  it("refuses a value the app's validation refuses, and changes nothing", async () => {
    const { key } = site.issue('One');
    const { status, body } = await site.as('developer')('PUT', `issue/${key}`, {
      fields: { summary: 'Two', [site.factors.id]: { jobSize: 0 } },
    });
    expect(status).toBe(400);
    expect(body.errors).toEqual({ [site.factors.id]: 'Job size must not be 0.' });
    expect((await site.as('developer')('GET', `issue/${key}`)).body.fields.summary).toBe('One');
  });

  it('refuses a read-only app field to everyone', async () => {
    const { key } = site.issue('One');
    for (const person of ['admin', 'owner', 'developer'] as const) {
      const { status, body } = await site.as(person)('PUT', `issue/${key}`, { fields: { [site.score.id]: 5 } });
      expect(status).toBe(400);
      expect(body.errors).toHaveProperty(site.score.id);
    }
  });

  it('hides what one may not see and needs a body', async () => {
    const { key } = site.issue('One');
    expect((await site.as('developer')('PUT', 'issue/SHOP-99', { fields: {} })).body.errorMessages).toEqual([
      'Issue does not exist or you do not have permission to see it.',
    ]);
    expect((await site.anonymous('PUT', `issue/${key}`, { fields: { summary: 'x' } })).status).toBe(404);
    expect((await site.as('developer')('PUT', `issue/${key}`)).status).toBe(400);
    expect((await site.as('developer')('PUT', `issue/${key}?notifyUsers=false`, { fields: { summary: 'x' } })).status).toBe(204);
  });

  it('of the assignee has a door of its own', async () => {
    const { key } = site.issue('One');
    const { developer } = site.people;
    expect((await site.as('owner')('PUT', `issue/${key}/assignee`, { accountId: developer.accountId })).status).toBe(204);
    expect((await site.as('owner')('GET', `issue/${key}?fields=assignee`)).body.fields.assignee.accountId).toBe(developer.accountId);
    expect((await site.as('owner')('PUT', `issue/${key}/assignee`, { accountId: 'nobody' })).status).toBe(400);
    expect((await site.anonymous('PUT', `issue/${key}/assignee`, { accountId: null })).status).toBe(404);
    expect((await site.as('owner')('PUT', `issue/${key}/assignee`, { accountId: null })).status).toBe(204);
    expect((await site.as('owner')('GET', `issue/${key}?fields=assignee`)).body.fields.assignee).toBeNull();
  });
});

describe('text', () => {
  it('is a document in version 3 and plain in version 2, both ways', async () => {
    await site.as('developer')('POST', 'issue', {
      fields: { project: { key: 'SHOP' }, issuetype: { name: 'Story' }, summary: 'A', description: paragraph('Hello') },
    });
    expect((await site.as('developer')('GET', '/rest/api/2/issue/SHOP-1')).body.fields.description).toBe('Hello');
    await site.as('developer')('PUT', '/rest/api/2/issue/SHOP-1', { fields: { description: 'Bye' } });
    expect((await site.as('developer')('GET', 'issue/SHOP-1')).body.fields.description).toEqual(paragraph('Bye'));
    expect((await site.as('developer')('PUT', 'issue/SHOP-1', { fields: { description: 'plain' } })).status).toBe(400);
    const comment = await site.as('developer')('POST', '/rest/api/2/issue/SHOP-1/comment', { body: 'Nice' });
    expect(comment.body.body).toBe('Nice');
    expect((await site.as('developer')('GET', `issue/SHOP-1/comment/${comment.body.id}`)).body.body).toEqual(paragraph('Nice'));
  });
});

describe('deleting issues', () => {
  it('needs Delete issues, and a word about sub-tasks', async () => {
    const parent = site.issue('Parent');
    const type = typeNamed(site.jira, site.shop, 'Sub-task');
    await site.as('owner')('POST', 'issue', {
      fields: { project: { key: 'SHOP' }, issuetype: { id: type }, summary: 'Child', parent: { key: parent.key } },
    });
    expect((await site.as('developer')('DELETE', `issue/${parent.key}`)).status).toBe(403);
    expect((await site.as('owner')('DELETE', `issue/${parent.key}`)).status).toBe(400);
    expect((await site.as('owner')('DELETE', `issue/${parent.key}?deleteSubtasks=true`)).status).toBe(204);
    expect((await site.as('owner')('GET', 'issue/SHOP-2')).status).toBe(404);
  });
});
