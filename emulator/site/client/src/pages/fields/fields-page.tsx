import { useId, useRef, useState, type FormEvent } from 'react';
import Button from '@atlaskit/button/new';
import CheckIcon from '@atlaskit/icon/core/check-mark';
import { showFailure } from '../../flags';
import { isAppField, type FieldJson } from '../../jira-types';
import { useLoad } from '../../load';
import { EmptyState, Failure, Skeleton } from '../../parts/basics';
import { projectPath } from '../../sidebar';
import { Page } from '../page';
import { addField, isOnAScreen, loadFields, removeField, type FieldRow, type FieldsView, type ScreenKind } from './fields-data';

const KINDS: readonly { readonly kind: ScreenKind; readonly title: string }[] = [
  { kind: 'create', title: 'Create' },
  { kind: 'edit', title: 'Edit' },
  { kind: 'view', title: 'View' },
];

/**
 * Which fields people meet when they create, edit and view issues of a project. A screen belongs to the site and may serve many projects, so
 * only Jira administrators change one; whoever administers the project sees how it is.
 */
export function FieldsPage({ projectKey }: { projectKey: string }) {
  const loaded = useLoad(`fields ${projectKey}`, () => loadFields(projectKey));
  const { data: view, error, reload } = loaded;
  if (error !== undefined && !view) return <Failure page error={error} onRetry={reload} />;
  if (!view) return <Skeleton rows={8} height={32} />;
  return (
    <Page title="Fields on screens" crumbs={[{ href: projectPath(projectKey), text: view.project.name }]}>
      {view.teamManaged ? <TeamManaged /> : <Screens view={view} reload={reload} />}
    </Page>
  );
}

function TeamManaged() {
  return (
    <EmptyState title="This project is team-managed">
      <p>Its fields are managed by issue type, and it has no screens. This site does not have that page.</p>
      <p>
        Atlassian does not say whether fields of apps can be used in team-managed projects. Here they can be set as the switch
        appFieldsInTeamManaged says.
      </p>
    </EmptyState>
  );
}

function Screens({ view, reload }: { view: FieldsView; reload: () => void }) {
  // A field whose last box has been cleared stays in sight, so that one can think again.
  const listed = useRef(new Set<string>());
  for (const row of view.rows) if (isOnAScreen(row)) listed.current.add(row.field.id);
  const rows = view.rows.filter(({ field }) => listed.current.has(field.id));
  const others = view.rows.filter(({ field }) => !listed.current.has(field.id)).map(({ field }) => field);
  const change = (work: Promise<void>, what: string): void => {
    work.catch((error: unknown) => showFailure(what, error)).finally(reload);
  };
  const toggle = (row: FieldRow, kind: ScreenKind): void => {
    const on = row.tabs[kind] !== undefined;
    change(
      on ? removeField(view, row, kind) : addField(view, row.field.id, [kind]),
      on ? `${row.field.name} was not removed` : `${row.field.name} was not added`,
    );
  };
  return (
    <>
      <p className="page-note">
        {view.mayChange
          ? 'A field that is on no screen keeps its values, but people do not meet it.'
          : 'Only Jira administrators change screens: they may serve other projects too.'}
      </p>
      {view.mayChange && <AddField fields={others} add={(id) => addField(view, id, ['create', 'edit', 'view'])} done={reload} />}
      <div className="table-scroll">
        <table className="table fields-table">
          <thead>
            <tr>
              <th scope="col">Field</th>
              {KINDS.map(({ kind, title }) => (
                <th scope="col" key={kind} className="check-cell" title={view.screens.find((one) => one.kind === kind)?.name}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.field.id}>
                <th scope="row">
                  {row.field.name} {isAppField(row.field.schema) && <span className="lozenge lozenge-new">App</span>}
                </th>
                {KINDS.map(({ kind, title }) => (
                  <td key={kind} className="check-cell">
                    {view.mayChange ? (
                      <input
                        type="checkbox"
                        aria-label={`${row.field.name} on the ${title.toLowerCase()} screen`}
                        checked={row.tabs[kind] !== undefined}
                        onChange={() => toggle(row, kind)}
                      />
                    ) : row.tabs[kind] === undefined ? (
                      <span className="subtle" role="img" aria-label="No">
                        –
                      </span>
                    ) : (
                      <CheckIcon label="Yes" />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function AddField({ fields, add, done }: { fields: readonly FieldJson[]; add: (id: string) => Promise<void>; done: () => void }) {
  const id = useId();
  const [chosen, setChosen] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (chosen === '') return;
    add(chosen)
      .then(() => setChosen(''))
      .catch((error: unknown) => showFailure('The field was not added', error))
      .finally(done);
  };
  return (
    <form className="add-field" onSubmit={submit}>
      <label htmlFor={id}>Add a field to all three</label>
      <select id={id} className="textfield" value={chosen} onChange={(event) => setChosen(event.target.value)}>
        <option value="">Choose a field</option>
        {fields.map((field) => (
          <option key={field.id} value={field.id}>
            {field.name}
          </option>
        ))}
      </select>
      <Button type="submit" isDisabled={chosen === ''}>
        Add
      </Button>
    </form>
  );
}
