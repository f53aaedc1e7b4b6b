import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { Activity } from '../activity';
import type { Clock } from '../clock';
import type { Json, JsonObject } from '../json';
import type { Caller } from '../jira/model';
import type { Switches } from '../switches';
import { appNameBeside } from './app-name';
import { Changes } from './changes';
import { INSTALLED_EVENT, UPGRADED_EVENT } from './events';
import { Faults } from './faults';
import { Installation, type TranslateText } from './installation';
import type { InvocationOutcome } from './invocation';
import { JiraService } from './jira-service';
import { parseManifest, type Manifest, type ModuleType } from './manifest';
import type { GatewayPort, JiraPort } from './ports';
import { PrivacyService } from './privacy-service';
import { Proxy } from './proxy';
import { QueueService } from './queue';
import { watchRejections } from './rejections';
import { InvokeError, Resolvers, type ResolverCall } from './resolver';
import { Runner, type InvocationRequest } from './runner';
import { Schedules } from './schedules';
import { settle, type SettleResult } from './settle';
import { installationId, siteContext, type SiteContext, type SiteContextOptions } from './site-context';
import { KvsService } from './storage/kvs';
import { Store } from './storage/store';
import { Triggers } from './triggers';

export interface ForgeOptions extends SiteContextOptions {
  readonly manifestPath: string;
  /** The app's functions, built into one CommonJS file. */
  readonly functionsPath: string;
  readonly jira: JiraPort;
  readonly gateway: GatewayPort;
  readonly clock: Clock;
  readonly switches: Switches;
  readonly activity: Activity;
  /** What snapshot() gave in an earlier life of the same site. */
  readonly storage?: unknown;
  /** What the app is called on the site; default: as appNameBeside() has it. */
  readonly appName?: string;
  /** Environment variables of the app. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The manifest's own texts. */
  readonly translate?: TranslateText;
}

/** "If a request is made within 21 days of uninstallation, the new installation can be relinked to the old data." */
const RELINK_MS = 21 * 86_400_000;

const InstallationSchema = z.object({
  /** Counts installations on this site. */
  number: z.number(),
  installed: z.boolean(),
  /** What an uninstalled app left behind. */
  left: z.object({ at: z.number(), storage: z.unknown(), properties: z.array(z.tuple([z.string(), z.custom<Json>()])) }).optional(),
});
type InstallationState = z.infer<typeof InstallationSchema>;

const SnapshotSchema = z.object({
  version: z.literal(1),
  appVersion: z.string(),
  storage: z.unknown(),
  queue: z.unknown(),
  schedules: z.unknown(),
  triggers: z.unknown(),
  /** Absent in data from before apps could be uninstalled. */
  installation: InstallationSchema.optional(),
});

/** One entry of the manifest's `modules`, as written there, with its type. */
export interface SiteModule {
  readonly type: string;
  readonly key: string;
  readonly properties: JsonObject;
}

/**
 * The local Forge: one app, installed on one site. The app is an opaque bundle whose `@forge/*` packages are the real ones; this is
 * what they talk to. Creating it installs the app.
 */
export class Forge {
  readonly manifest: Manifest;
  readonly site: SiteContext;
  readonly faults: Faults;
  private readonly clock: Clock;
  private readonly changes = new Changes();
  private readonly store: Store;
  private readonly queue: QueueService;
  private readonly runner: Runner;
  private readonly resolvers: Resolvers;
  private readonly triggers: Triggers;
  private readonly schedules: Schedules;
  private readonly installation: Installation;
  private readonly unsubscribe: () => void;
  private state: InstallationState;

