/** A refusal in Jira's own shape: `{errorMessages, errors}` with a status. */
export class JiraError extends Error {
  constructor(
    readonly status: number,
    readonly errorMessages: readonly string[],
    readonly errors: Readonly<Record<string, string>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${status}: ${[...errorMessages, ...Object.values(errors)].join(' ')}`);
    this.name = 'JiraError';
  }
}

export const notFound = (message: string): JiraError => new JiraError(404, [message]);
export const badRequest = (message: string, errors: Readonly<Record<string, string>> = {}): JiraError =>
  new JiraError(400, message === '' ? [] : [message], errors);
export const forbidden = (message: string): JiraError => new JiraError(403, [message]);
export const unauthorized = (message: string): JiraError => new JiraError(401, [message]);
