import fc from 'fast-check';
import { locate } from '../../../src/features/ranking/rules/locate';

/** Reads of a Jira with this order, counted. */
function aJira(order: readonly string[], bucketOf: (id: string) => number = () => 0) {
  const reads: number[] = [];
  const places = new Map(order.map((id, index) => [id, `${bucketOf(id)}|${String(index).padStart(6, '0')}:`]));
  return {
    reads,
    read: async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      reads.push(ids.length);
      return new Map(ids.flatMap((id) => (places.has(id) ? [[id, places.get(id) ?? ''] as const] : [])));
    },
  };
}

it('finds one issue among ten thousand in two reads and some two hundred of Jira’s points', async () => {
  const settled = [...Array(10_000).keys()].map((index) => `s${index}`);
  const order = [...settled.slice(0, 7_777), 'x', ...settled.slice(7_777)];
  const { read, reads } = aJira(order);
  const found = await locate(['x'], settled, read);
  expect(found).toMatchObject({ kind: 'located' });
  expect(found.kind === 'located' && found.where.get('x')).toMatchObject({ under: 's7776', over: 's7777' });
  expect(reads).toHaveLength(2);
  expect(reads.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(201);
});

it('finds a new issue at the end by reading it and the last one', async () => {
  const settled = [...Array(10_000).keys()].map((index) => `s${index}`);
  const { read, reads } = aJira([...settled, 'x']);
  expect(await locate(['x'], settled, read, true)).toMatchObject({ kind: 'located' });
  expect(reads).toEqual([2]);
});

it('finds any issues in any order between their neighbours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 400 }), fc.array(fc.nat(400), { minLength: 1, maxLength: 20 }), async (size, at) => {
      const settled = [...Array(size).keys()].map((index) => `s${index}`);
      const order = [...settled];
      at.forEach((place, index) => order.splice(Math.min(place, order.length), 0, `x${index}`));
      const wanted = at.map((_, index) => `x${index}`);
      const found = await locate(wanted, settled, aJira(order).read);
      if (found.kind !== 'located') throw new Error(found.kind);
      for (const id of wanted) {
        const index = order.indexOf(id);
        const under = order.slice(0, index).findLast((each) => each.startsWith('s')) ?? null;
        const over = order.slice(index).find((each) => each.startsWith('s')) ?? null;
        expect(found.where.get(id)).toMatchObject({ under, over });
      }
    }),
  );
});

it('names who could have moved unannounced, and concludes nothing while Jira rewrites its ranks', async () => {
  const settled = ['a', 'b', 'c', 'd', 'e'];
  const moved = await locate(['x'], settled, aJira(['a', 'e', 'b', 'x', 'c', 'd']).read);
  expect(moved).toEqual({ kind: 'suspects', ids: ['b', 'c', 'd', 'e'], fewest: ['e'] });
  const { read } = aJira(['a', 'b', 'x', 'c', 'd', 'e'], (id) => (id > 'c' && id !== 'x' ? 1 : 0));
  expect(await locate(['x'], settled, read)).toEqual({ kind: 'rebalancing' });
});
