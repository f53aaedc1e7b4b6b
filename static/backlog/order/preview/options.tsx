import Textfield from '@atlaskit/textfield';
import { useId, useState } from 'react';
import { backlog } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { numberText, readNumber } from '../../../shared/numbers';

const text = backlog.order.preview;

interface OptionsProps {
  readonly total: number;
  readonly locale: string;
  readonly isOnlyMoved: boolean;
  readonly onFirst: (first: number | null) => void;
  readonly onOnlyMoved: (isOnlyMoved: boolean) => void;
}

/** How far ranking by score reaches, and how much of it is shown. */
export function Options({ total, locale, isOnlyMoved, onFirst, onOnlyMoved }: OptionsProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isFaulty, setFaulty] = useState(false);
  const type = (next: string): void => {
    setTyped(next);
    const number = readNumber(next, locale);
    const isNone = next.trim() === '';
    setFaulty(!isNone && !(Number.isInteger(number) && number >= 1));
    if (isNone) onFirst(null);
    else if (Number.isInteger(number) && number >= 1) onFirst(number);
  };
  return (
    <div className="preview-options">
      <div className="preview-first">
        <label htmlFor={id}>{text.first}</label>
        <Textfield
          id={id}
          isCompact
          width={88}
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          placeholder={text.all}
          value={typed}
          isInvalid={isFaulty}
          aria-describedby={`${id}-fault`}
          onChange={(event) => type((event.target as HTMLInputElement).value)}
        />
        <span id={`${id}-fault`} role="alert" className="field-fault">
          {isFaulty && fill(text.firstFault, { total: numberText(total, locale) })}
        </span>
      </div>
      <label className="preview-check">
        <input type="checkbox" checked={isOnlyMoved} onChange={(event) => onOnlyMoved(event.target.checked)} />
        {text.onlyMoved}
      </label>
    </div>
  );
}
