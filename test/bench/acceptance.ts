import { afterSweep, cost, seconds, type Cost } from './cost';
import { figure, median, type Figure } from './figure';
import { bigSite, call } from './site';

const MOST = 200;
/** A criterion of everyday length. */
const WORDS = 'Given a card that has expired, when the customer pays, then they are asked for another card and nothing is charged';

/** What it costs to open a checklist, tick a criterion and accept a story, with `few` criteria and with the most there can be, and the sweep at rest beside `stories` of them. */
export async function acceptance(root: string, stories: number, smoke: boolean): Promise<readonly Figure[]> {
  const emulator = await bigSite(root, stories + 10);
  try {
    const on = async (who: string, key: string, name: string, payload: object = {}): Promise<Answer> => {
      const { id } = emulator.jira.issues.byIdOrKey(key) ?? { id: '' };
      const place = { module: 'acceptance-panel', function: name, payload: { issueId: id, ...payload }, issue: key };
      const { result } = (await call(emulator, who, 'POST', '/_emulator/invoke', place)) as { result: Answer };
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result)}`);
      return result;
    };
    const write = (key: string, count: number): Promise<Answer> =>
      on('developer', key, 'acceptance/change', {
        changes: Array.from({ length: count }, (_, index) => ({
          ...{
            kind: 'add',
            id: idOf(index),
            text: `${WORDS} (${index + 1})`,
            mandatory: true,
            after: index === 0 ? null : idOf(index - 1),
          },
        })),
      });
    const judge = (key: string, from: number, until: number): Promise<Answer> =>
      on('owner', key, 'acceptance/change', {
        changes: Array.from({ length: until - from }, (_, index) => ({
          kind: 'judge',
          id: idOf(from + index),
          verdict: 'met',
          words: null,
        })),
      });

    const figures: Figure[] = [];
    for (const count of [10, MOST]) {
      const key = `BIG-${stories + (count === MOST ? 2 : 1)}`;
      await write(key, count);
      await emulator.forge.settle();
      await afterSweep(emulator);
      const open = await cost(emulator, async () => {
        await on('developer', key, 'acceptance/open');
      });
      const tick = await cost(emulator, async () => {
        await on('developer', key, 'acceptance/change', { changes: [{ kind: 'claim', id: idOf(0), claimed: true }] });
        await seconds(emulator, 20);
      });
      await judge(key, 0, count);
      await afterSweep(emulator);
      const { revision, criteria } = (await on('owner', key, 'acceptance/open')).data.story;
      const size = new TextEncoder().encode(JSON.stringify(criteria)).length;
      const accept = await cost(emulator, async () => {
        await on('owner', key, 'acceptance/accept', { revision, words: null });
        await seconds(emulator, 20);
      });
      const reword = await cost(emulator, async () => {
        await on('owner', key, 'acceptance/change', {
          changes: [{ kind: 'reword', id: idOf(0), was: `${WORDS} (1)`, text: 'The card is charged once' }],
        });
        await seconds(emulator, 20);
      });
      const milliseconds = await median(smoke ? 3 : 21, () => on('developer', key, 'acceptance/open'));
      const of = `a checklist of ${count}`;
      // The least: the issue, the caller's rights and the names on it, and the checklist as its page has it; where the field shows the change, it is written once, and twice
      // where it gets stricter.
      figures.push(
        ...lines(`opening ${of}`, open, { calls: 3, written: 0 }),
        ...lines(`ticking one of ${of}`, tick, { calls: 3, written: size }),
        ...lines(`accepting ${of}`, accept, { calls: 4, written: size }),
        ...lines(`rewording one of ${of} that was accepted`, reword, { calls: 5, written: size }),
        figure(`opening ${of}: time in the local site`, milliseconds, 'ms'),
      );
    }

    for (let index = 1; index <= stories; index += 1) await write(`BIG-${index}`, 2);
    await emulator.forge.settle();
    // Until nothing is recent any more.
    await seconds(emulator, 1_200);
    await afterSweep(emulator);
    const rest = await cost(emulator, () => seconds(emulator, 3_600));
    const isOurs = (operation: string): boolean => operation.includes('search/jql') || operation.includes('bulkfetch');
    const { jira } = emulator.activity.usage();
    const searches = Object.entries(jira).filter(([operation]) => isOurs(operation));
    return [
      ...figures,
      figure(
        `acceptance at rest for an hour beside ${stories} checklists: searches and reads, scoring's among them`,
        sumOf(searches),
        'calls',
      ),
      figure(`acceptance at rest for an hour beside ${stories} checklists: Jira points`, rest.points, 'points', { limit: 200 }),
      figure(`acceptance at rest for an hour beside ${stories} checklists: storage written`, rest.written, 'bytes', { limit: 1_000 }),
    ];
  } finally {
    await emulator.close();
  }
}

interface Answer {
  readonly ok: boolean;
  readonly data: { readonly story: { readonly revision: number; readonly criteria: unknown } };
}

const idOf = (index: number): string => `criterion-${index}`;
const sumOf = (rows: readonly (readonly [string, { readonly calls: number }])[]): number =>
  rows.reduce((total, [, { calls }]) => total + calls, 0);

const lines = (
  what: string,
  { invocations, calls, points, written }: Cost,
  least: { readonly calls: number; readonly written: number },
): readonly Figure[] => [
  figure(`${what}: invocations, events among them`, invocations, 'invocations', { baseline: 1, limit: 1 }),
  figure(`${what}: Jira calls`, calls, 'calls', { baseline: least.calls, limit: least.calls + 3 }),
  figure(`${what}: Jira points`, points, 'points'),
  figure(`${what}: storage written`, written, 'bytes', { baseline: least.written, limit: least.written + 3_000 }),
];
