import { saving as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { MomentIn } from '../requests/moment-in';

interface ChangedByProps {
  readonly change: { readonly name: string | null; readonly at: number } | null;
  readonly locale: string;
}

/** "Changed by Sam Owner, 2 hours ago". */
export function ChangedBy({ change, locale }: ChangedByProps) {
  if (change === null) return null;
  const sentence = change.name === null ? text.changedWhen : fill(text.changedBy, { name: change.name });
  return (
    <p className="quiet" dir="auto">
      <MomentIn sentence={sentence} at={change.at} locale={locale} />
    </p>
  );
}
