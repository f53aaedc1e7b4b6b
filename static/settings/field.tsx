import { useId, type ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly help?: string;
  readonly fault?: string | undefined;
  readonly className?: string;
  readonly children: (control: Control) => ReactNode;
}

/** What the control of a field takes on, so that its label, help and fault belong to it. */
export interface Control {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly isInvalid: boolean;
}

export function Field({ label, help, fault, className = '', children }: FieldProps) {
  const id = useId();
  return (
    <div className={`field ${className}`}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': `${id}-help ${id}-fault`, isInvalid: fault !== undefined })}
      <p id={`${id}-help`} className="field-help">
        {help}
      </p>
      <p id={`${id}-fault`} className="field-fault" role="alert">
        {fault}
      </p>
    </div>
  );
}
