/** The door to what an issue is compared with: a finished PDF, or the issue as a commit has it, in a folder of its own. */
import { existsSync } from 'node:fs';
import { cp, readFile, realpath, stat, symlink } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Design } from '../compare/against.ts';
import type { Finding } from '../model/finding.ts';
import { markUsed } from './compare-cache.ts';
import { shown } from './files.ts';
import {
  checkOut,
  type Commit,
  commitOf,
  holds,
  isAsBefore,
  knownNames,
  type Repository,
  repositoryOf,
} from './git.ts';
import { nearest } from '../model/nearest.ts';
import { machineFinding } from './processes.ts';

const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/u, '');

/** Of the styles, what dresses reports and no page. */
const NO_PAGES = ['preflight', 'compare', 'jobsheet'];

export interface CommitBaseline {
  readonly kind: 'commit';
  /** As it was asked for. */
  readonly name: string;
  readonly commit: Commit;
  /** The folder where magazine.yaml of the commit is. */
  readonly issuesDir: string;
  readonly design: Design;
  /** Where d:mag of today lies with the layouts of the commit, for design "own". */
  readonly tree?: string;
}

export interface PdfBaseline {
  readonly kind: 'pdf';
  readonly file: string;
  readonly bytes: Uint8Array;
}

export type Baseline = CommitBaseline | PdfBaseline;

const RULE = 'command-line';

const isPdf = (name: string): boolean => /\.pdf$/iu.test(name);

/** Names that the studio offers: HEAD and the last tags; none where there is no git. */
export async function knownBaselines(issuesDir: string): Promise<readonly string[]> {
  const repository = await repositoryOf(issuesDir);
  return typeof repository === 'string' ? [] : knownNames(repository);
}

/** Another one where what a name or a path stands for has become another. */
export async function baselineStamp(issuesDir: string, name: string): Promise<string> {
  if (isPdf(name)) {
    const file = await stat(name).catch(() => undefined);
    return `${name} ${file?.mtimeMs} ${file?.size}`;
  }
  const repository = await repositoryOf(issuesDir);
  if (typeof repository === 'string') return repository;
  return `${name} ${(await commitOf(repository, name))?.id}`;
}

/**
 * What stands behind `--with`, or why there is nothing.
 *
 * @param name a file that ends in .pdf, or whatever git takes for a commit
 * @param folder where the files of commits are kept
 */
export async function findBaseline(
  issuesDir: string,
  slug: string,
  name: string,
  folder: string,
  isTodaysLayouts = false,
): Promise<Baseline | Finding> {
  if (isPdf(name)) return pdfBaseline(name);
  const repository = await repositoryOf(issuesDir);
  if (repository === 'no git')
    return machineFinding(
      RULE,
      'git is not installed, and only git knows earlier versions',
      'install it from https://git-scm.com, or write --with FILE.pdf',
    );
  if (repository === 'no repository')
    return machineFinding(
      RULE,
      `${shown(issuesDir)} is in no git repository, so it has no earlier versions`,
      'write --with FILE.pdf, the reader PDF of an earlier build',
    );
  const commit = await commitOf(repository, name);
  if (!commit) return unknownName(repository, name);
  return commitBaseline(repository, commit, slug, name, folder, isTodaysLayouts);
}

async function pdfBaseline(name: string): Promise<Baseline | Finding> {
  const file = resolve(process.env['INIT_CWD'] ?? '.', name);
  const found = existsSync(file) ? file : resolve(name);
  const isFile = await stat(found).then(
    (each) => each.isFile(),
    () => false,
  );
  return isFile
    ? { kind: 'pdf', file: found, bytes: await readFile(found) }
    : machineFinding(
        RULE,
        `there is no file ${name}`,
        'write the path of the reader PDF of an earlier build',
      );
}

async function unknownName(repository: Repository, name: string): Promise<Finding> {
  const names = await knownNames(repository);
  const near = nearest(name, names);
  return machineFinding(
    RULE,
    `git knows no version ${name} here`,
    near ? `write --with ${near}` : `write --with ${names.slice(0, 5).join(', or --with ')}`,
  );
}

const under = (prefix: string, path: string): string => (prefix === '' ? path : `${prefix}/${path}`);

async function commitBaseline(
  repository: Repository,
  commit: Commit,
  slug: string,
  name: string,
  folder: string,
  isTodaysLayouts: boolean,
): Promise<Baseline | Finding> {
  const { prefix } = repository;
  const short = commit.id.slice(0, 12);
  if (!(await holds(repository, commit, under(prefix, `${slug}/issue.yaml`))))
    return machineFinding(
      RULE,
      `${name} (${commit.date}, ${short.slice(0, 7)}) has no issue ${slug}`,
      name === 'HEAD'
        ? 'commit it, or build it once and compare with its PDF'
        : 'write a later version: git log shows which there are',
    );
  const design = isTodaysLayouts ? 'today' : await designOf(repository, commit);
  const wanted = [slug, 'magazine.yaml', 'printers'].map((path) => under(prefix, path));
  const own = await projectIn(repository);
  if (design === 'own') wanted.push(under(own!, 'layouts'), under(own!, 'styles'));
  const paths: string[] = [];
  for (const path of wanted) if (await holds(repository, commit, path)) paths.push(path);
  const top = join(folder, `${short}-${slug}${design === 'own' ? '-whole' : ''}`);
  try {
    await checkOut(repository, commit, paths, top);
    await markUsed(top);
  } catch (error) {
    return machineFinding(
      RULE,
      `git could not write the files of ${name}: ${(error as Error).message.split('\n')[0]}`,
      'free some disk, or write --with FILE.pdf',
    );
  }
  const rest = { kind: 'commit', name, commit, design, issuesDir: join(top, prefix) } as const;
  return design === 'own' ? { ...rest, tree: join(top, own!) } : rest;
}

/** Where d:mag itself lies in a repository; undefined where it is not in it. */
async function projectIn({ root }: Repository): Promise<string | undefined> {
  const inside = relative(root, await realpath(project));
  return inside === '..' || inside.startsWith(`..${sep}`) || /^[A-Za-z]:/u.test(inside)
    ? undefined
    : inside.replaceAll('\\', '/');
}

async function designOf(repository: Repository, commit: Commit): Promise<Design> {
  const own = await projectIn(repository);
  if (own === undefined) return 'today';
  const [layouts, styles] = [under(own, 'layouts'), under(own, 'styles')];
  if (!(await holds(repository, commit, layouts)) || !(await holds(repository, commit, styles)))
    return 'today';
  const isSame = await isAsBefore(repository, commit, [
    layouts,
    styles,
    ...NO_PAGES.map((name) => `:(exclude)${styles}/${name}.css`),
  ]);
  return isSame ? 'same' : 'own';
}

/** Puts d:mag of today around the layouts and styles of a commit: what sets pages is today's, what dresses them is not. */
export async function completeTree(tree: string): Promise<void> {
  const here = await realpath(project);
  for (const name of ['scripts', 'eleventy.config.ts', 'package.json', 'tsconfig.json'])
    await cp(join(here, name), join(tree, name), { recursive: true, force: true });
  for (const name of ['node_modules', '.cache']) {
    const link = join(tree, name);
    if (!existsSync(link)) await symlink(await realpath(join(here, name)), link, 'junction');
  }
}
