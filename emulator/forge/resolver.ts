import type { Json, JsonObject } from '../json';
import type { User } from '../jira/model';
import type { InvocationOutcome } from './invocation';
import type { Manifest } from './manifest';
import type { Runner } from './runner';
import { moduleAri, type SiteContext } from './site-context';

/** Front-end invocations: 500 KB in, 5 MB out. https://developer.atlassian.com/platform/forge/limits-invocation/ */
const MAX_FRONT_END_PAYLOAD = 500 * 1024;

export interface ResolverCall {
  /** Absent: an anonymous visitor. */
  readonly accountId: string | null;
  readonly moduleKey: string;
  readonly functionKey: string;
  readonly payload: Json | undefined;
  /** What the module's place on the page says, see the site's places. */
  readonly extension: JsonObject;
}

/** What `invoke()` rejects with in the browser. `outcome` has what the page is not told. */
export class InvokeError extends Error {
  constructor(
    message: string,
    readonly outcome?: InvocationOutcome,
  ) {
    super(`There was an error invoking the function - ${message}`);
    this.name = 'InvokeError';
  }
}

/** Calls from the app's own pages to its resolver, as the bridge makes them. */
export class Resolvers {
  constructor(
    private readonly manifest: Manifest,
    private readonly site: SiteContext,
    private readonly runner: Runner,
    private readonly userOf: (accountId: string) => User | undefined,
  ) {}

  /** The context of a module for a person: what `view.getContext()` answers and, less theme and the like, what a resolver is given. */
  context(accountId: string | null, moduleKey: string, extension: JsonObject): JsonObject {
    const { site } = this;
    const user = accountId === null ? undefined : this.userOf(accountId);
    return {
      ...(accountId === null ? {} : { accountId }),
      accountType: user === undefined ? 'anonymous' : user.licensed ? 'licensed' : 'unlicensed',
      cloudId: site.cloudId,
      environmentId: site.environmentId,
      environmentType: site.environmentType,
      extension,
      ...(site.license ? { license: { ...site.license } } : {}),
      localId: moduleAri(site, moduleKey),
      locale: user?.locale ?? 'en_US',
      moduleKey,
      siteUrl: site.siteUrl,
      timezone: user?.timeZone ?? 'Etc/UTC',
    };
  }

  /** @returns the resolver's result as JSON data; undefined if it gave none. @throws InvokeError */
  async invoke(call: ResolverCall): Promise<Json | undefined> {
    const module = this.manifest.module(call.moduleKey);
    if (!module) throw new InvokeError(`the app has no module "${call.moduleKey}"`);
    if (module.resolverFunction === undefined) throw new InvokeError(`the module "${call.moduleKey}" has no resolver`);
    const bytes = Buffer.byteLength(JSON.stringify(call.payload ?? null));
    if (bytes > MAX_FRONT_END_PAYLOAD) throw new InvokeError(`the request payload is ${bytes} bytes, over the limit of 500 KB`);
    const who = call.accountId === null ? 'anonymous' : (this.userOf(call.accountId)?.displayName ?? call.accountId);
    const { accountId: _claimed, ...context } = this.context(call.accountId, call.moduleKey, call.extension) as {
      readonly accountId?: Json;
    } & JsonObject;
    const outcome = await this.runner.pacing.drive(
      this.runner.invoke({
        kind: 'resolver',
        functionKey: module.resolverFunction,
        moduleKey: call.moduleKey,
        accountId: call.accountId,
        payload: { call: { functionKey: call.functionKey, ...(call.payload === undefined ? {} : { payload: call.payload }) }, context },
        title: `${call.functionKey} as ${who}`,
        aliases: [call.functionKey, call.moduleKey],
      }),
    );
    if (!outcome.ok) throw new InvokeError(outcome.message, outcome);
    return outcome.value as Json | undefined;
  }
}
