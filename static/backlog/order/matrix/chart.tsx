import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { ask as askText, backlog } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { numberText, scoreText } from '../../../shared/numbers';
import type { Reader } from '../../../shared/reader';
import type { Axes } from './axes';
import { nextSpot, type Direction, type Point } from './points';
import { scaleOf, type LineScale } from './scale';

const text = backlog.order.matrix;

/** Pixels around the chart, for its numbers and names. */
const EDGE = { top: 14, end: 16, bottom: 28, start: 52 };
const RADIUS = 6;

interface ChartProps {
  readonly points: readonly Point[];
  readonly axes: Axes;
  readonly reader: Reader;
  readonly selected: string | null;
  readonly height: number;
  readonly onChoose: (point: Point) => void;
}

interface Spot {
  readonly point: Point;
  readonly left: number;
  readonly top: number;
}

/** The points as buttons, one of which Tab reaches; arrows lead to the next one in their direction. */
export function Chart({ points, axes, reader, selected, height, onChoose }: ChartProps) {
  const [frame, width] = useWidth();
  const svg = useRef<SVGSVGElement>(null);
  const [active, setActive] = useState(0);
  const current = Math.min(active, points.length - 1);

  const drawing = useMemo(() => {
    const x = scaleOf(
      points.map((point) => point.x),
      EDGE.start,
      width - EDGE.end,
    );
    const y = scaleOf(
      points.map((point) => point.y),
      height - EDGE.bottom,
      EDGE.top,
    );
    const spots = points.map((point): Spot => ({ point, left: x.at(point.x), top: y.at(point.y) }));
    return { x, y, spots };
  }, [points, width, height]);
  const { spots } = drawing;

  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    svg.current?.querySelector<SVGElement>(`[data-spot="${active}"]`)?.focus();
  }, [active]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const spot = spots[current];
      if (spot !== undefined) onChoose(spot.point);
      return;
    }
    const to = isDirection(event.key)
      ? nextSpot(spots, current, event.key)
      : event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? spots.length - 1
          : null;
    if (to === null) return;
    event.preventDefault();
    moved.current = true;
    setActive(to);
  };

  return (
    <div ref={frame} className="chart">
      <p aria-hidden="true" className="quiet" dir="auto">
        ↑ {axes.y.label}
      </p>
      <svg
        ref={svg}
        role="group"
        aria-label={fill(text.caption, { x: axes.x.label, y: axes.y.label })}
        width={width}
        height={height}
        onKeyDown={onKeyDown}
      >
        <Grid {...drawing} width={width} height={height} locale={reader.locale} />
        {spots.map(({ point, left, top }, index) => {
          const [first] = point.rows;
          const isChosen = point.rows.some(({ id }) => id === selected);
          return (
            <g
              key={first?.id}
              role="button"
              className="spot"
              tabIndex={index === current ? 0 : -1}
              data-spot={index}
              data-ids={point.rows.map(({ id }) => id).join(' ')}
              aria-pressed={isChosen}
              aria-label={nameOf(point, axes, reader.locale)}
              transform={`translate(${left} ${top})`}
              onFocus={() => setActive(index)}
              onClick={() => onChoose(point)}
            >
              <title>{nameOf(point, axes, reader.locale)}</title>
              <circle r={point.rows.length === 1 ? RADIUS : RADIUS + 4} />
              {point.rows.length > 1 && (
                <text dy="0.35em" aria-hidden="true">
                  {numberText(point.rows.length, reader.locale)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <p aria-hidden="true" className="quiet chart-x-name" dir="auto">
        {axes.x.label} →
      </p>
    </div>
  );
}

const isDirection = (key: string): key is Direction => key.startsWith('Arrow');

interface GridProps {
  readonly x: LineScale;
  readonly y: LineScale;
  readonly width: number;
  readonly height: number;
  readonly locale: string;
}

function Grid({ x, y, width, height, locale }: GridProps) {
  const [bottom, end] = [height - EDGE.bottom, width - EDGE.end];
  return (
    <g aria-hidden="true" className="chart-grid">
      {y.ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${y.at(tick)})`}>
          <line x1={EDGE.start} x2={end} />
          <text x={EDGE.start - 8} dy="0.35em" className="chart-y">
            {numberText(tick, locale)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <g key={tick} transform={`translate(${x.at(tick)} 0)`}>
          <line y1={EDGE.top} y2={bottom} />
          <text y={bottom + 18} className="chart-x">
            {numberText(tick, locale)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** "SHOP-12 Pay by card, #3, score 12.5, Job size 2, value 25", or how many there are. */
function nameOf({ rows, place, x, y }: Point, axes: Axes, locale: string): string {
  const [first] = rows;
  const where = fill(text.where, { x: axes.x.label, xValue: numberText(x, locale), y: axes.y.label, yValue: numberText(y, locale) });
  if (first === undefined || rows.length > 1) return fill(text.spotMany, { count: numberText(rows.length, locale), where });
  const { outcome } = first;
  return fill(text.spot, {
    key: first.key,
    summary: first.summary,
    place: fill(askText.place, { place: numberText(place + 1, locale) }),
    score: outcome.kind === 'scored' ? scoreText(outcome.score, locale) : backlog.order.none,
    where,
  });
}

/** As wide as there is room. */
function useWidth(): readonly [RefObject<HTMLDivElement>, number] {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(300);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const measure = (): void => setWidth(Math.max(240, Math.floor(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [frame, width];
}
