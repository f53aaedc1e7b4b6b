import type { Jira } from '../jira';

/** Who looks, in which API version, and where links point: what every JSON builder needs to know. */
export interface JsonContext {
  readonly jira: Jira;
  /** Whose view it is; null = anonymous. */
  readonly accountId: string | null;
  readonly apiVersion: '2' | '3';
  readonly baseUrl: string;
}

/** `self` links name the version that was asked for. */
export const apiUrl = (context: JsonContext, path: string): string => `${context.baseUrl}/rest/api/${context.apiVersion}/${path}`;
