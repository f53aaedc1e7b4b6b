import { sprintGuard } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { GRACE_HOURS, type SprintGuardView } from '../../../src/contract/sprints';
import { reduceChoice, type ChoiceState, type OpenChoice } from '../../shared/saving/choice-state';

const text = sprintGuard.section;

export type GraceHours = (typeof GRACE_HOURS)[number];
export type SprintChoice = Pick<SprintGuardView, 'mode' | 'graceHours' | 'unfinished'>;
export type OpenSprintGuard = OpenChoice<SprintGuardView, SprintChoice>;
export type SprintGuardState = ChoiceState<SprintGuardView, SprintChoice>;

export const choiceOf = ({ mode, graceHours, unfinished }: SprintGuardView): SprintChoice => ({ mode, graceHours, unfinished });

export const isChoice = (choice: SprintChoice, stored: SprintChoice): boolean => choice.mode === stored.mode && isRest(choice, stored);

/** They differ in nothing but, perhaps, the mode. */
export const isRest = (choice: SprintChoice, stored: SprintChoice): boolean =>
  choice.graceHours === stored.graceHours && choice.unfinished === stored.unfinished;

export const reduceSprintGuard = reduceChoice<SprintGuardView, SprintChoice>(isChoice);

/** What is stored may be none of the choices; saving it takes the next longer one, so that nothing is guarded that was not. */
export const graceOf = (hours: number): GraceHours => GRACE_HOURS.find((each) => each >= hours) ?? 48;

export function graceText(hours: number): string {
  if (hours === 0) return text.graceNone;
  if (hours === 24) return text.graceDay;
  return hours % 24 === 0 ? fill(text.graceDays, { days: hours / 24 }) : fill(text.graceHours, { hours });
}
