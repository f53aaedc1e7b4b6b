import type { IssueId, ProjectId } from '../../../core/actor';
import { acceptance as text } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { isMet, openMandatory, openOnes, storyState, type Checklist, type Criterion, type StoryState } from './checklist';

/** What a workflow rule may ask for (A5). */
export const NEEDS = ['mandatory', 'all', 'accepted'] as const;
export type Needs = (typeof NEEDS)[number];

/**
 * The value of the Acceptance field (A7), which people cannot write: what Jira searches and shows, and what its workflow rules decide by (A5). It names its issue and
 * installation, so that a copy of it, on a clone or from an import, decides nothing, and the project whose owner it is about, so that it decides nothing in another one.
 */
export interface FieldValue {
  readonly version: 1;
  readonly state: StoryState | 'pending';
  /** Jira's id of the issue, as a number: that is what expressions compare. */
  readonly issue: number;
  /** Of the project, likewise. */
  readonly project: number;
  readonly site: string;
  readonly met: number;
  readonly total: number;
  /** The first open criteria, shortened. */
  readonly open: readonly string[];
  /** For each thing a rule may need: what is missing, as the sentence Jira shows; empty: nothing. */
  readonly needs: Readonly<Record<Needs, string>>;
}

const SHOWN = 3;
const SHORT = 80;

/** Of which issue, in which project, on which site. */
export interface FieldOf {
  readonly issueId: IssueId;
  readonly projectId: ProjectId | null;
  readonly site: string;
}

export function fieldValue(list: Checklist, { issueId, projectId, site }: FieldOf): FieldValue {
  const { criteria } = list;
  return {
    version: 1,
    state: storyState(list),
    issue: Number(issueId),
    project: Number(projectId),
    site,
    met: criteria.filter(isMet).length,
    total: criteria.length,
    open: openOnes(list).slice(0, SHOWN).map(short),
    needs: { mandatory: stillOpen(openMandatory(list), criteria), all: stillOpen(openOnes(list), criteria), accepted: notAccepted(list) },
  };
}

/** While criteria change, nothing passes. */
export function pendingValue(value: FieldValue): FieldValue {
  const wait = text.needs.pending;
  return { ...value, state: 'pending', needs: { mandatory: wait, all: wait, accepted: wait } };
}

/** Whether a rule would let through what it would not afterwards: then the field must say so before anything is stored. */
export const isStricter = (before: FieldValue, after: FieldValue): boolean =>
  NEEDS.some((need) => before.needs[need] === '' && after.needs[need] !== '');

function stillOpen(open: readonly Criterion[], all: readonly Criterion[]): string {
  if (all.length === 0) return text.needs.none;
  return open.length === 0 ? '' : openSentence(open);
}

function notAccepted(list: Checklist): string {
  if (list.acceptance !== null) return '';
  const state = storyState(list);
  if (state === 'rejected') return text.needs.rejected;
  const open = openMandatory(list);
  if (open.length > 0) return openSentence(open);
  return list.criteria.length === 0 ? text.needs.noneAccepted : text.needs.notAccepted;
}

function openSentence(open: readonly Criterion[]): string {
  const names = open.slice(0, SHOWN).map(short).join('; ');
  const more = open.length - SHOWN;
  if (open.length === 1) return fill(text.needs.oneOpen, { names });
  return more > 0
    ? fill(text.needs.manyOpen, { count: open.length, names, more })
    : fill(text.needs.someOpen, { count: open.length, names });
}

/** On one line, and never half of a letter. */
function short({ text: words }: Criterion): string {
  const line = words.replaceAll(/\s+/g, ' ');
  if (line.length <= SHORT) return line;
  return `${line
    .slice(0, SHORT)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}
