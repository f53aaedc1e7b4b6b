import { EmptyState } from '../parts/basics';
import { Link, navigate, usePath } from '../router';
import { useEffect, useMemo } from 'react';
import { AppPage } from './app-page';
import { BacklogPage } from './backlog/backlog-page';
import { BoardPage } from './board/board-page';
import { FieldsPage } from './fields/fields-page';
import { IssuePage } from './issue/issue-page';
import { ProjectsPage } from './projects-page';
import { SearchPage } from './search/search-page';
import { SettingsPage } from './settings-page';
import { WorkflowPage } from './workflows/workflow-page';
import { WorkflowsPage } from './workflows/workflows-page';

/** Which page an address shows. Jira's own addresses of projects and boards lead to the same places. */
export function Pages() {
  const path = usePath();
  const url = new URL(path, window.location.origin);
  const parts = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const [first, second, third, fourth, fifth] = parts;

  if (first === undefined) return <Redirect to="/projects" />;
  if (first === 'projects' && second === undefined) return <ProjectsPage />;
  if (first === 'browse' && second !== undefined)
    return second.includes('-') ? <IssuePage issueKey={second} key={second} /> : <Redirect to={`/projects/${second}/backlog`} />;
  if (first === 'issues') return <Search query={url.searchParams} />;
  if (first === 'projects' && second !== undefined) {
    const key = second.toUpperCase();
    if (third === undefined) return <Redirect to={`/projects/${second}/backlog`} />;
    if (third === 'backlog') return <BacklogPage projectKey={key} key={key} />;
    if (third === 'board') return <BoardPage projectKey={key} key={key} />;
    if (third === 'apps' && fourth)
      return <AppPage type="jira:projectPage" moduleKey={fourth} projectKey={second} basePath={`/projects/${second}/apps/${fourth}`} />;
    if (third === 'settings' && (fourth === undefined || (fourth === 'apps' && fifth === undefined)))
      return <SettingsPage projectKey={key} key={key} />;
    if (third === 'settings' && fourth === 'fields') return <FieldsPage projectKey={key} key={key} />;
    if (third === 'settings' && fourth === 'workflows') return workflows(fifth, url, key);
    if (third === 'settings' && fourth === 'apps' && fifth) {
      return (
        <AppPage
          type="jira:projectSettingsPage"
          moduleKey={fifth}
          projectKey={second}
          basePath={`/projects/${second}/settings/apps/${fifth}`}
        />
      );
    }
  }
  if (first === 'settings' && second === 'workflows') return workflows(third, url);
  if (first === 'settings' && second === 'apps' && third)
    return <AppPage type="jira:adminPage" moduleKey={third} basePath={`/settings/apps/${third}`} />;
  const inJira = /^\/jira\/software\/(?:c\/)?projects\/([^/]+)/.exec(url.pathname)?.[1];
  if (inJira) return <Redirect to={`/projects/${inJira}/backlog`} />;
  return (
    <EmptyState page title="This page does not exist">
      <p>
        The local stand-in has projects, backlogs, boards, issues and search. <Link href="/projects">Go to the projects</Link>
      </p>
    </EmptyState>
  );
}

function workflows(id: string | undefined, url: URL, projectKey?: string) {
  const project = projectKey === undefined ? {} : { projectKey };
  if (id === undefined) return <WorkflowsPage {...project} />;
  return <WorkflowPage id={id} transitionId={url.searchParams.get('transition')} {...project} />;
}

function Redirect({ to }: { to: string }) {
  useEffect(() => navigate(to, { replace: true }), [to]);
  return null;
}

function Search({ query }: { query: URLSearchParams }) {
  const columns = query.get('columns');
  const ids = useMemo(() => columns?.split(',').filter((id) => id !== ''), [columns]);
  return <SearchPage jql={query.get('jql') ?? ''} columnIds={ids} />;
}
