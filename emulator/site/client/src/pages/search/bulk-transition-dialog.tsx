import { useId, useRef, useState } from 'react';
import Button from '@atlaskit/button/new';
import { get } from '../../api';
import type { IssueJson } from '../../jira-types';
import { useLoad } from '../../load';
import { EmptyState, Failure, Skeleton } from '../../parts/basics';
import { Dialog } from '../../parts/dialog';
import { transition } from '../issue/issue-data';
import { changeAll, type Outcome } from './bulk-edit';
import { Outcomes } from './outcomes';

/** Issues of one workflow, with the transitions that all of them can make. */
interface Group {
  readonly issues: readonly string[];
  readonly transitions: readonly {
    readonly transitionId: number;
    readonly transitionName: string;
    readonly to: { readonly statusName: string };
  }[];
  readonly isTransitionsFiltered: boolean;
}

/**
 * Bulk transition: for the issues of each workflow one of the transitions they have in common, as Jira offers them; those with a screen are not
 * among them. Each issue is moved as the person, so that what its rules refuse is said issue by issue.
 */
export function BulkTransitionDialog({ issues, close }: { issues: readonly IssueJson[]; close: () => void }) {
  // What is chosen when it opens is what is moved: the list below may change meanwhile.
  const [chosen] = useState(issues);
  const offered = useLoad('bulk transitions', () => loadGroups(chosen));
  const [wanted, setWanted] = useState<Readonly<Record<number, string>>>({});
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>();
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);
  const groups = offered.data ?? [];
  const moved = chosen.filter(({ key }) => idFor(groups, wanted, key) !== undefined);
  const count = `${chosen.length} ${chosen.length === 1 ? 'issue' : 'issues'}`;

  const confirm = async (): Promise<void> => {
    setRunning(true);
    setOutcomes([]);
    await changeAll(
      moved,
      ({ key }) => transition(key, idFor(groups, wanted, key) ?? ''),
      (outcome) => setOutcomes((old = []) => [...old, outcome]),
      () => stopped.current,
    );
    setRunning(false);
  };
  const leave = (): void => {
    stopped.current = true;
    close();
  };

  return (
    <Dialog
      title={`Transition ${count}`}
      label={`Transition ${count}`}
      className="dialog-form dialog-short"
      closeOnOverlayClick={false}
      close={leave}
    >
      <div className="form">
        <div className="form-body">
          {outcomes ? (
            <Outcomes done="moved" outcomes={outcomes} total={moved.length} running={running} />
          ) : (
            <>
              {offered.error !== undefined && <Failure error={offered.error} onRetry={offered.reload} />}
              {!offered.data && offered.error === undefined && <Skeleton rows={3} />}
              {groups.map((group, index) => (
                <Choice
                  key={group.issues[0]}
                  group={group}
                  value={wanted[index] ?? ''}
                  change={(id) => setWanted((old) => ({ ...old, [index]: id }))}
                />
              ))}
            </>
          )}
        </div>
        <div className="form-foot">
          {outcomes ? (
            <Button appearance={running ? 'default' : 'primary'} onClick={running ? () => (stopped.current = true) : leave}>
              {running ? 'Stop' : 'Close'}
            </Button>
          ) : (
            <>
              <Button appearance="subtle" onClick={leave}>
                Cancel
              </Button>
              <Button appearance="primary" isDisabled={moved.length === 0} onClick={() => void confirm()}>
                {moved.length === 0 ? 'Transition' : `Transition ${moved.length} ${moved.length === 1 ? 'issue' : 'issues'}`}
              </Button>
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Choice({ group, value, change }: { readonly group: Group; readonly value: string; readonly change: (id: string) => void }) {
  const id = useId();
  const { issues, transitions, isTransitionsFiltered } = group;
  const named = issues.length > 4 ? `${issues.slice(0, 3).join(', ')} and ${issues.length - 3} more` : issues.join(', ');
  if (transitions.length === 0) {
    return (
      <EmptyState title={named}>
        <p>These issues have no transition in common that is open to you and asks nothing.</p>
      </EmptyState>
    );
  }
  return (
    <div className="form-row">
      <label className="form-label" htmlFor={id}>
        {named}
      </label>
      <select
        id={id}
        className="textfield"
        value={value}
        aria-describedby={isTransitionsFiltered ? `${id}-hint` : undefined}
        onChange={(event) => change(event.target.value)}
      >
        <option value="">Leave as they are</option>
        {transitions.map(({ transitionId, transitionName, to }) => (
          <option key={transitionId} value={transitionId}>
            {transitionName === to.statusName ? transitionName : `${transitionName} → ${to.statusName}`}
          </option>
        ))}
      </select>
      {isTransitionsFiltered && (
        <p className="form-hint" id={`${id}-hint`}>
          Transitions that have a screen, or are not open to you for all of them, are left out.
        </p>
      )}
    </div>
  );
}

function idFor(groups: readonly Group[], wanted: Readonly<Record<number, string>>, key: string): string | undefined {
  const id = wanted[groups.findIndex(({ issues }) => issues.includes(key))];
  return id === '' ? undefined : id;
}

async function loadGroups(issues: readonly IssueJson[]): Promise<readonly Group[]> {
  const query = new URLSearchParams({ issueIdsOrKeys: issues.map(({ key }) => key).join(',') });
  const groups: Group[] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    if (after !== '') query.set('startingAfter', after);
    const page: { availableTransitions: Group[]; startingAfter?: string } = await get(`/rest/api/3/bulk/issues/transition?${query}`);
    groups.push(...page.availableTransitions);
    after = page.startingAfter;
  }
  return groups;
}
