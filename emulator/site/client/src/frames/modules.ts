import { get } from '../api';
import type { ModuleJson } from '../jira-types';
import { useLoad } from '../load';

/** The app's modules in a project, as far as the person gets to see them, by type. */
export function useProjectModules(projectKey: string): (type: string) => readonly ModuleJson[] {
  const modules = useLoad(`actions ${projectKey}`, () =>
    get<{ modules: ModuleJson[] }>(`/_site/forge/modules?project=${encodeURIComponent(projectKey)}`),
  );
  return (type) => (modules.data?.modules ?? []).filter((module) => module.type === type);
}
