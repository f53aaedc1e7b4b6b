import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import { cancelSprint as text } from '../../locales/en.json';
import type { CancelView } from '../../src/contract/sprints';
import { askedSentence } from '../shared/ask/ask-frame';
import type { Reader } from '../shared/reader';
import { MomentIn } from '../shared/requests/moment-in';
import { AskToCancel } from './ask-to-cancel';
import { CloseButton } from './close-button';
import { Foot } from './foot';

interface WhoDecidesProps {
  readonly view: CancelView;
  readonly reader: Reader;
  readonly onAsked: () => void;
}

/** Why not, who decides, and asking them. */
export function WhoDecides({ view, reader, onAsked }: WhoDecidesProps) {
  const { sprint, owner, may, asked } = view;
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const result = useRef<HTMLParagraphElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (said !== null) result.current?.focus({ preventScroll: true });
  }, [said]);

  const isMine = asked?.mine === true || said !== null;
  return (
    <>
      <div className="cancel-note">
        {may.message !== null && <p dir="auto">{may.message}</p>}
        {asked !== null && said === null && (
          <p dir="auto">
            <MomentIn sentence={asked.mine ? text.askedByYou : text.askedByOther} at={asked.at} locale={reader.locale} />
          </p>
        )}
        <p ref={result} role="status" tabIndex={-1} className="cancel-said" dir="auto">
          {said}
        </p>
      </div>
      {isOpen && (
        <AskToCancel
          sprint={sprint}
          owner={owner}
          onCancel={() => {
            setOpen(false);
            queueMicrotask(() => opener.current?.focus());
          }}
          onAsked={(joined) => {
            setOpen(false);
            setSaid(askedSentence(owner, joined));
            onAsked();
          }}
        />
      )}
      {!isOpen && (
        <Foot>
          {may.ask && !isMine && (
            <Button ref={opener} appearance="primary" onClick={() => setOpen(true)}>
              {text.ask.open}
            </Button>
          )}
          <CloseButton />
        </Foot>
      )}
    </>
  );
}
