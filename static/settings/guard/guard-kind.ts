import type { GuardView } from '../../../src/contract/ranking';
import type { SprintGuardView } from '../../../src/contract/sprints';

export type Mode = GuardView['mode'];

/** A guard as it is stored, of the order or of the sprints. */
export type Guarded = GuardView | SprintGuardView;

export interface GuardWords extends Readonly<Record<Mode | `${Mode}Explain`, string>> {
  readonly title: string;
  readonly explain: string;
  readonly choices: string;
  readonly current: string;
  readonly proposed: string;
  readonly propose: string;
  readonly proposeUnnamed: string;
  readonly setProposed: string;
  readonly needsOwner: string;
  readonly save: string;
  readonly saved: Readonly<Record<Mode, string>>;
  readonly couldNotLoad: string;
}

/** In what one guard differs from the other: its words, and what is chosen beside the mode. */
export interface GuardKind<Saved extends Guarded, Choice> {
  /** Of its radios. */
  readonly name: string;
  readonly words: GuardWords;
  /** What it does now; may hold `{when}`. */
  readonly sentence: (saved: Saved) => string;
  readonly choiceOf: (saved: Saved) => Choice;
  readonly modeOf: (choice: Choice) => Mode;
  readonly withMode: (choice: Choice, mode: Mode) => Choice;
}

/** Whether there is an owner in whose name anything could be put back. */
export const hasOwner = ({ owner, state }: Guarded): boolean => owner !== null && !(state.kind === 'reporting' && state.because !== 'mode');
