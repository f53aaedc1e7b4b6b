import type { Caller } from '../jira/model';
import { isWrite, type Changes } from './changes';
import type { Invocation } from './invocation';
import type { Manifest } from './manifest';
import type { GatewayPort } from './ports';
import { proxyError, type PlatformCall, type Service } from './service';

/** `requestJira` of functions and of the bridge: makes out who calls with which scopes, and passes on to Jira's REST gateway. */
export class JiraService implements Service {
  readonly name = 'jira';

  constructor(
    private readonly manifest: Manifest,
    private readonly gateway: GatewayPort,
    private readonly baseUrl: string,
    /** The app's own Jira account. */
    private readonly appAccountId: string,
    private readonly changes: Changes,
  ) {}

  accepts({ meta }: PlatformCall): boolean {
    return meta.type === 'fpp' && meta.remote === 'jira';
  }

  async handle(call: PlatformCall, invocation: Invocation): Promise<Response> {
    const caller = this.callerFor(call, invocation);
    if (caller instanceof Response) return caller;
    const request = this.request(call.path, call.init);
    const response = await this.gateway.handle(request, caller);
    // Not every write has an event: ranks may have none, properties and roles never.
    if (response.ok && isWrite(request.method, new URL(request.url).pathname)) this.changes.note();
    return response;
  }

  private callerFor({ meta }: PlatformCall, invocation: Invocation): Caller | Response {
    if (meta.provider === 'none') return this.caller(null, this.manifest.scopes, invocation.id);
    if (meta.provider === 'app') return this.caller(this.appAccountId, this.manifest.scopes, invocation.id);
    const person = meta.accountId ?? invocation.accountId;
    if (person === null) return proxyError(401, 'NEEDS_AUTHENTICATION_ERR', 'Authentication Required');
    if (person === invocation.accountId) return this.caller(person, this.manifest.scopes, invocation.id);
    // Somebody who is not there: only scopes with allowImpersonation count.
    // https://developer.atlassian.com/platform/forge/manifest-reference/permissions/
    if (this.manifest.impersonationScopes.size === 0) {
      return proxyError(401, 'NEEDS_AUTHENTICATION_ERR', 'No scope of the app allows it to impersonate a user.');
    }
    return this.caller(person, this.manifest.impersonationScopes, invocation.id);
  }

  private caller(accountId: string | null, scopes: ReadonlySet<string>, invocationId: string): Caller {
    return { accountId, app: { appId: this.manifest.appId, accountId: this.appAccountId, scopes, invocationId } };
  }

  private request(path: string, init: RequestInit): Request {
    const headers = new Headers(init.headers);
    // Calls to Atlassian's own products get a JSON content type unless they name one (Node.js runtime page).
    if (init.body !== undefined && init.body !== null && !headers.has('content-type') && typeof init.body === 'string') {
      headers.set('content-type', 'application/json');
    }
    if (!headers.has('accept')) headers.set('accept', 'application/json');
    // The real proxy takes no cookies or credentials from app code.
    headers.delete('authorization');
    headers.delete('cookie');
    const { method, body } = init;
    return new Request(new URL(path, this.baseUrl), {
      method: method ?? 'GET',
      headers,
      ...(body === undefined || body === null ? {} : { body, duplex: 'half' }),
    });
  }
}
