import type { CriterionChange, CriterionView, StoryView } from '../../src/contract/acceptance';
import { applyChanges, type LeftBecause } from '../../src/features/acceptance/rules/change';
import {
  criterionState,
  readySince as sinceOf,
  storyState,
  type Checklist,
  type Criterion,
  type Decision,
} from '../../src/features/acceptance/rules/checklist';

type Person = NonNullable<StoryView['owner']>;
type DecisionView = NonNullable<StoryView['acceptance']>;

/** What the story comes to with these changes, as the server will say it: by the same rules. */
export function withChanges(
  story: StoryView,
  changes: readonly CriterionChange[],
  by: string,
  at: number,
): { readonly story: StoryView; readonly left: readonly { readonly id: string; readonly why: LeftBecause }[] } {
  if (changes.length === 0) return { story, left: [] };
  const { may } = story;
  const judging = may.judge
    ? may.for === null
      ? ({ kind: 'owner' } as const)
      : ({ kind: 'delegate', for: may.for.accountId } as const)
    : null;
  const locked = story.issue.done || story.acceptance !== null;
  const { list, left } = applyChanges(checklistOf(story), changes, { by, at, judging, locked });
  return { story: shown(story, list), left };
}

/** Since when it waits for the owner; null: it does not. */
export const readySince = (story: StoryView): number | null => sinceOf(checklistOf(story));

function checklistOf(story: StoryView): Checklist {
  return {
    criteria: story.criteria.map((each): Criterion => {
      const { id, text, mandatory, of, evidence, claim, verdict } = each;
      return {
        ...{ id, text, mandatory, of, evidence },
        claim: claim === null ? null : { by: claim.by, at: claim.at },
        verdict: verdict === null ? null : { ...decisionOf(verdict), value: verdict.value },
      };
    }),
    asked: story.asked === null ? null : { by: story.asked.by?.accountId ?? null, at: story.asked.at },
    acceptance: story.acceptance === null ? null : decisionOf(story.acceptance),
    rejection: story.rejection === null ? null : { ...decisionOf(story.rejection), told: story.rejection.told },
    voided: story.voided === null ? null : { ...story.voided, by: story.voided.by?.accountId ?? null },
  };
}

const decisionOf = ({ by, for: owner, at, words }: DecisionView): Decision => ({
  ...{ by: by.accountId, at, words },
  capacity: owner === null ? { kind: 'owner' } : { kind: 'delegate', for: owner.accountId },
});

function shown(story: StoryView, list: Checklist): StoryView {
  const people = peopleIn(story);
  const person = (accountId: string): Person => people.get(accountId) ?? { accountId, name: null };
  const someone = (accountId: string | null): Person | null => (accountId === null ? null : person(accountId));
  const decided = ({ by, capacity, at, words }: Decision): DecisionView => ({
    ...{ by: person(by), for: capacity.kind === 'delegate' ? person(capacity.for) : null, at, words },
  });
  const before = new Map(story.criteria.map((each) => [each.id, each]));
  return {
    ...story,
    state: storyState(list),
    criteria: list.criteria.map((each) => {
      const next: CriterionView = {
        ...{ id: each.id, text: each.text, mandatory: each.mandatory, of: each.of, evidence: each.evidence, state: criterionState(each) },
        claim: each.claim === null ? null : { ...each.claim, name: person(each.claim.by).name },
        verdict: each.verdict === null ? null : { ...decided(each.verdict), value: each.verdict.value },
      };
      // What is as it was stays the same object, so that its row is not drawn again.
      const known = before.get(each.id);
      return known !== undefined && isSame(known, next) ? known : next;
    }),
    asked: list.asked === null ? null : { by: someone(list.asked.by), at: list.asked.at },
    acceptance: list.acceptance === null ? null : decided(list.acceptance),
    rejection: list.rejection === null ? null : { ...decided(list.rejection), told: list.rejection.told },
    voided: list.voided === null ? null : { ...list.voided, by: someone(list.voided.by) },
    changedSince: list.acceptance === null ? [] : story.changedSince,
  };
}

/** The same story with the rows that have not changed as the objects they were. */
export function keepingRows(before: StoryView, next: StoryView): StoryView {
  const known = new Map(before.criteria.map((each) => [each.id, each]));
  return {
    ...next,
    criteria: next.criteria.map((each) => {
      const old = known.get(each.id);
      return old !== undefined && isSame(old, each) ? old : each;
    }),
  };
}

function isSame(one: CriterionView, other: CriterionView): boolean {
  return (
    one.text === other.text &&
    one.mandatory === other.mandatory &&
    one.of === other.of &&
    one.state === other.state &&
    one.evidence === other.evidence &&
    one.claim?.by === other.claim?.by &&
    one.claim?.at === other.claim?.at &&
    one.claim?.name === other.claim?.name &&
    one.verdict?.at === other.verdict?.at &&
    one.verdict?.words === other.verdict?.words &&
    one.verdict?.by.accountId === other.verdict?.by.accountId
  );
}

/** Everybody the story names. */
function peopleIn(story: StoryView): ReadonlyMap<string, Person> {
  const decisions = [...story.criteria.map(({ verdict }) => verdict), story.acceptance, story.rejection];
  const named = [
    ...story.criteria.flatMap(({ claim }) => (claim === null ? [] : [{ accountId: claim.by, name: claim.name }])),
    ...decisions.flatMap((each) => (each === null ? [] : [each.by, each.for])),
    ...[story.asked?.by, story.voided?.by, story.owner, story.may.for],
  ];
  return new Map(named.flatMap((each) => (each == null ? [] : [[each.accountId, each] as const])));
}
