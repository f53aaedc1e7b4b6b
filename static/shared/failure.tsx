import Button from '@atlaskit/button/new';
import type { ReactNode } from 'react';
import { panel as text } from '../../locales/en.json';

interface FailureProps {
  readonly sentence: string;
  readonly onRetry?: () => void;
  /** More ways forward. */
  readonly children?: ReactNode;
}

/** Something went wrong, in a sentence, and the way forward. */
export function Failure({ sentence, onRetry, children }: FailureProps) {
  return (
    <div className="failure">
      <p role="alert" dir="auto">
        {sentence}
      </p>
      {(onRetry ?? children) && (
        <div className="buttons">
          {onRetry && (
            <Button spacing="compact" onClick={onRetry}>
              {text.retry}
            </Button>
          )}
          {children}
        </div>
      )}
    </div>
  );
}
