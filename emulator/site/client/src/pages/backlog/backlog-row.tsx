import { useEffect, useRef, useState } from 'react';
import MoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { FieldJson, IssueJson } from '../../jira-types';
import { Avatar, Lozenge, TypeIcon } from '../../parts/basics';
import { Menu } from '../../parts/menu';
import { Link } from '../../router';
import { BACKLOG, type Backlog, type Move, type Section } from './backlog-data';

export interface RowProps {
  readonly issue: IssueJson;
  readonly section: Section;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly backlog: Backlog;
  readonly moved: boolean;
  readonly onMove: (move: Move) => void;
}

type Edge = 'before' | 'after';

export function BacklogRow({ issue, section, index, top, height, backlog, moved, onMove }: RowProps) {
  const element = useRef<HTMLLIElement>(null);
  const [edge, setEdge] = useState<Edge>();
  const [dragging, setDragging] = useState(false);
  const latest = useRef({ issue, section, onMove });
  latest.current = { issue, section, onMove };

  useEffect(() => {
    const row = element.current;
    if (!row) return;
    const edgeAt = (clientY: number): Edge => {
      const box = row.getBoundingClientRect();
      return clientY < box.top + box.height / 2 ? 'before' : 'after';
    };
    const isOther = (data: Record<string | symbol, unknown>): boolean =>
      (data['issue'] as IssueJson | undefined)?.id !== latest.current.issue.id;
    return combine(
      draggable({
        element: row,
        getInitialData: () => ({ issue: latest.current.issue }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element: row,
        canDrop: ({ source }) => 'issue' in source.data,
        onDrag: ({ source, location }) => setEdge(isOther(source.data) ? edgeAt(location.current.input.clientY) : undefined),
        onDragLeave: () => setEdge(undefined),
        onDrop: ({ source, location }) => {
          setEdge(undefined);
          if (!isOther(source.data)) return;
          const { section: into, issue: over, onMove: move } = latest.current;
          move({
            issue: source.data['issue'] as IssueJson,
            to: into.id,
            anchor: { key: over.key, side: edgeAt(location.current.input.clientY) },
          });
        },
      }),
    );
  }, []);

  const { fields } = issue;
  const classes = ['row', dragging ? 'row-dragging' : '', edge ? `row-${edge}` : '', moved ? 'row-moved' : ''].join(' ');
  return (
    <li
      ref={element}
      className={classes}
      style={{ transform: `translateY(${top}px)`, height }}
      aria-setsize={section.issues.length}
      aria-posinset={index + 1}
      data-key={issue.key}
    >
      <TypeIcon type={fields.issuetype} />
      <Link className="row-key" href={`/browse/${issue.key}`} draggable={false}>
        {issue.key}
      </Link>
      {/* For the mouse; by keyboard and by ear the key is the link. */}
      <Link className="row-summary" href={`/browse/${issue.key}`} draggable={false} tabIndex={-1} title={fields.summary} dir="auto">
        {fields.summary}
      </Link>
      {backlog.numbers.map((field) => (
        <NumberChip key={field.id} field={field} value={fields[field.id]} />
      ))}
      <span className="row-status">
        <Lozenge status={fields.status} />
      </span>
      {backlog.estimate && <Estimate name={backlog.estimate.name} value={fields[backlog.estimate.id]} />}
      <Avatar person={fields.assignee} />
      <MoveMenu issue={issue} section={section} index={index} backlog={backlog} onMove={onMove} />
    </li>
  );
}

function NumberChip({ field, value }: { field: FieldJson; value: unknown }) {
  const shown = typeof value === 'number' ? value : undefined;
  return (
    <span className={`row-number ${shown === undefined ? 'row-number-none' : ''}`} title={`${field.name}: ${shown ?? 'none'}`}>
      <span className="visually-hidden">{field.name}: </span>
      {shown === undefined ? <span aria-label="none">–</span> : shown.toLocaleString(undefined, { maximumFractionDigits: 2 })}
    </span>
  );
}

function Estimate({ name, value }: { name: string; value: unknown }) {
  return (
    <span className="row-estimate" title={`${name}: ${typeof value === 'number' ? value : 'none'}`}>
      <span className="visually-hidden">{name}: </span>
      {typeof value === 'number' ? value : <span aria-label="none">–</span>}
    </span>
  );
}

/** As in Jira: into a sprint at its end, into the backlog at its top. */
function entrance({ id, issues }: Section): Pick<Move, 'anchor'> {
  const neighbour = id === BACKLOG ? issues[0] : issues.at(-1);
  return neighbour ? { anchor: { key: neighbour.key, side: id === BACKLOG ? 'before' : 'after' } } : {};
}

/** The same moves as by dragging, by keyboard. */
function MoveMenu({ issue, section, index, backlog, onMove }: Pick<RowProps, 'issue' | 'section' | 'index' | 'backlog' | 'onMove'>) {
  const { issues } = section;
  const place =
    (position: number, side: Edge) =>
    (follow: boolean): void => {
      const anchor = issues[position];
      if (anchor && anchor.id !== issue.id) onMove({ issue, to: section.id, anchor: { key: anchor.key, side }, follow });
    };
  const last = issues.length - 1;
  const within = [
    { key: 'top', text: 'To the top', onSelect: place(0, 'before'), disabled: index === 0 },
    { key: 'up', text: 'Up', onSelect: place(index - 1, 'before'), disabled: index === 0 },
    { key: 'down', text: 'Down', onSelect: place(index + 1, 'after'), disabled: index === last },
    { key: 'bottom', text: 'To the bottom', onSelect: place(last, 'after'), disabled: index === last },
  ].map((item) => ({ ...item, group: 'Move' }));
  const elsewhere = backlog.sections
    .filter(({ id }) => id !== section.id)
    .map((other) => ({
      key: other.id,
      group: 'Move to',
      text: other.id === BACKLOG ? 'Backlog' : (other.sprint?.name ?? other.id),
      onSelect: (follow: boolean) => onMove({ issue, to: other.id, ...entrance(other), follow }),
    }));
  return (
    <Menu
      label={`Move ${issue.key}`}
      align="end"
      className="icon-button row-move"
      trigger={<MoreIcon label="" />}
      items={[...within, ...elsewhere]}
    />
  );
}
