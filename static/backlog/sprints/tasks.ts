import type { SprintRecordView } from '../../../src/contract/sprints';

/** What a sprint's record wants of the owner. */
export interface Task {
  readonly key: string;
  readonly kind: 'decide' | 'verdict';
  readonly record: SprintRecordView;
}

/** Everything that waits for the owner's word, the longest first. */
export function tasksOf(records: readonly SprintRecordView[]): readonly Task[] {
  return [...records]
    .sort((one, other) => one.at - other.at)
    .flatMap((record) => [
      ...(record.outcome === 'asking' ? [{ key: `decide ${record.sprint.id}`, kind: 'decide' as const, record }] : []),
      ...(record.wantsVerdict ? [{ key: `verdict ${record.sprint.id}`, kind: 'verdict' as const, record }] : []),
    ]);
}

/** What waits, and what somebody writes in though it no longer does: nothing they wrote goes away by itself. */
export function shownTasks(waiting: readonly Task[], held: ReadonlyMap<string, Task>): readonly Task[] {
  const keys = new Set(waiting.map(({ key }) => key));
  return [...waiting, ...[...held.values()].filter(({ key }) => !keys.has(key))].sort((one, other) => one.record.at - other.record.at);
}
