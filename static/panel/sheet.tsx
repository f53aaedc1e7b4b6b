import Lozenge from '@atlaskit/lozenge';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { panel as text, stale as staleText, team as teamText } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { PanelView, ValueView } from '../../src/contract/scoring';
import type { Explained } from '../../src/features/scoring/rules';
import { Failure } from '../shared/failure';
import { ScoreHead } from '../shared/score-head';
import { StaleNotice } from '../shared/stale-notice';
import { History } from './history';
import { PositionLine } from './position-line';
import { RequestsLine } from './requests-line';
import { ScoredBy } from './scored-by';

interface SheetProps {
  readonly view: PanelView;
  readonly locale: string;
  /** What Jira holds now. */
  readonly value: ValueView;
  /** What the score is, or will be once what was typed is saved. */
  readonly outcome: Explained;
  readonly isPreview: boolean;
  /** The team's answers lie far apart. */
  readonly isDisputed: boolean;
  /** What is said where there is no score yet. */
  readonly start?: string;
  /** How saving goes, in a word. */
  readonly saving: string | null;
  /** Why the last save failed. */
  readonly failure: string | null;
  readonly onRetry: () => void;
  readonly onConfirmed: (value: ValueView) => void;
  /** The questions. */
  readonly children: ReactNode;
}

/** The panel from top to bottom: the score and what to know of it, its place, what is asked about that, the questions, who answered and when. */
export function Sheet({
  view,
  locale,
  value,
  outcome,
  isPreview,
  isDisputed,
  start,
  saving,
  failure,
  onRetry,
  onConfirmed,
  children,
}: SheetProps) {
  const { mayScore } = view;
  // Where an approved request has put it: whoever reads the order has to look first, and may do so seconds later.
  const [ranked, setRanked] = useState<{ readonly view: PanelView; readonly to: Pick<Placed, 'place' | 'total'> } | null>(null);
  const position = view.position.kind === 'placed' && ranked?.view === view ? { ...view.position, ...ranked.to } : view.position;
  const region = useRef<HTMLElement>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const isStale = value.stale !== null && !isPreview;

  // The Try again button goes when its save succeeds, as the one that confirms does: whoever pressed it stays on the panel.
  // Only then: a panel that has just opened leaves the focus where it is on the page.
  const gone = useRef(false);
  useEffect(() => {
    if (gone.current && failure === null && document.activeElement === document.body) region.current?.focus({ preventScroll: true });
    gone.current = failure !== null || isStale;
  }, [failure, isStale]);

  return (
    <section ref={region} className="sheet" aria-label={text.region} tabIndex={-1}>
      <ScoreHead
        model={view.model}
        outcome={outcome}
        locale={locale}
        {...(start === undefined ? {} : { start })}
        marks={
          <>
            {isStale && <Lozenge appearance="moved">{staleText.mark}</Lozenge>}
            {isDisputed && <Lozenge appearance="moved">{teamText.mark}</Lozenge>}
          </>
        }
      >
        {!isPreview && value.stored !== scoreOf(value.outcome) && <p className="quiet">{text.notApplied}</p>}
      </ScoreHead>
      <StaleNotice
        issueId={view.issueId}
        value={value}
        mayScore={mayScore.allowed}
        locale={locale}
        isDisabled={isPreview}
        onConfirmed={(confirmed) => {
          setConfirmed(true);
          onConfirmed(confirmed);
        }}
      />
      {isConfirmed && value.stale === null && value.confirmed !== null && (
        <p role="status" className="quiet">
          {staleText.confirmedNow}
        </p>
      )}
      <PositionLine position={position} locale={locale} />
      {/* What is done, in a sprint or part of another issue has no place that anybody could ask about. */}
      {position.kind !== 'outside' && <RequestsLine issueId={view.issueId} since={view} onRanked={(to) => setRanked({ view, to })} />}
      {mayScore.allowed && mayScore.capacity.kind === 'owner' && <p className="quiet">{text.asOwner}</p>}
      {mayScore.allowed && mayScore.capacity.kind === 'delegate' && <p className="quiet">{text.asDelegate}</p>}

      {children}

      {/* One line of a fixed height: who scored, and whether what was typed is in Jira. */}
      <div className="foot">
        <ScoredBy value={value} viewer={view.viewer} locale={locale} />
        <span role="status" className="quiet">
          {saving}
        </span>
      </div>
      {failure !== null && <Failure sentence={fill(text.notSaved, { reason: failure })} onRetry={onRetry} />}
      <History issueId={view.issueId} viewer={view.viewer} locale={locale} value={value} />
    </section>
  );
}

type Placed = Extract<PanelView['position'], { kind: 'placed' }>;

const scoreOf = (outcome: Explained): number | null => (outcome.kind === 'scored' ? outcome.score : null);
