/** The door to the disk: reads magazine, printers and issues, and keeps every path inside its folder. */
import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { setIssue, setMagazine } from '../markdown/fields.ts';
import { type Article, type ArticleContext, isDraft, parseArticle } from '../model/article.ts';
import { type Language, NAME, safeName } from '../model/fields.ts';
import { fault, type Finding, UNKNOWN_ISSUE } from '../model/finding.ts';
import { type Issue, type IssueContext, type IssueSheet, NOT_IN_ORDER, parseIssue } from '../model/issue.ts';
import type { Layouts } from '../model/layout.ts';
import { type Magazine, parseMagazine } from '../model/magazine.ts';
import { hintFor, nearest } from '../model/nearest.ts';
import { isPictureName, type Picture, pictureKey } from '../model/picture.ts';
import { parsePrinter, type Printer } from '../model/printer.ts';
import { decodeSource, type Parsed, startOf } from '../model/source.ts';
import { ownTokens, type Theme } from '../model/theme.ts';
import { pageFaults, sheet as pageOf } from '../pages/stylesheet.ts';
import { pictureFacts } from './images.ts';
import { readTheme, themes } from './styles.ts';

export interface ReadIssues {
  readonly magazine?: Magazine;
  /** In order of their folders' names. With errors among the findings they may lack articles and pictures. */
  readonly issues: readonly Issue[];
  /** Articles that wait outside the pages of their issue, in order of their folders' names. */
  readonly outside: readonly Outside[];
  readonly findings: readonly Finding[];
}

/** An article whose folder is there, and which no page shows. */
export interface Outside {
  readonly issue: string;
  readonly article: string;
  readonly title: string;
  readonly file: string;
  readonly isDraft: boolean;
  /** Whether the running order keeps a place for it. */
  readonly isInOrder: boolean;
}

/**
 * Reads `issuesDir`: magazine.yaml, the printers that are used, and every issue or those `named`.
 * Never throws for what a designer wrote: all faults of all files come back as findings.
 *
 * @param known issues that need not be read, with their numbers
 */
export async function readIssues(
  issuesDir: string,
  layouts: Layouts,
  named?: readonly string[],
  known: ReadonlyMap<string, string> = new Map(),
): Promise<ReadIssues> {
  const only = named?.map((name) => issueName(issuesDir, name));
  const entries = await list(issuesDir);
  const folders = foldersIn(entries).filter((folder) => folder !== 'printers');
  const wanted = only && only.length > 0 ? folders.filter((folder) => only.includes(folder)) : folders;
  const magazine = await parseFile(issuesDir, 'magazine.yaml', entries, parseMagazine);
  const printers = foldersIn(entries).includes('printers')
    ? await list(path.join(issuesDir, 'printers'))
    : [];
  const printerNames = printers.flatMap(({ name }) => /^(.*)\.yaml$/.exec(name)?.[1] ?? []);
  const language = magazine.value?.language ?? 'nb';

  const unread = wanted.filter((slug) => !known.has(slug));
  const read = await Promise.all(
    unread.map((slug) => readIssue({ issuesDir, slug, layouts, language, printers: printerNames })),
  );
  const findings = [
    ...magazine.findings,
    ...unknownIssues(issuesDir, folders, only),
    ...sameNames(issuesDir, folders, wanted),
    ...sameNumbers(read, known),
    ...read.flatMap((issue) => issue.findings),
  ];
  // A printer's faults are told once, however many issues it prints.
  const usedPrinters = new Set(read.flatMap(({ sheet }) => (sheet ? [sheet.printer] : [])));
  const profiles = new Map<string, Printer>();
  for (const name of usedPrinters) {
    if (!printerNames.includes(name)) continue;
    const printer = await parseFile(path.join(issuesDir, 'printers'), `${name}.yaml`, printers, parsePrinter);
    findings.push(...printer.findings);
    if (printer.value) profiles.set(name, printer.value);
  }
  const issues = read.flatMap(({ sheet, theme, slug, folder, articles, pictures }): Issue[] => {
    const printer = sheet && profiles.get(sheet.printer);
    if (!printer || !theme) return [];
    const page = pageOf(theme, printer.trim, printer.bleed);
    if (theme.own) findings.push(...pageFaults(page, `${folder}/${OWN_THEME}`));
    return [setIssue({ ...sheet, theme, slug, folder, printer, articles, pictures })];
  });
  // Fields are set here and not by whoever prints them, so that page, contents, outline and metadata agree.
  const outside = read.flatMap((issue) => issue.outside);
  return { magazine: magazine.value && setMagazine(magazine.value), issues, outside, findings };
}

