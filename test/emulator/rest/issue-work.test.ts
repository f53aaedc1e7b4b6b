import type { Json } from '../../../emulator/json';
import { restSite, type RestSite } from './rest-site';

const paragraph = (text: string): Json => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

let site: RestSite;
beforeEach(() => {
  site = restSite();
});

describe('comments', () => {
  it('are added, listed in pages either way round, edited and removed', async () => {
    const { key } = site.issue('One');
    const add = (text: string) => site.as('developer')('POST', `issue/${key}/comment`, { body: paragraph(text) });
    const first = await add('first');
    expect(first).toMatchObject({ status: 201, body: { author: { displayName: 'Developer Example' }, body: paragraph('first') } });
    await site.clock.advance(1_000);
    const second = await add('second');
    const ids = async (query: string): Promise<string[]> =>
      (await site.as('developer')('GET', `issue/${key}/comment?${query}`)).body.comments.map((comment: { id: string }) => comment.id);
    expect(await ids('')).toEqual([first.body.id, second.body.id]);
    expect(await ids('orderBy=-created&maxResults=1')).toEqual([second.body.id]);
    expect((await site.as('developer')('GET', `issue/${key}/comment?orderBy=author`)).status).toBe(400);
    const edited = await site.as('developer')('PUT', `issue/${key}/comment/${first.body.id}?expand=renderedBody`, {
      body: paragraph('changed <b>'),
    });
    expect(edited.body).toMatchObject({ body: paragraph('changed <b>'), renderedBody: '<p>changed &lt;b&gt;</p>' });
    expect((await site.as('developer')('DELETE', `issue/${key}/comment/${first.body.id}`)).status).toBe(204);
    expect((await site.as('developer')('GET', `issue/${key}/comment/${first.body.id}`)).status).toBe(404);
  });

  it('carry properties, written by whoever may edit the comment', async () => {
    const { key } = site.issue('One');
    const comment = await site.as('developer')('POST', `issue/${key}/comment`, { body: paragraph('first') });
    const path = `comment/${comment.body.id}/properties/source`;
    expect((await site.as('developer')('PUT', path, { by: 'import' })).status).toBe(201);
    expect((await site.as('owner')('GET', path)).body).toEqual({ key: 'source', value: { by: 'import' } });
    expect((await site.as('owner')('GET', `comment/${comment.body.id}/properties`)).body.keys).toMatchObject([{ key: 'source' }]);
    expect((await site.as('stakeholder')('PUT', path, 1)).status).toBe(403);
    expect((await site.as('developer')('DELETE', path)).status).toBe(204);
    expect((await site.as('developer')('GET', path)).status).toBe(404);
    expect((await site.as('developer')('GET', 'comment/1/properties')).status).toBe(404);
  });

  it('of a role are hidden from others, in every list', async () => {
    const { key } = site.issue('One');
    const secret = await site.as('owner')('POST', `issue/${key}/comment`, {
      body: paragraph('secret'),
      visibility: { type: 'role', value: 'Administrators' },
    });
    expect(secret.body.visibility).toMatchObject({ type: 'role', value: 'Administrators' });
    expect((await site.as('developer')('GET', `issue/${key}/comment`)).body.total).toBe(0);
    expect((await site.as('developer')('GET', `issue/${key}`)).body.fields.comment.total).toBe(0);
    const list = (person: 'owner' | 'developer') => site.as(person)('POST', 'comment/list', { ids: [Number(secret.body.id)] });
    expect((await list('owner')).body.values).toHaveLength(1);
    expect((await list('developer')).body.values).toEqual([]);
    expect((await site.as('owner')('POST', 'comment/list', { ids: [] })).status).toBe(400);
  });

  it('need a body and the permission', async () => {
    const { key } = site.issue('One');
    expect((await site.as('developer')('POST', `issue/${key}/comment`, {})).status).toBe(400);
    expect((await site.as('developer')('POST', `issue/${key}/comment`, { body: 'plain' })).status).toBe(400);
    expect((await site.anonymous('POST', `issue/${key}/comment`, { body: paragraph('x') })).status).toBe(404);
    const { body } = await site.as('owner')('POST', `issue/${key}/comment`, { body: paragraph("the owner's") });
    expect((await site.as('stakeholder')('PUT', `issue/${key}/comment/${body.id}`, { body: paragraph('x') })).status).toBe(400);
  });
});

