import type { Location } from '../../../bridge/history';
import { call, messageOf } from '../api';
import { colorMode } from '../color-mode';
import { closeFlag, showFlag, type FlagOptions } from '../flags';
import type { EditExperience, ModuleJson } from '../jira-types';
import { navigate } from '../router';
import { emit, subscribe } from './app-events';

/** Where a module is shown; the site checks it as the person and makes the app's `extension` of it. */
export interface Place {
  readonly issue?: string;
  readonly project?: string;
  readonly board?: number;
  readonly sprint?: number;
  /** Where the editor of a custom field stands, with what has been given to it so far. */
  readonly experience?: EditExperience;
  readonly value?: unknown;
  readonly transition?: string;
  readonly issues?: readonly string[];
  readonly panelIsNew?: boolean;
  /** Of a workflow rule's page; without a rule it is about to be added. */
  readonly workflow?: WorkflowPlace;
  readonly modal?: unknown;
}

export interface WorkflowPlace {
  readonly id: string;
  readonly transition: string;
  readonly entryPoint: 'create' | 'edit' | 'view';
  readonly rule?: string;
}

export interface ModalRequest {
  readonly src: string;
  readonly size: string | { readonly width: string; readonly height?: string };
  readonly title: string;
  readonly context: unknown;
  readonly closeOnEscape: boolean;
  readonly closeOnOverlayClick: boolean;
  readonly onClose: (payload?: unknown) => unknown;
}

/** What the view around a frame can do; what it lacks answers `false`, as Jira's views do. */
export interface View {
  readonly module: ModuleJson;
  readonly place: Place;
  readonly localId: string;
  /** The colour of what the frame stands on: a dialog's is not the page's. */
  readonly surfaceColor: () => string;
  /** The path below which the app's own history lives; full pages only. */
  readonly basePath?: string;
  readonly openModal: (request: ModalRequest) => void;
  readonly close?: (payload: unknown) => void;
  readonly onClose?: (callback: () => unknown) => void;
  readonly submit?: (payload: unknown) => Promise<void>;
  readonly refresh?: () => void;
  /** Keeps what is to be called when the person adds or updates a workflow rule. */
  readonly configure?: (callback: () => unknown) => void;
  readonly onTheme: (callback: (theme: { colorMode: 'light' | 'dark' }) => unknown) => void;
  readonly onLocation: (callback: (location: Location, action: 'POP') => unknown) => void;
  readonly onLeave: (stop: () => void) => void;
}

/** The page's side of the bridge: answers one command of a frame. Rejects with a sentence for what the site does not have. */
export async function answer(view: View, command: string, payload: unknown): Promise<unknown> {
  const handler = commands[command];
  if (!handler) throw new Error(`The local site does not support "${command}" of the bridge.`);
  return handler(view, payload as never);
}

/** How every rejection of `invoke` begins. */
const INVOKE_ERROR = 'There was an error invoking the function - ';

type Handler = (view: View, payload: never) => unknown;

const commands: Record<string, Handler> = {
  invoke: async ({ module, place }, { functionKey, payload, metadata }: { functionKey: string; payload?: unknown; metadata?: unknown }) => {
    if (metadata !== undefined) throw new Error('The local site does not support metadata of invoke.');
    try {
      const body = { moduleKey: module.key, place: withPath(place), functionKey, payload };
      return (await call<{ result?: unknown }>('POST', '/_site/forge/invoke', body)).result;
    } catch (error) {
      const message = messageOf(error);
      throw new Error(message.startsWith(INVOKE_ERROR) ? message : INVOKE_ERROR + message);
    }
  },
  fetchProduct: (_view, payload: ProductRequest) => fetchProduct(payload),
  getContext: async ({ module, place, localId, surfaceColor }) => {
    const context = await call<Record<string, unknown>>('POST', '/_site/forge/context', { moduleKey: module.key, place: withPath(place) });
    const theme = { colorMode: colorMode(), light: 'light', dark: 'dark', spacing: 'spacing', typography: 'typography', shape: 'shape' };
    return { ...context, localId, theme, surfaceColor: surfaceColor() };
  },
  getFrameId: ({ localId }) => localId,
  submit: async ({ submit }, payload: unknown) => (submit ? submit(payload) : false),
  close: ({ close }, payload: unknown) => (close ? close(payload) : false),
  onClose: ({ onClose }, callback: () => unknown) => (onClose ? onClose(callback) : false),
  open: () => false,
  refresh: ({ refresh }) => (refresh ? refresh() : false),
  refreshIssueView: ({ refresh, place }) => (refresh && place.issue !== undefined ? refresh() : false),
  setWorkflowRuleConfigurationCallback: ({ configure }, { data }: { data: { onConfigure: () => unknown } }) =>
    configure ? configure(data.onConfigure) : false,
  enableTheming: ({ onTheme }, { onTheme: tell }: { onTheme: (theme: unknown) => unknown }) => {
    onTheme(tell);
    return { colorMode: colorMode() };
  },
  createHistory: (view, { onLocation }: { onLocation: (location: Location, action: 'POP') => unknown }) => createHistory(view, onLocation),
  navigate: (_view, target: Target) => go(target),
  getUrl: (_view, target: Target) => new URL(pathOf(target), window.location.origin).href,
  reload: () => window.location.reload(),
  openModal: (view, options: ModalOptions) => openModal(view, options),
  showFlag: (_view, flag: FlagOptions) => void showFlag(flag),
  closeFlag: (_view, { id }: { id: string }) => closeFlag(id),
  emit: (_view, { event, payload }: { event: string; payload?: unknown }) => emit('app', event, payload),
  emitPublic: (_view, { event, payload }: { event: string; payload?: unknown }) => emit('public', event, payload),
  on: (view, { event, callback }: Subscription) => follow(view, 'app', event, callback),
  onPublic: (view, { event, callback }: Subscription) => follow(view, 'public', event, callback),
  changeWindowTitle: ({ basePath }, title: string) => {
    if (basePath === undefined) throw new Error('Only full pages change the window title.');
    document.title = title;
  },
  emitReadyEvent: () => undefined,
  isRovoEnabled: () => false,
  openRovo: () => false,
};

