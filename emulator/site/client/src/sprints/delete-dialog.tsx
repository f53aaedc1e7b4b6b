import { FormFoot } from '../forms/form-foot';
import { Problems } from '../forms/problems';
import { Dialog } from '../parts/dialog';
import { deleteSprint, issuesText, type BoardSprint } from './sprint-data';
import { useSend } from './use-send';

interface DeleteDialogProps {
  readonly sprint: BoardSprint;
  readonly done: (said: string) => void;
  readonly close: () => void;
}

/** Asks before a sprint goes for good. */
export function DeleteDialog({ sprint, done, close }: DeleteDialogProps) {
  const { form, sending, refusal, onSubmit } = useSend(async () => {
    await deleteSprint(sprint.id);
    close();
    done(`${sprint.name} is deleted`);
  });
  return (
    <Dialog title="Delete sprint" label="Delete sprint" className="dialog-form dialog-short" closeOnOverlayClick={false} close={close}>
      <form className="form" ref={form} onSubmit={onSubmit}>
        <div className="form-body">
          <Problems refusal={refusal} shown={[]} names={[]} what="The sprint was not deleted." />
          <p className="form-words">
            <bdi>{sprint.name}</bdi> goes for good{sprint.state === 'active' ? ', although it is active' : ''}.
            {sprint.open > 0 && ` ${issuesText(sprint.open, 'open')} will be in the backlog.`}
            {sprint.done > 0 && ` ${issuesText(sprint.done, 'completed')} will no longer belong to a sprint.`}
          </p>
        </div>
        <FormFoot action={sending ? 'Deleting…' : 'Delete'} appearance="danger" isDisabled={sending} close={close} />
      </form>
    </Dialog>
  );
}
