import { useId } from 'react';
import { allPages, get } from '../api';
import type { BoardJson, FieldMeta, Person, SprintJson } from '../jira-types';
import { useLoad } from '../load';
import type { FieldKind } from './field-kinds';
import { FieldError, Required } from './field-parts';

interface FieldInputProps {
  readonly meta: FieldMeta;
  readonly kind: FieldKind;
  readonly projectKey: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly change: (typed: string) => void;
}

const HINTS: Readonly<Partial<Record<FieldKind, string>>> = {
  labels: 'Words, with spaces between them',
  issue: 'The key of an issue, such as SHOP-1',
};

/** Jira's own editor of a field. */
export function FieldInput({ meta, kind, projectKey, value, error, change }: FieldInputProps) {
  const id = useId();
  const hint = HINTS[kind];
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])].join(' ');
  const shared = {
    id,
    value,
    className: 'textfield',
    'aria-invalid': error !== undefined,
    'aria-required': meta.required,
    ...(described === '' ? {} : { 'aria-describedby': described }),
  };
  return (
    <div className="form-row">
      <label className="form-label" htmlFor={id}>
        {meta.name}
        {meta.required && <Required />}
      </label>
      <Control kind={kind} meta={meta} projectKey={projectKey} shared={shared} change={change} />
      {hint !== undefined && (
        <p className="form-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

interface SharedProps {
  readonly id: string;
  readonly value: string;
  readonly className: string;
}

interface ControlProps extends Pick<FieldInputProps, 'meta' | 'kind' | 'projectKey' | 'change'> {
  readonly shared: SharedProps;
}

function Control({ kind, meta, projectKey, shared, change }: ControlProps) {
  switch (kind) {
    case 'document':
      return <textarea {...shared} dir="auto" rows={5} onChange={(event) => change(event.target.value)} />;
    case 'choice': {
      const options = (meta.allowedValues ?? []).map(({ id, name, value }) => ({ value: id, text: name ?? value ?? id }));
      return <Select shared={shared} none={meta.fieldId === 'priority' ? 'Default' : 'None'} options={options} change={change} />;
    }
    case 'person':
      return <PersonSelect projectKey={projectKey} shared={shared} change={change} />;
    case 'sprint':
      return <SprintSelect projectKey={projectKey} shared={shared} change={change} />;
    default:
      return (
        <input
          {...shared}
          dir="auto"
          type={kind === 'date' ? 'date' : 'text'}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
        />
      );
  }
}

interface Option {
  readonly value: string;
  readonly text: string;
}

interface SelectProps {
  readonly shared: SharedProps;
  readonly none?: string;
  readonly options: readonly Option[];
  readonly change: (value: string) => void;
}

function Select({ shared, none = 'None', options, change }: SelectProps) {
  return (
    <select {...shared} onChange={(event) => change(event.target.value)}>
      <option value="">{none}</option>
      {options.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

type LoadedSelectProps = Pick<ControlProps, 'projectKey' | 'shared' | 'change'>;

/** Whoever may be assigned issues of the project, and whom the field names already: a reporter need not be one of them. */
function PersonSelect({ projectKey, shared, change }: LoadedSelectProps) {
  const people = useLoad(`people ${projectKey} ${shared.id}`, async () => {
    const assignable = await get<Person[]>(`/rest/api/3/user/assignable/search?project=${encodeURIComponent(projectKey)}&maxResults=100`);
    const { value } = shared;
    if (value === '' || assignable.some(({ accountId }) => accountId === value)) return assignable;
    return [...assignable, await get<Person>(`/rest/api/3/user?accountId=${encodeURIComponent(value)}`)];
  });
  const options = (people.data ?? []).map(({ accountId, displayName }) => ({ value: accountId, text: displayName }));
  return <Select shared={shared} options={options} change={change} />;
}

/** The sprints one can put an issue into: open ones, of the project's boards. */
function SprintSelect({ projectKey, shared, change }: LoadedSelectProps) {
  const sprints = useLoad(`sprints ${projectKey}`, async () => {
    const boards = await allPages<BoardJson>(`/rest/agile/1.0/board?projectKeyOrId=${encodeURIComponent(projectKey)}`, 'values', 50);
    const lists = await Promise.all(
      boards
        .filter(({ type }) => type !== 'kanban')
        .map(({ id }) => allPages<SprintJson>(`/rest/agile/1.0/board/${id}/sprint?state=active,future`, 'values', 50)),
    );
    return [...new Map(lists.flat().map((sprint) => [sprint.id, sprint])).values()];
  });
  const options = (sprints.data ?? []).map(({ id, name, state }) => ({
    value: String(id),
    text: state === 'active' ? `${name} (active)` : name,
  }));
  return <Select shared={shared} options={options} change={change} />;
}
