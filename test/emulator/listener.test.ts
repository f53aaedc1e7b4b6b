import { Listener, PortError } from '../../emulator/listener';

describe('the listener', () => {
  it('answers on localhost and 127.0.0.1, 503 until there is a site', async () => {
    const listener = await Listener.open(0);
    try {
      expect((await fetch(listener.url)).status).toBe(503);
      listener.serve((request) => new Response(new URL(request.url).pathname));
      expect(await (await fetch(`${listener.url}/a`)).text()).toBe('/a');
      expect(await (await fetch(`http://127.0.0.1:${listener.port}/b`)).text()).toBe('/b');
    } finally {
      await listener.close();
    }
  });

  it('says in a sentence that a port is taken', async () => {
    const listener = await Listener.open(0);
    try {
      await expect(Listener.open(listener.port)).rejects.toThrow(PortError);
      await expect(Listener.open(listener.port)).rejects.toThrow(`Port ${listener.port} is taken`);
    } finally {
      await listener.close();
    }
  });

  it('gives the port back when closed, also with an open event stream', async () => {
    const listener = await Listener.open(0);
    listener.serve(() => new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('hello')) })));
    const response = await fetch(listener.url);
    const body = response.text().catch(() => 'cut');
    await listener.close();
    expect(await body).toBe('cut');
    const again = await Listener.open(listener.port);
    await again.close();
  });

  it('keeps the connection of a client that pauses for minutes', async () => {
    const listener = await Listener.open(0);
    try {
      listener.serve(() => new Response('here'));
      expect((await fetch(listener.url)).headers.get('keep-alive')).toBe('timeout=600');
    } finally {
      await listener.close();
    }
  });
});
