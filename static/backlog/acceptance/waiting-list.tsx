import Button from '@atlaskit/button/new';
import { acceptancePages, ask as askText, panel } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Failure } from '../../shared/failure';
import { numberText } from '../../shared/numbers';
import type { Reader } from '../../shared/reader';
import type { OpenWaiting, WaitingApi } from './use-waiting';
import { WaitingItem } from './waiting-item';

const text = acceptancePages.waiting;

interface WaitingListProps {
  /** Of one project, or of all in which the reader decides. */
  readonly which: 'here' | 'all';
  readonly reader: Reader;
  readonly list: WaitingApi;
  readonly onDecided: () => void;
}

export function WaitingList({ which, reader, list, onDecided }: WaitingListProps) {
  const { state } = list;
  if (state.kind === 'loading') return <Loading />;
  if (state.kind === 'failed') return <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={list.retry} />;
  const { stories, decided, hidden, next, stale, moreFailure } = state;
  return (
    <>
      {which === 'here' && !state.mayAccept && stories.length > 0 && (
        <p className="quiet" dir="auto">
          {decides(state.owner)}
        </p>
      )}
      {stale !== null && <Failure sentence={fill(text.stale, { reason: stale })} onRetry={list.refresh} />}
      {stories.length === 0 && next === null && <p className="empty">{emptySentence(which, state, reader)}</p>}
      {stories.length > 0 && (
        <ol className="requests">
          {stories.map((story) => (
            <li key={story.issue.id}>
              <WaitingItem
                story={story}
                decided={decided.get(story.issue.id) ?? null}
                isProjectNamed={which === 'all'}
                reader={reader}
                list={list}
                onDecided={onDecided}
              />
            </li>
          ))}
        </ol>
      )}
      {hidden > 0 && (
        <p className="quiet">{hidden === 1 ? text.hiddenOne : fill(text.hidden, { count: numberText(hidden, reader.locale) })}</p>
      )}
      {moreFailure !== null && <Failure sentence={fill(text.moreFailed, { reason: moreFailure })} onRetry={list.more} />}
      {next !== null && moreFailure === null && (
        <div>
          <Button isLoading={state.isLoadingMore} onClick={list.more}>
            {text.more}
          </Button>
        </div>
      )}
    </>
  );
}

function decides(owner: OpenWaiting['owner']): string {
  if (owner === null) return askText.decidesNobody;
  return owner.name === null ? askText.decidesUnnamed : fill(askText.decides, { name: owner.name });
}

function emptySentence(which: WaitingListProps['which'], { owner }: OpenWaiting, reader: Reader): string {
  if (which === 'all') return text.emptyAll;
  if (owner === null) return text.emptyVacant;
  return owner.accountId === reader.accountId ? text.emptyYou : fill(text.empty, { name: owner.name ?? panel.formerUser });
}

function Loading() {
  return (
    <>
      <span role="status" className="visually-hidden">
        {text.loading}
      </span>
      {['a', 'b'].map((row) => (
        <div key={row} className="skeleton waiting-skeleton" />
      ))}
    </>
  );
}
