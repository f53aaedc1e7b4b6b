import Textfield from '@atlaskit/textfield';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { FactorView } from '../../src/contract/scoring';

interface FactorRowProps {
  readonly factor: FactorView;
  readonly answer: number | null;
  readonly error: string | undefined;
  readonly onAnswer: (typed: string, finished: boolean) => void;
  /** The person left the questions altogether. */
  readonly onLeave: () => void;
}

/** One question: its label, and its answer edited in place with digits, arrows and Tab. Escape goes back to what stood there before. */
export function FactorRow({ factor, answer, error, onAnswer, onLeave }: FactorRowProps) {
  const id = useId();
  const held = answer === null ? '' : String(answer);
  const [typed, setTyped] = useState(held);
  const before = useRef<string | null>(null);

  // Another person's answer, or the server's word, shows at once; never under the hands of somebody who types.
  useEffect(() => {
    if (before.current === null && error === undefined) setTyped(held);
  }, [held, error]);

  const put = (text: string, finished: boolean): void => {
    setTyped(text);
    onAnswer(text, finished);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      put(String(step(factor, Number(typed), typed.trim() === '', event.key === 'ArrowUp' ? 1 : -1)), true);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onAnswer(typed, true);
    } else if (event.key === 'Escape') {
      put(before.current ?? held, true);
    }
  };

  const help = `${factor.help} ${scaleText(factor)}`;
  return (
    <div className="factor">
      <label className="factor-label" htmlFor={id} title={help}>
        {factor.label}
      </label>
      <div className="factor-answer">
        <Textfield
          id={id}
          isCompact
          isInvalid={error !== undefined}
          inputMode="decimal"
          autoComplete="off"
          role="spinbutton"
          aria-valuenow={answer ?? undefined}
          aria-valuetext={typed.trim() === '' ? text.empty : typed}
          aria-valuemin={bounds(factor)[0]}
          aria-valuemax={bounds(factor)[1]}
          aria-describedby={`${id}-help ${id}-error`}
          value={typed}
          onChange={(event) => put((event.target as HTMLInputElement).value, false)}
          onFocus={(event) => {
            before.current = typed;
            event.target.select();
          }}
          onBlur={(event) => {
            before.current = null;
            onAnswer(typed, true);
            const questions = event.currentTarget.closest('[role=group]');
            // After what was just given is part of what there is to save.
            if (questions?.contains(event.relatedTarget) !== true) queueMicrotask(onLeave);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <span id={`${id}-help`} className="visually-hidden">
        {help}
      </span>
      <p id={`${id}-error`} className="factor-error" role="alert">
        {error}
      </p>
    </div>
  );
}

/** The same for who may read but not answer. */
export function FactorText({ factor, answer }: Pick<FactorRowProps, 'factor' | 'answer'>) {
  return (
    <div className="factor">
      <dt className="factor-label" title={factor.help}>
        {factor.label}
      </dt>
      <dd className="factor-answer">{answer ?? <span className="quiet">–</span>}</dd>
    </div>
  );
}

function scaleText({ scale }: FactorView): string {
  return scale.kind === 'steps'
    ? fill(text.scale, { values: scale.values.join(', ') })
    : fill(text.range, { min: scale.min, max: scale.max });
}

function bounds({ scale }: FactorView): readonly [number, number] {
  return scale.kind === 'steps' ? [Math.min(...scale.values), Math.max(...scale.values)] : [scale.min, scale.max];
}

/** The next answer up or down the scale; from no answer, its lowest (or, going down, its highest). */
function step(factor: FactorView, from: number, isEmpty: boolean, direction: 1 | -1): number {
  const [min, max] = bounds(factor);
  if (isEmpty || !Number.isFinite(from)) return direction === 1 ? min : max;
  if (factor.scale.kind === 'range') return Math.min(max, Math.max(min, from + direction));
  const sorted = [...factor.scale.values].sort((one, other) => one - other);
  const next = direction === 1 ? sorted.find((value) => value > from) : sorted.reverse().find((value) => value < from);
  return next ?? (direction === 1 ? max : min);
}
