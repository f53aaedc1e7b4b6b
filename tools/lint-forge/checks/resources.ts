import { isRecord, type ManifestFile, type Path } from './manifest-file';
import type { Problem } from './problem';

const LONGEST_KEY = 23; // https://developer.atlassian.com/platform/forge/manifest-reference/resources/
const MOST_ENTRIES = 50;

/**
 * Resources and entries that are too long in the key, not there, used by nothing, or used but not declared.
 * `exists`: whether a path relative to the repository is there. An entry may be there built (`<path>/panel.html`) or as its source
 * (`static/panel.html`, `static/panel/index.html`, `static/panel/panel.html`).
 * `opened`: whether the code of the pages opens the resource by itself, as a dialog, so that no module needs to name it.
 */
export function resourceProblems(
  manifest: ManifestFile,
  exists: (path: string) => boolean,
  opened: (resource: string) => boolean,
): readonly Problem[] {
  const problems: Problem[] = [];
  const offered = new Map<string, Path>();
  const complain = (path: Path, message: string): void => {
    problems.push(manifest.problem(path, message));
  };

  for (const { key, path, entry, at } of manifest.resources()) {
    if (key.length > LONGEST_KEY)
      complain([...at, 'key'], `resource key "${key}" has ${key.length} characters: ${LONGEST_KEY} are allowed`);
    const entries = Object.entries(entry);
    if (entries.length > MOST_ENTRIES)
      complain([...at, 'entry'], `resource "${key}" has ${entries.length} entries: ${MOST_ENTRIES} are allowed`);
    if (entries.length === 0) {
      offered.set(key, at);
      if (![`${path}/index.html`, path.replace(/^build\//, '') + '/index.html', `static/${key}/index.html`].some(exists))
        complain([...at, 'path'], `resource "${key}" has no index.html, built in ${path} or under static/`);
    }
    for (const [name, file] of entries) {
      const where = [...at, 'entry', name];
      offered.set(`${key}/${name}`, where);
      if (name.length > LONGEST_KEY) complain(where, `entry key "${name}" has ${name.length} characters: ${LONGEST_KEY} are allowed`);
      if (file.includes('/') || !file.endsWith('.html'))
        complain(where, `entry "${name}" must be an .html file directly in ${path}, not "${file}"`);
      const stem = file.replace(/\.html$/, '');
      const sources = [`${path}/${file}`, `static/${file}`, `static/${stem}/index.html`, `static/${stem}/${file}`];
      if (!sources.some(exists))
        complain(where, `entry "${name}" is neither built nor there as a source: none of ${sources.join(', ')} exists`);
    }
  }

  for (const { type, key, properties, path } of manifest.modules())
    for (const reference of resourcesNamed(properties, path)) {
      if (!offered.has(reference.name))
        complain(reference.path, `${type} "${key}" shows the resource "${reference.name}", which the manifest does not declare`);
    }

  const named = new Set(manifest.modules().flatMap(({ properties, path }) => resourcesNamed(properties, path).map(({ name }) => name)));
  for (const [name, at] of offered) if (!named.has(name) && !opened(name)) complain(at, `"${name}" is shown by no module`);
  return problems;
}

function resourcesNamed(value: unknown, path: Path): readonly { name: string; path: Path }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => resourcesNamed(item, [...path, index]));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'schema') return [];
    if (key === 'resource' && typeof inner === 'string') return [{ name: inner, path: [...path, key] }];
    return resourcesNamed(inner, [...path, key]);
  });
}