  /** @throws ManifestError, or what the app's bundle throws while it is loaded. */
  constructor(private readonly options: ForgeOptions) {
    const { jira, gateway, clock, switches, activity } = options;
    const manifest = parseManifest(readFileSync(options.manifestPath, 'utf8'), options.appName ?? appNameBeside(options.manifestPath));
    this.manifest = manifest;
    this.clock = clock;
    const saved = options.storage === undefined ? undefined : SnapshotSchema.parse(options.storage);
    this.state = saved?.installation ?? { number: 1, installed: true };
    this.site = { ...siteContext(manifest, jira.baseUrl, options), installationId: installationId(this.state.number) };
    this.faults = new Faults({ calls: gateway.faults, failRank: (issue, times) => jira.ranking.failNext(issue, times) });
    this.installation = new Installation(manifest, this.site, jira, options.translate);
    if (this.state.installed) this.installation.install();
    this.store = new Store(clock, manifest.entities, () => switches.storageQueryLagMs);
    this.queue = new QueueService(manifest, clock, activity, this.faults, () => this.runner);
    const proxy = new Proxy(
      [
        new JiraService(manifest, gateway, jira.baseUrl, this.installation.appUser.accountId, this.changes),
        new KvsService(this.store, activity, this.changes, manifest.scopes),
        this.queue,
        new PrivacyService(manifest.scopes, (accountId) => jira.users.byId(accountId)?.active === true),
      ],
      manifest.backendEgress,
    );
    this.runner = new Runner({
      manifest,
      site: this.site,
      clock,
      activity,
      faults: this.faults,
      proxy,
      code: readCode(options.functionsPath),
      variables: options.variables ?? {},
    });
    this.runner.load();
    this.resolvers = new Resolvers(manifest, this.site, this.runner, (accountId) => jira.users.byId(accountId));
    this.triggers = new Triggers(manifest, this.site, clock, activity, switches, this.faults, this.changes, jira.expressions, this.runner);
    this.schedules = new Schedules(manifest, this.site, clock, this.changes, this.runner);
    if (saved) this.restore(saved);
    else this.lifecycle(INSTALLED_EVENT);
    if (this.state.installed) this.schedules.start();
    const unwatch = watchRejections();
    const unsubscribe = jira.events.subscribe((event) => {
      if (event.name === 'avi:jira:created:project' && event.projectId !== undefined) this.installation.joinProject(event.projectId);
      if (this.state.installed) this.triggers.announce(event);
    });
    const unhook = jira.events.onPostFunction((run) => this.triggers.runPostFunction(run));
    this.unsubscribe = () => {
      unsubscribe();
      unhook();
      unwatch();
    };
  }

  get app(): { readonly id: string; readonly environmentId: string; readonly environmentType: string; readonly name: string } {
    const { environmentId, environmentType } = this.site;
    return { id: this.manifest.appId, environmentId, environmentType, name: this.manifest.appName };
  }

  get cloudId(): string {
    return this.site.cloudId;
  }

  /** The account Jira knows the app by. */
  get appAccountId(): string {
    return this.installation.appUser.accountId;
  }

  get installed(): boolean {
    return this.state.installed;
  }

  /**
   * As an administrator's "Uninstall": preUninstall functions run first, whatever comes of them; then storage, messages, events and
   * schedules are gone, fields disappear, rules block or hide their transitions, and the app's account is deactivated.
   * https://developer.atlassian.com/platform/forge/events-reference/life-cycle/#pre-uninstallation
   * @returns false when it is not installed
   */
  async uninstall(): Promise<boolean> {
    if (!this.state.installed) return false;
    for (const { key, function: functionKey } of this.manifest.modules.preUninstall) {
      const payload = { context: { cloudId: this.site.cloudId, moduleKey: key }, contextToken: `local.${key}` };
      await this.invokeFunction({
        kind: 'preUninstall',
        functionKey,
        moduleKey: key,
        accountId: null,
        payload,
        title: `preUninstall ${key}`,
      });
    }
    const { jira, clock } = this.options;
    this.runner.stop();
    this.schedules.stop();
    this.triggers.clear();
    this.queue.clear();
    const own = `app:${this.manifest.appId}`;
    const properties = [...(jira.state.properties.get(own) ?? [])];
    jira.state.properties.delete(own);
    this.state = { ...this.state, installed: false, left: { at: clock.now(), storage: this.store.snapshot(), properties } };
    this.store.clear();
    this.installation.remove();
    this.changes.note();
    return true;
  }

  /**
   * A new installation, with an id of its own. Whether its fields are the old ones and its storage is relinked are switches.
   * https://developer.atlassian.com/platform/forge/storage-reference/hosted-storage-data-lifecycle/#app-reinstallation
   * @returns false when it is installed
   */
  reinstall(): boolean {
    if (this.state.installed) return false;
    const { jira, clock, switches } = this.options;
    const { number, left } = this.state;
    this.state = { number: number + 1, installed: true };
    // The one thing of the site's that an installation changes; everybody holds the same object.
    Object.assign(this.site, { installationId: installationId(this.state.number) });
    if (left && switches.reinstallRelinksStorage && clock.now() - left.at <= RELINK_MS) {
      this.store.restore(left.storage);
      if (left.properties.length > 0) jira.state.properties.set(`app:${this.manifest.appId}`, new Map(left.properties));
    }
    this.installation.install({ freshFields: switches.reinstalledFields === 'new' });
    this.schedules.restart();
    this.lifecycle(INSTALLED_EVENT);
    return true;
  }

