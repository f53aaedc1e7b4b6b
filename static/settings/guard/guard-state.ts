import type { GuardView } from '../../../src/contract/ranking';
import { reduceChoice, type ChoiceState, type OpenChoice } from '../choice-state';

export type Mode = GuardView['mode'];
export type OpenGuard = OpenChoice<GuardView, Mode>;
export type GuardState = ChoiceState<GuardView, Mode>;

export const reduceGuard = reduceChoice<GuardView, Mode>((mode, stored) => mode === stored.mode);

/** Whether there is an owner in whose name moves could be put back. */
export const hasOwner = ({ owner, state }: GuardView): boolean =>
  owner !== null && !(state.kind === 'reporting' && state.because !== 'mode');
