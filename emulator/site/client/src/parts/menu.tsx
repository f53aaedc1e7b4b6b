import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

export interface MenuItem {
  readonly key: string;
  readonly text: ReactNode;
  /** `byKeyboard`: Enter or Space chose it, so focus has to be somewhere sensible afterwards. */
  readonly onSelect: (byKeyboard: boolean) => void;
  readonly group?: string;
  readonly selected?: boolean;
  readonly disabled?: boolean;
}

interface MenuProps {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly items: readonly MenuItem[];
  readonly className?: string;
  readonly align?: 'start' | 'end';
  readonly onOpen?: () => void;
  readonly empty?: string;
}

/** A button that opens a menu: arrows, Home, End and first letters move, Escape and Tab close, focus goes back. */
export function Menu({ label, trigger, items, className = '', align = 'start', onOpen, empty = 'Nothing to choose' }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const toggle = (next: boolean): void => {
    if (next) onOpen?.();
    setOpen(next);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`menu-button ${className}`}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => toggle(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          toggle(true);
        }}
      >
        {trigger}
      </button>
      {open && button.current && (
        <Popup
          id={id}
          label={label}
          anchor={button.current}
          align={align}
          items={items}
          empty={empty}
          close={(refocus) => {
            setOpen(false);
            if (refocus) button.current?.focus();
          }}
        />
      )}
    </>
  );
}

interface PopupProps {
  readonly id: string;
  readonly label: string;
  readonly anchor: HTMLElement;
  readonly align: 'start' | 'end';
  readonly items: readonly MenuItem[];
  readonly empty: string;
  readonly close: (refocus: boolean) => void;
}

function Popup({ id, label, anchor, align, items, empty, close }: PopupProps) {
  const list = useRef<HTMLDivElement>(null);
  const onClose = useRef(close);
  onClose.current = close;

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const box = anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const left = align === 'end' ? box.right - width : box.left;
    element.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
    const below = box.bottom + 4;
    element.style.top = `${below + height < window.innerHeight ? below : Math.max(8, box.top - height - 4)}px`;
    (element.querySelector<HTMLElement>('[aria-checked="true"]') ?? options(element)[0] ?? element).focus();
  }, [anchor, align, items.length]);

  useEffect(() => {
    const outside = (event: Event): void => {
      const target = event.target as Node;
      if (!list.current?.contains(target) && !anchor.contains(target)) onClose.current(false);
    };
    const away = (): void => onClose.current(false);
    document.addEventListener('pointerdown', outside);
    window.addEventListener('blur', away);
    window.addEventListener('resize', away);
    return () => {
      document.removeEventListener('pointerdown', outside);
      window.removeEventListener('blur', away);
      window.removeEventListener('resize', away);
    };
  }, [anchor]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const all = list.current ? options(list.current) : [];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 };
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    } else if (to[event.key] !== undefined && all.length > 0) {
      event.preventDefault();
      all[(to[event.key] ?? 0) % all.length]?.focus();
    } else if (event.key.length === 1 && event.key !== ' ') {
      all.find((option) => option.textContent?.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    }
  };

  let group: string | undefined;
  return createPortal(
    <div ref={list} id={id} className="menu" role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {items.length === 0 && <p className="menu-empty">{empty}</p>}
      {items.map((item) => {
        const heading = item.group !== group ? item.group : undefined;
        group = item.group;
        return (
          <div key={item.key} role="none">
            {heading && (
              <p className="menu-group" role="presentation">
                {heading}
              </p>
            )}
            <button
              type="button"
              role={item.selected === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.selected}
              aria-disabled={item.disabled}
              tabIndex={-1}
              className="menu-item"
              onClick={(event) => {
                if (item.disabled) return;
                close(true);
                item.onSelect(event.detail === 0);
              }}
            >
              {item.text}
            </button>
          </div>
        );
      })}
    </div>,
    document.body,
  );
}

const options = (root: HTMLElement): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([aria-disabled="true"])'),
];
