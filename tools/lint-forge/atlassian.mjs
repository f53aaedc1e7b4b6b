// Atlassian's own manifest validation and linters, run as libraries: `forge lint` itself insists on a login. Called by run.mjs as a process
// of its own, in the folder of the project to look at, because the libraries read the current folder and set the exit code.
// Prints one JSON line: [{ file, line, message }].
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const require = createRequire(import.meta.url);
const { validate } = require('@forge/manifest');
const { lint, reportLintResults } = require('@forge/lint');

const problems = [];
const said = [];
const say = (text) => said.push(String(text));
const logger = { info: say, warn: say, error: say, debug() {}, trace() {}, isDebugEnabled: () => false };
// The linters ask which features are switched on at Atlassian. Nothing is, and no runtime is called deprecated.
const statsig = new Proxy({}, { get: (_, name) => async () => (name === 'getDeprecatedRuntimes' ? [] : false) });

const validated = await validate(false);
for (const { line, message, level } of validated.errors ?? []) problems.push(problem('manifest.yml', line, message, level));
if (!validated.success && problems.length === 0)
  problems.push(problem('manifest.yml', 1, 'Atlassian’s validation refuses it without saying why'));

const manifest = validated.manifestObject?.typedContent;
if (manifest !== undefined) {
  const results = await lint(sources(), manifest, 'development', logger, statsig, { linter: { mode: 'client-side' } });
  for (const { file, errors, warnings, approvals } of results)
    for (const { line, message, class: level } of [...errors, ...warnings, ...approvals])
      problems.push(problem(path.relative('.', path.resolve(file)), line, message, level));
  // A linter that breaks says so in the log and reports nothing: without this, a broken check would look like a clean manifest.
  for (const text of said.filter((line) => /could not perform/i.test(line))) problems.push(problem('manifest.yml', 1, text));
  reportLintResults(logger, results, false);
}

// The validation runs once alone and once as a linter: say everything once.
const unique = [...new Map(problems.map((entry) => [`${entry.file}:${entry.line}:${entry.message}`, entry])).values()];
process.stdout.write(`${JSON.stringify(unique)}\n`);
process.exitCode = 0;

function problem(file, line, message, level) {
  const plain = stripVTControlCharacters(message).replace(/\s+/g, ' ').trim(); // the libraries colour their sentences
  return { file, line: line ?? 1, message: `${plain} (Atlassian${level === 'warning' ? ', warning' : ''})` };
}

function sources() {
  return readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}
