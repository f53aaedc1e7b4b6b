import type { ModelDraft, ModelView, ScoringSettingsView } from '../../../src/contract/scoring';
import { byRow, changeOf, isChanged, localFaults, modelDraft, previewModel, type Draft } from './draft';
import type { SettingsRead } from '../../shared/saving/read-settings';

export interface OpenModel {
  readonly kind: 'open';
  readonly saved: ScoringSettingsView;
  /** A model's id, or DRAFT while the project's own model is written. */
  readonly selected: string;
  readonly draft: { readonly now: Draft; readonly original: Draft } | null;
  /** The model to choose once the person agrees to drop what the draft has. */
  readonly leavingFor: string | null;
  readonly status: 'idle' | 'saving' | 'saved';
  readonly failure: string | null;
  readonly conflict: ScoringSettingsView | null;
  /** Faults show where the person has been, and everywhere once they wanted to save. */
  readonly visited: readonly string[];
  readonly tried: number;
  /** The server's sentences, by row. */
  readonly told: Readonly<Record<string, string>>;
}

export type ModelState =
  { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly refused: boolean; readonly message: string } | OpenModel;

export const DRAFT = 'draft';

export type ModelEvent =
  | { readonly type: 'loading' }
  | SettingsRead<ScoringSettingsView>
  /** Read again while the pass runs. */
  | { readonly type: 'watched'; readonly settings: ScoringSettingsView }
  | { readonly type: 'selected'; readonly id: string }
  | { readonly type: 'stayed' }
  | { readonly type: 'left' }
  | { readonly type: 'drafted'; readonly draft: Draft }
  /** `places`: whose faults the server told, and which this change may have mended. */
  | { readonly type: 'wrote'; readonly draft: Draft; readonly places: readonly string[] }
  | { readonly type: 'visited'; readonly place: string }
  | { readonly type: 'tried' }
  | { readonly type: 'sent' }
  | { readonly type: 'saved'; readonly settings: ScoringSettingsView }
  | { readonly type: 'failed'; readonly message: string; readonly fields: Readonly<Record<string, string>> }
  | { readonly type: 'conflicted'; readonly settings: ScoringSettingsView }
  /** The person takes what is stored now. */
  | { readonly type: 'conceded' };

export function reduceModel(state: ModelState, event: ModelEvent): ModelState {
  if (event.type === 'loading') return { kind: 'loading' };
  if (event.type === 'read') return opened(event.settings, 'idle');
  if (event.type === 'unread') return { kind: 'failed', refused: event.refused, message: event.message };
  return state.kind === 'open' ? reduceOpen(state, event) : state;
}

function reduceOpen(state: OpenModel, event: Exclude<ModelEvent, { type: 'loading' | 'read' | 'unread' }>): OpenModel {
  switch (event.type) {
    case 'watched':
      return watched(state, event.settings);
    case 'selected':
      if (event.id === state.selected) return { ...state, leavingFor: null };
      return draftChanged(state) ? { ...state, leavingFor: event.id } : select(state, event.id);
    case 'stayed':
      return { ...state, leavingFor: null };
    case 'left':
      return state.leavingFor === null ? state : select(state, state.leavingFor);
    case 'drafted':
      return { ...select(state, DRAFT), draft: { now: event.draft, original: event.draft } };
    case 'wrote': {
      if (state.draft === null) return state;
      const told = Object.fromEntries(Object.entries(state.told).filter(([place]) => !event.places.includes(place)));
      return { ...state, draft: { ...state.draft, now: event.draft }, told, status: 'idle', failure: null };
    }
    case 'visited':
      return state.visited.includes(event.place) ? state : { ...state, visited: [...state.visited, event.place] };
    case 'tried':
      return { ...state, tried: state.tried + 1 };
    case 'sent':
      return { ...state, status: 'saving', failure: null, leavingFor: null };
    case 'saved':
      return opened(event.settings, 'saved');
    case 'failed': {
      const told = state.draft === null ? {} : byRow(state.draft.now, event.fields);
      const tried = Object.keys(told).length > 0 ? state.tried + 1 : state.tried;
      // Sentences at their fields say it all.
      return { ...state, status: 'idle', failure: tried === state.tried ? event.message : null, told, tried };
    }
    case 'conflicted':
      return { ...state, draft: rebased(state.draft, event.settings), status: 'idle', failure: null, conflict: event.settings };
    case 'conceded':
      return opened(state.conflict ?? state.saved, 'idle');
  }
}

