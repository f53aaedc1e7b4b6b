import { useEffect, useRef, useState } from 'react';
import MoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { IssueJson, TransitionJson } from '../../jira-types';
import { Avatar, Lozenge, TypeIcon } from '../../parts/basics';
import { Menu } from '../../parts/menu';
import { Link } from '../../router';
import { loadTransitions } from '../issue/issue-data';
import type { BoardColumn, CardMoves } from './use-card-moves';

interface ColumnProps {
  readonly column: BoardColumn;
  readonly cards: readonly IssueJson[];
  readonly moves: CardMoves;
}

/** A column of the board, into which cards are dragged. */
export function Column({ column, cards, moves }: ColumnProps) {
  const element = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const latest = useRef({ column, moves });
  latest.current = { column, moves };
  useEffect(() => {
    if (!element.current) return undefined;
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => 'card' in source.data,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        latest.current.moves.intoColumn(source.data['card'] as IssueJson, latest.current.column);
      },
    });
  }, []);
  return (
    <section ref={element} className={`column ${over ? 'section-over' : ''}`} aria-label={column.name}>
      <h2>
        {column.name} <span className="subtle">{cards.length}</span>
      </h2>
      <ul>
        {cards.map((issue) => (
          <Card key={issue.id} issue={issue} moves={moves} />
        ))}
      </ul>
    </section>
  );
}

function Card({ issue, moves }: { issue: IssueJson; moves: CardMoves }) {
  const element = useRef<HTMLLIElement>(null);
  const [dragging, setDragging] = useState(false);
  const latest = useRef(issue);
  latest.current = issue;
  useEffect(() => {
    if (!element.current) return undefined;
    return draggable({
      element: element.current,
      getInitialData: () => ({ card: latest.current }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, []);
  const { key, fields } = issue;
  return (
    <li ref={element} className={`card ${dragging ? 'row-dragging' : ''}`} data-card={key}>
      <Link href={`/browse/${key}`} dir="auto" draggable={false}>
        {fields.summary}
      </Link>
      <span className="card-foot">
        <TypeIcon type={fields.issuetype} /> {key} <Avatar person={fields.assignee} />
        <CardMenu issue={issue} moves={moves} />
      </span>
    </li>
  );
}

/** The same moves as by dragging, by keyboard. What is open to the person is asked when the menu opens. */
function CardMenu({ issue, moves }: { issue: IssueJson; moves: CardMoves }) {
  const [open, setOpen] = useState<readonly TransitionJson[]>();
  const load = (): void => {
    loadTransitions(issue.key).then(setOpen, () => setOpen([]));
  };
  return (
    <Menu
      label={`Move ${issue.key}`}
      align="end"
      className="icon-button"
      trigger={<MoreIcon label="" />}
      onOpen={load}
      empty={open ? 'No transition is open to you from here.' : 'Asking what is open to you…'}
      items={(open ?? [])
        .filter(({ to }) => to.id !== issue.fields.status?.id)
        .map((one) => ({
          key: one.id,
          onSelect: (byKeyboard) => moves.by(issue, one, byKeyboard),
          text: (
            <>
              {one.name === one.to.name ? '' : `${one.name} → `}
              <Lozenge status={one.to} />
            </>
          ),
        }))}
    />
  );
}
