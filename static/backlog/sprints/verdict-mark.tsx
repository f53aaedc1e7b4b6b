import type { ReactNode } from 'react';
import type { VERDICTS } from '../../../src/contract/sprints';

export type Verdict = (typeof VERDICTS)[number];

/** Told apart by shape as well as by colour; what it means is said beside it. */
const SHAPES: Readonly<Record<Verdict, ReactNode>> = {
  achieved: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.5 8.2 7 10.7l4.5-5" className="verdict-cut" />
    </>
  ),
  partly: (
    <>
      <circle cx="8" cy="8" r="6.25" className="verdict-line" />
      <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
    </>
  ),
  missed: (
    <>
      <circle cx="8" cy="8" r="6.25" className="verdict-line" />
      <path d="m5.5 5.5 5 5m0-5-5 5" className="verdict-line" />
    </>
  ),
  obsolete: <path d="M3 8h10" className="verdict-line" />,
};

export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  return (
    <svg className={`verdict verdict-${verdict}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {SHAPES[verdict]}
    </svg>
  );
}
