import { useEffect, useState } from 'react';
import { FormFoot } from '../forms/form-foot';
import { Problems } from '../forms/problems';
import { Dialog } from '../parts/dialog';
import { changeSprint, issuesText, type BoardSprint, type SprintChange } from './sprint-data';
import { fromInput } from './sprint-dates';
import { draftOf, SprintFields, startDraftOf, type SprintDraft } from './sprint-fields';
import { useSend } from './use-send';

const FIELDS = [
  { fieldId: 'name', name: 'Sprint name' },
  { fieldId: 'startDate', name: 'Start date' },
  { fieldId: 'endDate', name: 'End date' },
  { fieldId: 'goal', name: 'Sprint goal' },
];

interface SprintFormDialogProps {
  readonly kind: 'edit' | 'start';
  readonly sprint: BoardSprint;
  readonly now: string;
  readonly done: (said: string) => void;
  readonly close: () => void;
}

/** Edits a sprint, or starts it: the same fields, sent as far as they were changed. */
export function SprintFormDialog({ kind, sprint, now, done, close }: SprintFormDialogProps) {
  const starting = kind === 'start';
  const [before] = useState(() => draftOf(sprint));
  const [draft, setDraft] = useState(() => (starting ? startDraftOf(sprint, now) : before));
  const { form, sending, refusal, errors, onSubmit } = useSend(async () => {
    await changeSprint(sprint.id, { ...changesOf(before, draft), ...(starting ? { state: 'active' } : {}) });
    close();
    done(starting ? `${draft.name} is active` : `${draft.name} is saved`);
  });
  // Where one begins to type; the dialog itself would begin with the button that closes it.
  useEffect(() => form.current?.querySelector('input')?.focus(), [form]);
  const title = starting ? 'Start sprint' : `Edit sprint: ${sprint.name}`;
  return (
    <Dialog title={title} label={title} className="dialog-form dialog-short" closeOnOverlayClick={false} close={close}>
      <form className="form" ref={form} noValidate onSubmit={onSubmit}>
        <div className="form-body">
          {starting && <p>{issuesText(sprint.done + sprint.open)} will be included in this sprint.</p>}
          <p className="form-hint">
            Required fields are marked with an asterisk <span className="form-required">*</span>
          </p>
          <Problems
            refusal={refusal}
            shown={FIELDS.map(({ fieldId }) => fieldId)}
            names={FIELDS}
            what={starting ? 'The sprint was not started.' : 'The sprint was not saved.'}
          />
          <SprintFields draft={draft} errors={errors} datesRequired={starting || sprint.state === 'active'} change={setDraft} />
        </div>
        <FormFoot action={actionText(starting, sending)} isDisabled={sending} close={close} />
      </form>
    </Dialog>
  );
}

function actionText(starting: boolean, sending: boolean): string {
  if (starting) return sending ? 'Starting…' : 'Start';
  return sending ? 'Updating…' : 'Update';
}

/** Inputs hold minutes: a date that was not touched keeps its seconds by not being sent. */
function changesOf(before: SprintDraft, after: SprintDraft): SprintChange {
  return {
    ...(after.name === before.name ? {} : { name: after.name }),
    ...(after.goal === before.goal ? {} : { goal: after.goal }),
    ...(after.start === before.start ? {} : { startDate: fromInput(after.start) }),
    ...(after.end === before.end ? {} : { endDate: fromInput(after.end) }),
  };
}
