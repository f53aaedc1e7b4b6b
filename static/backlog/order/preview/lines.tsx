import { ROW_HEIGHT } from '../row-height';

/** Pixels; preview.css says the same. */
export const GAP = 72;

interface LinesProps {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly starts: ReadonlyMap<string, number>;
  readonly ends: ReadonlyMap<string, number>;
  readonly moved: ReadonlySet<string>;
  /** The rows in sight. */
  readonly first: number;
  readonly last: number;
}

/** From old places to new ones: the lines of those issues of which one end at least is in sight. */
export function Lines({ left, right, starts, ends, moved, first, last }: LinesProps) {
  const inSight = [...left.slice(first, last + 1), ...right.slice(first, last + 1)].filter((id) => moved.has(id));
  const middle = (index: number): number => (index - first + 0.5) * ROW_HEIGHT;
  return (
    <svg
      aria-hidden="true"
      className="preview-lines"
      width={GAP}
      height={(last - first + 1) * ROW_HEIGHT}
      style={{ transform: `translateY(${first * ROW_HEIGHT}px)` }}
    >
      {[...new Set(inSight)].map((id) => {
        const [start, end] = [middle(starts.get(id) ?? 0), middle(ends.get(id) ?? 0)];
        return <path key={id} data-up={end < start || undefined} d={`M0 ${start} C ${GAP / 2} ${start} ${GAP / 2} ${end} ${GAP} ${end}`} />;
      })}
    </svg>
  );
}
