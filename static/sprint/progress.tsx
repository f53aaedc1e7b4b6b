import Button from '@atlaskit/button/new';
import { useEffect, useRef } from 'react';
import { cancelSprint as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { Failure } from '../shared/failure';
import { Progress } from '../shared/progress';
import { resultWords, stepWords } from './cancel-words';
import { CloseButton } from './close-button';
import { Foot } from './foot';
import type { CancelApi } from './use-cancel';

type Ended = Parameters<typeof resultWords>[0];

interface GoingProps extends Pick<Ended, 'sprint' | 'cancelling' | 'locale'> {
  readonly api: CancelApi;
}

/** How far it is; it goes on without anybody looking. */
export function Going({ sprint, cancelling, locale, api }: GoingProps) {
  const { issues, left } = cancelling;
  const box = useFocus();
  return (
    <>
      <div ref={box} tabIndex={-1} className="cancel-said">
        <Progress label={stepWords(cancelling, sprint)} done={issues - left} total={issues} locale={locale} />
      </div>
      <p className="quiet">{text.harmless}</p>
      {api.failure !== null && <Failure sentence={fill(text.notSeen, { reason: api.failure })} onRetry={api.retry} />}
      <Foot>
        <CloseButton />
      </Foot>
    </>
  );
}

type ResultProps = Ended & { readonly api: CancelApi };

/** What came of it, and what is left where and why. */
export function Result({ api, ...ended }: ResultProps) {
  const { problems } = ended.cancelling;
  const { input, isSending, failure } = api;
  const box = useFocus();
  return (
    <>
      <div ref={box} tabIndex={-1} className="cancel-said" role="status">
        <p dir="auto">{resultWords(ended)}</p>
        {problems.length > 0 && (
          <ul className="cancel-problems">
            {problems.map((problem) => (
              <li key={problem} dir="auto">
                {problem}
              </li>
            ))}
          </ul>
        )}
      </div>
      {failure !== null && <Failure sentence={fill(text.notDone, { reason: failure })} />}
      <Foot>
        {problems.length > 0 && input !== null && (
          <Button isLoading={isSending} onClick={() => api.start(input)}>
            {text.again}
          </Button>
        )}
        <CloseButton appearance="primary" isDisabled={isSending} />
      </Foot>
    </>
  );
}

/** The button that was pressed is gone: whoever pressed it follows here. */
function useFocus() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return box;
}
