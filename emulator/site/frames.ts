import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio';
import { Hono } from 'hono';
import type { SiteForge } from './ports';
import { cacheControl, contentType, readBelow } from './static-files';

/**
 * The app's Custom UI pages. They are served like Atlassian's CDN does: static files only, with the headers that Atlassian's
 * own package computes from the manifest, on another origin than the page. Page on localhost, frame on 127.0.0.1, or the
 * other way round: same server, but two origins and two sites to the browser.
 * https://developer.atlassian.com/platform/forge/custom-ui/iframe/
 */
export function frameRoutes(options: { readonly forge: SiteForge; readonly siteDir: string; readonly uiDir: string }): Hono {
  const app = new Hono();
  const { forge, siteDir, uiDir } = options;

  app.use('*', async (context, next) => {
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
  });

  app.get('/ui/:resource/:path{.+}', async (context) => {
    const resource = forge.resources().find((candidate) => candidate.key === context.req.param('resource'));
    const path = context.req.param('path');
    const file = resource && (await readBelow(uiDir, path));
    if (!file) return context.text('Not found', 404);
    if (!path.endsWith('.html'))
      return context.body(bytes(file), 200, { 'Content-Type': contentType(path), 'Cache-Control': cacheControl(path) });
    const html = file.toString('utf8');
    return context.body(withBridge(html), 200, {
      'Content-Type': contentType(path),
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': frameCsp(html, forge.permissions(), parentOrigin(new URL(context.req.url))),
    });
  });

  // The shim and Atlaskit's theme files: part of the site's build, served from the frame's own origin so 'self' covers them.
  app.get('/:path{bridge\\.js|theme/[a-z]+\\.css}', async (context) => {
    const path = context.req.param('path');
    const file = await readBelow(siteDir, `_forge/${path}`);
    if (!file) return context.text('Not found', 404);
    return context.body(bytes(file), 200, { 'Content-Type': contentType(path), 'Cache-Control': 'no-cache' });
  });

  app.all('*', (context) => context.text('Not found', 404));
  return app;
}

/** The other loopback name of the same server. */
export function otherLoopback(url: URL): string {
  const other = url.hostname === '127.0.0.1' ? 'localhost' : '127.0.0.1';
  return `${url.protocol}//${other}${url.port ? `:${url.port}` : ''}`;
}

const parentOrigin = otherLoopback;

/** The bridge must exist before any script of the page looks for it, so its script comes first in <head>. */
export function withBridge(html: string): string {
  const script = '<script src="/_forge/bridge.js"></script>';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + script) : script + html;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Atlassian's policy for this page, in production form. Left out: `report-uri`, which would send violations to Atlassian.
 * The parent is allowed as a frame ancestor only, as the site's host is; nothing else of it is reachable.
 */
export function frameCsp(html: string, permissions: unknown, parent: string): string {
  const processing = new CSPProcessingService(quiet, load);
  const details = processing.getCspDetails(html, permissions as Parameters<CSPProcessingService['getCspDetails']>[1]);
  const directives = new CSPInjectionService().getInjectableCSP({
    existingCSPDetails: details,
    microsEnv: 'prod',
    isFedRAMP: false,
    parentEmbeddingDomain: parent,
  });
  return directives.filter((directive) => !directive.startsWith('report-uri')).join('; ');
}

function bytes(file: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(file);
}
