import type { PanelView } from '../../src/contract/scoring';
import { OpenSolo } from './open-solo';
import { OpenTeam } from './open-team';

/** The panel of an issue that is there to see: of a project where everybody answers for themselves, or not. */
export function OpenPanel({ view, locale }: { readonly view: PanelView; readonly locale: string }) {
  return view.team === null ? <OpenSolo view={view} locale={locale} /> : <OpenTeam view={{ ...view, team: view.team }} locale={locale} />;
}
