import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
};

/** A file below `root`, or undefined when there is none or the path leaves `root`. */
export async function readBelow(root: string, path: string): Promise<Buffer | undefined> {
  const relative = decode(path);
  if (relative === undefined || relative.includes('\0')) return undefined;
  const full = normalize(join(root, relative));
  if (!full.startsWith(normalize(root + sep))) return undefined;
  try {
    return await readFile(full);
  } catch {
    return undefined;
  }
}

export function contentType(path: string): string {
  return TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/** Vite puts a hash into the names below `assets/`: they never change. */
export function cacheControl(path: string): string {
  return path.includes('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
