/**
 * What a finished press PDF holds, as plain facts, read from its bytes alone and never from what was meant to be written. Everything that
 * a page paints is looked at: forms, patterns, shadings, soft masks and the groups in them.
 */
import {
  PDFArray,
  type PDFContext,
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
import { inkOf } from '../pdf/press/separation.ts';
import { decoded, pageContent, shared } from '../pdf/streams.ts';
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

/** A colour, and whether the plates on which it has no ink are left as they are. */
export interface InkUse extends Made {
  readonly space: string;
  /** In the space's components, 0 to 1. */
  readonly components: readonly number[];
  readonly overprints: boolean;
  /** Of the four process inks, only mode 1 leaves the plates alone on which there is none (ISO 32000-1, 8.6.7). */
  readonly overprintMode: number;
  /** Under an opacity or a soft mask: it mixes with what is beneath, whatever its colour. */
  readonly thin: boolean;
}

export interface TextUse extends InkUse {
  /** What it says, as far as its face tells; spaces alone are seen by nobody. */
  readonly text: string;
  /** Letters for which the face has nothing to draw but a box. */
  readonly missing: number;
  readonly font: string;
  /** As it stands on the page. */
  readonly sizePt: number;
  /** Where it begins, in points of the page. */
  readonly xPt: number;
  readonly yPt: number;
  /** From its baseline to the height of capitals. */
  readonly box: BoxPt;
}

/** A line that is drawn, or a rectangle so thin that it is one. */
export interface LineUse extends InkUse {
  readonly widthPt: number;
  readonly box: BoxPt;
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
  readonly lines: readonly LineUse[];
  readonly pictures: readonly PictureUse[];
  /** What is painted on every plate (Separation All), as marks are: neither text nor line, whatever it looks like. */
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
  /** What PDF/X forbids anywhere in a file: "LZWDecode", "a PostScript object". */
  readonly forbidden: readonly string[];
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

const asInk = (object: PDFObject | undefined): string => (object instanceof PDFName ? inkOf(object) : '');

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
  if (family === 'Separation') return `Separation ${asInk(object.lookup(1))}`;
  if (family === 'DeviceN') {
    const names = object.lookup(1);
    return `DeviceN ${names instanceof PDFArray ? names.asArray().map(asInk).join(' + ') : ''}`;
  }
  return family;
}

interface Colour {
  readonly space: string;
  readonly components: readonly number[];
}

interface State {
  ctm: Matrix;
  /** What is seen lies within: the boxes of forms and of clipping paths. */
  clip: BoxPt;
  fill: Colour;
  stroke: Colour;
  fillOver: boolean;
  strokeOver: boolean;
  overMode: number;
  fillAlpha: number;
  strokeAlpha: number;
  masked: boolean;
  lineWidth: number;
  lineCap: number;
  font: FontFacts | undefined;
  fontSize: number;
  charSpace: number;
  wordSpace: number;
  scale: number;
  rise: number;
  leading: number;
  mode: number;
}

/** The space that prints on every plate. */
export const EVERY_PLATE = 'Separation All';

const BLACK: Colour = { space: 'DeviceGray', components: [0] };
const MOST_DEPTH = 24;

/** As a page begins (ISO 32000-1, 8.4.1 and 9.3.1). */
const FRESH: State = {
  ctm: identity,
  clip: [-Infinity, -Infinity, Infinity, Infinity],
  fill: BLACK,
  stroke: BLACK,
  fillOver: false,
  strokeOver: false,
  overMode: 0,
  fillAlpha: 1,
  strokeAlpha: 1,
  masked: false,
  lineWidth: 1,
  lineCap: 0,
  font: undefined,
  fontSize: 0,
  charSpace: 0,
  wordSpace: 0,
  scale: 1,
  rise: 0,
  leading: 0,
  mode: 0,
};

/** A rectangle that is thinner is a line, if it is so many times as long. */
const RULE_PT = 2;
const RULE_SHAPE = 4;
/** Of most faces, in ems. */
const CAP_HEIGHT = 0.7;

const boxAround = (matrix: Matrix, [left, bottom, right, top]: BoxPt): BoxPt => {
  const [a, b, c, d, e, f] = matrix;
  const xs = [a * left + c * bottom, a * left + c * top, a * right + c * bottom, a * right + c * top];
  const ys = [b * left + d * bottom, b * left + d * top, b * right + d * bottom, b * right + d * top];
  return [Math.min(...xs) + e, Math.min(...ys) + f, Math.max(...xs) + e, Math.max(...ys) + f];
};

const cut = (one: BoxPt, other: BoxPt): BoxPt => [
  Math.max(one[0], other[0]),
  Math.max(one[1], other[1]),
  Math.min(one[2], other[2]),
  Math.min(one[3], other[3]),
];

/** Whether anything of a box lies within a clip; a line has no width of its own. */
const isSeen = (box: BoxPt, clip: BoxPt): boolean => {
  const [left, bottom, right, top] = cut(box, clip);
  return left <= right && bottom <= top;
};

interface OpenText {
  readonly text: Writable<TextUse>;
  readonly colour: Colour;
  readonly face: FontFacts | undefined;
  endPt: number;
}

type Writable<Of> = { -readonly [Name in keyof Of]: Of[Name] };

/** In ems: a wider gap parts two texts, and one as wide as this two words. */
const WORD_EM = 1.2;
const SPACE_EM = 0.14;

/** Codes of a shown string. */
const codesOf = (bytes: Uint8Array, codeBytes: 1 | 2): number[] =>
  codeBytes === 1
    ? [...bytes]
    : Array.from({ length: bytes.length >> 1 }, (_, at) => bytes[2 * at]! * 256 + bytes[2 * at + 1]!);

class PageReading {
  readonly spaces = new Map<string, SpaceUse>();
  readonly texts: TextUse[] = [];
  readonly lines: LineUse[] = [];
  readonly pictures: PictureUse[] = [];
  readonly marks: MarkUse[] = [];
  private readonly fonts: FontShelf;
  private readonly seen = new Set<PDFObject>();
  /** The text that was shown last, as long as more of its line may follow. */
  private open: OpenText | undefined;
  /** The advertisement that is being read. */
  private made: Made;

  constructor(fonts: FontShelf, made: Made = {}) {
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
    start: State,
    prefix: string,
    depth: number,
  ): void {
    if (depth > MOST_DEPTH) return;
    const shelf = (category: string): PDFDict | undefined => resources?.lookupMaybe(key(category), PDFDict);
    const stack: State[] = [];
    let state: State = { ...start };
    let [matrix, lineX, lineY, penX] = [identity, 0, 0, 0];
    let inks: { fill: readonly Operand[]; stroke: readonly Operand[] } = { fill: [], stroke: [] };
    // Of a soft mask only the light counts: it prints nothing.
    const prints = !prefix.includes('mask');
    let path: { box: BoxPt | undefined; rectangles: BoxPt[] } = { box: undefined, rectangles: [] };
    let clips = false;
    const reach = (...points: readonly number[]): void => {
      for (let at = 0; at + 1 < points.length; at += 2) {
        const [x, y] = [points[at]!, points[at + 1]!];
        const { box } = path;
        path.box = box
          ? [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
          : [x, y, x, y];
      }
    };

    const paint = (which: 'fill' | 'stroke', where: string): void => {
      const { space } = state[which];
      this.note(space === 'Pattern' ? '' : space, `${prefix}${where}`);
      const pattern = shelf('Pattern')?.lookup(key(nameOf(inks[which].at(-1))));
      if (pattern !== undefined && typeof inks[which].at(-1) === 'string')
        this.pattern(pattern, resources, prefix, depth);
    };
    const inkOf = (which: 'fill' | 'stroke'): InkUse => ({
      ...this.made,
      ...state[which],
      overprints: which === 'fill' ? state.fillOver : state.strokeOver,
      overprintMode: state.overMode,
      thin: state.masked || (which === 'fill' ? state.fillAlpha : state.strokeAlpha) < 1,
    });
    const stroke = (): void => {
      paint('stroke', 'line');
      const { ctm } = state;
      if (!prints || !path.box) return;
      const widthPt = state.lineWidth * Math.sqrt(Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]));
      const box = boxAround(ctm, path.box);
      if (state.stroke.space !== EVERY_PLATE) {
        if (isSeen(box, state.clip)) this.lines.push({ ...inkOf('stroke'), widthPt, box });
        return;
      }
      const [left, bottom, right, top] = box;
      // A straight line with butt ends is as long as it says.
      const isButt = state.lineCap === 0;
      const across = isButt && bottom === top ? 0 : widthPt / 2;
      const up = isButt && left === right ? 0 : widthPt / 2;
      this.mark(state.stroke, [left - across, bottom - up, right + across, top + up], state.clip);
    };
    const fill = (): void => {
      paint('fill', 'fill');
      if (!prints) return;
      if (state.fill.space === EVERY_PLATE) {
        if (path.box) this.mark(state.fill, boxAround(state.ctm, path.box), state.clip);
        return;
      }
      for (const rectangle of path.rectangles) {
        const box = boxAround(state.ctm, rectangle);
        const [short, long] = [box[2] - box[0], box[3] - box[1]].toSorted((one, other) => one - other);
        const isRule = short! > 0 && short! < RULE_PT && long! >= RULE_SHAPE * short!;
        if (isRule && isSeen(box, state.clip)) this.lines.push({ ...inkOf('fill'), widthPt: short!, box });
      }
    };
    const endPath = (): void => {
      if (clips && path.box) state.clip = cut(state.clip, boxAround(state.ctm, path.box));
      clips = false;
      path = { box: undefined, rectangles: [] };
    };
    const text = (shown: readonly Operand[]): void => {
      const whole = multiply(matrix, state.ctm);
      const [a, b, c, d, e, f] = whole;
      const mode = state.mode % 4;
      const which = mode === 1 ? 'stroke' : 'fill';
      const { font, fontSize } = state;
      const from = penX;
      let said = '';
      let missing = 0;
      for (const each of shown) {
        if (typeof each === 'number') penX -= (each / 1000) * fontSize * state.scale;
        if (!(each instanceof Uint8Array)) continue;
        for (const code of codesOf(each, font?.codeBytes ?? 1)) {
          said += font?.unicode.get(code) ?? (font && font.unicode.size > 0 ? '' : String.fromCharCode(code));
          // A composite face's first glyph is the one that stands for all that it lacks (ISO 32000-1, 9.7.6.3).
          if (code === 0 && font?.codeBytes === 2) missing++;
          const width = ((font?.widths.get(code) ?? font?.defaultWidth ?? 0) / 1000) * fontSize;
          const space = code === 32 && font?.codeBytes === 1 ? state.wordSpace : 0;
          penX += (width + state.charSpace + space) * state.scale;
        }
      }
      if (mode === 3) return;
      // Ligatures as the letters that they are.
      said = said.normalize('NFKC');
      const [x, y] = [lineX + from, lineY + state.rise];
      const [xPt, yPt] = [a * x + c * y + e, b * x + d * y + f];
      const sizePt = Math.abs(fontSize) * Math.hypot(c, d);
      const colour = state[which];
      const before = this.open;
      // A browser shows letter by letter. What goes on in one line, face and colour is one text.
      if (
        before?.colour === colour &&
        colour.space !== EVERY_PLATE &&
        before.face === font &&
        b === 0 &&
        a > 0 &&
        Math.abs(before.text.yPt - yPt) < 0.01 &&
        Math.abs(before.text.sizePt - sizePt) < 0.01 &&
        Math.abs(xPt - before.endPt) < WORD_EM * sizePt
      ) {
        const gap = xPt - before.endPt > SPACE_EM * sizePt && !/\s$/u.test(before.text.text);
        const [left, bottom, , top] = before.text.box;
        before.endPt = xPt + a * (penX - from);
        before.text.text += `${gap ? ' ' : ''}${said}`;
        before.text.missing += missing;
        before.text.box = [left, bottom, before.endPt, top];
        return;
      }
      paint(which, 'text');
      if (mode === 2) paint('stroke', 'text');
      const box = boxAround(whole, [x, y, lineX + penX, y + fontSize * CAP_HEIGHT]);
      if (!prints || !isSeen(box, state.clip)) return;
      if (colour.space === EVERY_PLATE) {
        this.mark(colour, boxAround(whole, [x, y - fontSize / 4, lineX + penX, y + fontSize]), state.clip);
        return;
      }
      const made = { ...inkOf(which), text: said, missing, font: font?.name ?? '', sizePt, xPt, yPt, box };
      this.texts.push(made);
      this.open = { text: made, colour, face: font, endPt: box[2] };
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
      penX = 0;
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
          this.open = undefined;
          const dict = shelf('ExtGState')?.lookup(key(nameOf(operands[0])));
          if (!(dict instanceof PDFDict)) break;
          const strokes = dict.lookup(key('OP'));
          const fills = dict.lookup(key('op')) ?? strokes;
          if (strokes !== undefined) state.strokeOver = strokes.toString() === 'true';
          if (fills !== undefined) state.fillOver = fills.toString() === 'true';
          state.overMode = asNumber(dict.lookup(key('OPM')), state.overMode);
          state.fillAlpha = asNumber(dict.lookup(key('ca')), state.fillAlpha);
          state.strokeAlpha = asNumber(dict.lookup(key('CA')), state.strokeAlpha);
          state.lineWidth = asNumber(dict.lookup(key('LW')), state.lineWidth);
          const mask = dict.lookup(key('SMask'));
          const group = mask instanceof PDFDict ? mask.lookup(key('G')) : undefined;
          if (mask !== undefined) state.masked = mask instanceof PDFDict;
          if (group instanceof PDFStream) this.form(group, resources, FRESH, 'a soft mask’s ', depth);
          break;
        }
        case 'w':
          state.lineWidth = number(operands[0]);
          break;
        case 'J':
          state.lineCap = number(operands[0]);
          break;
        case 're': {
          const [x, y, width, height] = [0, 1, 2, 3].map((at) => number(operands[at])) as [
            number,
            number,
            number,
            number,
          ];
          path.rectangles.push([
            Math.min(x, x + width),
            Math.min(y, y + height),
            Math.max(x, x + width),
            Math.max(y, y + height),
          ]);
          reach(x, y, x + width, y + height);
          break;
        }
        case 'm':
        case 'l':
        case 'c':
        case 'v':
        case 'y':
          reach(...operands.map(number));
          break;
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
          fill();
          endPath();
          break;
        case 'S':
        case 's':
          stroke();
          endPath();
          break;
        case 'B':
        case 'B*':
        case 'b':
        case 'b*':
          fill();
          stroke();
          endPath();
          break;
        case 'sh': {
          const shading = shelf('Shading')?.lookup(key(nameOf(operands[0])));
          this.shading(shading, resources, prefix);
          break;
        }
        case 'BT':
          [matrix, lineX, lineY, penX] = [identity, 0, 0, 0];
          break;
        case 'Tm':
          [matrix, lineX, lineY, penX] = [matrixOf(operands), 0, 0, 0];
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
          state.font = this.font(shelf('Font')?.lookup(key(nameOf(operands[0]))), prefix, depth);
          break;
        case 'Tc':
          state.charSpace = number(operands[0]);
          break;
        case 'Tw':
          state.wordSpace = number(operands[0]);
          break;
        case 'Tz':
          state.scale = number(operands[0]) / 100;
          break;
        case 'Ts':
          state.rise = number(operands[0]);
          break;
        case 'Tj':
          text(operands);
          break;
        case 'TJ':
          text(Array.isArray(operands[0]) ? (operands[0] as readonly Operand[]) : []);
          break;
        case "'":
          move(0, -state.leading);
          text(operands);
          break;
        case '"':
          state.wordSpace = number(operands[0]);
          state.charSpace = number(operands[1]);
          move(0, -state.leading);
          text(operands.slice(2));
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
              if (prints) this.mark(state.fill, boxAround(state.ctm, [0, 0, 1, 1]), state.clip);
            } else this.picture(object, resources, state.ctm, prefix);
          } else this.form(object, resources, state, prefix, depth);
          break;
        }
        default:
      }
    });
  }

  private form(
    stream: PDFStream,
    resources: PDFDict | undefined,
    state: State,
    prefix: string,
    depth: number,
  ): void {
    const before = this.made;
    const ad = adName(stream.dict);
    if (ad !== undefined) this.made = { ad };
    const own = stream.dict.lookup(key('Matrix'));
    const ctm = own instanceof PDFArray ? multiply(matrixOfArray(own), state.ctm) : state.ctm;
    const bbox = stream.dict.lookup(key('BBox'));
    const bounds =
      bbox instanceof PDFArray ? bbox.asArray().map((_, at) => asNumber(bbox.lookup(at), 0)) : [];
    const group = stream.dict.lookup(key('Group'));
    if (group instanceof PDFDict)
      this.note(spaceName(group.lookup(key('CS')), resources), `${prefix}transparency group`);
    this.program(
      decoded(stream),
      stream.dict.lookupMaybe(key('Resources'), PDFDict) ?? resources,
      {
        ...state,
        ctm,
        clip: bounds.length === 4 ? cut(state.clip, boxAround(ctm, bounds as unknown as BoxPt)) : state.clip,
        // What is painted into it, or the whole of it, is thin.
        masked: state.masked || state.fillAlpha < 1,
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
      // A pattern's pictures are scaled by its own matrix, which its texts and pictures here are not: only colours count.
      const inner = new PageReading(this.fonts, this.made);
      inner.program(decoded(object), own, FRESH, `${prefix}pattern’s `, depth + 1);
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

  private mark({ space }: Colour, box: BoxPt, clip: BoxPt): void {
    if (space === EVERY_PLATE && isSeen(box, clip)) this.marks.push({ box: cut(box, clip), ...this.made });
  }

  private font(object: PDFObject | undefined, prefix: string, depth: number): FontFacts | undefined {
    if (!(object instanceof PDFDict)) return undefined;
    const before = this.fonts.get(object);
    if (before) return before.facts;
    const facts = fontFacts(object);
    const { name, kind, embedded } = facts;
    this.fonts.set(object, { use: { name, kind, embedded, ...this.made }, facts });
    if (kind !== 'Type3') return facts;
    const glyphs = object.lookupMaybe(key('CharProcs'), PDFDict);
    for (const glyph of glyphs?.values() ?? []) {
      const stream = glyph instanceof PDFRef ? object.context.lookup(glyph) : glyph;
      if (stream instanceof PDFStream) {
        const own = object.lookupMaybe(key('Resources'), PDFDict);
        this.program(decoded(stream), own, FRESH, `${prefix}letter’s `, depth + 1);
      }
    }
    return facts;
  }
}

/** Faces of a file as they are met. */
type FontShelf = Map<PDFDict, { readonly use: FontUse; readonly facts: FontFacts }>;

const matrixOf = (operands: readonly Operand[]): Matrix =>
  [0, 1, 2, 3, 4, 5].map((at) => number(operands[at])) as unknown as Matrix;
const matrixOfArray = (array: PDFArray): Matrix =>
  [0, 1, 2, 3, 4, 5].map((at) => asNumber(array.lookup(at), 0)) as unknown as Matrix;

function pageFacts(page: PDFPage, fonts: FontShelf): PressPageFacts {
  const reading = new PageReading(fonts);
  reading.program(pageContent(page), page.node.Resources(), FRESH, '', 0);
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
    lines: reading.lines,
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

/** ISO 15930-7, 6: no filter whose patent was feared, no program beside the page's own, no second picture for a screen, no curve of one's own. */
function forbiddenIn(context: PDFContext): string[] {
  const found = new Set<string>();
  const visit = (object: PDFObject | undefined, depth: number): void => {
    if (object instanceof PDFStream) visit(object.dict, depth);
    else if (object instanceof PDFArray && depth < 8)
      for (let at = 0; at < object.size(); at++) visit(object.get(at), depth + 1);
    if (!(object instanceof PDFDict) || depth > 8) return;
    const { get, has } = {
      get: (name: string) => object.lookup(key(name)),
      has: (name: string) => object.has(key(name)),
    };
    const filter = get('Filter');
    const filters = filter instanceof PDFArray ? filter.asArray().map(asText) : [asText(filter)];
    if (filters.some((name) => name === 'LZWDecode' || name === 'LZW')) found.add('the filter LZWDecode');
    const subtype = asText(get('Subtype'));
    if (subtype === 'PS' || asText(get('Subtype2')) === 'PS') found.add('a PostScript object');
    if (subtype === 'Image' && has('Alternates')) found.add('alternate pictures');
    if (subtype === 'Image' && has('OPI')) found.add('a picture that is to be exchanged (OPI)');
    if (has('TR')) found.add('a transfer curve (TR)');
    if (has('TR2') && asText(get('TR2')) !== 'Default') found.add('a transfer curve (TR2)');
    if (has('HTP')) found.add('a halftone’s place (HTP)');
    for (const value of object.values()) if (!(value instanceof PDFRef)) visit(value, depth + 1);
  };
  for (const [, object] of context.enumerateIndirectObjects()) visit(object, 0);
  return [...found];
}

const ACTIVE = ['OpenAction', 'AA', 'AcroForm', 'OCProperties'];

/** @throws if the bytes are no PDF */
export async function readPressFile(bytes: Uint8Array): Promise<PressFileFacts> {
  const pdf = await PDFDocument.load(shared(bytes), {
    updateMetadata: false,
    ignoreEncryption: true,
    parseSpeed: ParseSpeeds.Fastest,
  });
  const { catalog, context } = pdf;
  const fonts: FontShelf = new Map();
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
    fonts: [...fonts.values()].map(({ use }) => use),
    pages,
    forbidden: forbiddenIn(context),
    spots: [...new Set(pages.flatMap(({ spaces }) => spaces.flatMap(({ space }) => spotsIn(space))))],
  };
}
