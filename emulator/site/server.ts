import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { JiraError, badRequest, forbidden, unauthorized } from '../jira/errors';
import type { Jira } from '../jira/jira';
import type { User } from '../jira/model';
import { appRoutes } from './app-routes';
import { visibleChange } from './changes';
import { frameRoutes, otherLoopback } from './frames';
import { issueRoutes } from './issue-routes';
import { listRoutes } from './list-routes';
import type { SiteActivity, SiteForge, SiteGateway } from './ports';
import { panelRoutes } from './panel-routes';
import { projectScreens } from './project-screens';
import { Sessions, isFromAppFrame, isSameOrigin } from './sessions';
import { sprintRoutes } from './sprint-routes';
import { workflowRoutes } from './workflow-routes';
import { cacheControl, contentType, readBelow } from './static-files';
import type { Translate } from './translations';

export interface SiteOptions {
  readonly jira: Jira;
  readonly forge: SiteForge;
  readonly gateway: SiteGateway;
  readonly activity: SiteActivity;
  /** The built client (`build/site`). */
  readonly siteDir: string;
  /** The app's built Custom UI: the folder of the manifest's resources. */
  readonly uiDir: string;
  /** Texts of the manifest (manifestTexts); without it keys are shown. */
  readonly translate?: Translate;
}

export interface Site {
  /** Answers `/_site/*`, `/_forge/*` and every page of the client. `/rest` and `/_emulator` come before it. */
  readonly app: Hono;
  /** For the REST gateway: the person whose session cookie a request carries. */
  resolveSession(request: Request): string | undefined;
}

/**
 * The pages of the small Jira that hosts the app. The client itself uses Jira's public REST with the session cookie; what is
 * here is only what a browser needs beside it: who one is, the app's modules and frames, and the feed of what the app does.
 */
