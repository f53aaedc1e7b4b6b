import type { ReactNode } from 'react';
import { ApiError, messageOf } from '../api';
import type { IssueTypeJson, Person, StatusJson } from '../jira-types';

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase();
}

const SHADES = ['blue', 'teal', 'purple', 'magenta', 'orange', 'green'] as const;

export function Avatar({ person, size = 24 }: { person: Person | null | undefined; size?: 24 | 32 }) {
  if (!person) return <span className={`avatar avatar-${size} avatar-none`} role="img" aria-label="Unassigned" title="Unassigned" />;
  const sum = Array.from(person.displayName).reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return (
    <span
      className={`avatar avatar-${size} shade-${SHADES[sum % SHADES.length]}`}
      role="img"
      aria-label={person.displayName}
      title={person.displayName}
    >
      {initialsOf(person.displayName)}
    </span>
  );
}

export function Lozenge({ status }: { status: StatusJson | undefined }) {
  if (!status) return null;
  return <span className={`lozenge lozenge-${status.statusCategory?.key ?? 'new'}`}>{status.name}</span>;
}

const TYPE_LETTERS: Readonly<Record<string, string>> = { story: 'S', task: '✓', bug: '●', epic: 'ϟ', subtask: '⊟', 'sub-task': '⊟' };

export function TypeIcon({ type }: { type: IssueTypeJson | undefined }) {
  const name = type?.name ?? 'Issue';
  const known = TYPE_LETTERS[name.toLowerCase()];
  return (
    <span className={`type-icon type-${known ? name.toLowerCase() : 'other'}`} role="img" aria-label={name} title={name}>
      {known ?? name[0]}
    </span>
  );
}

export function Skeleton({ rows = 5, height = 20 }: { rows?: number; height?: number }) {
  return (
    <div className="skeletons" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="skeleton" style={{ height }} />
      ))}
    </div>
  );
}

/** @param page set where it stands for the whole page: its title is then the page's heading. */
export function EmptyState({ title, page = false, children }: { title: string; page?: boolean; children?: ReactNode }) {
  return (
    <div className="empty-state">
      {page ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </div>
  );
}

/** A page that could not be read: Jira's own sentence, and a way to try again where trying may help. */
export function Failure({ error, onRetry, page = false }: { error: unknown; onRetry: () => void; page?: boolean }) {
  const status = error instanceof ApiError ? error.status : 0;
  const missing = status === 404 || status === 403;
  const title = missing ? 'There is nothing to see here' : status === 400 ? 'Jira does not understand this' : 'This could not be read';
  return (
    <EmptyState page={page} title={title}>
      <p>{messageOf(error)}</p>
      {!missing && status !== 400 && (
        <button type="button" className="link-button" onClick={onRetry}>
          Try again
        </button>
      )}
    </EmptyState>
  );
}

// Jira writes offsets without a colon, which not every Date parser takes.
const timeOf = (at: string): Date => new Date(at.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

export function When({ at, dateOnly = false }: { at: string | undefined; dateOnly?: boolean }) {
  if (!at) return null;
  const time = timeOf(at);
  return <time dateTime={time.toISOString()}>{(dateOnly ? date : dateTime).format(time)}</time>;
}

/** Two days and what is between them, as short as the reader's language says it. */
export function Period({ from, to }: { from: string | undefined; to: string | undefined }) {
  if (!from || !to) return <When at={to ?? from} dateOnly />;
  return <>{date.formatRange(timeOf(from), timeOf(to))}</>;
}
