import { createSiteDirectory } from '../../src/platform/site-directory';
import { memoryStorage } from '../builders/fakes';
import { forgeCalls } from '../builders/forge-calls';

const key = (name: string) => `ari:cloud:ecosystem::extension/app/environment/static/${name}`;
const field = (id: string, custom: string) => ({ id, schema: { custom } });
const FIELDS = [
  field('customfield_1', key('value-score')),
  field('customfield_2', key('value-factors')),
  field('customfield_3', 'com.pyxis.greenhopper.jira:gh-sprint'),
  field('customfield_10100', 'com.pyxis.greenhopper.jira:gh-lexo-rank'),
  field('customfield_10019', 'com.pyxis.greenhopper.jira:gh-lexo-rank'),
];
const KNOWN = { valueScore: 'customfield_1', valueFactors: 'customfield_2', sprint: 'customfield_3', epicTypes: [] };

function directory(fields: readonly object[] = FIELDS) {
  const calls = forgeCalls();
  calls.answerInstead = (path) => Response.json(path.endsWith('/field') ? fields : []);
  const storage = memoryStorage();
  return { calls, storage, sites: createSiteDirectory({ storage, now: () => 0 }) };
}

describe('What is known of a site', () => {
  it('names the Rank field that was made first, Jira’s default', async () => {
    expect((await directory().sites.current()).rank).toBe('customfield_10019');
  });

  it('names none where Jira Software has none', async () => {
    expect((await directory(FIELDS.slice(0, 2)).sites.current()).rank).toBeNull();
  });

  it('is looked up again where it was kept before Rank was known, and kept anew', async () => {
    const { storage, sites } = directory();
    await storage.set('site', { version: 1, ...KNOWN });
    expect(await sites.current()).toMatchObject({ rank: 'customfield_10019' });
    await sites.ensure();
    expect(JSON.parse(storage.values.get('site') ?? '')).toMatchObject({ version: 2, rank: 'customfield_10019' });
  });

  it('is read, not looked up, where it was kept', async () => {
    const { calls, storage, sites } = directory();
    await storage.set('site', { version: 2, ...KNOWN, rank: 'customfield_7' });
    expect((await sites.current()).rank).toBe('customfield_7');
    expect(calls.asked).toEqual([]);
  });
});
