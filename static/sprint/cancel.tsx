import { cancelSprint as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CancelView } from '../../src/contract/sprints';
import type { Reader } from '../shared/reader';
import { CancelForm } from './cancel-form';
import { countOf, isUnderWay } from './cancel-words';
import { CloseButton } from './close-button';
import { Foot } from './foot';
import { Going, Result } from './progress';
import { SprintHead } from './sprint-head';
import { useCancel } from './use-cancel';
import { WhoDecides } from './who-decides';
import { WorkColumns } from './work-columns';

interface CancelProps {
  readonly view: CancelView;
  readonly reader: Reader;
  readonly onAsked: () => void;
}

/** The facts for everybody; below them what this person can do about them, or what is being done. */
export function Cancel({ view, reader, onAsked }: CancelProps) {
  const { sprint, done, open, targets, may } = view;
  const api = useCancel({ projectId: view.projectId, sprintId: sprint.id, mayCancel: view.may.cancel }, view.cancelling);
  const { cancelling, input } = api;
  if (cancelling !== null) {
    const target = input?.destination.kind === 'sprint' ? input.destination.sprintId : null;
    return (
      <>
        <SprintHead sprint={sprint} reader={reader} isFact={false} />
        {isUnderWay(cancelling) ? (
          <Going sprint={sprint} cancelling={cancelling} locale={reader.locale} api={api} />
        ) : (
          <Result
            sprint={sprint}
            cancelling={cancelling}
            destination={input?.destination ?? null}
            target={targets.find(({ id }) => id === target)?.name ?? null}
            locale={reader.locale}
            api={api}
          />
        )}
      </>
    );
  }
  return (
    <>
      <SprintHead sprint={sprint} reader={reader} />
      <WorkColumns done={done} open={open} reader={reader} />
      {sprint.state === 'closed' ? (
        <>
          <p dir="auto">{fill(text.already, { sprint: sprint.name })}</p>
          <Foot>
            <CloseButton />
          </Foot>
        </>
      ) : may.cancel ? (
        <CancelForm view={view} unfinished={countOf(open)} reader={reader} api={api} />
      ) : (
        <WhoDecides view={view} reader={reader} onAsked={onAsked} />
      )}
    </>
  );
}
