import { useId, type ReactNode } from 'react';
import './field.css';

interface FieldProps {
  readonly label: string;
  readonly help?: string;
  readonly fault?: string | undefined;
  readonly className?: string;
  /** The control does not mark itself as faulty. */
  readonly isUnmarked?: boolean;
  readonly children: (control: Control) => ReactNode;
}

/** What the control of a field takes on, so that its label, help and fault belong to it. */
export interface Control {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly isInvalid: boolean;
  /** Atlaskit's text area does not say so by itself. */
  readonly 'aria-invalid': boolean;
}

/** Label above; help and fault below. */
export function Field({ label, help, fault, className = '', isUnmarked = false, children }: FieldProps) {
  const id = useId();
  return (
    <div className={`field ${className}`} data-faulty={isUnmarked && fault !== undefined ? true : undefined}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': `${id}-help ${id}-fault`, isInvalid: fault !== undefined, 'aria-invalid': fault !== undefined })}
      <p id={`${id}-help`} className="field-help">
        {help}
      </p>
      <p id={`${id}-fault`} className="field-fault" role="alert">
        {fault}
      </p>
    </div>
  );
}
