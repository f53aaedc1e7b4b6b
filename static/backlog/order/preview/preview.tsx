import Button from '@atlaskit/button/new';
import { useCallback, useState } from 'react';
import { backlog } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { rankByScore, type JobView, type OrderView } from '../../../../src/contract/ranking';
import { ask } from '../../../shared/client';
import { Failure } from '../../../shared/failure';
import type { Reader } from '../../../shared/reader';
import { Progress } from '../../../shared/progress';
import type { RowStore } from '../row-store';
import { useScores, type Scores } from '../use-scores';
import { Compare } from './compare';
import { Dialog } from './dialog';
import { Options } from './options';
import './preview.css';
import { summaryOf } from './summary';
import { useProposal } from './use-proposal';

const text = backlog.order.preview;

export interface PreviewProps {
  readonly view: OrderView;
  readonly order: readonly string[];
  readonly pinned: ReadonlySet<string>;
  readonly store: RowStore;
  readonly reader: Reader;
  readonly onPin: (issueId: string, pinned: boolean) => Promise<string | null>;
  readonly onJob: (job: JobView) => void;
  /** The order that was looked at is no longer the order. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Ranking by score (R5): every move before it is made. */
export function Preview(props: PreviewProps) {
  const { view, reader, onClose } = props;
  // What is looked at is what is applied: who ranks meanwhile is told of the conflict.
  const [order, setOrder] = useState(props.order);
  const { scores, done, failure, retry } = useScores(view.projectId, view.tier, true);
  return (
    <Dialog title={text.title} onClose={onClose}>
      {failure !== null ? (
        <Failure sentence={fill(text.scoresFailed, { reason: failure })} onRetry={retry} />
      ) : (
        scores === null && <Progress label={text.loading} done={done} total={order.length} locale={reader.locale} />
      )}
      {scores === null ? (
        <div className="buttons preview-foot">
          <Button appearance="subtle" onClick={onClose}>
            {text.cancel}
          </Button>
        </div>
      ) : (
        <Proposed
          {...props}
          order={order}
          scores={scores}
          onAgain={() => {
            setOrder(props.order);
            retry();
          }}
        />
      )}
    </Dialog>
  );
}

type ProposedProps = PreviewProps & { readonly scores: Scores; readonly onAgain: () => void };

function Proposed({ view, order, scores, pinned, store, reader, onPin, onJob, onChanged, onAgain, onClose }: ProposedProps) {
  const [first, setFirst] = useState<number | null>(null);
  const [isOnlyMoved, setOnlyMoved] = useState(false);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<{ readonly message: string; readonly isConflict: boolean } | null>(null);
  const [pinFailure, setPinFailure] = useState<string | null>(null);
  const proposal = useProposal({ order, scores, pinned, first });
  const isNothing = proposal.ranked === 0;

  const apply = (): void => {
    if (isSending) return;
    setSending(true);
    setFailure(null);
    void ask(rankByScore, { projectId: view.projectId, tier: view.tier, order: [...proposal.target] }).then((answer) => {
      setSending(false);
      if (answer.ok) return onJob(answer.data.job);
      setFailure({ message: answer.message, isConflict: answer.code === 'conflict' });
      if (answer.code === 'conflict') onChanged();
    });
  };
  const pin = useCallback(
    (id: string, isPinned: boolean): void => {
      setPinFailure(null);
      void onPin(id, isPinned).then((reason) => {
        if (reason !== null) setPinFailure(fill(text.pinFailed, { reason }));
      });
    },
    [onPin],
  );
  return (
    <>
      <p role="status">{summaryOf(proposal, scores, reader.locale)}</p>
      <Options total={order.length} locale={reader.locale} isOnlyMoved={isOnlyMoved} onFirst={setFirst} onOnlyMoved={setOnlyMoved} />
      {pinFailure !== null && <Failure sentence={pinFailure} />}
      {isNothing && isOnlyMoved ? (
        <p className="empty preview-compare">{text.nothingMoves}</p>
      ) : (
        <Compare proposal={proposal} scores={scores} pinned={pinned} isOnlyMoved={isOnlyMoved} store={store} reader={reader} onPin={pin} />
      )}
      {failure !== null && (
        <Failure sentence={fill(text.failed, { reason: failure.message })} {...(failure.isConflict ? {} : { onRetry: apply })}>
          {failure.isConflict && (
            <Button
              spacing="compact"
              onClick={() => {
                setFailure(null);
                onAgain();
              }}
            >
              {text.again}
            </Button>
          )}
        </Failure>
      )}
      <div className="preview-foot">
        <div className="buttons">
          {!isNothing && (
            <Button appearance="primary" isLoading={isSending} onClick={apply}>
              {text.apply}
            </Button>
          )}
          <Button appearance="subtle" isDisabled={isSending} onClick={onClose}>
            {isNothing ? text.close : text.cancel}
          </Button>
        </div>
        {!isNothing && <p className="quiet">{text.undoable}</p>}
      </div>
    </>
  );
}
