import type { Manifest } from './manifest';

/** Who and where this installation is. Ids are stable for one app so that a restart with kept data is the same installation. */
export interface SiteContext {
  readonly appId: string;
  readonly appVersion: string;
  readonly cloudId: string;
  readonly environmentId: string;
  readonly environmentType: 'DEVELOPMENT' | 'STAGING' | 'PRODUCTION';
  /** A new one after each installation. */
  readonly installationId: string;
  /** `ari:cloud:jira::site/{cloudId}`: what functions see as `installContext`. */
  readonly installContext: string;
  readonly siteUrl: string;
  /** Only in production, and only for a paid app. */
  readonly license: { readonly active: boolean; readonly isEvaluation?: boolean; readonly type?: string } | undefined;
}

export interface SiteContextOptions {
  readonly environmentType?: SiteContext['environmentType'];
  readonly appVersion?: string;
  readonly license?: SiteContext['license'];
}

const CLOUD_ID = '2f6a1c54-7e0b-4d39-9a51-0c8d5b7e4f12';
const ENVIRONMENT_ID = '7b1d9c3e-52f4-4a86-8d0e-63c5a9f1b274';
const INSTALLATION_ID = 'c40e8f21-9b6d-4f75-a3c2-1d7e5a80b936';

export function siteContext(manifest: Manifest, siteUrl: string, options: SiteContextOptions = {}): SiteContext {
  const environmentType = options.environmentType ?? 'DEVELOPMENT';
  return {
    appId: manifest.appId,
    appVersion: options.appVersion ?? '1.0.0',
    cloudId: CLOUD_ID,
    environmentId: ENVIRONMENT_ID,
    environmentType,
    installationId: INSTALLATION_ID,
    installContext: `ari:cloud:jira::site/${CLOUD_ID}`,
    siteUrl,
    // https://developer.atlassian.com/platform/forge/runtime-reference/forge-resolver/: undefined outside production.
    license: environmentType === 'PRODUCTION' ? options.license : undefined,
  };
}

/** The id of the n-th installation on this site; the first is 1. */
export const installationId = (number: number): string =>
  number === 1 ? INSTALLATION_ID : `${INSTALLATION_ID.slice(0, -4)}${number.toString(16).padStart(4, '0')}`;

export const moduleAri = (site: SiteContext, moduleKey: string): string =>
  `ari:cloud:ecosystem::extension/${site.appId}/${site.environmentId}/static/${moduleKey}`;