/** A file beside issue.yaml that gives tokens of the theme other values. */
const OWN_THEME = 'theme.css';

interface IssueRequest {
  readonly issuesDir: string;
  readonly slug: string;
  readonly layouts: Layouts;
  readonly language: Language;
  readonly printers: readonly string[];
}

interface ReadIssue {
  readonly slug: string;
  readonly folder: string;
  readonly sheet?: IssueSheet;
  readonly theme?: Theme;
  readonly articles: readonly Article[];
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly outside: readonly Outside[];
  readonly findings: readonly Finding[];
}

async function readIssue({ issuesDir, slug, layouts, language, printers }: IssueRequest): Promise<ReadIssue> {
  const folder = path.join(issuesDir, slug);
  const findings = checkName(folder, slug);
  // A whole issue may live elsewhere behind a link, as archives do; a link that leads nowhere may not.
  const badLink = await linkFault(folder, path.parse(path.resolve(folder)).root);
  if (badLink)
    return {
      slug,
      folder: shown(folder),
      articles: [],
      pictures: new Map(),
      outside: [],
      findings: [badLink],
    };
  const entries = await list(folder);
  const root = await realpath(folder);
  const articleFolders: string[] = [];
  for (const name of foldersIn(entries)) {
    const link = await linkFault(path.join(folder, name), root);
    if (link) findings.push(link);
    else articleFolders.push(name);
  }
  const readSheet = (known: Partial<WithoutPlace>): Promise<Parsed<IssueSheet>> =>
    parseFile(folder, 'issue.yaml', entries, (source, file) =>
      parseIssue(source, { file, folders: foldersIn(entries), ...known, printers, themes }),
    );
  let sheet = await readSheet({});
  // A folder outside the order may hold a draft, which waits there. Only then are articles asked before their turn.
  if (sheet.findings.some(({ rule }) => rule === NOT_IN_ORDER))
    sheet = await readSheet(await withoutPlace(folder, articleFolders));
  findings.push(...sheet.findings, ...sameNames(folder, articleFolders, articleFolders));

  const { value } = sheet;
  const theme = await themeOf(folder, entries, value?.theme);
  findings.push(...theme.findings);
  const read = await Promise.all(
    articleFolders.map(async (name): Promise<ReadArticle> => {
      const files = await list(path.join(folder, name));
      const entry = value?.order.find((one) => one.article === name);
      // A folder that is neither in order nor an article is told once, by `order`.
      if (value && !entry && !files.some((one) => one.name === 'article.md'))
        return { pictures: [], findings: [] };
      return readArticle(path.join(folder, name), files, root, {
        slug: name,
        issueSlug: slug,
        language: value?.language ?? language,
        layouts,
        entry,
        fileNames: files.map((one) => one.name.normalize('NFC')),
        theme: theme.value,
        articles: value?.order.map((one) => one.article),
      });
    }),
  );
  const articles = new Map(read.flatMap(({ article }) => (article ? [[article.slug, article]] : [])));
  const outside = read.flatMap(({ written }): Outside[] => {
    if (!value || !written) return [];
    const { slug: article, title, file, draft } = written;
    const isInOrder = value.order.some((entry) => entry.article === article);
    return isInOrder && !draft ? [] : [{ issue: slug, article, title, file, isDraft: draft, isInOrder }];
  });
  return {
    slug,
    folder: shown(folder),
    sheet: value,
    theme: theme.value,
    articles: value?.order.flatMap((entry) => articles.get(entry.article) ?? []) ?? [],
    pictures: new Map(read.flatMap(({ pictures }) => pictures.map((picture) => [picture.key, picture]))),
    outside,
    findings: [...findings, ...read.flatMap((article) => article.findings)],
  };
}

type WithoutPlace = Required<Pick<IssueContext, 'drafts' | 'bare'>>;

/** Folders that have no place in an order, or need none. */
async function withoutPlace(folder: string, articleFolders: readonly string[]): Promise<WithoutPlace> {
  const drafts: string[] = [];
  const bare: string[] = [];
  for (const name of articleFolders) {
    const file = path.join(folder, name, 'article.md');
    const bytes = await readFile(file).catch(() => undefined);
    const text = bytes && decodeSource(bytes, shown(file)).value;
    if (!bytes) bare.push(name);
    else if (text !== undefined && isDraft(text, shown(file))) drafts.push(name);
  }
  return { drafts, bare };
}

