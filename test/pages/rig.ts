/** A warm browser with the real styles, and small articles to set in it. One browser serves all tests of the composer. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'puppeteer';
import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';
import { readScripts, readStyles, readTheme } from '../../scripts/io/styles.ts';
import { mmToPx } from '../../scripts/model/geometry.ts';
import { createHyphenator } from '../../scripts/markdown/index.ts';
import type { ComposeJob, PaginatedArticle, Side } from '../../scripts/pages/compose/types.ts';
import { assemble, issueDocument, type IssuePage, placements } from '../../scripts/pages/assemble.ts';
import type { MeasuredPage } from '../../scripts/pages/pagemap.ts';
import {
  pageCss,
  type Sheet,
  sheet,
  sheetCss,
  SHEET_ZOOM,
  sheetSize,
} from '../../scripts/pages/stylesheet.ts';
import { openTab, openTabs, type Tabs } from '../../scripts/pages/tabs.ts';
import type { Seen, SeenBox, SeenPage } from './tab.ts';

const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));

export interface Rig {
  see(job: ComposeJob): Promise<Seen>;
  /** The whole way, Paged.js included. */
  paginate(job: ComposeJob): Promise<PaginatedArticle>;
  /** The tab that has paginated, cleared. */
  handOver(): Promise<Page>;
  /** On paper: composed, assembled, measured and printed as an edition is. */
  print(job: ComposeJob, options?: PrintOptions): Promise<Printed>;
  close(): Promise<void>;
}

export interface PrintOptions {
  /** Styles of a theme that is not ours. */
  readonly css?: string;
  /** Run in the assembled document before it is measured and printed: does to it what the composer never would. */
  readonly spoil?: string;
}

export interface Printed {
  readonly pdf: Uint8Array;
  readonly measured: readonly MeasuredPage[];
  readonly pages: readonly IssuePage[];
  readonly sheet: Sheet;
}

