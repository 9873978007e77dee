/** An issue, set as it lies on the disk, as one side of a comparison: what stands on its pages, and pictures of them. */
import type { Side, SidePage, SidePicture } from '../compare/side.ts';
import { wordsOf } from '../compare/words.ts';
import type { SheetPictures } from '../io/sheets.ts';
import { hashOf } from '../pages/key.ts';
import type { MeasuredPage } from '../pages/pagemap.ts';
import { screenPictures } from './edition.ts';
import { type IssueSource, pageEdition, type PagedEdition } from './pages.ts';
import { layAndMeasure } from './proof.ts';
import { sheetPictures } from './sheets.ts';
import type { Workshop } from './workshop.ts';

/** A side that can be looked at. */
export interface SeenSide {
  readonly side: Side;
  /** Pictures of these pages, from 1, in this order. */
  photograph(pages: readonly number[]): Promise<readonly SheetPictures[]>;
}

/** Enough to tell a paragraph by. */
const FIRST_WORDS = 6;

/** What of a sheet says where it stands and not what is on it. */
const bare = (sheet: string): string =>
  sheet
    .replace(/ id="page-\d+"/u, '')
    .replace(/ data-page-number="\d+"/u, '')
    .replaceAll(/\s*\bpagedjs_(?:left|right)_page\b/gu, '')
    .replaceAll(/ data-source-line="\d+"/gu, '');

const INLINE = /<\/?(?:a|abbr|b|cite|code|em|i|q|s|small|span|strong|sub|sup|u|wbr)\b[^>]*>/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': ' ',
  '&shy;': '',
};

/** The words on a sheet, without the running head: Paged.js puts what the margins hold before the page's own content. */
const sheetText = (sheet: string): string =>
  sheet
    .slice(Math.max(0, sheet.indexOf('pagedjs_page_content')))
    .replace(/^[^>]*>/u, '')
    .replaceAll(INLINE, '')
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/&\w+;/gu, (entity) => ENTITIES[entity] ?? entity);

/** Sets the issue and says what stands where. The pages lie on the table when it is done; another issue of the same outfit puts them away. */
export async function issueSide(workshop: Workshop, source: IssueSource): Promise<SeenSide> {
  const edition = await pageEdition(workshop, source);
  const measured = await layAndMeasure(edition);
  const screens = screenPictures(workshop, source, edition, measured);
  screens.catch(() => undefined);
  await edition.written;
  return {
    side: sideOf(source, edition, measured),
    async photograph(pages) {
      if (pages.length === 0) return [];
      const { pictures } = await screens;
      await (await edition.outfit.table()).lay(edition.layout);
      return sheetPictures(
        workshop,
        source,
        edition,
        pictures,
        pages.map((page) => page - 1),
      );
    },
  };
}

/** What stands where. */
export function sideOf(
  { issue }: IssueSource,
  { layout, outfit, paged, pages, proxies }: PagedEdition,
  measured: readonly MeasuredPage[],
): Side {
  const contents = new Map(proxies.map(({ key, address }) => [key, hashOf(address).slice(0, 16)]));
  const onPage = (sheet: string): string[] =>
    [...sheet.matchAll(/data-picture="([^"]*)"/gu)].flatMap(([, key = '']) => contents.get(key) ?? []);
  /** The first page of an article where something of a line stands, or else of the lines before it. */
  const pageOf = (article: string, line: number): number => {
    let [found, nearest] = [paged.places.find((place) => place.article === article)?.first ?? 1, 0];
    for (const [at, page] of pages.entries()) {
      if (page.article !== article) continue;
      for (const { line: from = 0, continued } of measured[at]?.blocks ?? [])
        if (!continued && from <= line && from > nearest) [found, nearest] = [page.number, from];
    }
    return found;
  };
  const sidePages = pages.map(({ number, side, article }, at): SidePage => {
    const sheet = layout.sheets[at]!;
    return {
      number,
      side,
      article,
      content: hashOf(outfit.stamp, layout.pagedCss, bare(sheet)),
      words: wordsOf(sheetText(sheet)),
      pictures: onPage(sheet),
    };
  });
  const inWords = sidePages.map(({ words }) => ` ${words.join(' ')} `);
  /** Captions and notes stand elsewhere than where they are written: their first words say where. */
  const pageWith = (text: string, article: string): number | undefined => {
    const first = ` ${wordsOf(text).slice(0, FIRST_WORDS).join(' ')} `;
    return pages.find((page, at) => page.article === article && inWords[at]!.includes(first))?.number;
  };
  return {
    trim: outfit.page.trim,
    knowsOriginals: true,
    pages: sidePages,
    blocks: paged.articles.flatMap(({ article, texts }) =>
      texts.flatMap(({ text, line, flow }) =>
        // What is lifted out of the text stands there as well.
        flow === 'lifted'
          ? []
          : [{ text, article, line, page: pageWith(text, article) ?? pageOf(article, line) }],
      ),
    ),
    pictures: measured.flatMap((page, at) => {
      const { article, number } = pages[at] ?? {};
      if (article === undefined || number === undefined) return [];
      // One that stands twice on a page is one there.
      return [...new Map(page.pictures.map((each) => [each.key, each])).values()].flatMap(
        ({ key, line = 1 }): SidePicture[] => {
          const content = contents.get(key);
          const name = key.split('/').slice(2).join('/');
          return content === undefined ? [] : [{ name, article, page: number, line, content }];
        },
      );
    }),
    articles: issue.articles.map(({ slug, title, file }) => ({ article: slug, title, file })),
  };
}