interface Subscription {
  readonly event: string;
  readonly callback: (payload?: unknown) => unknown;
}

interface ProductRequest {
  readonly product: string;
  readonly restPath: string;
  readonly fetchRequestInit: { readonly method?: string; readonly body?: string | null; readonly headers: readonly [string, string][] };
  readonly isMultipartFormData?: boolean;
}

interface Target {
  readonly url?: string;
  readonly type?: 'same-tab' | 'new-tab';
  readonly target?: string;
  readonly issueKey?: string;
  readonly projectKey?: string;
  readonly moduleKey?: string;
  readonly path?: string;
}

interface ModalOptions {
  readonly resource: string | null;
  readonly size: ModalRequest['size'];
  readonly title: string;
  readonly context: unknown;
  readonly closeOnEscape: boolean;
  readonly closeOnOverlayClick: boolean;
  readonly onClose: (payload?: unknown) => unknown;
}

const withPath = (place: Place): Place & { path: string } => ({ ...place, path: window.location.pathname + window.location.search });

async function fetchProduct({ product, restPath, fetchRequestInit, isMultipartFormData }: ProductRequest): Promise<unknown> {
  if (product !== 'jira') throw new Error(`The local site has no ${product}.`);
  if (isMultipartFormData) throw new Error('The local site does not take multipart forms from the bridge.');
  const { method = 'GET', body = null, headers } = fetchRequestInit;
  let response: Response;
  try {
    response = await fetch('/_site/forge/request', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ path: restPath, method: method.toUpperCase(), headers, body }),
    });
  } catch {
    throw new Error('Failed to fetch');
  }
  const own = Object.fromEntries(response.headers.entries());
  return {
    body: response.status === 204 ? '' : await response.text(),
    headers: own,
    status: response.status,
    statusText: response.statusText,
  };
}

function createHistory(view: View, onLocation: (location: Location, action: 'POP') => unknown): unknown {
  const base = view.basePath;
  if (base === undefined) throw new Error('createHistory is only available in full page modules.');
  view.onLocation(onLocation);
  const full = ({ pathname, search, hash }: Location): string => base + (pathname === '/' ? '' : pathname) + search + hash;
  return {
    location: appLocation(base),
    push: (location: Location) => navigate(full(location), { state: location.state }),
    replace: (location: Location) => navigate(full(location), { state: location.state, replace: true }),
    go: (steps: number) => window.history.go(steps),
  };
}

/** The page's address as the app sees it: relative to its own page. */
export function appLocation(base: string): Location {
  const { pathname, search, hash } = window.location;
  const state: unknown = window.history.state;
  return { pathname: pathname.slice(base.length) || '/', search, hash, ...(state === null ? {} : { state }) };
}

function pathOf({ url, target, issueKey, projectKey, moduleKey, path = '' }: Target): string {
  if (url !== undefined) return url;
  if (target === 'issue' && issueKey) return `/browse/${encodeURIComponent(issueKey)}`;
  if (target === 'projectSettingsDetails' && projectKey) return `/projects/${encodeURIComponent(projectKey)}/settings`;
  const project = projectKey ?? /^\/projects\/([^/]+)/.exec(window.location.pathname)?.[1];
  if (target === 'module' && moduleKey && project) return `/projects/${project}/apps/${moduleKey}${path}`;
  throw new Error(`The local site has no place for the target "${String(target)}".`);
}

/** Within the site at once; to anywhere else only in a new tab and after asking, as Jira does. */
function go(target: Target): void {
  const path = pathOf(target);
  const url = new URL(path, window.location.origin);
  const within = path.startsWith('/') && url.origin === window.location.origin;
  if (!within && !window.confirm(`You are leaving Jira for ${url.origin}. Continue?`))
    throw new Error('The person declined to leave the site.');
  if (within && target.type !== 'new-tab') navigate(url.pathname + url.search + url.hash);
  else window.open(url.href, '_blank', 'noopener');
}

function openModal(view: View, options: ModalOptions): void {
  const src = options.resource === null ? view.module.src : resourcePage(options.resource);
  if (src === undefined) throw new Error(`There is no resource "${String(options.resource)}".`);
  view.openModal({ ...options, src });
}

/** `ui/settings` -> the entry's own page: an entry's file is named after it. */
const resourcePage = (resource: string): string => {
  const [key, entry] = resource.split('/');
  return `/_forge/ui/${key}/${entry ?? 'index'}.html`;
};

function follow(view: View, scope: 'app' | 'public', event: string, callback: (payload?: unknown) => unknown): { unsubscribe: () => void } {
  const unsubscribe = subscribe(scope, event, callback);
  view.onLeave(unsubscribe);
  return { unsubscribe };
}
