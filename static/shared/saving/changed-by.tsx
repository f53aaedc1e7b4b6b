import { saving as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { when } from '../moment';

interface ChangedByProps {
  readonly change: { readonly name: string | null; readonly at: number } | null;
  readonly locale: string;
}

/** "Changed by Sam Owner, 2 hours ago". */
export function ChangedBy({ change, locale }: ChangedByProps) {
  if (change === null) return null;
  const { relative, exact, iso } = when(change.at, Date.now(), locale);
  const [before = '', after = ''] = fill(change.name === null ? text.changedWhen : text.changedBy, { name: change.name ?? '' }).split(
    '{when}',
  );
  return (
    <p className="quiet" dir="auto">
      {before}
      <time dateTime={iso} title={exact}>
        {relative}
      </time>
      {after}
    </p>
  );
}
