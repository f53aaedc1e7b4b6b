import type { AccountId } from '../../../core/actor';
import type { Deciding } from '../../../core/authority';
import { criterionState, isMet, type Checklist, type Criterion, type VerdictValue, type Voided } from './checklist';

/** A change of one criterion. `after`: the criterion it stands directly below; null: first. */
export type Change =
  | { readonly kind: 'add'; readonly id: string; readonly text: string; readonly mandatory: boolean; readonly after: string | null }
  | { readonly kind: 'reword'; readonly id: string; readonly was: string; readonly text: string }
  | { readonly kind: 'mandatory'; readonly id: string; readonly mandatory: boolean }
  | { readonly kind: 'evidence'; readonly id: string; readonly evidence: string | null }
  | { readonly kind: 'move'; readonly id: string; readonly after: string | null }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'claim'; readonly id: string; readonly claimed: boolean }
  | { readonly kind: 'judge'; readonly id: string; readonly verdict: VerdictValue | null; readonly words: string | null };

/** Why a change of one criterion is not made. */
export type LeftBecause = 'gone' | 'changed' | 'locked' | 'judged' | 'owners-words' | 'owners-verdict' | 'too-many' | 'too-large';

export const MOST_CRITERIA = 200;
/** Forge keeps 240 KiB a value; the rest is for who said what when. */
const MOST_BYTES = 150_000;

/** Who changes it. `judging`: in what capacity they hold `accept`; null: they don't. */
export interface Changer {
  readonly by: AccountId;
  readonly at: number;
  readonly judging: Deciding | null;
  /** The story is accepted or done: its checklist is the owner's alone (A4). */
  readonly locked: boolean;
}

export interface Changed {
  readonly list: Checklist;
  readonly left: readonly { readonly id: string; readonly why: LeftBecause }[];
}

/**
 * Makes changes one after another on the checklist as it is, so that two people who change different criteria both keep their changes, whoever comes first (A1).
 * What cannot be made is left, and the rest is made.
 */
export function applyChanges(before: Checklist, changes: readonly Change[], changer: Changer): Changed {
  let list = before;
  const left: { id: string; why: LeftBecause }[] = [];
  for (const change of changes) {
    const next = applyOne(list, change, changer);
    if (typeof next === 'string') left.push({ id: change.id, why: next });
    else list = next;
  }
  return { list, left };
}

function applyOne(list: Checklist, change: Change, changer: Changer): Checklist | LeftBecause {
  const { by, at, judging, locked } = changer;
  if (locked && judging === null) return 'locked';
  const found = list.criteria.find(({ id }) => id === change.id);
  if (change.kind === 'add') {
    // Added twice is added once: the page did not hear that it was.
    if (found !== undefined) return list;
    if (list.criteria.length >= MOST_CRITERIA) return 'too-many';
    const { id, text, mandatory, after } = change;
    const added: Criterion = { id, text, mandatory, of: 'story', evidence: null, claim: null, verdict: null };
    const criteria = placed(list.criteria, added, after);
    if (bytesOf(criteria) > MOST_BYTES) return 'too-large';
    return voided({ ...list, criteria }, 'added', by, at);
  }
  if (found === undefined) return change.kind === 'remove' ? list : 'gone';
  const as = (next: Criterion): Checklist => ({ ...list, criteria: list.criteria.map((each) => (each.id === found.id ? next : each)) });
  switch (change.kind) {
    case 'reword': {
      if (found.of === 'done') return 'owners-words';
      if (found.text === change.text) return list;
      if (found.text !== change.was) return 'changed';
      const next = as({ ...found, text: change.text, claim: null, verdict: null });
      return bytesOf(next.criteria) > MOST_BYTES ? 'too-large' : voided(next, 'reworded', by, at);
    }
    case 'mandatory': {
      if (found.of === 'done') return 'owners-words';
      if (found.mandatory === change.mandatory) return list;
      return voided(as({ ...found, mandatory: change.mandatory }), 'reworded', by, at);
    }
    case 'evidence': {
      const next = as({ ...found, evidence: change.evidence });
      return bytesOf(next.criteria) > MOST_BYTES ? 'too-large' : next;
    }
    case 'move': {
      if (change.after !== null && !list.criteria.some(({ id }) => id === change.after)) return 'gone';
      if (change.after === change.id) return list;
      const others = list.criteria.filter(({ id }) => id !== found.id);
      return { ...list, criteria: placed(others, found, change.after) };
    }
    case 'remove': {
      if (found.of === 'done') return 'owners-words';
      return voided({ ...list, criteria: list.criteria.filter(({ id }) => id !== found.id) }, 'removed', by, at);
    }
    case 'claim': {
      if (change.claimed === (found.claim !== null) && found.verdict?.value !== 'failed') return list;
      // What the owner judged met or not applicable stands until they say otherwise; what failed may be claimed again.
      if (found.verdict !== null && (found.verdict.value !== 'failed' || !change.claimed)) return 'judged';
      const next = as({ ...found, claim: change.claimed ? { by, at } : null, verdict: null });
      return change.claimed ? next : voided({ ...next, asked: null }, 'reopened', by, at);
    }
    case 'judge': {
      if (judging === null) return 'owners-verdict';
      const { verdict: value, words } = change;
      if ((found.verdict?.value ?? null) === value && (found.verdict?.words ?? null) === words) return list;
      const next: Criterion = { ...found, verdict: value === null ? null : { value, words, by, at, capacity: judging } };
      if (words !== null && bytesOf(as(next).criteria) > MOST_BYTES) return 'too-large';
      return isMet(found) && !isMet(next) ? voided(as(next), 'reopened', by, at) : as(next);
    }
  }
}

