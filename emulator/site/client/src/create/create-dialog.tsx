import { useEffect, useId, useMemo, useState } from 'react';
import { showFlag } from '../flags';
import { screenFields } from '../forms/field-kinds';
import { FieldRows } from '../forms/field-rows';
import { FormFoot } from '../forms/form-foot';
import { Problems } from '../forms/problems';
import { useScreenForm } from '../forms/use-screen-form';
import type { IssueTypeJson, ProjectJson } from '../jira-types';
import { useLoad } from '../load';
import { Failure, Skeleton } from '../parts/basics';
import { Dialog } from '../parts/dialog';
import { useSession } from '../session';
import { createIssue, loadScreen, loadTypes } from './create-data';

interface CreateDialogProps {
  readonly projects: readonly ProjectJson[];
  /** The project it opens with. */
  readonly start: string;
  readonly close: () => void;
}

/**
 * Jira's dialog for a new issue. What is typed stays when project or type change, as far as the new screen has the field; what an
 * app's editor has submitted belongs to the project it was submitted in.
 */
export function CreateDialog({ projects, start, close }: CreateDialogProps) {
  const { account } = useSession();
  const [projectKey, setProjectKey] = useState(start);
  const [typeId, setTypeId] = useState<string>();
  const types = useLoad(`types ${projectKey}`, () => loadTypes(projectKey));
  const type = types.data?.find(({ id }) => id === typeId) ?? preferred(types.data ?? []);
  const screen = useLoad(`screen ${projectKey} ${type?.id ?? ''}`, async () => (type ? loadScreen(projectKey, type.id) : undefined));
  const fields = useMemo(() => (screen.data ? screenFields(screen.data.metas, screen.data.modules, 'issue-create') : []), [screen.data]);
  const { form, draft, refusal, errors, sending, ...screenForm } = useScreenForm({
    fields,
    begin: { reporter: account.accountId },
    send: async (given) => {
      if (!type) return;
      const { key } = await createIssue({ project: { key: projectKey }, issuetype: { id: type.id }, ...given });
      close();
      showFlag({
        title: `You created ${key}`,
        type: 'success',
        isAutoDismiss: true,
        links: [{ text: `View ${key}`, href: `/browse/${key}` }],
      });
    },
  });

  // Where one begins to type, unless one has gone somewhere already.
  const loaded = screen.data !== undefined;
  useEffect(() => {
    if (loaded && !form.current?.contains(document.activeElement))
      form.current?.querySelector<HTMLElement>('input[aria-required="true"]')?.focus();
  }, [loaded, form]);

  return (
    <Dialog title="Create issue" label="Create issue" className="dialog-form" closeOnOverlayClick={false} close={close}>
      <form className="form" ref={form} noValidate onSubmit={screenForm.onSubmit}>
        <div className="form-body">
          <p className="form-hint">
            Required fields are marked with an asterisk <span className="form-required">*</span>
          </p>
          <Choice
            label="Project"
            value={projectKey}
            options={projects.map(({ key, name }) => ({ value: key, text: `${name} (${key})` }))}
            change={(key) => {
              setProjectKey(key);
              screenForm.dropSubmitted();
              screenForm.forgive();
            }}
          />
          {type && (
            <Choice
              label="Issue type"
              value={type.id}
              options={(types.data ?? []).map(({ id, name }) => ({ value: id, text: name }))}
              change={(id) => {
                setTypeId(id);
                screenForm.forgive();
              }}
            />
          )}
          <hr className="form-rule" />
          <Problems
            refusal={refusal}
            shown={fields.map(({ meta }) => meta.fieldId)}
            names={screen.data?.metas ?? []}
            what="The issue was not created."
          />
          {(types.error ?? screen.error) !== undefined && (
            <Failure error={types.error ?? screen.error} onRetry={types.error === undefined ? screen.reload : types.reload} />
          )}
          {screen.data ? (
            <FieldRows
              key={projectKey}
              fields={fields}
              draft={draft}
              errors={errors}
              place={{ project: projectKey, experience: 'issue-create' }}
              projectKey={projectKey}
              type={screenForm.type}
              submit={screenForm.submit}
            />
          ) : (
            screen.error === undefined && types.error === undefined && <Skeleton rows={6} height={32} />
          )}
        </div>
        <FormFoot action={sending ? 'Creating…' : 'Create'} isDisabled={!screen.data || sending} close={close} />
      </form>
    </Dialog>
  );
}

/** A story, or what the project has instead: an epic or a sub-task is never what one begins with. */
function preferred(types: readonly IssueTypeJson[]): IssueTypeJson | undefined {
  const standard = types.filter(({ hierarchyLevel = 0 }) => hierarchyLevel === 0);
  return standard.find(({ name }) => name === 'Story') ?? standard[0] ?? types[0];
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly change: (value: string) => void;
}

function Choice({ label, value, options, change }: ChoiceProps) {
  const id = useId();
  return (
    <div className="form-row">
      <label className="form-label" htmlFor={id}>
        {label}
        <span className="form-required" aria-hidden="true">
          {' '}
          *
        </span>
      </label>
      <select id={id} className="textfield" value={value} aria-required onChange={(event) => change(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
