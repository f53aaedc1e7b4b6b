import type { Invocation } from './invocation';
import type { WireResponse } from './instance';
import { proxyError, type CallMeta, type Service } from './service';

/** Reads the meta of a platform call and hands it to the service it is for; what no service knows is a clear 501. */
export class Proxy {
  constructor(
    private readonly services: readonly Service[],
    /** `permissions.external.fetch.backend`. */
    private readonly backendEgress: readonly string[],
  ) {}

  async call(metaText: string, path: string, init: RequestInit | undefined, invocation: Invocation): Promise<WireResponse> {
    const call = { meta: JSON.parse(metaText) as CallMeta, path: path.startsWith('/') ? path : `/${path}`, init: init ?? {} };
    const service = this.services.find((candidate) => candidate.accepts(call));
    const response = service
      ? await service.handle(call, invocation)
      : proxyError(501, 'NOT_IN_LOCAL_FORGE', `The local Forge has no service for ${JSON.stringify(call.meta)} ${call.path}.`);
    return wire(response);
  }

  /** A plain `fetch`. Undeclared hosts fail as on Forge; declared ones fail too, for this site reaches no network. */
  async egress(address: string): Promise<WireResponse> {
    const declared = this.backendEgress.some((pattern) => egressMatches(pattern, address));
    throw declared
      ? Object.assign(new Error(`The local Forge does not connect to ${address}; the permission for it is declared.`), {
          name: 'FUNCTION_FETCH_ERR',
        })
      : Object.assign(
          new Error(
            `URL not included in the external fetch backend permissions: ${address}. Visit go.atlassian.com/forge-egress for more information.`,
          ),
          { name: 'REQUEST_EGRESS_ALLOWLIST_ERR', status: 403 },
        );
  }
}

async function wire(response: Response): Promise<WireResponse> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const nullBody = [101, 204, 205, 304].includes(response.status);
  return { status: response.status, statusText: response.statusText, headers: [...response.headers], body: nullBody ? null : bytes };
}

/** `*`, `https://*.example.com`, `example.com`: host patterns as the manifest allows them. */
function egressMatches(pattern: string, address: string): boolean {
  if (pattern === '*') return true;
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const [scheme, host] = pattern.includes('://') ? pattern.split('://') : ['https', pattern];
  const name = (host ?? '').split('/')[0] ?? '';
  if (`${scheme}:` !== url.protocol) return false;
  return name.startsWith('*.') ? url.hostname.endsWith(name.slice(1)) : url.host === name;
}
