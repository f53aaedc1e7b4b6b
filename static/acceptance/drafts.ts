import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { LONGEST_CRITERION, LONGEST_FEEDBACK } from '../../src/contract/acceptance';
import { draftChange, type Draft } from './edits';
import type { RowActs } from './row-acts';

const LONGEST_EVIDENCE = 500;
/** As the contract has it. */
const LINK = /^https?:\/\/[^\s]+$/i;

/** Why what is typed cannot be saved, as a sentence. Nothing typed is no fault: it leaves things as they were, or takes them away. */
export function faultOf(field: Draft['field'], typed: string): string | undefined {
  const value = typed.trim();
  switch (field) {
    case 'text':
      return tooLong(value, LONGEST_CRITERION, text.tooLong);
    case 'words':
      return tooLong(value, LONGEST_FEEDBACK, text.wordsTooLong);
    case 'evidence':
      return value === '' || (LINK.test(value) && value.length <= LONGEST_EVIDENCE) ? undefined : text.evidenceFault;
  }
}

export function tooLong(value: string, most: number, sentence: string): string | undefined {
  return value.length <= most ? undefined : fill(sentence, { count: value.length, most });
}

/** Whether a draft would change anything. A criterion without words is none: it stays as it was. */
export const isChange = ({ field, was, typed }: Draft): boolean => typed.trim() !== was.trim() && (field !== 'text' || typed.trim() !== '');

/** "github.com/shop/pull/12": a link as it is read. */
export function linkWords(link: string): string {
  return link.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}

/** Saves what was typed, where it changes something. */
export function saveDraft(draft: Draft, acts: Pick<RowActs, 'change' | 'close'>): void {
  if (isChange(draft)) acts.change(draftChange(draft));
  acts.close(draft.id, draft.field);
}
