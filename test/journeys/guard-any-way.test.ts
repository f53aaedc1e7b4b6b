import type { Switches } from '../../emulator/switches';
import { guarded } from '../builders/guarded-site';
import { aSite } from '../builders/site';

jest.setTimeout(60_000);

/** What nobody knows about Jira, either way: a stranger's move goes back and an owner's stays. */
const WAYS: readonly (readonly [string, Partial<Switches>, number])[] = [
  ['rank events are off, and the sweep finds it', { rankEmitsEvent: false }, 6],
  ['neither events nor `updated` tell of a rank', { rankEmitsEvent: false, rankBumpsUpdated: false }, 16],
  ['events come twice', { eventDoubling: 1 }, 1],
  ['events come late and out of order', { eventDelayMs: 170_000, eventReorder: true }, 5],
  ['half of the events are lost', { eventLoss: 0.5 }, 6],
  ['events name nobody', { eventsCarryActor: false }, 1],
  ['the index lags by three minutes', { indexLagMs: 180_000 }, 6],
  ['the index lags and sorts by what it had', { indexLagMs: 180_000, searchSortsReconciled: false, rankEmitsEvent: false }, 16],
  ['storage queries lag', { storageQueryLagMs: 5_000 }, 6],
  ['history has ISO times', { bulkChangelogCreated: 'iso' }, 1],
];

it.each(WAYS)('when %s', async (_way, switches, minutes) => {
  const site = await aSite({ switches });
  try {
    const shop = await guarded(site);
    const pass = async (): Promise<void> => {
      for (let minute = 0; minute < minutes; minute++) {
        await site.clock.advance(60_000);
        await site.settle();
      }
    };
    await pass();
    const before = await shop.order();
    const [first = '', second = '', , , fifth = '', sixth = ''] = before;
    await shop.rank('developer', [fifth], { before: first });
    await pass();
    expect(await shop.order()).toEqual(before);
    const adopted = before.flatMap((key) => (key === sixth ? [] : key === second ? [sixth, second] : [key]));
    await shop.rank('owner', [sixth], { before: second });
    await pass();
    expect(await shop.order()).toEqual(adopted);
    const { requests } = (await shop.onPage('owner', 'requests/list', { which: 'open' })).data;
    expect(requests).toHaveLength(1);
    expect(await shop.mail('developer')).toHaveLength(1);
    const { rows } = (await shop.onPage('owner', 'ranking/log')).data;
    expect(rows.map((row: { outcome: string }) => row.outcome)).toEqual(['adopted', 'put-back']);
  } finally {
    await site.close();
  }
});