describe('transitions', () => {
  it('are offered and made', async () => {
    const { key } = site.issue('One');
    const offered = await site.as('developer')('GET', `issue/${key}/transitions`);
    const done = offered.body.transitions.find((transition: { to: { name: string } }) => transition.to.name === 'Done');
    expect(done).toMatchObject({ hasScreen: false, isGlobal: true, isAvailable: true, isConditional: false });
    expect((await site.as('developer')('POST', `issue/${key}/transitions`, { transition: { id: done.id } })).status).toBe(204);
    const { fields } = (await site.as('developer')('GET', `issue/${key}`)).body;
    expect(fields).toMatchObject({
      status: { name: 'Done' },
      resolution: { name: 'Done' },
      resolutiondate: '2026-11-24T09:30:00.000+0000',
    });
    const one = await site.as('developer')('GET', `issue/${key}/transitions?transitionId=${done.id}`);
    expect(one.body.transitions).toHaveLength(1);
  });

  it('are not offered where a condition says no, but can be listed as unavailable', async () => {
    const issue = site.issue('One');
    const workflow = site.jira.workflows.workflowOf(site.shop, issue.typeId);
    const [transition] = workflow.transitions;
    site.jira.workflows.addRule(workflow.id, transition!.id, 'conditions', { ruleKey: 'x', config: { expression: 'false' } });
    const list = async (query: string) => (await site.as('developer')('GET', `issue/${issue.key}/transitions?${query}`)).body.transitions;
    expect((await list('')).map((one: { id: string }) => one.id)).not.toContain(transition!.id);
    expect(await list(`includeUnavailableTransitions=true&transitionId=${transition!.id}`)).toMatchObject([
      { isAvailable: false, isConditional: true },
    ]);
    expect((await site.as('developer')('POST', `issue/${issue.key}/transitions`, { transition: { id: transition!.id } })).status).toBe(400);
  });

  it('carry the message of a validator that refuses', async () => {
    const issue = site.issue('One');
    const workflow = site.jira.workflows.workflowOf(site.shop, issue.typeId);
    const [transition] = workflow.transitions;
    site.jira.workflows.addRule(workflow.id, transition!.id, 'validators', { ruleKey: 'x', config: { expression: '"Not yet."' } });
    const { status, body } = await site.as('developer')('POST', `issue/${issue.key}/transitions`, { transition: { id: transition!.id } });
    expect(status).toBe(400);
    expect(body.errorMessages).toEqual(['Not yet.']);
  });

  describe('with a screen', () => {
    const withScreen = (): { key: string; id: string } => {
      const issue = site.issue('One');
      const workflow = site.jira.workflows.workflowOf(site.shop, issue.typeId);
      const [transition] = workflow.transitions;
      const screen = site.jira.fields.createScreen('On the way', ['summary', 'resolution', site.factors.id, site.score.id]);
      site.jira.workflows.setTransitionScreen(workflow.id, transition!.id, screen.id);
      return { key: issue.key, id: transition!.id };
    };

    it('say so, and list what can be set on it when asked: no read-only field of an app', async () => {
      const { key, id } = withScreen();
      const list = async (query: string) => (await site.as('developer')('GET', `issue/${key}/transitions?${query}`)).body.transitions;
      const [plain] = await list(`transitionId=${id}`);
      expect(plain).toMatchObject({ hasScreen: true });
      expect(plain).not.toHaveProperty('fields');
      const [expanded] = await list(`transitionId=${id}&expand=transitions.fields`);
      expect(Object.keys(expanded.fields)).toEqual(['summary', 'resolution', site.factors.id]);
      expect(expanded.fields.resolution).toMatchObject({ name: 'Resolution', schema: { system: 'resolution' } });
      expect((await list('expand=transitions.fields')).filter((one: { id: string }) => one.id !== id)[0]).toMatchObject({ fields: {} });
    });

    it('set the fields of it, check those of apps, and refuse every other', async () => {
      const { key, id } = withScreen();
      const move = (fields: Json) => site.as('developer')('POST', `issue/${key}/transitions`, { transition: { id }, fields });
      const off = await move({ priority: { name: 'High' } });
      expect(off.status).toBe(400);
      expect(off.body.errors).toEqual({ priority: "Field 'priority' cannot be set. It is not on the appropriate screen, or unknown." });
      expect((await move({ [site.score.id]: 5 })).body.errors).toHaveProperty(site.score.id);
      expect((await move({ [site.factors.id]: { model: 'x', jobSize: 0 } })).body.errors).toEqual({
        [site.factors.id]: 'Job size must not be 0.',
      });
      expect((await move({ summary: 'Renamed', [site.factors.id]: { model: 'x', jobSize: 3 } })).status).toBe(204);
      const { fields } = (await site.as('developer')('GET', `issue/${key}`)).body;
      expect(fields).toMatchObject({ summary: 'Renamed', [site.factors.id]: { model: 'x', jobSize: 3 } });
    });
  });

  it('need to be named and permitted', async () => {
    const { key } = site.issue('One');
    expect((await site.as('developer')('POST', `issue/${key}/transitions`, {})).body.errorMessages).toEqual([
      "Missing 'transition' identifier",
    ]);
    expect((await site.as('developer')('POST', `issue/${key}/transitions`, { transition: { id: '999' } })).status).toBe(400);
    expect((await site.anonymous('GET', `issue/${key}/transitions`)).status).toBe(404);
  });
});

describe('notifications', () => {
  it('are kept so that one can see who was told', async () => {
    const { key, id } = site.issue('One', { assignee: { accountId: site.people.developer.accountId } });
    const { owner, developer, admin } = site.people;
    const send = (to: Json) => site.as('admin')('POST', `issue/${key}/notify`, { subject: 'Look', textBody: 'here', to });
    expect((await send({ reporter: true, assignee: true, users: [{ accountId: admin.accountId }] })).status).toBe(204);
    expect(site.jira.mail.sent()).toMatchObject([
      {
        issueId: id,
        issueKey: key,
        from: 'Admin Example (Jira) <jira@example.com>',
        subject: 'Look',
        textBody: 'here',
        recipients: [owner.accountId, developer.accountId],
      },
    ]);
  });

  it('need somebody else to tell', async () => {
    const { key } = site.issue('One');
    const send = (to: Json) => site.as('admin')('POST', `issue/${key}/notify`, { to });
    expect((await send({ users: [{ accountId: site.people.admin.accountId }] })).status).toBe(400);
    expect((await send({ users: [{ accountId: 'nobody' }] })).status).toBe(400);
    expect((await send({ groupIds: ['none'] })).status).toBe(400);
    expect((await site.as('admin')('POST', 'issue/SHOP-99/notify', {})).status).toBe(404);
    expect(site.jira.mail.sent()).toEqual([]);
  });
});
