import { useMemo, useState } from 'react';
import Button from '@atlaskit/button/new';
import { ApiError, get } from '../../api';
import { useChanges } from '../../live';
import { useLoad } from '../../load';
import { EmptyState, Failure, Skeleton } from '../../parts/basics';
import { Link, navigate } from '../../router';
import { Page } from '../page';
import { BulkEditDialog } from './bulk-edit-dialog';
import { BulkTransitionDialog } from './bulk-transition-dialog';
import { ColumnChooser } from './column-chooser';
import { chosenColumns, searchPath } from './columns';
import { IssueTable } from './issue-table';
import { JqlForm } from './jql-form';
import { orderOf, withOrder } from './order-by';
import { MOST_SHOWN, PAGE, loadColumns, useSearch, type Found } from './search-data';

interface SearchPageProps {
  readonly jql: string;
  /** Field ids in the address; undefined: the usual ones. */
  readonly columnIds: readonly string[] | undefined;
}

const NONE: ReadonlySet<string> = new Set();

/** JQL, and a table of what it finds. The query and the columns are the address, so that both can be kept and passed on. */
export function SearchPage({ jql, columnIds }: SearchPageProps) {
  const all = useLoad('columns', loadColumns);
  const mayChangeMany = useLoad('bulk change', loadMayChangeMany).data ?? false;
  const columns = useMemo(() => all.data && chosenColumns(all.data, columnIds), [all.data, columnIds]);
  const search = useSearch(jql, columns);
  const [choice, setChoice] = useState<{ jql: string; ids: ReadonlySet<string> }>({ jql, ids: NONE });
  const [open, setOpen] = useState<'edit' | 'transition'>();
  useChanges(() => open === undefined, search.reload, 1_000);

  const { found, error } = search;
  const misunderstood = error instanceof ApiError && error.status === 400;
  // What is chosen belongs to one query, and to what of it is still there.
  const chosen = useMemo(
    () => new Set(found?.issues.filter(({ id }) => choice.jql === jql && choice.ids.has(id)).map(({ id }) => id)),
    [found, choice, jql],
  );
  const selected = found?.issues.filter(({ id }) => chosen.has(id)) ?? [];
  const close = (): void => {
    setOpen(undefined);
    search.reload();
  };
  return (
    <Page title="Search issues">
      <JqlForm jql={jql} problems={misunderstood ? error.sentences : []} search={(text) => navigate(searchPath(text, columnIds))} />
      {jql === '' && <Suggestion />}
      {(all.error ?? (misunderstood ? undefined : error)) !== undefined && (
        <Failure error={all.error ?? error} onRetry={all.error === undefined ? search.reload : all.reload} />
      )}
      {jql !== '' && !found && error === undefined && all.error === undefined && <Skeleton rows={8} height={32} />}
      {found && columns && all.data && (
        <>
          <div className="list-tools">
            <Count found={found} loading={search.loading} show={search.show} />
            <span className="list-actions">
              {chosen.size > 0 && (
                <>
                  <span>{chosen.size} selected</span>
                  <Button spacing="compact" onClick={() => setOpen('edit')}>
                    Edit fields…
                  </Button>
                  <Button spacing="compact" onClick={() => setOpen('transition')}>
                    Transition…
                  </Button>
                  <Button spacing="compact" appearance="subtle" onClick={() => setChoice({ jql, ids: NONE })}>
                    Clear
                  </Button>
                </>
              )}
              <ColumnChooser all={all.data} chosen={columns} change={(ids) => navigate(searchPath(jql, ids), { replace: true })} />
              {found.issues.length > 0 && (
                <a
                  className="menu-button"
                  download="issues.csv"
                  href={`/_site/list/export.csv?${new URLSearchParams({ jql, columns: columns.map(({ field }) => field.id).join(',') })}`}
                >
                  Export CSV
                </a>
              )}
            </span>
          </div>
          {found.issues.length === 0 ? (
            <EmptyState title="No issues found" />
          ) : (
            <IssueTable
              issues={found.issues}
              texts={found.texts}
              columns={columns}
              order={orderOf(jql)}
              sort={(order) => navigate(searchPath(withOrder(jql, order), columnIds))}
              {...(mayChangeMany ? { chosen, choose: (ids: ReadonlySet<string>) => setChoice({ jql, ids }) } : {})}
            />
          )}
        </>
      )}
      {open === 'edit' && found && <BulkEditDialog issues={selected} close={close} />}
      {open === 'transition' && found && <BulkTransitionDialog issues={selected} close={close} />}
    </Page>
  );
}

/** *Make bulk changes* is a permission of its own. */
const loadMayChangeMany = (): Promise<boolean> =>
  get<{ permissions: Record<string, { havePermission: boolean } | undefined> }>('/rest/api/3/mypermissions?permissions=BULK_CHANGE').then(
    ({ permissions }) => permissions['BULK_CHANGE']?.havePermission === true,
  );

/** The search tells no total: only whether there is more. */
function Count({ found, loading, show }: { found: Found; loading: boolean; show: (count: number) => void }) {
  const { length } = found.issues;
  return (
    <span className="list-count">
      <span role="status">{loading ? 'Searching…' : `${found.more ? 'First ' : ''}${length} ${length === 1 ? 'issue' : 'issues'}`}</span>
      {found.more && (
        <>
          <button type="button" className="link-button" onClick={() => show(length + PAGE)}>
            Show {PAGE} more
          </button>
          <button type="button" className="link-button" onClick={() => show(MOST_SHOWN)}>
            Show up to {MOST_SHOWN.toLocaleString()}
          </button>
        </>
      )}
    </span>
  );
}

function Suggestion() {
  return (
    <EmptyState title="Ask in JQL">
      <p>
        For instance <Link href={searchPath('sprint in openSprints() ORDER BY Rank')}>what is in open sprints, by rank</Link>.
      </p>
    </EmptyState>
  );
}
