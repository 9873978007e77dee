/**
 * Drawing programs rewritten for the press: pages, forms, tiling patterns and the groups of soft masks. Colour is taken out where it is set and put
 * in where something is painted, since only then is it known what it paints: text, a thin rule, a shade over a picture.
 */
import {
  type PDFContext,
  PDFArray,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

import { slotOf } from '../../model/advertisement.ts';
import { ptToMm } from '../../model/geometry.ts';
import { type AdPdf, adForm, adMatrix } from '../advertisement.ts';
import { type Operand, eachOperation } from '../content.ts';
import { decoded, deflated } from '../streams.ts';
import { type Matrix, identity, inverse, multiply } from '../walk.ts';
import type { Inks, Spot } from './colour.ts';
import { numbersOf } from './functions.ts';
import { inlineImage } from './inline.ts';
import { type PressPicture, pictureObject, pressRaster } from './pictures.ts';
import { ResourceShelf } from './resources.ts';
import { separation } from './separation.ts';
import { lightOf, pressShading, type Target } from './shadings.ts';
import { CMYK, GRAY, RGB, type Source, type Space, spaceOf } from './spaces.ts';

/** A form that draws itself would never end; none that a browser prints is nested this deep. */
const MOST_DEPTH = 24;

const key = (name: string): PDFName => PDFName.of(name);
const number = (operand: Operand | undefined): number => (typeof operand === 'number' ? operand : 0);
const nameOf = (operand: Operand | undefined): string => (typeof operand === 'string' ? operand : '');
const numbers = (operands: readonly Operand[]): number[] =>
  operands.filter((operand): operand is number => typeof operand === 'number');

/** [left, bottom, right, top] in the page's points. */
type Box = readonly [number, number, number, number];
const EVERYWHERE: Box = [-Infinity, -Infinity, Infinity, Infinity];
const cut = (one: Box, other: Box): Box => [
  Math.max(one[0], other[0]),
  Math.max(one[1], other[1]),
  Math.min(one[2], other[2]),
  Math.min(one[3], other[3]),
];
/** Whether something is left of a box; what touches by a hundredth of a point does not overlap. */
const isArea = (box: Box): boolean => box[2] - box[0] > 0.01 && box[3] - box[1] > 0.01;

/** What stroke or fill is set to. */
type Paint =
  | { readonly kind: 'colour'; readonly source: Source; readonly space?: string }
  | { readonly kind: 'pattern'; readonly name: string; readonly under?: Source }
  /** Set by the program that draws this one, which has written it already. */
  | { readonly kind: 'inherited' };

const BLACK: Paint = { kind: 'colour', source: GRAY.source([0]) };

interface State {
  ctm: Matrix;
  clip: Box;
  fill: Paint;
  stroke: Paint;
  fillSpace: Space | 'pattern';
  strokeSpace: Space | 'pattern';
  fillSpaceName: string;
  strokeSpaceName: string;
  fillAlpha: number;
  strokeAlpha: number;
  masked: boolean;
  lineWidth: number;
  fontSize: number;
  textMode: number;
  /** What the rewritten program has set so far; undefined where that is not known. */
  written: WrittenInk;
}

interface WrittenInk {
  readonly fill: string | undefined;
  readonly stroke: string | undefined;
  readonly over: boolean;
}

/** What the ink of text hangs on. */
type TextInk = Pick<State, 'fill' | 'fillAlpha' | 'masked' | 'written'> & { readonly mayOverprint: boolean };

/** What a program inherits from where it is painted. */
export interface Place {
  readonly target: Target;
  readonly ctm: Matrix;
  readonly clip: Box;
  /** Whether what it paints is thin as a whole: under an opacity or in a soft mask. */
  readonly thin: boolean;
  /** Known from outside for a pattern, which has no place of its own. */
  readonly overPicture: boolean | undefined;
  readonly fill: Paint;
  readonly stroke: Paint;
  readonly depth: number;
}

export const onPage: Place = {
  target: 'ink',
  ctm: identity,
  clip: EVERYWHERE,
  thin: false,
  overPicture: undefined,
  fill: BLACK,
  stroke: BLACK,
  depth: 0,
};

/** An advertiser's PDF in the place of a proxy. */
export interface PressAd {
  /** "2026-1/papir/annonse.pdf" */
  readonly name: string;
  readonly ad: AdPdf;
}

/** All graphics state that a page begins with and a form would otherwise inherit. */
const FRESH = '0 0 0 1 k 0 0 0 1 K 1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts';

/** A part of the file that could not be brought to press: what it is, in words. */
export type Refusal = string;

interface Written {
  readonly bytes: Uint8Array;
  readonly resources: PDFDict;
}

const short = (value: number): string => `${Math.round(value * 1e4) / 1e4}`;

export class Press {
  readonly context: PDFContext;
  readonly inks: Inks;
  readonly refusals = new Set<Refusal>();
  /** Hashes of the proxies that have been exchanged. */
  readonly met = new Set<string>();
  private readonly pictures: ReadonlyMap<string, PressPicture | undefined>;
  private readonly hashOf: (stream: PDFRawStream) => string;
  /** Trim of the page that is being rewritten, in its points. */
  trim: Box = EVERYWHERE;
  private readonly ads: ReadonlyMap<string, PressAd>;
  private readonly date: string;
  private readonly adForms = new Map<string, PDFRef>();
  private readonly photographs = new Map<string, PDFRef>();
  private readonly made = new Map<string, PDFRef>();
  private readonly plates = new Map<string, PDFRef>();
  private readonly numbersOfDicts = new Map<PDFDict, number>();

  constructor(
    context: PDFContext,
    inks: Inks,
    pictures: ReadonlyMap<string, PressPicture | undefined>,
    hashOf: (stream: PDFRawStream) => string,
    { ads = new Map(), date = '' }: { ads?: ReadonlyMap<string, PressAd>; date?: string } = {},
  ) {
    this.ads = ads;
    this.date = date;
    this.context = context;
    this.inks = inks;
    this.pictures = pictures;
    this.hashOf = hashOf;
  }

  /** Makes an object once for everything that it depends on. */
  once(
    kind: string,
    object: PDFObject,
    depends: unknown,
    make: () => PDFObject | undefined,
  ): PDFRef | undefined {
    const dict = object instanceof PDFStream ? object.dict : object;
    if (!(dict instanceof PDFDict)) return undefined;
    const of = this.numbersOfDicts.get(dict) ?? this.numbersOfDicts.size;
    this.numbersOfDicts.set(dict, of);
    const name = `${kind} ${of} ${JSON.stringify(depends)}`;
    const before = this.made.get(name);
    if (before !== undefined) return before;
    const made = make();
    if (made === undefined) return undefined;
    const ref = made instanceof PDFRef ? made : this.context.register(made);
    this.made.set(name, ref);
    return ref;
  }

  /** The photograph behind a proxy; undefined where the picture is none of the issue's, or cannot be had. */
  photograph(stream: PDFRawStream): PDFRef | undefined {
    const hash = this.hashOf(stream);
    const known = this.photographs.get(hash);
    if (known !== undefined) return known;
    const picture = this.pictures.get(hash);
    if (this.pictures.has(hash)) this.met.add(hash);
    if (picture === undefined) return undefined;
    const ref = pictureObject(this.context, picture);
    this.photographs.set(hash, ref);
    return ref;
  }

  /** The space of a spot ink: one for all that is printed with it, as PDF/X asks. */
  plate({ name, build }: Spot): PDFRef {
    const before = this.plates.get(name);
    if (before !== undefined) return before;
    const space = this.context.register(separation(this.context, name, build));
    this.plates.set(name, space);
    return space;
  }

  /** The spot inks that have been used. */
  get spots(): readonly { readonly name: string; readonly space: PDFRef }[] {
    return Array.from(this.plates, ([name, space]) => ({ name, space }));
  }

  isProxy(stream: PDFRawStream): boolean {
    return this.pictures.has(this.hashOf(stream));
  }

  /** The advertiser's PDF behind a proxy, and the form that it has become. */
  advertisement(stream: PDFStream): { readonly ad: AdPdf; readonly form: PDFRef } | undefined {
    if (this.ads.size === 0 || !(stream instanceof PDFRawStream)) return undefined;
    const hash = this.hashOf(stream);
    const found = this.ads.get(hash);
    if (found === undefined) return undefined;
    this.met.add(hash);
    const form = this.adForms.get(hash) ?? adForm(this.context, found.ad, found.name, this.date);
    this.adForms.set(hash, form);
    return { ad: found.ad, form };
  }
}

/** One program. `pictures` gathers where photographs stand, over all the programs of a page. */
class Rewriting {
  private readonly press: Press;
  private readonly bytes: Uint8Array;
  private readonly resources: PDFDict | undefined;
  private readonly shelf: ResourceShelf;
  private readonly place: Place;
  private readonly pictures: Box[];
  private readonly out: Uint8Array[] = [];
  private taken = 0;
  private state: State;
  private readonly stack: State[] = [];
  private pathStart = -1;
  private pathBox: Box | undefined;
  /** How thick the thickest rectangle of the path is, in points; infinite where it is made of more than rectangles. */
  private thickest = 0;
  private clips = false;
  private textMatrix: Matrix = identity;
  /** An uncoloured pattern has no colours of its own. */
  private readonly coloured: boolean;
  /** The ink that the last text was painted with, if the same text might be painted again as it is. */
  private set: TextInk | undefined;

  constructor(
    press: Press,
    bytes: Uint8Array,
    resources: PDFDict | undefined,
    place: Place,
    pictures: Box[],
    coloured: boolean,
  ) {
    this.press = press;
    this.bytes = bytes;
    this.resources = resources;
    this.place = place;
    this.pictures = pictures;
    this.coloured = coloured;
    this.shelf = new ResourceShelf(press.context, resources);
    this.state = {
      ctm: place.ctm,
      clip: place.clip,
      fill: place.fill,
      stroke: place.stroke,
      fillSpace: GRAY,
      strokeSpace: GRAY,
      fillSpaceName: '',
      strokeSpaceName: '',
      fillAlpha: 1,
      strokeAlpha: 1,
      masked: false,
      lineWidth: 1,
      fontSize: 0,
      textMode: 0,
      written: { fill: undefined, stroke: undefined, over: false },
    };
  }

  run(): Written {
    eachOperation(this.bytes, (operator, operands, start, end) => this.step(operator, operands, start, end));
    this.out.push(this.bytes.subarray(this.taken));
    return { bytes: Buffer.concat(this.out), resources: this.shelf.dict() };
  }

  /** Puts text in the place of the bytes from `start` to `end`. */
  private splice(start: number, end: number, text: string): void {
    this.out.push(this.bytes.subarray(this.taken, start));
    if (text !== '') this.out.push(Buffer.from(`${text}\n`, 'latin1'));
    this.taken = end;
  }

  private step(operator: string, operands: readonly Operand[], start: number, end: number): void {
    const { state } = this;
    switch (operator) {
      case 'q':
        this.stack.push({ ...state });
        break;
      case 'Q':
        this.state = this.stack.pop() ?? state;
        break;
      case 'cm':
        state.ctm = multiply(matrixFrom(operands), state.ctm);
        break;
      case 'w':
        state.lineWidth = number(operands[0]);
        break;
      case 'rg':
      case 'g':
      case 'k':
        this.setColour('fill', operator === 'rg' ? RGB : operator === 'g' ? GRAY : CMYK, operands);
        this.splice(start, end, '');
        break;
      case 'RG':
      case 'G':
      case 'K':
        this.setColour('stroke', operator === 'RG' ? RGB : operator === 'G' ? GRAY : CMYK, operands);
        this.splice(start, end, '');
        break;
      case 'cs':
      case 'CS':
        this.setSpace(operator === 'cs' ? 'fill' : 'stroke', nameOf(operands[0]));
        this.splice(start, end, '');
        break;
      case 'sc':
      case 'scn':
      case 'SC':
      case 'SCN':
        this.setComponents(operator.startsWith('s') ? 'fill' : 'stroke', operands);
        this.splice(start, end, '');
        break;
      case 'gs':
        this.splice(start, end, this.graphicsState(nameOf(operands[0])));
        break;
      case 'ri':
        // One intent for the whole page is the press's business.
        this.splice(start, end, '');
        break;
      case 'BDC':
      case 'BMC':
      case 'EMC':
      case 'MP':
      case 'DP':
        // Marks for readers; a layer (OC) is no browser's.
        this.splice(start, end, '');
        break;
      case 'm':
      case 'l':
        this.point(start, number(operands[0]), number(operands[1]));
        break;
      case 'c':
      case 'v':
      case 'y':
        for (let at = 0; at + 1 < operands.length; at += 2)
          this.point(start, number(operands[at]), number(operands[at + 1]));
        break;
      case 're':
        this.rectangle(start, operands);
        break;
      case 'W':
      case 'W*':
        this.clips = true;
        break;
      case 'f':
      case 'F':
      case 'f*':
        this.paintPath(start, true, false);
        break;
      case 'S':
      case 's':
        this.paintPath(start, false, true);
        break;
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
        this.paintPath(start, true, true);
        break;
      case 'n':
        this.endPath();
        break;
      case 'sh':
        this.splice(start, end, this.shade(nameOf(operands[0])));
        break;
      case 'BT':
        this.textMatrix = identity;
        break;
      case 'Tm':
        this.textMatrix = matrixFrom(operands);
        break;
      case 'Tf':
        state.fontSize = number(operands[1]);
        break;
      case 'Tr':
        state.textMode = number(operands[0]);
        break;
      case 'Tj':
      case 'TJ':
      case "'":
      case '"':
        this.paintText(start);
        break;
      case 'BI':
        this.inline(operands, start, end);
        break;
      case 'Do':
        this.splice(start, end, this.object(nameOf(operands[0])));
        break;
      default:
    }
  }

  // Colour, as it is set

  private setColour(which: 'fill' | 'stroke', space: Space, operands: readonly Operand[]): void {
    const { state } = this;
    state[which] = { kind: 'colour', source: space.source(numbers(operands)) };
    if (which === 'fill') [state.fillSpace, state.fillSpaceName] = [space, ''];
    else [state.strokeSpace, state.strokeSpaceName] = [space, ''];
  }

  private setSpace(which: 'fill' | 'stroke', name: string): void {
    const object = this.resources?.lookupMaybe(key('ColorSpace'), PDFDict)?.lookup(key(name));
    const isPattern =
      name === 'Pattern' || (object instanceof PDFArray && object.lookup(0) === key('Pattern'));
    const found = isPattern ? undefined : spaceOf(key(name), this.resources);
    const under =
      object instanceof PDFArray && isPattern ? spaceOf(object.lookup(1), this.resources) : undefined;
    if (!isPattern && found === undefined) this.press.refusals.add(`a colour space called ${name}`);
    const space: Space | 'pattern' = isPattern ? 'pattern' : (found ?? GRAY);
    const { state } = this;
    if (which === 'fill') [state.fillSpace, state.fillSpaceName] = [space, name];
    else [state.strokeSpace, state.strokeSpaceName] = [space, name];
    this.under[which] = under;
    if (space !== 'pattern')
      state[which] = { kind: 'colour', source: space.source(space.initial), space: name };
  }

  private readonly under: { fill: Space | undefined; stroke: Space | undefined } = {
    fill: undefined,
    stroke: undefined,
  };

  private setComponents(which: 'fill' | 'stroke', operands: readonly Operand[]): void {
    const { state } = this;
    const space = which === 'fill' ? state.fillSpace : state.strokeSpace;
    const spaceName = which === 'fill' ? state.fillSpaceName : state.strokeSpaceName;
    if (space !== 'pattern') {
      state[which] = { kind: 'colour', source: space.source(numbers(operands)), space: spaceName };
      return;
    }
    const values = numbers(operands);
    const under = this.under[which];
    state[which] = {
      kind: 'pattern',
      name: nameOf(operands.at(-1)),
      ...(under && values.length > 0 && { under: under.source(values) }),
    };
  }

  private graphicsState(name: string): string {
    const { state, press } = this;
    const dict = this.resources?.lookupMaybe(key('ExtGState'), PDFDict)?.lookup(key(name));
    if (!(dict instanceof PDFDict)) return '';
    const value = (entry: string, otherwise: number): number => {
      const found = Number(dict.lookup(key(entry))?.toString());
      return Number.isFinite(found) ? found : otherwise;
    };
    state.fillAlpha = value('ca', state.fillAlpha);
    state.strokeAlpha = value('CA', state.strokeAlpha);
    state.lineWidth = value('LW', state.lineWidth);
    const mask = dict.lookup(key('SMask'));
    if (mask !== undefined) state.masked = mask instanceof PDFDict;
    const ref = press.once('state', dict, [this.place.target, this.place.depth > MOST_DEPTH], () =>
      this.pressState(dict),
    );
    return ref === undefined ? '' : `/${this.shelf.use('ExtGState', name, ref)} gs`;
  }

  /** A graphics state without what belongs to the device, its mask in grey. */
  private pressState(dict: PDFDict): PDFDict {
    const { context } = this.press;
    const out = context.obj({});
    for (const name of ['Type', 'LW', 'LC', 'LJ', 'ML', 'D', 'BM', 'CA', 'ca', 'AIS', 'TK', 'SA']) {
      const value = dict.get(key(name));
      if (value !== undefined) out.set(key(name), value);
    }
    const mask = dict.lookup(key('SMask'));
    if (mask instanceof PDFDict) out.set(key('SMask'), this.mask(mask));
    else if (mask !== undefined) out.set(key('SMask'), key('None'));
    return out;
  }

  private mask(mask: PDFDict): PDFDict {
    const { context } = this.press;
    const byLight = mask.lookup(key('S')) === key('Luminosity');
    const out = context.obj({ Type: 'Mask' });
    out.set(key('S'), key(byLight ? 'Luminosity' : 'Alpha'));
    const turned = mask.get(key('TR'));
    if (turned !== undefined) out.set(key('TR'), turned);
    const group = mask.lookup(key('G'));
    if (group instanceof PDFStream) {
      const form = this.form(group, {
        ...onPage,
        target: byLight ? 'light' : this.place.target,
        overPicture: false,
        depth: this.place.depth + 1,
      });
      if (form !== undefined) out.set(key('G'), form);
      const backdrop = numbersOf(mask.lookup(key('BC')));
      const space = spaceOf(group.dict.lookupMaybe(key('Group'), PDFDict)?.lookup(key('CS')), this.resources);
      if (backdrop !== undefined && byLight)
        out.set(key('BC'), context.obj([Number(short(lightOf((space ?? RGB).source(backdrop))))]));
    }
    return out;
  }

  // Paths

  private extend(start: number, box: Box): void {
    if (this.pathStart < 0) this.pathStart = start;
    const before = this.pathBox;
    this.pathBox = before
      ? [
          Math.min(before[0], box[0]),
          Math.min(before[1], box[1]),
          Math.max(before[2], box[2]),
          Math.max(before[3], box[3]),
        ]
      : box;
  }

  private point(start: number, x: number, y: number): void {
    const [a, b, c, d, e, f] = this.state.ctm;
    const [px, py] = [a * x + c * y + e, b * x + d * y + f];
    this.extend(start, [px, py, px, py]);
    this.thickest = Infinity;
  }

  private rectangle(start: number, operands: readonly Operand[]): void {
    const [x, y, width, height] = [0, 1, 2, 3].map((at) => number(operands[at])) as [
      number,
      number,
      number,
      number,
    ];
    const [a, b, c, d, e, f] = this.state.ctm;
    const corners = [x, x + width].flatMap((px) =>
      [y, y + height].map((py) => [a * px + c * py + e, b * px + d * py + f] as const),
    );
    const xs = corners.map(([px]) => px);
    const ys = corners.map(([, py]) => py);
    this.extend(start, [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
    const thickness = Math.min(Math.abs(width) * Math.hypot(a, b), Math.abs(height) * Math.hypot(c, d));
    this.thickest = Math.max(this.thickest, thickness);
  }

  private endPath(): void {
    if (this.clips && this.pathBox) this.state.clip = cut(this.state.clip, this.pathBox);
    this.pathStart = -1;
    this.pathBox = undefined;
    this.thickest = 0;
    this.clips = false;
  }

  private paintPath(start: number, fills: boolean, strokes: boolean): void {
    const { state } = this;
    const box = cut(state.clip, this.pathBox ?? EVERYWHERE);
    const scale = Math.sqrt(Math.abs(state.ctm[0] * state.ctm[3] - state.ctm[1] * state.ctm[2]));
    const thickness =
      strokes && !fills ? state.lineWidth * scale : fills && !strokes ? this.thickest : Infinity;
    const before = this.colours(fills, strokes, box, thickness < this.press.inks.overprint.linePt);
    // No colour may be set within a path: it goes before the path's first point.
    const at = this.pathStart < 0 ? start : this.pathStart;
    if (before !== '') this.splice(at, at, before);
    this.endPath();
  }

  private paintText(start: number): void {
    const { state } = this;
    const [, , c, d] = multiply(this.textMatrix, state.ctm);
    const sizePt = Math.abs(state.fontSize) * Math.hypot(c, d);
    const mode = state.textMode % 4;
    const fills = mode === 0 || mode === 2;
    const strokes = mode === 1 || mode === 2;
    const mayOverprint = sizePt < this.press.inks.overprint.textPt;
    // Letter by letter, as the browser writes, next to nothing changes: a page has thousands of these.
    const { set } = this;
    const isSet =
      mode === 0 &&
      set !== undefined &&
      set.written === state.written &&
      set.fill === state.fill &&
      set.fillAlpha === state.fillAlpha &&
      set.masked === state.masked &&
      set.mayOverprint === mayOverprint;
    if (isSet) return;
    // Grey and black text is always one ink, also over a picture: four plates never fit a letter.
    const before = this.colours(fills, strokes, undefined, mayOverprint);
    if (before !== '') this.splice(start, start, before);
    const { fill, fillAlpha, masked, written } = state;
    // A pattern hangs on where it is painted, too.
    this.set =
      mode === 0 && fill.kind === 'colour' ? { fill, fillAlpha, masked, written, mayOverprint } : undefined;
  }

  // Colour, as it is painted

  private isOverPicture(box: Box): boolean {
    return this.place.overPicture ?? this.pictures.some((picture) => isArea(cut(picture, box)));
  }

  private isThin(which: 'fill' | 'stroke'): boolean {
    const { state, place } = this;
    return place.thin || state.masked || (which === 'fill' ? state.fillAlpha : state.strokeAlpha) < 1;
  }

  /** Operators that set what is about to be painted with, as far as it is not set already. `box` is undefined for text. */
  private colours(fills: boolean, strokes: boolean, box: Box | undefined, mayOverprint: boolean): string {
    if (!this.coloured) return '';
    const { state } = this;
    const lines: string[] = [];
    const wanted = { fill: state.written.fill, stroke: state.written.stroke };
    let onlyBlack = true;
    for (const which of ['fill', 'stroke'] as const) {
      if (which === 'fill' ? !fills : !strokes) continue;
      const thinOverPicture = box !== undefined && this.isThin(which) && this.isOverPicture(box);
      if (state[which].kind === 'inherited') {
        onlyBlack = false;
        continue;
      }
      const line = this.operatorFor(which, thinOverPicture, box);
      onlyBlack &&= (line === '0 0 0 1 k' || line === '0 0 0 1 K') && !this.isThin(which);
      wanted[which] = line;
      if (line !== state.written[which]) lines.push(line);
    }
    const over = mayOverprint && onlyBlack && this.place.target === 'ink';
    if (over !== state.written.over) lines.push(`/${this.overprintState(over)} gs`);
    state.written = { ...wanted, over };
    return lines.join('\n');
  }

  private overprintState(over: boolean): string {
    const { context } = this.press;
    const dict = context.obj({ Type: 'ExtGState', OP: over, op: over, OPM: 1 });
    return this.shelf.own('ExtGState', over ? 'Over' : 'Knock', dict);
  }

  private operatorFor(which: 'fill' | 'stroke', thinOverPicture: boolean, box: Box | undefined): string {
    const paint = this.state[which];
    const isFill = which === 'fill';
    if (paint.kind === 'inherited') return '';
    if (paint.kind === 'pattern') return this.patternOperator(which, paint, box ?? this.state.clip);
    const { source } = paint;
    if (this.place.target === 'light') return `${short(lightOf(source))} ${isFill ? 'g' : 'G'}`;
    if (source.kind === 'ink') return this.inkOperator(isFill, source.components, paint.space ?? '');
    const spot = source.kind === 'rgb' ? this.press.inks.spot(source.rgb) : undefined;
    if (spot !== undefined) {
      const space = this.shelf.own('ColorSpace', 'Spot', this.press.plate(spot));
      return `/${space} ${isFill ? 'cs 1 scn' : 'CS 1 SCN'}`;
    }
    return `${this.inkOf(source, thinOverPicture).map(short).join(' ')} ${isFill ? 'k' : 'K'}`;
  }

  private inkOf(source: Source, thinOverPicture: boolean): readonly number[] {
    if (source.kind === 'cmyk') return source.cmyk;
    return source.kind === 'rgb' ? this.press.inks.ink(source.rgb, { thinOverPicture }) : [0, 0, 0, 1];
  }

  private inkOperator(isFill: boolean, components: readonly number[], space: string): string {
    const object = this.resources?.lookupMaybe(key('ColorSpace'), PDFDict)?.get(key(space));
    if (object === undefined) return isFill ? '0 0 0 1 k' : '0 0 0 1 K';
    const name = this.shelf.use('ColorSpace', space, object);
    return `/${name} ${isFill ? 'cs' : 'CS'} ${components.map(short).join(' ')} ${isFill ? 'scn' : 'SCN'}`;
  }

  private patternOperator(which: 'fill' | 'stroke', paint: Paint & { kind: 'pattern' }, box: Box): string {
    const isFill = which === 'fill';
    const none = isFill ? '0 0 0 0 k' : '0 0 0 0 K';
    const pattern = this.resources?.lookupMaybe(key('Pattern'), PDFDict)?.lookup(key(paint.name));
    const dict = pattern instanceof PDFStream ? pattern.dict : pattern;
    if (!(dict instanceof PDFDict) || pattern === undefined) return none;
    const overPicture = this.isOverPicture(box);
    const thin = this.isThin(which);
    const ref = this.press.once('pattern', pattern, [this.place.target, thin, overPicture], () =>
      pattern instanceof PDFStream
        ? this.tiling(pattern, thin, overPicture)
        : this.shadingPattern(dict, thin && overPicture),
    );
    if (ref === undefined) return none;
    const name = this.shelf.use('Pattern', paint.name, ref);
    if (paint.under === undefined)
      return `/Pattern ${isFill ? 'cs' : 'CS'} /${name} ${isFill ? 'scn' : 'SCN'}`;
    const isLight = this.place.target === 'light';
    const values = isLight ? [lightOf(paint.under)] : this.inkOf(paint.under, thin && overPicture);
    const space = this.shelf.own(
      'ColorSpace',
      isLight ? 'PatternLight' : 'PatternInk',
      this.press.context.obj(['Pattern', isLight ? 'DeviceGray' : 'DeviceCMYK']),
    );
    return `/${space} ${isFill ? 'cs' : 'CS'} ${values.map(short).join(' ')} /${name} ${isFill ? 'scn' : 'SCN'}`;
  }

  private shadingPattern(dict: PDFDict, thinOverPicture: boolean): PDFDict | undefined {
    const shading = this.shading(dict.lookup(key('Shading')), thinOverPicture);
    if (shading === undefined) return undefined;
    const { context } = this.press;
    const out = context.obj({ Type: 'Pattern', PatternType: 2 });
    const matrix = dict.get(key('Matrix'));
    if (matrix !== undefined) out.set(key('Matrix'), matrix);
    out.set(key('Shading'), shading instanceof PDFStream ? context.register(shading) : shading);
    return out;
  }

  private shading(object: PDFObject | undefined, thinOverPicture: boolean): PDFDict | PDFStream | undefined {
    const { context, inks, refusals } = this.press;
    const made = pressShading(object, {
      context,
      inks,
      target: this.place.target,
      ground: { thinOverPicture },
      resources: this.resources,
      plate: (spot) => this.press.plate(spot),
    });
    if (made === undefined) refusals.add('a gradient of an unknown kind');
    return made;
  }

  private shade(name: string): string {
    const object = this.resources?.lookupMaybe(key('Shading'), PDFDict)?.lookup(key(name));
    if (object === undefined) return '';
    const thinOverPicture = this.isThin('fill') && this.isOverPicture(this.state.clip);
    const ref = this.press.once('shading', object, [this.place.target, thinOverPicture], () =>
      this.shading(object, thinOverPicture),
    );
    return ref === undefined ? '' : `/${this.shelf.use('Shading', name, ref)} sh`;
  }

  private tiling(pattern: PDFStream, thin: boolean, overPicture: boolean): PDFObject {
    const coloured = pattern.dict.lookup(key('PaintType'))?.toString() !== '2';
    const resources = pattern.dict.lookupMaybe(key('Resources'), PDFDict) ?? this.resources;
    const place: Place = {
      ...onPage,
      target: this.place.target,
      thin,
      overPicture,
      depth: this.place.depth + 1,
    };
    const { bytes, resources: own } = new Rewriting(
      this.press,
      place.depth > MOST_DEPTH ? new Uint8Array() : decoded(pattern),
      resources,
      place,
      [],
      coloured,
    ).run();
    const { context } = this.press;
    const dict = context.obj({ Type: 'Pattern', PatternType: 1 });
    for (const name of ['PaintType', 'TilingType', 'BBox', 'XStep', 'YStep', 'Matrix']) {
      const value = pattern.dict.get(key(name));
      if (value !== undefined) dict.set(key(name), value);
    }
    dict.set(key('Resources'), own);
    return deflated(context, bytes, dict);
  }

  // Objects

  private inline(operands: readonly Operand[], start: number, end: number): void {
    const stream = inlineImage(this.press.context, operands);
    if (stream === undefined) return;
    const stencil = stream.dict.lookup(key('ImageMask'))?.toString() === 'true';
    const before = stencil ? this.colours(true, false, this.unitBox(), false) : '';
    const image = this.image(stream);
    const paints = image === undefined ? '' : `/${this.shelf.own('XObject', 'In', image)} Do`;
    this.splice(start, end, [before, paints].filter(Boolean).join('\n'));
  }

  private unitBox(): Box {
    const [a, b, c, d, e, f] = this.state.ctm;
    const xs = [e, e + a, e + c, e + a + c];
    const ys = [f, f + b, f + d, f + b + d];
    return cut(this.state.clip, [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
  }

  private object(name: string): string {
    const stream = this.resources?.lookupMaybe(key('XObject'), PDFDict)?.lookup(key(name));
    if (!(stream instanceof PDFStream)) return '';
    const subtype = stream.dict.lookup(key('Subtype'));
    if (subtype === key('Image')) {
      const supplied = this.press.advertisement(stream);
      if (supplied !== undefined) return this.advertisement(supplied.ad, supplied.form);
      const stencil = stream.dict.lookup(key('ImageMask'))?.toString() === 'true';
      const before = stencil ? this.colours(true, false, this.unitBox(), false) : '';
      const image = this.image(stream);
      if (image === undefined) return '';
      return [before, `/${this.shelf.use('XObject', name, image)} Do`].filter(Boolean).join('\n');
    }
    if (subtype !== key('Form') || this.place.depth >= MOST_DEPTH) return '';
    // What it does not set itself, it has from here.
    const box = cut(this.state.clip, EVERYWHERE);
    const before = this.colours(true, true, box, false);
    const form = this.form(stream, {
      target: this.place.target,
      ctm: this.state.ctm,
      clip: this.state.clip,
      thin: this.isThin('fill'),
      overPicture: this.place.overPicture,
      fill: handedOn(this.state.fill),
      stroke: handedOn(this.state.stroke),
      depth: this.place.depth + 1,
    });
    if (form === undefined) return '';
    return [before, `/${this.shelf.use('XObject', name, form)} Do`].filter(Boolean).join('\n');
  }

  /** An advertiser's page where its proxy would be painted: its trim on the slot's, in a graphics state of its own. */
  private advertisement(ad: AdPdf, form: PDFRef): string {
    const { ctm } = this.state;
    const [left, bottom, right, top] = this.press.trim;
    const xs = [ctm[4], ctm[4] + ctm[0], ctm[4] + ctm[2], ctm[4] + ctm[0] + ctm[2]];
    const ys = [ctm[5], ctm[5] + ctm[1], ctm[5] + ctm[3], ctm[5] + ctm[1] + ctm[3]];
    const box = {
      xMm: ptToMm(Math.min(...xs) - left),
      yMm: ptToMm(top - Math.max(...ys)),
      widthMm: ptToMm(Math.max(...xs) - Math.min(...xs)),
      heightMm: ptToMm(Math.max(...ys) - Math.min(...ys)),
    };
    const trim = { widthMm: ptToMm(right - left), heightMm: ptToMm(top - bottom) };
    const back = inverse(ctm);
    if (back === undefined) return '';
    const onPage = multiply(adMatrix(ad, slotOf(box, trim), trim.heightMm), [1, 0, 0, 1, left, bottom]);
    const matrix = multiply(onPage, back).map((part) => `${Math.round(part * 1e8) / 1e8}`);
    this.pictures.push(this.unitBox());
    const fresh = this.press.context.obj({
      Type: 'ExtGState',
      OP: false,
      op: false,
      OPM: 0,
      ca: 1,
      CA: 1,
      BM: 'Normal',
    });
    return [
      'q 0 0 1 1 re W n',
      `/${this.shelf.own('ExtGState', 'Fresh', fresh)} gs ${FRESH}`,
      `${matrix.join(' ')} cm /${this.shelf.own('XObject', 'Ad', form)} Do Q`,
    ].join('\n');
  }

  private image(stream: PDFStream): PDFRef | undefined {
    const { press } = this;
    if (stream instanceof PDFRawStream && stream.dict.lookup(key('Filter')) === key('DCTDecode')) {
      // The browser writes the mask of a shadow so: grey already. Every proxy has colours.
      if (stream.dict.lookup(key('ColorSpace')) === key('DeviceGray'))
        return press.once('image', stream, '', () => stream);
      const photograph = press.photograph(stream);
      if (photograph !== undefined) this.pictures.push(this.unitBox());
      else if (!press.isProxy(stream))
        press.refusals.add(`a picture of ${stream.contents.length} bytes that is no known proxy`);
      return photograph;
    }
    const thinOverPicture = this.isOverPicture(this.unitBox());
    const ref = press.once('image', stream, [this.place.target, thinOverPicture], () =>
      pressRaster(stream, {
        context: press.context,
        inks: press.inks,
        target: this.place.target,
        ground: { thinOverPicture },
        resources: this.resources,
      }),
    );
    if (ref === undefined) press.refusals.add('a picture of an unknown kind');
    return ref;
  }

  /** A form for its place. Forms that come out alike are one object. */
  private form(stream: PDFStream, place: Place): PDFRef | undefined {
    const { press } = this;
    const own = numbersOf(stream.dict.lookup(key('Matrix')));
    const inner = own ? multiply(own as unknown as Matrix, place.ctm) : place.ctm;
    const resources = stream.dict.lookupMaybe(key('Resources'), PDFDict) ?? this.resources;
    const { bytes, resources: made } = new Rewriting(
      press,
      decoded(stream),
      resources,
      { ...place, ctm: inner },
      this.pictures,
      true,
    ).run();
    const { context } = press;
    const dict = context.obj({ Type: 'XObject', Subtype: 'Form' });
    for (const name of ['BBox', 'Matrix']) {
      const value = stream.dict.get(key(name));
      if (value !== undefined) dict.set(key(name), value);
    }
    const group = stream.dict.lookup(key('Group'));
    if (group instanceof PDFDict) dict.set(key('Group'), pressGroup(context, group, place.target));
    dict.set(key('Resources'), made);
    const text = `${dict.toString()} ${Buffer.from(bytes).toString('latin1')}`;
    return press.once('form', stream, text, () => deflated(context, bytes, dict));
  }
}

/** A transparency group mixes in ink, or in light within a luminosity mask. */
const pressGroup = (context: PDFContext, group: PDFDict, target: Target): PDFDict => {
  const out = context.obj({ Type: 'Group', S: 'Transparency' });
  for (const name of ['I', 'K']) {
    const value = group.get(key(name));
    if (value !== undefined) out.set(key(name), value);
  }
  out.set(key('CS'), key(target === 'light' ? 'DeviceGray' : 'DeviceCMYK'));
  return out;
};

/** A pattern's name and a spot ink's mean something in their own program alone. */
const handedOn = (paint: Paint): Paint =>
  paint.kind === 'colour' && paint.source.kind !== 'ink' ? paint : { kind: 'inherited' };

const matrixFrom = (operands: readonly Operand[]): Matrix =>
  [0, 1, 2, 3, 4, 5].map((at) => number(operands[at])) as unknown as Matrix;

/** A page's program and its resources, for the press. */
export const rewritten = (press: Press, bytes: Uint8Array, resources: PDFDict | undefined): Written =>
  new Rewriting(press, bytes, resources, onPage, [], true).run();
