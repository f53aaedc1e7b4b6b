import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/**
 * Node closes a connection that was idle for five seconds, just when a client may be sending its next request on it: that client sees ECONNRESET. Tests,
 * people and Jira clients pause longer than that all the time.
 */
const IDLE_MS = 600_000;

export type Fetch = (request: Request) => Response | Promise<Response>;

/** The port cannot be had; the message is a sentence. */
export class PortError extends Error {}

/**
 * Listens on this machine only. `localhost` means 127.0.0.1 to some programs and ::1 to others, so both are served where
 * the machine has both.
 */
export class Listener {
  private fetch: Fetch = () => new Response('The local Jira is starting.', { status: 503, headers: { 'Retry-After': '1' } });
  private servers: Server[] = [];
  readonly port: number;

  private constructor(first: Server) {
    this.servers.push(first);
    this.port = (first.address() as AddressInfo).port;
  }

  /** @param port 0 = any free one. Throws PortError when it is taken or not allowed. */
  static async open(port: number): Promise<Listener> {
    const answer: { by?: Listener } = {};
    const fetch: Fetch = (request) => answer.by?.fetch(request) ?? new Response(null, { status: 503 });
    const listener = new Listener(await bind(fetch, port, '127.0.0.1'));
    answer.by = listener;
    try {
      listener.servers.push(await bind(fetch, listener.port, '::1'));
    } catch (error) {
      // A machine without IPv6 has no ::1, which is fine; somebody else on ::1 would answer in our place.
      if (codeOf(error) === 'EADDRINUSE' || error instanceof PortError) {
        await listener.close();
        throw error;
      }
    }
    return listener;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Until this is called requests are answered with 503. */
  serve(fetch: Fetch): void {
    this.fetch = fetch;
  }

  /** Takes no new connections, lets running requests end for a second, then cuts them (open event streams never end). */
  async close(): Promise<void> {
    await Promise.all(
      this.servers.map(
        (server) =>
          new Promise<void>((done) => {
            server.close(() => done());
            server.closeIdleConnections();
            setTimeout(() => server.closeAllConnections(), 1_000).unref();
          }),
      ),
    );
  }
}

async function bind(fetch: Fetch, port: number, host: string): Promise<Server> {
  const handle = getRequestListener(fetch);
  const server = createServer({ keepAliveTimeout: IDLE_MS }, (request, response) => void handle(request, response));
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen({ port, host, ...(host === '::1' ? { ipv6Only: true } : {}) }, () => {
      server.off('error', fail);
      done();
    });
  }).catch((error: unknown) => {
    const code = codeOf(error);
    if (code === 'EADDRINUSE')
      throw new PortError(`Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`);
    if (code === 'EACCES') throw new PortError(`Port ${port} needs special rights on this machine. Choose another: PORT=8080 npm start`);
    throw error;
  });
  return server;
}

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
