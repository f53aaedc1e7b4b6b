import type { Json } from '../../../emulator/json';
import type { TestSite } from '../../builders/site';
import { bundledFixture } from '../forge/harness';
import { aFixtureSite } from './fixture-site';
import { LiveFeed } from './live-feed';
import { pageCall } from './session';

const functions = bundledFixture();
let site: TestSite;
let key: string;
beforeEach(async () => {
  site = await aFixtureSite({ functions, packageName: 'note-taker' });
  const { jira } = site;
  const project = jira.projects.byIdOrKey('SHOP')!;
  const typeId = jira.projects.issueTypesOf(project).find(({ name }) => name === 'Story')!.id;
  key = jira.issues.create({ accountId: site.as('owner').accountId }, { projectId: project.id, typeId, fields: { summary: 'One' } }).key;
});
afterEach(() => site.close());

const notify = async (subject: string, to: Json): Promise<void> => {
  const body = { subject, textBody: `Text of ${subject}`, htmlBody: `<p>Text of <b>${subject}</b></p>`, to };
  expect((await site.as('admin').post(`/rest/api/3/issue/${key}/notify`, body)).status).toBe(204);
};
const users = (...names: string[]): Json => ({ users: names.map((name) => ({ accountId: site.as(name).accountId })) });
const inbox = async (person: string): Promise<[string, boolean][]> => {
  const { body } = await pageCall(site, person, 'GET', '/_site/mail');
  return body.messages.map(({ subject, unread }: { subject: string; unread: boolean }) => [subject, unread]);
};

describe('the mail door', () => {
  it('shows what was sent, newest first, to everybody or to one address', async () => {
    await notify('First', users('owner', 'developer'));
    await site.clock.advance(60_000);
    await notify('Second', users('developer'));
    const { status, body } = await site.as('admin').get('/_emulator/mail?to=developer@example.com');
    expect(status).toBe(200);
    expect(body.map(({ subject }: { subject: string }) => subject)).toEqual(['Second', 'First']);
    expect(body[1]).toEqual({
      at: '2026-11-26T10:00:00.000Z',
      from: 'Ada Admin (Jira) <jira@example.com>',
      to: ['owner@example.com', 'developer@example.com'],
      subject: 'First',
      textBody: 'Text of First',
      htmlBody: '<p>Text of <b>First</b></p>',
      issueKey: key,
    });
    expect((await site.as('admin').get('/_emulator/mail?to=owner@example.com')).body).toHaveLength(1);
    expect((await site.as('admin').get('/_emulator/mail')).body).toHaveLength(2);
    expect((await site.as('admin').get('/_emulator/mail?to=nobody@example.com')).status).toBe(404);
  });

  it('says which app wrote', async () => {
    const caller = site.forge.userCaller(site.forge.appAccountId);
    const request = new Request(`http://localhost/rest/api/3/issue/${key}/notify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: users('owner') }),
    });
    expect((await site.gateway.handle(request, caller)).status).toBe(204);
    expect((await site.as('admin').get('/_emulator/mail')).body[0].from).toBe('Note taker (Jira) <jira@example.com>');
  });
});

describe('mail on the pages', () => {
  it("is one's own, and unread until one has looked", async () => {
    await notify('First', users('owner', 'developer'));
    await notify('Second', users('developer'));
    expect(await inbox('developer')).toEqual([['Second', true], ['First', true]]); // prettier-ignore
    expect(await inbox('stakeholder')).toEqual([]);
    expect((await pageCall(site, 'developer', 'POST', '/_site/mail/read')).status).toBe(204);
    await notify('Third', users('developer'));
    expect(await inbox('developer')).toEqual([['Third', true], ['Second', false], ['First', false]]); // prettier-ignore
    expect(await inbox('owner')).toEqual([['First', true]]);
  });

  it('is nobody’s before one has said who one is', async () => {
    expect((await site.fetch(new Request('http://localhost:8080/_site/mail'))).status).toBe(401);
  });

  it('is announced to an open page of whoever gets it, and to no other', async () => {
    const feeds = await Promise.all(['developer', 'owner'].map((person) => LiveFeed.of(site, person)));
    await notify('For Dana', users('developer'));
    await notify('For both', users('developer', 'owner'));
    const [developer, owner] = feeds.map((feed) => feed.next('mail'));
    expect(await developer).toEqual({ subject: 'For Dana' });
    expect(await owner).toEqual({ subject: 'For both' });
    await Promise.all(feeds.map((feed) => feed.close()));
  });

  it('outlives a restart with kept data', async () => {
    await notify('First', users('developer'));
    await pageCall(site, 'developer', 'POST', '/_site/mail/read');
    await notify('Second', users('developer'));
    const kept = JSON.parse(JSON.stringify(site.snapshot())) as { mail: unknown };
    site.jira.mail.restore({ sent: [], read: [] });
    expect(await inbox('developer')).toEqual([]);
    site.jira.mail.restore(kept.mail);
    expect(await inbox('developer')).toEqual([['Second', true], ['First', false]]); // prettier-ignore
  });
});
