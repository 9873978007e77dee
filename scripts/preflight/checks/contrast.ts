/**
 * Type on a picture has a contrast of at least 4.5:1 against what is beneath it.
 *
 * Measured on cells of about a letter's height: beneath each the mean luminance of the picture as it is cropped there,
 * with the soft layers over it; nine cells of ten of every line must reach the mark (the tenth may be a glint). Large
 * type is held to the same mark as small, though WCAG would let it do with 3:1.
 */
import {
  BLACK,
  type Colour,
  contrast as ratio,
  hexOf,
  layOver,
  LEAST_CONTRAST,
  luminance,
  parseColour,
  WHITE,
} from '../../model/colour.ts';
import type { BoxOnPage } from '../../pages/pagemap.ts';
import type { TypeOnPicture } from '../../pages/on-pictures.ts';
import { type LayerColour, layerColour } from '../layer.ts';
import {
  type PictureCheck,
  type Pixels,
  placeOn,
  type PictureProof,
  type PicturePage,
} from '../picture-proof.ts';

const CELL_EM = 0.6;
const LEAST_CELL_MM = 0.8;
/** The share of a line's cells that may fall short. */
const LET_PASS = 0.1;
/** A cell is sampled this often: three to eight times across. */
const SAMPLE_MM = 0.55;
const [LEAST_SAMPLES, MOST_SAMPLES] = [3, 8];

const contains = ({ xMm, yMm, widthMm, heightMm }: BoxOnPage, x: number, y: number): boolean =>
  x >= xMm && x <= xMm + widthMm && y >= yMm && y <= yMm + heightMm;

const pixelAt = ({ widthPx, heightPx, rgb }: Pixels, across: number, down: number): Colour => {
  const clamp = (value: number, most: number): number =>
    Math.min(most - 1, Math.max(0, Math.floor(value * most)));
  const at = 3 * (clamp(down, heightPx) * widthPx + clamp(across, widthPx));
  return { red: rgb[at]! / 255, green: rgb[at + 1]! / 255, blue: rgb[at + 2]! / 255, alpha: 1 };
};

/** What is printed at a point of a page beneath its type: the picture that was painted last, else paper. */
type Ground = (xMm: number, yMm: number) => Colour;

function groundOf(page: PicturePage, pixels: PictureProof['pixels']): Ground {
  const painted = page.pictures.map((picture) => ({ picture, known: pixels.get(picture.key) })).toReversed();
  return (x, y) => {
    for (const { picture, known } of painted) {
      if (!contains(picture, x, y)) continue;
      const { whole } = picture;
      return known
        ? pixelAt(known, (x - whole.xMm) / whole.widthMm, (y - whole.yMm) / whole.heightMm)
        : WHITE;
    }
    return WHITE;
  };
}

const withLayers =
  (ground: Ground, layers: readonly LayerColour[]): Ground =>
  (x, y) => {
    let below = ground(x, y);
    for (const layer of layers) {
      const colour = layer(x, y);
      if (colour) below = layOver(colour, below);
    }
    return below;
  };

/** Contrast that nine cells of ten of a line reach. */
function lineContrast(line: BoxOnPage, sizeMm: number, colour: Colour, ground: Ground): number {
  const cell = Math.max(LEAST_CELL_MM, CELL_EM * sizeMm);
  const [across, down] = [line.widthMm, line.heightMm].map((mm) => Math.max(1, Math.round(mm / cell)));
  const samples = Math.min(MOST_SAMPLES, Math.max(LEAST_SAMPLES, Math.ceil(cell / SAMPLE_MM)));
  const opaque = colour.alpha === 1 ? luminance(colour) : undefined;
  const ratios: number[] = [];
  for (let row = 0; row < down!; row++) {
    for (let column = 0; column < across!; column++) {
      let [under, over] = [0, 0];
      for (let sample = 0; sample < samples ** 2; sample++) {
        const x = (column + ((sample % samples) + 0.5) / samples) / across!;
        const y = (row + (Math.floor(sample / samples) + 0.5) / samples) / down!;
        const below = ground(line.xMm + x * line.widthMm, line.yMm + y * line.heightMm);
        under += luminance(below);
        over += opaque ?? luminance(layOver(colour, below));
      }
      ratios.push(ratio(over / samples ** 2, under / samples ** 2));
    }
  }
  ratios.sort((one, other) => one - other);
  return ratios[Math.floor(LET_PASS * ratios.length)]!;
}

const typeContrast = ({ lines, sizeMm }: TypeOnPicture, colour: Colour, ground: Ground): number =>
  Math.min(...lines.map((line) => lineContrast(line, sizeMm, colour, ground)));

// It is asked for twice, by the check and by whoever writes it down.
const measured = new WeakMap<TypeOnPicture, number>();

