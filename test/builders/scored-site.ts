import type { JsonObject } from '../../emulator/json';
import type { TestSite } from './site';

/** Reads and calls that the scoring journeys share. */
export interface ScoredSite {
  /** Ids of the value fields. */
  readonly factors: string;
  readonly score: string;
  /** What Jira holds, read strongly. */
  held(idOrKey: string): Promise<{ readonly factors: any; readonly score: number | null }>; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers are asserted on, not typed
  /** Keys and ids of issues found by JQL, as a developer. */
  found(jql: string): Promise<readonly IssueRef[]>;
  /** Open stories of the project that nobody has scored. */
  unscored(project: string): Promise<readonly [IssueRef, ...IssueRef[]]>;
  /** A function of the app, as that person from the panel of the issue. */
  onPanel(who: string, name: string, issue: IssueRef, payload?: JsonObject): Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- as above
  /** The same from the project's backlog page. */
  onPage(who: string, name: string, project: string, payload: JsonObject): Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- as above
  /** The same from the project's settings page. */
  inSettings(who: string, name: string, project: string, payload: JsonObject): Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- as above
}

export interface IssueRef {
  readonly id: string;
  readonly key: string;
}

export async function scoredSite(site: TestSite): Promise<ScoredSite> {
  const { body } = await site.as('admin').get<{ id: string; name: string }[]>('/rest/api/3/field');
  const idOf = (name: string): string => {
    const field = body.find((each) => each.name === name);
    if (!field) throw new Error(`the site has no field ${name}`);
    return field.id;
  };
  const [factors, score] = [idOf('Value factors'), idOf('Value score')];
  const invoke = async (who: string, module: string, name: string, payload: JsonObject, where: JsonObject) =>
    (await site.as(who).post('/_emulator/invoke', { module, function: name, payload, ...where })).body.result;
  const found = async (jql: string): Promise<readonly IssueRef[]> =>
    (await site.as('developer').post('/rest/api/3/search/jql', { jql, fields: ['summary'], maxResults: 100 })).body.issues;
  return {
    factors,
    score,
    found,
    held: async (idOrKey) => {
      const { fields } = (await site.as('admin').get(`/rest/api/3/issue/${idOrKey}?fields=${factors},${score}`)).body;
      return { factors: fields[factors], score: fields[score] };
    },
    unscored: async (project) => {
      const jql = `project = ${project} AND "Value factors" is EMPTY AND statusCategory != Done AND issuetype = Story ORDER BY key`;
      const [first, ...others] = await found(jql);
      if (!first) throw new Error(`${project} has too few unscored stories`);
      return [first, ...others];
    },
    onPanel: (who, name, issue, payload = {}) =>
      invoke(who, 'prioritization-panel', name, { issueId: issue.id, ...payload }, { issue: issue.key }),
    onPage: (who, name, project, payload) => invoke(who, 'backlog', name, payload, { project }),
    inSettings: (who, name, project, payload) => invoke(who, 'project-settings', name, payload, { project }),
  };
}
