import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useEffect, useRef, useState } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import { LONGEST_FEEDBACK, type StoryView } from '../../src/contract/acceptance';
import { Field } from '../shared/field';
import type { Reader } from '../shared/reader';
import { tooLong } from './drafts';
import { RejectForm } from './reject-form';
import { openSentence } from './story-words';
import type { StoryActs } from './use-story-acts';

interface DecideProps {
  readonly story: StoryView;
  readonly reader: Reader;
  readonly acts: StoryActs;
  /** What is accepted may be changed. */
  readonly isUnlocked: boolean;
  readonly onUnlock: () => void;
}

/** The end of the checklist for who judges: accept, reject, or take the acceptance back. */
export function Decide({ story, reader, acts, isUnlocked, onUnlock }: DecideProps) {
  const [isRejecting, setRejecting] = useState(false);
  const [words, setWords] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const { may, acceptance, state } = story;

  useEffect(() => {
    if (state === 'rejected' || state === 'accepted') setRejecting(false);
    if (state === 'accepted') setWords(null);
  }, [state, story.rejection?.at]);

  if (acceptance !== null)
    return (
      <>
        <div className="buttons">
          <Button spacing="compact" isLoading={acts.doing === 'take-back'} onClick={acts.takeBack}>
            {text.takeBack}
          </Button>
          {!isUnlocked && (
            <Button spacing="compact" appearance="subtle" onClick={onUnlock}>
              {text.unlock}
            </Button>
          )}
        </div>
      </>
    );
  if (!may.decide) return may.message === null ? null : <p className="quiet">{may.message}</p>;
  if (isRejecting)
    return (
      <RejectForm
        story={story}
        acts={acts}
        onClose={() => {
          setRejecting(false);
          requestAnimationFrame(() => opener.current?.focus());
        }}
      />
    );
  const open = openSentence(story, reader.locale);
  const fault = tooLong((words ?? '').trim(), LONGEST_FEEDBACK, text.wordsTooLong);
  const isBusy = acts.doing !== null;
  return (
    <>
      {open !== null && <p dir="auto">{open}</p>}
      {words !== null && (
        <Field label={text.acceptWords} fault={fault}>
          {(control) => (
            <TextArea
              {...control}
              dir="auto"
              autoFocus // eslint-disable-line jsx-a11y/no-autofocus -- opened just now, to write in
              resize="smart"
              minimumRows={1}
              isCompact
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className="buttons">
        <Button
          appearance="primary"
          isDisabled={open !== null || fault !== undefined || (isBusy && acts.doing !== 'accept')}
          isLoading={acts.doing === 'accept'}
          onClick={() => acts.accept((words ?? '').trim() === '' ? null : (words ?? '').trim())}
        >
          {text.accept}
        </Button>
        <Button
          ref={opener}
          isDisabled={isBusy}
          onClick={() => {
            acts.forget();
            setRejecting(true);
          }}
        >
          {text.reject}
        </Button>
        {open === null && words === null && (
          <Button appearance="subtle" isDisabled={isBusy} onClick={() => setWords('')}>
            {text.addWords}
          </Button>
        )}
      </div>
    </>
  );
}
