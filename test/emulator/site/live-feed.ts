import type { TestSite } from '../../builders/site';
import { ORIGIN } from './session';

/** What an open page of that person hears: the site's server-sent events. */
export class LiveFeed {
  private text = '';
  private readonly decoder = new TextDecoder();

  private constructor(private readonly reader: ReadableStreamDefaultReader<Uint8Array>) {}

  /** Resolves when the page is connected. */
  static async of(site: TestSite, person: string): Promise<LiveFeed> {
    const session = await site.fetch(
      new Request(`${ORIGIN}/_site/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ accountId: site.as(person).accountId }),
      }),
    );
    const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { body } = await site.fetch(new Request(`${ORIGIN}/_site/activity`, { headers: { cookie } }));
    if (!body) throw new Error('The feed has no body.');
    const feed = new LiveFeed(body.getReader());
    await feed.next('history');
    return feed;
  }

  /** The data of the next event of that name; others are passed over. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what comes is asserted on, not typed
  async next(name: string): Promise<any> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end < 0) {
        const { value, done } = await this.reader.read();
        if (done) throw new Error(`The feed ended before "${name}".`);
        this.text += this.decoder.decode(value, { stream: true });
        continue;
      }
      const lines = this.text.slice(0, end).split('\n');
      this.text = this.text.slice(end + 2);
      const part = (field: string): string | undefined => lines.find((line) => line.startsWith(`${field}: `))?.slice(field.length + 2);
      if (part('event') === name) return JSON.parse(part('data') ?? 'null');
    }
  }

  close(): Promise<void> {
    return this.reader.cancel();
  }
}
