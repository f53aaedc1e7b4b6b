import type { PanelView, TeamView } from '../../../../src/contract/scoring';
import { savingWords, TeamScoring } from '../../../shared/team/team-scoring';
import { useTeam } from '../../../shared/team/use-team';
import type { RowStore } from '../row-store';
import { ScoreSheet } from './score-sheet';

interface TeamScoreProps {
  readonly view: PanelView & { readonly team: TeamView };
  readonly store: RowStore;
  readonly locale: string;
}

/** Everybody answers for themselves; the score is what that comes to. */
export function TeamScore({ view, store, locale }: TeamScoreProps) {
  const api = useTeam(view, locale);
  const { answers } = api;
  const held = answers.value;
  return (
    <ScoreSheet
      view={view}
      store={store}
      locale={locale}
      value={held.value}
      outcome={held.value.outcome}
      isPreview={false}
      isDisputed={held.team.answers.some(({ wide }) => wide)}
      // Below, beside who has answered, stands what it takes.
      start=""
      saving={savingWords(api)}
      failure={answers.failure}
      onRetry={answers.flush}
      onConfirmed={(value) => answers.replace({ ...held, value })}
    >
      <TeamScoring view={view} api={api} locale={locale} />
    </ScoreSheet>
  );
}
