import { useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/new';
import { get } from '../../api';
import { showFailure } from '../../flags';
import { FrameModal } from '../../frames/app-frame';
import type { Account, FieldSchema, ModuleJson, SprintJson } from '../../jira-types';
import { useLoad } from '../../load';
import { Avatar, When } from '../../parts/basics';
import { Editable } from '../../parts/editable';
import { Menu } from '../../parts/menu';
import { Link } from '../../router';
import { assign, type IssueView } from './issue-data';

interface DetailsProps {
  readonly view: IssueView;
  readonly modules: readonly ModuleJson[];
  readonly save: (fields: Record<string, unknown>) => Promise<void>;
  readonly reload: () => void;
}

/** The fields of the right column: Jira's own first, then every custom field that has a value or that one may set. */
export function Details({ view, modules, save, reload }: DetailsProps) {
  const { issue, editable } = view;
  const { fields, names = {}, schema = {} } = issue;
  const custom = Object.keys(schema)
    .filter((id) => id.startsWith('customfield_') && !(schema[id]?.custom ?? '').endsWith('gh-lexo-rank'))
    .filter((id) => !isEmpty(fields[id]) || editable.has(id))
    .sort((a, b) => Number(isForge(schema[b])) - Number(isForge(schema[a])) || (names[a] ?? a).localeCompare(names[b] ?? b));
  return (
    <section className="side-group" aria-labelledby="details">
      <h2 id="details" className="side-group-head side-group-plain">
        Details
      </h2>
      <dl className="details">
        <Row name="Assignee">
          <Assignee view={view} reload={reload} />
        </Row>
        <Row name="Reporter">
          {fields.reporter ? (
            <span className="person">
              <Avatar person={fields.reporter} /> {fields.reporter.displayName}
            </span>
          ) : (
            'None'
          )}
        </Row>
        {fields.priority && <Row name="Priority">{fields.priority.name}</Row>}
        {(fields.labels?.length ?? 0) > 0 && <Row name="Labels">{fields.labels?.join(', ')}</Row>}
        {fields.parent && (
          <Row name="Parent">
            <Link href={`/browse/${fields.parent.key}`}>
              {fields.parent.key} {fields.parent.fields?.summary}
            </Link>
          </Row>
        )}
        {custom.map((id) => (
          <Row key={id} name={names[id] ?? id}>
            <CustomValue id={id} view={view} module={modules.find((module) => ownsField(module, schema[id]))} save={save} />
          </Row>
        ))}
        {fields.duedate && <Row name="Due date">{fields.duedate}</Row>}
        <Row name="Created">
          <When at={fields.created} />
        </Row>
        <Row name="Updated">
          <When at={fields.updated} />
        </Row>
      </dl>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="details-row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function CustomValue({
  id,
  view,
  module,
  save,
}: {
  id: string;
  view: IssueView;
  module: ModuleJson | undefined;
  save: DetailsProps['save'];
}) {
  const { issue, editable, texts } = view;
  const value = issue.fields[id];
  const schema = issue.schema?.[id];
  const name = issue.names?.[id] ?? id;
  const [editing, setEditing] = useState(false);
  const shown = texts[id] ?? textOf(value, schema);
  const text = shown === '' ? <span className="subtle">None</span> : shown;

  if (schema?.type === 'number') {
    const saveNumber = async (typed: string): Promise<void> => {
      const number = typed.trim() === '' ? null : Number(typed.replace(',', '.'));
      if (number !== null && !Number.isFinite(number)) throw new Error(`${name} takes a number.`);
      await save({ [id]: number });
    };
    return (
      <Editable label={name} numeric value={isEmpty(value) ? '' : String(value)} canEdit={editable.has(id)} view={text} save={saveNumber} />
    );
  }
  if (module?.editSrc === undefined || !editable.has(id)) return <>{text}</>;
  return (
    <span className="field-with-action">
      {text}
      <Button appearance="subtle" spacing="compact" aria-label={`Edit ${name}`} onClick={() => setEditing(true)}>
        Edit
      </Button>
      {editing && (
        <FrameModal
          module={module}
          place={{ issue: issue.key, field: id }}
          close={() => setEditing(false)}
          onSubmit={async (next) => {
            await save({ [id]: next });
            setEditing(false);
          }}
          request={{
            src: module.editSrc,
            size: 'resizable',
            title: name,
            context: undefined,
            closeOnEscape: true,
            closeOnOverlayClick: true,
            onClose: () => undefined,
          }}
        />
      )}
    </span>
  );
}

function Assignee({ view: { issue }, reload }: { view: IssueView; reload: () => void }) {
  const people = useLoad('accounts', () => get<{ accounts: Account[] }>('/_site/accounts'));
  const { assignee } = issue.fields;
  const change = (accountId: string | null): void => {
    assign(issue.key, accountId).then(reload, (error: unknown) => showFailure(`${issue.key} was not assigned`, error));
  };
  return (
    <Menu
      label={`Assignee: ${assignee?.displayName ?? 'unassigned'}. Change`}
      className="person person-menu"
      trigger={
        <>
          <Avatar person={assignee} /> {assignee?.displayName ?? 'Unassigned'}
        </>
      }
      items={[
        { key: 'none', text: 'Unassigned', selected: !assignee, onSelect: () => change(null) },
        ...(people.data?.accounts ?? []).map((person) => ({
          key: person.accountId,
          text: person.displayName,
          selected: person.accountId === assignee?.accountId,
          onSelect: () => change(person.accountId),
        })),
      ]}
    />
  );
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const isForge = (schema: FieldSchema | undefined): boolean => (schema?.custom ?? '').startsWith('ari:');
const ownsField = (module: ModuleJson, schema: FieldSchema | undefined): boolean =>
  module.type === 'jira:customField' && (schema?.custom ?? '').endsWith(`/${module.key}`);

/** A value without a formatter: sprints by name, options by value, people by name, numbers and text as they are. */
function textOf(value: unknown, schema: FieldSchema | undefined): string {
  if (isEmpty(value)) return '';
  if (typeof value === 'number') return value.toLocaleString(undefined, { maximumFractionDigits: 4 });
  if (Array.isArray(value)) return value.map((one) => textOf(one, schema)).join(', ');
  if (typeof value !== 'object') return String(value);
  const {
    name,
    value: option,
    displayName,
    state,
  } = value as { name?: string; value?: string; displayName?: string } & Partial<SprintJson>;
  if (name !== undefined && state !== undefined) return state === 'closed' ? `${name} (closed)` : name;
  return name ?? option ?? displayName ?? JSON.stringify(value);
}
