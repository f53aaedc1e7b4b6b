import type { RequestView } from '../../src/contract/requests';
import { merged as mergedRows } from '../../static/backlog/merge';

const request = (id: string, moved: string | null = null): RequestView =>
  ({ id, moved, status: 'open', askers: [], issues: [], thread: [], at: 0 }) as unknown as RequestView;

const merged = (read: readonly RequestView[], shown: readonly RequestView[], held: ReadonlySet<string>): readonly RequestView[] =>
  mergedRows(read, shown, held, ({ id }) => id);

const ids = (...names: readonly string[]): readonly RequestView[] => names.map((id) => request(id));
const idsOf = (requests: readonly RequestView[]): string => requests.map(({ id }) => id).join('');

test('what is read takes the place of what was shown', () => {
  expect(idsOf(merged(ids('b', 'c', 'd'), ids('a', 'b', 'c'), new Set()))).toBe('bcd');
});

test('what somebody writes in stays in its place though it was decided meanwhile', () => {
  expect(idsOf(merged(ids('a', 'c', 'd'), ids('a', 'b', 'c'), new Set(['b'])))).toBe('abcd');
  expect(idsOf(merged(ids('b', 'c'), ids('a', 'b', 'c'), new Set(['a'])))).toBe('abc');
  expect(idsOf(merged([], ids('a', 'b', 'c'), new Set(['b', 'c'])))).toBe('bc');
});

test('its newest words are shown, once', () => {
  const [first, ...others] = merged([request('a', 'moved on')], ids('a'), new Set(['a']));
  expect([first?.moved, others]).toEqual(['moved on', []]);
});
