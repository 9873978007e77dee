/** The command line: options that the commands share, checked strictly, and how a command begins and ends. */

import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ArgsDef, type ParsedArgs, parseArgs, renderUsage } from 'citty';
import { browserCrash, closeAhead } from './io/browser.ts';
import { MachineFault, machineFinding } from './io/processes.ts';
import { takesColour } from './io/terminal.ts';
import { type Finding, hasErrors, UNKNOWN_ISSUE } from './model/finding.ts';
import { nearest } from './model/nearest.ts';
import { formatFinding } from './model/report.ts';

/** 0 done; 1 the content has errors; 2 the command line or the machine is at fault. */
export type ExitStatus = 0 | 1 | 2;

/** Options of every command. */
export const commonOptions = {
  out: { type: 'string', default: 'dist', valueHint: 'DIR', description: 'where the results go' },
  issues: { type: 'string', default: 'issues', valueHint: 'DIR', description: 'where the issues are' },
  quiet: { type: 'boolean', description: 'print findings only' },
  json: { type: 'boolean', description: 'print one JSON object on standard output' },
  verbose: { type: 'boolean', description: 'add a stack trace for a bug in d:mag' },
} as const satisfies ArgsDef;

export interface Command<T extends ArgsDef> {
  /** As npm knows it: `npm run NAME`. */
  readonly name: string;
  readonly description: string;
  readonly args: T;
  /** Takes any number of positional arguments, in `args._`. */
  readonly many?: boolean;
  run(args: ParsedArgs<T>): ExitStatus | Promise<ExitStatus>;
}

/** Gives the type of `args` to `run`. */
export const defineCommand = <const T extends ArgsDef>(command: Command<T>): Command<T> => command;

/** 2 where an issue was asked for that is not there, 1 where a finding is an error, else 0. */
export const statusOf = (findings: readonly Finding[]): ExitStatus =>
  findings.some(({ rule }) => rule === UNKNOWN_ISSUE) ? 2 : hasErrors(findings) ? 1 : 0;

/** Parses the arguments of a command; what does not fit is a finding with the nearest thing that would. */
export function readArguments<T extends ArgsDef>(
  command: Pick<Command<T>, 'name' | 'args' | 'many'>,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): { args?: ParsedArgs<T>; findings: Finding[] } {
  const { known, findings, positionals } = readWords(command, words);
  const takes = Object.values(command.args).filter(({ type }) => type === 'positional').length;
  if (!command.many && positionals.length > takes) {
    const surplus = positionals[takes] ?? '';
    findings.push(
      commandLineFinding(
        `${surplus} is one argument too many`,
        `leave it out, or see ${usage(command)} --help`,
      ),
    );
  }
  // npm takes `--layout x` without a `--` before it for an option of its own, and hands on only the x.
  for (const name of known.filter((name) => env[`npm_config_${name}`] && !(name in commonSwitches))) {
    const value = env[`npm_config_${name}`];
    if (
      words.some((word) => word === `--${name}` || word.startsWith(`--${name}=`)) ||
      !words.includes(value ?? '')
    )
      continue;
    findings.push(
      commandLineFinding(
        `npm kept --${name} for itself`,
        `write -- before the arguments: ${usage(command)} … --${name} ${value}`,
      ),
    );
  }
  if (findings.length > 0) return { findings };
  try {
    const args = parseArgs<T>([...words], command.args);
    return { args: fromWhereTheUserStands(args, command.args, words, env['INIT_CWD']), findings };
  } catch (error) {
    const message = stripColour((error as Error).message).replace(/\.$/, '');
    return {
      findings: [
        commandLineFinding(message[0]?.toLowerCase() + message.slice(1), `see ${usage(command)} --help`),
      ],
    };
  }
}

/** npm runs its scripts in the project's folder; a folder that was given counts from where npm itself was called. */
function fromWhereTheUserStands<T extends ArgsDef>(
  args: ParsedArgs<T>,
  known: T,
  words: readonly string[],
  standing: string | undefined,
): ParsedArgs<T> {
  if (standing === undefined) return args;
  const given = Object.entries(args).filter(
    ([name, value]) =>
      typeof value === 'string' &&
      known[name]?.type === 'string' &&
      known[name].valueHint === 'DIR' &&
      words.some((word) => word === `--${name}` || word.startsWith(`--${name}=`)),
  );
  return {
    ...args,
    ...Object.fromEntries(given.map(([name, value]) => [name, resolve(standing, String(value))])),
  };
}

