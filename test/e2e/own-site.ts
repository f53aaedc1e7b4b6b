import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * A fresh local site for as long as `use` runs, for tests that change it. Its pages are on localhost, the frames of the app
 * on 127.0.0.1: to a browser that is another site.
 */
export async function withSite(use: (url: string) => Promise<void>): Promise<void> {
  const site = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(site, 'exit');
  try {
    const url = new Promise<string>((resolve, reject) => {
      let said = '';
      site.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
        const ready = /ready at (http:\S+)/.exec(said)?.[1];
        if (ready !== undefined) resolve(ready);
      });
      site.once('exit', () => reject(new Error(`The local site ended before it was ready: ${said}`)));
    });
    await use(await url);
  } finally {
    site.kill('SIGTERM');
    await ended;
  }
}
