/**
 * A refusal of the storage service: `{code, message}` with a status, as the real package expects it. Codes are Atlassian's where their
 * error pages or the package name one; the rest say what is wrong in the same form.
 */
export class StorageError extends Error {
  constructor(
    readonly status: number,
    readonly code: StorageErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'StorageError';
  }
}

export type StorageErrorCode =
  | 'KEY_NOT_FOUND'
  | 'KEY_TOO_SHORT'
  | 'KEY_TOO_LONG'
  | 'INVALID_KEY'
  | 'EMPTY_KEY'
  | 'KEY_CONFLICT'
  | 'MAX_SIZE'
  | 'MAX_DEPTH'
  | 'BAD_REQUEST'
  | 'FORBIDDEN'
  | 'INVALID_CURSOR'
  | 'INVALID_FILTER_CONDITION'
  | 'INVALID_FILTER_VALUES'
  | 'INSUFFICIENT_FILTER_VALUES'
  | 'EMPTY_FILTER_OPERATOR'
  | 'INVALID_FILTER_OPERATORS_COMBINATION'
  | 'LIST_QUERY_LIMIT_EXCEEDED'
  | 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'
  | 'QUERY_WHERE_INVALID'
  | 'QUERY_WHERE_FIELD_INVALID'
  | 'INVALID_ENTITY_TYPE'
  | 'INVALID_ENTITY_VALUE'
  | 'INVALID_ENTITY_ATTRIBUTE'
  | 'INVALID_ENTITY_INDEX'
  | 'UNSUPPORTED_ATTRIBUTE_TYPE'
  | 'TOO_MANY_CONDITIONS'
  | 'TRANSACTION_CONDITION_FAILED';

export const badRequest = (message: string): StorageError => new StorageError(400, 'BAD_REQUEST', message);
