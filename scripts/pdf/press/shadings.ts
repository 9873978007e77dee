/** Gradients for the press: every shading's colours worked out in ink, and one that only runs in one direction made an axial one. */
import {
  type PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  type PDFRawStream,
  type PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

import { deflated } from '../streams.ts';
import type { Matrix } from '../walk.ts';
import { type Ground, type Inks, isNeutral, luminosity, type Rgb, type Spot } from './colour.ts';
import {
  evaluator,
  type Evaluate,
  knotsOf,
  numberOf,
  numbersOf,
  straightFunction,
  straightPieces,
} from './functions.ts';
import { type Source, spaceOf } from './spaces.ts';

/** What colours become: ink, or the light that a luminosity mask lets through. */
export type Target = 'ink' | 'light';

const key = (name: string): PDFName => PDFName.of(name);
const SAMPLES = 33;

/** A function of colours as a function of ink; `at` gives its inputs along a line. */
interface Inked {
  readonly outputs: number;
  readonly space: PDFObject;
  readonly values: (source: Source) => number[];
  /** Whether it is built of the four inks, and so has to meet exact builds. */
  readonly isBuilt: boolean;
}

const rgbOf = (source: Source): Rgb | undefined => (source.kind === 'rgb' ? source.rgb : undefined);

export function lightOf(source: Source): number {
  if (source.kind === 'rgb') return luminosity(source.rgb);
  const [cyan, magenta, yellow, black] =
    source.kind === 'cmyk' ? source.cmyk : [0, 0, 0, source.components[0] ?? 0];
  const part = (ink: number): number => 1 - Math.min(1, ink + black);
  return luminosity([part(cyan), part(magenta), part(yellow)]);
}

/**
 * Greys alone run in black ink alone, and a spot ink's own tints in that ink. A gradient that has any other colour is built of four inks all along,
 * so that it has no seam.
 */
function inked({ target, inks, ground, plate }: ShadingRequest, samples: readonly Source[]): Inked {
  if (target === 'light')
    return {
      outputs: 1,
      space: key('DeviceGray'),
      values: (source) => [lightOf(source)],
      isBuilt: false,
    };
  const rgbs = samples.map(rgbOf).filter((rgb) => rgb !== undefined);
  const tints = rgbs.length === samples.length ? inks.tints(rgbs) : undefined;
  if (tints !== undefined) {
    const values = (source: Source): number[] => [tints.of(rgbOf(source) ?? [1, 1, 1])];
    return { outputs: 1, space: plate(tints.spot), values, isBuilt: false };
  }
  const isNeutralAll = samples.every((source) => source.kind !== 'rgb' || isNeutral(source.rgb));
  const isGrey = !ground.thinOverPicture && isNeutralAll;
  return {
    outputs: 4,
    space: key('DeviceCMYK'),
    isBuilt: !samples.every((each) => each.kind === 'rgb' && isNeutral(each.rgb)),
    values: (source) => {
      const rgb = rgbOf(source);
      if (rgb !== undefined) {
        // Between eight-bit greys too.
        if (isGrey) return [0, 0, 0, inks.black((rgb[0] + rgb[1] + rgb[2]) / 3)];
        return [...inks.byProfile(rgb)];
      }
      return source.kind === 'cmyk'
        ? [...source.cmyk]
        : [0, 0, 0, source.kind === 'ink' ? (source.components[0] ?? 0) : 0];
    },
  };
}

/** Where a stop has an exact build, the gradient meets it, and so the flat colour beside it. */
function meetingBrand(
  values: (x: number) => number[],
  rgbAt: (x: number) => Rgb | undefined,
  inks: Inks,
  ends: readonly number[],
): (x: number) => number[] {
  const off = ends.map((at) => {
    const rgb = rgbAt(at);
    const exact = rgb && !isNeutral(rgb) ? inks.exact(rgb) : undefined;
    const plain = values(at);
    return { at, by: exact ? exact.map((ink, index) => ink - plain[index]!) : plain.map(() => 0) };
  });
  if (off.every(({ by }) => by.every((part) => part === 0))) return values;
  return (x) => {
    const next = off.findIndex(({ at }) => at >= x);
    const [one, other] = [off[Math.max(0, next - 1)]!, off[next < 0 ? off.length - 1 : next]!];
    const part = other.at === one.at ? 0 : Math.min(1, Math.max(0, (x - one.at) / (other.at - one.at)));
    return values(x).map((value, index) =>
      Math.min(1, Math.max(0, value + one.by[index]! * (1 - part) + other.by[index]! * part)),
    );
  };
}

const copied = (context: PDFContext, dict: PDFDict, names: readonly string[]): PDFDict => {
  const out = context.obj({});
  for (const name of names) {
    const value = dict.get(key(name));
    if (value !== undefined) out.set(key(name), value);
  }
  return out;
};

export interface ShadingRequest {
  readonly context: PDFContext;
  readonly inks: Inks;
  readonly target: Target;
  readonly ground: Ground;
  readonly resources: PDFDict | undefined;
  /** The space of a spot ink. */
  readonly plate: (spot: Spot) => PDFRef;
}

/** How a shading's colours are written. */
interface Painting {
  readonly context: PDFContext;
  readonly paint: (samples: readonly Source[]) => Inked;
  /** Where stops meet exact builds. */
  readonly inks?: Inks;
}

/** A shading as it goes to press; undefined for a kind that no browser writes. */
export function pressShading(
  object: PDFObject | undefined,
  request: ShadingRequest,
): PDFDict | PDFStream | undefined {
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return undefined;
  const space = spaceOf(dict.lookup(key('ColorSpace')), request.resources);
  if (space === undefined) return undefined;
  const type = numberOf(dict.lookup(key('ShadingType')));
  const colour = evaluator(dict.lookup(key('Function')));
  const { context, inks } = request;
  const painting = { context, inks, paint: (samples: readonly Source[]) => inked(request, samples) };
  if (type === 2 || type === 3) return along(dict, type, space.source, colour, painting);
  if (type !== 1) return undefined;
  return inOneDirection(dict, space.source, colour, painting) ?? table(dict, space.source, colour, painting);
}

/**
 * A function of a plane as an axial or radial shading, its colours as they are; undefined where it is neither, or was no function. Firefox's
 * viewer cannot draw such functions, and paints the place pink.
 */
export function screenShading(object: PDFObject, context: PDFContext): PDFDict | undefined {
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict) || numberOf(dict.lookup(key('ShadingType'))) !== 1) return undefined;
  const space = spaceOf(dict.lookup(key('ColorSpace')), undefined);
  if (space === undefined) return undefined;
  const values = (source: Source): number[] => [...(rgbOf(source) ?? [0, 0, 0])];
  const paint = (): Inked => ({ outputs: 3, space: key('DeviceRGB'), values, isBuilt: false });
  return inOneDirection(dict, space.source, evaluator(dict.lookup(key('Function'))), { context, paint });
}

