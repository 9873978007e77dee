/**
 * Printer's marks: where to cut, how far the bleed goes, what lines the plates up, what their ink is measured on, and whose page it is. They stand
 * outside the bleed, on a media box that has grown to hold them, and print on every plate.
 */
import {
  type PDFContext,
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';

import { mmToPt } from '../../model/geometry.ts';
import type { Mark } from '../../model/printer.ts';
import { deflated, pageContent } from '../streams.ts';
import type { Cmyk } from './colour.ts';
import { ALL, separation } from './separation.ts';
import { slugFace } from './slug-face.ts';

/** What a page's slug line says, at its left and at its right. */
export interface SlugLine {
  readonly left: string;
  readonly right: string;
}

export interface MarkSheet {
  readonly kinds: readonly Mark[];
  /** From the trim; where the bleed reaches further, marks begin behind it. */
  readonly offsetMm: number;
  /** Page by page. */
  readonly slug: readonly SlugLine[];
  /** A static TrueType that has the letters of all slug lines. */
  readonly face: { readonly name: string; readonly file: Uint8Array };
}

/** An ink beside the four that the pages use. */
export interface SpotPlate {
  readonly name: string;
  readonly space: PDFRef;
}

// Measures as print shops' own marks have them: hairlines of a quarter point, 5 mm long.
const LINE_PT = 0.25;
const CROP_MM = 5;
const BLEED_MARK_MM = 3;
const PATCH_MM = 5;
const RADIUS_MM = 1.25;
const CROSS_MM = 2.5;
/** From where marks begin to the patches, so that no ink of theirs touches the bleed. */
const AIR_MM = 1;
/** Free beyond the longest mark. */
const RIM_MM = 2;
const SLUG_PT = 6;
const SMALLEST_SLUG_PT = 4;

type BoxPt = readonly [left: number, bottom: number, right: number, top: number];

/** Where marks stand around one page. */
export interface Surround {
  readonly trim: BoxPt;
  readonly bleed: BoxPt;
  readonly startPt: number;
}

/** How far from the trim marks begin: at every edge alike, so that the trim stands in the middle of its sheet. */
const startOf = ({ trim, bleed }: Pick<Surround, 'trim' | 'bleed'>, offsetMm: number): number =>
  Math.max(mmToPt(offsetMm), trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]);

const reachPt = (startPt: number): number => startPt + mmToPt(CROP_MM + RIM_MM);

const short = (value: number): string => `${Math.round(value * 1000) / 1000}`;
const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `${short(x1)} ${short(y1)} m ${short(x2)} ${short(y2)} l S`;

/** At each corner a line either way, where the paper is cut. */
function cropMarks({ trim: [left, foot, right, head], startPt }: Surround): string[] {
  const [from, to] = [startPt, startPt + mmToPt(CROP_MM)];
  return [foot, head]
    .flatMap((y) => [line(left - to, y, left - from, y), line(right + from, y, right + to, y)])
    .concat(
      [left, right].flatMap((x) => [line(x, foot - to, x, foot - from), line(x, head + from, x, head + to)]),
    );
}

/** The same at the edge of the bleed, shorter; where nothing bleeds, the crop mark says it all. */
function bleedMarks({ trim, bleed, startPt }: Surround): string[] {
  const [left, foot, right, head] = trim;
  const [from, to] = [startPt, startPt + mmToPt(BLEED_MARK_MM)];
  const lines: string[] = [];
  for (const at of [1, 3] as const) {
    const y = bleed[at];
    if (Math.abs(y - trim[at]) > LINE_PT)
      lines.push(line(left - to, y, left - from, y), line(right + from, y, right + to, y));
  }
  for (const at of [0, 2] as const) {
    const x = bleed[at];
    if (Math.abs(x - trim[at]) > LINE_PT)
      lines.push(line(x, foot - to, x, foot - from), line(x, head + from, x, head + to));
  }
  return lines;
}

/** A circle as four curves. */
function circle(x: number, y: number, radius: number): string {
  const k = radius * 0.5523;
  const [l, r, b, t] = [x - radius, x + radius, y - radius, y + radius];
  const curve = (...points: number[]): string => `${points.map(short).join(' ')} c`;
  return [
    `${short(r)} ${short(y)} m`,
    curve(r, y + k, x + k, t, x, t),
    curve(x - k, t, l, y + k, l, y),
    curve(l, y - k, x - k, b, x, b),
    curve(x + k, b, r, y - k, r, y),
    's',
  ].join(' ');
}

