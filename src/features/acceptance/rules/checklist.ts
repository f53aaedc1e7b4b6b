import type { AccountId } from '../../../core/actor';
import type { Deciding } from '../../../core/authority';

/** Who said so and when; epoch milliseconds. */
export interface Mark {
  readonly by: AccountId;
  readonly at: number;
}

export const VERDICTS = ['met', 'failed', 'na'] as const;
export type VerdictValue = (typeof VERDICTS)[number];

export interface Decision extends Mark {
  readonly capacity: Deciding;
  readonly words: string | null;
}

export interface Verdict extends Decision {
  readonly value: VerdictValue;
}

export interface Criterion {
  readonly id: string;
  readonly text: string;
  readonly mandatory: boolean;
  /** `done`: of the project's Definition of Done: everybody ticks it, its words are the owner's (A2). */
  readonly of: 'story' | 'done';
  /** An http(s) address. */
  readonly evidence: string | null;
  /** The team says that it is met; for the Definition of Done that is the tick. */
  readonly claim: Mark | null;
  readonly verdict: Verdict | null;
}

export const VOIDED = ['added', 'removed', 'reworded', 'reopened', 'moved', 'taken-back', 'reset'] as const;
export type Voided = (typeof VOIDED)[number];

export interface Rejection extends Decision {
  /** The comment that says so is on the issue. */
  readonly told: boolean;
}

/** What is to be met before a story is accepted, and what it has come to (A1, A3). */
export interface Checklist {
  readonly criteria: readonly Criterion[];
  /** Somebody asked the owner to look; `by` null: Jira does not say who, where a transition asked. */
  readonly asked: { readonly by: AccountId | null; readonly at: number } | null;
  readonly acceptance: Decision | null;
  /** The last one, until the story is accepted. */
  readonly rejection: Rejection | null;
  /** The last acceptance that did not hold. `by` null: nobody can tell. */
  readonly voided: { readonly why: Voided; readonly by: AccountId | null; readonly at: number } | null;
}

export const NO_CHECKLIST: Checklist = { criteria: [], asked: null, acceptance: null, rejection: null, voided: null };

export type CriterionState = 'open' | 'claimed' | VerdictValue;

/** The Definition of Done needs no verdict: a tick is enough (A2). */
export function criterionState({ of, claim, verdict }: Criterion): CriterionState {
  if (verdict !== null) return verdict.value;
  if (claim === null) return 'open';
  return of === 'done' ? 'met' : 'claimed';
}

export const isMet = (criterion: Criterion): boolean => ['met', 'na'].includes(criterionState(criterion));
export const openMandatory = ({ criteria }: Pick<Checklist, 'criteria'>): readonly Criterion[] =>
  criteria.filter((each) => each.mandatory && !isMet(each));
export const openOnes = ({ criteria }: Pick<Checklist, 'criteria'>): readonly Criterion[] => criteria.filter((each) => !isMet(each));

export type StoryState = 'none' | 'open' | 'ready' | 'accepted' | 'rejected';

export function storyState(list: Checklist): StoryState {
  if (list.acceptance !== null) return 'accepted';
  if (readySince(list) !== null) return 'ready';
  if (list.rejection !== null) return 'rejected';
  return list.criteria.length === 0 ? 'none' : 'open';
}

/** Since when the story waits for the owner, epoch milliseconds; null: it does not. After a rejection the team has to say something new first. */
export function readySince({ criteria, asked, acceptance, rejection }: Checklist): number | null {
  if (acceptance !== null) return null;
  const since = rejection?.at ?? 0;
  if (asked !== null && asked.at > since) return asked.at;
  const mandatory = criteria.filter((each) => each.mandatory);
  const decisive = mandatory.length > 0 ? mandatory : criteria;
  if (decisive.length === 0 || !decisive.every((each) => isMet(each) || criterionState(each) === 'claimed')) return null;
  const last = Math.max(...decisive.map(({ claim, verdict }) => Math.max(claim?.at ?? 0, verdict?.at ?? 0)));
  return last > since ? last : null;
}
