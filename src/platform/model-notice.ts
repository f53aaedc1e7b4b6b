import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { ModelNotice } from '../core/scores';
import { callJira } from './jira-client';

/**
 * The project property that manifest.yml's formatter of Value factors reads. Project admins can write it too: it changes what lists say, and nothing else.
 */
export const modelNotice: ModelNotice = {
  async post(projectId, notice) {
    await callJira({
      as: 'user',
      method: 'PUT',
      path: route`/rest/api/3/project/${projectId}/properties/mandate-scoring`,
      body: notice,
      answer: z.unknown(),
    });
  },
};
