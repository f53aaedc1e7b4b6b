import type { ActivityEntry, ActivityKind } from '../../../activity';

/** What one invocation did, under the invocation itself; or a single thing that happened outside any. */
export interface Group {
  readonly key: string;
  readonly head: ActivityEntry;
  readonly parts: readonly ActivityEntry[];
}

/** An entry as a person reads it: what happened, and the figures that belong to it. */
export interface Words {
  readonly text: string;
  readonly figures: readonly string[];
}

const RUNS: ReadonlySet<ActivityKind> = new Set(['function', 'event', 'queue', 'schedule']);

/** Newest first. An invocation is written down when it has ended, so it comes after its parts; until then its first part stands for it. */
export function groupByInvocation(entries: readonly ActivityEntry[]): Group[] {
  const groups = new Map<string, ActivityEntry[]>();
  for (const entry of entries) {
    const key = entry.invocationId ?? `entry ${entry.seq}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups]
    .flatMap(([key, all]) => {
      const head = all.find(({ kind, milliseconds }) => RUNS.has(kind) && milliseconds !== undefined) ?? all[0];
      return head ? [{ key, head, parts: all.filter((entry) => entry !== head) }] : [];
    })
    .reverse();
}

/** `POST /rest/api/3/search/jql → 200`, `58 points` -> "POST /rest/api/3/search/jql" and "200", "58 points". */
export function wordsOf({ kind, title, detail, milliseconds }: ActivityEntry): Words {
  const time = milliseconds === undefined ? [] : [`${Math.round(milliseconds)} ms`];
  const more = detail === undefined ? [] : [detail];
  if (kind === 'jira') {
    const [text = title, status] = title.split(' → ');
    return { text, figures: [...(status === undefined ? [] : [status]), ...more, ...time] };
  }
  if (kind === 'storage') {
    const text = title.replace(/^storage /, '');
    const missing = /^(\S+): The key "(.+)" does not exist\.$/.exec(text);
    if (missing) return { text: `${missing[1]}: ${missing[2]}`, figures: ['nothing stored yet', ...more] };
    return { text, figures: [...more, ...time] };
  }
  return { text: title.replace(/^schedule /, ''), figures: [...more, ...time] };
}

const NAMES: Partial<Record<ActivityKind, readonly [string, string]>> = {
  jira: ['Jira call', 'Jira calls'],
  storage: ['storage operation', 'storage operations'],
  event: ['event', 'events'],
  queue: ['queue message', 'queue messages'],
  log: ['log line', 'log lines'],
};

/** "3 Jira calls for 67 points, 2 storage operations". */
export function summaryOf(parts: readonly ActivityEntry[]): string {
  const kinds = [...new Set(parts.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const all = parts.filter((part) => part.kind === kind);
      const points = all.reduce((sum, { detail }) => sum + pointsIn(kind, detail), 0);
      const counted = `${all.length} ${(NAMES[kind] ?? [kind, kind])[all.length === 1 ? 0 : 1]}`;
      return points === 0 ? counted : `${counted} for ${points} ${points === 1 ? 'point' : 'points'}`;
    })
    .join(', ');
}

const pointsIn = (kind: ActivityKind, detail = ''): number => (kind === 'jira' ? Number(/^(\d+) points?$/.exec(detail)?.[1] ?? 0) : 0);
