import Button from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import { useEffect, useRef } from 'react';
import { siteAdmin as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { Failure } from '../shared/failure';
import { Progress } from '../shared/progress';
import { Confirm } from './confirm';
import type { UsesApi } from './use-uses';
import { UsesTable } from './uses-table';
import { blocked, wantsSaving, type OpenUses } from './uses-state';

interface RulesSectionProps {
  readonly api: UsesApi;
  readonly open: OpenUses;
}

/** Every transition that uses our rules (A8): they can be taken away, all or some, before the app goes. */
export function RulesSection({ api, open }: RulesSectionProps) {
  const { uses, chosen, task, isReading, unread } = open;
  const heading = useRef<HTMLHeadingElement>(null);
  const isBusy = task.kind === 'removing';
  const wanting = uses.filter(wantsSaving).length;
  const picked = uses.filter(({ ruleId }) => chosen.has(ruleId));

  // What was pressed is gone by then.
  useEffect(() => {
    if (task.kind === 'done') heading.current?.focus({ preventScroll: true });
  }, [task.kind]);

  return (
    <section className="admin-section" aria-labelledby="rules-title">
      <h2 id="rules-title" ref={heading} tabIndex={-1}>
        {text.rules.title}
      </h2>
      <p className="quiet">{text.rules.explain}</p>
      {wanting > 0 && (
        <SectionMessage appearance="warning">
          <p>{fill(wanting === 1 ? text.rules.oneWantsSaving : text.rules.wantSaving, { count: wanting })}</p>
        </SectionMessage>
      )}
      <div role="status">
        {isReading && <p className="quiet">{text.rules.reading}</p>}
        {task.kind === 'done' && <Done task={task} remaining={uses.length} />}
      </div>
      {unread !== null && <Failure sentence={fill(text.rules.unread, { reason: unread })} onRetry={api.retry} />}
      {uses.length === 0 && !isReading && unread === null && task.kind !== 'done' && <p>{text.rules.none}</p>}
      {uses.length > 0 && (
        <UsesTable
          uses={uses}
          chosen={chosen}
          isDisabled={isBusy}
          left={task.kind === 'done' ? task.left : new Map()}
          onChoose={(ruleIds, isChosen) => api.dispatch({ type: 'chosen', ruleIds, isChosen })}
        />
      )}
      {task.kind === 'removing' && <Progress label={text.rules.removing} done={task.done} total={task.total} locale="en" />}
      {task.kind === 'asking' && (
        <Confirm
          rules={task.rules}
          blocked={blocked(task.rules)}
          onRemove={() => api.remove(task.rules)}
          onCancel={() => api.dispatch({ type: 'cancelled' })}
        />
      )}
      {uses.length > 0 && (task.kind === 'none' || task.kind === 'done') && (
        <div className="buttons">
          <Button isDisabled={picked.length === 0} onClick={() => api.dispatch({ type: 'asked', rules: picked })}>
            {chosenWords(picked.length)}
          </Button>
          <Button appearance="danger" isDisabled={isReading} onClick={() => api.dispatch({ type: 'asked', rules: uses })}>
            {uses.length === 1 ? text.rules.removeOne : fill(text.rules.removeAll, { count: uses.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

function Done({ task, remaining }: { readonly task: Extract<OpenUses['task'], { kind: 'done' }>; readonly remaining: number }) {
  const { removed, left, failure } = task;
  const said = removed === 1 ? text.rules.removedOne : fill(text.rules.removed, { count: removed });
  const rest = left.size > 0 ? fill(text.rules.left, { count: left.size }) : remaining === 0 ? text.rules.nothingLeft : '';
  return (
    <SectionMessage appearance={left.size > 0 ? 'warning' : 'success'}>
      <p>{[said, rest, failure ?? ''].filter((each) => each !== '').join(' ')}</p>
    </SectionMessage>
  );
}

const chosenWords = (count: number): string =>
  count === 0 ? text.rules.removeChosen : count === 1 ? text.rules.removeOneChosen : fill(text.rules.removeSome, { count });
