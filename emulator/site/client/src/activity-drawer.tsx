import { useMemo, useState } from 'react';
import CrossIcon from '@atlaskit/icon/core/cross';
import { IconButton } from '@atlaskit/button/new';
import type { ActivityEntry, ActivityKind } from '../../../activity';
import { useActivity } from './live';

const KINDS: Readonly<Record<ActivityKind, string>> = {
  function: 'Function',
  jira: 'Jira',
  storage: 'Storage',
  event: 'Event',
  queue: 'Queue',
  schedule: 'Schedule',
  log: 'Log',
};

interface Group {
  readonly key: string;
  /** The invocation itself, or the single thing that happened outside any. */
  readonly head: ActivityEntry;
  readonly parts: readonly ActivityEntry[];
}

/** Newest first; what one invocation did hangs under it. */
export function groupByInvocation(entries: readonly ActivityEntry[]): Group[] {
  const groups = new Map<string, ActivityEntry[]>();
  for (const entry of entries) {
    const key = entry.invocationId ?? `entry ${entry.seq}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups]
    .flatMap(([key, all]) => {
      const head = all.find(({ kind }) => kind === 'function') ?? all[0];
      return head ? [{ key, head, parts: all.filter((entry) => entry !== head) }] : [];
    })
    .reverse();
}

export function ActivityDrawer({ close }: { close: () => void }) {
  const entries = useActivity();
  const [onlyApp, setOnlyApp] = useState(true);
  const [clearedAt, setClearedAt] = useState(0);
  const groups = useMemo(
    () =>
      groupByInvocation(
        entries.filter((entry) => entry.seq > clearedAt && (!onlyApp || entry.kind !== 'jira' || entry.invocationId !== undefined)),
      ),
    [entries, onlyApp, clearedAt],
  );
  return (
    <aside className="drawer" aria-label="What the app does">
      <header className="drawer-header">
        <h2>What the app does</h2>
        <IconButton icon={CrossIcon} label="Close" appearance="subtle" spacing="compact" onClick={close} />
      </header>
      <div className="drawer-tools">
        <label>
          <input type="checkbox" checked={onlyApp} onChange={(event) => setOnlyApp(event.target.checked)} /> Only the app’s calls
        </label>
        <button type="button" className="link-button" onClick={() => setClearedAt(entries.at(-1)?.seq ?? 0)}>
          Clear
        </button>
      </div>
      {groups.length === 0 && (
        <p className="drawer-empty">
          Nothing yet. Open an issue, score it or move it, and every function, Jira call and stored value shows here.
        </p>
      )}
      <ol className="drawer-list">
        {groups.slice(0, 100).map(({ key, head, parts }) => (
          <li key={key}>
            <Line entry={head} />
            {parts.length > 0 && (
              <details open={parts.length <= 8}>
                <summary>{summaryOf(parts)}</summary>
                <ol>
                  {parts.map((entry) => (
                    <li key={entry.seq}>
                      <Line entry={entry} />
                    </li>
                  ))}
                </ol>
              </details>
            )}
          </li>
        ))}
      </ol>
    </aside>
  );
}

function Line({ entry }: { entry: ActivityEntry }) {
  return (
    <div className={`line ${entry.ok ? '' : 'line-failed'}`}>
      <span className={`kind kind-${entry.kind}`}>{KINDS[entry.kind]}</span>
      <span className="line-text">
        {entry.title}
        {!entry.ok && <strong className="line-mark"> failed</strong>}
        {entry.detail && <span className="line-detail">{entry.detail}</span>}
      </span>
      {entry.milliseconds !== undefined && <span className="line-time">{Math.round(entry.milliseconds)} ms</span>}
    </div>
  );
}

function summaryOf(parts: readonly ActivityEntry[]): string {
  const counts = new Map<ActivityKind, number>();
  for (const { kind } of parts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const words: Partial<Record<ActivityKind, [string, string]>> = {
    jira: ['Jira call', 'Jira calls'],
    storage: ['storage operation', 'storage operations'],
    event: ['event', 'events'],
    queue: ['queue message', 'queue messages'],
    log: ['log line', 'log lines'],
  };
  return [...counts].map(([kind, count]) => `${count} ${(words[kind] ?? [kind, kind])[count === 1 ? 0 : 1]}`).join(', ');
}
