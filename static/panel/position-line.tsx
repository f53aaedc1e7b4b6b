import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { PositionView } from '../../src/contract/scoring';

/** "#14 of 212 in the backlog", or why it has no place. */
export function PositionLine({ position, locale }: { readonly position: PositionView; readonly locale: string }) {
  if (position.kind !== 'placed') return <p className="quiet">{reason(position)}</p>;
  const number = new Intl.NumberFormat(locale);
  return (
    <p>
      <strong>{fill(text.position, { place: number.format(position.place), total: number.format(position.total) })}</strong>{' '}
      {position.among === 'epics' ? text.positionInEpics : text.positionIn}
    </p>
  );
}

function reason(position: Exclude<PositionView, { kind: 'placed' }>): string {
  if (position.kind === 'unknown') return text.positionUnknown;
  if (position.kind === 'unavailable') return text.positionUnavailable;
  switch (position.because) {
    case 'done':
      return text.positionDone;
    case 'sub-task':
      return text.positionSubTask;
    case 'in-sprint':
      return fill(text.positionInSprint, { sprint: position.sprint ?? '' });
  }
}
