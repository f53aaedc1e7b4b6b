import { useEffect, useRef, useState, type ReactNode } from 'react';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { IssueJson } from '../../jira-types';
import { Period } from '../../parts/basics';
import { BacklogRow } from './backlog-row';
import type { Backlog, Move, Section } from './backlog-data';
import { useWindow } from './windowing';

interface SectionProps {
  readonly section: Section;
  readonly backlog: Backlog;
  readonly rowHeight: number;
  /** Issues that somebody else just moved. */
  readonly moved: ReadonlySet<string>;
  /** An issue that stays on the page although it is out of sight: it is being dragged, or has the focus. */
  readonly held: string | undefined;
  /** What can be done with the sprint, or with the backlog. */
  readonly controls: ReactNode;
  readonly onMove: (move: Move) => void;
}

export function BacklogSection({ section, backlog, rowHeight, moved, held, controls, onMove }: SectionProps) {
  const { sprint, issues } = section;
  const [open, setOpen] = useState(true);
  const [over, setOver] = useState(false);
  const element = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const { first, last } = useWindow(list, open ? issues.length : 0, rowHeight);
  const latest = useRef({ section, onMove });
  latest.current = { section, onMove };

  useEffect(() => {
    const target = element.current;
    if (!target) return;
    return dropTargetForElements({
      element: target,
      canDrop: ({ source }) => 'issue' in source.data,
      onDrag: ({ self, location }) => setOver(location.current.dropTargets[0]?.element === self.element),
      onDragLeave: () => setOver(false),
      // Only where no row takes it: on the header or an empty section.
      onDrop: ({ source, self, location }) => {
        setOver(false);
        if (location.current.dropTargets[0]?.element !== self.element) return;
        const issue = source.data['issue'] as IssueJson;
        const { section: into, onMove: move } = latest.current;
        const top = into.issues.find(({ id }) => id !== issue.id);
        move({ issue, to: into.id, ...(top ? { anchor: { key: top.key, side: 'before' as const } } : {}) });
      },
    });
  }, []);

  const title = sprint?.name ?? 'Backlog';
  const headingId = `section-${section.id}`;
  const shown = issues
    .map((issue, index) => ({ issue, index }))
    .filter(({ issue, index }) => (index >= first && index < last) || issue.id === held);
  return (
    <section ref={element} className={`section ${over ? 'section-over' : ''}`} aria-labelledby={headingId}>
      <header className="section-head">
        <button type="button" className="section-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <ChevronDownIcon label="" size="small" /> : <ChevronRightIcon label="" size="small" />}
          <h2 id={headingId} dir="auto">
            {title}
          </h2>
        </button>
        {sprint?.state === 'active' && <span className="lozenge lozenge-indeterminate">Active</span>}
        {sprint?.endDate && (
          <span className="subtle section-dates">
            <Period from={sprint.startDate} to={sprint.endDate} />
          </span>
        )}
        <span className="subtle">
          {issues.length} {issues.length === 1 ? 'issue' : 'issues'}
          <Points backlog={backlog} issues={issues} />
        </span>
        {controls}
      </header>
      {sprint?.goal && (
        <p className="section-goal" dir="auto">
          {sprint.goal}
        </p>
      )}
      {open && issues.length === 0 && (
        <p className="section-empty">
          {sprint ? 'Plan this sprint: drag issues here, or use an issue’s Move menu.' : 'The backlog is empty.'}
        </p>
      )}
      {open && (
        <ol
          ref={list}
          className="rows"
          data-section={section.id}
          style={{ height: issues.length * rowHeight }}
          aria-label={`${title}, in rank order`}
        >
          {shown.map(({ issue, index }) => (
            <BacklogRow
              key={issue.id}
              issue={issue}
              section={section}
              index={index}
              top={index * rowHeight}
              height={rowHeight}
              backlog={backlog}
              moved={moved.has(issue.key)}
              onMove={onMove}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function Points({ backlog, issues }: { backlog: Backlog; issues: readonly IssueJson[] }) {
  const { estimate } = backlog;
  if (!estimate) return null;
  const sum = issues.reduce(
    (total, { fields }) => total + (typeof fields[estimate.id] === 'number' ? (fields[estimate.id] as number) : 0),
    0,
  );
  return sum > 0 ? (
    <>
      {' '}
      · {sum} {estimate.name.toLowerCase().includes('point') ? 'points' : estimate.name}
    </>
  ) : null;
}
