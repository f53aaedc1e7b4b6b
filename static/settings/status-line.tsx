import { guard as guardText, settings, sprintGuard as sprintText } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { sprintStateSentence, stateSentence } from '../shared/guard/state-sentence';
import { when } from '../shared/moment';
import type { GuardState } from './guard/guard-state';
import type { SprintGuardState } from './guard/sprint-guard-state';
import { currentModel, type ModelState } from './model/model-state';
import { Notice } from '../shared/saving/notice';
import type { OwnerState } from './owner/owner-state';

const text = settings.status;

interface StatusLineProps {
  readonly owner: OwnerState;
  readonly guard: GuardState;
  readonly sprintGuard: SprintGuardState;
  readonly model: ModelState;
  readonly locale: string;
}

/** What is stored, at a glance: how the order and the sprints are guarded, who owns the backlog and how it scores; in red what is missing, and how to mend it. */
export function StatusLine({ owner, guard, sprintGuard, model, locale }: StatusLineProps) {
  const current = model.kind === 'open' ? currentModel(model) : null;
  const scores = current === null ? '' : fill(text.model, { model: current.name });
  if (owner.kind === 'loading') return <div className="skeleton skeleton-status" />;
  if (owner.kind === 'failed') return scores === '' ? null : <Notice appearance="information">{scores}</Notice>;
  const { owner: person } = owner.saved;
  if (person === null) return <Alarm title={text.vacant} next={text.vacantNext} scores={scores} />;
  if (person.name === null) return <Alarm title={text.gone} next={text.goneNext} scores={scores} />;
  if (person.state === 'absent') {
    return <Alarm title={fill(text.absent, { name: person.name })} next={fill(text.absentNext, { name: person.name })} scores={scores} />;
  }
  const rest = `${fill(text.owner, { name: person.name })} ${scores}`.trim();
  if (guard.kind !== 'open') return <Notice appearance="information">{rest}</Notice>;
  const { state } = guard.saved;
  if (state.kind === 'frozen') {
    const why = fill(stateSentence(guard.saved, null), { when: when(state.at, Date.now(), locale).relative });
    return <Alarm title={guardText.short.frozenTitle} next={why} scores={rest} />;
  }
  const sprints = sprintGuard.kind === 'open' ? sprintGuard.saved : null;
  if (sprints?.state.kind === 'frozen') {
    const why = fill(sprintStateSentence(sprints, null), { when: when(sprints.state.at, Date.now(), locale).relative });
    return <Alarm title={sprintText.short.frozenTitle} next={why} scores={rest} />;
  }
  // After a change of owner the guard's own words follow a moment later.
  const said = isAbsent(state) ? '' : guardText.short[state.kind];
  const sprintsSaid = sprints === null || isAbsent(sprints.state) ? '' : sprintText.short[sprints.state.kind];
  return (
    <Notice appearance={state.kind === 'restoring' ? 'success' : 'information'}>
      {[said, rest, sprintsSaid].filter((each) => each !== '').join(' ')}
    </Notice>
  );
}

const isAbsent = (state: Extract<GuardState | SprintGuardState, { kind: 'open' }>['saved']['state']): boolean =>
  state.kind === 'reporting' && state.because !== 'mode';

function Alarm({ title, next, scores }: { readonly title: string; readonly next: string; readonly scores: string }) {
  return (
    <Notice appearance="error" title={title} level={2}>
      {`${next} ${scores}`.trim()}
    </Notice>
  );
}
