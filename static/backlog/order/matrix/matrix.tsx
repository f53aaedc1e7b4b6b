import { useMemo, useState } from 'react';
import { backlog } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import type { OrderView } from '../../../../src/contract/ranking';
import { Failure } from '../../../shared/failure';
import { numberText } from '../../../shared/numbers';
import type { Reader } from '../../../shared/reader';
import { Progress } from '../../../shared/progress';
import type { RowStore } from '../row-store';
import { axesOf } from './axes';
import { Chart } from './chart';
import './matrix.css';
import { pointsOf, type Point } from './points';
import { useMatrix, type MatrixState } from './use-matrix';

const text = backlog.order.matrix;

interface MatrixProps {
  readonly projectId: string;
  readonly tier: OrderView['tier'];
  readonly ids: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  readonly store: RowStore;
  readonly reader: Reader;
  readonly selected: string | null;
  readonly height: number;
  readonly onSelect: (id: string) => void;
}

/** Value against effort: what is worth much and costs little stands at the top left. */
export function Matrix(props: MatrixProps) {
  const { projectId, tier, ids, store, height } = props;
  const [state, retry] = useMatrix({ projectId, tier, ids, store });
  switch (state.kind) {
    case 'loading':
      return (
        <div className="matrix" style={{ minBlockSize: height }}>
          <Progress label={text.loading} done={state.done} total={state.total} locale={props.reader.locale} />
        </div>
      );
    case 'failed':
      return <Failure sentence={fill(text.failed, { reason: state.message })} onRetry={retry} />;
    case 'open':
      return <Drawn {...props} state={state} />;
  }
}

function Drawn({
  state,
  places,
  reader,
  selected,
  height,
  onSelect,
  ids,
}: MatrixProps & { readonly state: Extract<MatrixState, { kind: 'open' }> }) {
  const { model, rows, beyond } = state;
  const axes = useMemo(() => axesOf(model), [model]);
  const points = useMemo(() => pointsOf(rows, axes, places), [rows, axes, places]);
  const [opened, setOpened] = useState<Point | null>(null);
  const drawn = points.reduce((sum, point) => sum + point.rows.length, 0);
  const missing = ids.length - drawn - beyond;
  const count = (number: number): string => numberText(number, reader.locale);
  const stack = opened !== null && points.includes(opened) && opened.rows.length > 1 ? opened : null;

  const sentences = [
    drawn === 1 ? text.shownOne : fill(text.shown, { count: count(drawn) }),
    missing === 0 ? '' : missing === 1 ? text.missingOne : fill(text.missing, { count: count(missing) }),
    beyond === 0 ? '' : fill(text.beyond, { count: count(beyond) }),
  ];

  const choose = (point: Point): void => {
    setOpened(point);
    const [first] = point.rows;
    if (first !== undefined && point.rows.length === 1) onSelect(first.id);
  };
  return (
    <div className="matrix">
      {points.length === 0 ? (
        <p className="empty">{text.empty}</p>
      ) : (
        <Chart points={points} axes={axes} reader={reader} selected={selected} height={height} onChoose={choose} />
      )}
      {stack !== null && (
        <div role="group" aria-label={text.stack} className="matrix-stack">
          <p>{fill(text.stackHas, { count: count(stack.rows.length) })}</p>
          <div className="buttons">
            {stack.rows.map((row) => (
              <button key={row.id} type="button" className="link-button" title={row.summary} onClick={() => onSelect(row.id)}>
                {row.key}
              </button>
            ))}
          </div>
        </div>
      )}
      <p className="quiet">{sentences.filter((sentence) => sentence !== '').join(' ')}</p>
    </div>
  );
}
