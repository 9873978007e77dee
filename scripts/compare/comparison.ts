/** What has changed from one side to the other: pages, words, pictures. */
import type { BoxMm } from '../model/finding.ts';
import { alignPages, type PagePair } from './align.ts';
import type { Difference } from './areas.ts';
import type { Side, SideArticle, SidePage, SidePicture } from './side.ts';
import { type WordChange, wordChanges } from './words.ts';

/** "moved": with the content that it had, under another number. A page that has changed may have another number as well. */
export type PageStatus = 'same' | 'moved' | 'changed' | 'added' | 'removed';

export interface PageChange extends PagePair {
  readonly status: PageStatus;
  readonly article?: string;
  /** What the boxes cover of the page's area, 0 to 1, where it was looked at. */
  readonly share?: number;
  readonly boxes: readonly BoxMm[];
  /** Right became left: everything stands elsewhere on the page, and its words and pictures alone were compared. */
  readonly isOtherSide: boolean;
}

export interface PictureChange {
  readonly kind: 'exchanged' | 'added' | 'removed';
  readonly article: string;
  readonly name: string;
  readonly page?: number;
  readonly pageBefore?: number;
  readonly line?: number;
}

export interface Comparison {
  /** In the order of the new issue; pages that have gone where they stood. */
  readonly pages: readonly PageChange[];
  readonly words: readonly WordChange[];
  readonly pictures: readonly PictureChange[];
  readonly articles: readonly SideArticle[];
}

/** A pair of pages that only their pictures can tell apart. */
export interface Look {
  readonly before: number;
  readonly after: number;
}

const pageAt = ({ pages }: Side, number: number | undefined): SidePage | undefined =>
  number === undefined ? undefined : pages[number - 1];

/** Begins with what the sides themselves tell, and names the pages that have to be looked at. */
export function beginComparison(
  before: Side,
  after: Side,
): { readonly pairs: readonly PagePair[]; readonly looks: readonly Look[] } {
  const pairs = alignPages(before.pages, after.pages);
  const looks = pairs.flatMap((pair): Look[] => {
    const [old, now] = [pageAt(before, pair.before), pageAt(after, pair.after)];
    if (!old || !now || old.content === now.content || old.side !== now.side) return [];
    return [{ before: old.number, after: now.number }];
  });
  return { pairs, looks };
}

/** A folio stands in a small box near the head or the foot. */
const FOLIO_MM = { width: 14, height: 9, margin: 26 };

const isFolio = ({ yMm, widthMm, heightMm }: BoxMm, pageHeightMm: number): boolean =>
  widthMm <= FOLIO_MM.width &&
  heightMm <= FOLIO_MM.height &&
  (yMm + heightMm <= FOLIO_MM.margin || yMm >= pageHeightMm - FOLIO_MM.margin);

const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each, at) => each === other[at]);

/** Lines break elsewhere on the other side, and words with them. */
const letters = ({ words }: SidePage): string => words.join('').replaceAll(/[-\u2010\u2011]/gu, '');

/** @param differenceOf of the pages that were to be looked at */
export function finishComparison(
  before: Side,
  after: Side,
  pairs: readonly PagePair[],
  differenceOf: (look: Look) => Difference | undefined,
): Comparison {
  const knowOriginals = before.knowsOriginals && after.knowsOriginals;
  const pages = pairs.map((pair): PageChange => {
    const [old, now] = [pageAt(before, pair.before), pageAt(after, pair.after)];
    const rest = { ...pair, article: now?.article ?? old?.article, boxes: [], isOtherSide: false };
    if (!old) return { ...rest, status: 'added' };
    if (!now) return { ...rest, status: 'removed' };
    const isElsewhere = old.number !== now.number;
    const unchanged = isElsewhere ? 'moved' : 'same';
    if (old.content === now.content) return { ...rest, status: unchanged };
    const isOtherPicture = knowOriginals && !sameList(old.pictures.toSorted(), now.pictures.toSorted());
    if (old.side !== now.side) {
      const isOther = isOtherPicture || letters(old) !== letters(now);
      return { ...rest, isOtherSide: true, status: isOther ? 'changed' : unchanged };
    }
    const seen = differenceOf({ before: old.number, after: now.number });
    const boxes = (seen?.boxes ?? []).filter((box) => !isElsewhere || !isFolio(box, after.trim.heightMm));
    const isChanged = boxes.length > 0 || isOtherPicture;
    return { ...rest, status: isChanged ? 'changed' : unchanged, share: seen?.share, boxes };
  });
  return {
    pages,
    words: wordChanges(before.blocks, after.blocks),
    pictures: pictureChanges(before.pictures, after.pictures),
    articles: [...after.articles, ...before.articles].filter(
      ({ article }, at, all) => all.findIndex((each) => each.article === article) === at,
    ),
  };
}

/** The same name with other content was exchanged; so was one name for another on the same line. */
function pictureChanges(before: readonly SidePicture[], after: readonly SidePicture[]): PictureChange[] {
  const rest = [...before];
  const take = (fits: (old: SidePicture) => boolean): SidePicture | undefined => {
    const at = rest.findIndex(fits);
    return at < 0 ? undefined : rest.splice(at, 1)[0];
  };
  // What holds the same is the same, wherever it stands.
  const other = after.filter(
    (now) => !take((old) => old.content === now.content && old.article === now.article),
  );
  const changes = other.map((now): PictureChange => {
    const old =
      take((each) => each.article === now.article && each.name === now.name) ??
      take((each) => each.article === now.article && each.line === now.line);
    const { article, name, page, line } = now;
    return { kind: old ? 'exchanged' : 'added', article, name, page, line, pageBefore: old?.page };
  });
  const gone = rest.map(({ article, name, page }): PictureChange => ({
    kind: 'removed',
    article,
    name,
    pageBefore: page,
  }));
  return [...changes, ...gone];
}

export interface Tally {
  readonly pages: Readonly<Record<PageStatus, number>>;
  readonly removed: number;
  readonly added: number;
  readonly pictures: number;
}

/** How much of everything. */
export function tally({ pages, words, pictures }: Comparison): Tally {
  const count = (status: PageStatus): number => pages.filter((page) => page.status === status).length;
  return {
    pages: {
      same: count('same'),
      moved: count('moved'),
      changed: count('changed'),
      added: count('added'),
      removed: count('removed'),
    },
    removed: words.reduce((sum, { removed }) => sum + removed, 0),
    added: words.reduce((sum, { added }) => sum + added, 0),
    // One across two pages is one.
    pictures: new Set(pictures.map(({ kind, article, name }) => `${kind} ${article} ${name}`)).size,
  };
}
