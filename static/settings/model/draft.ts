import { newKey, ROLES, faultsOf, type Faults, type OwnCombination } from '../../../src/features/scoring/custom-model';
import type { FactorView, ModelDraft, ModelView } from '../../../src/contract/scoring';
import { labelOf } from '../formula';
import { readNumber, fieldText } from '../../shared/numbers';
import { scaleOf, textOf, type ScaleText } from './scale-presets';

/** A project's own model while it is written. Pure: what stands in the fields, and what model that makes. */
export interface Draft {
  /** How its person writes numbers. */
  readonly locale: string;
  /** The own model it changes; null for a new one. */
  readonly id: string | null;
  readonly basedOn: string | null;
  /** The model it was copied from; null when started from blank. */
  readonly source: ModelView | null;
  readonly name: string;
  readonly combination: OwnCombination;
  readonly rows: readonly Row[];
  readonly nextRow: number;
}

type Role = FactorView['role'];

/** One question as it stands in its fields. */
export interface Row {
  readonly id: number;
  readonly key: string;
  /** Not a question of the source: its key may still follow its role. */
  readonly isNew: boolean;
  readonly label: string;
  readonly help: string;
  readonly role: Role;
  /** The role its person chose, for when the formula knows it again. */
  readonly meant: Role;
  readonly weight: string;
  readonly scale: ScaleText;
}

/** Where a fault stands: `name`, `factors`, or a row's field, `3.label`. */
export type Place = string;

export function copyOf(source: ModelView, name: string, locale: string): Draft {
  return {
    locale,
    id: null,
    basedOn: source.id,
    source,
    name,
    combination: source.combination === 'gap' ? 'weighted' : source.combination,
    rows: source.factors.map((factor, id) => rowOf(factor, id, locale)),
    nextRow: source.factors.length,
  };
}

export const changeOf = (own: ModelView, locale: string): Draft => ({ ...copyOf(own, own.name, locale), id: own.id, basedOn: null });

export const blank = (locale: string): Draft =>
  withRow(
    withRow({ locale, id: null, basedOn: null, source: null, name: '', combination: 'ratio', rows: [], nextRow: 0 }, 'benefit'),
    'cost',
  );

const rowOf = ({ key, label, help, role, weight, scale }: FactorView, id: number, locale: string): Row => ({
  id,
  key,
  isNew: false,
  label,
  help,
  role,
  meant: role,
  weight: fieldText(weight, locale),
  scale: textOf(scale, locale),
});

/** Adds an empty question of that role, or of the first the formula knows. */
export function withRow(draft: Draft, role: Role = ROLES[draft.combination][0] ?? 'benefit'): Draft {
  const row: Row = {
    ...rowOf(
      { key: freshKey(draft, role), label: '', help: '', role, weight: 1, scale: { kind: 'range', min: 1, max: 5, unit: '' } },
      draft.nextRow,
      draft.locale,
    ),
    isNew: true,
  };
  return { ...draft, rows: [...draft.rows, row], nextRow: draft.nextRow + 1 };
}

export function changeRow(draft: Draft, id: number, change: Partial<Pick<Row, 'label' | 'help' | 'weight' | 'scale'>>): Draft {
  return { ...draft, rows: draft.rows.map((row) => (row.id === id ? { ...row, ...change } : row)) };
}

/** A question that has answers keeps its key, or they would be lost; a new one takes the key of its role, which has a name in JQL. */
export function changeRole(draft: Draft, id: number, role: Role): Draft {
  const others = { ...draft, rows: draft.rows.filter((row) => row.id !== id) };
  return {
    ...draft,
    rows: draft.rows.map((row) => (row.id === id ? { ...row, role, meant: role, key: row.isNew ? freshKey(others, role) : row.key } : row)),
  };
}

/** Another formula: roles without a meaning there become the nearest that has one, and come back with a formula that knows them. */
export function changeCombination(draft: Draft, combination: OwnCombination): Draft {
  const known = ROLES[combination];
  const rows = draft.rows.map((row) => ({ ...row, role: known.includes(row.meant) ? row.meant : (known[0] ?? row.role) }));
  return { ...draft, combination, rows };
}

/** The questions whose role the new formula changed. */
export function mapped(before: Draft, after: Draft): readonly { readonly label: string; readonly role: Role }[] {
  return after.rows.flatMap((row, index) =>
    row.role === before.rows[index]?.role ? [] : [{ label: labelOf(row, index), role: row.role }],
  );
}

export const placeOf = ({ rows }: Draft, id: number): number => rows.findIndex((row) => row.id === id);

export function move(draft: Draft, id: number, by: 1 | -1): Draft {
  const from = placeOf(draft, id);
  const row = draft.rows[from];
  const to = from + by;
  if (!row || to < 0 || to >= draft.rows.length) return draft;
  return insert({ ...draft, rows: draft.rows.filter((each) => each.id !== id) }, row, to);
}

export const insert = (draft: Draft, row: Row, at: number): Draft => ({
  ...draft,
  rows: [...draft.rows.slice(0, at), row, ...draft.rows.slice(at)],
});

export const removeRow = (draft: Draft, id: number): Draft => ({ ...draft, rows: draft.rows.filter((row) => row.id !== id) });

/** A key no question of this model ever had, those just taken out of the draft included. */
function freshKey(draft: Draft, role: Role): string {
  const { source, id, rows } = draft;
  return newKey(role, { factors: [...rows, ...(source?.factors ?? [])], retired: id === null ? [] : (source?.retired ?? []) });
}

export function modelDraft({ locale, id, basedOn, name, combination, rows }: Draft): ModelDraft {
  return {
    id,
    basedOn,
    name: name.trim(),
    combination,
    factors: rows.map(({ key, label, help, role, weight, scale }) => ({
      key,
      label: label.trim(),
      help: help.trim(),
      role,
      weight: readNumber(weight, locale),
      scale: scaleOf(scale, locale),
    })),
  };
}

/** The model the draft makes, for the preview: answers to what it was copied from count, as they will on the server. */
export function previewModel(draft: Draft): ModelView {
  const { id, basedOn, source } = draft;
  const accepts = id === null ? (basedOn === null ? [] : [basedOn]) : (source?.accepts ?? []);
  const written = modelDraft(draft);
  const factors = written.factors.map((factor, index) => ({ ...factor, label: labelOf(factor, index) }));
  return { ...written, factors, id: id ?? 'draft', accepts, retired: [], bands: [] };
}

/** Whether anything was written since the copy was made. */
export const isChanged = (draft: Draft, original: Draft): boolean =>
  JSON.stringify(modelDraft(draft)) !== JSON.stringify(modelDraft(original));

export const localFaults = (draft: Draft): Faults => byRow(draft, faultsOf(modelDraft(draft)));

/** Faults by place in the list (`factors.2.label`) become faults by row (`7.label`), which stay where they belong when rows move. */
export function byRow({ rows }: Pick<Draft, 'rows'>, faults: Faults): Faults {
  return Object.fromEntries(
    Object.entries(faults).flatMap(([path, sentence]) => {
      const [, index, field] = /^factors\.(\d+)\.(\w+)/.exec(path) ?? [];
      if (index === undefined || field === undefined) return [[path, sentence] as const];
      const row = rows[Number(index)];
      return row ? [[`${row.id}.${field}`, sentence] as const] : [];
    }),
  );
}
