import { Hono } from 'hono';
import { Activity } from './activity';
import { Clock } from './clock';
import { doorRoutes } from './doors';
import { isWrite } from './forge/changes';
import { Forge } from './forge/forge';
import { Jira } from './jira/jira';
import { RestGateway, type GatewayOptions } from './jira/rest/gateway';
import type { JiraState } from './jira/state';
import { Listener } from './listener';
import type { SiteData } from './persistence';
import { createSite } from './site/server';
import { manifestTexts } from './site/translations';
import { isFromAppFrame, isSameOrigin } from './site/sessions';
import { DEFAULT_SWITCHES, type Switches } from './switches';

export interface EmulatorOptions {
  readonly manifestPath: string;
  /** The app's functions, built into one CommonJS file. */
  readonly functionsPath: string;
  /** The app's built Custom UI. */
  readonly uiDir: string;
  /** The built pages of the site itself. */
  readonly siteDir: string;
  /** Default: real time. */
  readonly clock?: Clock;
  /** Data to begin with, see demo/seed.ts; default an empty site. */
  readonly state?: JiraState;
  /** What Forge.snapshot() gave in an earlier life of the same site. */
  readonly forgeData?: unknown;
  readonly switches?: Partial<Switches>;
  /** What the app is called on the site; default: as its package is. */
  readonly appName?: string;
  /** Jira.mail.snapshot() of an earlier life. */
  readonly mail?: unknown;
  /** What links in answers begin with; default `http://localhost:8080`. */
  readonly baseUrl?: string;
  readonly rest?: Pick<GatewayOptions, 'openApi' | 'failOnViolation' | 'limits'>;
  /** A line for the terminal: the app's console and internal errors. */
  readonly log?: (line: string) => void;
}

/** A whole site with the app installed, in one process. */
export interface Emulator {
  readonly jira: Jira;
  readonly forge: Forge;
  readonly gateway: RestGateway;
  readonly activity: Activity;
  readonly clock: Clock;
  readonly switches: Switches;
  /** Answers any request of the site: REST, doors, pages. */
  fetch(request: Request): Promise<Response>;
  /** Serves on 127.0.0.1 (and ::1); 0 = any free port. Throws PortError. */
  listen(port: number): Promise<{ readonly url: string; readonly port: number }>;
  /** Serves on a listener that is open already. */
  serve(listener: Listener): void;
  /** Called after anything that may have changed the site's data. */
  onChange(listener: () => void): void;
  snapshot(): SiteData;
  /** Stops listening, lets what runs come to its end, stops the clock. */
  close(): Promise<void>;
}

/** @throws ManifestError, or what the app's bundle throws while it is loaded */
export async function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  const clock = options.clock ?? new Clock({ mode: 'real' });
  const switches: Switches = { ...DEFAULT_SWITCHES, ...options.switches };
  const baseUrl = options.baseUrl ?? 'http://localhost:8080';
  const activity = new Activity(() => clock.now());
  const jira = new Jira(clock, switches, options.state, baseUrl);
  if (options.mail !== undefined) jira.mail.restore(options.mail);
  const translate = manifestTexts(options.manifestPath);
  // The site knows sessions, the gateway asks for them, and the site needs the gateway.
  let resolveSession: GatewayOptions['resolveSession'] = () => undefined;
  const gateway = new RestGateway(jira, {
    activity,
    resolveSession: (request) => resolveSession?.(request),
    ...options.rest,
    ...(options.log ? { log: options.log } : {}),
  });
  const forge = new Forge({
    manifestPath: options.manifestPath,
    functionsPath: options.functionsPath,
    jira,
    gateway,
    clock,
    switches,
    activity,
    translate: (key) => translate(key, 'en_US'),
    ...(options.appName === undefined ? {} : { appName: options.appName }),
    ...(options.forgeData === undefined ? {} : { storage: options.forgeData }),
  });
  const site = createSite({
    jira,
    forge,
    gateway,
    activity,
    siteDir: options.siteDir,
    uiDir: options.uiDir,
    translate,
  });
  resolveSession = (request) => site.resolveSession(request);

  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  activity.subscribe(changed);
  jira.events.watch(changed);
  jira.mail.subscribe(changed);

  const app = new Hono();
  app.use('*', async (context, next) => {
    if (!isLoopback(new URL(context.req.url).hostname)) return context.text('This site answers on this machine only.', 421);
    await next();
    if (!['GET', 'HEAD', 'OPTIONS'].includes(context.req.method)) {
      changed();
      // A role or a scheme changes without an event: schedules have something to look at all the same.
      if (context.req.path.startsWith('/rest/') && isWrite(context.req.method, context.req.path)) forge.noteChange();
    }
    return undefined;
  });
  app.all('/rest/*', (context) => gateway.handle(context.req.raw, 'from-credentials'));
  app.use('/_emulator/*', async (context, next) => {
    if (isFromAppFrame(context.req.raw) || !isSameOrigin(context.req.raw))
      return context.text('The doors are for tests, not for pages.', 403);
    return next();
  });
  app.route('/_emulator', doorRoutes({ jira, forge, activity, clock, switches }));
  app.route('/', site.app);

  const open = new Set<Listener>();
  const emulator: Emulator = {
    jira,
    forge,
    gateway,
    activity,
    clock,
    switches,
    fetch: async (request) => app.fetch(request),
    listen: async (port) => {
      const listener = await Listener.open(port);
      emulator.serve(listener);
      return { url: listener.url, port: listener.port };
    },
    serve: (listener) => {
      open.add(listener);
      listener.serve((request) => emulator.fetch(request));
    },
    onChange: (listener) => void listeners.add(listener),
    snapshot: () => ({
      clockOffsetMs: clock.mode === 'real' ? clock.now() - Date.now() : 0,
      jira: jira.state.snapshot(),
      forge: forge.snapshot(),
      mail: jira.mail.snapshot(),
    }),
    close: async () => {
      await Promise.all([...open].map((listener) => listener.close()));
      clock.stop();
      await forge.close();
    },
  };
  clock.start();
  return emulator;
}

/** A page elsewhere could point a name of its own at 127.0.0.1 and then talk to us as if we were it; so other names get no answer. */
const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
