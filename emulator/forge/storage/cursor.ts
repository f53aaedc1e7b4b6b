import type { Scalar } from './table';

/** Cursors are opaque to apps and not stable; here they name the last place seen, so rows added or removed meanwhile do no harm. */
export const encodeCursor = (place: readonly Scalar[]): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place, or an empty array if the text is no cursor. */
export function decodeCursor(cursor: string): readonly Scalar[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(place) && place.every((part) => ['string', 'number', 'boolean'].includes(typeof part)) ? (place as Scalar[]) : [];
  } catch {
    return [];
  }
}
