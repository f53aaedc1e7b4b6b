import type { Answer } from '../../src/contract/call';

/** The first pages again, one after another: each says where the next begins. `join` puts a page's rows after those before it. */
export async function readPages<Page extends { readonly next: string | null }>(
  count: number,
  read: (after: string | undefined) => Promise<Answer<Page>>,
  join: (before: Page, page: Page) => Page,
): Promise<Answer<Page>> {
  let answer = await read(undefined);
  for (let page = 1; page < count && answer.ok && answer.data.next !== null; page += 1) {
    const before = answer.data;
    const further = await read(answer.data.next);
    answer = further.ok ? { ok: true, data: join(before, further.data) } : further;
  }
  return answer;
}

/** How the reading of a list goes that is there already. */
export interface Paged {
  /** Why it could not be refreshed; what was read stays. */
  readonly stale: string | null;
  readonly moreFailure: string | null;
  readonly isLoadingMore: boolean;
}
