import { get } from '../api';
import { AppFrame } from '../frames/app-frame';
import { titleOf, type ModuleJson } from '../jira-types';
import { useLoad } from '../load';
import { EmptyState, Failure, Skeleton } from '../parts/basics';
import { projectPath } from '../sidebar';
import { Page } from './page';

interface AppPageProps {
  readonly type: string;
  readonly moduleKey: string;
  readonly projectKey?: string;
  readonly basePath: string;
}

/** A full page of the app: project page, project settings page or admin page. */
export function AppPage({ type, moduleKey, projectKey, basePath }: AppPageProps) {
  const query = projectKey === undefined ? '' : `&project=${encodeURIComponent(projectKey)}`;
  const modules = useLoad(`${type} ${projectKey ?? ''}`, () => get<{ modules: ModuleJson[] }>(`/_site/forge/modules?type=${type}${query}`));
  const module = modules.data?.modules.find((candidate) => candidate.key === moduleKey);
  if (modules.error !== undefined) return <Failure page error={modules.error} onRetry={modules.reload} />;
  if (!modules.data) return <Skeleton />;
  if (!module) {
    return (
      <EmptyState page title="This page is not for you">
        <p>Either the app has no such page, or this person may not open it.</p>
      </EmptyState>
    );
  }
  const frame = (
    <AppFrame module={module} place={projectKey === undefined ? {} : { project: projectKey }} basePath={basePath} key={basePath} />
  );
  if (module.layout === 'blank') return frame;
  const crumbs = projectKey === undefined ? [] : [{ href: projectPath(projectKey), text: projectKey }];
  return (
    <Page title={titleOf(module)} crumbs={crumbs}>
      {frame}
    </Page>
  );
}
