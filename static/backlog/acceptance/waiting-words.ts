import { acceptancePages } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { WaitingView } from '../../../src/contract/acceptance';
import { durationText } from '../../shared/duration';
import { numberText } from '../../shared/numbers';

const text = acceptancePages.waiting;

/** What the reader made of a story here. It stays in its place, with the way back, until the page is loaded anew. */
export type Decided =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'rejected';
      /** The status it was moved to. */
      readonly to: string | null;
      /** Why it could not be moved. */
      readonly notMoved: string | null;
      readonly told: boolean;
    };

/** "Waiting 3 days". Where the server's clock is ahead of this one, it has not waited yet. */
export function sinceWords(since: number, now: number, locale: string): string {
  const time = durationText(Math.max(0, now - since), locale);
  return time === null ? text.sinceNow : fill(text.since, { time });
}

/** "4 of 5 met, 1 claimed". */
export function progressWords({ met, claimed, total }: Pick<WaitingView, 'met' | 'claimed' | 'total'>, locale: string): string {
  if (total === 0) return text.noCriteria;
  const count = (number: number): string => numberText(number, locale);
  const parts = [fill(text.met, { met: count(met), total: count(total) }), claimed > 0 && fill(text.claimed, { count: count(claimed) })];
  return parts.filter((part) => part !== false).join(', ');
}

/** What came of a decision, to stand where its buttons stood. */
export function outcomeOf(decided: Decided): string {
  if (decided.kind === 'accepted') return text.accepted;
  if (!decided.told) return text.notTold;
  if (decided.notMoved !== null) return fill(text.rejectedStays, { reason: decided.notMoved });
  return decided.to === null ? text.rejected : fill(text.rejectedTo, { status: decided.to });
}
