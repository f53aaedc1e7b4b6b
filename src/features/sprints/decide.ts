import type { Actor, ProjectId } from '../../core/actor';
import { administered, type NotForThem } from '../../core/administered';
import type { AuditEntry } from '../../core/audit';
import type { SprintId } from '../../core/sprints';
import { changeRecord } from './change-record';
import type { SprintsDeps } from './deps';
import { begunAt } from './record-end';
import { showRecords, type RecordShown } from './show-record';
import { markBusy, readRecord, type SprintRecord } from './stored-record';
import { askToGoOn } from './tasks';

interface OfSprint {
  readonly projectId: ProjectId;
  readonly sprintId: SprintId;
}

export type DecideResult =
  | { readonly kind: 'decided'; readonly record: RecordShown }
  | NotForThem
  | { readonly kind: 'refused'; readonly reason: 'no-such-sprint' | 'sprint-decided' | 'sprint-wants-no-verdict' };

/** Keep a sprint as it was left, or restore it, where nobody can tell who ended it (C2). For whoever holds `sprint`. */
export const decideSprint = (
  deps: SprintsDeps,
  actor: Actor,
  claim: OfSprint & { readonly decision: 'keep' | 'restore' },
): Promise<DecideResult> =>
  decided(deps, actor, claim, async (record, by, entry) => {
    if (record.outcome !== 'asking') return 'sprint-decided';
    const at = deps.now();
    const isKept = claim.decision === 'keep';
    if (!isKept) await markBusy(deps.storage, record);
    let isMine = false;
    const next = await changeRecord(deps.storage, record, (now) => {
      isMine = now.outcome === 'asking';
      if (!isMine) return null;
      const common = { ...now, decided: { by, at } };
      return {
        next: isKept
          ? { ...common, outcome: 'kept', wantsVerdict: now.wasActive && now.goal !== '' && now.verdict === null }
          : { ...common, outcome: 'restoring', restoring: begunAt(at) },
        writes: [entry(isKept ? 'sprint-kept' : 'sprint-restored', { sprint: now.sprintId, what: now.what }, { decision: claim.decision })],
      };
    });
    if (!isMine) return 'sprint-decided';
    if (!isKept) await askToGoOn(deps, next);
    return next;
  });

/** Whether the goal of a sprint that has ended was reached (C5). Given again, the later verdict stands. For whoever holds `sprint`. */
export const giveVerdict = (
  deps: SprintsDeps,
  actor: Actor,
  claim: OfSprint & { readonly verdict: NonNullable<SprintRecord['verdict']>['verdict']; readonly sentence: string },
): Promise<DecideResult> =>
  decided(deps, actor, claim, async (record, by, entry, onBehalf) => {
    if (!record.wantsVerdict && record.verdict === null) return 'sprint-wants-no-verdict';
    const { verdict, sentence } = claim;
    return changeRecord(deps.storage, record, (now) => ({
      next: { ...now, wantsVerdict: false, verdict: { verdict, sentence, by, for: onBehalf, at: deps.now() } },
      writes: [entry('goal-verdict', { sprint: now.sprintId, verdict: now.verdict?.verdict ?? null }, { verdict, sentence })],
    }));
  });

async function decided(
  deps: SprintsDeps,
  actor: Actor,
  { projectId, sprintId }: OfSprint,
  decide: (
    record: SprintRecord,
    by: string,
    entry: (kind: AuditEntry['kind'], before: unknown, after: unknown) => ReturnType<SprintsDeps['audit']['entry']>,
    onBehalf: string | null,
  ) => Promise<SprintRecord | 'sprint-decided' | 'sprint-wants-no-verdict'>,
): Promise<DecideResult> {
  const who = await administered(deps, actor, projectId, 'sprint');
  if (who.kind === 'refused') return who;
  const record = await readRecord(deps.storage, who.project.id, sprintId);
  if (record === undefined) return { kind: 'refused', reason: 'no-such-sprint' };
  const { by, capacity, accountableOwner } = who;
  const entry = (kind: AuditEntry['kind'], before: unknown, after: unknown) =>
    deps.audit.entry({ projectId: who.project.id, kind, actor: by, capacity, accountableOwner, before, after });
  const next = await decide(record, by, entry, capacity.kind === 'delegate' ? capacity.for : null);
  if (typeof next === 'string') return { kind: 'refused', reason: next };
  const [shown] = await showRecords(deps, [next]);
  return shown === undefined ? { kind: 'refused', reason: 'no-such-sprint' } : { kind: 'decided', record: shown };
}