/** The theme that an issue names, with the tokens of its own theme.css. An unknown one has been told with issue.yaml. */
async function themeOf(
  folder: string,
  entries: readonly Dirent[],
  name: string | undefined,
): Promise<Parsed<Theme>> {
  if (name === undefined || !themes.includes(name)) return { findings: [] };
  const base = await readTheme(name);
  if (!entries.some((entry) => entry.name === OWN_THEME)) return { value: base, findings: [] };
  const own = await parseFile(folder, OWN_THEME, entries, (source, file) =>
    ownTokens(source, file, base.tokens),
  );
  return { value: await readTheme(name, own.value), findings: own.findings };
}

interface ReadArticle {
  readonly article?: Article;
  /** It as it is written, a draft too. */
  readonly written?: Article;
  readonly pictures: readonly Picture[];
  readonly findings: readonly Finding[];
}

async function readArticle(
  folder: string,
  files: readonly Dirent[],
  root: string,
  context: Omit<ArticleContext, 'file'>,
): Promise<ReadArticle> {
  const keyOf = (file: string): string => pictureKey(context.issueSlug, context.slug, file);
  const [{ value, findings }, inspected] = await Promise.all([
    parseFile(folder, 'article.md', files, (source, file) => parseArticle(source, { ...context, file })),
    inspectPictures(folder, root, keyOf, files),
  ]);
  const named = [...checkName(folder, context.slug), ...findings];
  // A draft is left out with all that is its own, so that nothing of it can be published.
  if (findings.some((finding) => finding.rule === 'draft'))
    return { written: value, pictures: [], findings: named };
  return {
    article: value,
    written: value,
    pictures: inspected.pictures,
    findings: [...named, ...inspected.findings],
  };
}

/** The pictures of one folder, and what is wrong with the others. `root` is the real path that no link may leave. */
export async function inspectPictures(
  folder: string,
  root: string,
  keyOf: (file: string) => string,
  entries?: readonly Dirent[],
): Promise<{ readonly pictures: readonly Picture[]; readonly findings: readonly Finding[] }> {
  const look = async (entry: Dirent): Promise<Picture | Finding | undefined> => {
    const file = path.join(folder, entry.name);
    const link = entry.isSymbolicLink() ? await linkFault(file, root) : undefined;
    if (link || !isPictureName(entry.name)) return link;
    const facts = await pictureFacts(file, shown(file));
    if ('rule' in facts) return facts;
    return { key: keyOf(entry.name.normalize('NFC')), file: shown(file), ...facts };
  };
  const found = await Promise.all((entries ?? (await list(folder))).map(look));
  return {
    pictures: found.filter((one): one is Picture => one !== undefined && 'key' in one),
    findings: found.filter((one): one is Finding => one !== undefined && 'rule' in one),
  };
}

/** Reads and parses one file; missing and undecodable files are findings. */
async function parseFile<T>(
  folder: string,
  name: string,
  entries: readonly Dirent[],
  parse: (source: string, file: string) => Parsed<T>,
): Promise<Parsed<T>> {
  const file = path.join(folder, name);
  const entry = entries.find((one) => one.name === name);
  if (!entry) {
    const near = nearest(
      name,
      entries.map((one) => one.name),
    );
    const hint = near === undefined ? `write ${name} there` : `give ${near} the name ${name}`;
    return {
      findings: [
        fault(
          `missing-${path.parse(name).name}`,
          startOf(shown(file)),
          `there is no ${name} in ${path.basename(folder)}`,
          hint,
        ),
      ],
    };
  }
  const link = entry.isSymbolicLink()
    ? await linkFault(file, await realpath(path.dirname(folder)))
    : undefined;
  if (link) return { findings: [link] };
  try {
    const text = decodeSource(await readFile(file), shown(file));
    return text.value === undefined ? { findings: text.findings } : parse(text.value, shown(file));
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'EISDIR' ? 'it is a folder' : 'the system refuses it';
    return {
      findings: [
        fault(
          'unreadable-file',
          startOf(shown(file)),
          `${name} cannot be read: ${reason}`,
          'check the file and its permissions',
        ),
      ],
    };
  }
}

/** What is wrong with where a link leads: nowhere, round in a circle, or out of `root`. Undefined for all else. */
async function linkFault(file: string, root: string): Promise<Finding | undefined> {
  const name = path.basename(file);
  const place = startOf(shown(file));
  const hint = 'put the file itself there instead of the link';
  try {
    const target = await realpath(file);
    const parent = await realpath(path.dirname(file));
    if (within(target, parent))
      return fault('circular-link', place, `${name} is a link that leads back to its own folder`, hint);
    return within(root, target)
      ? undefined
      : fault('outside-folder', place, `${name} is a link that leaves the issue's folder`, hint);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ELOOP'
      ? fault('circular-link', place, `${name} is a link that leads back to itself`, hint)
      : fault('dangling-link', place, `${name} is a link to a file that is not there`, hint);
  }
}

