import type { Log } from '../core/ports';

/** One JSON line a message: Forge's log viewer and an admin's search both read it. No titles, no names, no e-mail addresses. */
export const log: Log = {
  info: (message, detail) => console.info(JSON.stringify({ message, ...detail })),
  warn: (message, detail) => console.warn(JSON.stringify({ message, ...detail })),
  error: (message, cause, detail) => console.error(JSON.stringify({ message, ...detail, cause: describe(cause) })),
};

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause === undefined ? `${cause.name}: ${cause.message}` : `${cause.name}: ${cause.message} <- ${describe(cause.cause)}`;
}
