import { createSiteDirectory } from '../../src/platform/site-directory';
import { memoryStorage } from '../builders/fakes';
import { forgeCalls } from '../builders/forge-calls';

const key = (name: string) => `ari:cloud:ecosystem::extension/app/environment/static/${name}`;
const field = (id: string, custom: string) => ({ id, schema: { custom } });
const FIELDS = [
  field('customfield_1', key('value-score')),
  field('customfield_2', key('value-factors')),
  field('customfield_4', key('acceptance')),
  field('customfield_3', 'com.pyxis.greenhopper.jira:gh-sprint'),
  field('customfield_10100', 'com.pyxis.greenhopper.jira:gh-lexo-rank'),
  field('customfield_10019', 'com.pyxis.greenhopper.jira:gh-lexo-rank'),
];
const KNOWN = {
  ...{ valueScore: 'customfield_1', valueFactors: 'customfield_2', acceptance: 'customfield_4' },
  ...{ sprint: 'customfield_3', epicTypes: [], estimates: [] },
};

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
    expect((await directory(FIELDS.slice(0, 3)).sites.current()).rank).toBeNull();
  });

  it('is looked up again where it was kept before Rank was known, and kept anew', async () => {
    const { storage, sites } = directory();
    await storage.set('site', { version: 1, ...KNOWN });
    expect(await sites.current()).toMatchObject({ rank: 'customfield_10019' });
    await sites.ensure();
    expect(JSON.parse(storage.values.get('site') ?? '')).toMatchObject({ version: 4, rank: 'customfield_10019' });
  });

  it('is looked up again where it was kept before there was an Acceptance', async () => {
    const { storage, sites } = directory();
    const { acceptance: _, ...before } = KNOWN;
    await storage.set('site', { version: 3, ...before, rank: 'customfield_7' });
    expect(await sites.current()).toMatchObject({ acceptance: 'customfield_4' });
  });

  it('is read, not looked up, where it was kept', async () => {
    const { calls, storage, sites } = directory();
    await storage.set('site', { version: 4, ...KNOWN, rank: 'customfield_7' });
    expect((await sites.current()).rank).toBe('customfield_7');
    expect(calls.asked).toEqual([]);
  });

  it('names what issues are estimated in: the field of that type, and number fields that Jira calls story points', async () => {
    const { sites } = directory([
      ...FIELDS,
      { ...field('customfield_5', 'com.atlassian.jira.plugin.system.customfieldtypes:float'), name: 'Story Points' },
      { ...field('customfield_6', 'com.atlassian.jira.plugin.system.customfieldtypes:float'), name: 'Budget' },
      { ...field('customfield_8', 'com.atlassian.jira.plugin.system.customfieldtypes:textfield'), name: 'Story points' },
      { ...field('customfield_9', 'com.pyxis.greenhopper.jira:jsw-story-points'), name: 'Wie groß?' },
    ]);
    expect((await sites.current()).estimates).toEqual(['customfield_9', 'customfield_5']);
  });
});
