import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import CrossIcon from '@atlaskit/icon/core/cross';
import { IconButton } from '@atlaskit/button/new';

interface DialogProps {
  readonly title?: string;
  readonly label: string;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly closeOnEscape?: boolean;
  readonly closeOnOverlayClick?: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it traps focus, makes the rest inert and gives focus back. */
export function Dialog({
  title,
  label,
  className = '',
  style,
  closeOnEscape = true,
  closeOnOverlayClick = true,
  close,
  children,
}: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) element.showModal();
    return () => {
      // What opened it may have left the page meanwhile.
      if (before?.isConnected === false) document.getElementById('main')?.focus({ preventScroll: true });
      else if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape is the keyboard's way
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      style={style}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        if (closeOnEscape) close();
      }}
      onClick={(event) => {
        if (event.target === dialog.current && closeOnOverlayClick) close();
      }}
    >
      <div className="dialog-inside">
        {title && (
          <div className="dialog-header">
            <h1>{title}</h1>
            <IconButton icon={CrossIcon} label="Close" appearance="subtle" onClick={close} />
          </div>
        )}
        {children}
      </div>
    </dialog>
  );
}