const commonSwitches = { quiet: true, json: true, verbose: true };

/** Every option known and with its value, before citty, which lets unknown ones pass, sees them. */
function readWords<T extends ArgsDef>(
  { args }: Pick<Command<T>, 'args'>,
  words: readonly string[],
): { known: string[]; findings: Finding[]; positionals: string[] } {
  const known = Object.keys(args).filter((name) => args[name]?.type !== 'positional');
  const findings: Finding[] = [];
  const positionals: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--') {
      positionals.push(...words.slice(index + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      positionals.push(word);
      continue;
    }
    const [option = '', value] = word.split(/=(.*)/s);
    const name = option.replace(/^--?/, '');
    if (!option.startsWith('--') || !known.includes(name)) {
      const near = nearest(name, [...known, 'help']);
      findings.push(
        commandLineFinding(
          `unknown option ${option}`,
          near ? `use --${near}` : `use one of: ${[...known, 'help'].map((name) => `--${name}`).join(', ')}`,
        ),
      );
    } else if (args[name]?.type === 'boolean') {
      if (value !== undefined)
        findings.push(commandLineFinding(`--${name} takes no value`, `write --${name} alone`));
    } else if (value === undefined) {
      index += 1;
      const next = words[index];
      if (next === undefined || next.startsWith('--')) {
        findings.push(
          commandLineFinding(
            `--${name} needs a value`,
            `write --${name} ${args[name]?.valueHint ?? 'VALUE'}`,
          ),
        );
        index -= 1;
      }
    } else if (value === '') {
      findings.push(
        commandLineFinding(`--${name} needs a value`, `write --${name} ${args[name]?.valueHint ?? 'VALUE'}`),
      );
    }
  }
  return { known, findings, positionals };
}

export const commandLineFinding = (message: string, hint: string): Finding =>
  machineFinding('command-line', message, hint);

const usage = ({ name }: { name: string }): string =>
  name === 'start' || name === 'test' ? `npm ${name} --` : `npm run ${name} --`;

// oxlint-disable-next-line no-control-regex -- colour codes begin with a control character
const stripColour = (text: string): string => text.replaceAll(/\u001B\[\d+m/g, '');

/** Whether this module is the program that was started. Takes `import.meta.url`. */
export function isProgram(moduleUrl: string): boolean {
  const started = process.argv[1];
  return started !== undefined && realpathSync(resolve(started)) === fileURLToPath(moduleUrl);
}

/** Runs a command from words to exit status. A fault of the machine and a bug both end here, with status 2. */
export async function runCommand<T extends ArgsDef>(
  command: Command<T>,
  words: readonly string[] = process.argv.slice(2),
): Promise<void> {
  try {
    await fromWords(command, words);
  } finally {
    await closeAhead();
  }
}

async function fromWords<T extends ArgsDef>(command: Command<T>, words: readonly string[]): Promise<void> {
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  if (words.includes('--help') || words.includes('-h')) {
    const meta = { name: usage(command), description: command.description };
    const page = (await renderUsage({ meta, args: command.args })).replace(` (${meta.name})`, '');
    process.stdout.write(`${takesColour(process.stdout) ? page : stripColour(page)}\n`);
    return;
  }
  const { args, findings } = readArguments(command, words, process.env);
  if (!args) {
    process.exitCode = refuse(findings, words);
    return;
  }
  try {
    process.exitCode = await command.run(args);
  } catch (error) {
    const finding = machineFault(error);
    if (words.includes('--verbose') && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exitCode = refuse([finding], words);
  }
}

/** What an exception means to someone who did not write d:mag. */
function machineFault(error: unknown): Finding {
  if (error instanceof MachineFault) return error.finding;
  const crash = browserCrash(error);
  if (crash) return crash;
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return machineFinding('machine', 'the disk is full', 'free some disk and run again');
  if (/^(EACCES|EPERM|EROFS)$/.test(code)) {
    return machineFinding('machine', message, 'make that file or folder writable for you and run again');
  }
  return machineFinding(
    'bug',
    `d:mag stopped on a fault of its own: ${message}`,
    'run again with --verbose and report what it says',
  );
}

function refuse(findings: readonly Finding[], words: readonly string[]): ExitStatus {
  const color = takesColour(process.stderr);
  for (const finding of findings) process.stderr.write(`${formatFinding(finding, { color })}\n`);
  if (words.includes('--json')) process.stdout.write(`${JSON.stringify({ status: 2, findings })}\n`);
  return 2;
}
