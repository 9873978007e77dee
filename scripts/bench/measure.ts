/** Runs a program to its end: seconds, and the largest memory that it and all its descendants held together. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Measured {
  readonly seconds: number;
  /** Sum of the resident sets, sampled; undefined where there is no /proc. */
  readonly peakMb: number | undefined;
}

const SAMPLE_MS = 50;
const PAGE_BYTES = 4096;

/** Reads /proc; a process' parent is looked up once, when it is first seen. */
function treeMemory(root: number): () => number {
  const parents = new Map<number, number>();
  const belongs = (pid: number): boolean => {
    for (let each: number | undefined = pid; each !== undefined && each > 1; each = parents.get(each))
      if (each === root) return true;
    return false;
  };
  return () => {
    let pagesHeld = 0;
    for (const name of readdirSync('/proc')) {
      const pid = Number(name);
      if (!pid) continue;
      try {
        if (!parents.has(pid)) {
          const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
          parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
        }
        if (belongs(pid)) pagesHeld += Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
      } catch {
        // It has ended.
      }
    }
    return (pagesHeld * PAGE_BYTES) / 2 ** 20;
  };
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
  const sample = process.platform === 'linux' ? treeMemory(child.pid!) : undefined;
  const sampling = sample && setInterval(() => (peakMb = Math.max(peakMb ?? 0, sample())), SAMPLE_MS);
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = (performance.now() - from) / 1000;
  clearInterval(sampling);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}: ${said}`);
  return { seconds, peakMb };
}
