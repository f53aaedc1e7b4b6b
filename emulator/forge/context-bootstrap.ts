/**
 * Runs first inside the app's own `vm` context and gives it the globals a Forge function sees. It is text because it must be
 * compiled there: objects, errors and promises it makes then belong to the app's realm, so `instanceof Error`, `Array.isArray`
 * and plain-object checks in the real packages hold. Only strings, bytes and host functions cross.
 *
 * Host classes whose instances Node itself hands out (typed arrays, Headers, URL …) replace the context's own, so that
 * `Buffer` stays a `Uint8Array` and `new Request(…)` accepts the app's objects.
 */
export const CONTEXT_BOOTSTRAP = `(function (host) {
  'use strict';
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  for (const [name, value] of Object.entries(host.globals)) define(name, value);
  define('global', globalThis);

  // Errors made by the host (by Buffer, URL, crypto …) count as errors here.
  for (const Type of [Error, TypeError, RangeError, SyntaxError]) {
    Object.defineProperty(Type, Symbol.hasInstance, {
      value(value) {
        if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
        return this === Type && host.isHostError(value, Type.name);
      },
    });
  }
  const ownError = (error) => {
    const own = new Error(error.message);
    own.name = error.name;
    if (error.status !== undefined) own.status = error.status;
    return own;
  };

  const NativeDate = Date;
  define('Date', new Proxy(NativeDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [host.now()] : args, newTarget),
    apply: () => new NativeDate(host.now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? host.now : Reflect.get(target, name, receiver)),
  }));
  Object.defineProperty(NativeDate.prototype, 'constructor', { value: Date, writable: true, configurable: true });
  const started = host.now();
  define('performance', { now: () => host.now() - started, timeOrigin: started, mark() {}, measure() {} });

  const callable = (callback) => {
    if (typeof callback !== 'function') throw new TypeError('The "callback" argument must be of type function.');
    return callback;
  };
  define('setTimeout', (callback, ms, ...args) => host.setTimer(() => callable(callback)(...args), ms, false));
  define('setInterval', (callback, ms, ...args) => host.setTimer(() => callable(callback)(...args), ms, true));
  define('clearTimeout', host.clearTimer);
  define('clearInterval', host.clearTimer);
  define('setImmediate', (callback, ...args) => host.setImmediate(() => callback(...args)));
  define('clearImmediate', host.clearImmediate);
  define('queueMicrotask', host.queueMicrotask);

  define('AbortSignal', new Proxy(host.globals.AbortSignal, {
    get(target, name, receiver) {
      if (name !== 'timeout') return Reflect.get(target, name, receiver);
      return (ms) => {
        const controller = new AbortController();
        host.setTimer(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms, false).unref();
        return controller.signal;
      };
    },
  }));

  class Response extends host.globals.Response {
    async json() { return JSON.parse(await this.text()); }
    clone() { return Object.setPrototypeOf(super.clone(), Response.prototype); }
    static json(data, init) {
      const headers = new Headers(init?.headers);
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
      return new Response(JSON.stringify(data), { ...init, headers });
    }
  }
  define('Response', Response);

  const answered = async (promise) => {
    let reply;
    try { reply = await promise; } catch (error) { throw ownError(error); }
    return new Response(reply.body, { status: reply.status, statusText: reply.statusText, headers: reply.headers });
  };
  define('fetch', (input, init) => answered(host.egress(input, init)));
  define('__forge_fetch__', (meta, path, init) => answered(host.platformCall(JSON.stringify(meta), path, init)));
  Object.defineProperty(globalThis, '__forge_runtime__', { get: () => host.runtime(), configurable: true });

  const consoleMethods = { log: 'info', info: 'info', debug: 'debug', trace: 'debug', dir: 'info', table: 'info', warn: 'warn', error: 'error' };
  const consoleObject = { group() {}, groupEnd() {}, time() {}, timeEnd() {}, count() {}, assert(ok, ...rest) { if (!ok) host.log('error', rest); } };
  for (const [name, level] of Object.entries(consoleMethods)) consoleObject[name] = (...args) => host.log(level, args);
  define('console', consoleObject);
  define('process', host.process);

  const cloned = (value, seen) => {
    if (typeof value === 'function' || typeof value === 'symbol') throw new DOMException(String(value) + ' could not be cloned.', 'DataCloneError');
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return seen.get(value);
    const keep = (copy) => { seen.set(value, copy); return copy; };
    if (Array.isArray(value)) {
      const copy = keep(new Array(value.length));
      for (const key of Object.keys(value)) copy[key] = cloned(value[key], seen);
      return copy;
    }
    const tag = Object.prototype.toString.call(value);
    if (tag === '[object Date]') return keep(new NativeDate(value.getTime()));
    if (tag === '[object RegExp]') return keep(new RegExp(value.source, value.flags));
    if (tag === '[object Map]') {
      const copy = keep(new Map());
      for (const [k, v] of value) copy.set(cloned(k, seen), cloned(v, seen));
      return copy;
    }
    if (tag === '[object Set]') {
      const copy = keep(new Set());
      for (const v of value) copy.add(cloned(v, seen));
      return copy;
    }
    if (tag === '[object ArrayBuffer]' || ArrayBuffer.isView(value)) return keep(host.structuredClone(value));
    if (tag === '[object Error]') {
      const copy = keep(new Error(value.message));
      copy.name = value.name;
      copy.stack = value.stack;
      return copy;
    }
    const copy = keep({});
    for (const key of Object.keys(value)) copy[key] = cloned(value[key], seen);
    return copy;
  };
  define('structuredClone', (value) => cloned(value, new Map()));

  const promisedTimeout = (ms, value) => new Promise((resolve) => setTimeout(() => resolve(value), ms));
  const ownModules = {
    timers: { setTimeout, setInterval, clearTimeout, clearInterval, setImmediate, clearImmediate },
    'timers/promises': { setTimeout: promisedTimeout, setImmediate: (value) => new Promise((resolve) => setImmediate(() => resolve(value))) },
    process: host.process,
    console: consoleObject,
    perf_hooks: { performance },
  };
  const require = (name) => {
    const bare = String(name).replace(/^node:/, '');
    if (Object.hasOwn(ownModules, bare)) return ownModules[bare];
    const found = host.requireBuiltin(bare);
    if (found === undefined) {
      const error = new Error(host.requireRefusal(String(name)));
      error.code = 'MODULE_NOT_FOUND';
      throw error;
    }
    return found;
  };

  let exported;
  return {
    load(compiled, filename) {
      const module = { exports: {} };
      compiled.call(module.exports, module.exports, require, module, filename, host.codeDir);
      exported = module.exports;
    },
    has: (name) => typeof exported?.[name] === 'function',
    /** Calls an exported function with arguments given as JSON text; answers JSON text, undefined, or what was thrown. */
    async call(name, argumentsText) {
      try {
        const result = await exported[name](...JSON.parse(argumentsText));
        return { ok: true, value: result === undefined ? undefined : JSON.stringify(result) };
      } catch (error) {
        if (typeof error !== 'object' || error === null) return { ok: false, name: 'Error', message: String(error) };
        return { ok: false, name: String(error.name ?? 'Error'), message: String(error.message ?? error), stack: typeof error.stack === 'string' ? error.stack : undefined };
      }
    },
  };
})`;
