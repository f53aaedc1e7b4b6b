import Button from '@atlaskit/button/new';
import { useMemo } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import type { CriterionView, StoryView } from '../../src/contract/acceptance';
import type { Reader } from '../shared/reader';
import { CriterionRow, NONE } from './criterion-row';
import type { RowActs } from './row-acts';
import type { Can } from './states';
import type { EditsApi } from './use-edits';
import type { StoryActs } from './use-story-acts';

interface DoneGroupProps {
  readonly story: StoryView;
  readonly criteria: readonly CriterionView[];
  readonly can: Can;
  readonly reader: Reader;
  readonly edits: EditsApi;
  readonly acts: StoryActs;
}

const nothing = (): void => undefined;

/** The project's Definition of Done: everybody ticks it, its words are the owner's (A2). */
export function DoneGroup({ story, criteria, can, reader, edits, acts }: DoneGroupProps) {
  const { change, type, close, letGo } = edits;
  const rowActs: RowActs = useMemo(
    () => ({ change, type, close, letGo, remove: nothing, nudge: nothing, onHandleKey: nothing, onHandleBlur: nothing }),
    [change, type, close, letGo],
  );
  const differs = story.doneDiffers && can.edit;
  if (criteria.length === 0 && !differs) return null;
  return (
    <section className="done" aria-label={text.done}>
      <h3>{text.done}</h3>
      {differs && (
        <div className="offer offer-line">
          <p>{criteria.length === 0 ? text.doneMissing : text.doneDiffers}</p>
          <Button spacing="compact" isLoading={acts.doing === 'apply'} onClick={() => acts.apply('done')}>
            {criteria.length === 0 ? text.doneAdd : text.doneApply}
          </Button>
        </div>
      )}
      <ul className="criteria">
        {criteria.map((criterion, index) => (
          <CriterionRow
            key={criterion.id}
            {...{ criterion, index, can, reader }}
            total={criteria.length}
            acts={rowActs}
            drafts={edits.drafts.some(({ id }) => id === criterion.id) ? edits.drafts.filter(({ id }) => id === criterion.id) : NONE}
            left={
              edits.left.some((each) => each.change.id === criterion.id)
                ? edits.left.filter((each) => each.change.id === criterion.id)
                : NONE
            }
            isLifted={false}
            isUnsaved={edits.failure !== null && edits.pending.some(({ id }) => id === criterion.id)}
          />
        ))}
      </ul>
    </section>
  );
}
