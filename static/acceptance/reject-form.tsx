import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useCallback, useEffect, useRef, useState } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { LONGEST_FEEDBACK, readWaysBack, type StoryView } from '../../src/contract/acceptance';
import { ask } from '../shared/client';
import { Field } from '../shared/field';
import { NativeSelect } from '../shared/native-select';
import { useReading } from '../shared/use-reading';
import { tooLong } from './drafts';
import { shortText } from './story-words';
import type { StoryActs } from './use-story-acts';

interface RejectFormProps {
  readonly story: StoryView;
  readonly acts: StoryActs;
  readonly onClose: () => void;
}

interface Way {
  readonly transitionId: string;
  readonly name: string;
  readonly to: string;
}

const STAYS = '';

/** What is said to the team, what failed, and where the issue goes (A3). */
export function RejectForm({ story, acts, onClose }: RejectFormProps) {
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const [ways, setWays] = useState<readonly Way[] | null>(null);
  const [waysFailure, setWaysFailure] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string>(STAYS);
  const form = useRef<HTMLFormElement>(null);
  const issueId = story.issue.id;
  const failed = story.criteria.filter((each) => each.state === 'failed');
  const value = words.trim();
  const fault = value === '' ? (isTried ? text.feedbackMissing : undefined) : tooLong(value, LONGEST_FEEDBACK, text.wordsTooLong);

  const read = useCallback(() => ask(readWaysBack, { issueId }), [issueId]);
  const show = useCallback((answer: Awaited<ReturnType<typeof read>>) => {
    if (!answer.ok) return setWaysFailure(answer.message);
    setWaysFailure(null);
    setWays(answer.data.ways);
    setChosen(answer.data.suggested ?? STAYS);
  }, []);
  const again = useReading(read, show);

  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);

  const way = ways?.find(({ transitionId }) => transitionId === chosen) ?? null;
  const isBusy = acts.doing === 'reject';
  const send = (): void => {
    setTried(true);
    if (value === '' || fault !== undefined) return form.current?.querySelector('textarea')?.focus();
    acts.reject(value, way);
  };
  return (
    <form
      ref={form}
      className="reject"
      noValidate
      aria-label={text.rejectLabel}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {failed.length === 0 ? (
        <p className="quiet">{text.noneFailed}</p>
      ) : (
        <div>
          <p>{failed.length === 1 ? text.failedOne : fill(text.failedMany, { count: failed.length })}</p>
          <ul className="reject-failed">
            {failed.map(({ id, text: criterion }) => (
              <li key={id} dir="auto">
                {shortText(criterion)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Field label={text.feedback} help={text.feedbackHelp} fault={fault}>
        {(control) => (
          <TextArea
            {...control}
            dir="auto"
            resize="smart"
            minimumRows={2}
            isRequired
            isReadOnly={isBusy}
            value={words}
            onKeyDown={(event) => {
              // What is written is not thrown away by a key.
              if (event.key === 'Escape' && value === '' && !isBusy) onClose();
            }}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      {ways !== null && ways.length > 0 && (
        <Field label={text.moveBack} className="reject-way">
          {({ isInvalid: _isInvalid, ...control }) => (
            <NativeSelect {...control} disabled={isBusy} value={chosen} onChange={({ target }) => setChosen(target.value)}>
              <option value={STAYS}>{text.staysHere}</option>
              {ways.map(({ transitionId, name, to }) => (
                <option key={transitionId} value={transitionId} dir="auto">
                  {name === to ? to : fill(text.wayTo, { name, status: to })}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      )}
      {waysFailure !== null && (
        <p className="quiet" role="status">
          {fill(text.waysFailed, { reason: waysFailure })}{' '}
          <button type="button" className="link-button" onClick={again}>
            {text.tryAgain}
          </button>
        </p>
      )}
      <div className="buttons">
        <Button type="submit" appearance="danger" isLoading={isBusy}>
          {way === null ? text.rejectStory : fill(text.rejectAndMove, { status: way.to })}
        </Button>
        <Button appearance="subtle" isDisabled={isBusy} onClick={onClose}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}
