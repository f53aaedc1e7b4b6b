import Button from '@atlaskit/button/new';
import { backlog } from '../../../locales/en.json';
import { Failure } from '../../shared/failure';
import type { MovesApi } from './use-moves';

/** What came of a move. */
export function MoveNews({ moves: { said, failure, dismiss } }: { readonly moves: MovesApi }) {
  return (
    <>
      <p role="status" className="visually-hidden">
        {said}
      </p>
      {failure !== null && (
        <Failure sentence={failure.sentence} {...(failure.again === null ? {} : { onRetry: failure.again })}>
          <Button spacing="compact" appearance="subtle" onClick={dismiss}>
            {backlog.order.moves.fine}
          </Button>
        </Failure>
      )}
    </>
  );
}
