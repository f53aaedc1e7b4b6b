import { createHash } from 'node:crypto';
import { badRequest } from '../errors';
import type { Place } from '../jql';

/**
 * `nextPageToken`: where the page ended, in the order of the query, and a fingerprint of the query. Opaque to clients. A page goes on
 * after that place even when issues before it came, went or moved meanwhile; another query's token is refused.
 */
export function encodePageToken(query: readonly unknown[], place: Place): string {
  return Buffer.from(JSON.stringify([fingerprint(query), ...place])).toString('base64url');
}

/** undefined for the first page. @throws JiraError 400 for a token that is not of this query */
export function decodePageToken(query: readonly unknown[], token: string | null | undefined): Place | undefined {
  if (token === null || token === undefined || token === '') return undefined;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    parts = undefined;
  }
  if (!Array.isArray(parts) || parts.length < 2 || parts[0] !== fingerprint(query)) {
    throw badRequest('The provided next page token is invalid or does not belong to this query.');
  }
  return parts.slice(1) as Place;
}

function fingerprint(query: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 16);
}
