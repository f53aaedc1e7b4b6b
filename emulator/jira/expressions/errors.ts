export type ExpressionErrorKind = 'syntax' | 'type' | 'undefined' | 'limit' | 'runtime';

/**
 * Why an expression gave no value. `message` is what a person or the REST API is shown, in Jira's form
 * `Evaluation failed: "<part>" - <detail>`; `line` and `column` count from 1 and point at that part.
 */
export class ExpressionError extends Error {
  constructor(
    readonly kind: ExpressionErrorKind,
    message: string,
    readonly line?: number,
    readonly column?: number,
    /** The part of the source that failed, as `e.location` reads it in a `catch`. Absent for `throw` and syntax errors. */
    readonly location?: string,
    /** The message without the part: what `e.message` reads in a `catch`. */
    readonly detail: string = message,
  ) {
    super(message);
    this.name = 'ExpressionError';
  }
}

/** A failure that does not know where in the source it happened; the interpreter adds that. */
export class Fault extends Error {
  constructor(
    readonly kind: Exclude<ExpressionErrorKind, 'syntax'>,
    message: string,
  ) {
    super(message);
    this.name = 'Fault';
  }
}

export const typeFault = (message: string): Fault => new Fault('type', message);
export const limitFault = (message: string): Fault => new Fault('limit', message);
export const runtimeFault = (message: string): Fault => new Fault('runtime', message);
