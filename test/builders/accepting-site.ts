import type { JsonObject } from '../../emulator/json';
import type { Issue, Workflow } from '../../emulator/jira/model';
import type { TestSite } from './site';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are asserted on, not typed */
export interface AcceptingSite {
  readonly projectId: string;
  /** A function of the app, from the issue's panel. */
  onIssue(who: string, name: string, key: string, payload?: JsonObject): Promise<any>;
  /** A function of the app, from its backlog page. */
  onPage(who: string, name: string, payload?: JsonObject): Promise<any>;
  issue(key: string): Issue;
  /** The Acceptance field as Jira has it. */
  field(key: string): any;
  /** Puts the validator on every transition into Done of the project's workflow for stories. */
  guardDone(needs: string): Promise<void>;
  /** A transition over REST, by the name of the status it leads to. */
  move(who: string, key: string, status: string): Promise<{ readonly status: number; readonly body: any }>;
  /** Writes criteria and answers their ids. */
  write(who: string, key: string, texts: readonly string[]): Promise<readonly string[]>;
  /** An open story outside of sprints, with nothing on it. */
  readonly story: string;
  quiet(): Promise<void>;
}

let made = 0;

export async function accepting(site: TestSite, project = 'SHOP'): Promise<AcceptingSite> {
  const { body } = await site.as('admin').get<{ id: string }>(`/rest/api/3/project/${project}`);
  const projectId = body.id;
  const invoke = async (who: string, module: string, name: string, payload: JsonObject, place: JsonObject) =>
    (await site.as(who).post('/_emulator/invoke', { module, function: name, payload, ...place })).body.result;
  const issue = (key: string): Issue => {
    const found = site.jira.state.issues.get(site.jira.state.issueKeys.get(key) ?? '');
    if (found === undefined) throw new Error(`there is no ${key}`);
    return found;
  };
  const fieldId = [...site.jira.state.fields.values()].find(({ forge }) => forge?.moduleKey === 'acceptance')?.id ?? '';
  const onIssue = (who: string, name: string, key: string, payload: JsonObject = {}) =>
    invoke(who, 'acceptance-panel', name, { issueId: issue(key).id, ...payload }, { issue: key });
  const onPage = (who: string, name: string, payload: JsonObject = {}) =>
    invoke(who, 'backlog', name, { projectId, ...payload }, { project });
  const quiet = async (): Promise<void> => {
    await site.settle();
    await site.clock.advance(30_000);
    await site.settle();
  };
  const workflowOf = (key: string): Workflow => site.jira.workflows.workflowOf(site.jira.projects.byIdOrKey(project)!, issue(key).typeId);
  const story = site.jira.ranking
    .ordered()
    .find(
      (each) =>
        each.projectId === projectId &&
        site.jira.state.statuses.get(each.statusId)?.category === 'new' &&
        site.jira.state.issueTypes.get(each.typeId)?.name === 'Story' &&
        each.sprintIds.length === 0,
    );
  if (story === undefined) throw new Error('there is no story');
  return {
    projectId,
    onIssue,
    onPage,
    issue,
    quiet,
    story: story.key,
    field: (key) => issue(key).custom[fieldId] ?? null,
    async guardDone(needs) {
      const rule = await onPage('admin', 'acceptance/rule', { needs, saved: null });
      const { expression } = rule.data;
      const workflow = workflowOf(story.key);
      const ruleKey = [...site.forge.modules()].find(({ key }) => key === 'acceptance-rule') === undefined ? 'test' : ruleAri(site);
      for (const transition of workflow.transitions)
        if (site.jira.state.statuses.get(transition.to)?.category === 'done')
          site.jira.workflows.addRule(workflow.id, transition.id, 'validators', { ruleKey, config: { needs, expression } });
    },
    async move(who, key, status) {
      const { body: found } = await site.as(who).get(`/rest/api/3/issue/${key}/transitions`);
      const transition = found.transitions.find((each: any) => each.to.name === status);
      if (transition === undefined)
        throw new Error(`${key} has no way to ${status}: ${JSON.stringify(found.transitions.map((each: any) => each.to.name))}`);
      return site.as(who).post(`/rest/api/3/issue/${key}/transitions`, { transition: { id: transition.id } });
    },
    async write(who, key, texts) {
      const ids = texts.map(() => `criterion-${(made += 1)}`);
      const changes = texts.map((text, index) => ({
        kind: 'add',
        id: ids[index] ?? '',
        text,
        mandatory: true,
        after: ids[index - 1] ?? null,
      }));
      const answer = await onIssue(who, 'acceptance/change', key, { changes });
      if (answer.ok !== true) throw new Error(`${who} could not write: ${JSON.stringify(answer)}`);
      return ids;
    },
  };
}

const ruleAri = (site: TestSite): string =>
  `ari:cloud:ecosystem::extension/${site.forge.app.id}/${site.forge.app.environmentId}/static/acceptance-rule`;
