import type { z } from 'zod';
import { badRequest } from './jira/errors';

/** The body a door is given. @throws JiraError 400 naming what is wrong with it */
export async function bodyOf<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success)
    throw badRequest(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; '));
  return parsed.data;
}
