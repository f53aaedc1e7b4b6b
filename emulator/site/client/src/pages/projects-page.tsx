import { get } from '../api';
import type { ProjectJson } from '../jira-types';
import { useLoad } from '../load';
import { EmptyState, Failure, Skeleton } from '../parts/basics';
import { Link } from '../router';
import { projectPath } from '../sidebar';
import { Page } from './page';

export function ProjectsPage() {
  const projects = useLoad('projects', () =>
    get<{ values: ProjectJson[] }>('/rest/api/3/project/search?maxResults=50&orderBy=key&expand=lead'),
  );
  return (
    <Page title="Projects">
      {projects.error !== undefined && <Failure error={projects.error} onRetry={projects.reload} />}
      {!projects.data && projects.error === undefined && <Skeleton />}
      {projects.data?.values.length === 0 && (
        <EmptyState title="No projects for you">
          <p>This person may browse no project. Become somebody else in the top bar.</p>
        </EmptyState>
      )}
      {(projects.data?.values.length ?? 0) > 0 && (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Key</th>
                <th scope="col">Type</th>
                <th scope="col">Lead</th>
              </tr>
            </thead>
            <tbody>
              {projects.data?.values.map((project) => (
                <tr key={project.id}>
                  <td>
                    <Link href={projectPath(project.key)}>{project.name}</Link>
                  </td>
                  <td>{project.key}</td>
                  <td>{project.style === 'next-gen' || project.simplified ? 'Team-managed software' : 'Company-managed software'}</td>
                  <td>{project.lead?.displayName ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
