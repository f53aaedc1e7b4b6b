import type { Invocation } from './invocation';

/** Whom a platform call is for: what the packages pass as first argument of `__forge_fetch__`. */
export interface CallMeta {
  readonly type: string;
  readonly provider?: 'user' | 'app' | 'none';
  readonly remote?: string;
  readonly accountId?: string;
  readonly contextAri?: string;
}

export interface PlatformCall {
  readonly meta: CallMeta;
  /** Starts with `/`. */
  readonly path: string;
  readonly init: RequestInit;
}

/** One service behind the platform's proxy. The registry in index.ts asks each in turn; the first that accepts handles. */
export interface Service {
  readonly name: string;
  accepts(call: PlatformCall): boolean;
  handle(call: PlatformCall, invocation: Invocation): Promise<Response>;
}

export const jsonResponse = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** The proxy itself refuses: the packages turn the header into an error of their own. */
export const proxyError = (status: number, code: string, message: string): Response =>
  jsonResponse(status, { code, message }, { 'forge-proxy-error': code });

/** Body of a call as text. */
export const bodyText = (call: PlatformCall): Promise<string> => new Response(call.init.body ?? null).text();
