import { parse } from 'yaml';
import type { EntityDefinition } from './entity-schema';
import { isKnownEvent } from './events';
import { ManifestSchema, ModulesSchema, type ManifestFile, type Modules, type ModuleType, type Resource } from './manifest-schema';

export type { EntityDefinition } from './entity-schema';
export type { Modules, ModuleType, Resource, ScheduledTriggerModule, TriggerModule } from './manifest-schema';

/** Why the manifest cannot be run; every problem found, one a line. */
export class ManifestError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`manifest.yml cannot be run:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'ManifestError';
  }
}

export interface UiModule {
  readonly type: ModuleType;
  readonly key: string;
  /** The module as the manifest has it. */
  readonly definition: Readonly<Record<string, unknown>>;
  readonly resolverFunction: string | undefined;
}

export interface FunctionDefinition {
  readonly key: string;
  /** The name exported by the bundle: the part of `handler` after its last dot. */
  readonly exportName: string;
  readonly timeoutSeconds: number;
}

/** UI calls and triggers get 25 s; consumers and schedules 55 s, or up to 900 s by `timeoutSeconds`; so does preUninstall, 55 s. */
const DEFAULT_TIMEOUT_SECONDS = 25;
const BACKGROUND_TIMEOUT_SECONDS = 55;

export class Manifest {
  readonly appId: string;
  readonly appAri: string;
  readonly appName: string;
  readonly modules: Modules;
  readonly resources: readonly Resource[];
  readonly entities: readonly EntityDefinition[];
  /** Every scope the app holds. */
  readonly scopes: ReadonlySet<string>;
  /** Those it may use as a person who is not there. */
  readonly impersonationScopes: ReadonlySet<string>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;

  constructor(
    readonly file: ManifestFile,
    appName = 'Local app',
  ) {
    this.appAri = file.app.id;
    this.appId = file.app.id.slice(file.app.id.lastIndexOf('/') + 1);
    this.appName = appName;
    this.modules = file.modules;
    this.resources = file.resources;
    this.entities = file.app.storage?.entities ?? [];
    const { scopes } = file.permissions;
    this.scopes = new Set(Array.isArray(scopes) ? scopes : Object.keys(scopes));
    this.impersonationScopes = new Set(
      Array.isArray(scopes) ? [] : Object.entries(scopes).flatMap(([scope, options]) => (options?.allowImpersonation ? [scope] : [])),
    );
    this.functions = new Map(
      file.modules.function.map((definition) => {
        const standard = backgroundOnly(file.modules, definition.key) ? BACKGROUND_TIMEOUT_SECONDS : DEFAULT_TIMEOUT_SECONDS;
        const exportName = definition.handler.slice(definition.handler.lastIndexOf('.') + 1);
        return [definition.key, { key: definition.key, exportName, timeoutSeconds: definition.timeoutSeconds ?? standard }];
      }),
    );
  }

  /** Hosts the backend may fetch, as the manifest writes them. */
  get backendEgress(): readonly string[] {
    return (this.file.permissions.external?.fetch?.backend ?? []).map((remote) => (typeof remote === 'string' ? remote : remote.address));
  }

  /** The module with that key, of whatever type. */
  module(key: string): UiModule | undefined {
    for (const type of Object.keys(this.modules) as ModuleType[]) {
      const found = this.modulesOf(type).find((module) => module.key === key);
      if (found) return found;
    }
    return undefined;
  }

  modulesOf(type: ModuleType): readonly UiModule[] {
    return this.modules[type].map((definition) => ({
      type,
      key: definition.key,
      definition,
      resolverFunction: 'resolver' in definition ? (definition.resolver as { function: string } | undefined)?.function : undefined,
    }));
  }

  /** The directory and HTML file behind `resource` or `resource/entry`. */
  entry(reference: string): { readonly path: string; readonly file: string } | undefined {
    const [key, entry] = reference.split('/');
    const resource = this.resources.find((candidate) => candidate.key === key);
    if (!resource) return undefined;
    if (entry === undefined) return resource.entry ? undefined : { path: resource.path, file: 'index.html' };
    const file = resource.entry?.[entry];
    return file === undefined ? undefined : { path: resource.path, file };
  }
}

/**
 * @param appName A manifest does not name the app: its name is what Atlassian's register has.
 * @throws ManifestError naming everything that is wrong.
 */
export function parseManifest(yaml: string, appName?: string): Manifest {
  const raw: unknown = parse(yaml);
  const unknown = unknownModules(raw);
  if (unknown.length > 0) throw new ManifestError(unknown);
  const result = ManifestSchema.safeParse(raw);
  if (!result.success) {
    throw new ManifestError(result.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'manifest'}: ${issue.message}`));
  }
  const manifest = new Manifest(result.data, appName);
  const problems = [
    ...duplicateKeys(manifest),
    ...danglingReferences(manifest),
    ...badEvents(manifest),
    ...badSchedules(manifest),
    ...badTimeouts(manifest),
  ];
  if (problems.length > 0) throw new ManifestError(problems);
  return manifest;
}

