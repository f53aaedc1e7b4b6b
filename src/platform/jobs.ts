import { Queue } from '@forge/events';
import { AppError } from '../core/errors';
import type { Jobs } from '../core/ports';

/** A queue of manifest.yml; its consumer gets `body`. */
export function createJobs(queueKey: string): Jobs {
  const queue = new Queue({ key: queueKey });
  return {
    async start(body, key, delaySeconds = 0) {
      try {
        await queue.push({
          body: { ...body },
          concurrency: { key, limit: 1 },
          ...(delaySeconds > 0 ? { delayInSeconds: delaySeconds } : {}),
        });
      } catch (cause) {
        throw new AppError('unavailable', `Queue ${queueKey} took no message`, { cause });
      }
    },
  };
}
