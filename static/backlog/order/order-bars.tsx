import { useState } from 'react';
import type { OrderView } from '../../../src/contract/ranking';
import type { Reader } from '../../shared/reader';
import { PastBanner } from './as-of';
import { ChangesBar } from './changes-bar';
import { JobBar } from './job-bar';
import type { Opened } from './use-opened';

interface OrderBarsProps {
  readonly view: OrderView;
  readonly opened: Opened;
  readonly reader: Reader;
  /** Today's order is shown again. */
  readonly onBack: () => void;
}

/** What there is to know of the order as a whole before one looks at it. */
export function OrderBars({ view, opened, reader, onBack }: OrderBarsProps) {
  const [dismissed, setDismissed] = useState<string | null>(null);
  const { job } = view;
  const { changes, past, marks } = opened;
  return (
    <>
      <JobBar
        job={job?.id === dismissed ? null : job}
        api={opened.job}
        mayRank={view.mayRank}
        reader={reader}
        onDismiss={() => setDismissed(job?.id ?? null)}
      />
      {changes.changes !== null && past === null && (
        <ChangesBar
          changes={changes.changes}
          reader={reader}
          isShown={marks !== null}
          onShow={opened.showChanges}
          onDismiss={() => {
            opened.showChanges(false);
            changes.dismiss();
          }}
        />
      )}
      {past !== null && <PastBanner past={past} reader={reader} onRetry={opened.retryPast} onBack={onBack} />}
    </>
  );
}
