import { route } from '@forge/api';
import * as z from 'zod/mini';
import { AppError } from '../core/errors';
import type { VisibleIssue, VisibleIssues } from '../core/rank';
import { bulkFetch } from './bulk-fetch';
import { callJira } from './jira-client';

const FIELDS = ['summary', 'project'];

const visible = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({ summary: z.string(), project: z.object({ id: z.string() }) }),
});

/** Anything else is no issue's name, and nothing to put into an address. */
const KEY_OR_ID = /^(\w+-)?\d+$/;

const visibleIssue = ({ id, key, fields }: z.infer<typeof visible>): VisibleIssue => ({
  id,
  key,
  summary: fields.summary,
  projectId: fields.project.id,
});

/** Issues as the person who calls may see them. */
export const visibleIssues: VisibleIssues = {
  async asCaller(ids) {
    const found = await bulkFetch({ as: 'user', ids, fields: FIELDS, issue: visible });
    return new Map(found.map((issue) => [issue.id, visibleIssue(issue)]));
  },

  async find(idOrKey) {
    if (!KEY_OR_ID.test(idOrKey)) return null;
    try {
      const path = route`/rest/api/3/issue/${idOrKey}?fields=${FIELDS.join(',')}`;
      return visibleIssue(await callJira({ as: 'user', method: 'GET', path, answer: visible }));
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return null;
      throw error;
    }
  },
};
