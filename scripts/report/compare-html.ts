/** compare.html: what has changed in an issue, on one page that stands alone: pages before and now under a slider, words taken away and added. */
import { createHash } from 'node:crypto';
import { type Html, html, raw } from '../../layouts/html.ts';
import type { Against } from '../compare/against.ts';
import { around } from '../compare/outline.ts';
import { type Comparison, type PageChange, type PictureChange, tally } from '../compare/comparison.ts';
import type { Part, WordChange } from '../compare/words.ts';
import type { Language } from '../model/fields.ts';
import type { SizeMm } from '../model/geometry.ts';
import { sideOf } from '../pages/assemble.ts';
import { type CompareWords, compareWords } from './compare-words.ts';
import { facing, rect, type ReportDress } from './preflight-html.ts';
import { themeCss } from './theme-css.ts';
import { counted } from './words.ts';

/** data: addresses of a page's pictures. */
export interface ComparedLooks {
  readonly before?: string;
  readonly after?: string;
  readonly small?: string;
}

export interface CompareReport {
  /** Name of the magazine. */
  readonly name: string;
  readonly number: string;
  readonly title: string;
  readonly language: Language;
  readonly trim: SizeMm;
  readonly against: Against;
  readonly comparison: Comparison;
  /** One a page of the comparison. */
  readonly looks: readonly ComparedLooks[];
  readonly madeWith: readonly string[];
}

/** What moves the line: the range writes how far it stands, and a style does the rest. The policy names it by its letters. */
const SCRIPT =
  "addEventListener('input',({target:t})=>t.closest('.slider')?.style.setProperty('--cut',t.value+'%'))";

const scriptHash = `'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`;

export function compareHtml(report: CompareReport, dress: ReportDress): string {
  const { name, number, title, language, comparison } = report;
  const says = compareWords[language];
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src ${scriptHash}"
        />
        <title>${says.title}: ${name} ${number}</title>
        <style>
          ${raw(dress.faces)}
          ${raw(themeCss(dress.theme))}
          ${raw(dress.css)}
        </style>
      </head>
      <body class="compare">
        <header class="masthead">
          <p class="name">${name}</p>
          <p>${number}, ${title}</p>
          <p class="what">${says.title}</p>
        </header>
        <main>
          ${verdictPart(report, says)} ${changesPart(report, says)} ${elsewherePart(comparison, says)}
          ${allPart(report, says)}
        </main>
        <footer class="colophon"><p>${says.madeWith} ${report.madeWith.join(', ')}.</p></footer>
        ${raw(`<script>${SCRIPT}</script>`)}
      </body>
    </html> `;
  return page.text;
}

const isOther = ({ status }: PageChange): boolean =>
  status === 'changed' || status === 'added' || status === 'removed';

function verdictPart({ comparison, against, language }: CompareReport, says: CompareWords): Html {
  const { pages, removed, added, pictures } = tally(comparison);
  const other = pages.changed + pages.added + pages.removed;
  const isSame = other + pages.moved + removed + added + pictures === 0;
  const verdict = isSame ? says.nothing : other === 0 ? says.noPages : counted(other, says.changedPages);
  const counts = [
    ['added', added],
    ['removed', removed],
    ['pictures', pictures],
    ['moved', pages.moved],
    ['new', pages.added],
    ['gone', pages.removed],
  ] as const;
  return html`<section class="verdict" aria-labelledby="verdict">
    <h1 id="verdict">${verdict}</h1>
    <p class="against">
      ${
        against.kind === 'pdf'
          ? says.againstPdf(against.file.split('/').at(-1)!)
          : `${says.againstCommit(against.name, dateIn(against.date, language), against.subject)} ${says.layouts[against.layouts]}`
      }
    </p>
    <ul class="tally">
      ${counts.map(([kind, count]) =>
        count === 0
          ? undefined
          : html`<li>
              <span class="mark ${kind}">${count}</span> ${says.counts[kind][count === 1 ? 0 : 1]}
            </li>`,
      )}
    </ul>
  </section>`;
}

const dateIn = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${iso.slice(0, 10)}T00:00:00Z`));

