import { z } from 'zod';
import type { RuleKind } from './workflow-rules';

/** How Jira names apps' rules: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-workflows/#api-rest-api-3-workflows-capabilities-get */
export const FORGE_RULE_KEYS: Readonly<Record<RuleKind, string>> = {
  condition: 'forge:expression-condition',
  validator: 'forge:expression-validator',
  postFunction: 'forge:workflow-post-function',
};
export const PERMISSION_VALIDATOR = 'system:check-permission-validator';
export const SCREEN_RULE = 'system:transition-screen';
const MOST_WORKFLOWS = 20;

const Rule = z.object({ id: z.string().nullish(), ruleKey: z.string(), parameters: z.record(z.string(), z.string()).nullish() });
const Group: z.ZodType<GroupInput> = z.object({
  operation: z.enum(['ALL', 'ANY']),
  conditions: z.array(Rule).nullish(),
  conditionGroups: z.array(z.lazy(() => Group)).nullish(),
});
const Link = z.object({ fromStatusReference: z.string().nullish() });
export const TransitionInput = z.object({
  id: z.string().optional(),
  name: z.string().min(1),
  description: z.string().nullish(),
  type: z.enum(['INITIAL', 'GLOBAL', 'DIRECTED']),
  toStatusReference: z.string(),
  links: z.array(Link).nullish(),
  actions: z.array(Rule).nullish(),
  validators: z.array(Rule).nullish(),
  conditions: Group.nullish(),
  properties: z.record(z.string(), z.string()).nullish(),
  transitionScreen: Rule.nullish(),
  triggers: z.array(z.unknown()).nullish(),
});
export const StatusInput = z.object({
  id: z.string().optional(),
  name: z.string(),
  statusCategory: z.enum(['TODO', 'IN_PROGRESS', 'DONE']),
  statusReference: z.string(),
});
const WorkflowInput = z.object({
  id: z.string(),
  description: z.string().nullish(),
  version: z.object({ id: z.string(), versionNumber: z.number().int() }),
  statuses: z.array(z.object({ statusReference: z.string() })),
  transitions: z.array(TransitionInput),
});
export const WorkflowUpdateSchema = z.object({
  statuses: z.array(StatusInput).max(1_000).nullish(),
  workflows: z.array(WorkflowInput).max(MOST_WORKFLOWS).nullish(),
});

export type RuleInput = z.infer<typeof Rule>;
export interface GroupInput {
  operation: 'ALL' | 'ANY';
  conditions?: RuleInput[] | null | undefined;
  conditionGroups?: GroupInput[] | null | undefined;
}
export type WorkflowUpdate = z.infer<typeof WorkflowUpdateSchema>;