/** An acceptance was about criteria as they were: with others it holds no more (A4). */
export function voided(list: Checklist, why: Voided, by: AccountId | null, at: number): Checklist {
  return list.acceptance === null ? list : { ...list, acceptance: null, asked: null, voided: { why, by, at } };
}

function placed(criteria: readonly Criterion[], criterion: Criterion, after: string | null): readonly Criterion[] {
  // Below one that is gone meanwhile: last, where it is seen.
  const index = after === null ? 0 : criteria.findIndex(({ id }) => id === after) + 1 || criteria.length;
  return [...criteria.slice(0, index), criterion, ...criteria.slice(index)];
}

/** Forge counts bytes, of JSON: an emoji has four, a quotation mark two. */
export const bytesOf = (criteria: readonly Criterion[]): number =>
  criteria.reduce(
    (sum, { text, evidence, verdict }) => sum + byteLength(text) + byteLength(evidence ?? '') + byteLength(verdict?.words ?? ''),
    0,
  );

const byteLength = (text: string): number => new TextEncoder().encode(JSON.stringify(text)).length - 2;

/** Accepts the story; null: something mandatory is still open. */
export function accepted(
  list: Checklist,
  { by, at }: Pick<Changer, 'by' | 'at'>,
  capacity: Deciding,
  words: string | null,
): Checklist | null {
  if (list.criteria.some((each) => each.mandatory && !isMet(each))) return null;
  return { ...list, acceptance: { by, at, capacity, words }, rejection: null, asked: null, voided: null };
}

/** Rejects it: what failed has to be claimed anew. */
export function rejected(list: Checklist, { by, at }: Pick<Changer, 'by' | 'at'>, capacity: Deciding, words: string): Checklist {
  const criteria = list.criteria.map((each) => (criterionState(each) === 'failed' ? { ...each, claim: null } : each));
  const open = voided({ ...list, criteria }, 'taken-back', by, at);
  return { ...open, asked: null, rejection: { by, at, capacity, words, told: false } };
}

/** Whether one worked on it: claimed a criterion, or is its assignee. */
export const isOwnWork = ({ criteria }: Checklist, account: AccountId, assignee: AccountId | null): boolean =>
  account === assignee || criteria.some(({ of, claim }) => of === 'story' && claim?.by === account);

/** Back to the beginning, as when a story is reopened (A6): no verdict, no claim, no acceptance. */
export function reset(list: Checklist, by: AccountId | null, at: number): Checklist {
  const criteria = list.criteria.map((each) => ({ ...each, claim: null, verdict: null }));
  return { ...voided(list, 'reset', by, at), criteria, asked: null, rejection: null };
}

/** In another project another owner decides: what was judged met there, and accepted, is neither here (A4). What the team claims, and what failed, stands. */
export function movedElsewhere(list: Checklist, at: number): Checklist {
  const criteria = list.criteria.map((each) =>
    each.verdict === null || each.verdict.value === 'failed' ? each : { ...each, verdict: null },
  );
  return voided({ ...list, criteria, asked: null }, 'moved', null, at);
}

/** A criterion of a template or of the project's Definition of Done. */
export interface TemplateItem {
  readonly id: string;
  readonly text: string;
  readonly mandatory: boolean;
}

/** Adds a template's criteria below the others; those that say the same already are not added again. */
export function withTemplate(list: Checklist, items: readonly TemplateItem[], changer: Changer, newId: () => string): Changed {
  const known = new Set(list.criteria.map(({ text }) => text));
  let last = list.criteria.findLast(({ of }) => of === 'story')?.id ?? null;
  const changes: Change[] = [];
  for (const { text, mandatory } of items) {
    if (known.has(text)) continue;
    const id = newId();
    changes.push({ kind: 'add', id, text, mandatory, after: last });
    last = id;
  }
  return applyChanges(list, changes, changer);
}

/** The Definition of Done as it is now: what stayed keeps its ticks, what is new or says something else has none. Last on the list. */
export function withDone(list: Checklist, items: readonly TemplateItem[], { by, at }: Pick<Changer, 'by' | 'at'>): Changed {
  if (!doneDiffers(list, items)) return { list, left: [] };
  const before = new Map(list.criteria.flatMap((each) => (each.of === 'done' ? [[each.id, each] as const] : [])));
  const story = list.criteria.filter(({ of }) => of === 'story');
  const all = items.map(({ id, text, mandatory }): Criterion => {
    const known = before.get(id);
    if (known?.text === text) return { ...known, mandatory };
    return { id, text, mandatory, of: 'done', evidence: null, claim: null, verdict: null };
  });
  const done = all.slice(0, MOST_CRITERIA - story.length);
  const criteria = [...story, ...done];
  if (bytesOf(criteria) > MOST_BYTES) return { list, left: items.map(({ id }) => ({ id, why: 'too-large' })) };
  const left = all.slice(done.length).map(({ id }) => ({ id, why: 'too-many' as const }));
  return { list: doneDiffers(list, done) ? voided({ ...list, criteria }, 'reworded', by, at) : list, left };
}

export function doneDiffers({ criteria }: Pick<Checklist, 'criteria'>, items: readonly TemplateItem[]): boolean {
  const now = criteria.filter(({ of }) => of === 'done');
  return (
    now.length !== items.length ||
    items.some(({ id, text, mandatory }) => !now.some((each) => each.id === id && each.text === text && each.mandatory === mandatory))
  );
}
