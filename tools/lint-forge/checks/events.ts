import { EVENT_NAMES, eventGroup } from './event-names';
import { list, text, type ManifestFile } from './manifest-file';
import type { Problem } from './problem';

/** Events that other apps publish: `avi:cloud:ecosystem::event/<app id>/<key>`. Their names are theirs to choose. */
const APP_EVENT = /^avi:cloud:ecosystem::event\/[^/]+\/[^/]+$/;

/** Subscriptions to events that do not exist, twice to one event, or without a scope their page asks for. */
export function eventProblems(manifest: ManifestFile): readonly Problem[] {
  const held = new Set(manifest.scopes().map(({ name }) => name));
  const problems: Problem[] = [];
  for (const trigger of manifest.modulesOf('trigger')) {
    const seen = new Set<string>();
    list(trigger.properties['events']).forEach((value, index) => {
      const name = text(value);
      const at = [...trigger.path, 'events', index];
      if (seen.has(name)) problems.push(manifest.problem(at, `trigger "${trigger.key}" names ${name} twice`));
      seen.add(name);
      if (APP_EVENT.test(name)) return;
      const group = eventGroup(name);
      if (group === undefined) {
        problems.push(manifest.problem(at, `there is no event "${name}"; did you mean ${nearest(name)}?`));
        return;
      }
      const ways = [group.classic, group.granular].filter((way) => way !== undefined);
      if (ways.length > 0 && !ways.some((way) => way.every((scope) => held.has(scope))))
        problems.push(manifest.problem(at, `${name} needs ${ways.map((way) => way.join(' + ')).join(', or ')} (${group.page})`));
    });
  }
  return problems;
}

/** The scopes that subscriptions make use of: those of each way that is held in full. */
export function scopesOfEvents(manifest: ManifestFile): readonly string[] {
  const held = new Set(manifest.scopes().map(({ name }) => name));
  return manifest
    .modulesOf('trigger')
    .flatMap((trigger) => list(trigger.properties['events']))
    .flatMap((name) => {
      const group = eventGroup(text(name));
      return [group?.classic, group?.granular].flatMap((way) => (way?.every((scope) => held.has(scope)) ? way : []));
    });
}

function nearest(name: string): string {
  const [best] = EVENT_NAMES.map((known) => ({ known, distance: distance(name, known) })).sort((a, b) => a.distance - b.distance);
  return best?.known ?? 'another';
}

/** Edit distance, row by row. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replace = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replace, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
