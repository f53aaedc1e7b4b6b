import { randomUUID } from 'node:crypto';
import type { Activity } from '../../activity';
import { JiraError } from '../errors';
import type { Jira } from '../jira';
import type { Caller } from '../model';
import { applyAppAccessRule } from './app-access-rule';
import { callerOf, notAuthenticated, type ResolveSession } from './credentials';
import { Faults, type Fault } from './faults';
import { platformOperations } from './index';
import { Limits, type LimitOptions, type Verdict } from './limits';
import type { OpenApi } from './openapi';
import type { Operation, Reply } from './operation';
import { canonical, Router, type Match } from './router';
import { holdsScopes } from './scope-check';
import { writtenIssues } from './written-issues';

export interface GatewayOptions {
  readonly activity: Activity;
  readonly operations?: readonly Operation[];
  readonly openApi?: OpenApi;
  /** Answer 500 when an answer breaks Atlassian's OpenAPI file (tests); otherwise violations are only recorded. */
  readonly failOnViolation?: boolean;
  readonly limits?: Partial<LimitOptions>;
  readonly resolveSession?: ResolveSession;
  readonly log?: (line: string) => void;
}

const RETIRED: Readonly<Record<string, string>> = {
  '/rest/api/3/search': 'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.',
  '/rest/api/3/expression/eval': 'The requested API has been removed. Please migrate to the /rest/api/3/expression/evaluate API.',
};

/** The one way into the emulated REST API, for people, browsers and apps alike. */
export class RestGateway {
  readonly operations: readonly Operation[];
  readonly limits: Limits;
  /** Answers that did not keep to Atlassian's OpenAPI files. */
  readonly violations: string[] = [];
  private readonly router: Router;
  private readonly injected: Faults;

  constructor(
    private readonly jira: Jira,
    private readonly options: GatewayOptions,
  ) {
    this.operations = options.operations ?? platformOperations;
    this.router = new Router(this.operations);
    this.limits = new Limits(jira.clock, options.limits);
    this.injected = new Faults(jira.clock);
  }

  /** Failures to play; push to it, they are used up as they strike. */
  get faults(): Fault[] {
    return this.injected.list;
  }

  /** Answers a request to /rest. `caller`: who calls, where Forge knows it; otherwise the request's own credentials decide. */
  async handle(request: Request, caller: Caller | 'from-credentials' = 'from-credentials'): Promise<Response> {
    const requestId = randomUUID();
    const started = performance.now();
    const call: Call = { request, url: new URL(request.url), points: 0 };
    let response: Response;
    try {
      response = await this.answer(call, caller);
    } catch (error) {
      response = this.failure(error, requestId);
    }
    response.headers.set('X-AREQUESTID', requestId);
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-cache, no-store, no-transform');
    if (call.caller?.accountId) response.headers.set('X-AACCOUNTID', call.caller.accountId);
    this.record(call, response, performance.now() - started);
    return request.method === 'HEAD' ? new Response(null, response) : response;
  }

  private async answer(call: Call, given: Caller | 'from-credentials'): Promise<Response> {
    const { request, url } = call;
    if (request.method === 'OPTIONS') {
      return new Response(null, { status: 204, headers: { Allow: ['OPTIONS', 'HEAD', ...this.router.methods(url.pathname)].join(', ') } });
    }
    const caller = given === 'from-credentials' ? callerOf(this.jira, request, this.options.resolveSession) : given;
    call.caller = caller;
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const fault = await this.injected.strike(method, url.pathname, caller.app !== undefined);
    if (fault) return fault;
    const match = this.find(method, url.pathname);
    call.match = match;
    const { operation } = match;

    const headers: Record<string, string> = {};
    const admit = (verdict: Verdict): void => {
      if (verdict.refused) throw new JiraError(429, ['Rate limit exceeded.'], {}, verdict.headers);
      Object.assign(headers, verdict.headers);
    };
    admit(this.limits.burst(method, operation.path, caller.app !== undefined));
    if (caller.accountId === null && !operation.anonymous) throw notAuthenticated(this.jira);
    if (caller.app && !holdsScopes(caller.app.scopes, operation)) return scopeMismatch();
    // Documented for app properties and app fields alike: not for people, and not for an app acting as a person.
    if (operation.appOnly && (!caller.app || caller.app.accountId !== caller.accountId)) {
      throw new JiraError(403, ['Access to this resource must be authenticated as an app.']);
    }
    if (caller.app) admit(this.limits.quota(caller.app.appId));
    applyAppAccessRule(this.jira, caller, match);
    const body = await readBody(request);
    for (const issueId of writtenIssues(this.jira, match, body)) admit(this.limits.issueWrite(issueId, caller.app !== undefined));

    const reply = await operation.handle({
      jira: this.jira,
      caller,
      params: match.params,
      query: url.searchParams,
      body,
      apiVersion: match.apiVersion,
      baseUrl: this.jira.baseUrl,
      // Writes cost their base point only.
      spend: (points) => void (call.points += method === 'PUT' || method === 'DELETE' ? 0 : points),
    });
    this.checkAgainstOpenApi(operation, reply);
    return toResponse(reply, headers);
  }