function unknownModules(raw: unknown): string[] {
  if (typeof raw !== 'object' || raw === null || !('modules' in raw)) return ['it has no modules'];
  const { modules } = raw;
  if (typeof modules !== 'object' || modules === null) return ['modules is not a map'];
  return Object.keys(modules)
    .filter((type) => !(type in ModulesSchema.shape))
    .map((type) => `the module type "${type}" is not known to the local Forge (known: ${Object.keys(ModulesSchema.shape).join(', ')})`);
}

const everyModule = (manifest: Manifest): UiModule[] =>
  (Object.keys(manifest.modules) as ModuleType[]).flatMap((type) => [...manifest.modulesOf(type)]);

/** Keys of all modules share one namespace, functions included; resources and entities have their own. */
const duplicateKeys = (manifest: Manifest): string[] => [
  ...repeated(everyModule(manifest).map(({ key }) => key)).map((key) => `the module key "${key}" is used twice`),
  ...repeated(manifest.resources.map(({ key }) => key)).map((key) => `the resource key "${key}" is used twice`),
  ...repeated(manifest.entities.map(({ name }) => name)).map((name) => `the entity "${name}" is defined twice`),
];

const repeated = (keys: readonly string[]): readonly string[] => [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))];

function danglingReferences(manifest: Manifest): string[] {
  const problems: string[] = [];
  for (const module of everyModule(manifest)) {
    const called = [module.resolverFunction, module.type === 'function' ? undefined : module.definition['function']];
    for (const key of called) {
      if (typeof key === 'string' && !manifest.functions.has(key))
        problems.push(`${module.type} "${module.key}" calls the unknown function "${key}"`);
    }
    const parts = [module.definition, module.definition['view'], module.definition['edit'], module.definition['create']];
    for (const part of parts) {
      const resource = typeof part === 'object' && part !== null && 'resource' in part ? part.resource : undefined;
      if (typeof resource === 'string' && !manifest.entry(resource)) {
        problems.push(`${module.type} "${module.key}" shows the unknown resource "${resource}"`);
      }
    }
  }
  return problems;
}

const badEvents = (manifest: Manifest): string[] =>
  manifest.modules.trigger.flatMap((trigger) =>
    trigger.events.filter((event) => !isKnownEvent(event)).map((event) => `trigger "${trigger.key}" names the unknown event "${event}"`),
  );

function badSchedules(manifest: Manifest): string[] {
  const fiveMinute = manifest.modules.scheduledTrigger.filter((trigger) => trigger.interval === 'fiveMinute');
  return fiveMinute.length > 1 ? ['an app has at most one scheduled trigger of interval fiveMinute'] : [];
}

function badTimeouts(manifest: Manifest): string[] {
  return manifest.modules.function
    .filter((definition) => (definition.timeoutSeconds ?? 0) > DEFAULT_TIMEOUT_SECONDS && !backgroundOnly(manifest.modules, definition.key))
    .map((definition) => `function "${definition.key}" may have timeoutSeconds over 25 only if consumers and schedules alone call it`);
}

function backgroundOnly(modules: Modules, functionKey: string): boolean {
  const background: readonly ModuleType[] = ['consumer', 'scheduledTrigger', 'preUninstall'];
  const callers = (Object.keys(modules) as ModuleType[]).filter(
    (type) => type !== 'function' && modules[type].some((module) => mentions(module, functionKey)),
  );
  return callers.length > 0 && callers.every((type) => background.includes(type));
}

const mentions = (module: unknown, functionKey: string): boolean => {
  if (typeof module !== 'object' || module === null) return false;
  return Object.entries(module).some(([name, value]) => (name === 'function' ? value === functionKey : mentions(value, functionKey)));
};
