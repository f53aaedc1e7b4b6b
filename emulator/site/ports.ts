import type { ActivityEntry } from '../activity';
import type { SiteModule } from '../forge/forge';
import type { ResolverCall } from '../forge/resolver';
import type { JsonObject } from '../json';
import type { Caller } from '../jira/model';

/** A static resource of the manifest: `entry` maps an entry key to an HTML file directly in the resource's folder. */
export interface SiteResource {
  readonly key: string;
  readonly entry?: Readonly<Record<string, string>>;
}

/** The part of the Forge stand-in that the site talks to. */
export interface SiteForge {
  readonly app: { readonly id: string; readonly environmentId: string; readonly environmentType: string; readonly name: string };
  readonly cloudId: string;
  modules(): readonly SiteModule[];
  resources(): readonly SiteResource[];
  /** The manifest's `permissions` block, as written. */
  permissions(): JsonObject;
  invokeResolver(call: ResolverCall): Promise<unknown>;
  /** The caller of a bridge `requestJira`: a person's rights, narrowed to the app's scopes. */
  userCaller(accountId: string): Caller;
}

export interface SiteGateway {
  handle(request: Request, caller: Caller | 'from-credentials'): Promise<Response>;
}

export interface SiteActivity {
  since(seq: number): readonly ActivityEntry[];
  subscribe(listener: (entry: ActivityEntry) => void): () => void;
}
