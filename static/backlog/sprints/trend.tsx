import { useId } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { SprintListView } from '../../../src/contract/sprints';
import type { Reader } from '../../shared/reader';
import { dayText } from '../../shared/sprints/time-words';
import { trendWords } from './record-words';
import { VerdictMark } from './verdict-mark';

const text = backlog.sprints;

interface TrendProps {
  readonly trend: SprintListView['trend'];
  readonly reader: Reader;
}

/** The verdicts on the last goals, oldest first, and what they come to in words. */
export function Trend({ trend, reader }: TrendProps) {
  const id = useId();
  if (trend.length === 0) return null;
  return (
    <section className="sprints-part" aria-labelledby={id}>
      <h2 id={id}>{text.trend.title}</h2>
      <div className="trend">
        <ol className="trend-marks">
          {trend.map(({ sprint, verdict, at }) => {
            const words = fill(text.trend.one, { sprint: sprint.name, verdict: text.verdicts[verdict], date: dayText(at, reader) });
            return (
              <li key={sprint.id} title={words}>
                <VerdictMark verdict={verdict} />
                <span className="visually-hidden">{words}</span>
              </li>
            );
          })}
        </ol>
        <p className="quiet">{trendWords(trend, reader.locale)}</p>
      </div>
    </section>
  );
}
