import { isRecord, text, type ManifestFile, type Path } from './manifest-file';
import type { Problem } from './problem';

/**
 * Functions without an exported handler, modules that name a function which is not there, and functions that nothing names.
 * `exported`: the names that src/index.ts exports.
 */
export function functionProblems(manifest: ManifestFile, exported: ReadonlySet<string>): readonly Problem[] {
  const problems: Problem[] = [];
  const used = new Set<string>();
  const declared = new Set(manifest.modulesOf('function').map(({ key }) => key));

  for (const { type, key, properties, path } of manifest.modules()) {
    if (type === 'function') continue;
    for (const reference of functionsNamed(properties, path)) {
      used.add(reference.name);
      if (!declared.has(reference.name))
        problems.push(
          manifest.problem(reference.path, `${type} "${key}" calls the function "${reference.name}", which the manifest does not declare`),
        );
    }
  }

  const handlers = new Map<string, string>();
  for (const { key, properties, path } of manifest.modulesOf('function')) {
    const handler = text(properties['handler']);
    const [file, name, ...more] = handler.split('.');
    if (file !== 'index' || name === undefined || more.length > 0)
      problems.push(
        manifest.problem(
          [...path, 'handler'],
          `function "${key}" has the handler "${handler}"; ours are all "index.<export of src/index.ts>"`,
        ),
      );
    else if (!exported.has(name))
      problems.push(manifest.problem([...path, 'handler'], `function "${key}" needs src/index.ts to export "${name}"`));
    else handlers.set(name, key);
    if (!used.has(key)) problems.push(manifest.problem(path, `function "${key}" is called by no module`));
  }

  for (const name of exported)
    if (!handlers.has(name))
      problems.push({ file: 'src/index.ts', line: 1, message: `exports "${name}", which is the handler of no function` });
  return problems;
}

/** Every `function: <key>` in a module, at any depth, except inside JSON schemas. */
function functionsNamed(value: unknown, path: Path): readonly { name: string; path: Path }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => functionsNamed(item, [...path, index]));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'schema') return [];
    if (key === 'function' && typeof inner === 'string') return [{ name: inner, path: [...path, key] }];
    return functionsNamed(inner, [...path, key]);
  });
}
