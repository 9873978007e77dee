/** An issue as a book (EPUB 3.3): the same bodies as its pages, and where each printed page begins. */
import type { LayoutData } from '../../layouts/layout.ts';
import type { BookPicture } from '../epub/body.ts';
import { bookFile } from '../epub/container.ts';
import { CONTENTS, contentsDocument } from '../epub/contents.ts';
import { COVER, coverDocument } from '../epub/cover.ts';
import { articleDocument, type BookDocument } from '../epub/document.ts';
import { bookStyles } from '../epub/look.ts';
import { type BookItem, bookTitle, packageDocument } from '../epub/package.ts';
import { type PrintedPage, readPages } from '../epub/printed.ts';
import { type BookFile, coverPicture } from '../io/book-pictures.ts';
import { bookFaces } from '../io/fonts.ts';
import { readSheet } from '../io/styles.ts';
import type { Article } from '../model/article.ts';
import { fault, type Finding } from '../model/finding.ts';
import type { Picture } from '../model/picture.ts';
import { startOf } from '../model/source.ts';
import { sheet } from '../pages/stylesheet.ts';
import type { PagedEdition } from './pages.ts';
import { coverSheet } from './cover-sheet.ts';
import type { WebSource } from './web.ts';
import type { Workshop } from './workshop.ts';

export interface Epub {
  /** "dmag-2026-1.epub" */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly findings: readonly Finding[];
}

/** "dmag-2026-1.epub" */
export const epubName = ({ magazine, issue }: Pick<WebSource, 'magazine' | 'issue'>): string =>
  `${magazine.slug}-${issue.slug}.epub`;

/** @param paged the issue's pages, which need not be printed for this */
export async function makeEpub(workshop: Workshop, source: WebSource, paged: PagedEdition): Promise<Epub> {
  const { issue, magazine, bodies } = source;
  const printed = printedPages(paged);
  const dataOf = (article: Article): LayoutData => ({
    article,
    issue,
    magazine,
    sheet: sheet(issue.theme, issue.printer.trim, issue.printer.bleed),
    content: bodies.get(`${issue.slug}/${article.slug}`) ?? '',
  });
  const used = usedPictures(source);
  const { pictures, files, findings } = await picturesOf(workshop, used);
  const coverArticle = issue.articles.find(({ layout }) => layout === 'cover');
  const contentsArticle = issue.articles.find(({ layout }) => layout === 'contents');
  const documents = new Map<string, string>(
    issue.articles.map((article) => [
      article.slug,
      article === coverArticle ? COVER : article === contentsArticle ? CONTENTS : `${article.slug}.xhtml`,
    ]),
  );
  const surroundings = {
    picture: (key: string) => pictures.get(key),
    documentOf: (article: string) => documents.get(article),
    folioOf: folios(paged),
  };
  const png = await coverSheet(workshop, source, paged);
  const cover = png && (await coverPicture(png));

  const made = new Map<string, BookDocument>();
  if (cover) {
    const { widthPx, heightPx } = cover;
    const first = coverArticle && printed.get(coverArticle.slug)?.[0]?.folio;
    made.set(
      COVER,
      coverDocument(
        issue,
        magazine,
        { href: COVER_PICTURE, widthPx, heightPx },
        { article: coverArticle, folio: first },
      ),
    );
  }
  for (const article of issue.articles) {
    if (article === coverArticle || article === contentsArticle) continue;
    made.set(
      documents.get(article.slug)!,
      articleDocument({ ...surroundings, data: dataOf(article), pages: printed.get(article.slug) ?? [] }),
    );
  }
  const order = issue.articles.map(({ slug }) => documents.get(slug)!).filter((href) => href !== CONTENTS);
  // Where the printed issue has no contents, the book has them after its cover.
  const at = contentsArticle ? issue.articles.indexOf(contentsArticle) : cover ? 1 : 0;
  order.splice(at, 0, CONTENTS);
  const pages = order.flatMap((href) =>
    (href === CONTENTS && contentsArticle
      ? (printed.get(contentsArticle.slug) ?? []).map(({ folio }) => folio)
      : (made.get(href)?.folios ?? [])
    ).map((folio) => ({ folio, href })),
  );
  const begin = issue.articles.find(({ layout }) => !['cover', 'contents', 'ad'].includes(layout));
  made.set(
    CONTENTS,
    contentsDocument({
      ...surroundings,
      language: issue.language,
      title: bookTitle(issue, magazine),
      entries: issue.articles.map((article) => ({
        layout: article.layout,
        title: article.title,
        href: documents.get(article.slug)!,
        isAdAlone: article.layout === 'ad' && dataOf(article).content.trim() === '',
        language: article.lang,
      })),
      ...(cover && { cover: COVER }),
      ...(begin && { begin: documents.get(begin.slug)! }),
      pages,
      ...(contentsArticle && {
        printed: { data: dataOf(contentsArticle), pages: printed.get(contentsArticle.slug) ?? [] },
      }),
    }),
  );
  const spine = order.flatMap((href): BookItem[] => {
    const document = made.get(href);
    if (!document) return [];
    const properties = href === CONTENTS ? 'nav' : undefined;
    return [{ href, type: XHTML, content: document.xhtml, inSpine: true, ...(properties && { properties }) }];
  });
  const faces = await bookFaces(issue.theme, lettersOf(spine), workshop.cache.folder);
  const named = faces.map(({ face, bytes }) => ({
    ...face,
    bytes,
    href: `faces/${face.family.toLowerCase().replaceAll(' ', '-')}-${face.weight}${face.style === 'italic' ? '-italic' : ''}.woff2`,
  }));
  const look = bookStyles({ theme: issue.theme, css: await readSheet('epub'), faces: named });
  const items: readonly BookItem[] = [
    ...spine,
    { href: 'style.css', type: 'text/css', content: look },
    ...(cover
      ? [{ href: COVER_PICTURE, type: cover.type, content: cover.bytes, properties: 'cover-image' }]
      : []),
    ...[...files].map(([href, { bytes, type }]) => ({ href, type, content: bytes })),
    ...named.map(({ href, bytes }) => ({ href, type: 'font/woff2', content: bytes })),
  ];
  const opf = packageDocument({
    issue,
    magazine,
    items,
    hasAlternatives: !spine.some(({ content }) => / alt=""/u.test(String(content))),
    hasPages: pages.length > 0,
  });
  return { name: epubName(source), bytes: bookFile(items, opf, issue.date), findings };
}

