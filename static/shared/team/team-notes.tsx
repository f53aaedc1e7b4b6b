import Lozenge from '@atlaskit/lozenge';
import { team as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { ModelView, TeamView } from '../../../src/contract/scoring';
import type { Inputs } from '../../../src/features/scoring/model';
import { answerText, type Notes } from '../factors';
import { nameIn } from './team-words';

/**
 * Below each question: the answer that counts, the median where it is another, what others say, and whether to talk about it. Of what is hidden from the reader there is
 * nothing.
 */
export function teamNotes(model: ModelView, team: TeamView, counts: Inputs, viewer: string, locale: string): Notes {
  return Object.fromEntries(
    model.factors.flatMap((factor) => {
      const shown = team.answers.find((each) => each.factor === factor.key);
      const others = shown?.given.filter(({ accountId }) => accountId !== viewer) ?? [];
      const said = (answer: number | undefined): string | null => answerText(factor, answer, locale);
      const counting = said(counts[factor.key]);
      // One's own answer alone is no median.
      const median = shown !== undefined && others.length > 0 && shown.median !== counts[factor.key] ? said(shown.median) : null;
      if (counting === null && others.length === 0) return [];
      const names = others.map(({ accountId, answer }) =>
        fill(text.given, { name: nameIn(team, accountId, viewer), answer: said(answer) ?? '' }),
      );
      const note = (
        <>
          {counting !== null && <strong>{fill(text.counts, { answer: counting })}</strong>}
          {median !== null && <span>{fill(text.median, { answer: median })}</span>}
          {names.length > 0 && <span dir="auto">{names.join(', ')}</span>}
          {shown?.wide === true && <Lozenge appearance="moved">{text.wide}</Lozenge>}
        </>
      );
      return [[factor.key, note] as const];
    }),
  );
}
