import { scopesOfEvents } from './events';
import type { ManifestFile } from './manifest-file';
import type { Problem } from './problem';
import type { RestCall } from './rest-calls';
import { operationsFor, type Operation } from './rest-operations';

/** What of our code and manifest needs scopes. */
export interface ScopeUse {
  calls: readonly RestCall[];
  operations: readonly Operation[];
  /** Modules that src imports, e.g. `@forge/kvs`. */
  imports: ReadonlySet<string>;
}

/** Modules whose documentation asks for scopes beyond those of REST and events. */
const MODULE_SCOPES: { readonly [type: string]: readonly string[] } = {
  'jira:workflowPostFunction': ['read:jira-work', 'manage:jira-configuration'],
  'jira:workflowValidator': ['read:jira-work'],
};

/** Packages that need a scope. https://developer.atlassian.com/platform/forge/manifest-reference/scopes-forge/ */
const PACKAGE_SCOPES: { readonly [name: string]: string } = { '@forge/kvs': 'storage:app' };

/** Calls of Jira's REST API that are not documented or lack their scopes, packages and modules that lack theirs. */
export function missingScopes(manifest: ManifestFile, { calls, operations, imports }: ScopeUse): readonly Problem[] {
  const held = heldBy(manifest);
  const problems: Problem[] = [];
  for (const { file, line, path, method } of calls) {
    const candidates = operationsFor(operations, path, method);
    const called = `${method ?? 'a call of'} ${path}`;
    if (candidates.length === 0) problems.push({ file, line, message: `${called} is not in Jira's documentation` });
    else if (!candidates.some((operation) => isCovered(operation, held)))
      problems.push({ file, line, message: `${called} needs the scope ${waysInWords(candidates)}` });
  }
  for (const [name, scope] of Object.entries(PACKAGE_SCOPES))
    if (imports.has(name) && !held.has(scope))
      problems.push(manifest.problem(['permissions', 'scopes'], `${name} is used and needs the scope ${scope}`));
  for (const { type, key, path } of manifest.modules())
    for (const scope of MODULE_SCOPES[type] ?? [])
      if (!held.has(scope)) problems.push(manifest.problem(path, `${type} "${key}" needs the scope ${scope}`));
  return problems;
}

/**
 * Scopes that nothing we can see makes use of. A scope which is needed for a reason that cannot be seen stays when a comment behind it
 * says `needed for …`.
 */
export function unusedScopes(manifest: ManifestFile, { calls, operations, imports }: ScopeUse): readonly Problem[] {
  const held = heldBy(manifest);
  const used = new Set([
    ...scopesOfEvents(manifest),
    ...calls
      .flatMap(({ path, method }) => operationsFor(operations, path, method))
      .flatMap((operation) => operation.ways.filter((way) => way.every((scope) => held.has(scope))).flat()),
    ...Object.entries(PACKAGE_SCOPES).flatMap(([name, scope]) => (imports.has(name) ? [scope] : [])),
    ...manifest.modules().flatMap(({ type }) => MODULE_SCOPES[type] ?? []),
  ]);
  return manifest
    .scopes()
    .filter(({ name, path }) => !used.has(name) && !manifest.commentAt(path).startsWith('needed for'))
    .map(({ name, path }) =>
      manifest.problem(path, `the scope ${name} is used by no call, event or module; take it out, or say "# needed for …" behind it`),
    );
}

function heldBy(manifest: ManifestFile): ReadonlySet<string> {
  return new Set(manifest.scopes().map(({ name }) => name));
}

function isCovered(operation: Operation, held: ReadonlySet<string>): boolean {
  return operation.ways.length === 0 || operation.ways.some((way) => way.every((scope) => held.has(scope)));
}

function waysInWords(operations: readonly Operation[]): string {
  return [...new Set(operations.flatMap(({ ways }) => ways.map((way) => way.join(' + '))))].join(', or ');
}
