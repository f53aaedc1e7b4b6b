import Textfield from '@atlaskit/textfield';
import { useId } from 'react';

interface AskFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly fault: string | undefined;
  readonly value: string;
  readonly isReadOnly: boolean;
  readonly maxLength?: number;
  /** Pixels, where the answer is short. */
  readonly width?: number;
  readonly inputMode?: 'numeric';
  readonly onWrite: (value: string) => void;
}

/** A line of text with its label above and its help and fault below. */
export function AskField({ label, help, fault, onWrite, ...field }: AskFieldProps) {
  const id = useId();
  return (
    <div className="ask-field">
      <label htmlFor={id}>{label}</label>
      <Textfield
        {...field}
        id={id}
        autoComplete="off"
        isInvalid={fault !== undefined}
        aria-describedby={`${id}-help ${id}-fault`}
        onChange={(event) => onWrite((event.target as HTMLInputElement).value)}
      />
      <p id={`${id}-help`} className="ask-help">
        {help}
      </p>
      <p id={`${id}-fault`} className="ask-fault" role="alert">
        {fault}
      </p>
    </div>
  );
}
