import * as assert from 'node:assert';
import * as asyncHooks from 'node:async_hooks';
import * as buffer from 'node:buffer';
import * as crypto from 'node:crypto';
import * as diagnosticsChannel from 'node:diagnostics_channel';
import * as events from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as querystring from 'node:querystring';
import * as stream from 'node:stream';
import * as streamPromises from 'node:stream/promises';
import * as streamWeb from 'node:stream/web';
import * as stringDecoder from 'node:string_decoder';
import * as url from 'node:url';
import * as util from 'node:util';
import * as zlib from 'node:zlib';

/**
 * The Node built-ins an app may `require` here. Forge runs real Node, but a network connection that is not `fetch` ends at its
 * proxy and the file system is not an app's to write; modules that serve only these are refused by name, so nobody
 * finds out on a customer's site.
 */
const ALLOWED: Readonly<Record<string, unknown>> = {
  assert: assert,
  async_hooks: asyncHooks,
  buffer,
  crypto,
  diagnostics_channel: diagnosticsChannel,
  events,
  path,
  querystring,
  stream,
  'stream/promises': streamPromises,
  'stream/web': streamWeb,
  string_decoder: stringDecoder,
  url,
  util,
  zlib,
};

const REFUSED = new Set([
  ...['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises'],
  ...['child_process', 'cluster', 'worker_threads', 'inspector', 'repl', 'vm', 'wasi', 'module', 'v8', 'readline', 'tty'],
]);

/** `undefined` if the app may not have it. `codeDir` is the only place files can be read from. */
export function requireBuiltin(name: string, codeDir: string): unknown {
  if (name === 'fs') return readOnlyFs(codeDir);
  if (name === 'fs/promises') return readOnlyFs(codeDir).promises;
  const found = ALLOWED[name];
  // CommonJS callers expect the module itself where it is a function or class (events, assert, stream).
  if (typeof found === 'object' && found !== null && 'default' in found) return found.default;
  return found;
}

export function requireRefusal(name: string): string {
  const bare = name.replace(/^node:/, '');
  return REFUSED.has(bare)
    ? `The app may not use the Node module "${bare}": connections go through fetch with egress permissions, and processes are not the app's.`
    : `Cannot find module '${name}': a Forge function is one bundle, only Node's own modules can be required.`;
}

function readOnlyFs(codeDir: string): { readonly promises: object } & Record<string, unknown> {
  const allowed = (file: unknown): string => {
    const full = path.resolve(codeDir, String(file));
    if (full !== codeDir && !full.startsWith(codeDir + path.sep)) throw new Error(`EACCES: permission denied, open '${String(file)}'`);
    return full;
  };
  const refuse = (operation: string) => () => {
    throw new Error(`EROFS: read-only file system, ${operation}`);
  };
  const writes = ['writeFile', 'appendFile', 'mkdir', 'rm', 'unlink', 'rename', 'copyFile'];
  return {
    readFileSync: (file: unknown, options?: BufferEncoding) => fs.readFileSync(allowed(file), options),
    existsSync: (file: unknown) => fs.existsSync(allowed(file)),
    ...Object.fromEntries(writes.flatMap((name) => [name, `${name}Sync`].map((full) => [full, refuse(name)]))),
    promises: {
      readFile: async (file: unknown, options?: BufferEncoding) => fs.promises.readFile(allowed(file), options),
      ...Object.fromEntries(writes.map((name) => [name, async () => refuse(name)()])),
    },
  };
}
