import type { Actor, ProjectId } from '../../core/actor';
import { forBrowsers, type ForBrowsers } from '../../core/readers';
import type { SprintId } from '../../core/sprints';
import type { SprintsDeps } from './deps';
import { guardOf, type GuardShown } from './read-guard';
import { showRecords, type RecordShown } from './show-record';
import { listRecords, readRecord, type SprintRecord } from './stored-record';
import { readWatch, type Watched } from './stored-watch';

const A_PAGE = 20;
/** Sprints whose verdicts make a trend, and how many are looked through for them. */
const IN_TREND = 12;
const LOOKED_THROUGH = 60;

export interface SprintsShown {
  readonly records: readonly RecordShown[];
  readonly next: string | null;
  readonly active: readonly Watched[];
  readonly guard: GuardShown;
  readonly mayDecide: boolean;
  /** Of the latest, how many wait for a decision or a verdict. */
  readonly waiting: number;
  readonly trend: readonly {
    readonly sprint: { readonly id: SprintId; readonly name: string };
    readonly verdict: NonNullable<SprintRecord['verdict']>['verdict'];
    readonly at: number;
  }[];
}

/** What became of a project's sprints, newest first, for whoever may see its issues (C2, C4, C5). */
export const listSprints = (
  deps: SprintsDeps,
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly before?: string | undefined },
): Promise<ForBrowsers<SprintsShown>> =>
  forBrowsers(
    deps,
    actor,
    claim.projectId,
    async (project, mayDecide) => {
      const [page, latest, watch, guard] = await Promise.all([
        listRecords(deps.storage, project.id, { limit: A_PAGE, before: claim.before ?? null }),
        listRecords(deps.storage, project.id, { limit: LOOKED_THROUGH, before: null }),
        readWatch(deps.storage, project.id),
        guardOf(deps, actor, project),
      ]);
      // The index may show a record as it was before.
      const now = await Promise.all(page.rows.map(({ value }) => readRecord(deps.storage, project.id, value.sprintId)));
      const trend = latest.rows
        .flatMap(({ value: { sprintId: id, name, at, verdict } }) =>
          verdict === null ? [] : [{ sprint: { id, name }, verdict: verdict.verdict, at }],
        )
        .slice(0, IN_TREND)
        .reverse();
      return {
        records: await showRecords(
          deps,
          now.flatMap((record) => record ?? []),
        ),
        next: page.cursor,
        active: (watch?.sprints ?? []).filter(({ state, goneSince }) => state === 'active' && goneSince === null),
        guard,
        mayDecide,
        waiting: latest.rows.filter(({ value: { outcome, wantsVerdict } }) => outcome === 'asking' || wantsVerdict).length,
        trend,
      };
    },
    'sprint',
  );
