import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import { backlog } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { Field } from '../../../shared/field';
import { numberText, readNumber } from '../../../shared/numbers';

const text = backlog.order.drawer;

interface MoveToProps {
  readonly index: number;
  readonly total: number;
  readonly locale: string;
  readonly onMove: (index: number) => void;
}

/** A place by its number: the way for far moves, and without a mouse. */
export function MoveTo({ index, total, locale, onMove }: MoveToProps) {
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | undefined>(undefined);
  const send = (): void => {
    const place = readNumber(typed, locale);
    if (!Number.isInteger(place) || place < 1 || place > total)
      return setFault(fill(text.moveToFault, { total: numberText(total, locale) }));
    if (place === index + 1) return setFault(text.moveToSame);
    setTyped('');
    onMove(place - 1);
  };
  return (
    <form
      className="move-to"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label={text.moveTo} fault={fault}>
        {(control) => (
          <Textfield
            {...control}
            isCompact
            width={96}
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
            value={typed}
            onChange={(event) => {
              setFault(undefined);
              setTyped((event.target as HTMLInputElement).value);
            }}
          />
        )}
      </Field>
      <Button type="submit">{text.move}</Button>
    </form>
  );
}
