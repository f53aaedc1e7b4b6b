import { createScoreFields } from '../../src/platform/score-fields';
import { scoringHistories, scoringHistory } from '../../src/platform/score-changes';
import { memoryStorage } from '../builders/fakes';
import { forgeCalls } from '../builders/forge-calls';

const SITE = { valueFactors: 'customfield_1', acceptance: 'customfield_10003', estimates: ['customfield_2', 'customfield_3'] };
const item = (fieldId: string | null, fromString: string | null = null, toString: string | null = null) => ({
  fieldId,
  fromString,
  toString,
});
const entry = (at: number, ...items: readonly ReturnType<typeof item>[]) => ({ at, items });

describe('What an issue’s history says of its score', () => {
  it('is when it was given last, and what of its content changed', () => {
    const history = scoringHistory(SITE, [
      entry(3, item('summary', 'One', 'Other'), item('customfield_1')),
      entry(1, item('customfield_1')),
      entry(4, item('customfield_3', null, '5'), item('customfield_9', null, 'elsewhere')),
      // From before Jira kept field ids.
      entry(5, item(null, null, 'Summary of long ago')),
    ]);
    expect(history).toEqual({
      scoredAt: 3,
      changes: [
        { of: 'summary', field: 'summary', at: 3, from: 'One', to: 'Other' },
        { of: 'estimate', field: 'customfield_3', at: 4, from: '', to: '5' },
      ],
    });
    expect(scoringHistory(SITE, [])).toEqual({ scoredAt: null, changes: [] });
  });

  it('is read page by page, for a thousand issues a call, as the caller', async () => {
    const calls = forgeCalls();
    const asked: { issueIdsOrKeys: string[]; fieldIds: string[]; nextPageToken?: string }[] = [];
    const log = (issueId: string, created: string | number, fieldId: string) => ({
      issueId,
      // No text at all: every object has a `toString`.
      changeHistories: [{ id: '1', created, items: [{ field: 'x', fieldId }] }],
    });
    calls.answerInstead = (_path, body) => {
      const request = JSON.parse(body) as (typeof asked)[number];
      asked.push(request);
      if (request.issueIdsOrKeys.length < 1_000) return Response.json({ issueChangeLogs: [] });
      return Response.json(
        request.nextPageToken === undefined
          ? { issueChangeLogs: [log('1', '2026-11-24T09:30:00.000+0000', 'customfield_1')], nextPageToken: 'more' }
          : { issueChangeLogs: [log('1', 1_795_512_601, 'summary')] },
      );
    };
    const ids = Array.from({ length: 1_500 }, (_, index) => String(index + 1));
    const histories = await scoringHistories(SITE, ids);
    expect(histories.get('1')).toEqual({
      scoredAt: Date.UTC(2026, 10, 24, 9, 30),
      changes: [{ of: 'summary', field: 'summary', at: 1_795_512_601_000, from: '', to: '' }],
    });
    expect(histories.size).toBe(1);
    expect(asked.map(({ issueIdsOrKeys }) => issueIdsOrKeys.length).sort()).toEqual([1_000, 1_000, 500]);
    expect(asked[0]?.fieldIds).toEqual(['customfield_1', 'summary', 'description', 'customfield_2', 'customfield_3']);
    expect(new Set(calls.asked)).toEqual(new Set(['user POST /rest/api/3/changelog/bulkfetch']));
  });
});

describe('An issue whose history is longer than Jira shows with it', () => {
  it('has answers as old as the oldest entry that is shown, where none of those tells', async () => {
    const calls = forgeCalls();
    const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T09:30:00.000+0000`;
    const histories = [24, 20].map((day) => ({
      id: String(day),
      created: at(day),
      author: { accountId: 'dana', displayName: 'Dana' },
      items: [{ field: 'summary', fieldId: 'summary', fromString: `${day}`, toString: `${day + 1}` }],
    }));
    const issue = (total: number) => ({
      id: '1',
      key: 'SHOP-1',
      fields: {
        project: { id: '10000', projectTypeKey: 'software' },
        issuetype: { id: '1', hierarchyLevel: 0 },
        status: { statusCategory: { key: 'new' } },
        created: at(1),
      },
      changelog: { total, histories },
    });
    const current = async () => ({ valueScore: 'customfield_4', ...SITE, sprint: null, rank: null, epicTypes: [] });
    const sites = { id: () => 'installation', current, ensure: async () => undefined, refresh: current };
    const fields = createScoreFields({ sites, storage: memoryStorage(), now: () => 0 });
    calls.answerInstead = () => Response.json(issue(2));
    expect(await fields.issueForPanel('1')).toMatchObject({ lastScored: null, historyFrom: Date.UTC(2026, 10, 1, 9, 30) });
    calls.answerInstead = () => Response.json(issue(120));
    expect(await fields.issueForPanel('1')).toMatchObject({
      historyFrom: Date.UTC(2026, 10, 20, 9, 30),
      changes: [
        { of: 'summary', from: '24' },
        { of: 'summary', from: '20' },
      ],
    });
  });
});
