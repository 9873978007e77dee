/** An article: its front matter, checked, and its body, untouched (article.md). */
import * as z from 'zod';
import { isoDate, type Language, language, listOf, type Podcast, podcast, text } from './fields.ts';
import { fault, type Finding, type Place } from './finding.ts';
import type { OrderEntry } from './issue.ts';
import type { LayoutFacts, Layouts } from './layout.ts';
import { missingGlyph, missingLetters } from './letters.ts';
import { markupFaults, rowPaths, textAt } from './markup.ts';
import { hintFor, nearest } from './nearest.ts';
import { besideArticle, formatFault, isPictureName } from './picture.ts';
import { type Parsed, startOf } from './source.ts';
import type { Theme } from './theme.ts';
import { checkFields, readYaml, type YamlText } from './yaml.ts';

/** From the first thought to the editor's last word. */
export const STATUSES = ['idea', 'draft', 'edited', 'proofed', 'approved'] as const;
export type Status = (typeof STATUSES)[number];

export interface Byline {
  readonly name: string;
  readonly role?: string;
}

/** The article's own picture: its opener, its teaser, its card on the web. */
export interface ArticleImage {
  /** File beside the article. */
  readonly src: string;
  /** Empty for a picture that only decorates. */
  readonly alt: string;
  /** What is said under it or beside it where it opens the article. */
  readonly caption?: string;
  readonly credit?: string;
  /** What must stay in sight when cropped, "x% y%" from the top left. */
  readonly focus?: string;
}

/** An address that the article had before, from the root of the web edition: "2025-4/elva/", "gammelt/elva.html". */
export interface Alias {
  readonly address: string;
  readonly place: Place;
}

export interface Article {
  /** The folder's name: "elva". */
  readonly slug: string;
  readonly issueSlug: string;
  /** article.md, relative to the working folder, with forward slashes. */
  readonly file: string;
  readonly layout: string;
  readonly title: string;
  readonly kicker?: string;
  readonly standfirst?: string;
  readonly byline: readonly Byline[];
  /** Photographer. */
  readonly photo?: string;
  /** ISO date. */
  readonly published?: string;
  /** Where it was on the web before. */
  readonly aliases?: readonly Alias[];
  readonly image?: ArticleImage;
  /** Line of article.md that names its file. */
  readonly imageLine?: number;
  readonly podcast?: Podcast;
  /** What it is about, for the topic pages and feeds of the web edition. */
  readonly topics?: readonly string[];
  readonly draft: boolean;
  /** How far it has come, for the flatplan. */
  readonly status?: Status;
  readonly lang: Language;
  /** The layout's own fields, checked by the layout's schema. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Markdown under the front matter, line ends `\n`. */
  readonly body: string;
  /** Line of article.md on which the body begins, from 1. */
  readonly bodyLine: number;
  /** Names of all files beside article.md, also of those that are no pictures. */
  readonly fileNames?: readonly string[];
  /** From the running order. */
  readonly pages?: number;
  readonly start: OrderEntry['start'];
  readonly locked: boolean;
}

/** What parseArticle has to know beside the text. */
export interface ArticleContext {
  readonly file: string;
  readonly slug: string;
  readonly issueSlug: string;
  /** The issue's language, unless the article has its own. */
  readonly language: Language;
  readonly layouts: Layouts;
  readonly entry?: Pick<OrderEntry, 'pages' | 'start' | 'locked'>;
  /** Names of all files beside the article; without them `image.src` is not looked up. */
  readonly fileNames?: readonly string[];
  readonly theme?: Theme;
  /** Folders of the running order. */
  readonly articles?: readonly string[];
}

/** A topic names a folder of the web edition, so something of it must be left there. */
const topic = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z
    .string()
    .trim()
    .regex(/[\p{L}\p{N}]/u, 'a word or two, like Natur'),
);

/** A path of safe letters; a folder may end in a slash. */
const alias = z
  .string()
  .transform((written) => written.trim().replace(/^\/+/, ''))
  .pipe(
    z
      .string()
      .regex(
        /^(?!.*(?:^|\/)\.)[\w.~-]+(?:\/[\w.~-]+)*\/?$/u,
        'a path from the root of the site like 2025-4/elva/ or gammelt/elva.html',
      ),
  );

