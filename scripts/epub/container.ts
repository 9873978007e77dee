/** A book as the one file that it is handed on as: a zip of fixed order and time, its kind at its very beginning (EPUB 3.3 OCF). */
import { strToU8, type Zippable, zipSync } from 'fflate';
import type { BookItem } from './package.ts';

const FOLDER = 'EPUB';

const CONTAINER = `<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="${FOLDER}/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

/** What is packed already: to pack it again costs time and gains nothing. */
const PACKED = /\.(?:jpe?g|png|woff2)$/u;

/**
 * @param items what the package names
 * @param opf the package document
 * @param date ISO day: the time of all files in it
 */
export function bookFile(items: readonly BookItem[], opf: string, date: string): Uint8Array {
  const [year = 1980, month = 1, day = 1] = date.split('-').map(Number);
  // A zip has the time of day of wherever it is made, and no zone: local noon is the same bytes everywhere.
  const mtime = new Date(year, month - 1, day, 12);
  const file = (content: string | Uint8Array, level: 0 | 9): Zippable[string] => [
    typeof content === 'string' ? strToU8(content) : content,
    { level, mtime },
  ];
  const files: Zippable = {
    mimetype: file('application/epub+zip', 0),
    'META-INF/container.xml': file(CONTAINER, 9),
    [`${FOLDER}/package.opf`]: file(opf, 9),
  };
  for (const { href, content } of items)
    files[`${FOLDER}/${href}`] = file(content, PACKED.test(href) ? 0 : 9);
  return zipSync(files, { mtime });
}
