import type { PanelView, TeamView } from '../../src/contract/scoring';
import { savingWords, TeamScoring } from '../shared/team/team-scoring';
import { useTeam } from '../shared/team/use-team';
import { Sheet } from './sheet';

/** Everybody answers for themselves; the score is what that comes to. */
export function OpenTeam({ view, locale }: { readonly view: PanelView & { readonly team: TeamView }; readonly locale: string }) {
  const api = useTeam(view, locale);
  const { answers } = api;
  const held = answers.value;
  return (
    <Sheet
      view={view}
      locale={locale}
      value={held.value}
      outcome={held.value.outcome}
      isPreview={false}
      // Below, beside who has answered, stands what it takes.
      start=""
      isDisputed={held.team.answers.some(({ wide }) => wide)}
      saving={savingWords(api)}
      failure={answers.failure}
      onRetry={answers.flush}
      onConfirmed={(value) => answers.replace({ ...held, value })}
    >
      <TeamScoring view={view} api={api} locale={locale} />
    </Sheet>
  );
}
