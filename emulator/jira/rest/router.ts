import type { Operation } from './operation';

/** Jira Cloud's own paths that an emulated one with a parameter would swallow: they are something else, and not emulated. */
const NOT_EMULATED: ReadonlySet<string> = new Set([
  'PUT /rest/api/3/filter/defaultShareScope',
  'PUT /rest/api/3/issue/archive',
  'PUT /rest/api/3/issue/unarchive',
]);

export interface Match {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
  readonly apiVersion: '2' | '3';
}

interface Route {
  readonly operation: Operation;
  readonly segments: readonly string[];
}

/** Finds the operation of a method and path. A literal segment wins over a parameter, leftmost first (`issue/bulkfetch` over `issue/{id}`). */
export class Router {
  private readonly routes = new Map<string, Route[]>();

  constructor(operations: readonly Operation[]) {
    const seen = new Set<string>();
    for (const operation of operations) {
      const segments = split(operation.path);
      const shape = `${operation.method} ${segments.map((segment) => (isParam(segment) ? '{}' : segment)).join('/')}`;
      if (seen.has(shape)) throw new Error(`Two operations for ${operation.method} ${operation.path}`);
      seen.add(shape);
      const key = `${operation.method} ${segments.length}`;
      this.routes.set(key, [...(this.routes.get(key) ?? []), { operation, segments }]);
    }
    for (const routes of this.routes.values()) routes.sort((a, b) => compare(a.segments, b.segments));
  }

  /** `undefined` when nothing is emulated there. Throws URIError on a malformed escape. */
  match(method: string, pathname: string): Match | undefined {
    const { path, apiVersion } = canonical(pathname);
    if (NOT_EMULATED.has(`${method} ${path}`)) return undefined;
    const segments = split(path);
    const route = this.routes.get(`${method} ${segments.length}`)?.find((one) => fits(one.segments, segments));
    if (!route) return undefined;
    const params: Record<string, string> = {};
    route.segments.forEach((segment, index) => {
      if (isParam(segment)) params[segment.slice(1, -1)] = decodeURIComponent(segments[index] ?? '');
    });
    return { operation: route.operation, params, apiVersion };
  }

  /** The methods emulated at a path, for OPTIONS. */
  methods(pathname: string): string[] {
    return ['GET', 'POST', 'PUT', 'DELETE'].filter((method) => this.match(method, pathname));
  }
}

/** `/rest/api/2/…` and `/rest/api/latest/…` are the same operations in another dress. */
export function canonical(pathname: string): { readonly path: string; readonly apiVersion: '2' | '3' } {
  const match = /^\/rest\/api\/(2|3|latest)(\/.*)?$/.exec(pathname);
  if (!match) return { path: pathname, apiVersion: '3' };
  // `latest` is version 2 in Jira Cloud, as it was before version 3 existed.
  return { path: `/rest/api/3${match[2] ?? ''}`, apiVersion: match[1] === '3' ? '3' : '2' };
}

const split = (path: string): string[] => path.split('/').filter((segment) => segment !== '');
const isParam = (segment: string): boolean => segment.startsWith('{');
const fits = (route: readonly string[], path: readonly string[]): boolean =>
  route.every((segment, index) => isParam(segment) || segment === path[index]);

function compare(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const difference = Number(isParam(a[index] ?? '')) - Number(isParam(b[index] ?? ''));
    if (difference !== 0) return difference;
  }
  return 0;
}
