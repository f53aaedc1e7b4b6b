import type { IssueLinkType } from '../issue-links';
import { apiUrl, type JsonContext } from './json-context';

export const linkTypeJson = (context: JsonContext, type: IssueLinkType): Record<string, unknown> => ({
  id: type.id,
  name: type.name,
  inward: type.inward,
  outward: type.outward,
  self: apiUrl(context, `issueLinkType/${type.id}`),
});
