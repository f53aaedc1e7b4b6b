import type { JsonObject } from '../../emulator/json';
import type { Sprint } from '../../emulator/jira/model';
import { guarded, type GuardedSite } from './guarded-site';
import type { TestSite } from './site';

export interface SprintingSite extends GuardedSite {
  /** The one active sprint; fails where there is none. */
  active(): Sprint;
  actives(): readonly Sprint[];
  /** The first planned sprint that has issues. */
  planned(): Sprint;
  /** One that Jira would not choose by itself. */
  lastPlanned(): Sprint;
  sprintNamed(name: string): Sprint;
  allNamed(name: string): readonly Sprint[];
  /** Keys of what is not done in it, in rank order, sub-tasks left out. */
  unfinishedIn(id: number): readonly string[];
  /** What is on record, the newest first. */
  records(): Promise<readonly any[]>; // eslint-disable-line @typescript-eslint/no-explicit-any -- asserted on, not typed
  /** A function of the app, from the sprint's menu. */
  onSprint(who: string, name: string, payload: JsonObject): Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- as above
  /** Lends powers in the owner's name. */
  lend(to: string, powers: readonly string[]): Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- as above
  /** So many five minutes pass, and everything due happens. */
  sweeps(count: number): Promise<void>;
}

/** A project whose order and sprints are both guarded. */
export async function sprinting(site: TestSite, project = 'SHOP'): Promise<SprintingSite> {
  const shop = await guarded(site, project);
  const { projectId, onPage, quiet } = shop;
  const set = await onPage('admin', 'sprints/set-guard', { mode: 'restore', graceHours: 12, unfinished: 'status', revision: 0 });
  if (set.ok !== true) throw new Error(`the sprint guard was not set: ${JSON.stringify(set)}`);
  await quiet();
  const ofProject = (): readonly Sprint[] =>
    [...site.jira.state.sprints.values()].filter((sprint) => site.jira.boards.byId(sprint.originBoardId)?.projectId === projectId);
  const unfinishedIn = (id: number): readonly string[] =>
    site.jira.ranking
      .ordered()
      .filter(
        (issue) =>
          issue.sprintIds.includes(id) &&
          site.jira.state.statuses.get(issue.statusId)?.category !== 'done' &&
          site.jira.state.issueTypes.get(issue.typeId)?.hierarchyLevel === 0,
      )
      .map(({ key }) => key);
  const one = (found: Sprint | undefined, what: string): Sprint => {
    if (found === undefined) throw new Error(`there is no ${what}`);
    return found;
  };
  return {
    ...shop,
    unfinishedIn,
    actives: () => ofProject().filter(({ state }) => state === 'active'),
    active: () =>
      one(
        ofProject().find(({ state }) => state === 'active'),
        'active sprint',
      ),
    planned: () =>
      one(
        ofProject().find(({ state, id }) => state === 'future' && unfinishedIn(id).length > 0),
        'planned sprint with work',
      ),
    lastPlanned: () =>
      one(
        ofProject().findLast(({ state }) => state === 'future'),
        'planned sprint',
      ),
    sprintNamed: (name) =>
      one(
        ofProject().find((sprint) => sprint.name === name && sprint.state !== 'closed'),
        `open sprint called ${name}`,
      ),
    allNamed: (name) => ofProject().filter((sprint) => sprint.name === name),
    records: async () => (await onPage('owner', 'sprints/list')).data.records,
    onSprint: async (who, name, payload) => {
      const sprint = Number(payload['sprintId']);
      const board = site.jira.sprints.lastKnown(sprint)?.originBoardId ?? 0;
      const place = { module: 'cancel-sprint', function: name, payload, project, board, sprint };
      return (await site.as(who).post('/_emulator/invoke', place)).body.result;
    },
    lend: async (to, powers) => {
      const { data } = await onPage('owner', 'ownership/delegates');
      const now = site.clock.now();
      const loan = {
        to: site.as(to).accountId,
        powers: [...powers],
        from: now,
        until: now + 7 * 24 * 3_600_000,
        reason: 'The owner is away.',
      };
      return onPage('owner', 'ownership/lend', { revision: data.revision, ...loan });
    },
    sweeps: async (count) => {
      for (let sweep = 0; sweep < count; sweep++) {
        await site.clock.advance(5 * 60_000);
        await quiet();
      }
    },
  };
}
