/**
 * What can go wrong that nobody decided. Refusals are values (see authority and the use cases' results); these are thrown, carry
 * their cause, and are turned into sentences in one place, entry/answer.ts.
 */
export class AppError extends Error {
  constructor(
    readonly code: 'not-found' | 'rate-limited' | 'unavailable' | 'forbidden' | 'rejected' | 'unreadable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'AppError';
  }
}

/** Forge's own error, which only Forge can act on (it asks the person for consent): passed through every layer untouched. */
export class ForForge extends Error {
  constructor(override readonly cause: Error) {
    super(cause.message, { cause });
    this.name = 'ForForge';
  }
}

/** Jira or the storage asks us to slow down. `retryAfterSeconds` is theirs. */
export class RateLimitedError extends AppError {
  constructor(
    readonly retryAfterSeconds: number,
    options?: ErrorOptions,
  ) {
    super('rate-limited', `Rate limited; retry after ${retryAfterSeconds} s`, options);
  }
}

/** Jira refused the content of a request (400): `messages` are Jira's sentences, `fields` its sentences per field id. */
export class RejectedError extends AppError {
  constructor(
    readonly messages: readonly string[],
    readonly fields: Readonly<Record<string, string>>,
    options?: ErrorOptions,
  ) {
    super('rejected', [...messages, ...Object.values(fields)].join(' '), options);
  }
}
