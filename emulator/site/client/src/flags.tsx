import { useSyncExternalStore } from 'react';
import CrossIcon from '@atlaskit/icon/core/cross';
import { IconButton } from '@atlaskit/button/new';
import { messageOf } from './api';
import { Link } from './router';

export interface FlagOptions {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly type?: string;
  readonly actions?: readonly { readonly text: string; readonly onClick: () => unknown }[];
  /** Places on the site. */
  readonly links?: readonly { readonly text: string; readonly href: string }[];
  readonly isAutoDismiss?: boolean;
}

const AUTO_DISMISS_MS = 8_000;
let flags: readonly FlagOptions[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

export function showFlag(flag: Omit<FlagOptions, 'id'> & { id?: string }): string {
  const id = flag.id ?? `flag-${nextId++}`;
  change([{ ...flag, id }, ...flags.filter((other) => other.id !== id)]);
  if (flag.isAutoDismiss) window.setTimeout(() => closeFlag(id), AUTO_DISMISS_MS);
  return id;
}

export function closeFlag(id: string): boolean {
  const known = flags.some((flag) => flag.id === id);
  change(flags.filter((flag) => flag.id !== id));
  return known;
}

/** Jira's own sentence under a title that says what did not happen. */
export function showFailure(title: string, error: unknown): void {
  showFlag({ title, description: messageOf(error), type: 'error' });
}

function change(next: readonly FlagOptions[]): void {
  flags = next;
  listeners.forEach((listener) => listener());
}

export function Flags() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => flags,
  );
  return (
    <section className="flags" aria-label="Notifications" aria-live="polite">
      {shown.map((flag) => (
        <div key={flag.id} className={`flag flag-${flag.type ?? 'info'}`} role={flag.type === 'error' ? 'alert' : undefined}>
          <div className="flag-text">
            <p className="flag-title">{flag.title}</p>
            {flag.description && <p>{flag.description}</p>}
            {flag.links?.map(({ text, href }) => (
              <Link key={href} href={href} onClick={() => closeFlag(flag.id)}>
                {text}
              </Link>
            ))}
            {flag.actions?.map((action) => (
              <button key={action.text} type="button" className="link-button" onClick={() => void action.onClick()}>
                {action.text}
              </button>
            ))}
          </div>
          <IconButton icon={CrossIcon} label="Dismiss" appearance="subtle" spacing="compact" onClick={() => closeFlag(flag.id)} />
        </div>
      ))}
    </section>
  );
}
