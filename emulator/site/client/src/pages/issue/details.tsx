import type { ReactNode } from 'react';
import { get } from '../../api';
import { showFailure } from '../../flags';
import { isAppField, moduleOf, type Account, type ModuleJson } from '../../jira-types';
import { useLoad } from '../../load';
import { Avatar, When } from '../../parts/basics';
import { Menu } from '../../parts/menu';
import { Link } from '../../router';
import { isEmpty } from '../../../../field-text';
import { CustomValue } from './custom-value';
import { assign, type IssueView } from './issue-data';

interface DetailsProps {
  readonly view: IssueView;
  /** What the app shows on this issue; undefined until that is known. */
  readonly modules: readonly ModuleJson[] | undefined;
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
    // A field whose display conditions do not hold here is not among the modules.
    .filter((id) => !isAppField(schema[id]) || modules === undefined || moduleOf(modules, schema[id]) !== undefined)
    .sort((a, b) => Number(isAppField(schema[b])) - Number(isAppField(schema[a])) || (names[a] ?? a).localeCompare(names[b] ?? b));
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
            <CustomValue id={id} view={view} module={moduleOf(modules ?? [], schema[id])} save={save} />
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
