import { useLoad } from '../../load';
import { EmptyState, Failure, Skeleton } from '../../parts/basics';
import { Link } from '../../router';
import { projectPath } from '../../sidebar';
import { Page } from '../page';
import { loadWorkflows } from './workflow-data';

/** Where workflows are, of the site or of a project. */
export const workflowsPath = (projectKey?: string): string =>
  projectKey === undefined ? '/settings/workflows' : projectPath(projectKey, 'settings/workflows');

/** The site's workflows for Jira administrators, or a project's for whoever administers it. */
export function WorkflowsPage({ projectKey }: { projectKey?: string }) {
  const loaded = useLoad(`workflows ${projectKey ?? ''}`, () => loadWorkflows(projectKey));
  if (loaded.error !== undefined && !loaded.data) return <Failure page error={loaded.error} onRetry={loaded.reload} />;
  if (!loaded.data) return <Skeleton rows={6} height={32} />;
  const crumbs = projectKey === undefined ? [] : [{ href: projectPath(projectKey), text: projectKey }];
  return (
    <Page title="Workflows" crumbs={crumbs}>
      {loaded.data.length === 0 && <EmptyState title="There is no workflow here" />}
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Workflow</th>
              <th scope="col">Projects</th>
              <th scope="col" className="number">
                Statuses
              </th>
              <th scope="col" className="number">
                Transitions
              </th>
              <th scope="col" className="number">
                Rules
              </th>
            </tr>
          </thead>
          <tbody>
            {loaded.data.map(({ id, name, teamManaged, projects, statuses, transitions, rules }) => (
              <tr key={id}>
                <td>
                  <Link href={`${workflowsPath(projectKey)}/${encodeURIComponent(id)}`}>{name}</Link>{' '}
                  {teamManaged && <span className="lozenge lozenge-new">Team-managed</span>}
                </td>
                <td>
                  {projects.length === 0 && <span className="subtle">None</span>}
                  {projects.map((project) => project.name).join(', ')}
                </td>
                <td className="number">{statuses}</td>
                <td className="number">{transitions}</td>
                <td className="number">{rules}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  );
}
