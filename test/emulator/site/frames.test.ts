import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frameRoutes } from '../../../emulator/site/frames';
import type { SiteForge } from '../../../emulator/site/ports';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'frames-'));
  mkdirSync(join(root, 'ui/assets'), { recursive: true });
  mkdirSync(join(root, 'site/_forge/theme'), { recursive: true });
  writeFileSync(join(root, 'ui/panel.html'), '<!doctype html><html><head lang="en"><script src="./assets/a.js"></script></head></html>');
  writeFileSync(join(root, 'ui/assets/a.js'), '1');
  writeFileSync(join(root, 'site/_forge/bridge.js'), '2');
  writeFileSync(join(root, 'site/_forge/theme/light.css'), 'a{}');
  writeFileSync(join(root, 'secret.txt'), 'secret');
});
afterAll(() => rmSync(root, { recursive: true }));

const frame = async (path: string, permissions: object = {}, host = '127.0.0.1:8080'): Promise<Response> => {
  const forge = {
    resources: () => [{ key: 'ui', entry: { panel: 'panel.html' } }],
    permissions: () => permissions,
  } as unknown as SiteForge;
  return frameRoutes({ forge, siteDir: join(root, 'site'), uiDir: join(root, 'ui') }).request(`http://${host}${path}`);
};
const directive = (response: Response, name: string): string =>
  (response.headers.get('content-security-policy') ?? '').split('; ').find((part) => part.startsWith(`${name} `)) ?? '';

describe('a page of the app', () => {
  it('finds the bridge before any script of its own', async () => {
    const html = await (await frame('/ui/ui/panel.html')).text();
    expect(html).toContain('<head lang="en"><script src="/_forge/bridge.js"></script><script src="./assets/a.js">');
    expect(await (await frame('/bridge.js')).text()).toBe('2');
  });

  it("has Atlassian's policy: no inline styles or scripts, framed by this site only, no report sent anywhere", async () => {
    const response = await frame('/ui/ui/panel.html');
    expect(directive(response, 'style-src')).not.toContain('unsafe-inline');
    expect(directive(response, 'script-src')).not.toContain('unsafe');
    expect(directive(response, 'frame-ancestors')).toContain('http://localhost:8080');
    expect(directive(response, 'sandbox')).toContain('allow-same-origin');
    expect(directive(response, 'connect-src')).not.toContain('localhost');
    expect(response.headers.get('content-security-policy')).not.toContain('report-uri');
  });

  it('is framed by the other loopback name, whichever it is', async () => {
    expect(directive(await frame('/ui/ui/panel.html', {}, 'localhost:9000'), 'frame-ancestors')).toContain('http://127.0.0.1:9000');
  });

  it('may do what the manifest declares', async () => {
    const permissions = { content: { styles: ['unsafe-inline'] }, external: { images: ['https://img.example.com'] } };
    const response = await frame('/ui/ui/panel.html', permissions);
    expect(directive(response, 'style-src')).toContain("'unsafe-inline'");
    expect(directive(response, 'img-src')).toContain('https://img.example.com');
  });

  it('comes from a declared resource, and never from outside its folder', async () => {
    expect((await frame('/ui/ui/assets/a.js')).status).toBe(200);
    expect((await frame('/ui/other/panel.html')).status).toBe(404);
    for (const path of [
      '/ui/ui/..%2Fsecret.txt',
      '/ui/ui/%2e%2e%2fsecret.txt',
      '/ui/ui/assets/..%2f..%2fsecret.txt',
      '/theme/..%2f..%2fsecret.css',
      '/ui/ui/%E0%A4%A',
    ])
      expect((await frame(path)).status).toBe(404);
  });

  it('has no API beside it', async () => {
    expect((await frame('/_site/session')).status).toBe(404);
    expect((await frame('/theme/light.css')).headers.get('content-type')).toContain('text/css');
  });
});
