/**
 * What goes over the MessagePort between an app's frame and the page that hosts it. Functions cannot be cloned, so either
 * side keeps its own and sends a handle; calling the handle on the other side is a message back.
 */
export const HELLO = 'forge-bridge:hello';
export const CONNECT = 'forge-bridge:connect';

const FUNCTION = '__bridgeFunction';

export type Message =
  | { readonly kind: 'command'; readonly id: number; readonly command: string; readonly payload: unknown }
  | { readonly kind: 'function'; readonly id: number; readonly handle: number; readonly args: readonly unknown[] }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** The part of a MessagePort that is used; the browser's and Node's both fit. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start(): void;
  close(): void;
}

type AnyFunction = (...args: unknown[]) => unknown;
interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One end of the bridge. The frame's end makes commands, the page's end answers them; both call functions they were given. */
export class Peer {
  private nextId = 1;
  private readonly waiting = new Map<number, Waiting>();
  private readonly functions = new Map<number, AnyFunction>();

  constructor(
    private readonly port: Port,
    private readonly answer: (command: string, payload: unknown) => unknown = () => Promise.reject(new Error('Not a host.')),
  ) {
    port.addEventListener('message', ({ data }) => this.receive(data as Message));
    port.start();
  }

  command(command: string, payload: unknown): Promise<unknown> {
    return this.send((id) => ({ kind: 'command', id, command, payload: this.encode(payload) }));
  }

  close(): void {
    this.port.close();
    for (const { reject } of this.waiting.values()) reject(new Error('The view was closed.'));
    this.waiting.clear();
  }

  private send(message: (id: number) => Message): Promise<unknown> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      try {
        this.port.postMessage(message(id));
      } catch (error) {
        this.waiting.delete(id);
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  private receive(message: Message): void {
    if (message.kind === 'command') void this.reply(message.id, () => this.answer(message.command, this.decode(message.payload)));
    else if (message.kind === 'function') void this.reply(message.id, () => this.callOwn(message.handle, message.args));
    else {
      const waiting = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.kind === 'result') waiting?.resolve(this.decode(message.value));
      else waiting?.reject(new Error(message.message));
    }
  }

  private async reply(id: number, work: () => unknown): Promise<void> {
    let message: Message;
    try {
      message = { kind: 'result', id, value: this.encode(await work()) };
    } catch (error) {
      message = { kind: 'failure', id, message: error instanceof Error ? error.message : String(error) };
    }
    this.port.postMessage(message);
  }

  private callOwn(handle: number, args: readonly unknown[]): unknown {
    const own = this.functions.get(handle);
    if (!own) throw new Error('This callback no longer exists.');
    return own(...args.map((arg) => this.decode(arg)));
  }

  private encode(value: unknown): unknown {
    if (typeof value === 'function') {
      const handle = this.nextId++;
      this.functions.set(handle, value as AnyFunction);
      return { [FUNCTION]: handle };
    }
    return mapPlain(value, (inner) => this.encode(inner));
  }

  private decode(value: unknown): unknown {
    if (isPlain(value) && typeof value[FUNCTION] === 'number') {
      const handle = value[FUNCTION];
      return (...args: unknown[]) => this.send((id) => ({ kind: 'function', id, handle, args: args.map((arg) => this.encode(arg)) }));
    }
    return mapPlain(value, (inner) => this.decode(inner));
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Arrays and plain objects are walked; everything else (Blob, Date, …) is left to structured cloning. */
function mapPlain(value: unknown, map: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner)]));
}
