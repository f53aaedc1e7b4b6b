import Lozenge from '@atlaskit/lozenge';
import type { ReactNode } from 'react';
import { stale as staleText, team as teamText } from '../../../locales/en.json';
import type { ValueView } from '../../../src/contract/scoring';
import { ScoreHead } from '../score-head';
import { StaleNotice } from '../stale-notice';
import type { SheetProps } from './sheet-props';

interface SheetHeadProps extends Pick<SheetProps, 'view' | 'locale' | 'value' | 'outcome' | 'isPreview' | 'isDisputed' | 'start'> {
  readonly onConfirmed: (value: ValueView) => void;
  /** Between the score and what to know before one trusts it. */
  readonly note?: ReactNode;
}

/** The score, and what to know before one trusts it. */
export function SheetHead({ view, locale, value, outcome, isPreview, isDisputed, start, onConfirmed, note }: SheetHeadProps) {
  return (
    <>
      <ScoreHead
        model={view.model}
        outcome={outcome}
        locale={locale}
        {...(start === undefined ? {} : { start })}
        marks={
          <>
            {value.stale !== null && !isPreview && <Lozenge appearance="moved">{staleText.mark}</Lozenge>}
            {isDisputed && <Lozenge appearance="moved">{teamText.mark}</Lozenge>}
          </>
        }
      >
        {note}
      </ScoreHead>
      <StaleNotice
        issueId={view.issueId}
        value={value}
        mayScore={view.mayScore.allowed}
        locale={locale}
        isDisabled={isPreview}
        onConfirmed={onConfirmed}
      />
    </>
  );
}
