import type { Issue } from '../../emulator/jira/model';
import { people } from '../../src/platform/permissions';
import { rankAsCaller } from '../../src/platform/rank-as-caller';
import { teller } from '../../src/platform/teller';
import { visibleIssues } from '../../src/platform/visible-issues';
import { forgeCalls, type ForgeCalls } from '../builders/forge-calls';

let site: ForgeCalls;
let one: Issue;
let other: Issue;

beforeEach(() => {
  site = forgeCalls();
  one = site.issue('One');
  other = site.issue('Other');
});
afterEach(() => expect(site.gateway.violations).toEqual([]));

/** From now on nobody but the owner and the app sees the issue. */
function hide(issue: Issue): void {
  const holders = [site.people.owner, site.app].map(({ accountId }) => ({ type: 'user' as const, value: accountId }));
  const [level] = site.jira.projects.setSecurityLevels(site.shop.id, [{ name: 'Secret', holders }]);
  site.jira.issues.edit({ accountId: site.people.owner.accountId }, issue.id, { fields: { security: { id: level?.id ?? '' } } });
}

describe('Ranking as the caller', () => {
  it('is theirs in Jira’s history', async () => {
    expect(await rankAsCaller.rank([other.id], { before: one.id })).toEqual([]);
    expect(site.jira.issues.historyOf(other.id).at(-1)?.authorId).toBe(site.people.owner.accountId);
  });

  it('is refused where Jira does not let them', async () => {
    site.answerInstead = () => Response.json({ errorMessages: ['You do not have permission to rank issue.'] }, { status: 403 });
    await expect(rankAsCaller.rank([other.id], { before: one.id })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('What the caller may see', () => {
  it('is there, with key and summary, for those who may', async () => {
    const seen = { id: one.id, key: one.key, summary: 'One', projectId: site.shop.id };
    expect((await visibleIssues.asCaller([one.id, other.id])).get(one.id)).toEqual(seen);
    expect(await visibleIssues.find(one.key)).toEqual(seen);
    expect(await visibleIssues.find(one.id)).toEqual(seen);
  });

  it('is absent for those who may not', async () => {
    hide(one);
    site.caller = site.people.developer;
    expect([...(await visibleIssues.asCaller([one.id, other.id])).keys()]).toEqual([other.id]);
    expect(await visibleIssues.find(one.key)).toBeNull();
  });

  it.each(['', 'SHOP', '../user', 'SHOP-1/editmeta', 'SHOP-1?expand=x', 'SHOP-1 '])(
    'is nothing for “%s”, and Jira is not asked',
    async (text) => {
      expect(await visibleIssues.find(text)).toBeNull();
      expect(site.asked).toEqual([]);
    },
  );
});

describe('A notice', () => {
  const mail = { subject: 'Put back', text: 'One & all.' };

  it('reaches one person, from the app', async () => {
    expect(await teller.tell(one.id, site.people.developer.accountId, mail)).toBe(true);
    expect(site.jira.mail.sent()).toMatchObject([
      {
        subject: 'Put back',
        textBody: 'One & all.',
        htmlBody: '<p>One &amp; all.</p>',
        recipients: [site.people.developer.accountId],
        by: site.app.accountId,
      },
    ]);
  });

  it('is not sent to who may not see the issue, nor about one the app cannot see', async () => {
    expect(await teller.tell('99999', site.people.developer.accountId, mail)).toBe(false);
    hide(one);
    expect(await teller.tell(one.id, site.people.developer.accountId, mail)).toBe(false);
    expect(site.jira.mail.sent()).toEqual([]);
  });

  it('that Jira could not take is an error', async () => {
    site.answerInstead = () => new Response('', { status: 429, headers: { 'Retry-After': '60' } });
    await expect(teller.tell(one.id, site.people.developer.accountId, mail)).rejects.toMatchObject({ code: 'rate-limited' });
  });
});

describe('Names of many', () => {
  it('come in one call, without those nobody knows', async () => {
    const { owner, developer } = site.people;
    const names = await people.namesOf([owner.accountId, developer.accountId, owner.accountId, 'nobody']);
    expect(Object.fromEntries(names)).toEqual({ [owner.accountId]: 'Owner Example', [developer.accountId]: 'Developer Example' });
    expect(site.asked).toEqual(['user GET /rest/api/3/user/bulk']);
  });

  it('come from as many calls as it takes, however short Jira’s pages', async () => {
    const accounts = Array.from({ length: 130 }, (_, at) => `account-${at}`);
    site.answerInstead = (path) => {
      const query = new URL(path, 'http://localhost').searchParams;
      const [all, start] = [query.getAll('accountId'), Number(query.get('startAt'))];
      const values = all.slice(start, start + 50).map((accountId) => ({ accountId, displayName: accountId.toUpperCase() }));
      return Response.json({ values, isLast: start + 50 >= all.length });
    };
    expect([...(await people.namesOf(accounts)).values()]).toEqual(accounts.map((account) => account.toUpperCase()));
    expect(site.asked).toHaveLength(3);
  });

  it('are none of nobody, without a call', async () => {
    expect((await people.namesOf([])).size).toBe(0);
    expect(site.asked).toEqual([]);
  });
});
