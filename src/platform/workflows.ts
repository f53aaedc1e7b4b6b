import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { ProjectId } from '../core/actor';
import { AppError, RejectedError } from '../core/errors';
import type { PlacedRule, RemovedRules, Workflows } from '../core/workflows';
import { callJira } from './jira-client';
import { ownModuleOf, statusJson, withoutNulls, withoutRules, workflowJson, workflowOf } from './workflow-json';

const read = z.object({ statuses: z.nullish(z.array(statusJson)), workflows: z.nullish(z.array(workflowJson)) });
const found = z.object({
  statuses: z.nullish(z.array(statusJson)),
  values: z.array(workflowJson),
  isLast: z.nullish(z.boolean()),
  total: z.nullish(z.number()),
});
const A_PAGE = 50;

const ownRule = z.object({
  id: z.string(),
  key: z.string(),
  configuration: z.object({ value: z.string(), disabled: z.nullish(z.boolean()) }),
  transition: z.nullish(z.object({ id: z.number(), name: z.string() })),
});
const ownRules = z.object({
  values: z.array(
    z.object({
      workflowId: z.object({ name: z.string(), draft: z.nullish(z.boolean()) }),
      postFunctions: z.nullish(z.array(ownRule)),
      conditions: z.nullish(z.array(ownRule)),
      validators: z.nullish(z.array(ownRule)),
    }),
  ),
  isLast: z.nullish(z.boolean()),
});

const types = z.array(z.object({ id: z.string() }));
const usages = z.object({ projects: z.object({ values: z.array(z.object({ id: z.string() })), nextPageToken: z.nullish(z.string()) }) });
const projectPage = z.object({ values: z.array(z.object({ id: z.string(), key: z.string(), name: z.string() })) });

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-workflows/ and …/api-group-workflow-transition-rules/ */
export const workflows: Workflows = {
  async ownRules() {
    const rules: PlacedRule[] = [];
    for (let startAt = 0, isLast = false; !isLast; startAt += A_PAGE) {
      const path = route`/rest/api/3/workflow/rule/config?types=postfunction&types=condition&types=validator&expand=transition&startAt=${startAt}&maxResults=${A_PAGE}`;
      const page = await callJira({ as: 'app', method: 'GET', path, answer: ownRules });
      for (const { workflowId, postFunctions, conditions, validators } of page.values)
        if (workflowId.draft !== true)
          for (const each of [...(conditions ?? []), ...(validators ?? []), ...(postFunctions ?? [])])
            rules.push(...placed(workflowId.name, each));
      isLast = page.isLast !== false || page.values.length === 0;
    }
    return rules;
  },

  async all(startAt) {
    const path = route`/rest/api/3/workflows/search?expand=values.transitions&startAt=${startAt}&maxResults=${A_PAGE}`;
    const page = await callJira({ as: 'user', method: 'GET', path, answer: found });
    const next = startAt + page.values.length;
    const isLast = page.values.length === 0 || (page.isLast ?? next >= (page.total ?? 0));
    return { workflows: page.values.map((each) => workflowOf(each, page.statuses ?? [])), next: isLast ? null : next };
  },

  async ofProject(as, projectId) {
    const path = route`/rest/api/3/project/${projectId}/statuses`;
    try {
      const typeIds = await callJira({ as, method: 'GET', path, answer: types });
      const body = { projectAndIssueTypes: typeIds.map(({ id }) => ({ projectId, issueTypeId: id })) };
      const answer = await callJira({ as, method: 'POST', path: route`/rest/api/3/workflows`, body, answer: read });
      const seen = (answer.workflows ?? []).map((each) => workflowOf(each, answer.statuses ?? []));
      // None at all is no project's workflow: it is one that Jira leaves out.
      return seen.length === 0 ? null : seen;
    } catch (error) {
      if (error instanceof AppError && (error.code === 'forbidden' || error.code === 'not-found')) return null;
      throw error;
    }
  },

  async projectsUsing(workflowId) {
    const ids: ProjectId[] = [];
    let after = '';
    do {
      const query = new URLSearchParams({ maxResults: '200', ...(after === '' ? {} : { nextPageToken: after }) });
      const path = route`/rest/api/3/workflow/${workflowId}/projectUsages?${query}`;
      const { projects } = await callJira({ as: 'user', method: 'GET', path, answer: usages });
      ids.push(...projects.values.map(({ id }) => id));
      after = projects.nextPageToken ?? '';
    } while (after !== '');
    return ids;
  },

  async projects(ids) {
    const all = [];
    for (let start = 0; start < ids.length; start += A_PAGE) {
      const query = new URLSearchParams(ids.slice(start, start + A_PAGE).map((id): [string, string] => ['id', id]));
      query.set('maxResults', String(A_PAGE));
      const page = await callJira({ as: 'user', method: 'GET', path: route`/rest/api/3/project/search?${query}`, answer: projectPage });
      all.push(...page.values);
    }
    return all;
  },

  async removeRules(workflowId, ruleIds) {
    const first = await removeOnce(workflowId, new Set(ruleIds));
    // Somebody else saved it between our read and our write: what they saved is read, and theirs stays.
    return first.kind === 'removed' || first.kind === 'gone' ? first : removeOnce(workflowId, new Set(ruleIds));
  },
};

function placed(workflow: string, { id, key, configuration, transition }: z.infer<typeof ownRule>): readonly PlacedRule[] {
  const module = ownModuleOf(key);
  if (module === null) return [];
  return [
    {
      ...{ id, module, config: configuration.value, disabled: configuration.disabled === true, workflow },
      transition: { id: String(transition?.id ?? ''), name: transition?.name ?? '' },
    },
  ];
}

async function removeOnce(workflowId: string, ruleIds: ReadonlySet<string>): Promise<RemovedRules> {
  const body = { workflowIds: [workflowId] };
  try {
    const { workflows: all, statuses } = await callJira({
      as: 'user',
      method: 'POST',
      path: route`/rest/api/3/workflows`,
      body,
      answer: read,
    });
    const json = all?.find(({ id }) => id === workflowId);
    if (json === undefined) return { kind: 'gone' };
    const { name, transitions } = workflowOf(json, statuses ?? []);
    const rules = transitions.flatMap(({ id, name: called, rules: ours }) =>
      ours.filter((each) => ruleIds.has(each.id)).map((each) => ({ ...each, workflow: name, transition: { id, name: called } })),
    );
    if (rules.length === 0) return { kind: 'removed', rules: [] };
    const uses = new Set((json.statuses ?? []).map(({ statusReference }) => statusReference));
    await callJira({
      ...{ as: 'user', method: 'POST', path: route`/rest/api/3/workflows/update`, answer: z.unknown() },
      body: {
        statuses: (statuses ?? [])
          .filter(({ statusReference }) => uses.has(statusReference))
          .map(({ id, name: called, statusCategory, statusReference, description }) =>
            withoutNulls({ id, name: called, statusCategory, statusReference, description }),
          ),
        workflows: [withoutRules(json, ruleIds)],
      },
      // A second try would name a version that is no more.
      once: true,
    });
    return { kind: 'removed', rules };
  } catch (error) {
    if (error instanceof RejectedError) return { kind: 'refused', message: error.message };
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not-found' || error.code === 'forbidden') return { kind: 'gone' };
    if (error.code === 'unavailable') return { kind: 'changed' };
    throw error;
  }
}
