/** `npm start -- ISSUE`: the studio. The issue's pages in a browser, as they are while one writes. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import {
  commandLineFinding,
  commonOptions,
  defineCommand,
  type ExitStatus,
  isProgram,
  runCommand,
} from './commandline.ts';
import { startWorkshop } from './edition/run.ts';
import { openDesk } from './io/desk.ts';
import { latestIssue } from './io/issues.ts';
import { serveLoopback } from './io/loopback.ts';
import { openInBrowser } from './io/open.ts';
import { studioFiles } from './io/studio-files.ts';
import { watchFolders } from './io/watch.ts';
import { formatFinding } from './model/report.ts';
import { deedsOf } from './studio/deeds.ts';
import { readNotes } from './studio/notes.ts';
import { routesOf } from './studio/routes.ts';
import { openSession } from './studio/session.ts';

const EDITOR = 'vscode://file/{path}:{line}:{column}';
/** Where a running studio can be found by another command. */
const SIGN = '.cache/studio.json';

const command = defineCommand({
  name: 'start',
  description: 'The studio: an issue’s pages in a browser, live while you write (npm start -- 2026-1).',
  args: {
    issues: commonOptions.issues,
    quiet: commonOptions.quiet,
    verbose: commonOptions.verbose,
    port: { type: 'string', valueHint: 'N', description: 'port on this machine (any that is free)' },
    goto: { type: 'string', valueHint: 'FILE:LINE', description: 'show the page where this line stands' },
    editor: { type: 'string', valueHint: 'URL', description: `how your editor opens a place (${EDITOR})` },
    'no-open': { type: 'boolean', description: 'open no browser' },
  },
  many: true,
  async run(args): Promise<ExitStatus> {
    const say = (words: string): void => {
      if (!args.quiet) process.stdout.write(`${words}\n`);
    };
    const refuse = (message: string, hint: string): ExitStatus => {
      process.stderr.write(`${formatFinding(commandLineFinding(message, hint), { color: false })}\n`);
      return 2;
    };
    const goal = args.goto === undefined ? undefined : placeOf(args.goto);
    if (args.goto !== undefined && !goal)
      return refuse(`--goto ${args.goto} names no line`, 'write --goto issues/2026-1/elva/article.md:42');
    if (goal && (await tellRunning(goal))) {
      say(`shown: ${goal.file}:${goal.line}`);
      return 0;
    }
    const port = Number(args.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      return refuse(`--port ${args.port} is no port`, 'write a number like 4000');
    const slug = args._[0] ?? (goal && issueOf(goal.file, args.issues)) ?? (await latestIssue(args.issues));
    if (slug === undefined)
      return refuse(`there is no issue in ${args.issues}`, 'make one: npm run new -- issue 2026-2');

    const workshop = startWorkshop('.cache', true);
    const session = openSession(workshop, args.issues, slug);
    const folder = join(args.issues, slug);
    const desk = openDesk(folder);
    const listeners = new Set<(event: unknown) => void>();
    const tellAll = (event: unknown): void => {
      for (const listener of listeners) listener(event);
    };
    const tellNotes = (notes: ReturnType<typeof readNotes>): void => tellAll({ kind: 'notes', ...notes });
    const deeds = deedsOf(
      desk,
      (file, line) => tellAll({ kind: 'goto', file: shownPath(file), line }),
      tellNotes,
    );
    let token = '';
    const routes = routesOf(session, studioFiles(workshop.encode), deeds, () => token);
    const served = await serveLoopback(
      {
        ...routes,
        events(asked, send) {
          listeners.add(send);
          send({
            kind: 'hello',
            root: process.cwd(),
            editor: args.editor ?? EDITOR,
            goal: goal && { ...goal, file: shownPath(goal.file) },
          });
          void desk.read('notes.yaml').then((text) => send({ kind: 'notes', ...readNotes(text) }));
          const leave = routes.events(asked, send);
          return () => {
            listeners.delete(send);
            leave?.();
          };
        },
      },
      port,
    );
    ({ token } = served);
    await mkdir('.cache', { recursive: true });
    await writeFile(SIGN, JSON.stringify({ port: served.port, token, pid: process.pid }), { mode: 0o600 });
    say(`d:mag studio for ${slug}: ${served.url}`);
    say('stop it with Ctrl-C');
    const first = session.refresh();
    const watching = watchFolders(
      [args.issues, 'layouts', 'styles'],
      async (paths) => {
        if (paths.every((path) => path.endsWith('notes.yaml')))
          tellNotes(readNotes(await desk.read('notes.yaml')));
        else await session.refresh();
      },
      (lost) => say(`${lost} can no longer be watched: start the studio again after a change there`),
    );
    if (!args['no-open']) await openInBrowser(served.url);
    await first;

    await new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
    });
    watching.close();
    session.close();
    await rm(SIGN, { force: true });
    await served.close();
    await workshop.close();
    return 0;
  },
});

interface Goal {
  readonly file: string;
  readonly line: number;
}

/** "issues/2026-1/elva/article.md:42" */
function placeOf(text: string): Goal | undefined {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/u.exec(text) ?? [];
  return file === undefined
    ? undefined
    : { file: resolve(process.env['INIT_CWD'] ?? '.', file), line: Number(line) };
}

const shownPath = (file: string): string => relative('.', resolve(file)).replaceAll('\\', '/');

const issueOf = (file: string, issues: string): string | undefined => {
  const [slug, ...rest] = relative(issues, file).split(/[\\/]/u);
  return slug === '..' || rest.length === 0 ? undefined : slug;
};

/** Whether a studio was running, and has been told. */
async function tellRunning({ file, line }: Goal): Promise<boolean> {
  try {
    const { port, token } = JSON.parse(await readFile(SIGN, 'utf8')) as { port: number; token: string };
    const response = await fetch(`http://127.0.0.1:${port}/goto`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-dmag-token': token },
      body: JSON.stringify({ file: shownPath(file), line }),
    });
    return response.ok;
  } catch {
    return false;
  }
}

if (isProgram(import.meta.url)) await runCommand(command);

export default command;
