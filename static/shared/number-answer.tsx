import Textfield from '@atlaskit/textfield';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { panel as text } from '../../locales/en.json';
import { bounds, type Scale } from '../../src/features/scoring/model';
import { leavesGroup, type AnswerProps } from './answer';
import { fieldText, readNumber } from './numbers';
import { step, withUnit } from './scale';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** A number edited in place with digits and arrows. Escape goes back to what stood there before. */
export function NumberAnswer({ id, scale, answer, invalid, locale, describedBy, onAnswer, onLeave }: AnswerProps<Scale>) {
  const held = answer === null ? '' : fieldText(answer, locale);
  const [typed, setTyped] = useState(held);
  const before = useRef<string | null>(null);

  // Another person's answer, or the server's word, shows at once; never under the hands of somebody who types.
  useEffect(() => {
    if (before.current === null && !invalid) setTyped(held);
  }, [held, invalid]);

  const put = (next: string, finished: boolean): void => {
    setTyped(next);
    onAnswer(next, finished);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const steps = STEPS[event.key];
    if (steps !== undefined) {
      event.preventDefault();
      put(fieldText(step(scale, readNumber(typed, locale), steps), locale), true);
    } else if (event.key === 'Enter') {
      onAnswer(typed, true);
    } else if (event.key === 'Escape') {
      put(before.current ?? held, true);
    }
  };

  const [min, max] = bounds(scale);
  return (
    <Textfield
      id={id}
      isCompact
      isInvalid={invalid}
      className={max >= 100_000 || min <= -100_000 ? 'answer-long' : ''}
      inputMode="decimal"
      autoComplete="off"
      role="spinbutton"
      aria-valuenow={answer ?? undefined}
      aria-valuetext={typed.trim() === '' ? text.empty : withUnit(typed, scale.unit)}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-describedby={describedBy}
      elemAfterInput={
        scale.unit !== '' && (
          <span className="unit" aria-hidden="true">
            <bdi>{scale.unit}</bdi>
          </span>
        )
      }
      value={typed}
      onChange={(event) => put((event.target as HTMLInputElement).value, false)}
      onFocus={(event) => {
        before.current = typed;
        event.target.select();
      }}
      onBlur={(event) => {
        before.current = null;
        onAnswer(typed, true);
        // After what was just given is part of what there is to save.
        if (leavesGroup(event)) queueMicrotask(onLeave);
      }}
      onKeyDown={onKeyDown}
    />
  );
}
