import { FieldChecklist } from './field-checklist';
import { useRef, useState } from 'react';
import Button from '@atlaskit/button/new';
import { get } from '../../api';
import { settled } from '../../forms/settled';
import { FrameRow } from '../../forms/field-rows';
import { FieldFrame } from '../../frames/field-editor';
import { hasOwnEditor, moduleOf, type FieldJson, type IssueJson, type ModuleJson } from '../../jira-types';
import { useLoad } from '../../load';
import { EmptyState, Failure, Skeleton } from '../../parts/basics';
import { Dialog } from '../../parts/dialog';
import { saveFields } from '../issue/issue-data';
import { changeAll, type Outcome } from './bulk-edit';
import { Outcomes } from './outcomes';

interface BulkField {
  readonly field: FieldJson;
  readonly module: ModuleJson;
}

/**
 * Bulk edit of the app's fields. Jira offers an app's own editor there for object fields only, as a preview; its own editors for its
 * own fields are not built here.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-custom-field/#issue-bulk-edit--preview-
 */
export function BulkEditDialog({ issues, close }: { issues: readonly IssueJson[]; close: () => void }) {
  // What is chosen when it opens is what is edited: the list below may change meanwhile.
  const [edited] = useState(issues);
  const offered = useLoad('bulk fields', loadFields);
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>();
  const [running, setRunning] = useState(false);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const stopped = useRef(false);
  const latest = useRef(values);
  latest.current = values;

  const [only] = offered.data ?? [];
  const chosen = offered.data?.length === 1 && only ? [only] : (offered.data ?? []).filter(({ field }) => wanted.has(field.id));
  const count = `${edited.length} ${edited.length === 1 ? 'issue' : 'issues'}`;

  const confirm = async (): Promise<void> => {
    await settled(true);
    const empty = chosen.filter(({ field }) => !(field.id in latest.current));
    setMissing(new Set(empty.map(({ field }) => field.id)));
    if (empty.length > 0) return;
    const fields = Object.fromEntries(chosen.map(({ field: { id } }) => [id, latest.current[id]]));
    setRunning(true);
    setOutcomes([]);
    await changeAll(
      edited,
      (issue) => saveFields(issue.key, fields),
      (outcome) => setOutcomes((old = []) => [...old, outcome]),
      () => stopped.current,
    );
    setRunning(false);
  };
  const leave = (): void => {
    stopped.current = true;
    close();
  };

  return (
    <Dialog title={`Edit ${count}`} label={`Edit ${count}`} className="dialog-form dialog-short" closeOnOverlayClick={false} close={leave}>
      <div className="form">
        <div className="form-body">
          {outcomes ? (
            <Outcomes done="edited" outcomes={outcomes} total={edited.length} running={running} />
          ) : (
            <>
              {offered.error !== undefined && <Failure error={offered.error} onRetry={offered.reload} />}
              {!offered.data && offered.error === undefined && <Skeleton rows={3} />}
              {offered.data?.length === 0 && (
                <EmptyState title="Nothing to edit here">
                  <p>No field of the app has an editor for many issues at once.</p>
                </EmptyState>
              )}
              {(offered.data?.length ?? 0) > 1 && <FieldChoice offered={offered.data ?? []} wanted={wanted} change={setWanted} />}
              {chosen.map(({ field, module }) => (
                <FrameRow
                  key={field.id}
                  name={field.name}
                  error={missing.has(field.id) ? `${field.name} has no value yet to give to them.` : undefined}
                >
                  <FieldFrame
                    module={module}
                    place={{
                      experience: 'issue-bulk-edit',
                      issues: edited.map(({ id }) => id),
                      ...(field.id in values ? { value: values[field.id] } : {}),
                    }}
                    submit={(value) => {
                      setValues((old) => ({ ...old, [field.id]: value }));
                      setMissing(new Set());
                      return Promise.resolve();
                    }}
                  />
                </FrameRow>
              ))}
              {chosen.length > 0 && edited.length > 1 && (
                <p className="form-hint">Every one of the {count} gets this value, whatever it has now.</p>
              )}
            </>
          )}
        </div>
        <div className="form-foot">
          {outcomes ? (
            <Button appearance={running ? 'default' : 'primary'} onClick={running ? () => (stopped.current = true) : leave}>
              {running ? 'Stop' : 'Close'}
            </Button>
          ) : (
            <>
              <Button appearance="subtle" onClick={leave}>
                Cancel
              </Button>
              <Button appearance="primary" isDisabled={chosen.length === 0} onClick={() => void confirm()}>
                Edit {count}
              </Button>
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}

async function loadFields(): Promise<readonly BulkField[]> {
  const [fields, { modules }] = await Promise.all([
    get<FieldJson[]>('/rest/api/3/field'),
    get<{ modules: ModuleJson[] }>('/_site/forge/modules?type=jira:customField&experience=issue-bulk-edit'),
  ]);
  return fields.flatMap((field) => {
    const module = moduleOf(modules, field.schema);
    return field.schema?.type === 'object' && hasOwnEditor(module, 'issue-bulk-edit') ? [{ field, module }] : [];
  });
}

interface FieldChoiceProps {
  readonly offered: readonly BulkField[];
  readonly wanted: ReadonlySet<string>;
  readonly change: (wanted: ReadonlySet<string>) => void;
}

function FieldChoice({ offered, wanted, change }: FieldChoiceProps) {
  return (
    <fieldset className="choices-group">
      <legend className="form-label">Fields to change</legend>
      <FieldChecklist
        fields={offered.map(({ field }) => field)}
        isChecked={(id) => wanted.has(id)}
        toggle={(id) => change(new Set(wanted.has(id) ? [...wanted].filter((each) => each !== id) : [...wanted, id]))}
      />
    </fieldset>
  );
}
