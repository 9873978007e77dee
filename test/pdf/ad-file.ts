/** Advertisers' PDFs, made by hand: inks over trim and bleed, marks outside, a line of type in a face of its own; and one fault each where asked. */
import { readFileSync } from 'node:fs';

import { degrees, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream } from '@cantoo/pdf-lib';

import { mmToPt } from '../../scripts/model/geometry.ts';

export interface AdSetting {
  readonly widthMm?: number;
  readonly heightMm?: number;
  readonly bleedMm?: number;
  /** Operators that set the colour of the ground: CMYK by default. */
  readonly ground?: string;
  readonly pages?: number;
  /** Turned as it is shown, clockwise; its size is what is seen. */
  readonly rotate?: 0 | 90 | 180 | 270;
  readonly embedded?: boolean;
  readonly link?: boolean;
  readonly hiddenLayer?: boolean;
  /** Without trim and bleed boxes, as an office program saves it. */
  readonly bare?: boolean;
  readonly password?: string;
  readonly text?: string;
  /** Colour space of the page's transparency group. */
  readonly group?: string;
  /** More resources, by category. */
  readonly resources?: (pdf: PDFDocument) => Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const key = (name: string): PDFName => PDFName.of(name);
/** Room for marks around the bleed. */
const SLUG_MM = 8;
export const GROUND = '0.6 0 0.2 0 k';

const FACE = 'node_modules/@expo-google-fonts/hanken-grotesk/700Bold/HankenGrotesk_700Bold.ttf';

/** A simple font of WinAnsi codes, embedded whole. */
function face(pdf: PDFDocument, embedded: boolean): PDFDict {
  const { context } = pdf;
  const bytes = new Uint8Array(readFileSync(FACE));
  const file = context.register(
    PDFRawStream.of(context.obj({ Length: bytes.length, Length1: bytes.length }), bytes),
  );
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: 'HankenGrotesk-Bold',
    Flags: 32,
    FontBBox: [-200, -300, 1200, 1000],
    ItalicAngle: 0,
    Ascent: 1000,
    Descent: -300,
    CapHeight: 700,
    StemV: 120,
  });
  if (embedded) descriptor.set(key('FontFile2'), file);
  return context.obj({
    Type: 'Font',
    Subtype: 'TrueType',
    BaseFont: 'HankenGrotesk-Bold',
    FirstChar: 32,
    LastChar: 126,
    Widths: Array.from({ length: 95 }, () => 600),
    FontDescriptor: context.register(descriptor),
    Encoding: 'WinAnsiEncoding',
  });
}

/** An advertiser's file of 210 × 275 mm with 3 mm bleed, unless told otherwise. */
export async function adFile({
  widthMm = 210,
  heightMm = 275,
  bleedMm = 3,
  ground = GROUND,
  pages = 1,
  rotate = 0,
  embedded = true,
  link = false,
  hiddenLayer = false,
  bare = false,
  password,
  text = 'Annonsen',
  group,
  resources = () => ({}),
}: AdSetting = {}): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const { context } = pdf;
  const isTurned = rotate % 180 !== 0;
  const [width, height] = (isTurned ? [heightMm, widthMm] : [widthMm, heightMm]).map(mmToPt) as [
    number,
    number,
  ];
  const [bleed, slug] = [mmToPt(bleedMm), bare ? 0 : mmToPt(SLUG_MM)];
  const around = bleed + slug;
  for (let made = 0; made < pages; made++) {
    const page = pdf.addPage([width + 2 * around, height + 2 * around]);
    if (rotate) page.setRotation(degrees(rotate));
    if (!bare) {
      page.setBleedBox(slug, slug, width + 2 * bleed, height + 2 * bleed);
      page.setTrimBox(around, around, width, height);
    }
    const inset = around + mmToPt(6);
    const program = `${ground} ${slug} ${slug} ${width + 2 * bleed} ${height + 2 * bleed} re f
/Over gs 0 0 0 1 k 0 0 0 1 K 0.5 w 0 ${around} m ${slug * 0.6} ${around} l S ${around} 0 m ${around} ${slug * 0.6} l S
3 w ${inset} ${inset} ${width - 2 * mmToPt(6)} ${height - 2 * mmToPt(6)} re S
BT /F1 24 Tf ${around + mmToPt(12)} ${around + mmToPt(16)} Td (${text}${made > 0 ? ` ${made + 1}` : ''}) Tj ET`;
    page.node.set(
      key('Contents'),
      context.register(
        PDFRawStream.of(context.obj({ Length: program.length }), Buffer.from(program, 'latin1')),
      ),
    );
    const own = context.obj({});
    own.set(key('Font'), context.obj({ F1: face(pdf, embedded) } as never));
    own.set(key('ExtGState'), context.obj({ Over: { OP: true, op: true, OPM: 1 } }));
    for (const [category, entries] of Object.entries(resources(pdf)))
      own.set(key(category), context.obj(entries as never));
    page.node.set(key('Resources'), own);
    if (group !== undefined) page.node.set(key('Group'), context.obj({ S: 'Transparency', CS: group }));
    if (link) {
      const annotation = context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [around, around, 200, 200] });
      page.node.set(key('Annots'), context.obj([context.register(annotation)]));
    }
  }
  if (hiddenLayer) {
    const layer = context.obj({ Type: 'OCG' });
    layer.set(key('Name'), PDFHexString.fromText('Utkast'));
    const ref = context.register(layer);
    pdf.catalog.set(key('OCProperties'), context.obj({ OCGs: [ref], D: { OFF: [ref] } }));
  }
  if (password !== undefined) pdf.encrypt({ userPassword: password, ownerPassword: 'eier' });
  return pdf.save({ useObjectStreams: false, addDefaultPage: false });
}
