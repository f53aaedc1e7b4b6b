import { siteAdmin as text } from '../../locales/en.json';
import { Failure } from '../shared/failure';
import '../shared/factors.css';
import './admin.css';
import { RoleSection } from './role-section';
import { RulesSection } from './rules-section';
import { useUses } from './use-uses';

/** What concerns all projects of a site, for its administrators: where workflow rules of Mandate are used, and the role they ask for. */
export function AdminPage() {
  const uses = useUses();
  const { state } = uses;
  return (
    <main className="admin" aria-label={text.region} aria-busy={state.kind === 'loading'}>
      {state.kind === 'loading' && <Loading />}
      {state.kind === 'failed' &&
        (state.refused ? <p dir="auto">{state.message}</p> : <Failure sentence={state.message} onRetry={uses.retry} />)}
      {state.kind === 'open' && (
        <>
          <RulesSection api={uses} open={state} />
          <RoleSection hasRole={state.hasRole} onMade={() => uses.dispatch({ type: 'role-made' })} />
        </>
      )}
    </main>
  );
}

function Loading() {
  return (
    <>
      <span role="status" className="visually-hidden">
        {text.loading}
      </span>
      <div className="skeleton admin-skeleton-head" />
      <div className="skeleton admin-skeleton-table" />
    </>
  );
}
