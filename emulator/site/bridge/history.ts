/** A history of the `history` package's version 4 shape, as `view.createHistory()` promises; paths are relative to the app. */
export interface Location {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly state?: unknown;
  readonly key?: string;
}
export type Action = 'POP' | 'PUSH' | 'REPLACE';

export interface HostHistory {
  readonly location: Location;
  push(location: Location): unknown;
  replace(location: Location): unknown;
  go(steps: number): unknown;
}

type Listener = (location: Location, action: Action) => void;

interface LocalHistory {
  action: Action;
  location: Location;
  push(to: string | Partial<Location>, state?: unknown): void;
  replace(to: string | Partial<Location>, state?: unknown): void;
  go(steps: number): void;
  goBack(): void;
  goForward(): void;
  listen(listener: Listener): () => void;
  createHref(location: Partial<Location>): string;
}

/** The page keeps the real history; this copy changes at once and is corrected by the page when a person goes back. */
export async function createLocalHistory(
  connect: (onLocation: (location: Location, action: Action) => void) => Promise<HostHistory>,
): Promise<LocalHistory> {
  const listeners = new Set<Listener>();
  const moveTo = (location: Location, action: Action): void => {
    history.location = location;
    history.action = action;
    for (const listener of [...listeners]) listener(location, action);
  };
  const host = await connect((location, action) => moveTo(location, action));
  const change = (action: 'PUSH' | 'REPLACE', to: string | Partial<Location>, state: unknown): void => {
    const location = locationOf(to, history.location, state);
    if (action === 'PUSH') host.push(location);
    else host.replace(location);
    moveTo(location, action);
  };
  const history: LocalHistory = {
    action: 'POP',
    location: host.location,
    push: (to, state) => change('PUSH', to, state),
    replace: (to, state) => change('REPLACE', to, state),
    go: (steps) => void host.go(steps),
    goBack: () => void host.go(-1),
    goForward: () => void host.go(1),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    createHref: ({ pathname = '/', search = '', hash = '' }) => pathname + search + hash,
  };
  return history;
}

/** `/a?b#c`, `./c` or a partial location, seen from `from`. */
export function locationOf(to: string | Partial<Location>, from: Location, state?: unknown): Location {
  const target = typeof to === 'string' ? to : `${to.pathname ?? from.pathname}${to.search ?? ''}${to.hash ?? ''}`;
  const url = new URL(target, `http://app${from.pathname}${from.search}`);
  const given = typeof to === 'string' ? state : (to.state ?? state);
  return { pathname: url.pathname, search: url.search, hash: url.hash, ...(given === undefined ? {} : { state: given }) };
}
