import type { RemovedView, RuleUseView } from '../../src/contract/acceptance';

/** The rules of the site, as far as they are read, and what is being done about them. */
export interface OpenUses {
  readonly kind: 'open';
  readonly uses: readonly RuleUseView[];
  readonly hasRole: boolean;
  /** Further workflows are still being read. */
  readonly isReading: boolean;
  /** Why they could not all be read. */
  readonly unread: string | null;
  readonly chosen: ReadonlySet<string>;
  readonly task: Task;
}

export type Task =
  | { readonly kind: 'none' }
  /** Asked whether it shall be done: it says before what it will do. */
  | { readonly kind: 'asking'; readonly rules: readonly RuleUseView[] }
  | { readonly kind: 'removing'; readonly total: number; readonly done: number }
  /** `left`: sentence by rule. `failure`: why the rest was not tried. */
  | { readonly kind: 'done'; readonly removed: number; readonly left: ReadonlyMap<string, string>; readonly failure: string | null };

export type UsesState =
  { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly refused: boolean; readonly message: string } | OpenUses;

export type UsesEvent =
  | { readonly type: 'loading' }
  | { readonly type: 'read'; readonly uses: readonly RuleUseView[]; readonly hasRole: boolean | null; readonly isLast: boolean }
  | { readonly type: 'unread'; readonly refused: boolean; readonly message: string }
  | { readonly type: 'chosen'; readonly ruleIds: readonly string[]; readonly isChosen: boolean }
  | { readonly type: 'asked'; readonly rules: readonly RuleUseView[] }
  | { readonly type: 'cancelled' }
  | { readonly type: 'began'; readonly total: number }
  | { readonly type: 'removed'; readonly removed: RemovedView['removed'] }
  | { readonly type: 'ended'; readonly left: ReadonlyMap<string, string>; readonly failure: string | null }
  | { readonly type: 'role-made' };

export function reduceUses(state: UsesState, event: UsesEvent): UsesState {
  if (event.type === 'loading') return { kind: 'loading' };
  if (event.type === 'read') {
    const before = state.kind === 'open' ? state : null;
    return {
      ...{ kind: 'open', isReading: !event.isLast, unread: null, task: before?.task ?? { kind: 'none' } },
      uses: [...(before?.uses ?? []), ...event.uses],
      hasRole: event.hasRole ?? before?.hasRole ?? true,
      chosen: before?.chosen ?? new Set(),
    };
  }
  if (event.type === 'unread')
    return state.kind === 'open'
      ? { ...state, isReading: false, unread: event.message }
      : { kind: 'failed', refused: event.refused, message: event.message };
  if (state.kind !== 'open') return state;
  switch (event.type) {
    case 'chosen': {
      const others = [...state.chosen].filter((id) => !event.ruleIds.includes(id));
      const chosen = new Set(event.isChosen ? [...others, ...event.ruleIds] : others);
      return { ...state, chosen, task: state.task.kind === 'asking' ? { kind: 'none' } : state.task };
    }
    case 'asked':
      return { ...state, task: { kind: 'asking', rules: event.rules } };
    case 'cancelled':
      return { ...state, task: { kind: 'none' } };
    case 'began':
      return { ...state, task: { kind: 'removing', total: event.total, done: 0 } };
    case 'removed': {
      const gone = new Set(event.removed.map(({ ruleId }) => ruleId));
      const done = state.task.kind === 'removing' ? { ...state.task, done: state.task.done + gone.size } : state.task;
      return {
        ...state,
        uses: state.uses.filter(({ ruleId }) => !gone.has(ruleId)),
        chosen: new Set([...state.chosen].filter((id) => !gone.has(id))),
        task: done,
      };
    }
    case 'ended': {
      const removed = state.task.kind === 'removing' ? state.task.done : 0;
      return { ...state, task: { kind: 'done', removed, left: event.left, failure: event.failure } };
    }
    case 'role-made':
      return { ...state, hasRole: true };
  }
}

/** Transitions that Jira blocks, or hides, once the app is gone: post functions hold nothing up. */
export const blocked = (uses: readonly RuleUseView[]): number =>
  new Set(
    uses
      .filter(({ rule }) => rule === 'acceptance-rule' || rule === 'only-owner')
      .map(({ workflow, transition }) => JSON.stringify([workflow.id, transition.name, transition.from, transition.to])),
  ).size;

/** Lets nothing through, or may not: it has to be saved again. */
export const wantsSaving = ({ state, failing }: RuleUseView): boolean => state === 'outdated' || state === 'unsaved' || failing !== null;
