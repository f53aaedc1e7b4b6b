import Button from '@atlaskit/button/new';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { numberText } from '../../shared/numbers';
import type { Reader } from '../../shared/reader';
import type { Changes } from './use-changes';

const text = backlog.order.changes;

interface ChangesBarProps {
  readonly changes: Changes;
  readonly reader: Reader;
  readonly isShown: boolean;
  readonly onShow: (isShown: boolean) => void;
  readonly onDismiss: () => void;
}

/** What is different since the reader was here: one thin line. */
export function ChangesBar({ changes, reader, isShown, onShow, onDismiss }: ChangesBarProps) {
  const { counts, keptSince } = changes.view;
  const { locale, timeZone } = reader;
  const since = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(keptSince ?? changes.since);
  const parts = (['moved', 'joined', 'left'] as const)
    .filter((part) => counts[part] > 0)
    .map((part) => fill(text[part], { count: numberText(counts[part], locale) }));
  return (
    <div className="since" role="group" aria-label={text.region}>
      <p>{fill(keptSince === null ? text.since : text.sinceKept, { date: since, what: new Intl.ListFormat(locale).format(parts) })}</p>
      <div className="buttons">
        {counts.moved + counts.joined > 0 && (
          <Button spacing="compact" onClick={() => onShow(!isShown)}>
            {isShown ? text.showAll : text.show}
          </Button>
        )}
        <Button spacing="compact" appearance="subtle" onClick={onDismiss}>
          {text.dismiss}
        </Button>
      </div>
    </div>
  );
}
