import type { TemplatesView } from '../../../src/contract/acceptance';
import { reduceChoice, type OpenChoice } from '../saving/choice-state';
import { isStored, type Checklists } from './checklists';

export type OpenChecklists = OpenChoice<TemplatesView, Checklists>;

export const reduceChecklists = reduceChoice<TemplatesView, Checklists>(isStored);

/** What is shown: the change, or what is stored by now. */
export function shownOf({ saved, conflict, choice }: OpenChecklists): Pick<TemplatesView, 'done' | 'templates'> {
  const stored = conflict ?? saved;
  return { done: [...(choice?.done ?? stored.done)], templates: [...(choice?.templates ?? stored.templates)] };
}
