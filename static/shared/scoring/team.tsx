import type { ReactNode } from 'react';
import type { PanelView, TeamView } from '../../../src/contract/scoring';
import { savingWords, TeamScoring } from '../team/team-scoring';
import { useTeam } from '../team/use-team';
import type { SheetProps } from './sheet-props';

interface TeamProps {
  readonly view: PanelView & { readonly team: TeamView };
  readonly locale: string;
  readonly sheet: (props: SheetProps) => ReactNode;
}

/** Everybody answers for themselves; the score is what that comes to. */
export function Team({ view, locale, sheet }: TeamProps) {
  const api = useTeam(view, locale);
  const { answers } = api;
  const held = answers.value;
  return sheet({
    view,
    locale,
    value: held.value,
    outcome: held.value.outcome,
    isPreview: false,
    isDisputed: held.team.answers.some(({ wide }) => wide),
    // Below, beside who has answered, stands what it takes.
    start: '',
    saving: savingWords(api),
    failure: answers.failure,
    onRetry: answers.flush,
    onConfirmed: (value) => answers.replace({ ...held, value }),
    children: <TeamScoring view={view} api={api} locale={locale} />,
  });
}
