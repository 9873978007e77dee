/**
 * What a finished press PDF holds, as plain facts, read from its bytes alone and never from what was meant to be written. Everything that
 * a page paints is looked at: forms, patterns, shadings, soft masks and the groups in them.
 */
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
  ParseSpeeds,
} from '@cantoo/pdf-lib';

import { adName } from '../pdf/advertisement.ts';
import { type Operand, eachOperation } from '../pdf/content.ts';
import { type FontFacts, fontFacts } from '../pdf/fonts.ts';
import { decoded, pageContent } from '../pdf/streams.ts';
import { identity, type Matrix, multiply } from '../pdf/walk.ts';

/** [left, bottom, right, top] in points. */
export type BoxPt = readonly [number, number, number, number];

/** Who made what a page holds. */
export interface Made {
  /** The advertiser's PDF that it is from: "2026-1/papir/annonse.pdf"; undefined for what d:mag made. */
  readonly ad?: string;
}

/** A colour space as a page uses it. */
export interface SpaceUse extends Made {
  /** "DeviceRGB", "ICCBased", "Separation Varnish", "DeviceN Cyan + Varnish". */
  readonly space: string;
  /** "text", "a fill", "a gradient", "a soft mask's group". */
  readonly where: string;
}

export interface TextUse extends Made {
  readonly space: string;
  /** In the space's components, 0 to 1. */
  readonly components: readonly number[];
  /** As it stands on the page. */
  readonly sizePt: number;
  readonly overprints: boolean;
  /** Where it begins, in points of the page. */
  readonly xPt: number;
  readonly yPt: number;
}

export interface PictureUse extends Made {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Bits of one component. */
  readonly bits: number;
  readonly space: string;
  /** Pixels an inch at placed size, in the direction that has fewer. */
  readonly ppi: number;
  /** Its box on the page before any clip, in points. */
  readonly box: BoxPt;
}

export interface MarkUse extends Made {
  /** As far as it is not clipped away. */
  readonly box: BoxPt;
}

export interface PressPageFacts {
  readonly media: BoxPt | undefined;
  readonly crop: BoxPt | undefined;
  readonly bleed: BoxPt | undefined;
  readonly trim: BoxPt | undefined;
  readonly art: BoxPt | undefined;
  readonly rotate: number;
  readonly userUnit: number;
  /** The page group's colour space. */
  readonly group: string | undefined;
  /** Their kinds: "Link". */
  readonly annotations: readonly string[];
  readonly spaces: readonly SpaceUse[];
  readonly texts: readonly TextUse[];
  readonly pictures: readonly PictureUse[];
  /** What is painted on every plate (Separation All), as marks are. */
  readonly marks: readonly MarkUse[];
}

export interface FontUse extends Made {
  readonly name: string;
  readonly kind: string;
  readonly embedded: boolean;
}

export interface IntentFacts {
  readonly kind: string;
  readonly identifier: string;
  readonly registry: string;
  /** The embedded profile's header: undefined where none is. */
  readonly profile:
    | { readonly components: number; readonly device: string; readonly space: string }
    | undefined;
}

export interface PressFileFacts {
  /** "1.6" */
  readonly version: string;
  readonly encrypted: boolean;
  readonly hasIdentifier: boolean;
  readonly info: Readonly<Record<string, string>>;
  /** Undefined where there is none, or none that can be read without a filter. */
  readonly xmp: string | undefined;
  readonly intents: readonly IntentFacts[];
  /** Entries of the catalog and of pages that do something: "JavaScript", "OpenAction", "AcroForm", "AA", "EmbeddedFiles". */
  readonly actions: readonly string[];
  readonly fonts: readonly FontUse[];
  readonly pages: readonly PressPageFacts[];
  /** Inks beside cyan, magenta, yellow and black, in the order in which they first occur. */
  readonly spots: readonly string[];
}

const key = (name: string): PDFName => PDFName.of(name);
const number = (operand: Operand | undefined): number => (typeof operand === 'number' ? operand : 0);
const nameOf = (operand: Operand | undefined): string => (typeof operand === 'string' ? operand : '');
const asNumber = (object: PDFObject | undefined, otherwise: number): number =>
  object instanceof PDFNumber ? object.asNumber() : otherwise;
