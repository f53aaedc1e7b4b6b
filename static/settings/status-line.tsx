import { settings } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { currentModel, type ModelState } from './model/model-state';
import { Notice } from './notice';
import type { OwnerState } from './owner/owner-state';

const text = settings.status;

interface StatusLineProps {
  readonly owner: OwnerState;
  readonly model: ModelState;
}

/** What is stored, at a glance: who owns the backlog and how it scores; in red what is missing, and how to mend it. */
export function StatusLine({ owner, model }: StatusLineProps) {
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
  return <Notice appearance="success">{`${fill(text.owner, { name: person.name })} ${scores}`.trim()}</Notice>;
}

function Alarm({ title, next, scores }: { readonly title: string; readonly next: string; readonly scores: string }) {
  return (
    <Notice appearance="error" title={title} level={2}>
      {`${next} ${scores}`.trim()}
    </Notice>
  );
}
