import type { Json } from '../../../emulator/json';
import type { ForgeRuleModule } from '../../../emulator/jira/workflow-rules';
import type { Workflow } from '../../../emulator/jira/model';
import { APP_ID, restSite, type Answer, type RestSite } from './rest-site';

/** The app's three rules, registered as an installation does it. */
export const RULES = {
  validator: `ari:cloud:ecosystem::extension/${APP_ID}/environment/static/accepted`,
  condition: `ari:cloud:ecosystem::extension/${APP_ID}/environment/static/only-owner`,
  postFunction: `ari:cloud:ecosystem::extension/${APP_ID}/environment/static/ask`,
};

// Answers are asserted on, not typed.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

export interface WorkflowSite extends RestSite {
  readonly workflow: Workflow;
  readonly teamWorkflow: Workflow;
  /** The workflow as REST reads it, as the administrator. */
  read(id?: string): Promise<Loose>;
  /** Reads, changes the JSON in place, updates. */
  change(change: (workflow: Loose, body: Loose) => void, options?: { id?: string; as?: 'admin' | 'owner' | 'developer' }): Promise<Answer>;
}

export function workflowSite(): WorkflowSite {
  const site = restSite();
  const module = (kind: keyof typeof RULES, more: Partial<ForgeRuleModule> = {}): ForgeRuleModule => ({
    appId: APP_ID,
    ari: RULES[kind],
    kind,
    name: `The ${kind}`,
    description: 'A rule',
    ...more,
  });
  site.jira.workflows.registerForgeRules([
    module('validator', { expression: "'Accept it first.'", projectTypes: ['company-managed', 'team-managed'] }),
    module('condition', { expression: 'user.accountId == config.owner' }),
    module('postFunction'),
  ]);
  const of = (projectId: string): Workflow => {
    const project = site.jira.projects.byId(projectId)!;
    return site.jira.workflows.byId(Object.values(project.workflows)[0]!)!;
  };
  const workflow = of(site.shop.id);
  const read = async (id = workflow.id): Promise<Loose> =>
    (await site.as('admin')('POST', 'workflows', { workflowIds: [id] })).body.workflows[0];
  return {
    ...site,
    workflow,
    teamWorkflow: of(site.team.id),
    read,
    change: async (change, { id = workflow.id, as = 'admin' } = {}) => {
      const json = await read(id);
      const { description, version, statuses, transitions } = json;
      const body = { statuses: [], workflows: [{ id, description, version, statuses, transitions }] };
      change(body.workflows[0], body);
      return site.as(as)('POST', 'workflows/update', body);
    },
  };
}

export const named = (workflow: Loose, name: string): Loose => workflow.transitions.find((one: Loose) => one.name === name);

export const forgeRule = (kind: keyof typeof RULES, config = '', more: Record<string, string> = {}): Json => ({
  ruleKey: {
    validator: 'forge:expression-validator',
    condition: 'forge:expression-condition',
    postFunction: 'forge:workflow-post-function',
  }[kind],
  parameters: { key: RULES[kind], config, disabled: 'false', ...more },
});
