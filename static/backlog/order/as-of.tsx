import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useEffect, useRef, useState } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Failure } from '../../shared/failure';
import { Field } from '../../shared/field';
import type { Reader } from '../../shared/reader';
import { localAt, momentAt } from '../zone';
import type { PastState } from './use-past';

const text = backlog.order.past;

interface AsOfFormProps {
  readonly reader: Reader;
  readonly onChoose: (at: number) => void;
  readonly onCancel: () => void;
}

/** Which moment's order to look at. */
export function AsOfForm({ reader, onChoose, onCancel }: AsOfFormProps) {
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const choose = (): void => {
    const at = momentAt(typed, reader.timeZone);
    if (Number.isNaN(at) || at > Date.now()) {
      setFault(Number.isNaN(at) ? text.noMoment : text.future);
      return field.current?.focus();
    }
    onChoose(at);
  };
  return (
    <form
      className="as-of"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        choose();
      }}
    >
      <Field label={text.field} help={fill(text.zone, { zone: reader.timeZone })} fault={fault}>
        {(control) => (
          <Textfield
            {...control}
            ref={field}
            type="datetime-local"
            isCompact
            max={localAt(Date.now(), reader.timeZone)}
            value={typed}
            onKeyDown={(event) => {
              if (event.key === 'Escape') onCancel();
            }}
            onChange={(event) => {
              setFault(undefined);
              setTyped((event.target as HTMLInputElement).value);
            }}
          />
        )}
      </Field>
      <div className="buttons">
        <Button type="submit">{text.show}</Button>
        <Button appearance="subtle" onClick={onCancel}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}

interface PastBannerProps {
  readonly past: PastState;
  readonly reader: Reader;
  readonly onRetry: () => void;
  readonly onBack: () => void;
}

/** Says, as long as it is so, that what one sees is not the order of today. */
export function PastBanner({ past, reader, onRetry, onBack }: PastBannerProps) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus({ preventScroll: true }), []);
  // The oldest order there is, where what was asked for is older still.
  const kept = past.kind === 'open' ? past.keptSince : null;
  const moment = (at: number): string =>
    new Intl.DateTimeFormat(reader.locale, { dateStyle: 'full', timeStyle: 'short', timeZone: reader.timeZone }).format(at);
  return (
    <section className="past" aria-label={text.region}>
      <div className="past-words">
        <p role="status">
          <strong>{fill(text.asOf, { date: moment(kept ?? past.at) })}</strong> {kept === null ? text.readOnly : text.keptSince}
        </p>
        {past.kind === 'failed' && <Failure sentence={fill(text.failed, { reason: past.message })} onRetry={onRetry} />}
      </div>
      <Button ref={back} onClick={onBack}>
        {text.back}
      </Button>
    </section>
  );
}
