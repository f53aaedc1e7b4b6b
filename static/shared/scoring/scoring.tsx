import type { ReactNode } from 'react';
import type { PanelView } from '../../../src/contract/scoring';
import type { SheetProps } from './sheet-props';
import { Solo } from './solo';
import { Team } from './team';

interface ScoringProps {
  readonly view: PanelView;
  readonly locale: string;
  readonly sheet: (props: SheetProps) => ReactNode;
}

/** Scoring an issue that is there to see, in a project where one answers for everybody or everybody for themselves. */
export function Scoring({ view, ...rest }: ScoringProps) {
  return view.team === null ? <Solo view={view} {...rest} /> : <Team view={{ ...view, team: view.team }} {...rest} />;
}
