/** An article of a layout, rendered to its fragment as Eleventy would, without Eleventy. */
import type { Layout, LayoutData } from '../../layouts/layout.ts';
import { createHyphenator, renderBody } from '../../scripts/markdown/index.ts';
import type { Finding } from '../../scripts/model/finding.ts';
import { readTheme, themes } from '../../scripts/io/styles.ts';
import { sheet } from '../../scripts/pages/stylesheet.ts';
import { parseArticle } from '../../scripts/model/article.ts';
import type { Language } from '../../scripts/model/fields.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Magazine } from '../../scripts/model/magazine.ts';
import type { Picture } from '../../scripts/model/picture.ts';

export interface Rendered {
  readonly html: string;
  readonly findings: readonly Finding[];
}

const hyphenate = createHyphenator([]);
const bleed = { topMm: 3, bottomMm: 3, insideMm: 3, outsideMm: 3 };
const dressed = new Map(
  await Promise.all(
    themes.map(async (name) => {
      const theme = await readTheme(name);
      return [name, { theme, page: sheet(theme, { widthMm: 210, heightMm: 275 }, bleed) }] as const;
    }),
  ),
);

/** Name of a picture says its shape: "a-300x200.jpg"; otherwise it is 3:2. */
function pictureNamed(name: string): Picture {
  const [, width = '300', height = '200'] = /(\d+)x(\d+)/u.exec(name) ?? [];
  return {
    key: `i/a/${name}`,
    file: `i/a/${name}`,
    bytes: 1,
    widthPx: Number(width),
    heightPx: Number(height),
    format: 'jpeg',
    hasAlpha: false,
    space: 'srgb',
    orientation: 1,
  };
}

/** `name`: the layout's; `front`: YAML lines after layout and title. */
export function rendered(
  name: string,
  layout: Layout,
  front: string,
  body = '',
  start: 'any' | 'right' = 'any',
  themeName = 'hav',
  language: Language = 'nb',
): Rendered {
  const { theme, page } = dressed.get(themeName)!;
  const source = `---\nlayout: ${name}\n${/^title:/mu.test(front) ? '' : 'title: Tittel\n'}${front}\n---\n${body}`;
  const { value: article, findings } = parseArticle(source, {
    file: 'a/article.md',
    slug: 'a',
    issueSlug: 'i',
    language,
    layouts: new Map([[name, layout]]),
    entry: { start, locked: false },
    theme,
    articles: ['a', 'b'],
    fileNames: ['article.md', ...source.matchAll(/[\w-]+\.(?:jpg|pdf|svg|png)/gu)].map((found) =>
      String(found),
    ),
  });
  if (!article || findings.some(({ level }) => level === 'error')) return { html: '', findings };
  const names = [...source.matchAll(/[\w-]+\.(?:jpg|pdf|svg|png)/gu)].map(([found]) => found);
  const pictures = new Map(names.map((each) => [`i/a/${each}`, pictureNamed(each)]));
  const issue = {
    slug: 'i',
    number: '1/2026',
    date: '2026-03-02',
    language,
    colophon: [],
    pictures,
    theme,
    articles: [article],
  } as unknown as Issue;
  const magazine = {
    name: 'd:mag',
    publisher: 'Qqx',
    editor: 'Qqx',
    colophon: [],
    contributors: [],
  } as unknown as Magazine;
  const { html: content } = renderBody(article.body, {
    file: article.file,
    bodyLine: article.bodyLine,
    prefix: 'a',
    issue: 'i',
    lang: article.lang,
    picture: (src) => pictures.get(`i/a/${src}`),
    pictureNames: names,
    articles: ['a'],
    hyphenate,
    findings: [],
  });
  const data: LayoutData = { article, issue, magazine, sheet: page, content };
  return { html: layout.markup(data).text, findings };
}

/** Class and name of every page template in order: "bleed essay-lead-left". */
export const pagesOf = ({ html }: Rendered): string[] =>
  [...html.matchAll(/data-page="(\w+)"([^>]*)>\s*<section\s+class="plate ([^"]*)"/gu)].map(
    ([, name = '', repeat = '', className = '']) =>
      [name, className, repeat.includes('repeat') ? 'repeated' : '']
        .filter(Boolean)
        .join(' ')
        .replaceAll(/\s+/gu, ' '),
  );

/** The templates' markup, one string a page. */
export const templates = ({ html }: Rendered): string[] =>
  [...html.matchAll(/<template[^]*?<\/template>/gu)].map(([whole]) => whole);

export const words = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('\u00AD', '')
    .replaceAll(/[\s\u00A0]+/gu, ' ')
    .trim();
