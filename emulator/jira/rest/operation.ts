import type { Caller } from '../model';
import type { Jira } from '../jira';

/**
 * One REST operation at Jira's own path. The gateway (gateway.ts) authenticates, checks scopes, counts bursts and points,
 * parses and answers; an operation only decides and shapes. `path` uses OpenAPI templates; `/rest/api/3/…` paths are also
 * served as `/rest/api/2/…` and `/rest/api/latest/…` (apiVersion tells which).
 */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Either every classic or every granular scope lets an app call it. Empty lists: any app may. */
  readonly scopes: { readonly classic?: readonly string[]; readonly granular?: readonly string[] };
  /** May be called without credentials (else 401). */
  readonly anonymous?: boolean;
  /** Callable only by an app (403 for people), e.g. app-field values. */
  readonly appOnly?: boolean;
  readonly handle: (context: OperationContext) => Reply | Promise<Reply>;
}

export interface OperationContext {
  readonly jira: Jira;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON body, or undefined. Operations check its shape themselves (zod) and answer 400. */
  readonly body: unknown;
  readonly apiVersion: '2' | '3';
  /** `http://localhost:8080`, for `self` links. */
  readonly baseUrl: string;
  /** Charges points beyond the 1 of the call itself: 1 per issue returned, 2 per user, group, role or permission object. */
  readonly spend: (points: number) => void;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const noContent: Reply = { status: 204 };
