import { useId, useState, type FormEvent } from 'react';
import { call } from '../../api';
import { showFlag } from '../../flags';
import { FormFoot } from '../../forms/form-foot';
import { Required } from '../../forms/field-parts';
import { Problems } from '../../forms/problems';
import type { IssueJson } from '../../jira-types';
import { Dialog } from '../../parts/dialog';

/** Asks for the copy's summary. The new issue is said in a flag: one stays where one is. */
export function CloneDialog({ issue, close }: { issue: IssueJson; close: () => void }) {
  const id = useId();
  const [summary, setSummary] = useState(`CLONE - ${issue.fields.summary ?? ''}`);
  const [refusal, setRefusal] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSending(true);
    call<{ key: string }>('POST', `/_site/issues/${encodeURIComponent(issue.key)}/clone`, { summary }).then(
      ({ key }) => {
        close();
        showFlag({
          title: `${key} is a clone of ${issue.key}`,
          type: 'success',
          links: [{ text: `Open ${key}`, href: `/browse/${key}` }],
          isAutoDismiss: true,
        });
      },
      (error: unknown) => {
        setRefusal(error);
        setSending(false);
      },
    );
  };
  return (
    <Dialog title={`Clone ${issue.key}`} label={`Clone ${issue.key}`} className="dialog-form dialog-short" close={close}>
      <form className="form" onSubmit={submit}>
        <div className="form-body">
          <Problems refusal={refusal} shown={[]} names={[]} what={`${issue.key} was not cloned.`} />
          <div className="form-row">
            <label className="form-label" htmlFor={id}>
              Summary
              <Required />
            </label>
            <input
              id={id}
              className="textfield"
              dir="auto"
              aria-required
              maxLength={255}
              value={summary}
              onChange={(event) => setSummary(event.target.value)}
            />
          </div>
        </div>
        <FormFoot action={sending ? 'Cloning…' : 'Clone'} isDisabled={sending || summary.trim() === ''} close={close} />
      </form>
    </Dialog>
  );
}
