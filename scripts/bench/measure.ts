/** Runs a program to its end: seconds, and the largest memory that it and all its descendants held together. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Measured {
  readonly seconds: number;
  /** Sum of the resident sets, sampled; undefined where there is no /proc. */
  readonly peakMb: number | undefined;
  /** Of the program itself, without those that it starts. */
  readonly ownPeakMb: number | undefined;
  /** Processor time of the whole tree, which tells more than seconds where others work on the same machine. */
  readonly cpuSeconds: number | undefined;
}

const SAMPLE_MS = 50;
const PAGE_BYTES = 4096;
const TICKS_A_SECOND = 100;

interface Held {
  readonly allMb: number;
  readonly ownMb: number;
}

/** Reads /proc; a process' parent is looked up once, when it is first seen. */
function treeSampler(root: number): { sample(): Held; cpuSeconds(): number } {
  const cpu = new Map<number, number>();
  const parents = new Map<number, number>();
  const belongs = (pid: number): boolean => {
    for (let each: number | undefined = pid; each !== undefined && each > 1; each = parents.get(each))
      if (each === root) return true;
    return false;
  };
  const sample = (): Held => {
    let pagesHeld = 0;
    let own = 0;
    for (const name of readdirSync('/proc')) {
      const pid = Number(name);
      if (!pid) continue;
      try {
        if (!parents.has(pid)) {
          const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
          parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
        }
        if (!belongs(pid)) continue;
        // proc(5): after the name come state, parent …; 12th and 13th are user and system time, 22nd the resident pages.
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        pagesHeld += Number(fields[21]);
        if (pid === root) own = Number(fields[21]);
        cpu.set(pid, (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND);
      } catch {
        // It has ended.
      }
    }
    return { allMb: (pagesHeld * PAGE_BYTES) / 2 ** 20, ownMb: (own * PAGE_BYTES) / 2 ** 20 };
  };
  return { sample, cpuSeconds: () => [...cpu.values()].reduce((sum, each) => sum + each, 0) };
}

/** Throws with what the program said where it fails. */
export async function measure(
  program: string,
  args: readonly string[],
  { folder, env }: { readonly folder?: string; readonly env: NodeJS.ProcessEnv },
): Promise<Measured> {
  const from = performance.now();
  const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  let peakMb: number | undefined;
  let ownPeakMb: number | undefined;
  const tree = process.platform === 'linux' ? treeSampler(child.pid!) : undefined;
  const look = (): void => {
    const { allMb, ownMb } = tree!.sample();
    peakMb = Math.max(peakMb ?? 0, allMb);
    ownPeakMb = Math.max(ownPeakMb ?? 0, ownMb);
  };
  const sampling = tree && setInterval(look, SAMPLE_MS);
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = (performance.now() - from) / 1000;
  clearInterval(sampling);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}: ${said}`);
  return { seconds, peakMb, ownPeakMb, cpuSeconds: tree?.cpuSeconds() };
}
