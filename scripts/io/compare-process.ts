/** The process that comparisons.ts starts. It ends with the one that started it, whatever has become of that. */
import { setPriority } from 'node:os';
import { compareIssue } from '../edition/compare.ts';
import { startWorkshop } from '../edition/run.ts';
import type { Workshop } from '../edition/workshop.ts';
import type { Finding } from '../model/finding.ts';
import { browserCrash } from './browser.ts';
import type { CompareAnswer, CompareOutcome, CompareRequest } from './comparisons.ts';
import { MachineFault } from './processes.ts';
import type { Reporter } from './terminal.ts';

const [issuesDir = '', slug = ''] = process.argv.slice(2);
/** Whoever writes comes first. */
const LOW = 5;
try {
  setPriority(LOW);
} catch {
  // Some systems do not let us.
}

const silent: Reporter = { step: () => undefined, detail: () => undefined, end: () => undefined };
let workshop: Workshop | undefined;

async function outcomeOf(wanted: string): Promise<CompareOutcome> {
  workshop ??= startWorkshop('.cache', true);
  const { findings, compared } = await compareIssue(workshop, { issuesDir, slug, with: wanted }, silent);
  if (!compared) return { findings };
  const { comparison, against, looks } = compared;
  return {
    compared: {
      ...comparison,
      against,
      looks: looks.map(({ before, after }) => ({ before: before?.name, after: after?.name })),
    },
  };
}

function findingOf(error: unknown): Finding {
  if (error instanceof MachineFault) return error.finding;
  const message = error instanceof Error ? error.message : String(error);
  return (
    browserCrash(error) ?? {
      rule: 'bug',
      level: 'error',
      message: `d:mag stopped on a fault of its own while comparing: ${message}`,
      hint: 'report what it says; your files are as you left them',
    }
  );
}

async function end(): Promise<never> {
  await workshop?.close();
  process.exit(0);
}

process.on('message', ({ id, with: wanted }: CompareRequest) => {
  void (async () => {
    const outcome = await outcomeOf(wanted).catch(async (error: unknown): Promise<CompareOutcome> => {
      // Nobody knows what state it has left behind.
      await workshop?.close();
      workshop = undefined;
      return { findings: [findingOf(error)] };
    });
    if (process.connected) process.send!({ id, outcome } satisfies CompareAnswer);
  })();
});
process.on('disconnect', () => void end());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