const XHTML = 'application/xhtml+xml';
const COVER_PICTURE = 'cover.jpg';

/** Signs of the documents, and those of Latin text that a reading system may add. */
const lettersOf = (items: readonly BookItem[]): string => {
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index));
  const words = items.map(({ content }) => String(content).replaceAll(/<[^>]*>/gu, ''));
  const signs = words.flatMap((text) => text.match(/[^\s]/gu) ?? []);
  return [...new Set([...ascii, '\u2010', '\u00A0', '…', '–', '’', ...signs])].toSorted().join('');
};

function printedPages({ paged }: PagedEdition): ReadonlyMap<string, readonly PrintedPage[]> {
  return new Map(
    paged.articles.map((article, at) => {
      const { first, blanks } = paged.places[at]!;
      return [article.article, readPages(article, first, blanks)];
    }),
  );
}

/** Printed page of an article, or of an id in it. */
function folios({ paged }: PagedEdition): (target: string) => number | undefined {
  return (target) => {
    const [slug] = target.split('--');
    const at = paged.articles.findIndex(({ article }) => article === slug);
    const place = paged.places[at];
    if (!place) return undefined;
    const inside =
      slug === target
        ? 0
        : paged.articles[at]!.pages.findIndex(({ html }) => html.includes(` id="${target}"`));
    return place.first + Math.max(0, inside);
  };
}

/** Pictures that texts show, and those that open articles. */
function usedPictures({ issue, bodies }: WebSource): readonly Picture[] {
  const keys = issue.articles
    .filter(({ layout }) => layout !== 'cover')
    .flatMap(({ slug, image, options }) => [
      ...[image?.src, options['signature']].flatMap((src) =>
        typeof src === 'string' ? [`${issue.slug}/${slug}/${src}`] : [],
      ),
      ...[...(bodies.get(`${issue.slug}/${slug}`) ?? '').matchAll(/data-picture="([^"]*)"/gu)].map(
        ([, key = '']) => key,
      ),
    ]);
  return [...new Set(keys)].flatMap((key) => issue.pictures.get(key) ?? []);
}

interface Pictures {
  /** By key. */
  readonly pictures: ReadonlyMap<string, BookPicture>;
  /** By address in the book: a picture that stands in two articles lies there once. */
  readonly files: ReadonlyMap<string, BookFile>;
  readonly findings: readonly Finding[];
}

async function picturesOf(workshop: Workshop, used: readonly Picture[]): Promise<Pictures> {
  const findings: Finding[] = [];
  const made = await Promise.all(
    used.map(async (picture) => {
      try {
        return [picture, await workshop.bookPicture(picture)] as const;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code) throw error;
        const message = `${picture.file.split('/').at(-1)} breaks off or is damaged, and cannot be decoded`;
        findings.push(
          fault('broken-picture', startOf(picture.file), message, 'export the picture anew from its source'),
        );
        return undefined;
      }
    }),
  );
  const pictures = new Map<string, BookPicture>();
  const files = new Map<string, BookFile>();
  const byContent = new Map<string, string>();
  for (const each of made) {
    if (!each) continue;
    const [{ key }, file] = each;
    const href = byContent.get(file.hash) ?? addressOf(key, file, files);
    byContent.set(file.hash, href);
    files.set(href, file);
    pictures.set(key, { href, widthPx: file.widthPx, heightPx: file.heightPx });
  }
  return { pictures, files, findings };
}

/** "pictures/elva-boat.jpg", numbered where the name is taken. */
function addressOf(key: string, { type }: BookFile, taken: ReadonlyMap<string, BookFile>): string {
  const [, article = '', name = ''] = key.split('/');
  const stem = `pictures/${article}-${name.replace(/\.[^.]*$/u, '').replaceAll(/[^A-Za-z0-9._-]+/gu, '-')}`;
  const extension = type === 'image/jpeg' ? 'jpg' : 'svg';
  let address = `${stem}.${extension}`;
  for (let number = 2; taken.has(address); number++) address = `${stem}-${number}.${extension}`;
  return address;
}
