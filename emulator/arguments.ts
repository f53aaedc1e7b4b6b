import { parseArgs } from 'node:util';
import { DEFAULT_SWITCHES, SwitchesSchema, type Switches } from './switches';

export interface Arguments {
  readonly port: number;
  readonly dataDirectory?: string;
  readonly backlogFile?: string;
  readonly keepStatus: boolean;
  readonly switches: Partial<Switches>;
  readonly help: boolean;
}

/** A command line that cannot be followed; the message is a sentence. */
export class UsageError extends Error {}

export const USAGE = `npm start -- [options]

  --data DIR            keep the site in DIR, and continue from there next time
  --backlog FILE.csv    load a backlog into a further project; its key is the file's name
  --keep-status         with --backlog: keep each issue's status instead of opening all
  --switch NAME=VALUE   answer one of the platform's open questions differently (docs/emulator.md)
  --help                this text

PORT=8080 is the default port.`;

/** Reads the command line and the environment. Throws UsageError. */
export function readArguments(given: readonly string[], environment: Readonly<Record<string, string | undefined>>): Arguments {
  const { values } = parsed(given);
  if (values['keep-status'] && values.backlog === undefined)
    throw new UsageError('--keep-status says how to read a backlog: give --backlog FILE.csv too.');
  return {
    port: portOf(environment.PORT),
    keepStatus: values['keep-status'] ?? false,
    switches: switchesOf(values.switch ?? []),
    help: values.help ?? false,
    ...(values.data === undefined ? {} : { dataDirectory: values.data }),
    ...(values.backlog === undefined ? {} : { backlogFile: values.backlog }),
  };
}

function parsed(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        data: { type: 'string' },
        backlog: { type: 'string' },
        'keep-status': { type: 'boolean' },
        switch: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function portOf(value: string | undefined): number {
  if (value === undefined || value === '') return 8080;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`PORT is a number from 0 to 65535, not "${value}".`);
  return port;
}

function switchesOf(pairs: readonly string[]): Partial<Switches> {
  const switches: Record<string, unknown> = {};
  for (const pair of pairs) {
    const [name = '', ...rest] = pair.split('=');
    const value = rest.join('=');
    if (!(name in DEFAULT_SWITCHES))
      throw new UsageError(`There is no switch "${name}". Switches: ${Object.keys(DEFAULT_SWITCHES).join(', ')}.`);
    if (value === '')
      throw new UsageError(`--switch takes NAME=VALUE, for example ${name}=${String(DEFAULT_SWITCHES[name as keyof Switches])}.`);
    switches[name] = valueOf(value);
  }
  const result = SwitchesSchema.partial().safeParse(switches);
  if (result.success) return definedOnly(result.data);
  const issue = result.error.issues[0];
  throw new UsageError(`--switch ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown value'}.`);
}

function valueOf(text: string): unknown {
  if (text === 'true') return true;
  if (text === 'false') return false;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** Zod's partial says "or undefined"; a switch that was not given must not override the default with undefined. */
function definedOnly(given: { readonly [Name in keyof Switches]?: Switches[Name] | undefined }): Partial<Switches> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
