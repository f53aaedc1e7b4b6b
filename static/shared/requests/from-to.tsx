import { ask as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { numberText } from '../numbers';

interface FromToProps {
  readonly from: Place | null;
  readonly to: Place | null;
  readonly locale: string;
}

interface Place {
  readonly place: number;
}

/** "#14 → #2", read aloud as "from #14 to #2". */
export function FromTo({ from, to, locale }: FromToProps) {
  const shown = (at: Place | null, none: string): string =>
    at === null ? none : fill(text.place, { place: numberText(at.place, locale) });
  const places = (none: string): { readonly from: string; readonly to: string } => ({ from: shown(from, none), to: shown(to, none) });
  const isKnown = from !== null || to !== null;
  return (
    <>
      <span className="visually-hidden">{isKnown ? fill(text.fromToSaid, places(text.noPlaceSaid)) : text.noPlaceSaid}</span>
      <span aria-hidden="true" className="from-to">
        {isKnown ? fill(text.fromTo, places(text.noPlace)) : text.noPlace}
      </span>
    </>
  );
}