type SourceOf = (values: readonly number[]) => Source;

/** What a browser never writes, a background, keeps a gradient's colours from being a single ink's. */
const backgroundOf = (dict: PDFDict, source: SourceOf): readonly Source[] => {
  const background = numbersOf(dict.lookup(key('Background')));
  return background === undefined ? [] : [source(background)];
};

const finish = (
  shading: PDFDict,
  dict: PDFDict,
  source: SourceOf,
  { space, values }: Inked,
  { context }: Painting,
): PDFDict => {
  shading.set(key('ColorSpace'), space);
  const [background] = backgroundOf(dict, source);
  if (background !== undefined) shading.set(key('Background'), context.obj(values(background)));
  return shading;
};

/** A function along one line, in ink. */
function lineFunction(
  sourceAt: (x: number) => Source,
  from: number,
  to: number,
  knots: readonly number[],
  beside: readonly Source[],
  request: Painting,
): { readonly made: PDFDict; readonly inks: Inked } {
  const ends = [from, ...knots.filter((knot) => knot > from && knot < to), to].sort((a, b) => a - b);
  // Knots too: a stop may be met by none of the even steps.
  const places = Array.from({ length: SAMPLES }, (_, at) => from + ((to - from) * at) / (SAMPLES - 1));
  const samples = [...places, ...ends].map((x) => sourceAt(x)).concat(beside);
  const inks = request.paint(samples);
  const plain = (x: number): number[] => inks.values(sourceAt(x));
  const smooth =
    inks.isBuilt && request.inks ? meetingBrand(plain, (x) => rgbOf(sourceAt(x)), request.inks, ends) : plain;
  return { made: straightFunction(request.context, straightPieces(smooth, from, to, knots)), inks };
}

