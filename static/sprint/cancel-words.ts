import { cancelSprint as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CancellingView, CancelView, DestinationInput } from '../../src/contract/sprints';
import { numberText } from '../shared/numbers';

type Sprint = Pick<CancelView['sprint'], 'name' | 'state'>;
type Work = CancelView['open'];

/** Issues of a sprint, those hidden from the reader among them. */
export const countOf = ({ issues, hidden }: Pick<Work, 'issues' | 'hidden'>): number => issues.length + hidden;

export const issuesText = (count: number, locale: string): string =>
  count === 1 ? text.issue : fill(text.issues, { count: numberText(count, locale) });

export const pointsText = (points: number, locale: string): string =>
  points === 1 ? text.point : fill(text.points, { count: numberText(points, locale) });

/** "9 issues, 21 points"; without points where nothing is estimated. */
export const workWords = (work: Work, locale: string): string =>
  [issuesText(countOf(work), locale), ...(work.points === null ? [] : [pointsText(work.points, locale)])].join(', ');

/** A planned sprint is deleted, a running one closed. */
export const titleWords = ({ name, state }: Sprint): string => fill(state === 'future' ? text.titlePlanned : text.title, { sprint: name });

/** The red button says exactly what happens: "Cancel Sprint 14 and move 9 issues". */
export function buttonWords({ name, state }: Sprint, unfinished: number, locale: string): string {
  const moves = unfinished > 0;
  const words = state === 'future' ? (moves ? text.does.deleteMove : text.does.delete) : moves ? text.does.cancelMove : text.does.cancel;
  return fill(words, { sprint: name, issues: issuesText(unfinished, locale) });
}

/** It goes on by itself: neither done nor given up. */
export const isUnderWay = ({ step, problems }: CancellingView): boolean => step !== 'done' && problems.length === 0;

/** How far it is, with `{done}` and `{total}`. */
export const stepWords = ({ step }: CancellingView, { name }: Sprint): string =>
  fill(step === 'order' ? text.steps.order : step === 'work' ? text.steps.work : text.steps.closing, { sprint: name });

interface Ended {
  readonly sprint: Sprint;
  readonly cancelling: CancellingView;
  /** Null: somebody else chose it, or on another day. */
  readonly destination: DestinationInput | null;
  /** The sprint that took the work. */
  readonly target: string | null;
  readonly locale: string;
}

/** What came of it. */
export function resultWords({ sprint, cancelling, destination, target, locale }: Ended): string {
  const isDeleted = sprint.state === 'future';
  if (cancelling.step === 'closing') return text.stopped;
  if (cancelling.problems.length > 0) return fill(isDeleted ? text.partlyDeleted : text.partly, { sprint: sprint.name });
  const ended = fill(isDeleted ? text.deleted : text.cancelled, { sprint: sprint.name });
  if (cancelling.issues === 0) return ended;
  return `${ended} ${fill(movedWords(destination, target), { issues: issuesText(cancelling.issues, locale), target: target ?? '' })}`;
}

function movedWords(destination: DestinationInput | null, target: string | null): string {
  switch (destination?.kind) {
    case 'top':
      return text.movedTop;
    case 'bottom':
      return text.movedBottom;
    case 'sprint':
      return target === null ? text.moved : text.movedSprint;
    case undefined:
      return text.moved;
  }
}
