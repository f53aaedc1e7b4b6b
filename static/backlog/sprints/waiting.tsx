import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { backlog } from '../../../locales/en.json';
import type { SprintRecordView } from '../../../src/contract/sprints';
import type { Place } from '../../shared/use-place';
import { DecideItem } from './decide-item';
import { shownTasks, type Task } from './tasks';
import { VerdictForm } from './verdict-form';

const text = backlog.sprints.waiting;

interface WaitingProps {
  readonly tasks: readonly Task[];
  readonly place: Place;
  readonly onDone: (record: SprintRecordView) => void;
}

/** What needs the reader's word, the longest first; and what came of the last one. */
export function Waiting({ tasks, place, onDone }: WaitingProps) {
  const id = useId();
  const [held, setHeld] = useState<ReadonlyMap<string, Task>>(new Map());
  const [said, setSaid] = useState<string | null>(null);
  const result = useRef<HTMLParagraphElement>(null);

  // What was pressed goes away with what it was about.
  useEffect(() => {
    if (said !== null) result.current?.focus({ preventScroll: true });
  }, [said]);

  const hold = useCallback((task: Task, isHeld: boolean) => {
    setHeld((now) => {
      if (now.has(task.key) === isHeld) return now;
      const next = new Map(now);
      if (isHeld) next.set(task.key, task);
      else next.delete(task.key);
      return next;
    });
  }, []);

  const shown = shownTasks(tasks, held);
  if (shown.length === 0 && said === null) return null;
  const done = (task: Task, record: SprintRecordView, sentence: string): void => {
    hold(task, false);
    setSaid(sentence);
    onDone(record);
  };
  return (
    <section className="sprints-part" aria-labelledby={id}>
      <h2 id={id}>{text.title}</h2>
      <p ref={result} role="status" tabIndex={-1} className="sprints-said" dir="auto">
        {said}
      </p>
      {shown.map((task) =>
        task.kind === 'decide' ? (
          <DecideItem key={task.key} record={task.record} place={place} onDone={(record, sentence) => done(task, record, sentence)} />
        ) : (
          <VerdictForm
            key={task.key}
            record={task.record}
            place={place}
            onHold={(isHeld) => hold(task, isHeld)}
            onDone={(record, sentence) => done(task, record, sentence)}
          />
        ),
      )}
    </section>
  );
}
