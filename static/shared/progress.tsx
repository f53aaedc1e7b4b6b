import { fill } from '../../locales/fill';
import { numberText } from './numbers';
import './progress.css';

interface ProgressProps {
  /** Holds `{done}` and `{total}`. */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly locale: string;
}

/** How far something is that takes a while. */
export function Progress({ label, done, total, locale }: ProgressProps) {
  const words = fill(label, { done: numberText(done, locale), total: numberText(total, locale) });
  return (
    <div className="progress">
      <p role="status">{words}</p>
      <progress aria-label={words} max={Math.max(1, total)} value={done} />
    </div>
  );
}
