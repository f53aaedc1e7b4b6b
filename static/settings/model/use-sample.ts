import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod/mini';
import { sampleIssues } from '../../../src/contract/scoring';
import { ask } from '../../shared/client';

export type SampleIssue = z.infer<typeof sampleIssues.output>['issues'][number];

export type Sample =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'open'; readonly issues: readonly SampleIssue[] };

/** Issues of the project to try a model on. */
export function useSample(projectId: string): readonly [Sample, () => void] {
  const [sample, setSample] = useState<Sample>({ kind: 'loading' });

  const load = useCallback(
    async (isCurrent: () => boolean = () => true) => {
      const answer = await ask(sampleIssues, { projectId });
      if (isCurrent()) setSample(answer.ok ? { kind: 'open', issues: answer.data.issues } : { kind: 'failed', message: answer.message });
    },
    [projectId],
  );

  useEffect(() => {
    let current = true;
    void load(() => current);
    return () => {
      current = false;
    };
  }, [load]);

  const retry = useCallback(() => {
    setSample({ kind: 'loading' });
    void load();
  }, [load]);

  return [sample, retry];
}
