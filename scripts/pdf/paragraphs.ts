/** The paragraphs of a printed file, as they are read: by its tags, with words put together again that a line has parted. */
import type { PDFDocument } from '@cantoo/pdf-lib';
import { inline, isTag, mergeContinued, readTags, type Tag } from './structure.ts';
import { paintedPages, type TextRun } from './walk.ts';

export interface Paragraph {
  readonly text: string;
  /** Where it begins, from 1. */
  readonly page: number;
}

export interface PrintedParagraphs {
  /** In reading order. Empty where the file has no tags. */
  readonly paragraphs: readonly Paragraph[];
  /** What each page says, in the order of painting, running heads and folios too. */
  readonly pages: readonly string[];
}

interface PlacedRun extends TextRun {
  readonly page: number;
}

const HYPHEN = /[-\u2010\u00AD]$/u;
const LINE_SHARE = 0.5;
const SPACE_SHARE = 0.14;

/** Stands between the parts of a word that a line has parted, until it is known whether the hyphen is the word's own. */
const PARTED = '\uE000';

function joined(runs: readonly PlacedRun[]): string {
  let text = '';
  let last: PlacedRun | undefined;
  for (const run of runs) {
    if (last) {
      const sameLine =
        run.page === last.page &&
        Math.abs(run.yPt - last.endPt.y) < LINE_SHARE * Math.max(run.sizePt, last.sizePt) &&
        run.xPt > last.xPt - 1;
      const isParted = !sameLine && HYPHEN.test(text) && /^\p{Ll}/u.test(run.text);
      if (isParted) text = text.slice(0, -1) + PARTED;
      else if (!sameLine || run.xPt - last.endPt.x > SPACE_SHARE * run.sizePt) text += ' ';
    }
    text += run.text;
    last = run;
  }
  return text.replaceAll(/\s+/gu, ' ').trim();
}

/** Content of a tag by paragraph: what stands within a line belongs to it, all else is one of its own. */
function* paragraphMarks(tag: Tag): Generator<string[]> {
  let own: string[] = [];
  for (const kid of tag.kids) {
    if (isTag(kid) && !inline.has(kid.type)) {
      if (own.length > 0) yield own;
      own = [];
      yield* paragraphMarks(kid);
    } else own.push(...inlineMarks(kid));
  }
  if (own.length > 0) yield own;
}

function inlineMarks(kid: Tag['kids'][number]): string[] {
  if (isTag(kid)) return kid.kids.flatMap(inlineMarks);
  return 'mark' in kid ? [kid.mark] : [];
}

/** A word's own hyphen at a line's end looks like any other: which it is, the words say that stand whole somewhere. */
const mended = (text: string, known: ReadonlySet<string>): string =>
  text.replaceAll(
    new RegExp(`([\\p{L}\\p{N}\\u2010-]*)${PARTED}([\\p{L}\\p{N}]*)`, 'gu'),
    (_, head: string, foot: string) =>
      known.has(`${head}-${foot}`.toLowerCase()) && !known.has(`${head}${foot}`.toLowerCase())
        ? `${head}-${foot}`
        : `${head}${foot}`,
  );

const WORD = /[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)*/gu;

/** @param words that are known to be whole, as the source writes them */
export function printedParagraphs(pdf: PDFDocument, words: Iterable<string> = []): PrintedParagraphs {
  const painted = paintedPages(pdf);
  const byMark = new Map<string, PlacedRun[]>();
  const pages = painted.map(({ runs }, at) => {
    const placed = runs.map((run) => ({ ...run, page: at + 1 }));
    for (const run of placed)
      if (run.mark !== undefined) byMark.set(run.mark, [...(byMark.get(run.mark) ?? []), run]);
    return joined(placed);
  });
  const root = readTags(pdf);
  if (root) mergeContinued(root);
  const paragraphs = [...(root ? paragraphMarks(root) : [])].flatMap((marks) => {
    const runs = marks.flatMap((mark) => byMark.get(mark) ?? []);
    const text = joined(runs);
    return text === '' ? [] : [{ text, page: runs[0]!.page }];
  });
  const known = new Set(words);
  for (const text of [...pages, ...paragraphs.map((each) => each.text)])
    for (const [word] of text.matchAll(WORD)) known.add(word.toLowerCase());
  return {
    paragraphs: paragraphs.map(({ text, page }) => ({ page, text: mended(text, known) })),
    pages: pages.map((text) => mended(text, known)),
  };
}