/** A cross in a circle in the middle of each edge. */
function registrationMarks({ trim: [left, foot, right, head], startPt }: Surround): string[] {
  const [x, y, away] = [(left + right) / 2, (foot + head) / 2, startPt + mmToPt(CROSS_MM + AIR_MM)];
  const arm = mmToPt(CROSS_MM);
  return [
    [x, head + away],
    [x, foot - away],
    [left - away, y],
    [right + away, y],
  ].flatMap(([cx, cy]) => [
    line(cx! - arm, cy!, cx! + arm, cy!),
    line(cx!, cy! - arm, cx!, cy! + arm),
    circle(cx!, cy!, mmToPt(RADIUS_MM)),
  ]);
}

const SOLID: readonly Cmyk[] = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
];
/** Solids, tints of half, what two inks make together, and a grey that the three colours make (ISO 12647-2). */
const PATCHES: readonly Cmyk[] = [
  ...SOLID,
  ...SOLID.map((cmyk) => cmyk.map((part) => part / 2) as unknown as Cmyk),
  [0, 1, 1, 0],
  [1, 0, 1, 0],
  [1, 1, 0, 0],
  [0.5, 0.4, 0.4, 0],
];

/** From the left crop mark towards the middle of the foot. `spots` are names of spaces in the resources. */
function colourBar({ trim: [left, foot, right], startPt }: Surround, spots: readonly string[]): string[] {
  const patches = [
    ...PATCHES.map((cmyk) => `${cmyk.join(' ')} k`),
    ...spots.flatMap((space) => [`/${space} cs 1 scn`, `/${space} cs 0.5 scn`]),
  ];
  const room = (right - left) / 2 - mmToPt(CROSS_MM + 3 * AIR_MM);
  const width = Math.min(mmToPt(PATCH_MM), room / patches.length);
  const height = mmToPt(PATCH_MM);
  const y = foot - startPt - mmToPt(AIR_MM) - height;
  return patches.map(
    (colour, at) =>
      `${colour} ${short(left + mmToPt(AIR_MM) + at * width)} ${short(y)} ${short(width)} ${short(height)} re f`,
  );
}

interface Set {
  readonly widthOf: (text: string) => number;
  readonly shown: (text: string) => string;
}

/** A text no wider than `most`: smaller if need be, and at last cut short. */
function fitted(
  text: string,
  most: number,
  { widthOf }: Set,
): { readonly text: string; readonly sizePt: number } {
  const wanted = (widthOf(text) / 1000) * SLUG_PT;
  if (wanted <= most) return { text, sizePt: SLUG_PT };
  const sizePt = Math.max(SMALLEST_SLUG_PT, (SLUG_PT * most) / wanted);
  let cut = text;
  while (cut !== '' && (widthOf(`${cut}…`) / 1000) * sizePt > most) cut = cut.slice(0, -1).trimEnd();
  return { text: (widthOf(text) / 1000) * sizePt <= most ? text : `${cut}…`, sizePt };
}

/** On either side of the middle of the head. */
function slugText({ trim: [left, , right, head], startPt }: Surround, slug: SlugLine, face: Set): string {
  const middle = (left + right) / 2;
  const most = middle - left - mmToPt(CROSS_MM + 3 * AIR_MM);
  const y = head + startPt + mmToPt(2 * AIR_MM);
  const shown = (text: string, x: number): string => {
    const set = fitted(text, most, face);
    return `/Slug ${short(set.sizePt)} Tf 1 0 0 1 ${short(x)} ${short(y)} Tm ${face.shown(set.text)} Tj`;
  };
  const from = [left + mmToPt(AIR_MM), middle + mmToPt(CROSS_MM + 2 * AIR_MM)] as const;
  return `BT ${shown(slug.left, from[0])} ${shown(slug.right, from[1])} ET`;
}

const key = (name: string): PDFName => PDFName.of(name);

