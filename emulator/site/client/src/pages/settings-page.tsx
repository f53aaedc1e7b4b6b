import { get } from '../api';
import { titleOf, type ModuleJson } from '../jira-types';
import { useLoad } from '../load';
import { EmptyState, Failure, Skeleton } from '../parts/basics';
import { Link } from '../router';
import { mayAdminister } from '../settings-access';
import { projectPath } from '../sidebar';
import { Page } from './page';

/** What a project's settings have: Jira's own page and the app's. */
export function SettingsPage({ projectKey }: { projectKey: string }) {
  const settings = useLoad(`settings list ${projectKey}`, async () => {
    const [{ modules }, administers] = await Promise.all([
      get<{ modules: ModuleJson[] }>(`/_site/forge/modules?type=jira:projectSettingsPage&project=${encodeURIComponent(projectKey)}`),
      mayAdminister(projectKey),
    ]);
    return { modules, administers };
  });
  const { data } = settings;
  if (settings.error !== undefined) return <Failure page error={settings.error} onRetry={settings.reload} />;
  if (!data) return <Skeleton />;
  if (!data.administers) {
    return (
      <EmptyState page title="These settings are not for you">
        <p>
          Only administrators of the project change them. <Link href={projectPath(projectKey)}>Go to the backlog</Link>
        </p>
      </EmptyState>
    );
  }
  const pages = [
    { href: projectPath(projectKey, 'settings/fields'), text: 'Fields on screens' },
    { href: projectPath(projectKey, 'settings/workflows'), text: 'Workflows' },
    ...data.modules.map((module) => ({ href: projectPath(projectKey, `settings/apps/${module.key}`), text: titleOf(module) })),
  ];
  return (
    <Page title="Project settings" crumbs={[{ href: projectPath(projectKey), text: projectKey }]}>
      <ul className="link-list">
        {pages.map(({ href, text }) => (
          <li key={href}>
            <Link href={href}>{text}</Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
