import { ask as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { WishInput } from '../../../src/contract/requests';
import { readNumber } from '../numbers';

/** As the contract has it (src/contract/requests.ts). */
export const LONGEST_REASON = 500;
const LAST_POSITION = 100_000;
/** `SHOP-12`; the project's own issues also by number alone. */
const KEY = /^[a-z][a-z0-9_]*-\d{1,18}$/i;
const NUMBER = /^\d{1,18}$/;

/** What stands in the form. */
export interface Draft {
  /** Only where the page is not about one issue. */
  readonly issue: string;
  readonly kind: WishInput['kind'];
  readonly anchor: string;
  readonly position: string;
  readonly reason: string;
}

export const BLANK: Draft = { issue: '', kind: 'top', anchor: '', position: '', reason: '' };

/** Sentences by the field that has to be changed, in the order of the form. */
export type Faults = Readonly<Partial<Record<'issue' | 'anchor' | 'position' | 'reason', string>>>;

export interface Asked {
  /** Null where the page is about one issue. */
  readonly issueKey: string | null;
  readonly wish: WishInput;
  readonly reason: string;
}

export type ReadDraft = { readonly kind: 'asked'; readonly asked: Asked } | { readonly kind: 'faulty'; readonly faults: Faults };

/** What a person wrote, as what they ask for; or what to change first. */
export function readDraft(draft: Draft, projectKey: string, asksIssue: boolean, locale: string): ReadDraft {
  const issueKey = asksIssue ? keyOf(draft.issue, projectKey) : null;
  const anchor = keyOf(draft.anchor, projectKey);
  const position = readNumber(draft.position, locale);
  const needsAnchor = draft.kind === 'above' || draft.kind === 'below';
  const reason = draft.reason.trim();
  const faults: Faults = {
    ...(asksIssue && issueKey === null ? { issue: fill(text.faultIssue, { key: projectKey }) } : {}),
    ...(needsAnchor && anchor === null ? { anchor: fill(text.faultIssue, { key: projectKey }) } : {}),
    ...(draft.kind === 'position' && !isPosition(position) ? { position: text.faultPosition } : {}),
    ...(reason === ''
      ? { reason: text.faultReason }
      : reason.length > LONGEST_REASON
        ? { reason: fill(text.faultLong, { max: LONGEST_REASON }) }
        : {}),
  };
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return { kind: 'asked', asked: { issueKey, wish: wishOf(draft.kind, anchor ?? '', position), reason } };
}

function wishOf(kind: WishInput['kind'], anchor: string, position: number): WishInput {
  switch (kind) {
    case 'top':
      return { kind };
    case 'above':
    case 'below':
      return { kind, issue: anchor };
    case 'position':
      return { kind, position };
  }
}

const isPosition = (number: number): boolean => Number.isInteger(number) && number >= 1 && number <= LAST_POSITION;

function keyOf(typed: string, projectKey: string): string | null {
  const trimmed = typed.trim();
  if (NUMBER.test(trimmed)) return `${projectKey}-${trimmed}`;
  return KEY.test(trimmed) ? trimmed.toUpperCase() : null;
}
