import { useEffect, useId, useMemo, useRef, useState, type FormEvent } from 'react';
import Button from '@atlaskit/button/new';
import { ApiError } from '../api';
import { showFlag } from '../flags';
import { filledIn, screenFields, type Draft } from '../forms/field-kinds';
import { FieldRows } from '../forms/field-rows';
import { Problems } from '../forms/problems';
import { settled } from '../forms/settled';
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
  const [draft, setDraft] = useState<Draft>({ typed: { reporter: account.accountId }, submitted: {} });
  const [refusal, setRefusal] = useState<unknown>();
  const [creating, setCreating] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // A frame that is left submits while the button is being pressed: what counts is the draft once that has arrived.
  const latest = useRef(draft);
  latest.current = draft;

  const types = useLoad(`types ${projectKey}`, () => loadTypes(projectKey));
  const type = types.data?.find(({ id }) => id === typeId) ?? preferred(types.data ?? []);
  const screen = useLoad(`screen ${projectKey} ${type?.id ?? ''}`, async () => (type ? loadScreen(projectKey, type.id) : undefined));
  const fields = useMemo(() => (screen.data ? screenFields(screen.data.metas, screen.data.modules, 'issue-create') : []), [screen.data]);
  const errors = refusal instanceof ApiError ? refusal.fields : {};

  useEffect(() => {
    if (refusal !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .form-problem')?.focus();
  }, [refusal]);

  // Where one begins to type, unless one has gone somewhere already.
  const loaded = screen.data !== undefined;
  useEffect(() => {
    if (loaded && !form.current?.contains(document.activeElement))
      form.current?.querySelector<HTMLElement>('input[aria-required="true"]')?.focus();
  }, [loaded]);

  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!type || creating) return;
    setCreating(true);
    await settled(fields.some(({ own }) => own));
    const given = filledIn(fields, latest.current);
    if (Object.keys(given.errors).length > 0) {
      setRefusal(new ApiError(400, [], given.errors));
      setCreating(false);
      return;
    }
    try {
      const { key } = await createIssue({ project: { key: projectKey }, issuetype: { id: type.id }, ...given.fields });
      close();
      showFlag({
        title: `You created ${key}`,
        type: 'success',
        isAutoDismiss: true,
        links: [{ text: `View ${key}`, href: `/browse/${key}` }],
      });
    } catch (error) {
      setRefusal(error);
      setCreating(false);
    }
  };

  return (
    <Dialog title="Create issue" label="Create issue" className="dialog-form" closeOnOverlayClick={false} close={close}>
      <form className="form" ref={form} noValidate onSubmit={(event) => void create(event)}>
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
              setDraft(({ typed }) => ({ typed, submitted: {} }));
              setRefusal(undefined);
            }}
          />
          {type && (
            <Choice
              label="Issue type"
              value={type.id}
              options={(types.data ?? []).map(({ id, name }) => ({ value: id, text: name }))}
              change={(id) => {
                setTypeId(id);
                setRefusal(undefined);
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
              type={(id, typed) => setDraft((old) => ({ ...old, typed: { ...old.typed, [id]: typed } }))}
              submit={(id, value) => setDraft((old) => ({ ...old, submitted: { ...old.submitted, [id]: value } }))}
            />
          ) : (
            screen.error === undefined && types.error === undefined && <Skeleton rows={6} height={32} />
          )}
        </div>
        <div className="form-foot">
          <Button appearance="subtle" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" appearance="primary" isDisabled={!screen.data || creating}>
            {creating ? 'Creating…' : 'Create'}
          </Button>
        </div>
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
