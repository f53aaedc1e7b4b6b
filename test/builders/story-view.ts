import type { CriterionView, StoryView } from '../../src/contract/acceptance';

/** A criterion as the panel is told of it. */
export function aCriterion(overrides: Partial<CriterionView> & { readonly id: string }): CriterionView {
  return { text: 'It works', mandatory: true, of: 'story', state: 'open', evidence: null, claim: null, verdict: null, ...overrides };
}

type Given = Omit<Partial<StoryView>, 'may'> & { readonly may?: Partial<StoryView['may']> };

/** A story as the panel is told of it: a team member's, of Olivia's project. */
export function aStory({ may, ...overrides }: Given = {}): StoryView {
  return {
    issue: { id: '10001', key: 'SHOP-1', summary: 'Pay by card', projectId: '10000', done: false },
    revision: 1,
    state: 'open',
    criteria: [],
    asked: null,
    acceptance: null,
    rejection: null,
    voided: null,
    changedSince: [],
    locked: null,
    owner: { accountId: 'olivia', name: 'Olivia Owner' },
    may: { edit: true, judge: false, decide: false, for: null, message: null, ...may },
    templates: [],
    doneDiffers: false,
    ...overrides,
  };
}
