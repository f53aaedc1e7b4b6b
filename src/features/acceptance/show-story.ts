import type { StoryEdit, StoryIssue } from '../../core/acceptance';
import type { AccountId } from '../../core/actor';
import type { Deciding, RefusalReason } from '../../core/authority';
import { namesOf, type Named } from '../../core/permissions';
import type { AcceptanceDeps } from './deps';
import type { FoundStory } from './found-story';
import {
  criterionState,
  storyState,
  type Criterion,
  type CriterionState,
  type Decision,
  type StoryState,
  type Voided,
} from './rules/checklist';
import { doneDiffers, isOwnWork } from './rules/change';
import type { StoredChecklist } from './stored-checklist';
import { forType, readTemplates } from './stored-templates';

export interface ShownDecision {
  readonly by: Named;
  readonly for: Named | null;
  readonly at: number;
  readonly words: string | null;
}

export interface ShownCriterion extends Pick<Criterion, 'id' | 'text' | 'mandatory' | 'of' | 'evidence'> {
  readonly state: CriterionState;
  readonly claim: { readonly by: AccountId; readonly name: string | null; readonly at: number } | null;
  readonly verdict: (ShownDecision & { readonly value: NonNullable<Criterion['verdict']>['value'] }) | null;
}

export interface ShownStory {
  readonly issue: Pick<StoryIssue, 'id' | 'key' | 'summary' | 'projectId' | 'done'>;
  readonly revision: number;
  readonly state: StoryState;
  readonly criteria: readonly ShownCriterion[];
  readonly asked: { readonly by: Named | null; readonly at: number } | null;
  readonly acceptance: ShownDecision | null;
  readonly rejection: (ShownDecision & { readonly told: boolean }) | null;
  readonly voided: { readonly why: Voided; readonly by: Named | null; readonly at: number } | null;
  readonly changedSince: readonly StoryEdit[];
  readonly locked: 'accepted' | 'done' | null;
  readonly owner: Named | null;
  readonly may: {
    readonly edit: boolean;
    readonly judge: boolean;
    readonly decide: boolean;
    readonly for: Named | null;
    /** Why they may not judge or decide. */
    readonly message: RefusalReason | 'own-work' | null;
  };
  readonly templates: readonly { readonly id: string; readonly name: string }[];
  readonly doneDiffers: boolean;
}

/** The checklist as this reader sees it. */
export async function showStory(deps: AcceptanceDeps, found: FoundStory, list: StoredChecklist): Promise<ShownStory> {
  const { issue, judging, accepts, edits, policy, reader } = found;
  const [tenure, templates, changedSince] = await Promise.all([
    deps.tenures.of(issue.projectId),
    readTemplates(deps.storage, issue.projectId),
    list.acceptance === null ? [] : deps.stories.editsSince(issue.id, list.acceptance.at),
  ]);
  const names = await namesOf(deps.people, [...accountsIn(list), tenure.owner, ...(judging?.kind === 'delegate' ? [judging.for] : [])]);
  const person = (accountId: AccountId): Named => ({ accountId, name: names.get(accountId) ?? null });
  const someone = (accountId: AccountId | null): Named | null => (accountId === null ? null : person(accountId));
  const decided = ({ by, capacity, at, words }: Decision): ShownDecision => ({
    ...{ by: person(by), for: someone(onBehalfOf(capacity)), at, words },
  });
  const isOwn = policy.ownWork === 'refused' && isOwnWork(list, reader, issue.assignee?.accountId ?? null);
  const { id, key, summary, projectId, done } = issue;
  return {
    issue: { id, key, summary, projectId, done },
    revision: list.revision,
    state: storyState(list),
    criteria: list.criteria.map((each) => ({
      ...{ id: each.id, text: each.text, mandatory: each.mandatory, of: each.of, evidence: each.evidence, state: criterionState(each) },
      claim: each.claim === null ? null : { ...each.claim, name: names.get(each.claim.by) ?? null },
      verdict: each.verdict === null ? null : { value: each.verdict.value, ...decided(each.verdict) },
    })),
    asked: list.asked === null ? null : { by: someone(list.asked.by), at: list.asked.at },
    acceptance: list.acceptance === null ? null : decided(list.acceptance),
    rejection: list.rejection === null ? null : { ...decided(list.rejection), told: list.rejection.told },
    voided: list.voided === null ? null : { ...list.voided, by: someone(list.voided.by) },
    changedSince,
    locked: judging !== null ? null : list.acceptance !== null ? 'accepted' : done ? 'done' : null,
    owner: someone(tenure.owner),
    may: {
      edit: edits.allowed,
      judge: judging !== null,
      decide: judging !== null && !isOwn,
      for: judging?.kind === 'delegate' ? person(judging.for) : null,
      message: accepts.allowed ? (isOwn ? 'own-work' : null) : accepts.reason,
    },
    templates: forType(templates, issue.typeId).map((each) => ({ id: each.id, name: each.name })),
    doneDiffers: doneDiffers(list, templates.done),
  };
}

const onBehalfOf = (capacity: Deciding): AccountId | null => (capacity.kind === 'delegate' ? capacity.for : null);

function accountsIn({ criteria, asked, acceptance, rejection, voided }: StoredChecklist): readonly (AccountId | null)[] {
  const decisions = [...criteria.map(({ verdict }) => verdict), acceptance, rejection].filter((each) => each !== null);
  return [
    ...criteria.map(({ claim }) => claim?.by ?? null),
    ...decisions.flatMap(({ by, capacity }) => [by, onBehalfOf(capacity)]),
    asked?.by ?? null,
    voided?.by ?? null,
  ];
}
