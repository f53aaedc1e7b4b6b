import { useId, useState } from 'react';
import { FormFoot } from '../forms/form-foot';
import { Problems } from '../forms/problems';
import { Dialog } from '../parts/dialog';
import { completeSprint, issuesText, type BoardSprint, type Destination } from './sprint-data';
import { useSend } from './use-send';

interface CompleteDialogProps {
  readonly sprint: BoardSprint;
  readonly planned: readonly BoardSprint[];
  /** What a sprint made for the open issues is called. */
  readonly nextSprintName: string;
  readonly done: (said: string) => void;
  readonly close: () => void;
}

/** Completes a sprint, and asks where its open issues go. */
export function CompleteDialog({ sprint, planned, nextSprintName, done, close }: CompleteDialogProps) {
  const id = useId();
  // What it opens with stays to choose from, whatever others do meanwhile; Jira refuses a sprint that is gone.
  const [destinations] = useState<readonly { readonly to: Destination; readonly text: string }[]>(() => [
    ...planned.map((one) => ({ to: one.id, text: one.name })),
    { to: 'newSprint', text: `New sprint (${nextSprintName})` },
    { to: 'backlog', text: 'Backlog' },
  ]);
  const [chosen, setChosen] = useState<Destination>(planned[0]?.id ?? 'backlog');
  const { form, sending, refusal, onSubmit } = useSend(async () => {
    await completeSprint(sprint.id, sprint.open === 0 ? 'backlog' : chosen);
    close();
    done(`${sprint.name} is complete`);
  });
  const title = `Complete ${sprint.name}`;
  return (
    <Dialog title={title} label={title} className="dialog-form dialog-short" closeOnOverlayClick={false} close={close}>
      <form className="form" ref={form} onSubmit={onSubmit}>
        <div className="form-body">
          <Problems refusal={refusal} shown={[]} names={[]} what="The sprint was not completed." />
          <p>
            This sprint contains {issuesText(sprint.done, 'completed')} and {issuesText(sprint.open, 'open')}.
          </p>
          {sprint.open > 0 && (
            <div className="form-row">
              <label className="form-label" htmlFor={id}>
                Move open issues to
              </label>
              <select
                id={id}
                className="textfield"
                value={String(chosen)}
                onChange={({ target }) => setChosen(destinations.find(({ to }) => String(to) === target.value)?.to ?? 'backlog')}
              >
                {destinations.map(({ to, text }) => (
                  <option key={to} value={to}>
                    {text}
                  </option>
                ))}
              </select>
            </div>
          )}
        </div>
        <FormFoot action={sending ? 'Completing…' : 'Complete sprint'} isDisabled={sending} close={close} />
      </form>
    </Dialog>
  );
}
