import type { FocusEvent } from 'react';
import type { Scale } from '../../src/features/scoring/model';

/** What the field of one answer is given, whichever kind it is. */
export interface AnswerProps<S extends Scale> {
  readonly id: string;
  readonly scale: S;
  readonly answer: number | null;
  readonly invalid: boolean;
  readonly locale: string;
  /** Ids of its help and its error. */
  readonly describedBy: string;
  /** `finished`: the person is done with this field, so what is no answer may be called so. */
  readonly onAnswer: (typed: string, finished: boolean) => void;
  /** The person left the questions altogether. */
  readonly onLeave: () => void;
}

/** Whether focus goes from one of the questions to something that is none. */
export const leavesGroup = ({ currentTarget, relatedTarget }: FocusEvent): boolean =>
  currentTarget.closest('[role=group]')?.contains(relatedTarget) !== true;
