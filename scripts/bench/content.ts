/** Magazine content that nobody wrote: the same words, heads, notes and pictures for d:mag and for its rivals. */

export interface BenchPicture {
  readonly file: string;
  readonly caption: string;
  readonly wide: boolean;
}

export type Block =
  | { readonly kind: 'head'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly note?: string }
  | ({ readonly kind: 'picture' } & BenchPicture);

export interface BenchArticle {
  /** Pages that it is meant to fill, as a flatplan says. */
  readonly pages: number;
  readonly slug: string;
  readonly title: string;
  readonly standfirst: string;
  /** File of the opener's picture. */
  readonly opener: string;
  readonly blocks: readonly Block[];
}

const WORDS =
  `og i det på som er en til av for med at var de ikke den har om et men han seg vi fra hun der kan hadde dette ble skal over bare når ett eller sin da alle nå må etter ut opp inn år siden mot ved før hav fjell elv linje papir trykk skrift farge bilde lys vann stein skog kyst båt fugl legen pasienten skjema minutter natten morgenen arbeidet kunnskap mennesker spørsmål historien redaksjonen magasinet forskningen sykehuset grunnlinjen fotografen typografien`.split(
    ' ',
  );

/** Pages that one article is meant to fill. */
const PAGES_EACH = 6;
/** Paragraphs of about fifty words that fill a page beside its picture. */
const PARAGRAPHS_A_PAGE = 9.2;

/** The same numbers in every run: a linear congruential generator (Numerical Recipes). */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** Articles for an issue of about `pages` pages, and as many pictures as most pages of it need. */
export function benchArticles(pages: number): BenchArticle[] {
  // The list of contents takes the first page.
  const count = Math.max(2, Math.round((pages - 1) / PAGES_EACH));
  return Array.from({ length: count }, (_, index) => {
    const before = Math.round(((pages - 1) * index) / count);
    return benchArticle(index, Math.round(((pages - 1) * (index + 1)) / count) - before);
  });
}

function benchArticle(index: number, pages: number): BenchArticle {
  const roll = dice(index + 1);
  const words = (count: number): string =>
    Array.from({ length: count }, () => WORDS[roll(WORDS.length)]!).join(' ');
  const sentence = (count: number): string => {
    const text = words(count);
    return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
  };
  const slug = `a${String(index + 1).padStart(2, '0')}`;
  // The opener takes half a page.
  const paragraphs = Math.round((pages - 0.5) * PARAGRAPHS_A_PAGE);
  const blocks: Block[] = [];
  let pictures = 1;
  for (let number = 0; number < paragraphs; number++) {
    const place = number % Math.round(PARAGRAPHS_A_PAGE);
    if (place === 4) blocks.push({ kind: 'head', text: sentence(4).slice(0, -1) });
    const text = Array.from({ length: 5 }, () => sentence(8 + roll(6))).join(' ');
    blocks.push(place === 6 ? { kind: 'text', text, note: sentence(9) } : { kind: 'text', text });
    if (place === 2 && pictures < pages) {
      pictures++;
      const caption = sentence(7);
      blocks.push({ kind: 'picture', file: `${slug}-${pictures}.jpg`, caption, wide: pictures % 3 === 0 });
    }
  }
  return {
    slug,
    pages,
    title: sentence(3).slice(0, -1),
    standfirst: sentence(14),
    opener: `${slug}-1.jpg`,
    blocks,
  };
}

export const pictureFiles = ({ opener, blocks }: BenchArticle): string[] => [
  opener,
  ...blocks.flatMap((block) => (block.kind === 'picture' ? block.file : [])),
];

/** As a designer writes it for d:mag. */
export function asArticle({ slug, title, standfirst, opener, blocks }: BenchArticle): string {
  const notes: string[] = [];
  const body = blocks.map((block) => {
    if (block.kind === 'head') return `## ${block.text}`;
    if (block.kind === 'picture')
      return `![Et bilde](${block.file} "${block.caption}")${block.wide ? '{.wide}' : ''}`;
    if (!block.note) return block.text;
    notes.push(`[^${notes.length + 1}]: ${block.note}`);
    return `${block.text}[^${notes.length}]`;
  });
  return `---
layout: feature
opener: half
title: ${title}
kicker: ${slug}
standfirst: ${standfirst}
image: { src: ${opener}, alt: Et bilde }
---

${[...body, ...notes].join('\n\n')}
`;
}

/** The list of contents as an article, since it may run over several pages. */
export const asContents = (articles: readonly BenchArticle[]): string => `---
layout: feature
title: Innhold
---

${articles.map(({ slug, title }) => `- ${title}, [side](../${slug}/)`).join('\n')}
`;

const RIVAL_NOTE = (note: string): string => `<span class="note">${note}</span>`;

