import { guard as guardText } from '../../../locales/en.json';
import type { GuardView } from '../../../src/contract/ranking';
import { stateSentence } from '../../shared/guard/state-sentence';
import { GuardConflict } from './guard-conflict';
import type { GuardKind, Mode } from './guard-kind';
import { GuardSection } from './guard-section';
import type { GuardApi } from './use-guard';

const kind: GuardKind<GuardView, Mode> = {
  name: 'guard',
  words: guardText.section,
  sentence: (saved) => stateSentence(saved, null),
  choiceOf: ({ mode }) => mode,
  modeOf: (mode) => mode,
  withMode: (_choice, mode) => mode,
};

interface RankGuardSectionProps {
  readonly guard: GuardApi;
  readonly locale: string;
}

/** What happens when somebody moves an issue who does not decide the order. */
export function RankGuardSection({ guard, locale }: RankGuardSectionProps) {
  return (
    <GuardSection
      kind={kind}
      guard={guard}
      locale={locale}
      conflict={(open) => <GuardConflict open={open} save={guard.save} concede={guard.concede} />}
    />
  );
}
