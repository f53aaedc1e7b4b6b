import { notFound } from '../errors';
import { define } from './define';
import { escapeHtml } from './rendered';
import { ok, type Operation, type OperationContext, type Reply } from './operation';

const COLOURS = ['#0055CC', '#216E4E', '#A54800', '#5E4DB2', '#206A83', '#AE2E24', '#943D73', '#7F5F01'];

/** What an avatar shows: initials for people and projects, a letter or arrow in a square otherwise. */
function subject(context: OperationContext): { readonly text: string; readonly round: boolean; readonly colour: string } {
  const { state } = context.jira;
  const id = context.params['entityId'] ?? context.params['id'] ?? '';
  switch (context.params['type']) {
    case 'user':
      return { text: initials(state.users.get(id)?.displayName ?? '?'), round: true, colour: colourOf(id) };
    case 'project':
      return { text: (state.projects.get(id)?.key ?? '?').slice(0, 2), round: false, colour: colourOf(id) };
    case 'issuetype':
      return {
        text: (state.issueTypes.get(id)?.name ?? '?').slice(0, 1),
        round: false,
        colour: typeColour(state.issueTypes.get(id)?.name ?? ''),
      };
    case 'priority':
      return { text: ['', '⌃', '⌃', '=', '⌄', '⌄'][Number(id)] ?? '=', round: false, colour: Number(id) < 3 ? '#AE2E24' : '#0055CC' };
    default:
      throw notFound('The avatar type is not valid.');
  }
}

const typeColour = (name: string): string => ({ Epic: '#5E4DB2', Story: '#216E4E', Bug: '#AE2E24' })[name] ?? '#0055CC';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.slice(0, 1).toUpperCase())
    .filter((letter) => letter !== '')
    .slice(0, 2)
    .join('');

function colourOf(id: string): string {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 9_973;
  return COLOURS[sum % COLOURS.length] ?? '#0055CC';
}

function draw(context: OperationContext): Reply {
  const { text, round, colour } = subject(context);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="48" height="48" role="img">` +
    `<rect width="24" height="24" rx="${round ? 12 : 3}" fill="${colour}"/>` +
    `<text x="12" y="12" dy=".36em" text-anchor="middle" font-family="sans-serif" font-size="${text.length > 1 ? 10 : 13}" font-weight="600" fill="#fff">` +
    `${escapeHtml(text)}</text></svg>`;
  return { ...ok(svg), headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=86400' } };
}

export const avatarOperations: readonly Operation[] = [
  define('GET', 'universal_avatar/view/type/{type}/owner/{entityId}', draw),
  define('GET', 'universal_avatar/view/type/{type}/avatar/{id}', draw),
];