function along(dict: PDFDict, type: number, source: SourceOf, colour: Evaluate, request: Painting): PDFDict {
  const [from = 0, to = 1] = numbersOf(dict.lookup(key('Domain'))) ?? [];
  const shading = copied(request.context, dict, [
    'ShadingType',
    'Coords',
    'Domain',
    'Extend',
    'BBox',
    'AntiAlias',
  ]);
  shading.set(key('ShadingType'), request.context.obj(type));
  const knots = knotsOf(dict.lookup(key('Function')));
  const { made, inks } = lineFunction(
    (x) => source(colour([x])),
    from,
    to,
    knots,
    backgroundOf(dict, source),
    request,
  );
  shading.set(key('Function'), made);
  return finish(shading, dict, source, inks, request);
}

const CLOSE = 1e-3;

/** Points of the domain on a lattice that meets no gradient's period. */
const lattice = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, at) => from + ((at + 0.37) / count) * (to - from));

type Domain = readonly [x0: number, x1: number, y0: number, y1: number];

const domainOf = (dict: PDFDict): Domain => {
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = numbersOf(dict.lookup(key('Domain'))) ?? [];
  return [x0, x1, y0, y1];
};

/** A function of a plane: axial if it runs in one direction, radial if it runs from the origin outward. */
function inOneDirection(
  dict: PDFDict,
  source: SourceOf,
  colour: Evaluate,
  request: Painting,
): PDFDict | undefined {
  const { context } = request;
  const beside = backgroundOf(dict, source);
  const [x0, x1, y0, y1] = domainOf(dict);
  const matrix = (numbersOf(dict.lookup(key('Matrix'))) ?? [1, 0, 0, 1, 0, 0]) as unknown as Matrix;
  const equal = (one: readonly number[], other: readonly number[]): boolean =>
    one.every((value, at) => Math.abs(value - other[at]!) < CLOSE);
  const [xs, ys] = [lattice(23, x0, x1), lattice(11, y0, y1)];
  const onlyX = xs.every((x) => ys.every((y) => equal(colour([x, y]), colour([x, ys[0]!]))));
  const onlyY = !onlyX && ys.every((y) => xs.every((x) => equal(colour([x, y]), colour([xs[0]!, y]))));
  if (onlyX || onlyY) {
    const [from, to] = onlyX ? [x0, x1] : [y0, y1];
    const at = (x: number): number[] => (onlyX ? [x, y0] : [x0, x]);
    const shading = context.obj({
      ShadingType: 2,
      Coords: axis(matrix, onlyX, [x0, x1, y0, y1]),
      Domain: [from, to],
      Extend: [false, false],
    });
    const bounds = box(matrix, [x0, x1, y0, y1]);
    if (bounds !== undefined) shading.set(key('BBox'), context.obj(bounds));
    const steps = jumps((x) => colour(at(x)), from, to);
    const { made, inks } = lineFunction((x) => source(colour(at(x))), from, to, steps, beside, request);
    shading.set(key('Function'), made);
    return finish(shading, dict, source, inks, request);
  }
  const [a, b, c, d, e, f] = matrix;
  const isSimilar = Math.abs(a * a + b * b - c * c - d * d) < CLOSE && Math.abs(a * c + b * d) < CLOSE;
  const corners = [x0, x1].flatMap((x) => [y0, y1].map((y) => [x, y] as const));
  const [farX, farY] = corners.toSorted((one, other) => Math.hypot(...other) - Math.hypot(...one))[0]!;
  const far = Math.hypot(farX, farY) || 1;
  // On the way to the farthest corner, since functions end with their domain.
  const out = (r: number): number[] => colour([(r * farX) / far, (r * farY) / far]);
  const outward = xs.every((x) => ys.every((y) => equal(colour([x, y]), out(Math.hypot(x, y)))));
  if (isSimilar && outward) {
    const shading = context.obj({
      ShadingType: 3,
      Coords: [e, f, 0, e, f, far * Math.hypot(a, b)],
      Domain: [0, far],
      Extend: [false, false],
    });
    const bounds = box(matrix, [x0, x1, y0, y1]);
    if (bounds !== undefined) shading.set(key('BBox'), context.obj(bounds));
    const steps = jumps(out, 0, far);
    const { made, inks } = lineFunction((r) => source(out(r)), 0, far, steps, beside, request);
    shading.set(key('Function'), made);
    return finish(shading, dict, source, inks, request);
  }
  return undefined;
}

