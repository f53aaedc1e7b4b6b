import { panel as text } from '../../locales/en.json';

interface SkeletonProps {
  /** Lines of text between the score and the questions, and below those. */
  readonly above: number;
  readonly below: number;
}

/** The shape of a score and its questions, so that nothing jumps when they arrive. */
export function Skeleton({ above, below }: SkeletonProps) {
  return (
    <>
      <span className="visually-hidden" role="status">
        {text.loading}
      </span>
      <div className="skeleton skeleton-score" />
      <Lines count={above} />
      <div className="factors">
        {['a', 'b', 'c', 'd'].map((row) => (
          <div key={row} className="skeleton skeleton-row" />
        ))}
      </div>
      <Lines count={below} />
    </>
  );
}

const Lines = ({ count }: { readonly count: number }) =>
  Array.from({ length: count }, (_, line) => <div key={line} className="skeleton skeleton-line" />);
