import { backlog } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { numberText } from '../../../shared/numbers';
import type { Scores } from '../use-scores';
import type { Proposal } from './use-proposal';

const text = backlog.order.preview;

/** "34 of 212 issues move, in 6 calls to Jira: about 2 seconds.", and what has no score. */
export function summaryOf({ order, ranked, calls, seconds }: Proposal, scores: Scores, locale: string): string {
  const count = (number: number): string => numberText(number, locale);
  const unscored = order.filter((id) => (scores.get(id) ?? null) === null).length;
  const below = unscored === 0 ? '' : ` ${unscored === 1 ? text.unscoredOne : fill(text.unscored, { count: count(unscored) })}`;
  if (ranked === 0) return `${unscored === order.length ? text.noScores : text.nothing}${unscored === order.length ? '' : below}`;
  const moves = fill(ranked === 1 ? text.movesOne : text.moves, { count: count(ranked), total: count(order.length) });
  const effort = fill(calls === 1 ? text.callsOne : text.calls, { calls: count(calls), time: timeText(seconds, locale) });
  return `${moves} ${effort}${below}`;
}

/** "12 seconds", "3 minutes". */
function timeText(seconds: number, locale: string): string {
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