const opened = (saved: ScoringSettingsView, status: OpenModel['status']): OpenModel => ({
  kind: 'open',
  saved,
  selected: saved.chosen,
  draft: null,
  leavingFor: null,
  status,
  failure: null,
  conflict: null,
  visited: [],
  tried: 0,
  told: {},
});

const select = (state: OpenModel, id: string): OpenModel => ({
  ...state,
  selected: id,
  draft: null,
  leavingFor: null,
  status: 'idle',
  failure: null,
  visited: [],
  tried: 0,
  told: {},
});

/** Another admin's change is taken over where there is nothing to lose; else the next save meets it and asks. */
function watched(state: OpenModel, settings: ScoringSettingsView): OpenModel {
  if (settings.revision === state.saved.revision || (!modelUnsaved(state) && state.status !== 'saving')) {
    const same = state.selected === state.saved.chosen ? settings.chosen : state.selected;
    return { ...state, saved: settings, selected: same };
  }
  return { ...state, saved: { ...state.saved, pass: settings.pass, scored: settings.scored } };
}

/** A change of an own model that somebody else has replaced meanwhile becomes a new one: what was written is not lost. */
function rebased(draft: OpenModel['draft'], { own }: ScoringSettingsView): OpenModel['draft'] {
  if (draft === null || draft.now.id === null || draft.now.id === own?.id) return draft;
  return { now: { ...draft.now, id: null }, original: { ...draft.original, id: null } };
}

export const draftChanged = ({ draft }: OpenModel): boolean => draft !== null && isChanged(draft.now, draft.original);

export function modelUnsaved(state: ModelState): boolean {
  if (state.kind !== 'open') return false;
  const { selected, saved, draft } = state;
  if (draft === null) return selected !== saved.chosen;
  return draft.now.id !== saved.chosen || draftChanged(state);
}

/** The model in use, as stored. */
export const currentModel = ({ saved }: OpenModel): ModelView | null => find(saved, saved.chosen);

/** The model that is selected, as it stands in the fields. */
export function selectedModel({ saved, selected, draft }: OpenModel): ModelView | null {
  return draft === null ? find(saved, selected) : previewModel(draft.now);
}

const find = ({ builtIn, own }: ScoringSettingsView, id: string): ModelView | null =>
  own?.id === id ? own : (builtIn.find((model) => model.id === id) ?? null);

/** All faults of the draft: what the rules find, and what the server said. */
export function faultsIn({ draft, told }: OpenModel): Readonly<Record<string, string>> {
  return draft === null ? {} : { ...told, ...localFaults(draft.now) };
}

/** Those of them to show. */
export function shownFaults(state: OpenModel): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(faultsIn(state)).filter(
      ([place]) => state.tried > 0 || state.visited.includes(place) || Object.hasOwn(state.told, place),
    ),
  );
}

export type ModelChoice = { kind: 'built-in'; id: string } | { kind: 'own'; model: ModelDraft };

/** What to send. A stored own model is sent as it is stored by now; it is nobody's draft. */
export function choiceOf({ saved, conflict, selected, draft }: OpenModel, locale: string): ModelChoice {
  if (draft !== null) return { kind: 'own', model: modelDraft(draft.now) };
  const { own } = conflict ?? saved;
  return own?.id === selected ? { kind: 'own', model: modelDraft(changeOf(own, locale)) } : { kind: 'built-in', id: selected };
}