const boxOf = (page: PDFPage, name: string): BoxPt => {
  const box = page.node.lookup(key(name), PDFArray);
  return [0, 1, 2, 3].map((at) => box.lookup(at, PDFNumber).asNumber()) as unknown as BoxPt;
};

/** A form with all marks that pages of one side share. */
function sharedMarks(
  context: PDFContext,
  around: Surround,
  media: BoxPt,
  kinds: readonly Mark[],
  all: PDFRef,
  spots: readonly SpotPlate[],
): PDFRef {
  const names = spots.map((_, at) => `Spot${at}`);
  const lines = [
    ...(kinds.includes('crop') ? cropMarks(around) : []),
    ...(kinds.includes('bleed') ? bleedMarks(around) : []),
    ...(kinds.includes('registration') ? registrationMarks(around) : []),
  ];
  const program = [
    ...(lines.length > 0 ? [`/All CS 1 SCN ${LINE_PT} w 0 J [] 0 d`, ...lines] : []),
    ...(kinds.includes('colour-bar') ? colourBar(around, names) : []),
  ].join('\n');
  const spaces = context.obj({ All: all });
  for (const [at, { space }] of spots.entries()) spaces.set(key(names[at]!), space);
  const form = context.obj({ Type: 'XObject', Subtype: 'Form', BBox: [...media] });
  form.set(key('Resources'), context.obj({ ColorSpace: spaces }));
  return context.register(deflated(context, Buffer.from(program, 'latin1'), form));
}

/** A dictionary of the page's own resources, which may be shared: it is copied before anything is added. */
function shelfOf(context: PDFContext, resources: PDFDict, category: string): PDFDict {
  const shelf = resources.lookupMaybe(key(category), PDFDict)?.clone(context) ?? context.obj({});
  resources.set(key(category), shelf);
  return shelf;
}

/**
 * Draws the marks of every page and grows its media box. The boxes of trim and bleed are set already; what a page paints is clipped to its bleed, so
 * that nothing of a picture stands among the marks where the shop wants less bleed than the sheet has.
 */
export function drawMarks(pdf: PDFDocument, sheet: MarkSheet, spots: readonly SpotPlate[]): void {
  const { context } = pdf;
  const { kinds, offsetMm, slug } = sheet;
  const all = context.register(separation(context, ALL, [1, 1, 1, 1]));
  const face = kinds.includes('slug')
    ? slugFace(
        context,
        sheet.face.file,
        sheet.face.name,
        slug.flatMap(({ left, right }) => [left, right, '…']),
      )
    : undefined;
  const forms = new Map<string, PDFRef>();
  for (const [at, page] of pdf.getPages().entries()) {
    const [trim, bleed] = [boxOf(page, 'TrimBox'), boxOf(page, 'BleedBox')];
    const around: Surround = { trim, bleed, startPt: startOf({ trim, bleed }, offsetMm) };
    const reach = reachPt(around.startPt);
    const media: BoxPt = [trim[0] - reach, trim[1] - reach, trim[2] + reach, trim[3] + reach];
    page.node.set(key('MediaBox'), context.obj(media.map((value) => Math.round(value * 1000) / 1000)));
    const same = [...trim, ...bleed].join(' ');
    const marks = forms.get(same) ?? sharedMarks(context, around, media, kinds, all, spots);
    forms.set(same, marks);

    const resources = page.node.Resources()?.clone(context) ?? context.obj({});
    page.node.set(key('Resources'), resources);
    shelfOf(context, resources, 'XObject').set(key('PressMarks'), marks);
    const [x, y] = bleed;
    const clip = [x, y, bleed[2] - x, bleed[3] - y].map(short).join(' ');
    const parts = [`q ${clip} re W n`, pageContent(page), 'Q', '/PressMarks Do'];
    const said = slug[at];
    if (face && said) {
      shelfOf(context, resources, 'ColorSpace').set(key('PressAll'), all);
      shelfOf(context, resources, 'Font').set(key('Slug'), face.font);
      parts.push(`q /PressAll cs 1 scn ${slugText(around, said, face)} Q`);
    }
    const program = Buffer.concat(
      parts.flatMap((part) => [
        typeof part === 'string' ? Buffer.from(part, 'latin1') : part,
        Buffer.from('\n'),
      ]),
    );
    page.node.set(key('Contents'), context.register(deflated(context, program)));
  }
}
