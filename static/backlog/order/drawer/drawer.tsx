import { IconButton } from '@atlaskit/button/new';
import CrossIcon from '@atlaskit/icon/core/cross';
import { useEffect, useRef } from 'react';
import { backlog } from '../../../../locales/en.json';
import type { OrderView } from '../../../../src/contract/ranking';
import { IssueLink } from '../../../shared/requests/issue-link';
import type { Place } from '../../../shared/use-place';
import type { RowStore } from '../row-store';
import { useRow } from '../use-row';
import './drawer.css';
import { IssuePlace } from './issue-place';
import { IssueScore } from './issue-score';

const text = backlog.order.drawer;

export interface DrawerProps {
  readonly issueId: string;
  readonly place: Place;
  readonly store: RowStore;
  readonly owner: OrderView['owner'];
  /** Index in the order; null: it is not in it (any more). */
  readonly index: number | null;
  readonly total: number;
  /** Another after every move: why an issue stands where it does may be another now. */
  readonly since: unknown;
  readonly isPinned: boolean;
  /** This person may rank here. */
  readonly mayRank: boolean;
  /** Why nothing can be ranked just now; null: it can. */
  readonly offBecause: string | null;
  readonly onMove: (index: number) => void;
  readonly onPin: (pinned: boolean) => Promise<string | null>;
  readonly onAsked: () => void;
  readonly onClose: () => void;
}

/** One issue of the list: its score, why it stands where it stands, and what this person can do about either. */
export function Drawer(props: DrawerProps) {
  const { issueId, place, store, onClose } = props;
  const row = useRow(store, issueId);
  const issue = row === undefined || row === 'absent' ? null : row;
  const heading = useRef<HTMLHeadingElement>(null);

  // Whoever opened it goes on in here.
  useEffect(() => heading.current?.focus(), []);

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from wherever in it the focus is
    <aside
      className="drawer"
      aria-label={issue?.key ?? text.region}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || isField(event.target)) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="drawer-head">
        <div className="drawer-title">
          {issue !== null && (
            <p>
              <IssueLink issueKey={issue.key} reader={place.reader}>
                <span className="request-key">{issue.key}</span>
              </IssueLink>
            </p>
          )}
          <h2 ref={heading} tabIndex={-1} dir="auto">
            {issue?.summary ?? (row === 'absent' ? backlog.order.gone : text.loading)}
          </h2>
        </div>
        <IconButton appearance="subtle" icon={CrossIcon} label={text.close} onClick={onClose} />
      </div>
      <IssuePlace {...props} />
      <IssueScore issueId={issueId} store={store} locale={place.reader.locale} />
    </aside>
  );
}

/** There Escape takes back what was typed, or would lose it. */
const isField = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement && (target.getAttribute('role') === 'spinbutton' || (target.type === 'text' && target.value !== ''));
