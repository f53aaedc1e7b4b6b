import { useMemo, useState } from 'react';
import CrossIcon from '@atlaskit/icon/core/cross';
import { IconButton } from '@atlaskit/button/new';
import type { ActivityEntry, ActivityKind } from '../../../activity';
import { groupByInvocation, summaryOf, wordsOf } from './activity-words';
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

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

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
          Nothing yet. Open an issue, score it or move it: every function of the app, every call it makes to Jira and everything it stores
          shows here.
        </p>
      )}
      <ol className="drawer-list">
        {groups.slice(0, 100).map(({ key, head, parts }) => (
          <li key={key}>
            <Line entry={head} clock />
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

function Line({ entry, clock = false }: { entry: ActivityEntry; clock?: boolean }) {
  const { text, figures } = wordsOf(entry);
  const all = clock ? [time.format(entry.at), ...figures] : figures;
  return (
    <div className={`line ${entry.ok ? '' : 'line-failed'}`}>
      <span className={`kind kind-${entry.kind}`}>{KINDS[entry.kind]}</span>
      <span className="line-text">
        {text}
        {!entry.ok && <strong className="line-mark"> failed</strong>}
        {all.length > 0 && <span className="line-figures">{all.join(' · ')}</span>}
      </span>
    </div>
  );
}