const fields = {
  layout: text,
  title: text,
  kicker: text.optional(),
  standfirst: text.optional(),
  byline: listOf(
    z.preprocess(
      (value) => (typeof value === 'string' ? { name: value } : value),
      z.strictObject({ name: text, role: text.optional() }),
    ),
  ).default([]),
  photo: text.optional(),
  published: isoDate.optional(),
  image: z
    .strictObject({
      src: text.transform((src) => besideArticle(src) ?? src),
      alt: z.string(),
      caption: text.optional(),
      credit: text.optional(),
      focus: z
        .string()
        .regex(/^(100|\d{1,2})% (100|\d{1,2})%$/, 'two percentages like 30% 40%')
        .optional(),
    })
    .optional(),
  podcast: podcast.optional(),
  topics: listOf(topic).optional(),
  aliases: listOf(alias).optional(),
  draft: z.boolean().default(false),
  status: z.enum(STATUSES).optional(),
  lang: language.optional(),
};

const synonyms = {
  tittel: 'title',
  ingress: 'standfirst',
  lead: 'standfirst',
  subtitle: 'standfirst',
  stikktittel: 'kicker',
  forfatter: 'byline',
  author: 'byline',
  av: 'byline',
  foto: 'photo',
  photographer: 'photo',
  bilde: 'image',
  picture: 'image',
  dato: 'published',
  date: 'published',
  språk: 'lang',
  language: 'lang',
  tidligere: 'aliases',
  alias: 'aliases',
  redirect_from: 'aliases',
  emner: 'topics',
  tema: 'topics',
  tags: 'topics',
  keywords: 'topics',
  topic: 'topics',
  kladd: 'draft',
  mal: 'layout',
  template: 'layout',
  navn: 'name',
  rolle: 'role',
  kreditering: 'credit',
  bildetekst: 'caption',
};

/** What layouts print as it stands. */
const TEXTS = [
  ['title'],
  ['kicker'],
  ['standfirst'],
  ['byline'],
  ['photo'],
  ['image', 'caption'],
  ['image', 'credit'],
  ['podcast', 'title'],
] as const;

/** article.md → Article. A draft's faults come down to notes, since it is left out of the issue. */
export function parseArticle(source: string, context: ArticleContext): Parsed<Article> {
  const split = splitFrontMatter(source, context.file);
  if (!split.value) return { findings: split.findings };
  const { frontMatter, body, bodyLine } = split.value;
  const yaml = readYaml(frontMatter, context.file);
  if (!yaml.value) return { value: makeshift(split.value, context, {}), findings: yaml.findings };

  const raw = (yaml.value.value ?? {}) as Readonly<Record<string, unknown>>;
  const facts = typeof raw['layout'] === 'string' ? context.layouts.get(raw['layout']) : undefined;
  const options = facts ? (facts.options ?? NO_OPTIONS) : anyOptions(context.layouts);
  const checked = checkFields(yaml.value, schemaWith(options), synonyms);
  const texts = [...TEXTS, ...rowPaths('byline', raw['byline'], ['name', 'role'])];
  const faults = [
    ...yaml.findings,
    ...checked.findings,
    ...checkLayout(yaml.value, raw['layout'], context.layouts),
    ...checkImage(yaml.value, raw['image'], context, body),
    ...markupFaults(yaml.value, texts),
    ...texts.flatMap((path) => {
      const letters = missingLetters(textAt(yaml.value!, path));
      return letters.length > 0 ? [{ ...missingGlyph(letters), place: yaml.value!.valuePlace(path) }] : [];
    }),
    ...(facts ? checkBody(body, bodyLine, facts, String(raw['layout']), context.file) : []),
    ...(facts ? checkSpans(body, bodyLine, facts, String(raw['layout']), context.file) : []),
  ];
  const settle = (all: readonly Finding[]): readonly Finding[] =>
    raw['draft'] === true ? draftFindings(yaml.value!, context, all) : all;
  if (!checked.value) return { value: makeshift(split.value, context, raw), findings: settle(faults) };

  const { value } = checked;
  const isOwn = ([key]: [string, unknown]): boolean => key in options && !(key in fields);
  const own = Object.entries(value).filter(isOwn);
  const front = Object.fromEntries(Object.entries(value).filter((field) => !isOwn(field))) as typeof value;
  const { slug, issueSlug, file, entry } = context;
  const { aliases, ...rest } = front;
  const article: Article = {
    ...rest,
    ...(aliases && {
      aliases: aliases.map((address, at) => ({ address, place: yaml.value!.valuePlace(['aliases', at]) })),
    }),
    ...(value.image && { imageLine: yaml.value.valuePlace(['image', 'src']).line }),
    lang: value.lang ?? context.language,
    options: Object.fromEntries(own),
    slug,
    issueSlug,
    file,
    body,
    bodyLine,
    fileNames: context.fileNames,
    pages: entry?.pages,
    start: entry?.start ?? 'any',
    locked: entry?.locked ?? false,
  };
  const wanting = (facts?.check?.(article, { theme: context.theme, articles: context.articles }) ?? []).map(
    ({ field, ...rest }): Finding => {
      const place = field ? yaml.value!.valuePlace(field) : { file, line: bodyLine, column: 1 };
      return { ...rest, place };
    },
  );
  return { value: article, findings: settle([...faults, ...wanting]) };
}

