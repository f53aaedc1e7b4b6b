import type { Clock } from '../../clock';

/** A failure to play instead of (or, with `latencyMs` alone, before) an operation. Consulted before a call is handled. */
export interface Fault {
  readonly match: { readonly method?: RegExp; readonly path?: RegExp };
  /** Whose calls: the app's (the default) or anybody's. */
  readonly who?: 'app' | 'anyone';
  /** Answer with this status. Absent: only delay. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Waits on the site's clock first. A timeout is a latency longer than the caller's patience. */
  readonly latencyMs?: number;
  /** How often it still strikes; removed at 0. */
  times: number;
}

export class Faults {
  readonly list: Fault[] = [];

  constructor(private readonly clock: Clock) {}

  add(fault: Fault): void {
    this.list.push(fault);
  }

  clear(): void {
    this.list.length = 0;
  }

  /** The answer to give in place of the operation, if a fault strikes with one. */
  async strike(method: string, pathname: string, byApp: boolean): Promise<Response | undefined> {
    const fault = this.list.find(
      (one) =>
        one.times > 0 &&
        (one.who === 'anyone' || byApp) &&
        (one.match.method?.test(method) ?? true) &&
        (one.match.path?.test(pathname) ?? true),
    );
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) this.list.splice(this.list.indexOf(fault), 1);
    const { latencyMs } = fault;
    if (latencyMs) await new Promise<void>((resolve) => this.clock.after(latencyMs, 'timer', `slow ${method} ${pathname}`, resolve));
    if (fault.status === undefined) return undefined;
    const text =
      fault.body === undefined ? JSON.stringify({ errorMessages: [`Injected ${fault.status}.`], errors: {} }) : JSON.stringify(fault.body);
    return new Response(fault.status === 204 ? null : text, {
      status: fault.status,
      headers: { 'Content-Type': 'application/json;charset=UTF-8', ...fault.headers },
    });
  }
}
