import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { ValueView } from '../../src/contract/scoring';
import { when } from '../shared/moment';

interface ScoredByProps {
  readonly scored: ValueView['lastScored'];
  readonly viewer: string;
  readonly locale: string;
}

/** "Scored by Dev, 2 hours ago". */
export function ScoredBy({ scored, viewer, locale }: ScoredByProps) {
  if (scored === null) return <span className="quiet">{text.neverScored}</span>;
  const { relative, exact, iso } = when(scored.at, Date.now(), locale);
  const sentence = scored.by === viewer ? text.scoredByYou : scored.name === null ? text.scoredWhen : text.scoredBy;
  const [before = '', after = ''] = fill(sentence, { name: scored.name ?? '' }).split('{when}');
  return (
    <span className="quiet">
      {before}
      <time dateTime={iso} title={exact}>
        {relative}
      </time>
      {after}
    </span>
  );
}
