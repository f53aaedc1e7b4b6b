import type { ReactNode } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import type { CriterionState } from '../../src/contract/acceptance';

/** Told apart by shape as well as by colour. */
const SHAPES: Readonly<Record<CriterionState, ReactNode>> = {
  open: <circle cx="8" cy="8" r="6.25" className="mark-line" />,
  claimed: (
    <>
      <circle cx="8" cy="8" r="6.25" className="mark-line" />
      <path d="M5 8.2 7.2 10.4 11 6" className="mark-line" />
    </>
  ),
  met: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.5 8.2 7 10.7l4.5-5" className="mark-cut" />
    </>
  ),
  failed: (
    <>
      <path d="M8 .9 15.1 8 8 15.1.9 8z" fill="currentColor" />
      <path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" className="mark-cut" />
    </>
  ),
  na: (
    <>
      <rect x="1.75" y="1.75" width="12.5" height="12.5" rx="3" className="mark-line" />
      <path d="M5 8h6" className="mark-line" />
    </>
  ),
};

export function MarkShape({ state }: { readonly state: CriterionState }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {SHAPES[state]}
    </svg>
  );
}

/** What a criterion has come to; who said so on hover. */
export function StateMark({ state, title }: { readonly state: CriterionState; readonly title?: string }) {
  return (
    <span className={`mark mark-${state}`} title={title}>
      <MarkShape state={state} />
      <span className="visually-hidden">{title ?? text.states[state]}</span>
    </span>
  );
}
