/** One process at a time: a file that says whose turn it is. */
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { machineFinding, MachineFault } from './processes.ts';

const LOOK_AGAIN_MS = 50;
/** Where the owner cannot be asked, on another machine, it is taken for dead after this. */
const SILENCE_MS = 600_000;
/** Its owner was killed before it had said its name. */
const NAMELESS_MS = 2000;
const PATIENCE_MS = 120_000;

/** Does the work once nobody else does work under that name, on this machine or another that shares the disk. */
export async function alone<T>(file: string, work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const owner = `${hostname()} ${process.pid} ${randomUUID()}`;
  const until = Date.now() + patienceMs;
  while (!(await taken(file, owner))) {
    if (await isAbandoned(file)) await takeAway(file);
    else if (Date.now() > until) {
      const message = `another build has been writing there for ${Math.round(patienceMs / 1000)} s`;
      throw new MachineFault(
        machineFinding('busy', message, `wait for it, or delete ${file} if there is none`),
      );
    } else await pause(LOOK_AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    if ((await readFile(file, 'utf8').catch(() => '')) === owner) await rm(file, { force: true });
  }
}

/** Written beside and linked: so it never stands there without its owner's name, whenever that one is killed. */
async function taken(file: string, owner: string): Promise<boolean> {
  const beside = `${file}.${randomUUID()}`;
  await writeFile(beside, owner);
  try {
    await link(beside, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    return takenWithoutLink(file, owner);
  } finally {
    await rm(beside, { force: true });
  }
}

/** For disks that know no links. */
const takenWithoutLink = (file: string, owner: string): Promise<boolean> =>
  writeFile(file, owner, { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      // Windows says EPERM while the other is being deleted.
      if (error.code !== 'EEXIST' && error.code !== 'EPERM') throw error;
      return false;
    },
  );

async function isAbandoned(file: string): Promise<boolean> {
  const [text, facts] = await Promise.all([
    readFile(file, 'utf8').catch(() => ''),
    stat(file).catch(() => undefined),
  ]);
  if (!facts) return false;
  const [host, pid] = text.split(' ');
  if (host === hostname() && pid) return !isAlive(Number(pid));
  if (text === '') return Date.now() - facts.mtimeMs > NAMELESS_MS;
  return Date.now() - facts.mtimeMs > SILENCE_MS;
}

/** Only one of several that wait succeeds in renaming it; what it then holds is looked at again. */
async function takeAway(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if (await isAbandoned(aside)) await rm(aside, { force: true });
  else await rename(aside, file);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
