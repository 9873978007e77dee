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
import { isLayoutCode, recompile } from './io/code.ts';
import { openChecks } from './io/checks.ts';
import { openComparisons } from './io/comparisons.ts';
import { type Desk, openDesk } from './io/desk.ts';
import { shown } from './io/files.ts';
import { latestIssue } from './io/issues.ts';
import { type Served, serveLoopback } from './io/loopback.ts';
import { openInBrowser } from './io/open.ts';
import { studioFiles } from './io/studio-files.ts';
import { watchFolders } from './io/watch.ts';
import type { Finding } from './model/finding.ts';
import { formatFinding } from './model/report.ts';
import { withComparing } from './studio/comparing.ts';
import { deedsOf, looks } from './studio/deeds.ts';
import { type Notes, readNotes } from './model/notes.ts';
import { routesOf } from './studio/routes.ts';
import { openSession } from './studio/session.ts';

const EDITOR = 'vscode://file/{path}:{line}:{column}';
const MOST_MS_TO_END = 5000;
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

    let workshop = startWorkshop('.cache', true, false);
    const checks = openChecks(args.issues, slug);
    const session = openSession(
      {
        workshop: () => workshop,
        async reopen() {
          await workshop.close();
          workshop = startWorkshop('.cache', true, false);
        },
        checks,
      },
      args.issues,
      slug,
    );
    const folder = join(args.issues, slug);
    const desk = openDesk(folder);
    const listeners = new Set<(event: unknown) => void>();
    const tellAll = (event: unknown): void => {
      for (const listener of listeners) listener(event);
    };
    const tellNotes = (notes: Notes): void => tellAll({ kind: 'notes', ...notes });
    const deeds = deedsOf(
      desk,
      (file, line) => {
        if (!shown(file).startsWith(`${shown(folder)}/`)) return false;
        tellAll({ kind: 'goto', file: shown(file), line });
        return true;
      },
      tellNotes,
      today,
    );
    let token = '';
    // Windows of an earlier start are told apart by it.
    const start = `${process.pid} ${Date.now()}`;
    let first = goal && { ...goal, file: shown(goal.file) };
    const comparisons = openComparisons(args.issues, slug);
    const routes = withComparing(
      routesOf(
        session,
        studioFiles(
          (file, widthPx) => workshop.encode(file, widthPx),
          (file, slot) => workshop.drawAd(file, slot),
        ),
        { ...deeds, look: looks((article) => session.look(article)) },
        () => token,
        start,
      ),
      session,
      comparisons,
      args.issues,
    );
    let served: Served;
    try {
      served = await serveLoopback(
        {
          ...routes,
          events(asked, send) {
            listeners.add(send);
            // Only the first who looks is led to it.
            send({ kind: 'hello', start, root: process.cwd(), editor: args.editor ?? EDITOR, goal: first });
            first = undefined;
            void notesOf(desk).then((notes) => send({ kind: 'notes', ...notes }));
            const leave = routes.events(asked, send);
            return () => {
              listeners.delete(send);
              leave?.();
            };
          },
        },
        port,
      );
    } catch (error) {
      await Promise.all([workshop.close(), session.close()]);
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
        return refuse(`port ${port} is taken by another program`, 'leave --port out, or name another');
      throw error;
    }
    ({ token } = served);
    const stopped = new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
    });
    await mkdir('.cache', { recursive: true });
    await writeFile(SIGN, JSON.stringify({ port: served.port, token, pid: process.pid }), { mode: 0o600 });
    say(`d:mag studio for ${slug}: ${served.url}`);
    say('stop it with Ctrl-C');
    void session.refresh();
    let codeFaults: readonly Finding[] = [];
    const watching = watchFolders(
      [args.issues, 'layouts', 'styles'],
      async (paths) => {
        if (paths.some((path) => path.endsWith('notes.yaml'))) tellNotes(await notesOf(desk));
        if (paths.every((path) => path.endsWith('notes.yaml'))) return;
        if (!paths.some(isLayoutCode) && codeFaults.length === 0) {
          await session.refresh();
          return;
        }
        codeFaults = await recompile();
        if (codeFaults.length === 0) await checks.renew();
        await session.refresh(codeFaults);
      },
      (lost) => say(`${shown(lost)} cannot be watched: start the studio again after a change there`),
    );
    if (!args['no-open']) void openInBrowser(served.url);

    await stopped;
    // What is under way then is not waited for long: browser and check end by themselves when our ends of their pipes close.
    setTimeout(() => process.exit(0), MOST_MS_TO_END).unref();
    watching.close();
    if (await isOurs(served.port)) await rm(SIGN, { force: true });
    await Promise.all([session.close(), served.close(), workshop.close(), comparisons.close()]);
    return 0;
  },
});

/** The day where the designer is. */
const today = (): string => {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

/** notes.yaml as it stands, or why it cannot be read. */
async function notesOf(desk: Desk): Promise<Notes> {
  try {
    return readNotes(await desk.read('notes.yaml'));
  } catch (error) {
    return { notes: [], fault: `notes.yaml cannot be read: ${(error as Error).message}` };
  }
}

const signOf = async (): Promise<{ readonly port: number; readonly token: string }> =>
  JSON.parse(await readFile(SIGN, 'utf8')) as { port: number; token: string };

/** Another studio may have put up its sign since. */
const isOurs = (port: number): Promise<boolean> =>
  signOf().then(
    (sign) => sign.port === port,
    () => false,
  );

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

const issueOf = (file: string, issues: string): string | undefined => {
  const [slug, ...rest] = relative(issues, file).split(/[\\/]/u);
  return slug === '..' || rest.length === 0 ? undefined : slug;
};

/** Whether a studio of that issue was running, and has been told. */
async function tellRunning({ file, line }: Goal): Promise<boolean> {
  try {
    const { port, token } = await signOf();
    const response = await fetch(`http://127.0.0.1:${port}/goto`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-dmag-token': token },
      body: JSON.stringify({ file: shown(file), line }),
    });
    return response.ok && ((await response.json()) as { ok: boolean }).ok;
  } catch {
    return false;
  }
}

if (isProgram(import.meta.url)) await runCommand(command);

export default command;
