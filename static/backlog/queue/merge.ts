import type { RequestView } from '../../../src/contract/requests';

/** What was read now, and in its old place what is held though it was not read any more: decided, or not on these pages. */
export function merged(read: readonly RequestView[], shown: readonly RequestView[], held: ReadonlySet<string>): readonly RequestView[] {
  const result = [...read];
  const isRead = new Set(read.map(({ id }) => id));
  shown.forEach((request, index) => {
    if (!held.has(request.id) || isRead.has(request.id)) return;
    // After the nearest one above it that is still there.
    const above = shown
      .slice(0, index)
      .reverse()
      .find(({ id }) => result.some((kept) => kept.id === id));
    const at = above === undefined ? 0 : result.findIndex(({ id }) => id === above.id) + 1;
    result.splice(at, 0, request);
  });
  return result;
}
