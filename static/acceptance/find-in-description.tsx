import Button from '@atlaskit/button/new';
import { useCallback, useEffect, useRef, useState } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { findCriteria, MOST_CRITERIA, type CriterionView } from '../../src/contract/acceptance';
import { ask } from '../shared/client';
import { Failure } from '../shared/failure';
import { numberText } from '../shared/numbers';
import { useReading } from '../shared/use-reading';
import { CriterionText } from './criterion-text';

type Found = { readonly text: string; readonly likely: boolean };

interface FindInDescriptionProps {
  readonly issueId: string;
  readonly criteria: readonly CriterionView[];
  readonly locale: string;
  readonly onAdd: (texts: readonly string[]) => void;
  readonly onClose: () => void;
}

/** What of the issue's description reads like criteria, to choose from; the likely ones are chosen. */
export function FindInDescription({ issueId, criteria, locale, onAdd, onClose }: FindInDescriptionProps) {
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const region = useRef<HTMLFieldSetElement>(null);
  const known = new Set(criteria.map((each) => each.text));
  const knownAtFirst = useRef(known);

  const read = useCallback(() => ask(findCriteria, { issueId }), [issueId]);
  const show = useCallback((answer: Awaited<ReturnType<typeof read>>) => {
    if (!answer.ok) return setFailure(answer.message);
    setFailure(null);
    setFound(answer.data.found);
    setChosen(new Set(answer.data.found.flatMap((each) => (each.likely && !knownAtFirst.current.has(each.text) ? [each.text] : []))));
  }, []);
  const again = useReading(read, show);

  useEffect(() => {
    if (found !== null) region.current?.querySelector<HTMLElement>('input:not(:disabled), button')?.focus({ preventScroll: true });
  }, [found]);

  if (failure !== null)
    return (
      <Failure sentence={fill(text.findFailed, { reason: failure })} onRetry={again}>
        <Button spacing="compact" appearance="subtle" onClick={onClose}>
          {text.cancel}
        </Button>
      </Failure>
    );
  if (found === null)
    return (
      <p role="status" className="quiet">
        {text.finding}
      </p>
    );
  const texts = found.map((each) => each.text).filter((each) => chosen.has(each) && !known.has(each));
  const room = MOST_CRITERIA - criteria.length;
  return (
    <fieldset ref={region} className="offer">
      <legend className="field-label">{text.foundLabel}</legend>
      {found.length === 0 && <p>{text.foundNone}</p>}
      <div className="found">
        {found.map((each) => (
          <label key={each.text} className="found-item">
            <input
              type="checkbox"
              className="tick"
              disabled={known.has(each.text)}
              checked={known.has(each.text) || chosen.has(each.text)}
              onChange={({ target }) => {
                const next = new Set(chosen);
                if (target.checked) next.add(each.text);
                else next.delete(each.text);
                setChosen(next);
              }}
            />
            <span dir="auto">
              <CriterionText text={each.text} />
              {known.has(each.text) && <span className="quiet">{text.foundKnown}</span>}
            </span>
          </label>
        ))}
      </div>
      {texts.length > room && (
        <p role="alert" className="field-fault">
          {fill(text.pastedTooMany, { room: numberText(Math.max(0, room), locale) })}
        </p>
      )}
      <div className="buttons">
        {found.length > 0 && (
          <Button
            appearance="primary"
            spacing="compact"
            isDisabled={texts.length === 0 || room <= 0}
            onClick={() => {
              onAdd(texts.slice(0, room));
              onClose();
            }}
          >
            {texts.length === 1 ? text.addFoundOne : fill(text.addFound, { count: numberText(texts.length, locale) })}
          </Button>
        )}
        <Button spacing="compact" appearance="subtle" onClick={onClose}>
          {text.cancel}
        </Button>
      </div>
    </fieldset>
  );
}