/** Whether the real path `inner` is `outer` or lies in it. */
const within = (outer: string, inner: string): boolean =>
  !path.relative(outer, inner).startsWith('..') && !path.isAbsolute(path.relative(outer, inner));

const checkName = (folder: string, name: string): Finding[] => {
  if (NAME.test(name)) return [];
  const message = `${name} cannot be the name of a folder here: only a–z, 0–9 and hyphens are safe in addresses`;
  return [
    fault('folder-name', startOf(shown(folder)), message, `name it ${safeName(name) || 'something else'}`),
  ];
};

function unknownIssues(
  issuesDir: string,
  folders: readonly string[],
  only: readonly string[] = [],
): Finding[] {
  const place = startOf(shown(issuesDir));
  if (folders.length === 0 && only.length === 0) {
    return [
      fault(
        'no-issues',
        place,
        `there are no issues in ${shown(issuesDir)}`,
        'make one with: npm run new -- issue 2026-1',
      ),
    ];
  }
  return only.filter((slug) => !folders.includes(slug)).map((slug) => unknownIssue(slug, issuesDir, folders));
}

/** A fault of the command line and of no file, so it has no place. */
function unknownIssue(slug: string, issuesDir: string, folders: readonly string[]): Finding {
  const near = nearest(slug, folders);
  const make = NAME.test(slug) ? `make it with: npm run new -- issue ${slug}` : undefined;
  const known = near === undefined ? hintFor(slug, folders) : `write ${near}`;
  return {
    rule: UNKNOWN_ISSUE,
    level: 'error',
    message: `there is no issue ${slug} in ${shown(issuesDir)}`,
    hint: [known, make].filter(Boolean).join(', or '),
  };
}

/** "issues/2026-2/", as a shell completes it, names the issue 2026-2. */
function issueName(issuesDir: string, written: string): string {
  if (!/[\\/]/.test(written)) return written;
  const inside = path.relative(issuesDir, written);
  const name = inside.startsWith('..') || path.isAbsolute(inside) ? path.normalize(written) : inside;
  return name.replace(/[\\/]+$/, '');
}

/** Folders whose names differ in capitals alone are one folder on macOS and Windows, and one address on many hosts. */
function sameNames(parent: string, folders: readonly string[], wanted: readonly string[]): Finding[] {
  return wanted.flatMap((name) => {
    const other = folders.find((folder) => folder < name && folder.toLowerCase() === name.toLowerCase());
    if (other === undefined) return [];
    const message = `${name} and ${other} differ in capital letters alone`;
    return [
      fault(
        'same-name',
        startOf(shown(path.join(parent, name))),
        message,
        'give one of the folders another name',
      ),
    ];
  });
}

const bareNumber = (number: string): string => number.replaceAll(/\s/g, '').toLowerCase();

function sameNumbers(issues: readonly ReadIssue[], known: ReadonlyMap<string, string>): Finding[] {
  const first = new Map([...known].map(([slug, number]) => [bareNumber(number), slug]));
  return issues.flatMap(({ slug, folder, sheet }) => {
    if (!sheet) return [];
    const number = bareNumber(sheet.number);
    const other = first.get(number);
    if (other === undefined) {
      first.set(number, slug);
      return [];
    }
    const message = `${slug} has the number ${sheet.number}, and so has ${other}`;
    return [
      fault('same-number', startOf(`${folder}/issue.yaml`), message, 'change number in one of the two'),
    ];
  });
}

/** A folder's entries in a fixed order; none where it cannot be read. */
const list = async (folder: string): Promise<Dirent[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
};

// A link may be a folder: what it leads to is looked at before anything is read through it.
const foldersIn = (entries: readonly Dirent[]): string[] =>
  entries
    .filter((entry) => entry.isDirectory() || (entry.isSymbolicLink() && path.extname(entry.name) === ''))
    .map(({ name }) => name.normalize('NFC'));

/** A path as findings show it: relative to the working folder, or whole where it lies outside; with forward slashes. */
export const shown = (file: string): string => {
  const whole = path.resolve(file);
  return (within(process.cwd(), whole) ? path.relative(process.cwd(), whole) || '.' : whole).replaceAll(
    '\\',
    '/',
  );
};
