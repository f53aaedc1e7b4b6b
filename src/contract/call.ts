import type * as z from 'zod/mini';

/** One function the UI can call: its name and the shapes that cross the bridge. No logic lives here. */
export interface Call<Input = unknown, Output = unknown> {
  /** `area/verb` */
  readonly name: string;
  readonly input: z.ZodMiniType<Input>;
  readonly output: z.ZodMiniType<Output>;
}

export function call<Input, Output>(name: string, input: z.ZodMiniType<Input>, output: z.ZodMiniType<Output>): Call<Input, Output> {
  return { name, input, output };
}

export const ERROR_CODES = [
  'invalid-input',
  'refused',
  'not-found',
  'rate-limited',
  'unavailable',
  'forbidden',
  'rejected',
  'conflict',
  'unreadable',
  'unknown',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What every call answers. `message` is a sentence for the person who called. */
export type Answer<T> =
  | { readonly ok: true; readonly data: T }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      /** Sentences per input field (a factor's key), where the fault lies in one. */
      readonly fields?: Readonly<Record<string, string>>;
      /** Set where waiting helps. */
      readonly retryAfterSeconds?: number;
    };

/** What a handler may answer: the same shape, which nobody will change. */
export type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;
