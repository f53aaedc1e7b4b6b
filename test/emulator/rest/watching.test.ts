import type { Issue } from '../../../emulator/jira/model';
import { restSite, type RestSite } from './rest-site';

let site: RestSite;
let issue: Issue;
const at = (rest: string): string => `issue/${issue.key}/${rest}`;

beforeEach(() => {
  site = restSite();
  issue = site.issue('Pay by card');
});
afterEach(() => expect(site.gateway.violations).toEqual([]));

describe('watchers', () => {
  it('are oneself without a body, somebody else by account id', async () => {
    const { developer, owner } = site.people;
    expect((await site.as('developer')('POST', at('watchers'))).status).toBe(204);
    expect((await site.as('admin')('POST', at('watchers'), owner.accountId)).status).toBe(204);
    const { body } = await site.as('developer')('GET', at('watchers'));
    expect(body).toMatchObject({ isWatching: true, watchCount: 2 });
    expect(body.watchers.map((user: { accountId: string }) => user.accountId)).toEqual([developer.accountId, owner.accountId]);
    const field = await site.as('owner')('GET', `issue/${issue.key}?fields=watches`);
    expect(field.body.fields.watches).toMatchObject({ watchCount: 2, isWatching: true });
  });

  it('go again, and the issue itself never changed', async () => {
    const { accountId } = site.people.developer;
    await site.as('developer')('POST', at('watchers'), accountId);
    expect((await site.as('developer')('DELETE', at(`watchers?accountId=${accountId}`))).status).toBe(204);
    expect((await site.as('developer')('GET', at('watchers'))).body).toMatchObject({ isWatching: false, watchCount: 0, watchers: [] });
    expect(site.jira.issues.byIdOrKey(issue.id)).toBe(issue);
  });

  it('are refused without the permission, for strangers, and without a name to remove', async () => {
    const { owner } = site.people;
    const scheme = site.jira.permissions.scheme(site.shop.permissionSchemeId)!;
    for (const grant of scheme.grants.filter((one) => one.permission === 'MANAGE_WATCHERS'))
      site.jira.permissions.removeGrant(scheme.id, grant.id);
    expect((await site.as('developer')('POST', at('watchers'), owner.accountId)).status).toBe(403);
    expect((await site.as('developer')('POST', at('watchers'), site.people.developer.accountId)).status).toBe(204);
    expect((await site.as('developer')('DELETE', at('watchers'))).status).toBe(400);
    expect((await site.as('developer')('POST', 'issue/SHOP-999/watchers')).status).toBe(404);
    expect((await site.anonymous('POST', at('watchers'))).status).not.toBe(204);
  });

  it('are told when a notification goes to the watchers', async () => {
    await site.as('developer')('POST', at('watchers'));
    expect((await site.as('owner')('POST', at('notify'), { subject: 'x', textBody: 'y', to: { watchers: true } })).status).toBe(204);
  });
});

describe('votes', () => {
  it('count each person once, and can be taken back', async () => {
    expect((await site.as('developer')('POST', at('votes'))).status).toBe(204);
    expect((await site.as('developer')('POST', at('votes'))).status).toBe(204);
    expect((await site.as('developer')('GET', at('votes'))).body).toMatchObject({ votes: 1, hasVoted: true });
    expect((await site.as('developer')('DELETE', at('votes'))).status).toBe(204);
    expect((await site.as('developer')('GET', at('votes'))).body).toMatchObject({ votes: 0, hasVoted: false, voters: [] });
    expect((await site.as('developer')('DELETE', at('votes'))).status).toBe(404);
  });

  it('are not for what one reported', async () => {
    expect((await site.as('owner')('POST', at('votes'))).status).toBe(404);
  });
});

describe('work', () => {
  it('cannot be logged: time tracking is off, as the configuration says', async () => {
    expect((await site.as('owner')('GET', 'configuration')).body).toMatchObject({ timeTrackingEnabled: false, watchingEnabled: true });
    const answer = await site.as('owner')('POST', at('worklog'), { timeSpentSeconds: 60 });
    expect(answer.status).toBe(400);
    expect(answer.body.errorMessages[0]).toMatch(/Time tracking is not enabled/);
    expect((await site.as('owner')('GET', at('worklog'))).body).toMatchObject({ total: 0, worklogs: [] });
  });
});