/** Contrast of type against what is beneath it on its page. */
export function measuredContrast(
  page: PicturePage,
  type: TypeOnPicture,
  pixels: PictureProof['pixels'],
): number {
  const known = measured.get(type) ?? measure(page, type, pixels);
  measured.set(type, known);
  return known;
}

function measure(page: PicturePage, type: TypeOnPicture, pixels: PictureProof['pixels']): number {
  const layers = type.layers.flatMap((at) => layerColour(page.layers[at]!) ?? []);
  const colour = parseColour(type.colour) ?? BLACK;
  return typeContrast(type, colour, withLayers(groundOf(page, pixels), layers));
}

/** The darkest tenth beneath the type, darkened further: a colour of the picture's own that white type stands on. */
function shadeFor(all: readonly Standing[]): string {
  const points = all.flatMap(({ type, ground }) =>
    type.lines.flatMap(({ xMm, yMm, widthMm, heightMm }) =>
      Array.from({ length: 40 }, (_, at) =>
        ground(xMm + (((at % 10) + 0.5) / 10) * widthMm, yMm + ((Math.floor(at / 10) + 0.5) / 4) * heightMm),
      ),
    ),
  );
  points.sort((one, other) => luminance(one) - luminance(other));
  const dark = points.slice(0, Math.ceil(points.length / 10));
  const mean = (name: 'red' | 'green' | 'blue'): number =>
    dark.reduce((sum, each) => sum + each[name], 0) / dark.length;
  const [red, green, blue] = [mean('red'), mean('green'), mean('blue')];
  const darker = Math.min(1, 0.12 / Math.max(red, green, blue, 0.01));
  return hexOf({ red: red * darker, green: green * darker, blue: blue * darker, alpha: 1 });
}

/** Type, and the picture beneath it without its layers. */
interface Standing {
  readonly type: TypeOnPicture;
  readonly ground: Ground;
}

const isLight = ({ colour }: TypeOnPicture): boolean => luminance(parseColour(colour) ?? BLACK) > 0.5;
const isRunningHead = ({ what }: TypeOnPicture): boolean => what === 'running head';

/**
 * All type of an article that is lightened or darkened with this: a hint that would help one and harm another is none. A running head follows its own
 * picture alone.
 */
function together(proof: PictureProof, page: PicturePage, type: TypeOnPicture): Standing[] {
  const pages = isRunningHead(type) ? [page] : proof.pages.filter(({ article }) => article === page.article);
  return pages.flatMap((each) => {
    const ground = groundOf(each, proof.pixels);
    return each.type
      .filter(
        (other) =>
          other.meant &&
          other.toneField === type.toneField &&
          isRunningHead(other) === isRunningHead(type) &&
          isLight(other) === isLight(type),
      )
      .map((other) => ({ type: other, ground }));
  });
}

function hintFor(proof: PictureProof, page: PicturePage, type: TypeOnPicture): string {
  const article = proof.issue.articles.find(({ slug }) => slug === page.article);
  const options = proof.layouts.get(article?.layout ?? '')?.options ?? {};
  const all = together(proof, page, type);
  const other = isLight(type) ? BLACK : WHITE;
  const focus = 'choose another focus or another picture';
  if (type.toneField && all.every((each) => typeContrast(each.type, other, each.ground) >= LEAST_CONTRAST)) {
    const tone = isLight(type) ? 'dark' : 'light';
    return isRunningHead(type)
      ? `write tone=${tone} between the picture's braces`
      : `write ${type.toneField}: ${tone}`;
  }
  if (isRunningHead(type))
    return 'choose another focus, or another place for the picture: {.wide}, {.full}, {.full .bottom}';
  const hasShade = typeof article?.options['shade'] === 'string' && article.options['shade'] !== 'none';
  if (!isLight(type) || !('shade' in options))
    return type.toneField ? focus : `${focus}, or another place for the picture`;
  return hasShade ? `${focus}, or a darker shade` : `write shade: '${shadeFor(all)}', or ${focus}`;
}

export const contrast: PictureCheck = (proof) =>
  proof.pages.flatMap((page) =>
    page.type
      .filter(({ meant }) => meant)
      .flatMap((type) => {
        const found = measuredContrast(page, type, proof.pixels);
        // Shown with one decimal: what reads 4.5 is enough.
        if (Math.round(found * 10) / 10 >= LEAST_CONTRAST) return [];
        const names = type.pictures.map((at) => page.pictures[at]!.key.split('/').at(-1)!);
        return [
          {
            rule: 'contrast',
            level: 'error' as const,
            message: `the ${type.what} “${type.text}” on ${[...new Set(names)].join(' and ')} has a contrast of ${found.toFixed(1)}:1; type on a picture needs at least ${LEAST_CONTRAST}:1`,
            hint: hintFor(proof, page, type),
            place: placeOn(proof, page, type.line ?? page.pictures[type.pictures[0]!]?.line),
            page: page.number,
            box: type.lines[0],
          },
        ];
      }),
  );
