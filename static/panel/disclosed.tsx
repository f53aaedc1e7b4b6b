import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';
import { useId, useState, type ReactNode } from 'react';

interface DisclosedProps {
  readonly words: ReactNode;
  /** Beside the words. */
  readonly action?: ReactNode;
  /** Its own where nobody else decides. */
  readonly isOpen?: boolean;
  readonly onOpen?: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** Two lines that open into more. */
export function Disclosed({ words, action, isOpen: given, onOpen, children }: DisclosedProps) {
  const [own, setOwn] = useState(false);
  const isOpen = given ?? own;
  const id = useId();
  return (
    <>
      <div className="asked-line">
        <button
          type="button"
          className="disclosure asked-text"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => (onOpen ?? setOwn)(!isOpen)}
        >
          {isOpen ? <ChevronDownIcon label="" size="small" /> : <ChevronRightIcon label="" size="small" />}
          <span className="asked-words" dir="auto">
            {words}
          </span>
        </button>
        {action}
      </div>
      <div id={id} className="asked-details" hidden={!isOpen}>
        {children}
      </div>
    </>
  );
}
