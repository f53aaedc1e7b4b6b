import { eventProblems } from './events';
import { functionProblems } from './functions';
import { ManifestFile } from './manifest-file';
import { unknownProperties } from './module-properties';
import type { Problem } from './problem';
import { resourceProblems } from './resources';
import { exportedNames, importedModules, restCalls } from './rest-calls';
import { NEWER_OPERATIONS, operationsOf } from './rest-operations';
import { scheduleProblems } from './schedules';
import { missingScopes, unusedScopes } from './scopes';

export { sentence } from './problem';
export type { Problem } from './problem';

/** What the checks look at. Paths are relative to the repository. */
export interface Project {
  manifest: string;
  /** TypeScript sources of the functions and the pages, by path. */
  sources: ReadonlyMap<string, string>;
  exists: (path: string) => boolean;
  /** Atlassian's OpenAPI documents, parsed; empty when they are not at hand: then scopes of REST calls are not checked. */
  openApi: readonly unknown[];
}

/** Our own checks of the manifest: what Atlassian's validation lets through although it would not work. */
export function checkProject({ manifest: source, sources, exists, openApi }: Project): readonly Problem[] {
  const manifest = new ManifestFile(source);
  const files = [...sources];
  const pages = files.filter(([file]) => file.startsWith('static/')).map(([, code]) => code);
  const problems = [
    ...unknownProperties(manifest),
    ...eventProblems(manifest),
    ...functionProblems(manifest, exportedNames('src/index.ts', sources.get('src/index.ts') ?? '')),
    ...scheduleProblems(manifest),
    ...resourceProblems(manifest, exists, (resource) => pages.some((code) => code.includes(`'${resource}'`))),
  ];
  if (openApi.length > 0) {
    const use = {
      calls: files.flatMap(([file, code]) => restCalls(file, code)),
      operations: [...openApi.flatMap(operationsOf), ...NEWER_OPERATIONS],
      imports: new Set(files.filter(([file]) => file.startsWith('src/')).flatMap(([, code]) => importedModules(code))),
    };
    problems.push(...missingScopes(manifest, use), ...unusedScopes(manifest, use));
  }
  return problems;
}
