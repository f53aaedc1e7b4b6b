import type { ReactNode } from 'react';
import type { PanelView, ValueView } from '../../../src/contract/scoring';
import type { Explained } from '../../../src/features/scoring/rules';

/** An issue's score and its questions, as the panel and the backlog page's drawer show them around what is theirs alone. */
export interface SheetProps {
  readonly view: PanelView;
  readonly locale: string;
  /** What Jira holds now. */
  readonly value: ValueView;
  /** What the score is, or will be once what was typed is saved. */
  readonly outcome: Explained;
  readonly isPreview: boolean;
  /** The team's answers lie far apart. */
  readonly isDisputed: boolean;
  /** What is said where there is no score yet. */
  readonly start?: string;
  /** How saving goes, in a word. */
  readonly saving: string | null;
  /** Why the last save failed. */
  readonly failure: string | null;
  readonly onRetry: () => void;
  readonly onConfirmed: (value: ValueView) => void;
  /** The questions. */
  readonly children: ReactNode;
}
