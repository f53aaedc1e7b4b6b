import type { Clock } from '../clock';
import type { Manifest } from './manifest';
import type { SiteContext } from './site-context';

export interface RuntimeFacts {
  readonly invocationId: string;
  readonly functionKey: string;
  readonly moduleKey: string;
  readonly accountId: string | null;
  readonly deadline: number;
  readonly codeDirectory: string;
}

/** What `globalThis.__forge_runtime__` shows to the packages during one invocation. */
export function runtimeObject(manifest: Manifest, site: SiteContext, clock: Clock, facts: RuntimeFacts): object {
  const installation = {
    ari: { installationId: site.installationId, toString: () => `ari:cloud:ecosystem::installation/${site.installationId}` },
    contexts: [{ cloudId: site.cloudId, toString: () => site.installContext }],
  };
  return {
    // The real proxy's address and token never matter here: every call goes through __forge_fetch__.
    proxy: { url: 'forge-proxy:', token: facts.invocationId },
    contextAri: site.installContext,
    appContext: {
      appId: site.appId,
      appVersion: site.appVersion,
      environmentId: site.environmentId,
      environmentType: site.environmentType,
      invocationId: facts.invocationId,
      installationId: site.installationId,
      functionKey: facts.functionKey,
      moduleKey: facts.moduleKey,
      license: site.license,
      installation,
      permissions: { scopes: [...manifest.scopes], external: manifest.file.permissions.external ?? {} },
    },
    ...(facts.accountId === null ? {} : { aaid: facts.accountId }),
    lambdaContext: { awsRequestId: facts.invocationId, getRemainingTimeInMillis: () => Math.max(0, facts.deadline - clock.now()) },
    tracing: { traceId: facts.invocationId.replaceAll('-', ''), spanId: facts.invocationId.slice(-12).padStart(16, '0') },
    metrics,
    container: { appCodeDir: facts.codeDirectory, region: 'local' },
    featureFlags: {},
    allowedEgress: manifest.backendEgress,
  };
}

const nothing = (): void => undefined;
const metrics = {
  counter: () => ({ incr: nothing, decr: nothing }),
  timing: () => ({ set: nothing, measure: () => ({ stop: nothing }) }),
  gauge: () => ({ set: nothing, incr: nothing, decr: nothing }),
};
