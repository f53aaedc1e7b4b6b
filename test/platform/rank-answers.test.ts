import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { epochOf } from '../../src/platform/jira-time';
import { changesIn, readChangelogPage } from '../../src/platform/rank-changes';
import { notRanked } from '../../src/platform/rank-next-to';
import { rankedAnswer, rankedFields, rankedIssue } from '../../src/platform/ranked-issue';
import { htmlOf } from '../../src/platform/teller';

const SITE = { rank: 'customfield_10019', sprint: 'customfield_10020' };
const AT = Date.UTC(2020, 8, 1, 17, 10, 14, 894);
const RECORDED = join(__dirname, '../../../shared/data/recorded');

describe('A time of Jira’s', () => {
  it.each([
    ['2020-09-01T20:10:14.894+0300', AT],
    ['2020-09-01T17:10:14.894Z', AT],
    [AT, AT],
    [String(AT), AT],
    [1_492_070_429, 1_492_070_429_000],
  ])('%s is %d', (time, expected) => expect(epochOf(time)).toBe(expected));

  it('that nobody can read is an error', () => expect(() => epochOf('yesterday')).toThrow(/yesterday/));
});

describe('An issue in an answer', () => {
  const answer = (fields: Record<string, unknown> = {}) =>
    rankedAnswer.parse({
      id: '10001',
      key: 'SHOP-1',
      fields: {
        project: { id: '10000', projectTypeKey: 'software' },
        issuetype: { id: '1', hierarchyLevel: 0 },
        status: { statusCategory: { key: 'new' } },
        created: '2020-09-01T20:10:14.894+0300',
        creator: { accountId: 'ada' },
        customfield_10019: '0|i0001h:',
        customfield_10020: null,
        ...fields,
      },
    });

  it.each([
    ['has a rank and no sprint', {}, { rank: '0|i0001h:', activeSprint: null, planned: false, closedSprints: [], createdAt: AT }],
    [
      'has been in many sprints',
      {
        customfield_10020: [
          { id: 1, state: 'closed' },
          { id: 2, state: 'active' },
          { id: 3, state: 'future' },
          { id: 4, state: 'closed' },
        ],
      },
      { activeSprint: '2', planned: true, closedSprints: ['1', '4'] },
    ],
    ['has a sprint field that is on none of its screens', { customfield_10020: undefined }, { activeSprint: null }],
    ['is a sub-task where Jira gives no level', { issuetype: { subtask: true } }, { hierarchyLevel: -1 }],
    ['is an epic', { issuetype: { hierarchyLevel: 1 } }, { hierarchyLevel: 1 }],
    ['is done by its category', { status: { statusCategory: { key: 'done' } } }, { done: true }],
    ['has no creator who is known', { creator: null }, { creator: null }],
    ['has no creator any more', { creator: {} }, { creator: null }],
  ])('%s', (_sentence, given, expected) => expect(rankedIssue(SITE, answer(given))).toMatchObject(expected));

  it('without a rank stands nowhere', () => {
    for (const customfield_10019 of [null, undefined, '']) expect(rankedIssue(SITE, answer({ customfield_10019 }))).toBeNull();
  });

  it('whose sprints cannot be read is an error, not an issue in no sprint', () => {
    expect(() => rankedIssue(SITE, answer({ customfield_10020: 'Sprint@1[id=1,state=ACTIVE]' }))).toThrow(
      expect.objectContaining({ code: 'unreadable' }),
    );
  });

  it('is asked for by the fields this site has', () => {
    expect(rankedFields(SITE)).toEqual(expect.arrayContaining(['customfield_10019', 'customfield_10020', 'created', 'creator']));
    expect(rankedFields({ rank: 'customfield_1', sprint: null })).not.toContain(null);
    expect(() => rankedFields({ rank: null, sprint: null })).toThrow(expect.objectContaining({ code: 'unavailable' }));
  });
});

