/** A finished PDF as one side of a comparison. What is not written in it – articles, lines – is taken from the issue where its words are found. */
import { PDFDocument, ParseSpeeds } from '@cantoo/pdf-lib';
import type { Block, Side, SideArticle, SidePage } from '../compare/side.ts';
import { wordsOf } from '../compare/words.ts';
import { pdfSheets, trimOf } from '../io/pdf-sheets.ts';
import { sideOf } from '../pages/assemble.ts';
import { letters } from '../pdf/lost.ts';
import { printedParagraphs } from '../pdf/paragraphs.ts';
import { placedImages } from '../pdf/pictures.ts';
import { shared } from '../pdf/streams.ts';
import type { SeenSide } from './side.ts';
import type { Workshop } from './workshop.ts';

/** What today's issue knows of the words that may stand in it. */
export interface Source {
  readonly blocks: readonly Block[];
  readonly articles: readonly SideArticle[];
  /** By page from 0. */
  readonly articlesOn: readonly (string | undefined)[];
}

/** Whether the bytes are a PDF that pages can be read from. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument | undefined> {
  try {
    const pdf = await PDFDocument.load(shared(bytes), {
      updateMetadata: false,
      parseSpeed: ParseSpeeds.Fastest,
    });
    return pdf.getPageCount() > 0 ? pdf : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param source of words as they are written, and whose lines they are
 * @param isToday whether the file is made of that source: then pages belong to its articles
 */
export function pdfSide(
  workshop: Workshop,
  pdf: PDFDocument,
  bytes: Uint8Array,
  source: Source,
  isToday: boolean,
): SeenSide {
  const sheets = pdfSheets(workshop.browser, pdf, bytes, `${workshop.cache.folder}/pdf-sheets`);
  const known = source.blocks.flatMap(({ text }) => wordsOf(text));
  const { paragraphs, pages } = printedParagraphs(pdf, known);
  const images = placedImages(pdf);
  const lineOf = lineFinder(source);
  const side: Side = {
    trim: trimOf(pdf, 1).size,
    knowsOriginals: false,
    pages: pages.map((text, at): SidePage => ({
      number: at + 1,
      side: sideOf(at + 1),
      article: isToday ? source.articlesOn[at] : undefined,
      content: sheets.digests[at]!,
      words: wordsOf(text),
      pictures: images.flatMap(({ page, hash }) => (page === at + 1 && hash !== '' ? [hash] : [])),
    })),
    blocks: paragraphs.map(({ text, page }): Block => {
      const article = isToday ? source.articlesOn[page - 1] : undefined;
      return { text, page, article, line: isToday ? lineOf(text, article) : undefined };
    }),
    // Their names are not in it, and how they are written may have changed without them.
    pictures: [],
    articles: isToday ? source.articles : [],
  };
  return {
    side,
    async photograph(wanted) {
      const drawn = await sheets.draw(wanted);
      return drawn.map((proof) => ({ proof, report: proof }));
    },
  };
}

/** The line of the source's paragraph that holds these words. */
function lineFinder({ blocks }: Source): (text: string, article: string | undefined) => number | undefined {
  const own = blocks.map((block) => ({ ...block, letters: letters(block.text) }));
  return (text, article) => {
    const wanted = letters(text);
    const here = own.filter((block) => article === undefined || block.article === article);
    return (
      here.find((block) => block.letters === wanted) ??
      here.find((block) => block.letters.includes(wanted) || wanted.includes(block.letters))
    )?.line;
  };
}
