import { useId, useState, type FormEvent } from 'react';
import { call, get } from '../../api';
import { FormFoot } from '../../forms/form-foot';
import { Problems } from '../../forms/problems';
import type { IssueJson } from '../../jira-types';
import { useLoad } from '../../load';
import { Failure, Skeleton } from '../../parts/basics';
import { Dialog } from '../../parts/dialog';
import { navigate } from '../../router';

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Targets {
  readonly projects: readonly (Named & {
    readonly key: string;
    /** With the statuses to choose from, where the workflow does not know the issue's. */
    readonly types: readonly (Named & { readonly statuses: readonly Named[] })[];
  })[];
}

/** Into another project, or to another type: where to, and the status where the issue's own is unknown there. Its page is then the new key's. */
export function MoveDialog({ issue, close }: { issue: IssueJson; close: () => void }) {
  const path = `/_site/issues/${encodeURIComponent(issue.key)}/move`;
  const targets = useLoad(path, () => get<Targets>(path));
  const [projectId, setProjectId] = useState('');
  const [typeId, setTypeId] = useState('');
  const [statusId, setStatusId] = useState('');
  const [refusal, setRefusal] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const { fields } = issue;
  const projects = targets.data?.projects ?? [];
  const project = projects.find(({ id }) => id === projectId) ?? projects.find(({ id }) => id === fields.project?.id) ?? projects[0];
  const types = project?.types ?? [];
  const type = types.find(({ id }) => id === typeId) ?? types.find(({ name }) => name === fields.issuetype?.name) ?? types[0];
  const statuses = type?.statuses ?? [];
  const status = statuses.find(({ id }) => id === statusId) ?? statuses[0];
  const same = project?.id === fields.project?.id && type?.id === fields.issuetype?.id;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!project || !type) return;
    setSending(true);
    const body = { projectId: project.id, typeId: type.id, ...(status ? { statusId: status.id } : {}) };
    call<{ key: string }>('POST', path, body).then(
      ({ key }) => {
        close();
        navigate(`/browse/${key}`, { replace: true });
      },
      (error: unknown) => {
        setRefusal(error);
        setSending(false);
      },
    );
  };
  return (
    <Dialog title={`Move ${issue.key}`} label={`Move ${issue.key}`} className="dialog-form dialog-short" close={close}>
      <form className="form" onSubmit={submit}>
        <div className="form-body">
          <Problems refusal={refusal} shown={[]} names={[]} what={`${issue.key} stays where it is.`} />
          {targets.error !== undefined && <Failure error={targets.error} onRetry={targets.reload} />}
          {!targets.data && targets.error === undefined && <Skeleton rows={2} height={32} />}
          {targets.data && (
            <>
              <Choice label="Project" options={projects} value={project?.id ?? ''} change={setProjectId} />
              <Choice label="Type" options={types} value={type?.id ?? ''} change={setTypeId} />
              {statuses.length > 0 && <Choice label="New status" options={statuses} value={status?.id ?? ''} change={setStatusId} />}
              <p className="form-hint">In another project it gets a new key; the old one keeps finding it. Its sub-tasks go along.</p>
            </>
          )}
        </div>
        <FormFoot action={sending ? 'Moving…' : 'Move'} isDisabled={sending || !type || same} close={close} />
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly Named[];
  readonly value: string;
  readonly change: (id: string) => void;
}

function Choice({ label, options, value, change }: ChoiceProps) {
  const id = useId();
  return (
    <div className="form-row">
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="textfield" value={value} onChange={(event) => change(event.target.value)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
