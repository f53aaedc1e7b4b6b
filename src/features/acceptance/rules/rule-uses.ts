import type { OwnRule, PlacedRule, Workflow, WorkflowTransition } from '../../../core/workflows';
import { NEEDS, type Needs } from './field-value';

/** The expression that a rule needs for this site and installation. */
export type ExpressionFor = (needs: Needs) => string;

/**
 * `outdated`: of an earlier installation, or written by hand: lets nothing through that this installation would, or nothing at all. `unsaved`: without a configuration
 * Mandate's own expression holds, which blocks. `disabled`: Jira does not ask it.
 */
export type RuleState = 'current' | 'outdated' | 'unsaved' | 'disabled';

export interface ReadRule {
  /** Of the validator alone. */
  readonly needs: Needs | null;
  readonly state: RuleState;
}

export function readRule(
  { module, config, disabled }: Pick<OwnRule, 'module' | 'config' | 'disabled'>,
  expressionFor: ExpressionFor,
): ReadRule {
  if (module !== 'acceptance-rule') return { needs: null, state: disabled ? 'disabled' : 'current' };
  const saved = savedRule(config);
  const needs = saved?.needs ?? null;
  if (disabled) return { needs, state: 'disabled' };
  if (saved === null) return { needs, state: 'unsaved' };
  return { needs, state: saved.expression === expressionFor(saved.needs) ? 'current' : 'outdated' };
}

/** What the rule's page saved; null: nothing that it would have. */
export function savedRule(config: string): { readonly needs: Needs; readonly expression: string } | null {
  const { needs, expression } = parsed(config);
  const known = NEEDS.find((each) => each === needs);
  return known === undefined || typeof expression !== 'string' ? null : { needs: known, expression };
}

function parsed(config: string): { readonly needs?: unknown; readonly expression?: unknown } {
  try {
    const value: unknown = JSON.parse(config);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** A way into Done. `guarded`: by a rule that decides; `closed`: by one that lets nothing through until it is saved again; `open`: by none. */
export interface Way {
  readonly workflow: string;
  readonly transition: { readonly id: string; readonly name: string };
  readonly kind: WorkflowTransition['kind'];
  readonly from: readonly string[];
  readonly to: string;
  readonly guard: 'guarded' | 'closed' | 'open';
  readonly needs: readonly Needs[];
}

/** A way without what guards it: it changes rarely, and is worth remembering. */
export type Passage = Omit<Way, 'guard' | 'needs'>;

/** Every transition that brings an issue into Done, creation too. From one Done status to another is no way into it. */
export const passagesOf = (workflows: readonly Workflow[]): readonly Passage[] =>
  workflows.flatMap(({ name, transitions }) =>
    transitions
      .filter(({ kind, from, to }) => to.done && (kind !== 'directed' || from.some(({ done }) => !done)))
      .map(({ id, name: called, kind, from, to }) => ({
        workflow: name,
        transition: { id, name: called },
        kind,
        from: from.filter(({ done }) => !done).map((status) => status.name),
        to: to.name,
      })),
  );

export const placedRules = (workflows: readonly Workflow[]): readonly PlacedRule[] =>
  workflows.flatMap(({ name, transitions }) =>
    transitions.flatMap(({ id, name: called, rules }) =>
      rules.map((rule) => ({ ...rule, workflow: name, transition: { id, name: called } })),
    ),
  );

export function guardedWays(passages: readonly Passage[], rules: readonly PlacedRule[], expressionFor: ExpressionFor): readonly Way[] {
  return passages.map((passage) => {
    const read = rules
      .filter(({ module, workflow, transition }) => {
        const isHere = workflow === passage.workflow && transition.id === passage.transition.id;
        return isHere && module === 'acceptance-rule';
      })
      .map((rule) => readRule(rule, expressionFor));
    const holding = read.filter(({ state }) => state === 'current');
    const isClosed = read.some(({ state }) => state === 'outdated' || state === 'unsaved');
    return {
      ...passage,
      guard: isClosed ? 'closed' : holding.length > 0 ? 'guarded' : 'open',
      needs: NEEDS.filter((each) => holding.some(({ needs }) => needs === each)),
    };
  });
}

/** What became of a rule between two looks. `failed`: Jira could not evaluate its expression, so that it blocks. */
export type RuleChangeKind = 'added' | 'removed' | 'changed' | 'disabled' | 'enabled' | 'failed';

export interface RuleDifference {
  readonly kind: Exclude<RuleChangeKind, 'failed'>;
  /** As it is now; what is gone, as it was. */
  readonly rule: PlacedRule;
  readonly was: PlacedRule | null;
}

/** Which rule it is: a copy of a workflow may have its rules' ids too. */
export const sameRule = ({ workflow, id }: Pick<PlacedRule, 'workflow' | 'id'>): string => JSON.stringify([workflow, id]);

const byIdentity = (rules: readonly PlacedRule[]): ReadonlyMap<string, PlacedRule> => new Map(rules.map((rule) => [sameRule(rule), rule]));

/** What was known, and what is there now. A workflow that got another name has lost its rules under the old one and has them under the new. */
export function differences(before: readonly PlacedRule[], now: readonly PlacedRule[]): readonly RuleDifference[] {
  const [old, current] = [byIdentity(before), byIdentity(now)];
  const gone = [...old].filter(([key]) => !current.has(key)).map(([, rule]): RuleDifference => ({ kind: 'removed', rule, was: rule }));
  const others = [...current].flatMap(([key, rule]): readonly RuleDifference[] => {
    const was = old.get(key);
    if (was === undefined) return [{ kind: 'added', rule, was: null }];
    if (was.disabled !== rule.disabled) return [{ kind: rule.disabled ? 'disabled' : 'enabled', rule, was }];
    return was.config === rule.config ? [] : [{ kind: 'changed', rule, was }];
  });
  return [...gone, ...others];
}

/** What was known, with some of what changed since. */
export function withDifferences(before: readonly PlacedRule[], made: readonly RuleDifference[]): readonly PlacedRule[] {
  const rules = new Map(byIdentity(before));
  for (const { kind, rule } of made) {
    if (kind === 'removed') rules.delete(sameRule(rule));
    else rules.set(sameRule(rule), rule);
  }
  return [...rules.values()];
}