/**
 * Line of article.md that names a picture: in its front matter, or in its text.
 *
 * @param key issue/article/file
 * @returns undefined for a picture of another article, and for one that nothing names
 */
export function pictureLine(
  { issueSlug, slug, image, imageLine, body, bodyLine }: Article,
  key: string,
): number | undefined {
  const folder = `${issueSlug}/${slug}/`;
  if (!key.startsWith(folder)) return undefined;
  const src = key.slice(folder.length);
  if (image?.src === src && imageLine !== undefined) return imageLine;
  const at = body.split('\n').findIndex((line) => /!\[/u.test(line) && namesFile(line, src));
  return at < 0 ? undefined : bodyLine + at;
}

/** `](boat.jpg "…")`, `](./boat.jpg)`, `](<two boats.jpg>)`, `](two%20boats.jpg)` */
const namesFile = (line: string, src: string): boolean =>
  [...line.matchAll(/\]\(\s*(?:<([^>]*)>|([^\s)]+))/gu)].some(
    ([, quoted, bare]) => besideArticle(quoted ?? bare ?? '') === src,
  );

const NO_OPTIONS: z.ZodRawShape = {};
type FrontMatterSchema = z.ZodType<z.output<z.ZodObject<typeof fields>>>;

// Making a schema takes longer than using it once, and an issue has many articles of one layout.
const schemas = new WeakMap<z.ZodRawShape, FrontMatterSchema>();
function schemaWith(options: z.ZodRawShape): FrontMatterSchema {
  const schema = schemas.get(options) ?? z.strictObject({ ...options, ...fields });
  schemas.set(options, schema);
  return schema;
}

/** What can be saved of an article whose front matter has errors, so that its body is checked in the same run. Never set. */
const makeshift = (
  { body, bodyLine }: FrontMatter,
  { slug, issueSlug, file, language, fileNames }: ArticleContext,
  raw: Readonly<Record<string, unknown>>,
): Article => ({
  slug,
  issueSlug,
  file,
  layout: typeof raw['layout'] === 'string' ? raw['layout'] : '',
  title: typeof raw['title'] === 'string' ? raw['title'] : slug,
  byline: [],
  // A box that names it is not at fault if only the field is.
  podcast: raw['podcast'] ? { title: slug } : undefined,
  draft: raw['draft'] === true,
  lang: language,
  options: {},
  body,
  bodyLine,
  fileNames,
  start: 'any',
  locked: false,
});

/** Whether an article says that it is a draft; false where its front matter cannot be read. */
export function isDraft(source: string, file: string): boolean {
  const { value } = splitFrontMatter(source, file);
  const fields = value && readYaml(value.frontMatter, file).value?.value;
  return (fields as { draft?: unknown } | undefined)?.draft === true;
}

interface FrontMatter {
  /** With an empty line for the opening ---, so that its lines count as the file's. */
  readonly frontMatter: string;
  readonly body: string;
  readonly bodyLine: number;
}

function splitFrontMatter(source: string, file: string): Parsed<FrontMatter> {
  const lines = source.split('\n');
  const place = startOf(file);
  if (source.trim() === '') {
    const hint = 'begin with ---, layout: and title: on lines of their own, and --- again';
    return { findings: [fault('empty-article', place, 'the file is empty', hint)] };
  }
  if (lines[0]?.trimEnd() !== '---') {
    const message = 'the article has no front matter';
    const hint = 'let the first line be ---, then layout: and title:, then --- again';
    return { findings: [fault('no-front-matter', place, message, hint)] };
  }
  const close = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (close === -1) {
    // Editors that mend typography turn --- into —-.
    const mended = lines.findIndex((line, index) => index > 0 && /^\s*[-–—]+\s*$/.test(line));
    const message = 'the front matter that opens here never closes';
    const hint =
      mended > 0
        ? `let line ${mended + 1} be exactly ---`
        : 'write --- on a line of its own under the last field';
    return { findings: [fault('unclosed-front-matter', place, message, hint)] };
  }
  const frontMatter = ['', ...lines.slice(1, close)].join('\n');
  return {
    value: { frontMatter, body: lines.slice(close + 1).join('\n'), bodyLine: close + 2 },
    findings: [],
  };
}

