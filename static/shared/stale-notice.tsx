import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { stale as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { confirmScore, type ValueView } from '../../src/contract/scoring';
import { ask } from './client';
import { MomentIn } from './requests/moment-in';

interface StaleNoticeProps {
  readonly issueId: string;
  readonly value: ValueView;
  readonly mayScore: boolean;
  readonly locale: string;
  /** Somebody's answers are unsaved: the score that stands there is not what could be confirmed. */
  readonly isDisabled: boolean;
  readonly onConfirmed: (value: ValueView) => void;
}

/** What has changed since the score was given (S6), and saying that it is right all the same. */
export function StaleNotice({ issueId, value, mayScore, locale, isDisabled, onConfirmed }: StaleNoticeProps) {
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { stale, outcome } = value;
  if (stale === null || outcome.kind !== 'scored') return null;

  const confirm = (): void => {
    setSending(true);
    setFailure(null);
    void ask(confirmScore, { issueId, score: outcome.score }).then((answer) => {
      setSending(false);
      if (answer.ok) onConfirmed(answer.data.value);
      else setFailure(answer.message);
    });
  };

  const contents = stale.because.filter((each) => each !== 'age').map((each) => text[each]);
  return (
    <div className="stale">
      <div className="stale-line">
        <div className="quiet">
          {stale.changedAt !== null && (
            <p>
              <MomentIn
                sentence={fill(text.changed, { what: new Intl.ListFormat(locale).format(contents) })}
                at={stale.changedAt}
                locale={locale}
              />
            </p>
          )}
          {stale.because.includes('age') && <p>{fill(text.age, { days: stale.afterDays ?? '' })}</p>}
        </div>
        {mayScore && (
          <Button spacing="compact" isDisabled={isDisabled} isLoading={isSending} onClick={confirm}>
            {text.stillRight}
          </Button>
        )}
      </div>
      {mayScore && <span className="visually-hidden">{text.stillRightMeans}</span>}
      {failure !== null && (
        <p role="alert" dir="auto">
          {fill(text.notConfirmed, { reason: failure })}
        </p>
      )}
    </div>
  );
}
