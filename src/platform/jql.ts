import type { FieldId } from '../core/site';

/** JQL made of what people typed and Jira's ids: every value goes through here. */

/** Characters that stand in no JQL string: controls, halves of a pair, and code points that are none. */
const IMPOSSIBLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** A text as a JQL string. What no label or name can hold is a space, so that the query is one and matches nothing it should not. */
export const jqlString = (text: string): string => `"${text.replace(IMPOSSIBLE, ' ').replace(/["\\]/g, '\\$&')}"`;

/** `"one", "other"` */
export const jqlList = (texts: readonly string[]): string => texts.map(jqlString).join(', ');

/** `customfield_10042` as JQL names it, whatever its display name. */
export const inJql = (field: FieldId): string => `cf[${field.replace('customfield_', '')}]`;

/** A word as the text index has it: letters, digits and underscores. All else is a gap between words, or an operator of the search. */
const WORD = /[\p{L}\p{N}\p{M}_]+/gu;
const HAS_SUBSTANCE = /[\p{L}\p{N}_]/u;

/**
 * Issues whose summary has all of these words, the last of which may be unfinished; null where there is no word to look for. In small letters, since AND, OR and
 * NOT are operators; the last word twice, since Jira reduces whole words to their stem and what ends in `*` it does not.
 */
export function summaryHas(text: string): string | null {
  const words = (text.toLowerCase().match(WORD) ?? []).filter((word) => HAS_SUBSTANCE.test(word));
  if (words.length === 0) return null;
  const typed = words.join(' ');
  return `(summary ~ ${jqlString(typed)} OR summary ~ ${jqlString(`${typed}*`)})`;
}