/** Where a function changes so abruptly that halving would find it late. */
function jumps(colour: (x: number) => readonly number[], from: number, to: number): number[] {
  const count = 256;
  const far = (one: readonly number[], other: readonly number[]): boolean =>
    one.some((value, at) => Math.abs(value - other[at]!) > 0.04);
  const places = Array.from({ length: count + 1 }, (_, at) => from + ((to - from) * at) / count);
  const values = places.map(colour);
  return places.slice(1).flatMap((place, at) => {
    if (!far(values[at]!, values[at + 1]!)) return [];
    let [low, high, lowValue] = [places[at]!, place, values[at]!];
    for (let halving = 0; halving < 20; halving++) {
      const middle = (low + high) / 2;
      const value = colour(middle);
      if (far(lowValue, value)) high = middle;
      else [low, lowValue] = [middle, value];
    }
    return [high];
  });
}

const through = ([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

/** The line from end to end that stands square on the lines of equal colour, once the matrix has bent them. */
function axis(matrix: Matrix, alongX: boolean, [x0, x1, y0, y1]: Domain): number[] {
  const [sx, sy] = through(matrix, x0, y0);
  const [ex, ey] = alongX ? through(matrix, x1, y0) : through(matrix, x0, y1);
  const [lx, ly] = alongX ? [matrix[2], matrix[3]] : [matrix[0], matrix[1]];
  const length = Math.hypot(lx, ly) || 1;
  const [nx, ny] = [-ly / length, lx / length];
  const distance = (ex - sx) * nx + (ey - sy) * ny;
  return [sx, sy, sx + distance * nx, sy + distance * ny];
}

/** The domain as a box, if the matrix leaves it upright. */
function box(matrix: Matrix, [x0, x1, y0, y1]: Domain): number[] | undefined {
  const [a, b, c, d] = matrix;
  const isUpright = (b === 0 && c === 0) || (a === 0 && d === 0);
  if (!isUpright) return undefined;
  const [[px, py], [qx, qy]] = [through(matrix, x0, y0), through(matrix, x1, y1)];
  return [Math.min(px, qx), Math.min(py, qy), Math.max(px, qx), Math.max(py, qy)];
}

const TABLE = 192;

/** As a table of colours: for what turns round a point, and other functions of a whole plane. */
function table(dict: PDFDict, source: SourceOf, colour: Evaluate, request: Painting): PDFDict {
  const { context } = request;
  const domain = domainOf(dict);
  const [x0, x1, y0, y1] = domain;
  const sources = Array.from({ length: TABLE * TABLE }, (_, at) => {
    const x = x0 + ((at % TABLE) / (TABLE - 1)) * (x1 - x0);
    const y = y0 + (Math.floor(at / TABLE) / (TABLE - 1)) * (y1 - y0);
    // Rounded, so that few colours go through the profile.
    const rounded = source(colour([x, y]));
    return rounded.kind === 'rgb'
      ? { ...rounded, rgb: rounded.rgb.map((part) => Math.round(part * 255) / 255) as unknown as Rgb }
      : rounded;
  });
  const inks = request.paint([...sources, ...backgroundOf(dict, source)]);
  const { outputs, values } = inks;
  const bytes = Uint8Array.from(
    sources.flatMap((each) => values(each).map((value) => Math.round(value * 255))),
  );
  const entries = context.obj({
    FunctionType: 0,
    Domain: [...domain],
    Range: Array.from({ length: outputs }, () => [0, 1]).flat(),
    Size: [TABLE, TABLE],
    BitsPerSample: 8,
    Order: 1,
  });
  const shading = copied(context, dict, ['ShadingType', 'Domain', 'Matrix', 'BBox', 'AntiAlias']);
  const stream: PDFRawStream = deflated(context, bytes, entries);
  shading.set(key('Function'), context.register(stream));
  return finish(shading, dict, source, inks, request);
}
