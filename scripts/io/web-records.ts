/**
 * What was made of an issue, and of what: an issue whose sources and whose files in dist/web are what they were is not made again.
 * It is told by names, sizes and times, that of the last change to a file's entry among them, which nobody sets by hand; and what
 * was made is looked at too, file by file, so that a record says nothing of another dist/, or of one that somebody has tidied.
 */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../model/finding.ts';
import { hashOf } from '../pages/key.ts';
import { writeWhole } from './cache.ts';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What every page may depend on beside its issue. */
const CODE = ['scripts', 'layouts', 'styles'];
const CODE_FILES = ['eleventy.config.ts', 'package-lock.json'];

/** Deeper than an issue's folders lie; a link may lead in a circle. */
const MOST_DEEP = 6;

type Entry = readonly [path: string, size: number, changed: number, entry: number];

/** Every file below a folder, links followed, in a fixed order. */
function entriesOf(folder: string, deep = 0): Entry[] {
  if (deep > MOST_DEEP) return [];
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    return [];
  }
  return names.flatMap((name): Entry[] => {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return [[path, -1, 0, 0]];
    if (found.isDirectory()) return entriesOf(path, deep + 1);
    return [[path, found.size, found.mtimeMs, found.ctimeMs]];
  });
}

const fileEntry = (path: string): Entry[] => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? [[path, found.size, found.mtimeMs, found.ctimeMs]] : [];
};

/** Names of the issues that are there, with a key of all that each is made of. To be asked before anything is read. */
export function issueKeys(issuesDir: string): ReadonlyMap<string, string> {
  const shared = hashOf(
    process.version,
    resolve(issuesDir),
    JSON.stringify([
      ...CODE.flatMap((folder) => entriesOf(here(folder))),
      ...CODE_FILES.flatMap((file) => fileEntry(here(file))),
      ...fileEntry(join(issuesDir, 'magazine.yaml')),
      ...entriesOf(join(issuesDir, 'printers')),
    ]),
  );
  let names: string[];
  try {
    names = readdirSync(issuesDir).filter((name) => !name.startsWith('.') && name !== 'printers');
  } catch {
    return new Map();
  }
  return new Map(
    names
      .filter((name) => statSync(join(issuesDir, name), { throwIfNoEntry: false })?.isDirectory())
      .sort()
      .map((name) => [name, hashOf(shared, JSON.stringify(entriesOf(join(issuesDir, name))))]),
  );
}

interface WebRecord {
  readonly key: string;
  /** What was said of the issue: it is said again. */
  readonly findings: readonly Finding[];
  readonly files: readonly (readonly [path: string, size: number, changed: number])[];
}

const recordFile = (out: string, slug: string): string => join(out, '.web', 'made', `${slug}.json`);

const madeFiles = (out: string, slug: string): WebRecord['files'] => {
  const folder = join(out, 'web', slug);
  return entriesOf(folder).map(([path, size, changed]) => [path.slice(folder.length + 1), size, changed]);
};

/** What was said of the issues that need not be made again, by their names. */
export function unchangedIssues(
  out: string,
  keys: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, readonly Finding[]>();
  for (const [slug, key] of keys) {
    try {
      const record = JSON.parse(readFileSync(recordFile(out, slug), 'utf8')) as WebRecord;
      if (record.key === key && JSON.stringify(record.files) === JSON.stringify(madeFiles(out, slug)))
        found.set(slug, record.findings);
    } catch {
      // There is none, or half of one.
    }
  }
  return found;
}

/** Notes what was made of an issue just now. */
export async function recordIssue(
  out: string,
  slug: string,
  key: string | undefined,
  findings: readonly Finding[],
): Promise<void> {
  if (key === undefined) rmSync(recordFile(out, slug), { force: true });
  else
    await writeWhole(recordFile(out, slug), JSON.stringify({ key, findings, files: madeFiles(out, slug) }));
}
