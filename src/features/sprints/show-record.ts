import type { AccountId, IssueId } from '../../core/actor';
import type { Named } from '../../core/permissions';
import type { VisibleIssue } from '../../core/rank';
import type { SprintId } from '../../core/sprints';
import type { SprintsDeps } from './deps';
import type { SprintRecord } from './stored-record';

type ShownIssue = Pick<VisibleIssue, 'id' | 'key' | 'summary'>;

export interface RecordShown extends Omit<SprintRecord, 'by' | 'capacity' | 'decided' | 'restoring' | 'verdict'> {
  readonly by: Named | null;
  readonly capacity: { readonly kind: 'owner' | 'delegate'; readonly for: Named | null } | null;
  readonly decided: { readonly by: AccountId; readonly name: string | null; readonly at: number } | null;
  readonly restored: {
    readonly sprint: { readonly id: SprintId; readonly name: string } | null;
    readonly back: number;
    readonly notBack: readonly {
      readonly issue: ShownIssue | null;
      readonly why: NonNullable<SprintRecord['restoring']>['notBack'][number]['why'];
    }[];
    readonly notStarted: string | null;
  } | null;
  /** The sprint it was made in place of, where that is among those shown with it. */
  readonly replaces: { readonly id: SprintId; readonly name: string } | null;
  readonly verdict: (Omit<NonNullable<SprintRecord['verdict']>, 'by' | 'for'> & { readonly by: Named; readonly for: Named | null }) | null;
}

/** Records with names, and with those issues the caller may see (O3b). */
export async function showRecords(
  deps: Pick<SprintsDeps, 'people' | 'visible'>,
  records: readonly SprintRecord[],
): Promise<readonly RecordShown[]> {
  const accounts = records.flatMap(({ by, capacity, decided, verdict }) => [
    ...[by, decided?.by, verdict?.by, verdict?.for],
    capacity?.kind === 'delegate' ? capacity.for : null,
  ]);
  const issues = records.flatMap(({ restoring }) => restoring?.notBack.map(({ issue }) => issue) ?? []);
  const [names, seen] = await Promise.all([
    deps.people.namesOf([...new Set(accounts.flatMap((account) => account ?? []))]),
    issues.length === 0 ? new Map<IssueId, VisibleIssue>() : deps.visible.asCaller([...new Set(issues)]),
  ]);
  const named = (accountId: AccountId): Named => ({ accountId, name: names.get(accountId) ?? null });
  const madeFrom = new Map(
    records.flatMap(({ restoring, sprintId: id, name }) =>
      restoring?.sprintId == null ? [] : [[restoring.sprintId, { id, name }] as const],
    ),
  );
  return records.map(({ by, capacity, decided, restoring, verdict, ...record }): RecordShown => ({
    ...record,
    by: by === null ? null : named(by),
    capacity: capacity === null ? null : { kind: capacity.kind, for: capacity.kind === 'delegate' ? named(capacity.for) : null },
    decided: decided === null ? null : { ...decided, name: names.get(decided.by) ?? null },
    restored:
      restoring === null
        ? null
        : {
            sprint: restoring.sprintId === null ? null : { id: restoring.sprintId, name: record.name },
            back: restoring.back,
            notBack: restoring.notBack.map(({ issue, why }) => ({ issue: shownIssue(seen.get(issue)), why })),
            notStarted: restoring.notStarted,
          },
    replaces: madeFrom.get(record.sprintId) ?? null,
    verdict: verdict === null ? null : { ...verdict, by: named(verdict.by), for: verdict.for === null ? null : named(verdict.for) },
  }));
}

export const shownIssue = (issue: VisibleIssue | undefined): ShownIssue | null =>
  issue === undefined ? null : { id: issue.id, key: issue.key, summary: issue.summary };
