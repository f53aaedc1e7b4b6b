import { Radio } from '@atlaskit/radio';
import { sprintGuard } from '../../../locales/en.json';
import { GRACE_HOURS, UNFINISHED, type SprintGuardView } from '../../../src/contract/sprints';
import { Field } from '../../shared/field';
import { sprintStateSentence } from '../../shared/guard/state-sentence';
import { NativeSelect } from '../../shared/native-select';
import type { GuardKind } from './guard-kind';
import { GuardSection } from './guard-section';
import { SprintGuardConflict } from './sprint-guard-conflict';
import { choiceOf, graceText, type SprintChoice } from './sprint-guard-state';
import type { SprintGuardApi } from './use-sprint-guard';

const text = sprintGuard.section;
const EXPLAINED = { status: text.statusExplain, column: text.columnExplain } as const;

const kind: GuardKind<SprintGuardView, SprintChoice> = {
  name: 'sprint-guard',
  words: text,
  sentence: (saved) => sprintStateSentence(saved, null),
  choiceOf,
  modeOf: ({ mode }) => mode,
  withMode: (choice, mode) => ({ ...choice, mode }),
};

interface SprintGuardSectionProps {
  readonly guard: SprintGuardApi;
  readonly locale: string;
}

/** What happens when somebody ends a sprint early or deletes it who does not decide that (C2, C3). */
export function SprintGuardSection({ guard, locale }: SprintGuardSectionProps) {
  return (
    <GuardSection
      kind={kind}
      guard={guard}
      locale={locale}
      conflict={(open) => <SprintGuardConflict open={open} save={guard.save} concede={guard.concede} />}
      more={(choice, isSaving) => <More choice={choice} isSaving={isSaving} onChoose={guard.choose} />}
    />
  );
}

interface MoreProps {
  readonly choice: SprintChoice;
  readonly isSaving: boolean;
  readonly onChoose: (choice: SprintChoice) => void;
}

function More({ choice, isSaving, onChoose }: MoreProps) {
  const isListed = GRACE_HOURS.some((hours) => hours === choice.graceHours);
  return (
    <>
      <div>
        <p className="field-label">{text.restoreMeans}</p>
        <ul className="effects">
          {Object.entries(text.restoreEffects).map(([key, effect]) => (
            <li key={key}>{effect}</li>
          ))}
        </ul>
      </div>
      <Field label={text.grace} help={text.graceHelp} className="short-field">
        {({ isInvalid: _isInvalid, ...control }) => (
          <NativeSelect
            {...control}
            disabled={isSaving}
            value={choice.graceHours}
            onChange={(event) => onChoose({ ...choice, graceHours: Number(event.target.value) })}
          >
            {!isListed && <option value={choice.graceHours}>{graceText(choice.graceHours)}</option>}
            {GRACE_HOURS.map((hours) => (
              <option key={hours} value={hours}>
                {graceText(hours)}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <fieldset className="choices" disabled={isSaving}>
        <legend className="field-label">{text.unfinished}</legend>
        {UNFINISHED.map((unfinished) => (
          <Radio
            key={unfinished}
            name="sprint-unfinished"
            value={unfinished}
            isChecked={choice.unfinished === unfinished}
            onChange={() => onChoose({ ...choice, unfinished })}
            label={
              <span className="choice-text">
                <strong>{text[unfinished]}</strong>
                <span className="quiet">{EXPLAINED[unfinished]}</span>
              </span>
            }
          />
        ))}
      </fieldset>
    </>
  );
}
