import { customModel as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { bounds, valuesOf, type Combination, type Factor, type Role, type ScoringModel } from './model';

/**
 * What a project's own model must hold, so that it can score. Pure, and shared by the settings page (faults while typing) and the server (which decides).
 */
export const MAX_FACTORS = 12;
const MAX_NAME = 40;
const MAX_LABEL = 60;
const MAX_HELP = 300;
const MAX_CHOICE = 60;
const MAX_WEIGHT = 100;
const LARGEST = 1_000_000_000_000;

/** How an own model may combine its factors, and the roles that have a meaning there. */
export const ROLES: Readonly<Record<OwnCombination, readonly Role[]>> = {
  ratio: ['benefit', 'multiplier', 'cost'],
  product: ['multiplier'],
  mean: ['benefit'],
  weighted: ['benefit', 'cost'],
};
export type OwnCombination = Exclude<Combination, 'gap'>;

/** Whether a factor's weight changes anything: a product is the same whatever the weights, and so is a lone multiplier. */
export function weighs(combination: Combination, role: Role): boolean {
  return combination !== 'product' && role !== 'multiplier';
}

export interface Draft {
  readonly name: string;
  readonly combination: OwnCombination;
  readonly factors: readonly Factor[];
}

/** A sentence per fault, by where it is: `name`, `factors`, `factors.0.label`, `factors.0.help`, `factors.0.role`, `factors.0.weight`, `factors.0.scale`. */
export type Faults = Readonly<Record<string, string>>;

export function faultsOf(draft: Draft): Faults {
  const faults = new Map<string, string>();
  const { name, combination, factors } = draft;
  if (name.trim() === '') faults.set('name', text.noName);
  else if (name.trim().length > MAX_NAME) faults.set('name', fill(text.longName, { max: MAX_NAME }));
  if (factors.length > MAX_FACTORS) faults.set('factors', fill(text.manyFactors, { max: MAX_FACTORS }));
  else if (factors.length === 0) faults.set('factors', text.noFactors);
  else if (combination === 'ratio' && !factors.some(({ role }) => role === 'benefit')) faults.set('factors', text.noBenefit);
  else if (combination === 'ratio' && !factors.some(({ role }) => role === 'cost')) faults.set('factors', text.noCost);
  factors.forEach((factor, index) => {
    const at = (field: string, sentence: string | null): void => {
      if (sentence !== null) faults.set(`factors.${index}.${field}`, sentence);
    };
    const same = factors.findIndex(({ label }) => label.trim().toLowerCase() === factor.label.trim().toLowerCase());
    at('label', labelFault(factor, same === index));
    at('help', factor.help.length > MAX_HELP ? fill(text.longHelp, { max: MAX_HELP }) : null);
    at('role', ROLES[combination].includes(factor.role) ? null : text.noSuchRole);
    at('weight', factor.weight > 0 && factor.weight <= MAX_WEIGHT ? null : fill(text.weight, { max: MAX_WEIGHT }));
    at('scale', scaleFault(factor, combination));
  });
  return Object.fromEntries(faults);
}

function labelFault({ label, key }: Factor, first: boolean): string | null {
  if (label.trim() === '') return text.noLabel;
  if (label.trim().length > MAX_LABEL) return fill(text.longLabel, { max: MAX_LABEL });
  if (!first) return text.sameLabel;
  return KEY.test(key) ? null : text.badKey;
}

function scaleFault({ scale, role }: Factor, combination: OwnCombination): string | null {
  const values = scale.kind === 'range' ? [scale.min, scale.max] : valuesOf(scale);
  if (values.some((value) => !Number.isFinite(value) || Math.abs(value) > LARGEST)) return text.notNumbers;
  if (scale.kind === 'range' ? scale.min >= scale.max : new Set(values).size < 2)
    return scale.kind === 'range' ? text.minMax : text.fewValues;
  if (new Set(values).size !== values.length) return text.sameValue;
  if (scale.kind === 'choices') {
    if (scale.options.some(({ label }) => label.trim() === '')) return text.namelessChoice;
    if (scale.options.some(({ label }) => label.trim().length > MAX_CHOICE)) return fill(text.longChoice, { max: MAX_CHOICE });
  }
  const [min] = bounds(scale);
  if (combination === 'ratio' && role === 'cost' && (scale.kind === 'range' ? min < 0 : min <= 0)) return text.costOfZero;
  return combination !== 'weighted' && min < 0 && role !== 'benefit' ? text.negative : null;
}

const KEY = /^[a-z][A-Za-z0-9]{0,39}$/;

/** Highest numbered key of each role that has a JQL alias in manifest.yml ("Benefit 2"). */
const ALIASED: Readonly<Record<Role, number>> = { benefit: 8, multiplier: 4, cost: 4 };

/** A key for a new factor: the role's first one this model never used. Roles have keys with names in JQL; when these run out, one without. */
export function newKey(
  role: Role,
  model: { readonly factors: readonly Pick<Factor, 'key'>[]; readonly retired: readonly string[] },
): string {
  const used = new Set([...model.factors.map(({ key }) => key), ...model.retired]);
  for (let n = 1; n <= ALIASED[role]; n += 1) {
    const key = n === 1 ? role : `${role}${n}`;
    if (!used.has(key)) return key;
  }
  for (let n = 1; ; n += 1) if (!used.has(`factor${n}`)) return `factor${n}`;
}

/** The model that a checked draft makes of the project's own one. Questions no longer asked retire their keys. */
export function ownModel(
  draft: Draft,
  before: ScoringModel | null,
  given: { readonly id: string; readonly accepts: readonly string[] },
): ScoringModel {
  const kept = new Set(draft.factors.map(({ key }) => key));
  const gone = (before?.factors ?? []).map(({ key }) => key).filter((key) => !kept.has(key));
  return {
    id: given.id,
    name: draft.name.trim(),
    combination: draft.combination,
    factors: draft.factors.map((factor) => ({
      ...factor,
      label: factor.label.trim(),
      help: factor.help.trim(),
      weight: weighs(draft.combination, factor.role) ? factor.weight : 1,
    })),
    accepts: [...new Set([...(before?.accepts ?? []), ...given.accepts])],
    retired: [...new Set([...(before?.retired ?? []), ...gone])],
    bands: [],
  };
}