const asText = (object: PDFObject | undefined): string =>
  object instanceof PDFString || object instanceof PDFHexString || object instanceof PDFName
    ? object.decodeText()
    : '';

const boxOf = (page: PDFPage, name: string): BoxPt | undefined => {
  const box = page.node.lookup(key(name)) ?? page.node.getInheritableAttribute(key(name));
  if (!(box instanceof PDFArray) || box.size() !== 4) return undefined;
  const [a, b, c, d] = [0, 1, 2, 3].map((at) => asNumber(box.lookup(at), 0)) as [
    number,
    number,
    number,
    number,
  ];
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
};

/** A space by its family; of an indexed one the base counts, of a pattern's the space beneath. */
function spaceName(object: PDFObject | undefined, resources: PDFDict | undefined, depth = 0): string {
  if (depth > 8 || object === undefined) return '';
  if (object instanceof PDFName) {
    const name = object.decodeText();
    const short: Record<string, string> = { G: 'DeviceGray', RGB: 'DeviceRGB', CMYK: 'DeviceCMYK' };
    const named = resources?.lookupMaybe(key('ColorSpace'), PDFDict)?.lookup(object);
    return named instanceof PDFArray || (named instanceof PDFName && named !== object)
      ? spaceName(named, resources, depth + 1)
      : (short[name] ?? name);
  }
  if (!(object instanceof PDFArray)) return '';
  const family = asText(object.lookup(0));
  if (family === 'Indexed' || family === 'I') return spaceName(object.lookup(1), resources, depth + 1);
  if (family === 'Pattern') return spaceName(object.lookup(1), resources, depth + 1) || 'Pattern';
  if (family === 'Separation') return `Separation ${asText(object.lookup(1))}`;
  if (family === 'DeviceN') {
    const names = object.lookup(1);
    return `DeviceN ${names instanceof PDFArray ? names.asArray().map(asText).join(' + ') : ''}`;
  }
  return family;
}

interface Colour {
  readonly space: string;
  readonly components: readonly number[];
}

interface State {
  ctm: Matrix;
  fill: Colour;
  stroke: Colour;
  fillOver: boolean;
  strokeOver: boolean;
  fontSize: number;
  leading: number;
  mode: number;
  lineWidth: number;
  lineCap: number;
  /** Of what has been clipped to, the box around it. */
  clip: BoxPt;
}

const EVERYWHERE: BoxPt = [-Infinity, -Infinity, Infinity, Infinity];
const cut = (one: BoxPt, other: BoxPt): BoxPt => [
  Math.max(one[0], other[0]),
  Math.max(one[1], other[1]),
  Math.min(one[2], other[2]),
  Math.min(one[3], other[3]),
];

/** The space that prints on every plate. */
export const EVERY_PLATE = 'Separation All';

const BLACK: Colour = { space: 'DeviceGray', components: [0] };
const MOST_DEPTH = 24;

