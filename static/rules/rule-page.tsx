import { Radio } from '@atlaskit/radio';
import SectionMessage from '@atlaskit/section-message';
import { rulePage as text } from '../../locales/en.json';
import { NEEDS } from '../../src/contract/acceptance';
import { Failure } from '../shared/failure';
import '../shared/factors.css';
import './rules.css';
import { useRule, type RuleApi } from './use-rule';

/** The settings of the workflow rule "Acceptance checklist" (A5): what has to hold before an issue passes. Jira's own button saves. */
export function RulePage() {
  const rule = useRule();
  const { state } = rule;
  return (
    <main className="rule" aria-label={text.region} aria-busy={state.kind === 'loading'}>
      {state.kind === 'loading' && (
        <>
          <span role="status" className="visually-hidden">
            {text.loading}
          </span>
          {NEEDS.map((needs) => (
            <div key={needs} className="skeleton rule-skeleton" />
          ))}
        </>
      )}
      {state.kind === 'failed' && <Failure sentence={state.message} onRetry={rule.retry} />}
      {state.kind === 'read' && <RuleForm {...rule} isUnread={!state.isNew && state.rule === null} />}
    </main>
  );
}

/** `isUnread`: it was saved, and not by this page. */
function RuleForm({ needs, choose, isCurrent, failure, isUnread }: RuleApi & { readonly isUnread: boolean }) {
  return (
    <>
      {(isUnread || isCurrent === false) && (
        <SectionMessage appearance="warning">
          <p>{isUnread ? text.unread : text.outdated}</p>
        </SectionMessage>
      )}
      <fieldset className="rule-choices">
        <legend className="rule-legend">{text.needs}</legend>
        {NEEDS.map((each) => (
          <Radio
            key={each}
            name="needs"
            value={each}
            isChecked={needs === each}
            onChange={() => choose(each)}
            label={
              <span className="rule-choice">
                <strong>{text.choices[each].name}</strong>
                <span className="quiet">{text.choices[each].means}</span>
              </span>
            }
          />
        ))}
      </fieldset>
      <p className="quiet">{text.covers}</p>
      <div role="alert">{failure !== null && <p className="rule-failure">{failure}</p>}</div>
    </>
  );
}
