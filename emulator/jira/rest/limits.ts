import type { Clock } from '../../clock';

/**
 * Jira Cloud's three rate limits, on the site's clock. https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 * - burst: per site, method and endpoint, a token bucket;
 * - per issue: writes in a short and in a long window;
 * - points: per app and UTC hour, for everything the app reads and writes.
 */
export interface LimitOptions {
  /** `apps`: people are not held to bursts and per-issue limits (seeding, benchmarks). An app always is. */
  readonly hold: 'everyone' | 'apps';
  readonly getPostPerSecond: number;
  readonly putDeletePerSecond: number;
  readonly pointsPerHour: number;
}

export const DEFAULT_LIMITS: LimitOptions = { hold: 'everyone', getPostPerSecond: 100, putDeletePerSecond: 50, pointsPerHour: 65_000 };

export type LimitReason = 'jira-burst-based' | 'jira-per-issue-on-write' | 'jira-quota-global-based';

export interface Verdict {
  /** Set when the call is refused with 429. */
  readonly refused?: LimitReason;
  readonly headers: Readonly<Record<string, string>>;
}

const HOUR_MS = 3_600_000;
const WINDOWS = [
  { writes: 20, milliseconds: 2_000 },
  { writes: 100, milliseconds: 30_000 },
] as const;
/** Jira announces that a limit is near when less than a fifth is left. */
const NEAR = 0.2;

interface Bucket {
  tokens: number;
  at: number;
}

export class Limits {
  readonly options: LimitOptions;
  private readonly buckets = new Map<string, Bucket>();
  private readonly writes = new Map<string, number[]>();
  private readonly points = new Map<string, { hour: number; used: number }>();

  constructor(
    private readonly clock: Clock,
    options: Partial<LimitOptions> = {},
  ) {
    this.options = { ...DEFAULT_LIMITS, ...options };
  }

  /** Takes one token of the endpoint's bucket. */
  burst(method: string, template: string, byApp: boolean): Verdict {
    if (!byApp && this.options.hold === 'apps') return { headers: {} };
    const limit = method === 'GET' || method === 'POST' ? this.options.getPostPerSecond : this.options.putDeletePerSecond;
    const now = this.clock.now();
    const key = `${method} ${template}`;
    const bucket = this.buckets.get(key) ?? { tokens: limit, at: now };
    this.buckets.set(key, bucket);
    bucket.tokens = Math.min(limit, bucket.tokens + ((now - bucket.at) / 1_000) * limit);
    bucket.at = now;
    if (bucket.tokens < 1) return this.refuse('jira-burst-based', limit, 1_000);
    bucket.tokens -= 1;
    return { headers: this.state(limit, Math.floor(bucket.tokens)) };
  }

  /** Counts a write to an issue. A refused one does not count. */
  issueWrite(issueId: string, byApp: boolean): Verdict {
    if (!byApp && this.options.hold === 'apps') return { headers: {} };
    const now = this.clock.now();
    const recent = (this.writes.get(issueId) ?? []).filter((at) => at > now - WINDOWS[1].milliseconds);
    this.writes.set(issueId, recent);
    for (const window of WINDOWS) {
      const inside = recent.filter((at) => at > now - window.milliseconds);
      const oldest = inside[0];
      if (inside.length >= window.writes && oldest !== undefined) {
        return this.refuse('jira-per-issue-on-write', window.writes, oldest + window.milliseconds - now);
      }
    }
    recent.push(now);
    return { headers: {} };
  }

  /** Whether the app has points left this hour. */
  quota(appId: string): Verdict {
    const limit = this.options.pointsPerHour;
    const used = this.usedThisHour(appId).used;
    if (used >= limit) return this.refuse('jira-quota-global-based', limit, HOUR_MS - (this.clock.now() % HOUR_MS));
    return { headers: limit - used < limit * NEAR ? { 'X-RateLimit-NearLimit': 'true' } : {} };
  }

  charge(appId: string, points: number): void {
    this.usedThisHour(appId).used += points;
  }

  /** Points the app used in the present hour. */
  used(appId: string): number {
    return this.usedThisHour(appId).used;
  }

  private usedThisHour(appId: string): { hour: number; used: number } {
    const hour = Math.floor(this.clock.now() / HOUR_MS);
    let row = this.points.get(appId);
    if (!row || row.hour !== hour) this.points.set(appId, (row = { hour, used: 0 }));
    return row;
  }

  private state(limit: number, remaining: number): Record<string, string> {
    return {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(remaining),
      ...(remaining < limit * NEAR ? { 'X-RateLimit-NearLimit': 'true' } : {}),
    };
  }

  private refuse(reason: LimitReason, limit: number, waitMs: number): Verdict {
    const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
    // Jira gives the reset time to the minute: `2026-11-24T03:08Z`.
    const reset = `${new Date(this.clock.now() + seconds * 1_000).toISOString().slice(0, 16)}Z`;
    return {
      refused: reason,
      headers: { ...this.state(limit, 0), 'Retry-After': String(seconds), 'X-RateLimit-Reset': reset, 'RateLimit-Reason': reason },
    };
  }
}