const numberOf = ({ after, before }: PageChange): number => after ?? before ?? 0;
/** Names a page in the report; one that has gone has the number that it had. */
const idOf = (page: PageChange): string =>
  page.after === undefined ? `gone-${page.before}` : `page-${page.after}`;

const wordsOn = ({ words }: Comparison, page: PageChange): WordChange[] =>
  words.filter((each) =>
    each.page === undefined
      ? each.pageBefore !== undefined && each.pageBefore === page.before
      : each.page === page.after,
  );

const picturesOn = ({ pictures }: Comparison, page: PageChange): PictureChange[] =>
  pictures.filter((each) =>
    each.page === undefined ? each.pageBefore === page.before : each.page === page.after,
  );

function changesPart({ comparison, looks, trim }: CompareReport, says: CompareWords): Html | undefined {
  const { pages } = comparison;
  if (!pages.some(isOther)) return undefined;
  return html`<section class="section" aria-labelledby="changes">
    <h2 id="changes">${says.changes}</h2>
    <p class="lead">${says.changesNote}</p>
    <p class="choice">
      <label><input type="checkbox" id="outlines" checked /> ${says.outlines}</label>
    </p>
    ${pages.map((page, at) => (isOther(page) ? pagePart(page, looks[at]!, comparison, trim, says) : undefined))}
  </section>`;
}

function pagePart(
  page: PageChange,
  look: ComparedLooks,
  comparison: Comparison,
  trim: SizeMm,
  says: CompareWords,
): Html {
  const article = comparison.articles.find((each) => each.article === page.article);
  const own = wordsOn(comparison, page);
  const pictures = picturesOn(comparison, page);
  const isMoved = page.before !== undefined && page.after !== undefined && page.before !== page.after;
  const facts = [says.status[page.status], isMoved && says.was(page.before ?? 0)].filter(Boolean).join(', ');
  return html`<article class="change" id="${idOf(page)}">
    <header>
      <h3>${says.page} ${numberOf(page)}</h3>
      <p class="label">${article ? `${article.title} · ${facts}` : facts}</p>
    </header>
    ${sliderPart(page, look, trim, says)}
    <div class="told">
      ${page.isOtherSide ? html`<p class="aside-note">${says.otherSide}</p>` : undefined}
      ${own.map((each) => wordPart(each, comparison))}
      ${pictures.map((each) => html`<p class="picture">${says.pictures[each.kind](each.name)}</p>`)}
      ${
        own.length === 0 && pictures.length === 0 && page.status === 'changed'
          ? html`<p class="aside-note">${says.set}</p>`
          : undefined
      }
    </div>
  </article> `;
}

function sliderPart(
  page: PageChange,
  { before, after }: ComparedLooks,
  trim: SizeMm,
  says: CompareWords,
): Html {
  const picture = (address: string, className: string, alt: string): Html =>
    html`<img
      class="${className}"
      src="${address}"
      alt="${alt}"
      width="${Math.round(trim.widthMm * 10)}"
      height="${Math.round(trim.heightMm * 10)}"
    />`;
  const name = `${says.page} ${numberOf(page)}`;
  const boxes = html`<svg viewBox="0 0 ${trim.widthMm} ${trim.heightMm}" aria-hidden="true">
    ${page.boxes.map((box) => around(box, trim)).flatMap((box) => [rect(box, 'box halo'), rect(box, 'box')])}
  </svg>`;
  if (!before || !after) {
    const label = before ? says.before : says.now;
    return html`<figure class="seen">
      <div class="sheet">${picture(before ?? after ?? '', 'now', `${name}: ${label}`)}</div>
      <figcaption><span>${label}</span></figcaption>
    </figure>`;
  }
  return html`<figure class="seen">
    <div class="sheet slider">
      ${picture(after, 'now', `${name}: ${says.now}`)}${picture(before, 'then', `${name}: ${says.before}`)}${boxes}
      <input type="range" min="0" max="100" value="50" step="1" aria-label="${says.slider(numberOf(page))}" />
    </div>
    <figcaption><span>${says.before}</span><span>${says.now}</span></figcaption>
  </figure>`;
}

