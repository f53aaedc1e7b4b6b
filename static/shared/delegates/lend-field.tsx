import type { ReactNode } from 'react';

interface LendFieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly fault?: string | undefined;
  /** The control does not mark itself as faulty. */
  readonly isGroup?: boolean;
  readonly children: ReactNode;
}

/** Label above; help and fault below, named `{id}-help` and `{id}-fault` for the control to refer to. */
export function LendField({ id, label, help, fault, isGroup = false, children }: LendFieldProps) {
  return (
    <div className="lend-field" data-faulty={isGroup && fault !== undefined ? true : undefined}>
      <label className="lend-label" htmlFor={id}>
        {label}
      </label>
      {children}
      <p id={`${id}-help`} className="lend-help">
        {help}
      </p>
      <p id={`${id}-fault`} className="lend-fault" role="alert">
        {fault}
      </p>
    </div>
  );
}
