/** The process that checks.ts starts. It ends with the one that started it, whatever has become of that. */
import { setPriority } from 'node:os';
import { buildIssues, startWorkshop } from '../edition/run.ts';
import type { Workshop } from '../edition/workshop.ts';
import { PRINTED } from '../edition/edition.ts';
import type { Finding } from '../model/finding.ts';
import { browserCrash } from './browser.ts';
import type { CheckAnswer, CheckRequest } from './checks.ts';
import { MachineFault } from './processes.ts';
import type { Reporter } from './terminal.ts';

const [issuesDir = '', slug = ''] = process.argv.slice(2);
/** Whoever writes comes first. */
const LOW = 10;
try {
  setPriority(LOW);
} catch {
  // Some systems do not let us.
}

/** A newer request has come. */
class Superseded extends Error {}

let workshop: Workshop | undefined;
let wanted: CheckRequest | undefined;
let running = false;

async function run(): Promise<void> {
  if (running) return;
  running = true;
  while (wanted?.until) {
    const { id, until } = wanted;
    const breakOff = (): void => {
      if (wanted?.id !== id) throw new Superseded();
    };
    const report: Reporter = { step: breakOff, detail: () => undefined, end: () => undefined };
    try {
      workshop ??= startWorkshop('.cache', true);
      const products = until === 'press' ? PRINTED : (['reader'] as const);
      const { findings } = await buildIssues(workshop, issuesDir, [slug], report, products, {
        isCheck: true,
      });
      await answer({ id, findings });
    } catch (error) {
      if (!(error instanceof Superseded)) {
        await answer({ id, findings: [findingOf(error)] });
        // Nobody knows what state it has left behind; the next check begins afresh.
        await end();
      }
    }
    if (wanted?.id === id) wanted = undefined;
  }
  running = false;
}

const answer = (given: CheckAnswer): Promise<void> =>
  new Promise((resolve) => {
    if (process.connected) process.send!(given, undefined, undefined, () => resolve());
    else resolve();
  });

function findingOf(error: unknown): Finding {
  if (error instanceof MachineFault) return error.finding;
  const message = error instanceof Error ? error.message : String(error);
  return (
    browserCrash(error) ?? {
      rule: 'bug',
      level: 'error',
      message: `d:mag stopped on a fault of its own while checking: ${message}`,
      hint: 'report what it says; your files are as you left them',
    }
  );
}

async function end(): Promise<never> {
  await workshop?.close();
  process.exit(0);
}

process.on('message', (request: CheckRequest) => {
  wanted = request;
  void run();
});
process.on('disconnect', () => void end());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
