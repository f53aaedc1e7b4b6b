import * as util from 'node:util';
import * as vm from 'node:vm';
import type { Clock } from '../clock';
import { requireBuiltin, requireRefusal } from './builtins';
import { CONTEXT_BOOTSTRAP } from './context-bootstrap';
import { currentInvocation, type Invocation } from './invocation';
import { knowRealm } from './rejections';
import { Timers } from './timers';

/** A host answer as it crosses into the app's context: bytes and names only. */
export interface WireResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
}

/** What an instance needs of the platform around it. */
export interface InstanceHost {
  readonly clock: Clock;
  readonly platformCall: (metaText: string, path: string, init: RequestInit | undefined) => Promise<WireResponse>;
  readonly egress: (url: string) => Promise<WireResponse>;
  readonly log: (level: string, text: string) => void;
  readonly afterTimer: () => Promise<void>;
  /** Environment variables of the app. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface AppCode {
  readonly source: string;
  readonly filename: string;
  /** Directory the app may read its own files from. */
  readonly directory: string;
}

export type CallResult =
  | { readonly ok: true; readonly value: string | undefined }
  | { readonly ok: false; readonly name: string; readonly message: string; readonly stack?: string };

interface Bootstrapped {
  load(compiled: unknown, filename: string): void;
  has(name: string): boolean;
  call(name: string, argumentsText: string): Promise<CallResult>;
}

/** Classes and functions of Node that the context borrows instead of its own. */
const BORROWED = [
  ...[
    'AbortController',
    'AbortSignal',
    'Blob',
    'Buffer',
    'CompressionStream',
    'Crypto',
    'CryptoKey',
    'CustomEvent',
    'DecompressionStream',
    'DOMException',
  ],
  ...[
    'Event',
    'EventTarget',
    'FormData',
    'Headers',
    'MessageChannel',
    'MessageEvent',
    'MessagePort',
    'ReadableStream',
    'Request',
    'Response',
    'SubtleCrypto',
  ],
  ...[
    'TextDecoder',
    'TextDecoderStream',
    'TextEncoder',
    'TextEncoderStream',
    'TransformStream',
    'URL',
    'URLSearchParams',
    'WritableStream',
  ],
  ...['atob', 'btoa', 'crypto'],
  ...[
    'ArrayBuffer',
    'SharedArrayBuffer',
    'DataView',
    'Uint8Array',
    'Uint8ClampedArray',
    'Uint16Array',
    'Uint32Array',
    'Int8Array',
    'Int16Array',
    'Int32Array',
  ],
  ...['Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
];

/**
 * One warm module instance: the bundle loaded once in a fresh `vm` context, with its own globals, clock and timers. Module-level
 * state lives as long as the instance does; a crash drops it, as Forge drops the process.
 */
export class ModuleInstance {
  private readonly timers: Timers;
  private readonly app: Bootstrapped;

  /** @throws what the bundle throws while loading. */
  constructor(code: AppCode, host: InstanceHost) {
    this.timers = new Timers(host.clock, host.afterTimer);
    const context = freshContext();
    knowRealm(vm.runInContext('Promise.prototype', context) as object, (text) => host.log('error', text));
    const bootstrap = vm.runInContext(CONTEXT_BOOTSTRAP, context, { filename: 'forge-bootstrap.js' }) as (host: object) => Bootstrapped;
    this.app = bootstrap(this.hostObject(code, host));
    this.app.load(compiled(code).runInContext(context), code.filename);
  }

  has(exportName: string): boolean {
    return this.app.has(exportName);
  }

  /** Calls an export with JSON arguments; never rejects. */
  call(exportName: string, argumentsText: string): Promise<CallResult> {
    return this.app.call(exportName, argumentsText);
  }

  /** The timers a dead invocation left never fire. */
  dropTimersOf(invocation: Invocation): void {
    this.timers.clearOf(invocation);
  }

  private hostObject(code: AppCode, host: InstanceHost): object {
    const borrowed = Object.fromEntries(
      BORROWED.flatMap((name) => {
        const value = (globalThis as Record<string, unknown>)[name];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    return {
      globals: borrowed,
      now: () => host.clock.now(),
      isHostError: (value: unknown, name: string) =>
        util.types.isNativeError(value) && (name === 'Error' || value.constructor.name === name),
      setTimer: (callback: () => void, milliseconds: unknown, repeats: boolean) => this.timers.set(callback, milliseconds, repeats),
      clearTimer: (timer: unknown) => this.timers.clear(timer),
      setImmediate: (callback: () => void) => setImmediate(callback),
      clearImmediate: (handle: NodeJS.Immediate) => clearImmediate(handle),
      queueMicrotask: (callback: () => void) => queueMicrotask(callback),
      structuredClone: (value: unknown) => structuredClone(value),
      egress: (input: unknown) => host.egress(input instanceof Request ? input.url : String(input)),
      platformCall: (metaText: string, path: unknown, init: RequestInit | undefined) => host.platformCall(metaText, String(path), init),
      runtime: () => currentInvocation.getStore()?.runtime,
      log: (level: string, values: unknown[]) => host.log(level, util.format(...values)),
      process: processObject(code, host),
      codeDir: code.directory,
      requireBuiltin: (name: string) => requireBuiltin(name, code.directory),
      requireRefusal,
    };
  }
}

const scripts = new WeakMap<AppCode, vm.Script>();

/** The bundle as a CommonJS function, compiled once for all instances. */
function compiled(code: AppCode): vm.Script {
  const known = scripts.get(code);
  if (known) return known;
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${code.source}\n})`, {
    filename: code.filename,
  });
  scripts.set(code, script);
  return script;
}

/** A context whose global is an ordinary object where Node can (faster look-ups), else a contextified one. */
function freshContext(): vm.Context {
  const { constants } = vm as unknown as { readonly constants?: { readonly DONT_CONTEXTIFY?: vm.Context } };
  return vm.createContext(constants?.DONT_CONTEXTIFY ?? {});
}

function processObject(code: AppCode, host: InstanceHost): object {
  const nothing = (): void => undefined;
  const started = host.clock.now();
  return {
    env: { ...host.variables },
    argv: ['node', code.filename],
    platform: 'linux',
    arch: process.arch,
    pid: 1,
    version: process.version,
    versions: process.versions,
    release: { name: 'node' },
    cwd: () => code.directory,
    uptime: () => (host.clock.now() - started) / 1000,
    memoryUsage: () => process.memoryUsage(),
    hrtime: Object.assign((...previous: [[number, number]?]) => process.hrtime(...previous), { bigint: () => process.hrtime.bigint() }),
    nextTick: (callback: (...args: unknown[]) => void, ...args: unknown[]) => process.nextTick(callback, ...args),
    stdout: { write: (text: unknown) => host.log('info', String(text)) },
    stderr: { write: (text: unknown) => host.log('error', String(text)) },
    on: nothing,
    once: nothing,
    off: nothing,
    removeListener: nothing,
    emit: () => false,
    emitWarning: (warning: unknown) => host.log('warn', String(warning)),
  };
}
