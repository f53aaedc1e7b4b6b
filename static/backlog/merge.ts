/** What was read now, and in its old place what is held though it was not read any more: decided, or not on these pages. */
export function merged<Row>(
  read: readonly Row[],
  shown: readonly Row[],
  held: ReadonlySet<string>,
  idOf: (row: Row) => string,
): readonly Row[] {
  const result = [...read];
  const isRead = new Set(read.map(idOf));
  shown.forEach((row, index) => {
    if (!held.has(idOf(row)) || isRead.has(idOf(row))) return;
    // After the nearest one above it that is still there.
    const above = shown
      .slice(0, index)
      .reverse()
      .find((each) => result.some((kept) => idOf(kept) === idOf(each)));
    const at = above === undefined ? 0 : result.findIndex((kept) => idOf(kept) === idOf(above)) + 1;
    result.splice(at, 0, row);
  });
  return result;
}
