import { get } from './api';
import { titleOf, type ModuleJson, type ProjectJson } from './jira-types';
import { useLoad } from './load';
import { Link, usePath } from './router';
import { useSession } from './session';
import { mayAdminister } from './settings-access';

export const projectPath = (key: string, rest = 'backlog'): string => `/projects/${encodeURIComponent(key)}/${rest}`;

/** The key of the project that the current page belongs to. */
export function projectKeyOf(path: string): string | undefined {
  const inPath =
    /^\/projects\/([^/?]+)/.exec(path)?.[1] ??
    /^\/browse\/([A-Za-z][A-Za-z0-9]+)-\d+/.exec(path)?.[1] ??
    /^\/issues\?jql=project%20%3D%20([A-Za-z][A-Za-z0-9]+)%20/.exec(path)?.[1];
  return inPath === undefined ? undefined : decodeURIComponent(inPath).toUpperCase();
}

export function Sidebar() {
  const path = usePath();
  const { account } = useSession();
  const projects = useLoad('projects', () => get<{ values: ProjectJson[] }>('/rest/api/3/project/search?maxResults=50&orderBy=key'));
  const admin = useLoad('admin-pages', () => get<{ modules: ModuleJson[] }>('/_site/forge/modules?type=jira:adminPage'));
  const current = projectKeyOf(path);
  return (
    <nav aria-label="Projects">
      <SideLink href="/projects" path={path} exact>
        All projects
      </SideLink>
      <SideLink href="/issues" path={path} exact={current !== undefined}>
        Search issues
      </SideLink>
      <h2>Projects</h2>
      <ul>
        {(projects.data?.values ?? []).map((project) => (
          <li key={project.id}>
            <Link href={projectPath(project.key)} className={`side-link ${project.key === current ? 'side-current' : ''}`}>
              <span className="project-mark" aria-hidden="true">
                {project.key[0]}
              </span>
              <span className="side-text">{project.name}</span>
            </Link>
            {project.key === current && <ProjectLinks project={project} path={path} />}
          </li>
        ))}
      </ul>
      {account.isAdmin && (
        <>
          <h2>Administration</h2>
          <ul>
            <li>
              <SideLink href="/settings/workflows" path={path}>
                Workflows
              </SideLink>
            </li>
            {admin.data?.modules.map((module) => (
              <li key={module.key}>
                <SideLink href={`/settings/apps/${module.key}`} path={path}>
                  {titleOf(module)}
                </SideLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  );
}

function ProjectLinks({ project, path }: { project: ProjectJson; path: string }) {
  const load = (type: string) =>
    get<{ modules: ModuleJson[] }>(`/_site/forge/modules?type=${type}&project=${encodeURIComponent(project.key)}`);
  const pages = useLoad(`pages ${project.key}`, () => load('jira:projectPage'));
  const settings = useLoad(`settings ${project.key}`, () => load('jira:projectSettingsPage'));
  const administers = useLoad(`administers ${project.key}`, () => mayAdminister(project.key));
  return (
    <ul className="side-sub">
      <li>
        <SideLink href={projectPath(project.key)} path={path}>
          Backlog
        </SideLink>
      </li>
      <li>
        <SideLink href={projectPath(project.key, 'board')} path={path}>
          Board
        </SideLink>
      </li>
      <li>
        <SideLink href={`/issues?jql=${encodeURIComponent(`project = ${project.key} ORDER BY created DESC`)}`} path={path} exact>
          Issues
        </SideLink>
      </li>
      {pages.data?.modules.map((module) => (
        <li key={module.key}>
          <SideLink href={projectPath(project.key, `apps/${module.key}`)} path={path}>
            {titleOf(module)}
          </SideLink>
        </li>
      ))}
      {administers.data === true && (
        <li>
          <SideLink href={projectPath(project.key, 'settings/fields')} path={path}>
            Settings: Fields
          </SideLink>
        </li>
      )}
      {administers.data === true && (
        <li>
          <SideLink href={projectPath(project.key, 'settings/workflows')} path={path}>
            Settings: Workflows
          </SideLink>
        </li>
      )}
      {settings.data?.modules.map((module) => (
        <li key={module.key}>
          <SideLink href={projectPath(project.key, `settings/apps/${module.key}`)} path={path}>
            Settings: {titleOf(module)}
          </SideLink>
        </li>
      ))}
    </ul>
  );
}

function SideLink({ href, path, exact = false, children }: { href: string; path: string; exact?: boolean; children: React.ReactNode }) {
  const current = path === href || (!exact && [`${href}/`, `${href}?`].some((start) => path.startsWith(start)));
  return (
    <Link href={href} className={`side-link ${current ? 'side-current' : ''}`} aria-current={current ? 'page' : undefined}>
      <span className="side-text">{children}</span>
    </Link>
  );
}