  modules(): readonly SiteModule[] {
    if (!this.state.installed) return [];
    return (Object.keys(this.manifest.modules) as ModuleType[]).flatMap((type) =>
      this.manifest.modulesOf(type).map(({ key, definition }) => ({ type, key, properties: definition as JsonObject })),
    );
  }

  resources(): readonly { readonly key: string; readonly path: string; readonly entry?: Readonly<Record<string, string>> }[] {
    return this.manifest.resources.map(({ key, path, entry }) => ({ key, path, ...(entry ? { entry } : {}) }));
  }

  /** The manifest's `permissions` block, as written. */
  permissions(): JsonObject {
    return this.manifest.file.permissions as JsonObject;
  }

  /** What a module is told about where and for whom it is shown. */
  context(accountId: string | null, moduleKey: string, extension: JsonObject): JsonObject {
    return this.resolvers.context(accountId, moduleKey, extension);
  }

  /** Calls a resolver function as the bridge would. @throws InvokeError with the message a page would see. */
  async invokeResolver(call: ResolverCall): Promise<Json | undefined> {
    if (!this.state.installed) throw new InvokeError('the app is not installed');
    return this.resolvers.invoke(call);
  }

  /** Runs any function of the manifest, such as a workflow rule's. On a standing clock time moves while the function waits for it. */
  invokeFunction(request: InvocationRequest): Promise<InvocationOutcome> {
    return this.runner.pacing.drive(this.runner.invoke(request));
  }

  /** The caller of a bridge `requestJira`: a person's rights, narrowed to the app's scopes. */
  userCaller(accountId: string): Caller {
    return { accountId, app: { appId: this.manifest.appId, accountId: this.appAccountId, scopes: this.manifest.scopes } };
  }

  /** A change that Jira announces no event for (a role, a scheme, a switch): schedules are due once more when the site is settled. */
  noteChange(): void {
    this.changes.note();
  }

  settle(): Promise<SettleResult> {
    return settle(this.clock, this.runner, this.schedules);
  }

  /** Moves time on, running what falls due on the way. */
  advance(milliseconds: number): Promise<void> {
    return this.runner.pacing.leaping(() =>
      this.schedules.leaping(milliseconds, async () => {
        await this.clock.advance(milliseconds);
        await this.runner.pacing.calm();
      }),
    );
  }

  /** Everything that has to survive a restart: storage, messages and events on their way, when schedules are due. */
  snapshot(): z.infer<typeof SnapshotSchema> {
    return {
      version: 1,
      appVersion: this.site.appVersion,
      storage: this.store.snapshot(),
      queue: this.queue.snapshot(),
      schedules: this.schedules.snapshot(),
      triggers: this.triggers.snapshot(),
      installation: this.state,
    };
  }

  /** Lets running functions come to an end, as far as they do not wait for time, and listens to no more events. */
  async close(): Promise<void> {
    this.unsubscribe();
    await this.runner.pacing.calm();
  }

  private restore(saved: z.infer<typeof SnapshotSchema>): void {
    this.store.restore(saved.storage);
    this.schedules.restore(saved.schedules);
    this.triggers.restore(saved.triggers);
    this.queue.restore(saved.queue);
    if (this.state.installed && saved.appVersion.split('.')[0] !== this.site.appVersion.split('.')[0]) this.lifecycle(UPGRADED_EVENT);
  }

  /** https://developer.atlassian.com/platform/forge/events-reference/life-cycle/ */
  private lifecycle(name: string): void {
    const { site, manifest } = this;
    const payload = {
      id: site.installationId,
      app: { id: site.appId, version: site.appVersion, name: manifest.appName },
      environment: { id: site.environmentId },
    };
    this.triggers.announce({ name, payload });
  }
}

function readCode(functionsPath: string): { readonly source: string; readonly filename: string; readonly directory: string } {
  const filename = resolve(functionsPath);
  return { source: readFileSync(filename, 'utf8'), filename, directory: dirname(filename) };
}
