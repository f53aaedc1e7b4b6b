import { panel as text, stale as staleText } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { ValueView } from '../../src/contract/scoring';
import { MomentIn } from '../shared/requests/moment-in';

interface ScoredByProps {
  readonly value: Pick<ValueView, 'lastScored' | 'confirmed'>;
  readonly viewer: string;
  readonly locale: string;
}

/** "Scored by Dev, 2 months ago", and whoever found it still right after that. */
export function ScoredBy({ value: { lastScored, confirmed }, viewer, locale }: ScoredByProps) {
  if (lastScored === null && confirmed === null) return <span className="quiet">{text.neverScored}</span>;
  return (
    <div className="quiet">
      {lastScored !== null && <By done={lastScored} viewer={viewer} locale={locale} words={SCORED} />}
      {confirmed !== null && <By done={confirmed} viewer={viewer} locale={locale} words={CONFIRMED} />}
    </div>
  );
}

interface Words {
  readonly byYou: string;
  readonly by: string;
  /** Where Jira does not tell the name. */
  readonly bare: string;
}

const SCORED: Words = { byYou: text.scoredByYou, by: text.scoredBy, bare: text.scoredWhen };
const CONFIRMED: Words = { byYou: staleText.confirmedByYou, by: staleText.confirmedBy, bare: staleText.confirmedWhen };

interface ByProps extends Omit<ScoredByProps, 'value'> {
  readonly done: NonNullable<ValueView['lastScored']>;
  readonly words: Words;
}

function By({ done: { by, name, at }, viewer, locale, words }: ByProps) {
  const sentence = by === viewer ? words.byYou : name === null ? words.bare : fill(words.by, { name });
  return (
    <p dir="auto">
      <MomentIn sentence={sentence} at={at} locale={locale} />
    </p>
  );
}
