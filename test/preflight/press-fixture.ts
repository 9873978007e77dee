/** A press file that passes every check, made from the fixture's proof, and ways to spoil it in one thing. */
import { readFileSync } from 'node:fs';

import { PDFDict, PDFDocument, PDFHeader, PDFName, PDFRawStream } from '@cantoo/pdf-lib';

import { openProfile } from '../../scripts/io/icc.ts';
import { parsePrinter, type Printer } from '../../scripts/model/printer.ts';
import { inksOf } from '../../scripts/pdf/press/colour.ts';
import { pressPdf } from '../../scripts/pdf/press/press.ts';
import { pageContent, here } from '../../scripts/pdf/streams.ts';
import { pressChecks } from '../../scripts/preflight/checks/press/index.ts';
import type { InkMap } from '../../scripts/preflight/ink-map.ts';
import { readPressFile } from '../../scripts/preflight/press-file.ts';
import type { IssuedPage } from '../../scripts/preflight/press-proof.ts';
import { loadProof, proof, replacements } from '../pdf/fixture.ts';

const yaml = readFileSync('issues/printers/sheetfed-coated.yaml', 'utf8')
  .replace('binding: saddle', 'binding: none')
  .replace(/^bleed: .*$/mu, 'bleed: 3');
// The fixture has small type in blue.
export const printer = {
  ...parsePrinter(yaml, 'issues/printers/sheetfed-coated.yaml').value!,
  textSmallestPt: 7,
};
const icc = new Uint8Array(readFileSync('issues/printers/icc/FOGRA39L_300.icc'));
const profile = await openProfile(icc);

const pageCount = (await loadProof()).getPageCount();
export const pages: IssuedPage[] = Array.from({ length: pageCount }, (_, at) => ({
  side: at % 2 ? 'left' : 'right',
  file: 'issues/2026-1/elva/article.md',
  blocks: [],
  pictures: [{ key: '2026-1/elva/1.jpg', line: 7, xMm: 0, yMm: 0, widthMm: 210, heightMm: 275 }],
}));

/** Nothing here decodes a picture, so any bytes will do. */
const picture = {
  jpeg: here(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)),
  widthPx: 6000,
  heightPx: 4000,
  gray: false,
};
const pictures = new Map([...(await replacements())].map(([hash, { name }]) => [hash, { name, picture }]));
export const { bytes: good, findings } = await pressPdf(proof, {
  title: 'Prøve & test 1/2026',
  date: '2026-03-01',
  creator: 'd:mag',
  producer: 'en nettleser',
  documentId: '00000000-0000-5000-8000-000000000000',
  trim: printer.trim,
  sheetBleedMm: 3,
  bleed: printer.bleed,
  sides: pages.map(({ side }) => side),
  condition: {
    profile: icc,
    name: 'FOGRA39',
    registry: 'http://www.color.org',
    description: profile.description,
  },
  inks: inksOf(profile, new Map()),
  pictures,
});

export const key = (name: string): PDFName => PDFName.of(name);

/** Rules of the findings about the good file after one change. */
export async function faults(
  change: (pdf: PDFDocument) => void,
  more: {
    readonly printer?: Partial<Printer>;
    readonly pages?: readonly IssuedPage[];
    readonly ink?: readonly InkMap[];
  } = {},
): Promise<{ rules: string[]; messages: string[]; all: ReturnType<(typeof pressChecks)[number]> }> {
  const pdf = await PDFDocument.load(good, { updateMetadata: false });
  pdf.context.header = PDFHeader.forVersion(1, 6);
  change(pdf);
  const bytes = await pdf.save({ useObjectStreams: true, addDefaultPage: false });
  const facts = await readPressFile(bytes);
  const all = pressChecks.flatMap((check) =>
    check({
      printer: { ...printer, ...more.printer },
      printerPlace: { file: 'issues/printers/sheetfed-coated.yaml', line: 1, column: 1 },
      file: facts,
      pages: more.pages ?? pages,
      ...(more.ink && { ink: more.ink }),
    }),
  );
  return {
    rules: [...new Set(all.map(({ rule }) => rule))],
    messages: all.map(({ message }) => message),
    all,
  };
}

export const dict = (pdf: PDFDocument, entries: object): PDFDict =>
  pdf.context.obj(entries as never) as unknown as PDFDict;
export const stream = (pdf: PDFDocument, entries: object, body: string) =>
  pdf.context.register(PDFRawStream.of(dict(pdf, entries), Buffer.from(body, 'latin1')));

/** Paints something more on the second page. */
export const paint =
  (program: string, resources: (pdf: PDFDocument) => Record<string, object> = () => ({})) =>
  (pdf: PDFDocument): void => {
    const page = pdf.getPage(1);
    const body = Buffer.from(pageContent(page)).toString('latin1');
    page.node.set(key('Contents'), stream(pdf, {}, `q\n${body}\nQ\n${program}`));
    const own = page.node.Resources()!;
    for (const [category, entries] of Object.entries(resources(pdf))) {
      const shelf = own.lookupMaybe(key(category), PDFDict) ?? dict(pdf, {});
      for (const [name, object] of Object.entries(entries)) shelf.set(key(name), object as never);
      own.set(key(category), shelf);
    }
  };
export const form = (pdf: PDFDocument, program: string, more: object = {}) =>
  stream(pdf, { Subtype: 'Form', BBox: [0, 0, 9, 9], Resources: {}, ...more }, program);
