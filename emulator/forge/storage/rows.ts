import { z } from 'zod';
import type { Row } from './table';

export const MetadataFields = z.array(z.enum(['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME'])).optional();
export const MetadataOptions = z.object({ metadataFields: MetadataFields });

/** A row as the service answers it: metadata only where asked for, times as epoch milliseconds, the expiry as ISO text. */
export function describeRow(row: Row, metadata: z.infer<typeof MetadataFields>): object {
  const { key, value, createdAt, updatedAt, expireAt } = row;
  return {
    key,
    value,
    ...(metadata?.includes('CREATED_AT') ? { createdAt } : {}),
    ...(metadata?.includes('UPDATED_AT') ? { updatedAt } : {}),
    ...(metadata?.includes('EXPIRE_TIME') && expireAt !== undefined ? { expireTime: new Date(expireAt).toISOString() } : {}),
  };
}