export function createSite(options: SiteOptions): Site {
  const { jira, activity, siteDir } = options;
  const sessions = new Sessions();
  const app = new Hono();
  const person = (request: Request): string => {
    const accountId = sessions.resolve(request);
    if (accountId === undefined) throw unauthorized('Choose who you are first.');
    return accountId;
  };

  app.onError((error, context) => {
    if (error instanceof JiraError) {
      return context.json({ errorMessages: error.errorMessages, errors: error.errors }, error.status as 400, { ...error.headers });
    }
    console.error(error);
    return context.json({ errorMessages: ['The local site failed. Its terminal says why.'], errors: {} }, 500);
  });

  app.use('/_site/*', async (context, next) => {
    if (isFromAppFrame(context.req.raw)) throw forbidden('App frames have no access to the site.');
    if (context.req.method !== 'GET' && !isSameOrigin(context.req.raw)) throw forbidden('This request comes from another origin.');
    await next();
    context.header('Cache-Control', 'no-store');
  });

  app.get('/_site/accounts', (context) => context.json({ accounts: people(jira).map((user) => account(jira, user)) }));

  app.get('/_site/session', (context) => {
    const accountId = sessions.resolve(context.req.raw);
    const user = accountId === undefined ? undefined : jira.state.users.get(accountId);
    return context.json({
      account: user ? account(jira, user) : null,
      app: { name: options.forge.app.name, id: options.forge.app.id },
      frameOrigin: otherLoopback(new URL(context.req.url)),
    });
  });

  app.post('/_site/session', async (context) => {
    const body = z.object({ accountId: z.string() }).safeParse(await context.req.json().catch(() => undefined));
    const user = body.success ? people(jira).find((candidate) => candidate.accountId === body.data.accountId) : undefined;
    if (!user) throw badRequest('There is no such person.');
    context.header('Set-Cookie', sessions.start(context.req.raw, user.accountId));
    return context.json({ account: account(jira, user) });
  });

  app.delete('/_site/session', (context) => {
    context.header('Set-Cookie', sessions.end(context.req.raw));
    return context.body(null, 204);
  });

  app.get('/_site/projects/:project/screens', (context) => {
    const accountId = person(context.req.raw);
    return context.json(projectScreens(jira, accountId, context.req.param('project')));
  });

  app.get('/_site/mail', (context) => context.json({ messages: inboxOf(jira, person(context.req.raw)) }));

  app.post('/_site/mail/read', (context) => {
    jira.mail.markRead(person(context.req.raw));
    return context.body(null, 204);
  });

  app.get('/_site/activity', (context) => {
    const accountId = person(context.req.raw);
    const since = Number(context.req.header('last-event-id') ?? context.req.query('since') ?? 0) || 0;
    return streamSSE(context, async (stream) => {
      const send = (event: string, data: unknown, id?: number): void =>
        void stream.writeSSE({ event, data: JSON.stringify(data), ...(id === undefined ? {} : { id: String(id) }) });
      // What is past comes in one piece: a page that has just been loaded shows it, but need not read anything again for it.
      const past = activity.since(since);
      send('history', past, past.at(-1)?.seq ?? since);
      const stops = [
        activity.subscribe((entry) => send('activity', entry, entry.seq)),
        jira.events.watch((event) => {
          const change = visibleChange(jira, accountId, event);
          if (change) send('change', change);
        }),
        jira.mail.subscribe(({ recipients, subject }) => {
          if (recipients.includes(accountId)) send('mail', { subject });
        }),
      ];
      await new Promise<void>((done) => stream.onAbort(done));
      for (const stop of stops) stop();
    });
  });

  app.route('/_site/forge', appRoutes({ ...options, person }));
  app.route('/_site/issues', issueRoutes({ jira, person }));
  app.route('/_site/panels', panelRoutes({ ...options, person }));
  app.route('/_site/planning', sprintRoutes({ jira, person }));
  app.route('/_site/workflows', workflowRoutes({ ...options, person }));
  app.route('/_site/list', listRoutes({ ...options, person }));
  app.all('/_site/*', (context) => context.json({ errorMessages: ['Not found.'], errors: {} }, 404));
  app.route('/_forge', frameRoutes(options));

  app.get('*', async (context) => {
    const path = new URL(context.req.url).pathname;
    const file = path.startsWith('/_') || path === '/' ? undefined : await readBelow(siteDir, path);
    const served = file ? path : 'index.html';
    if (!file && /\.\w{2,5}$/.test(path) && !path.startsWith('/browse/')) return context.text('Not found', 404);
    const body = file ?? (await readBelow(siteDir, 'index.html'));
    if (!body) return context.text('The site is not built yet: npm run build', 503);
    return context.body(new Uint8Array(body), 200, {
      'Content-Type': contentType(served),
      'Cache-Control': cacheControl(served),
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': pageCsp(otherLoopback(new URL(context.req.url))),
    });
  });

  return { app, resolveSession: (request) => (isFromAppFrame(request) ? undefined : sessions.resolve(request)) };
}

function people(jira: Jira): User[] {
  return [...jira.state.users.values()].filter((user) => user.active && user.accountType === 'atlassian');
}

/** What a page shows of a person's mail: its own, newest first. */
function inboxOf(jira: Jira, accountId: string): readonly object[] {
  return jira.mail.of(accountId).map((message) => {
    const { id, at, from, subject, textBody, htmlBody, issueKey } = message;
    return {
      id,
      at: new Date(at).toISOString(),
      from,
      subject,
      textBody,
      htmlBody,
      issueKey,
      unread: jira.mail.isUnread(accountId, message),
    };
  });
}

function account(jira: Jira, user: User): Record<string, unknown> {
  const { accountId, displayName, emailAddress, timeZone, locale } = user;
  return { accountId, displayName, emailAddress, timeZone, locale, isAdmin: jira.permissions.isJiraAdmin(accountId) };
}

/** `unsafe-inline` styles: the page's own components set positions by style attributes. Frames have Atlassian's policy instead. */
function pageCsp(frameOrigin: string): string {
  return [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `frame-src ${frameOrigin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
