import { useCallback, useState } from 'react';
import type { z } from 'zod/mini';
import { sampleIssues } from '../../../src/contract/scoring';
import { ask } from '../../shared/client';
import { useReading } from '../../shared/use-reading';

export type SampleIssue = z.infer<typeof sampleIssues.output>['issues'][number];

export type Sample =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'open'; readonly issues: readonly SampleIssue[] };

/** Issues of the project to try a model on. */
export function useSample(projectId: string): readonly [Sample, () => void] {
  const [sample, setSample] = useState<Sample>({ kind: 'loading' });

  const read = useCallback(async (): Promise<Sample> => {
    const answer = await ask(sampleIssues, { projectId });
    return answer.ok ? { kind: 'open', issues: answer.data.issues } : { kind: 'failed', message: answer.message };
  }, [projectId]);
  const again = useReading(read, setSample);

  const retry = useCallback(() => {
    setSample({ kind: 'loading' });
    again();
  }, [again]);

  return [sample, retry];
}
