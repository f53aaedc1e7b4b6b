import Button from '@atlaskit/button/new';
import { acceptancePanel as text } from '../../locales/en.json';
import type { CriterionChange } from '../../src/contract/acceptance';
import { CriterionText } from './criterion-text';
import type { Left } from './edits';
import type { RowActs } from './row-acts';

interface LeftNoticeProps {
  readonly left: Left;
  /** Its criterion is still on the list. */
  readonly isThere: boolean;
  readonly acts: Pick<RowActs, 'change' | 'letGo'>;
}

/** A change that was not made: why, what was typed, and both ways on. */
export function LeftNotice({ left: { key, message, change }, isThere, acts }: LeftNoticeProps) {
  const typed = typedIn(change);
  const again = againOf(change, isThere);
  return (
    <div className="left" role="alert">
      <p>{message}</p>
      {typed !== null && (
        <p className="criterion-quote" dir="auto">
          <CriterionText text={typed} />
        </p>
      )}
      <div className="buttons">
        {again !== null && (
          <Button
            spacing="compact"
            onClick={() => {
              acts.letGo(key);
              acts.change(again);
            }}
          >
            {again.kind === 'add' ? text.addAgain : text.tryAgain}
          </Button>
        )}
        <Button spacing="compact" appearance="subtle" onClick={() => acts.letGo(key)}>
          {typed === null ? text.dismiss : text.letGo}
        </Button>
      </div>
    </div>
  );
}

function typedIn(change: CriterionChange): string | null {
  switch (change.kind) {
    case 'add':
    case 'reword':
      return change.text;
    case 'judge':
      return change.words;
    case 'evidence':
      return change.evidence;
    default:
      return null;
  }
}

/** Words of a criterion that is gone become one again, the last: below one that is gone is the end. Null: nothing to try. */
function againOf(change: CriterionChange, isThere: boolean): CriterionChange | null {
  if (change.kind === 'add') return change;
  if (change.kind !== 'reword') return isThere && typedIn(change) !== null ? change : null;
  return isThere ? change : { kind: 'add', id: crypto.randomUUID(), text: change.text, mandatory: true, after: change.id };
}