  private find(method: string, pathname: string): Match {
    const { path } = canonical(pathname);
    const retired = RETIRED[path.replace(/\/$/, '')];
    if (retired !== undefined) throw new JiraError(410, [retired]);
    let match: Match | undefined;
    try {
      match = this.router.match(method, pathname);
    } catch {
      throw new JiraError(400, ['The path of the request is not valid.']);
    }
    if (match) return match;
    throw new JiraError(501, [`This local Jira does not emulate ${method} ${pathname}. See docs/emulator.md.`]);
  }

  private checkAgainstOpenApi(operation: Operation, reply: Reply): void {
    if (!this.options.openApi || typeof reply.body === 'string') return;
    // Compare what goes over the wire: undefined members are not sent.
    const body = reply.body === undefined ? undefined : (JSON.parse(JSON.stringify(reply.body)) as unknown);
    const found = this.options.openApi.check(operation.method, operation.path, reply.status, body);
    if (found.length === 0) return;
    this.violations.push(...found);
    if (this.options.failOnViolation) throw new Error(`The answer breaks Atlassian's OpenAPI: ${found.slice(0, 3).join('; ')}`);
  }

  private failure(error: unknown, requestId: string): Response {
    if (error instanceof JiraError) {
      return toResponse(
        { status: error.status, body: { errorMessages: error.errorMessages, errors: error.errors }, headers: error.headers },
        {},
      );
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    (this.options.log ?? console.error)(`Internal error ${requestId}: ${text}`);
    return toResponse({ status: 500, body: { errorMessages: [`Internal server error, log reference ${requestId}.`], errors: {} } }, {});
  }

  private record(call: Call, response: Response, milliseconds: number): void {
    const app = call.caller?.app;
    if (!app) return;
    const ok = response.status < 400;
    // A call refused for its rate costs nothing; everything else costs its base point, refused or not.
    const points = response.status === 429 ? 0 : 1 + (ok ? call.points : 0);
    this.limits.charge(app.appId, points);
    const template = call.match?.operation.path ?? call.url.pathname;
    this.options.activity.countJira(`${call.request.method} ${template}`, points, ok);
    this.options.activity.add({
      kind: 'jira',
      title: `${call.request.method} ${call.url.pathname} → ${response.status}`,
      detail: points === 1 ? '1 point' : `${points} points`,
      ok,
      milliseconds: Math.round(milliseconds),
      ...(app.invocationId === undefined ? {} : { invocationId: app.invocationId }),
    });
  }
}

interface Call {
  readonly request: Request;
  readonly url: URL;
  points: number;
  caller?: Caller;
  match?: Match;
}

function scopeMismatch(): Response {
  return toResponse({ status: 401, body: { code: 401, message: 'Unauthorized; scope does not match' } }, {});
}

function toResponse(reply: Reply, headers: Readonly<Record<string, string>>): Response {
  const all = { ...headers, ...reply.headers };
  if (reply.body === undefined || reply.status === 204) return new Response(null, { status: reply.status, headers: all });
  if (typeof reply.body === 'string') return new Response(reply.body, { status: reply.status, headers: all });
  return new Response(JSON.stringify(reply.body), {
    status: reply.status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...all },
  });
}

async function readBody(request: Request): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const text = await request.text();
  if (text === '') return undefined;
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/([a-z.]+\+)?json\b/i.test(type)) throw new JiraError(415, [`Unsupported media type "${type}".`]);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new JiraError(400, ['There was an error parsing JSON. Check that your request body is valid.']);
  }
}
