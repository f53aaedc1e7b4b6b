import { useEffect, useId, useRef, type ReactNode } from 'react';

interface PopoverProps {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly className?: string;
  readonly onToggle?: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A button with a panel under it: the browser's own popover, which Escape and a press elsewhere close, focus going back. */
export function Popover({ label, trigger, className = '', onToggle, children }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const toggled = useRef(onToggle);
  toggled.current = onToggle;

  useEffect(() => {
    const opener = button.current;
    const element = panel.current;
    if (!opener || !element) return undefined;
    // React 18 does not know these two.
    opener.setAttribute('popovertarget', element.id);
    element.setAttribute('popover', 'auto');
    const opened = (event: Event): void => {
      const open = (event as ToggleEvent).newState === 'open';
      opener.setAttribute('aria-expanded', String(open));
      toggled.current?.(open);
      if (!open) return;
      placeBelow(opener, element);
      element.querySelector<HTMLElement>('input, button')?.focus();
    };
    element.addEventListener('toggle', opened);
    return () => element.removeEventListener('toggle', opened);
  }, []);

  return (
    <>
      <button ref={button} type="button" className="menu-button" aria-haspopup="dialog">
        {trigger}
      </button>
      <div ref={panel} id={id} className={`popover ${className}`} role="dialog" aria-label={label}>
        {children}
      </div>
    </>
  );
}

function placeBelow(anchor: HTMLElement, element: HTMLElement): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  element.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`;
  const below = box.bottom + 4;
  element.style.top = `${below + height < window.innerHeight ? below : Math.max(8, window.innerHeight - height - 8)}px`;
}