/** Where the layout itself is unknown, what any layout takes is let pass: one fault, one message. */
const anyOptions = (layouts: Layouts): z.ZodRawShape =>
  Object.fromEntries(
    [...layouts.values()].flatMap(({ options = {} }) =>
      Object.keys(options).map((key) => [key, z.unknown().optional()]),
    ),
  );

function checkLayout(yaml: YamlText, layout: unknown, layouts: Layouts): Finding[] {
  if (typeof layout !== 'string' || layout === '' || layouts.has(layout)) return [];
  const hint = hintFor(layout, [...layouts.keys()]);
  return [fault('unknown-layout', yaml.valuePlace(['layout']), `${layout} is not a layout`, hint)];
}

function checkImage(
  yaml: YamlText,
  image: unknown,
  { slug, fileNames }: ArticleContext,
  body: string,
): Finding[] {
  const src = (image as { src?: unknown } | undefined)?.src;
  if (typeof src !== 'string' || src === '') return [];
  const place = yaml.valuePlace(['image', 'src']);
  const path = besideArticle(src);
  if (path === undefined) {
    const message = `${src} leaves the article's folder`;
    const hint = `put the picture into the folder ${slug} and write its name alone`;
    return [fault('outside-folder', place, message, hint)];
  }
  const unread = formatFault(path);
  if (unread) return [fault(unread.rule, place, unread.message, unread.hint)];
  if (!fileNames || fileNames.includes(path)) return [];
  const message = `${path} is not in the folder ${slug}`;
  // A picture that stands in the text already is not the one that is meant here.
  const free = fileNames.filter(
    (name) => isPictureName(name) && !body.split('\n').some((line) => namesFile(line, name)),
  );
  const near = nearest(path, free);
  const hint =
    near !== undefined
      ? `write ${near}`
      : free.length > 0
        ? `put ${path} there, or use one of: ${free.join(', ')}`
        : `put ${path} there, or take image: away`;
  return [fault('missing-picture', place, message, hint)];
}

function checkBody(
  body: string,
  bodyLine: number,
  facts: LayoutFacts,
  layout: string,
  file: string,
): Finding[] {
  const words = body.split(/\s+/).filter(Boolean).length;
  if ((facts.body ?? 'required') === 'required' && words === 0) {
    const hint = 'write the text under the second ---, or set draft: true';
    const place = { file, line: bodyLine - 1, column: 1 };
    return [fault('empty-article', place, 'the article has no text', hint)];
  }
  if (facts.body === 'none' && words > 0) {
    const skipped = body.slice(0, body.search(/\S/)).split('\n').length - 1;
    const message = `the layout ${layout} sets no text, but ${words} ${words === 1 ? 'word stands' : 'words stand'} under the front matter`;
    const hint = 'move the text to another article, or delete it';
    const place = { file, line: bodyLine + skipped, column: 1 };
    return [fault('text-not-set', place, message, hint)];
  }
  return [];
}

/** A head that asks for columns in a layout that gives it none. */
function checkSpans(
  body: string,
  bodyLine: number,
  facts: LayoutFacts,
  layout: string,
  file: string,
): Finding[] {
  if (facts.spans) return [];
  return body.split('\n').flatMap((line, at): Finding[] => {
    const column = /^ {0,3}##\s.*\{[^{}]*\bspan=\S*\}\s*$/u.test(line) ? line.lastIndexOf('{') + 1 : 0;
    if (column === 0) return [];
    return [
      {
        rule: 'head-span',
        level: 'warning',
        message: `the layout ${layout} sets no head over several columns`,
        hint: 'delete the braces, or choose the layout news',
        place: { file, line: bodyLine + at, column },
      },
    ];
  });
}

function draftFindings(
  yaml: YamlText,
  { slug, articles }: ArticleContext,
  faults: readonly Finding[],
): Finding[] {
  const message = `${slug} is a draft and is left out`;
  const hint =
    articles && !articles.includes(slug)
      ? `delete draft: true and add "- ${slug}" to order to take it in`
      : 'delete draft: true to take it in';
  const place = yaml.keyPlace(['draft']);
  return [
    { rule: 'draft', level: 'note', message, hint, place },
    ...faults.map((fault): Finding => ({ ...fault, level: 'note' })),
  ];
}
