import { Fragment } from 'react';
import { when } from '../moment';

interface MomentInProps {
  /** Holds `{when}`, and nothing else to fill. */
  readonly sentence: string;
  readonly at: number;
  readonly locale: string;
}

/** "Asked by Dana, 2 hours ago": the moment is exact on hover. */
export function MomentIn({ sentence, at, locale }: MomentInProps) {
  // Where the server's clock is ahead of this one, what happened just now did not happen in the future.
  const { relative, exact, iso } = when(at, Math.max(at, Date.now()), locale);
  return (
    <>
      {sentence.split('{when}').map((part, index) => (
        <Fragment key={index}>
          {index > 0 && (
            <time dateTime={iso} title={exact}>
              {relative}
            </time>
          )}
          {part}
        </Fragment>
      ))}
    </>
  );
}
