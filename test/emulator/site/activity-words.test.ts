import type { ActivityEntry } from '../../../emulator/activity';
import { groupByInvocation, summaryOf, wordsOf } from '../../../emulator/site/client/src/activity-words';

let seq = 0;
const entry = (part: Partial<ActivityEntry>): ActivityEntry => ({ seq: (seq += 1), at: 0, kind: 'jira', title: '', ok: true, ...part });

const read = entry({ title: 'GET /rest/api/3/issue/1 → 200', detail: '2 points', milliseconds: 5, invocationId: 'a' });
const find = entry({ title: 'POST /rest/api/3/search/jql → 200', detail: '58 points', milliseconds: 3, invocationId: 'a' });
const pushed = entry({ kind: 'queue', title: '1 event(s) pushed to repair', invocationId: 'b' });
const opened = entry({ kind: 'function', title: 'scoring/open as Olivia Owner', milliseconds: 25, invocationId: 'a' });
const heard = entry({ kind: 'event', title: 'avi:jira:updated:issue to on-issue', milliseconds: 9, invocationId: 'b' });
const moved = entry({ title: 'PUT /rest/agile/1.0/issue/rank → 204', detail: '1 point' });

test('what one invocation did is one group under it, newest first, also for events that push to a queue', () => {
  expect(groupByInvocation([read, find, pushed, opened, heard, moved]).map(({ head, parts }) => [head.title, parts.length])).toEqual([
    [moved.title, 0],
    [heard.title, 1],
    [opened.title, 2],
  ]);
});

test('an invocation that still runs is shown by the first thing it did', () => {
  expect(groupByInvocation([pushed]).map(({ head }) => head)).toEqual([pushed]);
});

test('the sum line counts calls, points and storage in words', () => {
  expect(summaryOf([read, find, entry({ kind: 'storage', title: 'storage get: ownership:1' })])).toBe(
    '2 Jira calls for 60 points, 1 storage operation',
  );
  expect(summaryOf([moved])).toBe('1 Jira call for 1 point');
});

test('a line says what happened first and its figures after', () => {
  expect(wordsOf(read)).toEqual({ text: 'GET /rest/api/3/issue/1', figures: ['200', '2 points', '5 ms'] });
  expect(wordsOf(opened)).toEqual({ text: 'scoring/open as Olivia Owner', figures: ['25 ms'] });
});

test('a key that is not stored yet reads as that, not as an error', () => {
  expect(wordsOf(entry({ kind: 'storage', title: 'storage get: The key "scored-by:1" does not exist.' }))).toEqual({
    text: 'get: scored-by:1',
    figures: ['nothing stored yet'],
  });
});
