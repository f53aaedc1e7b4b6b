import { cancelSprint as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CancelView, DestinationInput } from '../../src/contract/sprints';

/** As the contract has it (src/contract/sprints.ts). */
export const SHORTEST_REASON = 10;
export const LONGEST_REASON = 500;

/** What stands in the form. */
export interface Draft {
  readonly kind: DestinationInput['kind'];
  /** Of the sprint that takes the work; '' is the first that may. */
  readonly sprintId: string;
  readonly reason: string;
}

export const BLANK: Draft = { kind: 'top', sprintId: '', reason: '' };

export interface CancelInput {
  readonly destination: DestinationInput;
  readonly reason: string;
}

export type ReadDraft = { readonly kind: 'ready'; readonly input: CancelInput } | { readonly kind: 'faulty'; readonly fault: string };

/** What a person wrote, as what is to be done; or what to change first. */
export function readDraft(draft: Draft, targets: CancelView['targets']): ReadDraft {
  const reason = draft.reason.trim();
  if (reason.length < SHORTEST_REASON) return { kind: 'faulty', fault: fill(text.faultShort, { min: SHORTEST_REASON }) };
  if (reason.length > LONGEST_REASON) return { kind: 'faulty', fault: fill(text.faultLong, { max: LONGEST_REASON }) };
  return { kind: 'ready', input: { destination: destinationOf(draft, targets), reason } };
}

/** The sprint whose work is to go there is chosen, or the first. */
export const targetOf = ({ sprintId }: Draft, targets: CancelView['targets']): CancelView['targets'][number] | undefined =>
  targets.find(({ id }) => id === sprintId) ?? targets[0];

function destinationOf(draft: Draft, targets: CancelView['targets']): DestinationInput {
  if (draft.kind !== 'sprint') return { kind: draft.kind };
  const target = targetOf(draft, targets);
  return target === undefined ? { kind: 'top' } : { kind: 'sprint', sprintId: target.id };
}
