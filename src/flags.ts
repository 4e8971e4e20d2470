import { parseArgs } from 'node:util';
import { ConfigError } from './config.ts';
import { describeSettings, meantSetting } from './settings.ts';

/** What the command line asks for: a text to show, or settings by their variables. */
export type Command = { show: 'help' | 'version' } | { variables: Readonly<Record<string, string>> };

/**
 * Reads the command line. Each setting is also a flag, in lower case: `--port 5000` is `PORT=5000`.
 * @throws ConfigError for an unknown flag
 */
export function readFlags(args: string[]): Command {
  const names = describeSettings().map(({ name }) => name);
  const flags = parsed(args, names);
  if (flags.help) return { show: 'help' };
  if (flags.version) return { show: 'version' };
  const set = names.flatMap((name) => {
    const value = flags[flagOf(name)];
    return value === undefined ? [] : [[name, value === true ? 'on' : value]];
  });
  return { variables: Object.fromEntries(set) };
}

/** The values of the flags that were given; true for a flag without a value. */
function parsed(args: string[], names: string[]): Readonly<Record<string, string | true>> {
  const value = { type: 'string' as const };
  const yes = { type: 'boolean' as const };
  const flags = Object.fromEntries(names.map((name) => [flagOf(name), value]));
  try {
    const { values } = parseArgs({ args, options: { ...flags, sandbox: yes, help: yes, version: yes } });
    // The options allow no other values.
    return values as Record<string, string | true>;
  } catch (error) {
    // `parseArgs` throws nothing else.
    const { message } = error as Error;
    const [, unknown = ''] = /^Unknown option '--([\w-]+)'/.exec(message) ?? [];
    const meant = meantSetting(unknown.toUpperCase().replaceAll('-', '_'));
    const hint = meant ? ` Did you mean --${flagOf(meant)}?` : '';
    throw new ConfigError(`${message}.${hint}\nRun with --help to see all flags.`);
  }
}

const flagOf = (name: string) => name.toLowerCase().replaceAll('_', '-');

/** What `--help` shows. */
export function helpText(): string {
  const settings = describeSettings().filter(({ name }) => name !== 'SANDBOX');
  const lines = settings.map(({ name, default: value, description }) => {
    const flag = `  --${flagOf(name)} `.padEnd(36);
    return `${flag}${description} (${name}, default: ${value})`;
  });
  return `A GraphQL gateway over the Pixxel REST API.

Usage: pixxel-graphql-gateway [flags]

  --sandbox                         answer from the built-in sandbox, which needs no account (the default outside production)
  --help                            show this
  --version                         show the version

Every setting is a flag or an environment variable; flags win.

${lines.join('\n')}
`;
}
