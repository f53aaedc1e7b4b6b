import { useEffect, useRef, useState } from 'react';
import { panel as text, stale as staleText } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { PanelView } from '../../src/contract/scoring';
import type { Explained } from '../../src/features/scoring/rules';
import { Failure } from '../shared/failure';
import { SheetHead } from '../shared/scoring/sheet-head';
import type { SheetProps } from '../shared/scoring/sheet-props';
import { History } from './history';
import { PositionLine } from './position-line';
import { RequestsLine } from './requests-line';
import { ScoredBy } from './scored-by';

/** The panel from top to bottom: the score and what to know of it, its place, what is asked about that, the questions, who answered and when. */
export function Sheet(props: SheetProps) {
  const { view, locale, value, isPreview, saving, failure, onRetry, onConfirmed, children } = props;
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
      <SheetHead
        {...props}
        onConfirmed={(confirmed) => {
          setConfirmed(true);
          onConfirmed(confirmed);
        }}
        note={!isPreview && value.stored !== scoreOf(value.outcome) && <p className="quiet">{text.notApplied}</p>}
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
