import Button from '@atlaskit/button/new';
import PinIcon from '@atlaskit/icon/core/pin-filled';
import { useId, useState } from 'react';
import { backlog, panel } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { AskButton } from '../../../shared/ask/ask-button';
import { Failure } from '../../../shared/failure';
import { numberText } from '../../../shared/numbers';
import type { DrawerProps } from './drawer';
import { MoveTo } from './move-to';
import { WhyLine } from './why-line';

const text = backlog.order.drawer;

type IssuePlaceProps = Omit<DrawerProps, 'store' | 'onClose'>;

/** Where the issue stands and why; and ranking it, or asking whoever may. */
export function IssuePlace(props: IssuePlaceProps) {
  const { issueId, place, owner, since, index, total, isPinned, mayRank, offBecause, onMove, onAsked } = props;
  const { locale } = place.reader;
  const id = useId();
  const { failure, toggle } = usePinning(props.onPin);
  return (
    <section className="drawer-part" aria-label={text.place}>
      <div className="drawer-place">
        <p>
          {index === null ? (
            text.noPlace
          ) : (
            <strong>{fill(panel.position, { place: numberText(index + 1, locale), total: numberText(total, locale) })}</strong>
          )}
          {isPinned && (
            <span className="drawer-pin" title={text.pinnedMeans}>
              <PinIcon label="" size="small" color="currentColor" />
              {backlog.order.pinned}
            </span>
          )}
        </p>
        {mayRank && index !== null && (
          <Button spacing="compact" aria-describedby={id} onClick={() => toggle(!isPinned)}>
            {isPinned ? text.unpin : text.pin}
          </Button>
        )}
      </div>
      <p id={id} className="visually-hidden">
        {isPinned ? text.pinnedMeans : text.pinMeans}
      </p>
      {failure !== null && <Failure sentence={failure.sentence} onRetry={() => toggle(failure.pinned)} />}
      <WhyLine issueId={issueId} reader={place.reader} since={since} />
      {mayRank &&
        index !== null &&
        (offBecause === null ? (
          <MoveTo index={index} total={total} locale={locale} onMove={onMove} />
        ) : (
          <p className="quiet">{offBecause}</p>
        ))}
      {!mayRank &&
        index !== null &&
        (owner === null ? (
          <p className="quiet">{backlog.order.decidesNobody}</p>
        ) : (
          <AskButton issueId={issueId} place={place} owner={owner} isCompact onAsked={onAsked} />
        ))}
    </section>
  );
}

interface Pinning {
  readonly failure: { readonly sentence: string; readonly pinned: boolean } | null;
  readonly toggle: (pinned: boolean) => void;
}

function usePinning(onPin: IssuePlaceProps['onPin']): Pinning {
  const [failure, setFailure] = useState<Pinning['failure']>(null);
  const toggle = (pinned: boolean): void => {
    setFailure(null);
    void onPin(pinned).then((reason) => {
      if (reason !== null) setFailure({ sentence: fill(pinned ? text.notPinned : text.notUnpinned, { reason }), pinned });
    });
  };
  return { failure, toggle };
}
