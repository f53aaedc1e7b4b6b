/** Jira's refusal as it came: its own sentences, fit to be shown. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly sentences: readonly string[],
    /** Those of them that belong to a field, by its id. */
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(sentences.join(' '));
    this.name = 'ApiError';
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One call to the site or to Jira's REST with the session's cookie. @throws ApiError for anything but success. */
export async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, ['The local site does not answer. Is it still running?']);
  }
  const text = await response.text();
  const data: unknown = text === '' ? undefined : parse(text);
  if (!response.ok) throw new ApiError(response.status, sentencesOf(data, response.status), errorsOf(data));
  return data as T;
}

export const get = <T>(path: string): Promise<T> => call<T>('GET', path);

export function sentencesOf(data: unknown, status: number): string[] {
  const { errorMessages, errors, message } = (data ?? {}) as {
    errorMessages?: string[];
    /** By field; bulk operations have a list of messages. */
    errors?: Record<string, string> | { readonly message: string }[];
    message?: string;
  };
  const sentences = [...(errorMessages ?? []), ...Object.values(errors ?? {}).map(wordsOf), ...(message ? [message] : [])].map(String);
  return sentences.length > 0 ? sentences : [`Jira answered ${status}.`];
}

const wordsOf = (error: string | { readonly message: string }): string => (typeof error === 'string' ? error : error.message);

const errorsOf = (data: unknown): Readonly<Record<string, string>> => {
  const { errors = {} } = (data ?? {}) as { errors?: Record<string, string> | unknown[] };
  return Array.isArray(errors) ? {} : errors;
};

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Reads every page of an agile list (`startAt`, `maxResults`, `total`); pages beyond the first are asked for together. */
export async function allPages<T>(path: string, key: 'issues' | 'values', size: number): Promise<T[]> {
  const page = (startAt: number): Promise<Record<string, unknown>> =>
    get(`${path}${path.includes('?') ? '&' : '?'}startAt=${startAt}&maxResults=${size}`);
  const first = await page(0);
  const rows = first[key] as T[];
  const total = typeof first['total'] === 'number' ? first['total'] : undefined;
  if (total === undefined) {
    let last = first;
    while (last['isLast'] === false && (last[key] as T[]).length > 0) {
      last = await page(rows.length);
      rows.push(...(last[key] as T[]));
    }
    return rows;
  }
  const starts: number[] = [];
  for (let start = rows.length; rows.length > 0 && start < total; start += rows.length) starts.push(start);
  const rest = await Promise.all(starts.map(page));
  return [...rows, ...rest.flatMap((one) => one[key] as T[])];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
