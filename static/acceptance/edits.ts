import { acceptance } from '../../locales/en.json';
import type { CriterionChange, StoryView } from '../../src/contract/acceptance';
import { keepingRows } from './local-story';

const words = acceptance.left;

/** Somebody writes in a criterion: its own words, what is said of it, or its evidence. `was`: what stood there when they began. */
export interface Draft {
  readonly id: string;
  readonly field: 'text' | 'words' | 'evidence';
  readonly was: string;
  readonly typed: string;
}

/** A change the server did not make, with its sentence. What was typed is in the change. */
export interface Left {
  readonly key: number;
  readonly why: string;
  readonly message: string;
  readonly change: CriterionChange;
}

export interface Edits {
  /** As the server said it last. */
  readonly base: StoryView;
  /** What is not on the server yet, oldest first. Nothing is taken out of here before the server has it or its person lets it go. */
  readonly pending: readonly CriterionChange[];
  /** So many of them are on their way. */
  readonly sending: number;
  /** Why the last save failed; stays until one succeeds. */
  readonly failure: string | null;
  /** After a failure: until somebody tries again or changes something else. */
  readonly isHeld: boolean;
  readonly isSaved: boolean;
  readonly left: readonly Left[];
  /** At most one for each field of a criterion. */
  readonly drafts: readonly Draft[];
  /** When the last change was made here. */
  readonly at: number;
  readonly nextKey: number;
}

export type EditsEvent =
  | { readonly type: 'read'; readonly story: StoryView }
  | { readonly type: 'made'; readonly changes: readonly CriterionChange[]; readonly at: number }
  | { readonly type: 'sent'; readonly count: number }
  | {
      readonly type: 'answered';
      readonly story: StoryView;
      readonly left: readonly { readonly id: string; readonly why: string; readonly message: string }[];
    }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'retried' }
  | { readonly type: 'discarded' }
  | { readonly type: 'let-go'; readonly key: number }
  | { readonly type: 'typed'; readonly draft: Draft }
  | { readonly type: 'closed'; readonly id: string; readonly field: Draft['field'] };

/** As many as the contract takes at once. */
export const MOST_AT_ONCE = 200;

export const begin = (base: StoryView): Edits => ({
  ...{ base, pending: [], sending: 0, failure: null, isHeld: false, isSaved: false, left: [], drafts: [], at: 0, nextKey: 0 },
});

export function reduce(state: Edits, event: EditsEvent): Edits {
  switch (event.type) {
    case 'read':
      // A read that began before a save may come after it.
      return event.story.revision < state.base.revision ? state : based(state, event.story);
    case 'made':
      return { ...state, pending: joined(state, event.changes), at: event.at, isHeld: false, isSaved: false };
    case 'sent':
      return { ...state, sending: event.count };
    case 'answered': {
      const sent = state.pending.slice(0, state.sending);
      const left = event.left.flatMap((each) => {
        const change =
          sent.findLast(({ id, kind }) => id === each.id && isAbout(each.why, kind)) ?? sent.findLast(({ id }) => id === each.id);
        return change === undefined ? [] : [{ ...each, change }];
      });
      const next = based(
        { ...state, pending: state.pending.slice(state.sending), sending: 0, failure: null, isHeld: false, isSaved: true },
        event.story,
      );
      const isReopened = ({ why, change }: (typeof left)[number]): boolean =>
        why === 'changed' && change.kind === 'reword' && next.base.criteria.some(({ id }) => id === change.id);
      return left.filter(isReopened).reduce(
        reopened,
        keep(
          next,
          left.filter((each) => !isReopened(each)),
        ),
      );
    }
    case 'failed':
      return { ...state, sending: 0, failure: event.message, isHeld: true };
    case 'retried':
      return { ...state, isHeld: false };
    case 'discarded':
      return { ...state, pending: state.pending.slice(0, state.sending), failure: null, isHeld: false };
    case 'let-go':
      return { ...state, left: state.left.filter(({ key }) => key !== event.key) };
    case 'typed':
      return { ...state, drafts: [...without(state.drafts, event.draft), event.draft] };
    case 'closed':
      return { ...state, drafts: without(state.drafts, event) };
  }
}

/** What is shown from now on. Where a criterion is gone that somebody writes in, what they wrote is kept beside the list. */
function based(state: Edits, story: StoryView): Edits {
  const base = keepingRows(state.base, story);
  const isThere = new Set(base.criteria.map(({ id }) => id));
  // One that is added here may not be on the server yet.
  const added = new Set(state.pending.flatMap((change) => (change.kind === 'add' ? [change.id] : [])));
  const gone = state.drafts.filter(({ id }) => !isThere.has(id) && !added.has(id));
  if (gone.length === 0) return { ...state, base };
  const typed = gone.filter((draft) => draft.typed.trim() !== '' && draft.typed !== draft.was);
  return keep(
    { ...state, base, drafts: state.drafts.filter((draft) => !gone.includes(draft)) },
    typed.map((draft) => ({ why: 'gone', message: words.gone, change: draftChange(draft) })),
  );
}

/** Somebody else's words came first: what was typed is in its field again, beside theirs. */
function reopened(state: Edits, { change }: Pick<Left, 'change'>): Edits {
  if (change.kind !== 'reword' || state.drafts.some(({ id, field }) => id === change.id && field === 'text')) return state;
  return { ...state, drafts: [...state.drafts, { id: change.id, field: 'text', was: change.was, typed: change.text }] };
}

const without = (drafts: readonly Draft[], { id, field }: Pick<Draft, 'id' | 'field'>): readonly Draft[] =>
  drafts.filter((each) => each.id !== id || each.field !== field);

const keep = (state: Edits, left: readonly Omit<Left, 'key'>[]): Edits => ({
  ...state,
  left: [...state.left, ...left.map((each, index) => ({ ...each, key: state.nextKey + index }))],
  nextKey: state.nextKey + left.length,
});

/** What saving a draft changes. */
export function draftChange({ id, field, was, typed }: Draft): CriterionChange {
  const text = typed.trim();
  switch (field) {
    case 'text':
      return { kind: 'reword', id, was, text };
    case 'words':
      return { kind: 'judge', id, verdict: 'failed', words: text === '' ? null : text };
    case 'evidence':
      return { kind: 'evidence', id, evidence: text === '' ? null : text };
  }
}

/** A later tick of the same criterion takes the place of one that is not on its way yet, where nothing lies between them. */
function joined({ pending, sending }: Edits, changes: readonly CriterionChange[]): readonly CriterionChange[] {
  const next = [...pending];
  for (const change of changes) {
    const last = next.length > sending ? next.at(-1) : undefined;
    const replaces = last !== undefined && last.id === change.id && last.kind === change.kind && REPEATED.has(change.kind);
    if (replaces) next[next.length - 1] = change;
    else next.push(change);
  }
  return next;
}

const REPEATED: ReadonlySet<CriterionChange['kind']> = new Set(['mandatory', 'evidence', 'move', 'claim', 'judge']);

/** Which change a reason is about, where several of one criterion were sent at once. */
function isAbout(why: string, kind: CriterionChange['kind']): boolean {
  switch (why) {
    case 'changed':
      return kind === 'reword';
    case 'owners-verdict':
      return kind === 'judge';
    case 'judged':
      return kind === 'claim';
    case 'too-many':
      return kind === 'add';
    case 'too-large':
      return kind === 'add' || kind === 'reword' || kind === 'evidence';
    case 'gone':
      return kind === 'reword' || kind === 'evidence' || kind === 'judge';
    default:
      return true;
  }
}