async function openRig(name: string): Promise<Rig> {
  const found = await findBrowser();
  if (!isFound(found)) throw new Error(found.message);
  const [browser, styles, scripts, seeing, folder]: [
    Browser,
    Awaited<ReturnType<typeof readStyles>>,
    Awaited<ReturnType<typeof readScripts>>,
    string,
    string,
  ] = await Promise.all([
    launchBrowser(found),
    readTheme(name).then((theme) => readStyles(theme, CACHE)),
    readScripts(),
    build({
      entryPoints: [fileURLToPath(new URL('tab.ts', import.meta.url))],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'chrome130',
    }).then(({ outputFiles }) => outputFiles[0]!.text),
    mkdtemp(join(tmpdir(), 'dmag-rig-')),
  ]);
  const bleed = { topMm: 3, bottomMm: 3, insideMm: 3, outsideMm: 3 };
  const page = sheet(await readTheme(name), { widthMm: 210, heightMm: 275 }, bleed);
  const css = `${styles.css}\n${sheetCss(page)}`;
  const setup = {
    url: scripts.tab,
    faces: styles.faces,
    css,
    pageCss: pageCss(page),
    scripts: [scripts.paged, scripts.composer],
  };
  const tab = await openTab(await browser.newPage(), { ...setup, scripts: [] });
  await tab.evaluate(seeing);
  await tab.evaluate('Promise.all([...document.fonts].map((face) => face.load())).then(() => undefined)');
  let tabs: Promise<Tabs> | undefined;
  const dressed = new Map<string, Promise<Tabs>>();
  const tabsIn = (more: string): Promise<Tabs> => openTabs(browser, { ...setup, css: `${css}\n${more}` }, 1);
  const print = async (
    job: ComposeJob,
    { css: more = '', spoil = '' }: PrintOptions = {},
  ): Promise<Printed> => {
    const opened = dressed.get(more) ?? tabsIn(more);
    dressed.set(more, opened);
    const article = await (await opened).paginate(job);
    const places = placements([{ article: job.article, pages: article.pages.length, start: job.side }]);
    const blank = await (await opened).paginate({ ...job, html: BLANK });
    const { sheets, pages } = assemble([article], places, blank);
    const document = join(folder, 'paged.html');
    await writeFile(
      document,
      issueDocument({
        language: 'nb',
        title: 'Rig',
        faces: styles.faces,
        css: `${css}\n${more}`,
        pagedCss: article.css,
        sheets,
      }),
    );
    const printed = await browser.newPage();
    await printed.goto(pathToFileURL(document).href);
    await printed.evaluate('document.fonts.ready.then(() => undefined)');
    if (spoil) await printed.evaluate(spoil);
    await printed.evaluate(scripts.composer);
    const measured = await printed.evaluate(
      (widthMm, bleedMm) => window.dmag.measurePages(widthMm, bleedMm),
      page.trim.widthMm,
      page.bleedMm,
    );
    const size = sheetSize(page);
    const pdf = await printed.pdf({
      width: `${mmToPx(size.widthMm)}px`,
      height: `${mmToPx(size.heightMm)}px`,
      scale: 1 / SHEET_ZOOM,
      printBackground: true,
      tagged: true,
    });
    await printed.close();
    return { pdf, measured, pages, sheet: page };
  };
  return {
    print,
    see: (job) => tab.evaluate((job) => window.rig.see(job), job),
    paginate: async (job) => {
      tabs ??= openTabs(browser, setup, 1);
      return (await tabs).paginate(job);
    },
    handOver: async () => {
      const page = await (await tabs!).handOver();
      tabs = undefined;
      return page;
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const opening = new Map<string, Promise<Rig>>();
/** @param theme whose styles and faces it has */
export const rig = (theme = 'hav'): Promise<Rig> => {
  const open = opening.get(theme) ?? openRig(theme);
  opening.set(theme, open);
  return open;
};

const BLANK =
  '<article class="article blank"><template data-page="bleed"><section class="plate"></section></template></article>';

export const closeRig = async (): Promise<void> => {
  for (const open of opening.values()) await (await open).close();
  opening.clear();
};

/** A page template of the tests: a text area of so many columns and lines, and what stands around it. */
export interface Template {
  readonly columns?: 1 | 2 | 3;
  readonly lines?: number;
  /** Line that the area begins at. */
  readonly from?: number;
  /** Of twelve; each number of columns has its usual one. */
  readonly width?: number;
  readonly margin?: boolean;
  readonly opener?: string;
}

const WIDTH = { 1: 4, 2: 8, 3: 12 } as const;

function template(
  { columns = 1, lines = 12, from = 0, width = WIDTH[columns], margin = false, opener = '' }: Template,
  repeat: boolean,
): string {
  const below = opener ? ' data-below=".opener" data-gap="1"' : '';
  return `<template data-page="text"${repeat ? ' data-repeat' : ''}><section class="plate" data-run-title="T" data-run-section="S">
    ${opener ? `<div class="at opener">${opener}</div>` : ''}
    <div class="text-area" data-columns="${columns}"${below} style="--c: 1; --w: ${width}; --l: ${from}; --h: ${lines}"></div>
    ${margin ? `<div class="margin-area" style="--c: 10; --w: 3; --l: ${from}; --h: ${lines}"></div>` : ''}
  </section></template>`;
}

export interface Setting extends Template {
  /** A template before the repeated one. */
  readonly first?: Template;
  readonly side?: Side;
  readonly layout?: string;
}

export const job = (
  body: string,
  { first, side = 'right', layout = '', ...rest }: Setting = {},
): ComposeJob => ({
  article: 'a',
  side,
  folios: {},
  html: `<article class="article ${layout}" lang="nb" data-article="a">${first ? template(first, false) : ''}${template(rest, true)}<div class="flow">${body}</div></article>`,
});

/** What was set, with the questions that tests ask of it. */
export interface Pages extends Seen {
  /** Columns of all pages in order. */
  readonly columns: readonly SeenBox[];
  /** Text of every column's lines, page by page: [["line", "line"], …]. */
  readonly lines: readonly (readonly string[])[];
  /** One word a page: "text", or what the picture on it is: "figure left". */
  readonly flatplan: string;
  /** How many lines each column holds: "12+12 | 12+5". */
  readonly fill: string;
}

const boxes = (page: SeenPage, kind: SeenBox['kind']): SeenBox[] =>
  page.boxes.filter((box) => box.kind === kind);

function flatplan(page: SeenPage): string {
  const figure = boxes(page, 'plate')[0];
  if (figure) return 'picture';
  const words = boxes(page, 'column').some((column) => column.lines.length > 0) ? ['text'] : [];
  for (const float of boxes(page, 'float')) {
    const kind = /float-(\w+)/u.exec(float.name)?.[1] ?? '';
    const what = /\b(quote|fact|podcast|newsletter|gallery)\b/u.exec(float.name)?.[1] ?? 'figure';
    words.push(`${what} ${kind}`);
  }
  return words.join(', ') || 'empty';
}

export async function set(body: string, setting: Setting = {}): Promise<Pages> {
  const seen = await (await rig()).see(job(body, setting));
  const columns = seen.pages.flatMap((page) => boxes(page, 'column'));
  return {
    ...seen,
    columns,
    lines: columns.map((column) => column.lines.map(({ text }) => text)),
    flatplan: seen.pages.map(flatplan).join(' | '),
    fill: seen.pages
      .map((page) =>
        boxes(page, 'column')
          .map((column) => column.lines.length)
          .join('+'),
      )
      .join(' | '),
  };
}

export const boxesOf = (page: SeenPage | undefined, kind: SeenBox['kind']): SeenBox[] =>
  page ? boxes(page, kind) : [];

/** Letters alone: what must come through whatever is broken, hyphenated or spaced. */
export const letters = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** A picture may change places with the text beside it, and its caption with it. */
export const CAPTION = /<figcaption[^>]*>.*?<\/figcaption>/gu;

export const lettersOf = (html: string): string =>
  letters(html.replaceAll(/<[^>]*>/gu, ' ').replaceAll(/&\w+;/gu, ' '));

export const captionsOf = (html: string): string => (html.match(CAPTION) ?? []).map(lettersOf).join('');

const hyphenator = createHyphenator([]);
export const hyphenated = (text: string): string => hyphenator(text, 'nb');

const WORDS =
  `elva renner stille forbi husene mens oteren leter etter fisk under isen og ingen ser den fordi vinteren
  er lang langs kysten står folk tidlig opp for å se havet og de vet at arbeidet venter i fabrikken der maskinene går hele
  natten vannkraftverket bærekraftsrapporten samfunnsansvaret utviklingsavdelingen sikkerhetsopplæring forskningsstasjonen
  fiskeoppdrettsanlegg arbeidsmiljøundersøkelse strømforsyningen kystfiskerne vedlikeholdsarbeid hun sier at vi må lære
  mer om naturen før vi bygger neste anlegg ved fjorden det tar tid men gir trygghet til alle som bor her`.split(
    /\s+/u,
  );

/** A sentence of `count` words that never comes twice alike: each word carries on where `seed` begins. */
export function words(count: number, seed = 1): string {
  let state = seed * 2_654_435_761;
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e37_79b9) >>> 0;
    return state / 2 ** 32;
  };
  const list = Array.from({ length: count }, () => WORDS[Math.floor(next() * WORDS.length)]!);
  return hyphenated(list.join(' '));
}

let line = 0;
/** Every block is given a source line of its own, counted through a test. */
export const at = (number = ++line): string => `data-source-line="${number}"`;
export const p = (count: number, seed = 1, extra = ''): string =>
  `<p ${at()}${extra}>${words(count, seed)}.</p>`;
export const h2 = (text: string): string => `<h2 ${at()}>${text}</h2>`;
export const figure = (name: string, classes = '', caption = '', [width, height] = [3, 2]): string =>
  `<figure class="${classes}" ${at()} data-picture="i/a/${name}.jpg"><img src="${name}.jpg" data-picture="i/a/${name}.jpg" alt="" width="${width * 100}" height="${height * 100}">${caption ? `<figcaption><span class="caption">${caption}</span></figcaption>` : ''}</figure>`;
export const fact = (title: string, body: string): string =>
  `<aside class="fact" ${at()}><p class="box-title">${title}</p>${body}</aside>`;
export const quote = (text: string): string =>
  `<aside class="quote" ${at()}><blockquote><p>${text}</p></blockquote></aside>`;
export const call = (number: number): string =>
  `<sup class="note-call" id="a--fnref-${number}"><a href="#a--fn-${number}">${number}</a></sup>`;
export const notes = (...texts: readonly string[]): string =>
  `<section class="notes">${texts.map((text, index) => `<div class="note" id="a--fn-${index + 1}" ${at()}><sup class="note-number">${index + 1}</sup> ${text}</div>`).join('')}</section>`;
