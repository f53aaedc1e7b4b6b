import { accepting, type AcceptingSite } from '../builders/accepting-site';
import { aSite, type TestSite } from '../builders/site';

let site: TestSite;
let shop: AcceptingSite;

beforeEach(async () => {
  site = await aSite();
  shop = await accepting(site);
});
afterEach(() => site.close());

const open = 'Card is charged once';

it('lets no story into Done before its owner has accepted it, and none whose criteria changed since', async () => {
  await shop.guardDone('accepted');
  const { story } = shop;
  const [id = ''] = await shop.write('developer', story, [open]);
  for (const who of ['developer', 'admin']) {
    const refused = await shop.move(who, story, 'Done');
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain(`1 criterion is still open: ${open}.`);
  }
  await shop.onIssue('developer', 'acceptance/change', story, { changes: [{ kind: 'claim', id, claimed: true }] });
  expect(shop.field(story)).toMatchObject({ state: 'ready', met: 0, total: 1 });
  expect((await shop.move('developer', story, 'Done')).status).toBe(400);

  const judged = await shop.onIssue('owner', 'acceptance/change', story, { changes: [{ kind: 'judge', id, verdict: 'met', words: null }] });
  const { revision } = judged.data.story;
  const accepted = await shop.onIssue('owner', 'acceptance/accept', story, { revision, words: null });
  expect(accepted).toMatchObject({ ok: true, data: { story: { state: 'accepted' } } });
  expect(shop.field(story)).toMatchObject({ state: 'accepted', needs: { mandatory: '', all: '', accepted: '' } });

  await shop.onIssue('owner', 'acceptance/change', story, {
    changes: [{ kind: 'reword', id, was: open, text: 'Card is charged exactly once' }],
  });
  expect((await shop.move('developer', story, 'Done')).status).toBe(400);
  await shop.onIssue('owner', 'acceptance/change', story, { changes: [{ kind: 'judge', id, verdict: 'met', words: null }] });
  const again = await shop.onIssue('owner', 'acceptance/open', story);
  expect(again.data.story).toMatchObject({ state: 'ready', voided: { why: 'reworded' } });
  await shop.onIssue('owner', 'acceptance/accept', story, { revision: again.data.story.revision, words: null });
  expect((await shop.move('developer', story, 'Done')).status).toBe(204);
  await shop.quiet();
  expect((await shop.onPage('owner', 'acceptance/arrivals')).data.arrivals).toEqual([]);
  expect(site.violations()).toEqual([]);
});