/** The box around some points that a matrix has moved. */
const through = (points: readonly (readonly [number, number])[], [a, b, c, d, e, f]: Matrix): BoxPt => {
  const xs = points.map(([x, y]) => a * x + c * y + e);
  const ys = points.map(([x, y]) => b * x + d * y + f);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

class PageReading {
  readonly spaces = new Map<string, SpaceUse>();
  readonly texts: TextUse[] = [];
  readonly pictures: PictureUse[] = [];
  readonly marks: MarkUse[] = [];
  private readonly widths = new Map<PDFDict, FontFacts>();
  private readonly fonts: Map<PDFDict, FontUse>;
  private readonly seen = new Set<PDFObject>();
  /** The advertisement that is being read. */
  private made: Made;

  constructor(fonts: Map<PDFDict, FontUse>, made: Made = {}) {
    this.fonts = fonts;
    this.made = made;
  }

  note(space: string, where: string): void {
    if (space !== '')
      this.spaces.set(`${space} ${where} ${this.made.ad ?? ''}`, { space, where, ...this.made });
  }

  /** `prefix` says what the program belongs to: "a soft mask’s ". */
  program(
    bytes: Uint8Array,
    resources: PDFDict | undefined,
    start: Pick<State, 'ctm' | 'fill' | 'stroke' | 'fillOver' | 'strokeOver'> & Partial<Pick<State, 'clip'>>,
    prefix: string,
    depth: number,
  ): void {
    if (depth > MOST_DEPTH) return;
    const shelf = (category: string): PDFDict | undefined => resources?.lookupMaybe(key(category), PDFDict);
    const stack: State[] = [];
    let state: State = {
      clip: EVERYWHERE,
      ...start,
      fontSize: 0,
      leading: 0,
      mode: 0,
      lineWidth: 1,
      lineCap: 0,
    };
    let [matrix, lineX, lineY] = [identity, 0, 0];
    let path: readonly number[] | undefined;
    let clips = false;
    let font: PDFDict | undefined;
    const reach = (...points: readonly (readonly [number, number])[]): void => {
      const [left, foot, right, head] = through(points, state.ctm);
      path = path
        ? [
            Math.min(path[0]!, left),
            Math.min(path[1]!, foot),
            Math.max(path[2]!, right),
            Math.max(path[3]!, head),
          ]
        : [left, foot, right, head];
    };
    /** What has been drawn, if it is a mark. */
    const mark = (fills: boolean, strokes: boolean): void => {
      const isMark =
        (fills && state.fill.space === EVERY_PLATE) || (strokes && state.stroke.space === EVERY_PLATE);
      if (isMark && path) {
        const [left, foot, right, head] = path as BoxPt;
        const half = strokes ? (state.lineWidth * Math.hypot(state.ctm[0], state.ctm[1])) / 2 : 0;
        // A straight line with butt ends is as long as it says.
        const isButt = state.lineCap === 0;
        const across = isButt && foot === head ? 0 : half;
        const up = isButt && left === right ? 0 : half;
        this.mark([left - across, foot - up, right + across, head + up], state.clip);
      }
      endPath();
    };
    const endPath = (): void => {
      if (clips && path) state.clip = cut(state.clip, path as BoxPt);
      clips = false;
      path = undefined;
    };
    let inks: { fill: readonly Operand[]; stroke: readonly Operand[] } = { fill: [], stroke: [] };

    const paint = (which: 'fill' | 'stroke', where: string): void => {
      const { space } = state[which];
      this.note(space === 'Pattern' ? '' : space, `${prefix}${where}`);
      const pattern = shelf('Pattern')?.lookup(key(nameOf(inks[which].at(-1))));
      if (pattern !== undefined && typeof inks[which].at(-1) === 'string')
        this.pattern(pattern, resources, prefix, depth);
    };
    const text = (shown: Operand | undefined): void => {
      const [a, b, c, d, e, f] = multiply(matrix, state.ctm);
      const mode = state.mode % 4;
      const which = mode === 1 ? 'stroke' : 'fill';
      if (mode === 3) return;
      paint(which, 'text');
      if (mode === 2) paint('stroke', 'text');
      if (state[which].space === EVERY_PLATE) {
        const width = (this.advance(font, shown) / 1000) * state.fontSize;
        const [low, high] = [-0.25 * state.fontSize, state.fontSize];
        const corners = [low, high].flatMap((y) => [
          [lineX, lineY + y] as const,
          [lineX + width, lineY + y] as const,
        ]);
        this.mark(through(corners, multiply(matrix, state.ctm)), state.clip);
      }
      this.texts.push({
        ...this.made,
        ...state[which],
        sizePt: Math.abs(state.fontSize) * Math.hypot(c, d),
        overprints: which === 'fill' ? state.fillOver : state.strokeOver,
        xPt: a * lineX + c * lineY + e,
        yPt: b * lineX + d * lineY + f,
      });
    };
    const set = (which: 'fill' | 'stroke', space: string, operands: readonly Operand[]): void => {
      state[which] = {
        space,
        components: operands.filter((each): each is number => typeof each === 'number'),
      };
      inks = { ...inks, [which]: operands };
    };
    const move = (x: number, y: number): void => {
      lineX += x;
      lineY += y;
    };

    eachOperation(bytes, (operator, operands) => {
      switch (operator) {
        case 'q':
          stack.push({ ...state });
          break;
        case 'Q':
          state = stack.pop() ?? state;
          break;
        case 'cm':
          state.ctm = multiply(matrixOf(operands), state.ctm);
          break;
        case 'g':
        case 'rg':
        case 'k':
          set('fill', { g: 'DeviceGray', rg: 'DeviceRGB', k: 'DeviceCMYK' }[operator], operands);
          break;
        case 'G':
        case 'RG':
        case 'K':
          set('stroke', { G: 'DeviceGray', RG: 'DeviceRGB', K: 'DeviceCMYK' }[operator], operands);
          break;
        case 'cs':
          set('fill', spaceName(key(nameOf(operands[0])), resources), []);
          break;
        case 'CS':
          set('stroke', spaceName(key(nameOf(operands[0])), resources), []);
          break;
        case 'sc':
        case 'scn':
          set('fill', state.fill.space, operands);
          break;
        case 'SC':
        case 'SCN':
          set('stroke', state.stroke.space, operands);
          break;
        case 'gs': {
          const dict = shelf('ExtGState')?.lookup(key(nameOf(operands[0])));
          if (!(dict instanceof PDFDict)) break;
          const strokes = dict.lookup(key('OP'));
          const fills = dict.lookup(key('op')) ?? strokes;
          if (strokes !== undefined) state.strokeOver = strokes.toString() === 'true';
          if (fills !== undefined) state.fillOver = fills.toString() === 'true';
          const mask = dict.lookup(key('SMask'));
          const group = mask instanceof PDFDict ? mask.lookup(key('G')) : undefined;
          if (group instanceof PDFStream)
            this.form(group, resources, identity, BLACK, 'a soft mask’s ', depth);
          break;
        }
        case 'w':
          state.lineWidth = number(operands[0]);
          break;
        case 'J':
          state.lineCap = number(operands[0]);
          break;
        case 'm':
        case 'l':
          reach([number(operands[0]), number(operands[1])]);
          break;
        case 'c':
        case 'v':
        case 'y':
          for (let at = 0; at + 1 < operands.length; at += 2)
            reach([number(operands[at]), number(operands[at + 1])]);
          break;
        case 're': {
          const [x, y, width, height] = [0, 1, 2, 3].map((at) => number(operands[at])) as [
            number,
            number,
            number,
            number,
          ];
          reach([x, y], [x + width, y], [x, y + height], [x + width, y + height]);
          break;
        }
        case 'W':
        case 'W*':
          clips = true;
          break;
        case 'n':
          endPath();
          break;
        case 'f':
        case 'F':
        case 'f*':
          paint('fill', 'fill');
          mark(true, false);
          break;
        case 'S':
        case 's':
          paint('stroke', 'line');
          mark(false, true);
          break;
        case 'B':
        case 'B*':
        case 'b':
        case 'b*':
          paint('fill', 'fill');
          paint('stroke', 'line');
          mark(true, true);
          break;
        case 'sh': {
          const shading = shelf('Shading')?.lookup(key(nameOf(operands[0])));
          this.shading(shading, resources, prefix);
          break;
        }
        case 'BT':
          [matrix, lineX, lineY] = [identity, 0, 0];
          break;
        case 'Tm':
          [matrix, lineX, lineY] = [matrixOf(operands), 0, 0];
          break;
        case 'Td':
          move(number(operands[0]), number(operands[1]));
          break;
        case 'TD':
          state.leading = -number(operands[1]);
          move(number(operands[0]), number(operands[1]));
          break;
        case 'TL':
          state.leading = number(operands[0]);
          break;
        case 'T*':
          move(0, -state.leading);
          break;
        case 'Tr':
          state.mode = number(operands[0]);
          break;
        case 'Tf':
          state.fontSize = number(operands[1]);
          font = shelf('Font')?.lookupMaybe(key(nameOf(operands[0])), PDFDict);
          this.font(font, prefix, depth);
          break;
        case 'Tj':
        case 'TJ':
          text(operands[0]);
          break;
        case "'":
        case '"':
          move(0, -state.leading);
          text(operands.at(-1));
          break;
        case 'BI': {
          const entries = operands[0];
          const space = entries instanceof Map ? (entries.get('CS') ?? entries.get('ColorSpace')) : undefined;
          this.note(
            typeof space === 'string' ? spaceName(key(space), resources) : '',
            `${prefix}inline picture`,
          );
          break;
        }
        case 'Do': {
          const object = shelf('XObject')?.lookup(key(nameOf(operands[0])));
          if (!(object instanceof PDFStream)) break;
          if (object.dict.lookup(key('Subtype')) === key('Image')) {
            if (object.dict.lookup(key('ImageMask'))?.toString() === 'true') {
              paint('fill', 'stencil');
              reach([0, 0], [1, 0], [0, 1], [1, 1]);
              mark(true, false);
            } else this.picture(object, resources, state.ctm, prefix);
          } else this.form(object, resources, state.ctm, state.fill, prefix, depth, state);
          break;
        }
        default:
      }
    });
  }

  /** How far a text goes on, in thousandths of its size. */
  private advance(font: PDFDict | undefined, shown: Operand | undefined): number {
    if (font === undefined) return 0;
    const facts = this.widths.get(font) ?? fontFacts(font);
    this.widths.set(font, facts);
    const pieces: readonly Operand[] = Array.isArray(shown) ? (shown as readonly Operand[]) : [shown ?? null];
    return pieces.reduce((sum: number, piece) => {
      if (typeof piece === 'number') return sum - piece;
      if (!(piece instanceof Uint8Array)) return sum;
      let width = 0;
      for (let at = 0; at + facts.codeBytes <= piece.length; at += facts.codeBytes) {
        const code = facts.codeBytes === 2 ? piece[at]! * 256 + piece[at + 1]! : piece[at]!;
        width += facts.widths.get(code) ?? facts.defaultWidth;
      }
      return sum + width;
    }, 0);
  }

  private form(
    stream: PDFStream,
    resources: PDFDict | undefined,
    ctm: Matrix,
    fill: Colour,
    prefix: string,
    depth: number,
    state?: State,
  ): void {
    const before = this.made;
    const ad = adName(stream.dict);
    if (ad !== undefined) this.made = { ad };
    const own = stream.dict.lookup(key('Matrix'));
    const group = stream.dict.lookup(key('Group'));
    if (group instanceof PDFDict)
      this.note(spaceName(group.lookup(key('CS')), resources), `${prefix}transparency group`);
    const inner = own instanceof PDFArray ? multiply(matrixOfArray(own), ctm) : ctm;
    const box = stream.dict.lookup(key('BBox'));
    const [left = 0, foot = 0, right = 0, head = 0] = box instanceof PDFArray ? numbersOf(box) : [];
    const corners = [left, right].flatMap((x) => [foot, head].map((y) => [x, y] as const));
    this.program(
      decoded(stream),
      stream.dict.lookupMaybe(key('Resources'), PDFDict) ?? resources,
      {
        ctm: inner,
        clip: cut(state?.clip ?? EVERYWHERE, box instanceof PDFArray ? through(corners, inner) : EVERYWHERE),
        fill,
        stroke: state?.stroke ?? BLACK,
        fillOver: state?.fillOver ?? false,
        strokeOver: state?.strokeOver ?? false,
      },
      prefix,
      depth + 1,
    );
    this.made = before;
  }

  private pattern(object: PDFObject, resources: PDFDict | undefined, prefix: string, depth: number): void {
    if (this.seen.has(object)) return;
    this.seen.add(object);
    if (object instanceof PDFStream) {
      const own = object.dict.lookupMaybe(key('Resources'), PDFDict) ?? resources;
      const start = { ctm: identity, fill: BLACK, stroke: BLACK, fillOver: false, strokeOver: false };
      // A pattern's pictures are scaled by its own matrix, which its texts and pictures here are not: only colours count.
      const inner = new PageReading(this.fonts, this.made);
      inner.program(decoded(object), own, start, `${prefix}pattern’s `, depth + 1);
      for (const { space, where } of inner.spaces.values()) this.note(space, where);
    } else if (object instanceof PDFDict) this.shading(object.lookup(key('Shading')), resources, prefix);
  }

  private shading(object: PDFObject | undefined, resources: PDFDict | undefined, prefix: string): void {
    const dict = object instanceof PDFStream ? object.dict : object;
    if (dict instanceof PDFDict)
      this.note(spaceName(dict.lookup(key('ColorSpace')), resources), `${prefix}gradient`);
  }

  private picture(stream: PDFStream, resources: PDFDict | undefined, ctm: Matrix, prefix: string): void {
    const { dict } = stream;
    const space = spaceName(dict.lookup(key('ColorSpace')), resources);
    this.note(space, `${prefix}picture`);
    const mask = dict.lookup(key('SMask'));
    if (mask instanceof PDFStream)
      this.note(spaceName(mask.dict.lookup(key('ColorSpace')), resources), `${prefix}picture’s mask`);
    const [a, b, c, d, e, f] = ctm;
    const widthPx = asNumber(dict.lookup(key('Width')), 0);
    const heightPx = asNumber(dict.lookup(key('Height')), 0);
    const inch = (pt: number): number => pt / 72;
    const [xs, ys] = [
      [e, e + a, e + c, e + a + c],
      [f, f + b, f + d, f + b + d],
    ] as const;
    this.pictures.push({
      ...this.made,
      widthPx,
      heightPx,
      bits: asNumber(dict.lookup(key('BitsPerComponent')), 8),
      space,
      ppi: Math.min(widthPx / inch(Math.hypot(a, b)), heightPx / inch(Math.hypot(c, d))),
      box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
    });
  }

  private mark(box: BoxPt, clip: BoxPt): void {
    const seen = cut(box, clip);
    if (seen[0] <= seen[2] && seen[1] <= seen[3]) this.marks.push({ box: seen, ...this.made });
  }

  private font(object: PDFObject | undefined, prefix: string, depth: number): void {
    if (!(object instanceof PDFDict) || this.fonts.has(object)) return;
    const { name, kind, embedded } = fontFacts(object);
    this.fonts.set(object, { name, kind, embedded, ...this.made });
    if (kind !== 'Type3') return;
    const glyphs = object.lookupMaybe(key('CharProcs'), PDFDict);
    const start = { ctm: identity, fill: BLACK, stroke: BLACK, fillOver: false, strokeOver: false };
    for (const glyph of glyphs?.values() ?? []) {
      const stream = glyph instanceof PDFRef ? object.context.lookup(glyph) : glyph;
      if (stream instanceof PDFStream) {
        const own = object.lookupMaybe(key('Resources'), PDFDict);
        this.program(decoded(stream), own, start, `${prefix}letter’s `, depth + 1);
      }
    }
  }
}

const matrixOf = (operands: readonly Operand[]): Matrix =>
  [0, 1, 2, 3, 4, 5].map((at) => number(operands[at])) as unknown as Matrix;
const numbersOf = (array: PDFArray): number[] =>
  array.asArray().map((_, at) => asNumber(array.lookup(at), 0));
const matrixOfArray = (array: PDFArray): Matrix => numbersOf(array).slice(0, 6) as unknown as Matrix;

function pageFacts(page: PDFPage, fonts: Map<PDFDict, FontUse>): PressPageFacts {
  const reading = new PageReading(fonts);
  const start = { ctm: identity, fill: BLACK, stroke: BLACK, fillOver: false, strokeOver: false };
  reading.program(pageContent(page), page.node.Resources(), start, '', 0);
  const group = page.node.lookup(key('Group'));
  const groupSpace = group instanceof PDFDict ? spaceName(group.lookup(key('CS')), undefined) : undefined;
  const annotations = page.node.lookup(key('Annots'));
  return {
    media: boxOf(page, 'MediaBox'),
    crop: boxOf(page, 'CropBox'),
    bleed: boxOf(page, 'BleedBox'),
    trim: boxOf(page, 'TrimBox'),
    art: boxOf(page, 'ArtBox'),
    rotate: asNumber(page.node.getInheritableAttribute(key('Rotate')), 0),
    userUnit: asNumber(page.node.lookup(key('UserUnit')), 1),
    group: groupSpace,
    annotations:
      annotations instanceof PDFArray
        ? annotations.asArray().map((_, at) => {
            const annotation = annotations.lookup(at);
            return annotation instanceof PDFDict ? asText(annotation.lookup(key('Subtype'))) : '';
          })
        : [],
    spaces: [...reading.spaces.values()],
    texts: reading.texts,
    pictures: reading.pictures,
    marks: reading.marks,
  };
}

function intentFacts(intent: PDFDict): IntentFacts {
  const profile = intent.lookup(key('DestOutputProfile'));
  const header = profile instanceof PDFStream ? Buffer.from(decoded(profile).subarray(0, 40)) : undefined;
  return {
    kind: asText(intent.lookup(key('S'))),
    identifier: asText(intent.lookup(key('OutputConditionIdentifier'))),
    registry: asText(intent.lookup(key('RegistryName'))),
    profile:
      profile instanceof PDFStream && header
        ? {
            components: asNumber(profile.dict.lookup(key('N')), 0),
            device: header.toString('latin1', 12, 16),
            space: header.toString('latin1', 16, 20).trim(),
          }
        : undefined,
  };
}

const PROCESS = new Set(['Cyan', 'Magenta', 'Yellow', 'Black', 'All', 'None']);

/** Inks that a space names beside the four: "DeviceN Cyan + Varnish" has one. */
export const spotsIn = (space: string): string[] =>
  (/^(?:Separation|DeviceN) (.+)$/u.exec(space)?.[1] ?? '')
    .split(' + ')
    .filter((name) => name !== '' && !PROCESS.has(name));

const ACTIVE = ['OpenAction', 'AA', 'AcroForm', 'OCProperties'];

/** @throws if the bytes are no PDF */
export async function readPressFile(bytes: Uint8Array): Promise<PressFileFacts> {
  const pdf = await PDFDocument.load(bytes, {
    updateMetadata: false,
    ignoreEncryption: true,
    parseSpeed: ParseSpeeds.Fastest,
  });
  const { catalog, context } = pdf;
  const fonts = new Map<PDFDict, FontUse>();
  const pages = pdf.getPages().map((page) => pageFacts(page, fonts));
  const infoRef = context.trailerInfo.Info;
  const info = infoRef instanceof PDFRef ? context.lookup(infoRef) : infoRef;
  const metadata = catalog.lookup(key('Metadata'));
  const intents = catalog.lookup(key('OutputIntents'));
  const names = catalog.lookup(key('Names'));
  const isPlain = metadata instanceof PDFRawStream && !metadata.dict.has(key('Filter'));
  return {
    version: /%PDF-(\d\.\d)/u.exec(Buffer.from(bytes.subarray(0, 16)).toString('latin1'))?.[1] ?? '',
    encrypted: context.trailerInfo.Encrypt !== undefined,
    hasIdentifier: context.trailerInfo.ID !== undefined,
    info:
      info instanceof PDFDict
        ? Object.fromEntries(info.keys().map((name) => [name.decodeText(), asText(info.lookup(name))]))
        : {},
    xmp: isPlain ? Buffer.from(metadata.contents).toString('utf8') : undefined,
    intents:
      intents instanceof PDFArray
        ? intents.asArray().flatMap((_, at) => {
            const intent = intents.lookup(at);
            return intent instanceof PDFDict ? [intentFacts(intent)] : [];
          })
        : [],
    actions: [
      ...ACTIVE.filter((name) => catalog.has(key(name))),
      ...(names instanceof PDFDict
        ? ['JavaScript', 'EmbeddedFiles'].filter((name) => names.has(key(name)))
        : []),
      ...(pdf.getPages().some(({ node }) => node.has(key('AA'))) ? ['AA'] : []),
    ],
    fonts: [...fonts.values()],
    pages,
    spots: [...new Set(pages.flatMap(({ spaces }) => spaces.flatMap(({ space }) => spotsIn(space))))],
  };
}
