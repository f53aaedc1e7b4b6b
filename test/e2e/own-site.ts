import { spawn } from 'node:child_process';
import { once } from 'node:events';

interface OwnSite {
  /** Another folder with manifest and build than the repository. */
  readonly root?: string;
}

/**
 * A fresh local site for as long as `use` runs, for tests that change it. Its pages are on localhost, the frames of the app
 * on 127.0.0.1: to a browser that is another site.
 */
export async function withSite(use: (url: string) => Promise<void>, { root }: OwnSite = {}): Promise<void> {
  const script = root === undefined ? 'scripts/start.mjs' : 'build/emulator/main.cjs';
  const site = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: '0', ...(root === undefined ? {} : { MANDATE_ROOT: root }) },
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
