/** Every placed picture with what the finished press file has of it, and the words that go with it. */
import type { Article } from '../model/article.ts';
import { bareCredit, creditMark } from '../model/credit.ts';
import type { BoxMm } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import { besideArticle } from '../model/picture.ts';
import { ptToMm } from '../model/geometry.ts';
import type { BoxPt, PictureUse } from '../preflight/press-file.ts';
import type { Report } from './report.ts';

export interface PictureRow {
  readonly page: number;
  /** "boat.jpg" */
  readonly name: string;
  /** Of what is seen of it, bleed included. */
  readonly widthMm: number;
  readonly heightMm: number;
  /** In the press file; undefined for a drawing, which has no pixels there. */
  readonly ppi?: number;
  readonly space?: string;
  readonly credit?: string;
  /** "" for a picture that only decorates; undefined where nothing is known of it. */
  readonly alt?: string;
}

interface PictureWords {
  readonly credit?: string;
  readonly alt: string;
}

/** `![alt](boat.jpg "Caption. Foto: Kari Ås")`; brackets in the text behind a backslash. */
const FIGURE =
  /!\[((?:\\.|[^\]\\])*)\]\(\s*<?([^\s>)"]+)>?(?:\s+"((?:\\.|[^"\\])*)"|\s+'((?:\\.|[^'\\])*)')?\s*\)/gu;

const unescaped = (text: string): string => text.replaceAll(/\\([!-/:-@[-`{-~])/gu, '$1');

/** What an article says of its pictures, by file name: its front matter, its captions. */
export function picturesInWords({
  image,
  photo,
  body,
}: Pick<Article, 'image' | 'photo' | 'body'>): Map<string, PictureWords> {
  const known = new Map<string, PictureWords>();
  if (image) {
    const credit = image.credit ?? photo;
    known.set(image.src, { alt: image.alt, ...(credit !== undefined && { credit: bareCredit(credit) }) });
  }
  for (const [, alt = '', src = '', double, single] of body.matchAll(FIGURE)) {
    const name = besideArticle(decoded(src)) ?? src;
    const caption = unescaped(double ?? single ?? '');
    const mark = creditMark.exec(caption);
    const credit = mark ? bareCredit(caption.slice(mark.index).trim()) : known.get(name)?.credit;
    if (!known.has(name) || mark)
      known.set(name, { alt: unescaped(alt), ...(credit !== undefined && { credit }) });
  }
  return known;
}

const decoded = (src: string): string => {
  try {
    return decodeURIComponent(src);
  } catch {
    return src;
  }
};

const apart = (one: BoxMm, other: BoxMm): number =>
  Math.abs(one.xMm - other.xMm) +
  Math.abs(one.yMm - other.yMm) +
  Math.abs(one.widthMm - other.widthMm) +
  Math.abs(one.heightMm - other.heightMm);

/** A picture lies where it was measured, but for the rounding of a print. */
const NEAR_MM = 4;

function boxOnTrim([left, bottom, right, top]: BoxPt, trim: BoxPt | undefined): BoxMm {
  const [x, , , y] = trim ?? [0, 0, 0, 0];
  return {
    xMm: ptToMm(left - x),
    yMm: ptToMm(y - top),
    widthMm: ptToMm(right - left),
    heightMm: ptToMm(top - bottom),
  };
}

/** In the order of the pages. */
export function pictureTable({
  issue,
  pages,
  press,
}: Pick<Report, 'issue' | 'pages' | 'press'>): PictureRow[] {
  const said = new Map(issue.articles.map((article) => [article.slug, picturesInWords(article)]));
  return pages.flatMap((page, at) => {
    const facts = press?.facts.pages[at];
    const printed: { box: BoxMm; use: PictureUse }[] = (facts?.pictures ?? []).map((use) => ({
      box: boxOnTrim(use.box, facts?.trim),
      use,
    }));
    return page.pictures.map(({ key, whole, widthMm, heightMm }): PictureRow => {
      const near = printed
        .map((each) => ({ ...each, mm: apart(each.box, whole) }))
        .filter(({ mm }) => mm < NEAR_MM)
        .toSorted((one, other) => one.mm - other.mm)[0];
      const name = key.split('/').at(-1) ?? key;
      const words = said.get(key.split('/')[1] ?? '')?.get(name);
      return {
        page: page.number,
        name,
        widthMm,
        heightMm,
        ...(near && { ppi: Math.round(near.use.ppi), space: near.use.space }),
        ...wordsOf(words, issue, key),
      };
    });
  });
}

/** A picture that another article shows first (a contents page, a cover's teaser) has the words of the article it lies beside. */
const wordsOf = (words: PictureWords | undefined, issue: Issue, key: string): Partial<PictureWords> =>
  words ?? (issue.pictures.has(key) ? {} : { alt: '' });