describe('An entry of the history', () => {
  const changes = (...entries: readonly object[]) =>
    changesIn(SITE, readChangelogPage({ issueChangeLogs: [{ issueId: '10001', changeHistories: entries }] }), 0).get('10001');
  const entry = (items: readonly object[], more: object = {}) => ({
    id: '28403',
    author: { accountId: 'ada', accountType: 'atlassian' },
    created: AT,
    items,
    ...more,
  });

  it.each([
    ['ranks, in whatever language', [{ field: 'Рейтинг', fieldId: 'customfield_10019', toString: 'Рейтинг понижен' }], ['rank']],
    ['ranks, from before Jira kept ids', [{ field: 'Rank', toString: 'Ranked lower' }], ['rank']],
    ['is of another field named Rank', [{ field: 'Rank', fieldId: 'customfield_7', toString: 'Ranked lower' }], undefined],
    ['is of an old text field named Rank', [{ field: 'Rank', toString: 'General' }], undefined],
    ['has no text', [{ field: 'Rank' }], undefined],
    ['is of the sprint', [{ field: 'Sprint', fieldId: 'customfield_10020' }], ['sprint']],
    ['is of the status, from before Jira kept ids', [{ field: 'status', toString: 'Done' }], ['status']],
    [
      'is a move to another project',
      [
        { field: 'project', fieldId: 'project' },
        { field: 'Key', toString: 'B-1' },
        { field: 'issuetype', fieldId: 'issuetype' },
      ],
      ['project', 'type'],
    ],
    [
      'drags the rank along with the column',
      [
        { field: 'status', fieldId: 'status' },
        { field: 'Rank', fieldId: 'customfield_10019' },
      ],
      ['status', 'rank'],
    ],
    ['concerns no place', [{ field: 'summary', fieldId: 'summary' }], undefined],
  ])('%s', (_sentence, items, of) =>
    expect(changes(entry(items))?.map((change) => change.of)).toEqual(of === undefined ? undefined : [of]),
  );

  const ranked = [{ field: 'Rank', fieldId: 'customfield_10019', toString: '' }];

  it.each([
    ['a person', { accountId: 'ada', accountType: 'atlassian' }, { accountId: 'ada', bot: false }],
    ['an app', { accountId: 'bot', accountType: 'app' }, { accountId: 'bot', bot: true }],
    ['somebody without an account', {}, null],
    ['nobody', undefined, null],
  ])('by %s', (_sentence, author, by) => expect(changes(entry(ranked, { author }))).toEqual([{ id: 28_403, at: AT, by, of: ['rank'] }]));

  it('is in its place, however Jira ordered them', () => {
    const late = entry(ranked, { id: '9', created: AT + 1 });
    const found = changes(late, entry(ranked, { id: '11' }), entry(ranked, { id: '10' }));
    expect(found?.map(({ id }) => id)).toEqual([10, 11, 9]);
  });

  const kanalyzer = join(RECORDED, 'kanalyzer/one_done_issue.json');
  (existsSync(kanalyzer) ? it : it.skip)('that was recorded before Jira kept ids is recognised', () => {
    const { id, changelog } = JSON.parse(readFileSync(kanalyzer, 'utf8')) as { id: string; changelog: { histories: object[] } };
    const found = changesIn(SITE, readChangelogPage({ issueChangeLogs: [{ issueId: id, changeHistories: changelog.histories }] }), 0).get(
      id,
    );
    const recorded = JSON.stringify(changelog).match(/"Ranked (higher|lower)"/g) ?? [];
    expect(recorded.length).toBeGreaterThan(0);
    expect(found?.filter(({ of }) => of.includes('rank'))).toHaveLength(recorded.length);
  });

  const webhook = join(RECORDED, 'jira-cloud-webhook.issue_updated.rank.anonymised.json');
  (existsSync(webhook) ? it : it.skip)('that was recorded in another language is recognised by the field', () => {
    const { user, changelog } = JSON.parse(readFileSync(webhook, 'utf8')) as { user: object; changelog: { id: string; items: object[] } };
    expect(changes(entry(changelog.items, { id: changelog.id, author: user }))).toMatchObject([
      { id: 28_403, by: { accountId: 'acc-ranker', bot: false }, of: ['rank'] },
    ]);
  });
});

describe('The outcome of ranking', () => {
  it.each([
    ['204: all', undefined, []],
    [
      '207: one refused',
      {
        entries: [
          { issueId: 1, status: 200 },
          { issueId: 2, status: 503 },
        ],
      },
      ['2'],
    ],
    ['207: one not named', { entries: [{ issueId: '1', status: 200 }] }, ['2']],
  ])('%s', (_sentence, answer, left) => expect(notRanked(['1', '2'], answer)).toEqual(left));
});

it('Mail in HTML shows what anybody wrote as they wrote it', () => {
  expect(htmlOf('Put back: <b>"A" & \'B\'</b>\nby Olivia\n\n\nAsk her.\n')).toBe(
    '<p>Put back: &lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;<br>by Olivia</p><p>Ask her.</p>',
  );
});
