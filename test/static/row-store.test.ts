import type { Answer } from '../../src/contract/call';
import type { IssueRowView, ModelView } from '../../src/contract/scoring';
import { RowStore } from '../../static/backlog/order/row-store';

const MODEL = { id: 'wsjf' } as ModelView;

const aRow = (id: string, summary: string): IssueRowView => ({ id, summary }) as IssueRowView;

/** A store that is answered when the test says so, by whoever answers first come. */
function aStore() {
  const answers: ((summary: string) => Promise<void>)[] = [];
  const store = new RowStore(
    (ids) =>
      new Promise<Answer<{ model: ModelView; rows: readonly IssueRowView[] }>>((resolve) => {
        answers.push(async (summary) => {
          resolve({ ok: true, data: { model: MODEL, rows: ids.map((id) => aRow(id, summary)) } });
          await new Promise(setImmediate);
        });
      }),
  );
  const shown = (id: string): string | undefined => {
    const row = store.get(id);
    return row === undefined || row === 'absent' ? row : row.summary;
  };
  return { store, shown, answer: async (summary: string) => answers.shift()?.(summary), waiting: () => answers.length };
}

test('what somebody just made of an issue is not undone by a reading that began before', async () => {
  const { store, shown, answer, waiting } = aStore();
  store.want(['1', '2']);
  store.put(aRow('1', 'made'));
  await answer('read');
  expect([shown('1'), shown('2')]).toEqual(['made', 'read']);
  expect(waiting()).toBe(0);
});

test('what became old while it was read is read again', async () => {
  const { store, shown, answer, waiting } = aStore();
  store.want(['1']);
  await answer('first');
  store.reread('1');
  store.reread('1');
  await answer('too early');
  expect([shown('1'), waiting()]).toEqual(['first', 1]);
  await answer('after it');
  expect([shown('1'), waiting()]).toEqual(['after it', 0]);
});