const partHtml = ({ kind, text }: Part, at: number, all: readonly Part[]): Html => {
  if (kind === 'same') return html`${text}`;
  const bare = text.trimEnd();
  const next = all[at + 1];
  const space = bare !== text || (next !== undefined && next.kind !== 'same') ? ' ' : '';
  return kind === 'added' ? html`<ins>${bare}</ins>${space}` : html`<del>${bare}</del>${space}`;
};

function wordPart({ article, line, parts }: WordChange, { articles }: Comparison): Html {
  const file = articles.find((each) => each.article === article)?.file;
  const where = file && `${file.split('/').slice(-2).join('/')}${line === undefined ? '' : `:${line}`}`;
  return html`<div class="words">
    <p>${parts.map(partHtml)}</p>
    ${where ? html`<p class="where">${where}</p>` : undefined}
  </div> `;
}

/** Words and pictures on pages that look as they did, or that are of no page at all. */
function elsewherePart(comparison: Comparison, says: CompareWords): Html | undefined {
  const shown = comparison.pages.filter(isOther);
  const told = new Set(
    shown.flatMap((page): unknown[] => [...wordsOn(comparison, page), ...picturesOn(comparison, page)]),
  );
  const words = comparison.words.filter((each) => !told.has(each));
  const pictures = comparison.pictures.filter((each) => !told.has(each));
  if (words.length === 0 && pictures.length === 0) return undefined;
  const place = (page: number | undefined): Html | undefined =>
    page === undefined ? undefined : html`<p class="label">${says.page} ${page}</p>`;
  return html`<section class="section aside" aria-labelledby="elsewhere">
    <h2 id="elsewhere">${says.elsewhere}</h2>
    <div class="told">
      ${words.map((each) => html`${place(each.page ?? each.pageBefore)}${wordPart(each, comparison)}`)}
      ${pictures.map(
        (each) =>
          html`${place(each.page ?? each.pageBefore)}
            <p class="picture">${says.pictures[each.kind](each.name)}</p>`,
      )}
    </div>
  </section>`;
}

function allPart({ comparison, looks, trim }: CompareReport, says: CompareWords): Html {
  const { pages, articles } = comparison;
  const all = pages
    .map((page, at) => ({ page, small: looks[at]?.small, side: sideOf(numberOf(page)) }))
    .filter(({ page }) => page.after !== undefined);
  return html`<section class="section" aria-labelledby="all">
    <h2 id="all">${says.all}</h2>
    <p class="lead">${says.allNote}</p>
    <div class="spreads">
      ${facing(all).map(
        (spread) =>
          html`<div class="spread">
            ${spread.map(({ page, small, side }) => {
              const title = articles.find((each) => each.article === page.article)?.title;
              const name = `${says.page} ${page.after}${title ? `: ${title}` : ''}`;
              const picture = html`<img
                src="${small ?? ''}"
                alt="${name}"
                width="${Math.round(trim.widthMm)}"
                height="${Math.round(trim.heightMm)}"
              />`;
              const was = page.status === 'moved' && says.was(page.before!);
              return html`<figure class="page ${side} ${page.status}">
                <div class="sheet">
                  ${isOther(page) ? html`<a href="#${idOf(page)}">${picture}</a>` : picture}
                </div>
                <figcaption>
                  <b>${page.after}</b
                  ><span>${page.status === 'same' ? undefined : was || says.status[page.status]}</span>
                </figcaption>
              </figure>`;
            })}
          </div> `,
      )}
    </div>
  </section>`;
}
