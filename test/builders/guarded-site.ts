import type { JsonObject } from '../../emulator/json';
import type { TestSite } from './site';

export interface GuardedSite {
  /** Keys of SHOP's open stories outside active sprints, in rank order, as Jira has it. */
  order(): Promise<readonly string[]>;
  /** Ranks as that person, over REST. */
  rank(who: string, keys: readonly string[], anchor: { readonly before?: string; readonly after?: string }): Promise<void>;
  /** A function of the app, from its backlog page. */
  onPage(who: string, name: string, payload?: JsonObject): Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers are asserted on, not typed
  readonly projectId: string;
  /** Mails to that person, newest first. */
  mail(who: string): Promise<readonly { readonly subject: string; readonly textBody: string }[]>;
  /** Everything that is under way happens: half a minute passes, then everything due. */
  quiet(): Promise<void>;
}

/** A project whose guard is `restore`. */
export async function guarded(site: TestSite, project = 'SHOP'): Promise<GuardedSite> {
  const { body } = await site.as('admin').get<{ id: string }>(`/rest/api/3/project/${project}`);
  const projectId = body.id;
  const onPage = async (who: string, name: string, payload: JsonObject = {}) =>
    (await site.as(who).post('/_emulator/invoke', { module: 'backlog', function: name, payload: { projectId, ...payload }, project })).body
      .result;
  const quiet = async (): Promise<void> => {
    await site.settle();
    await site.clock.advance(30_000);
    await site.settle();
  };
  const set = await onPage('admin', 'ranking/set-guard', { mode: 'restore', revision: 0 });
  if (set.ok !== true) throw new Error(`the guard was not set: ${JSON.stringify(set)}`);
  await quiet();
  return {
    projectId,
    onPage,
    quiet,
    order: async () => {
      const { ranking, state } = site.jira;
      const active = new Set([...state.sprints.values()].filter((sprint) => sprint.state === 'active').map(({ id }) => id));
      const levels = new Map([...state.issueTypes.values()].map((type) => [type.id, type.hierarchyLevel]));
      return ranking
        .ordered()
        .filter(
          (issue) =>
            issue.projectId === projectId &&
            levels.get(issue.typeId) === 0 &&
            issue.resolved === null &&
            !issue.sprintIds.some((id) => active.has(id)),
        )
        .map(({ key }) => key);
    },
    rank: async (who, keys, { before, after }) => {
      const anchor = before === undefined ? { rankAfterIssue: after ?? '' } : { rankBeforeIssue: before };
      const answer = await site.as(who).put('/rest/agile/1.0/issue/rank', { issues: [...keys], ...anchor });
      if (answer.status !== 204) throw new Error(`${who} could not rank: ${answer.status} ${JSON.stringify(answer.body)}`);
    },
    mail: async (who) => (await site.as(who).get(`/_emulator/mail?to=${encodeURIComponent(site.as(who).email)}`)).body,
  };
}
