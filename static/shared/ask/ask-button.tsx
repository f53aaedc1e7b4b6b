import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import { ask as text } from '../../../locales/en.json';
import type { Place } from '../use-place';
import { AskForm } from './ask-form';
import { askedSentence, type Asked } from './ask-frame';

interface AskButtonProps {
  /** Null: the form asks for the issue too. */
  readonly issueId: string | null;
  readonly place: Place;
  readonly owner: Asked;
  readonly isDisabled?: boolean;
  readonly isCompact?: boolean;
  readonly onAsked: () => void;
}

/** One button, which becomes the form; what came of it stands where the button was pressed. */
export function AskButton({ issueId, place, owner, isDisabled = false, isCompact = false, onAsked }: AskButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <>
      {!isOpen && (
        <div className="buttons">
          <Button
            ref={opener}
            isDisabled={isDisabled}
            spacing={isCompact ? 'compact' : 'default'}
            onClick={() => {
              setSaid(null);
              setOpen(true);
            }}
          >
            {text.open}
          </Button>
        </div>
      )}
      {isOpen && (
        <AskForm
          issueId={issueId}
          projectKey={place.projectKey}
          locale={place.reader.locale}
          owner={owner}
          onCancel={() => setOpen(false)}
          onAsked={(_request, joined) => {
            setOpen(false);
            setSaid(askedSentence(owner, joined));
            onAsked();
          }}
        />
      )}
      <p role="status" className="asked" dir="auto">
        {said}
      </p>
    </>
  );
}
