import { getAppContext } from '@forge/api';
import * as z from 'zod/mini';
import {
  RULE_MODULES,
  type OwnRule,
  type RuleModule,
  type Workflow,
  type WorkflowStatus,
  type WorkflowTransition,
} from '../core/workflows';

/**
 * Workflows as Jira's REST has them. What is not named here is kept as it is: an update sends a whole workflow back.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-workflows/
 */
const text = z.nullish(z.string());
const rule = z.looseObject({ id: text, ruleKey: z.string(), parameters: z.nullish(z.record(z.string(), z.string())) });
export type RuleJson = z.infer<typeof rule>;

export interface GroupJson {
  readonly operation?: string | null | undefined;
  readonly conditions?: readonly RuleJson[] | null | undefined;
  readonly conditionGroups?: readonly GroupJson[] | null | undefined;
  readonly [more: string]: unknown;
}
const group: z.ZodMiniType<GroupJson> = z.looseObject({
  operation: text,
  conditions: z.nullish(z.array(rule)),
  conditionGroups: z.nullish(z.array(z.lazy((): z.ZodMiniType<GroupJson> => group))),
});

const transition = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.enum(['INITIAL', 'GLOBAL', 'DIRECTED']),
  toStatusReference: z.string(),
  links: z.nullish(z.array(z.looseObject({ fromStatusReference: text }))),
  validators: z.nullish(z.array(rule)),
  actions: z.nullish(z.array(rule)),
  conditions: z.nullish(group),
});
export type TransitionJson = z.infer<typeof transition>;

export const workflowJson = z.looseObject({
  id: z.string(),
  name: z.string(),
  scope: z.nullish(z.object({ project: z.nullish(z.object({ id: z.string() })) })),
  version: z.nullish(z.looseObject({})),
  statuses: z.nullish(z.array(z.looseObject({ statusReference: z.string() }))),
  transitions: z.nullish(z.array(transition)),
});
export type WorkflowJson = z.infer<typeof workflowJson>;

export const statusJson = z.looseObject({ id: text, name: z.string(), statusReference: z.string(), statusCategory: z.string() });
export type StatusJson = z.infer<typeof statusJson>;

/** `ari:cloud:ecosystem::extension/{app}/{environment}/static/{module}`: another environment's rules are another installation's. */
export function moduleOf(key: string): RuleModule | null {
  const { environmentId } = getAppContext().environmentAri;
  return RULE_MODULES.find((module) => key.endsWith(`/${environmentId}/static/${module}`)) ?? null;
}

/** Among the app's own rules Jira names a module by its key in the manifest; whole names are understood too. */
export const ownModuleOf = (key: string): RuleModule | null => RULE_MODULES.find((module) => module === key) ?? moduleOf(key);

function ownRule({ id, ruleKey, parameters }: RuleJson): OwnRule | null {
  const module = ruleKey.startsWith('forge:') ? moduleOf(parameters?.['key'] ?? '') : null;
  const ruleId = parameters?.['id'] ?? id;
  if (module === null || ruleId === undefined || ruleId === null) return null;
  return { id: ruleId, module, config: parameters?.['config'] ?? '', disabled: parameters?.['disabled'] === 'true' };
}

const conditionsIn = ({ conditions, conditionGroups }: GroupJson): readonly RuleJson[] => [
  ...(conditions ?? []),
  ...(conditionGroups ?? []).flatMap(conditionsIn),
];

const ownRulesOf = ({ conditions, validators, actions }: TransitionJson): readonly OwnRule[] =>
  [...(conditions ? conditionsIn(conditions) : []), ...(validators ?? []), ...(actions ?? [])].flatMap((each) => ownRule(each) ?? []);

const KINDS = { INITIAL: 'initial', GLOBAL: 'global', DIRECTED: 'directed' } as const;

export function workflowOf({ id, name, scope, transitions }: WorkflowJson, statuses: readonly StatusJson[]): Workflow {
  const byReference = new Map(statuses.map((each) => [each.statusReference, each]));
  // A status that Jira names nowhere is shown by its reference, and is not taken for Done.
  const status = (reference: string): WorkflowStatus => {
    const found = byReference.get(reference);
    return { id: found?.id ?? reference, name: found?.name ?? reference, done: found?.statusCategory === 'DONE' };
  };
  return {
    ...{ id, name, projectId: scope?.project?.id ?? null },
    transitions: (transitions ?? []).map((each): WorkflowTransition => ({
      id: each.id,
      name: each.name,
      kind: KINDS[each.type],
      from: (each.links ?? []).flatMap(({ fromStatusReference }) => (fromStatusReference ? [status(fromStatusReference)] : [])),
      to: status(each.toStatusReference),
      rules: ownRulesOf(each),
    })),
  };
}

/** The workflow as an update takes it, without these rules of ours. A group of conditions that held nothing else goes too: an empty "any of" would let nobody through. */
export function withoutRules({ statuses, transitions, ...workflow }: WorkflowJson, ruleIds: ReadonlySet<string>): Record<string, unknown> {
  const stays = (each: RuleJson): boolean => {
    const own = ownRule(each);
    return own === null || !ruleIds.has(own.id);
  };
  const kept = (of: GroupJson): GroupJson | null => {
    const conditions = (of.conditions ?? []).filter(stays);
    const conditionGroups = (of.conditionGroups ?? []).flatMap((inner): GroupJson[] => {
      const left = kept(inner);
      return left === null ? [] : [left];
    });
    return conditions.length + conditionGroups.length === 0 ? null : { ...of, conditions, conditionGroups };
  };
  const { id, description, version, startPointLayout, loopedTransitionContainerLayout } = workflow;
  return withoutNulls({
    ...{ id, description, version, startPointLayout, loopedTransitionContainerLayout },
    statuses: (statuses ?? []).map(({ deprecated: _read, ...status }) => ({ properties: {}, ...withoutNulls(status) })),
    transitions: (transitions ?? []).map(({ conditions, validators, actions, ...rest }) =>
      withoutNulls({
        ...rest,
        validators: (validators ?? []).filter(stays),
        actions: (actions ?? []).filter(stays),
        conditions: conditions ? kept(conditions) : null,
      }),
    ),
  });
}

/** What Jira reads as null it does not take as null. */
export const withoutNulls = (of: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null && value !== undefined));