/** The body as Markdown with the rivals' footnotes in it, for Eleventy's own markdown-it. */
export const asPlainMarkdown = ({ blocks }: BenchArticle): string =>
  segments(blocks)
    .map((segment) =>
      Array.isArray(segment)
        ? `<div class="columns">\n\n${segment.map(plainBlock).join('\n\n')}\n\n</div>`
        : rivalFigure(segment),
    )
    .join('\n\n');

const plainBlock = (block: Block): string =>
  block.kind === 'head'
    ? `## ${block.text}`
    : block.kind === 'picture'
      ? rivalFigure(block)
      : `${block.text}${block.note ? RIVAL_NOTE(block.note) : ''}`;

const rivalFigure = ({ file, caption, wide }: BenchPicture): string =>
  `<figure${wide ? ' class="wide"' : ''}><img src="pictures/${file}" width="2000" height="1400" alt="Et bilde"><figcaption>${caption}</figcaption></figure>`;

/** Multi-column text is interrupted where a picture stands across all columns. */
function segments(blocks: readonly Block[]): (Block[] | BenchPicture)[] {
  const parts: (Block[] | BenchPicture)[] = [[]];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (block.kind === 'picture' && block.wide) parts.push(block);
    else if (Array.isArray(last)) last.push(block);
    else parts.push([block]);
  }
  return parts.filter((part) => !Array.isArray(part) || part.length > 0);
}

/** What stands around a body in the rivals' one document. */
export const rivalArticle = ({ slug, title, standfirst, opener }: BenchArticle, body: string): string =>
  `<article id="${slug}"><header><img src="pictures/${opener}" width="2000" height="1400" alt="Et bilde"><h1>${title}</h1><p class="standfirst">${standfirst}</p></header>${body}</article>`;

const rivalBlock = (block: Block): string =>
  block.kind === 'head'
    ? `<h2>${block.text}</h2>`
    : block.kind === 'picture'
      ? rivalFigure(block)
      : `<p>${block.text}${block.note ? RIVAL_NOTE(block.note) : ''}</p>`;

export const rivalContents = (articles: readonly BenchArticle[]): string =>
  `<nav><h1>Innhold</h1><ul>${articles
    .map(({ slug, title }) => `<li><a href="#${slug}">${title}, side </a></li>`)
    .join('')}</ul></nav>`;

/** The whole issue as one document for the rivals. */
export const rivalDocument = (articles: readonly BenchArticle[], css: string): string =>
  `<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><title>Bench</title><style>${css}</style></head><body>
${rivalContents(articles)}
${articles
  .map((article) =>
    rivalArticle(
      article,
      segments(article.blocks)
        .map((part) =>
          Array.isArray(part)
            ? `<div class="columns">${part.map(rivalBlock).join('')}</div>`
            : rivalFigure(part),
        )
        .join(''),
    ),
  )
  .join('\n')}
</body></html>
`;

/** The look of d:mag's feature layout, as near as a plain stylesheet comes: same trim, margins, faces, sizes, columns. */
export const rivalCss = (faces: string): string => `${faces}
@page { size: 210mm 275mm; margin: 20mm 16mm 23.5mm 18mm; @footnote { margin-top: 4mm; } }
@page :left { margin: 20mm 18mm 23.5mm 16mm; @top-left { content: "Bench"; content: string(title); } @bottom-left { content: counter(page); } }
@page :right { @top-right { content: "Bench 1/2026"; } @bottom-right { content: counter(page); } }
* { box-sizing: border-box; }
html { font: 400 9.4pt/13pt 'Source Serif'; }
body, h1, h2, p, figure, ul { margin: 0; padding: 0; }
article { break-before: page; }
header img { width: 100%; height: 66mm; object-fit: cover; display: block; margin-bottom: 13pt; }
h1 { font: 320 53pt/52pt 'Source Serif Display'; string-set: title content(text); margin-bottom: 13pt; }
.standfirst { font: 400 11.5pt/16.25pt 'Source Serif Display'; margin-bottom: 13pt; }
.columns { columns: 3; column-gap: 4mm; }
h2 { font: 700 8.8pt/13pt 'Hanken Grotesk'; margin-top: 13pt; break-after: avoid; }
p + p { text-indent: 3.6mm; }
p { orphans: 2; widows: 2; }
figure { margin: 6.5pt 0; break-inside: avoid; }
figure img { display: block; width: 100%; height: auto; }
figcaption { font: 400 7.3pt/9.75pt 'Hanken Grotesk'; margin-top: 4pt; }
.note { float: footnote; font: 400 7.3pt/9.75pt 'Hanken Grotesk'; }
nav a { color: inherit; text-decoration: none; }
nav a::after { content: target-counter(attr(href), page); }
`;
