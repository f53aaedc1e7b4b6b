import { backlog as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { Failure } from '../shared/failure';
import { stateSentence, toneOf } from '../shared/guard/state-sentence';
import { numberText } from '../shared/numbers';
import { MomentIn } from '../shared/requests/moment-in';
import type { Reader } from '../shared/reader';
import type { GuardState } from './use-guard';

interface GuardBarProps {
  readonly state: GuardState;
  readonly reader: Reader;
  readonly onRetry: () => void;
}

/** What the guard does now, and how it fares: one thin line. */
export function GuardBar({ state, reader, onRetry }: GuardBarProps) {
  if (state.kind === 'loading') return <div className="skeleton guard-skeleton" />;
  if (state.kind === 'failed') return <Failure sentence={fill(text.guardFailed, { reason: state.message })} onRetry={onRetry} />;
  const { guard } = state;
  const since = guard.state.kind === 'frozen' ? guard.state.at : 0;
  return (
    <div className={`guard guard-${toneOf(guard.state)}`} role="group" aria-label={text.region}>
      <p dir="auto" role="status">
        <MomentIn sentence={stateSentence(guard, reader.accountId)} at={since} locale={reader.locale} />
      </p>
      {guard.state.kind !== 'off' && (
        <p className="guard-health quiet">
          {guard.lastLook === null ? (
            text.neverLooked
          ) : (
            <span>
              <MomentIn sentence={text.look} at={guard.lastLook} locale={reader.locale} />
            </span>
          )}
          {guard.astray > 0 && guard.state.kind === 'restoring' && (
            <span>{guard.astray === 1 ? text.astrayOne : fill(text.astray, { count: numberText(guard.astray, reader.locale) })}</span>
          )}
        </p>
      )}
    </div>
  );
}
