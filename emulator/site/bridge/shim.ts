import { createLocalHistory, type HostHistory } from './history';
import { CONNECT, HELLO, Peer } from './protocol';
import { watchSize } from './size';
import { applyTheme, type Theme } from './theme';

/**
 * The first script of every app page: what the real @forge/bridge finds as `globalThis.__bridge` at import. It asks the
 * parent page for a MessagePort and sends every call over it; calls made before the port is there wait for it.
 */
type CallBridge = (command: string, payload?: unknown) => Promise<unknown>;

const connected = new Promise<Peer>((resolve) => {
  const onMessage = (event: MessageEvent): void => {
    const port = event.ports[0];
    if (event.source !== window.parent || event.data !== CONNECT || !port) return;
    window.removeEventListener('message', onMessage);
    resolve(new Peer(port));
  };
  window.addEventListener('message', onMessage);
});

if (window.parent !== window) window.parent.postMessage(HELLO, '*');

const toHost: CallBridge = async (command, payload) => (await connected).command(command, payload);

/** These need a part on this side of the port: history objects answer at once, and themes are the frame's own files. */
const here: Record<string, CallBridge> = {
  createHistory: async () => createLocalHistory((onLocation) => toHost('createHistory', { onLocation }) as Promise<HostHistory>),
  enableTheming: async () => applyTheme((await toHost('enableTheming', { onTheme: (theme: Theme) => applyTheme(theme) })) as Theme),
};

Object.defineProperty(globalThis, '__bridge', {
  value: { callBridge: ((command, payload) => (here[command] ?? toHost)(command, payload)) satisfies CallBridge },
});

watchSize((size) => void toHost('__size', size));
