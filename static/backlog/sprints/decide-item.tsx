import Button from '@atlaskit/button/new';
import { useId, useState } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { decideSprint, type SprintRecordView } from '../../../src/contract/sprints';
import { ask } from '../../shared/client';
import { Failure } from '../../shared/failure';
import type { Place } from '../../shared/use-place';
import { Happened } from './record-item';
import { wasActive } from './record-words';

const text = backlog.sprints.waiting;

type Decision = 'keep' | 'restore';

interface DecideItemProps {
  readonly record: SprintRecordView;
  readonly place: Place;
  readonly onDone: (record: SprintRecordView, sentence: string) => void;
}

/** Nobody can tell who ended this sprint: it stays as it is, or it is restored (C2). */
export function DecideItem({ record, place, onDone }: DecideItemProps) {
  const id = useId();
  const [sending, setSending] = useState<Decision | null>(null);
  const [failure, setFailure] = useState<{ readonly decision: Decision; readonly message: string } | null>(null);
  const { sprint, what } = record;

  const decide = (decision: Decision): void => {
    if (sending !== null) return;
    setSending(decision);
    setFailure(null);
    void ask(decideSprint, { projectId: place.projectId, sprintId: sprint.id, decision }).then((answer) => {
      setSending(null);
      if (!answer.ok) return setFailure({ decision, message: answer.message });
      onDone(answer.data.record, fill(decision === 'keep' ? text.kept : text.restored, { sprint: sprint.name }));
    });
  };

  return (
    <article className="sprint sprint-task" aria-labelledby={`${id}-name`}>
      <h3 id={`${id}-name`} dir="auto">
        {sprint.name}
      </h3>
      <Happened record={record} reader={place.reader} />
      <p>{text.shallStay}</p>
      <div className="decisions">
        {(['keep', 'restore'] as const).map((decision) => (
          <div key={decision} className="decision">
            <Button
              isLoading={sending === decision}
              isDisabled={sending !== null && sending !== decision}
              aria-describedby={`${id}-name ${id}-${decision}`}
              onClick={() => decide(decision)}
            >
              {text[decision]}
            </Button>
            <p id={`${id}-${decision}`} className="quiet">
              {decision === 'restore'
                ? text.restoreMeans[wasActive(record) ? 'active' : 'planned']
                : text.keepMeans[what === 'deleted' ? 'deleted' : 'closed-early']}
            </p>
          </div>
        ))}
      </div>
      {failure !== null && <Failure sentence={fill(text.failed, { reason: failure.message })} onRetry={() => decide(failure.decision)} />}
    </article>
  );
}
