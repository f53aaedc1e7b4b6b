import { useEffect, useId, useRef, type ReactNode } from 'react';
import './saving.css';

interface SectionProps {
  readonly title: string;
  readonly explain: string;
  readonly busy?: boolean;
  /** Changes when something is over that may have taken the focused control with it: whoever pressed it stays in this section. */
  readonly settled?: unknown;
  readonly children: ReactNode;
}

/** One subject of the page: a heading, one sentence, and its settings. */
export function Section({ title, explain, busy = false, settled, children }: SectionProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(settled);
  useEffect(() => {
    const active = document.activeElement;
    // A control that was just disabled has the focus until the browser draws next.
    const isLost = active === document.body || (active?.matches(':disabled') === true && heading.current?.parentElement?.contains(active));
    if (before.current !== settled && isLost) heading.current?.focus({ preventScroll: true });
    before.current = settled;
  }, [settled]);
  return (
    <section className="section" aria-labelledby={id} aria-busy={busy}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p className="quiet">{explain}</p>
      {children}
    </section>
  );
}
