import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ActivityEntry } from '../../../activity';
import type { Change } from '../../change';

const KEPT = 500;
let entries: readonly ActivityEntry[] = [];
const entryListeners = new Set<() => void>();
const changeListeners = new Set<(change: Change) => void>();
const mailListeners = new Set<(subject?: string) => void>();
let source: EventSource | undefined;

/** Follows what the platform does and what changes on the site, as the person who is signed in. */
export function connectLive(): void {
  source?.close();
  entries = [];
  source = new EventSource('/_site/activity');
  let connections = 0;
  source.addEventListener('history', (event) => {
    add(JSON.parse((event as MessageEvent<string>).data) as ActivityEntry[]);
    // Changes may have been missed while the connection was lost.
    if (++connections === 1) return;
    announce({ changeType: 'other' });
    mailListeners.forEach((listener) => listener());
  });
  source.addEventListener('activity', (event) => {
    const entry = JSON.parse((event as MessageEvent<string>).data) as ActivityEntry;
    add([entry]);
    // Not every change is an event (whether a rank change is one is a switch), but every write passes the gateway.
    if (entry.kind === 'jira' && isWrite(entry.title)) announce({ changeType: 'other' });
  });
  source.addEventListener('change', (event) => {
    const change = JSON.parse((event as MessageEvent<string>).data) as Change;
    announce(change);
  });
  source.addEventListener('mail', (event) => {
    const { subject } = JSON.parse((event as MessageEvent<string>).data) as { subject: string };
    mailListeners.forEach((listener) => listener(subject));
  });
}

function add(more: readonly ActivityEntry[]): void {
  entries = [...entries, ...more].slice(-KEPT);
  entryListeners.forEach((listener) => listener());
}

const announce = (change: Change): void => changeListeners.forEach((listener) => listener(change));

const READS_BY_POST = /\/(search|bulkfetch|check|approximate-count|evaluate|eval|match|parse|analyse)\b/;
const isWrite = (title: string): boolean => /^(PUT|POST|DELETE) /.test(title) && !READS_BY_POST.test(title);

export function onChange(listener: (change: Change) => void): () => void {
  changeListeners.add(listener);
  return () => changeListeners.delete(listener);
}

/** Calls `listener` with the subject of each mail that comes; without one when some may have been missed. */
export function onMail(listener: (subject?: string) => void): () => void {
  mailListeners.add(listener);
  return () => mailListeners.delete(listener);
}

export function useActivity(): readonly ActivityEntry[] {
  return useSyncExternalStore(
    (listener) => {
      entryListeners.add(listener);
      return () => entryListeners.delete(listener);
    },
    () => entries,
  );
}

/** Calls `handle` once for a burst of changes that `concerns` picks, when it has been quiet for `quietMs`. */
export function useChanges(concerns: (change: Change) => boolean, handle: (changes: readonly Change[]) => void, quietMs = 300): void {
  const current = useRef({ concerns, handle });
  current.current = { concerns, handle };
  useEffect(() => {
    let burst: Change[] = [];
    let timer: number | undefined;
    const stop = onChange((change) => {
      if (!current.current.concerns(change)) return;
      burst.push(change);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        const changes = burst;
        burst = [];
        current.current.handle(changes);
      }, quietMs);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [quietMs]);
}
