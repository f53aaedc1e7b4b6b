import type { GuardView } from '../../../src/contract/ranking';
import { reduceChoice, type ChoiceState, type OpenChoice } from '../../shared/saving/choice-state';
import type { Mode } from './guard-kind';

export type OpenGuard = OpenChoice<GuardView, Mode>;
export type GuardState = ChoiceState<GuardView, Mode>;

export const reduceGuard = reduceChoice<GuardView, Mode>((mode, stored) => mode === stored.mode);
