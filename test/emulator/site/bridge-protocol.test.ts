import { createLocalHistory, locationOf, type HostHistory, type Location } from '../../../emulator/site/bridge/history';
import { Peer, type Port } from '../../../emulator/site/bridge/protocol';

const open: Peer[] = [];
afterEach(() => open.splice(0).forEach((peer) => peer.close()));

function connect(answer: (command: string, payload: unknown) => unknown): Peer {
  const { port1, port2 } = new MessageChannel();
  const host = new Peer(port1 as unknown as Port, answer);
  const frame = new Peer(port2 as unknown as Port);
  open.push(host, frame);
  return frame;
}

describe('a call over the bridge', () => {
  it('brings the answer of the page', async () => {
    const frame = connect((command, payload) => ({ command, payload }));
    expect(await frame.command('invoke', { functionKey: 'a' })).toEqual({ command: 'invoke', payload: { functionKey: 'a' } });
  });

  it('rejects with an Error of the same message', async () => {
    const frame = connect(() => Promise.reject(new Error('There was an error invoking the function - no')));
    await expect(frame.command('invoke', {})).rejects.toEqual(new Error('There was an error invoking the function - no'));
  });

  it('rejects what cannot be cloned instead of hanging', async () => {
    const frame = connect(() => undefined);
    await expect(frame.command('emit', { payload: new WeakMap() })).rejects.toThrow();
  });

  it('carries functions both ways as callbacks', async () => {
    const heard: unknown[] = [];
    const frame = connect((_command, payload) => {
      const { callback } = payload as { callback: (value: unknown) => Promise<unknown> };
      return { unsubscribe: async () => callback('bye') };
    });
    const subscription = (await frame.command('on', { event: 'x', callback: (value: unknown) => heard.push(value) })) as {
      unsubscribe: () => Promise<unknown>;
    };
    expect(await subscription.unsubscribe()).toBe(1);
    expect(heard).toEqual(['bye']);
  });

  it('is rejected when the view is closed before the answer', async () => {
    const frame = connect(() => new Promise(() => undefined));
    const call = frame.command('invoke', {});
    frame.close();
    await expect(call).rejects.toThrow('closed');
  });
});

describe('the history of a full page', () => {
  const root: Location = { pathname: '/', search: '', hash: '' };

  it('resolves paths as the history package does', () => {
    expect(locationOf('/a?b=1#c', root)).toEqual({ pathname: '/a', search: '?b=1', hash: '#c' });
    expect(locationOf('b', { pathname: '/a/x', search: '', hash: '' })).toMatchObject({ pathname: '/a/b' });
    expect(locationOf({ search: '?q' }, { pathname: '/a', search: '', hash: '' }, { s: 1 })).toEqual({
      pathname: '/a',
      search: '?q',
      hash: '',
      state: { s: 1 },
    });
  });

  it('moves at once, tells its listeners and the page, and follows the page back', async () => {
    const pushed: Location[] = [];
    let back: (location: Location, action: 'POP') => void = () => undefined;
    const history = await createLocalHistory(async (onLocation): Promise<HostHistory> => {
      back = onLocation;
      return { location: root, push: (location) => pushed.push(location), replace: () => undefined, go: () => undefined };
    });
    const seen: string[] = [];
    const stop = history.listen(({ pathname }, action) => seen.push(`${action} ${pathname}`));
    history.push('/matrix');
    back(root, 'POP');
    stop();
    history.push('/unheard');
    expect(pushed.map(({ pathname }) => pathname)).toEqual(['/matrix', '/unheard']);
    expect(seen).toEqual(['PUSH /matrix', 'POP /']);
    expect(history.location.pathname).toBe('/unheard');
  });
});
