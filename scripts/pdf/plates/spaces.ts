/**
 * Colour spaces as a drawing of plates sees them: three inks stand in red, green and blue, where no ink is white. Every space stays as it is in its
 * number of components and gets a tint transform to those three, so that gradients, palettes and pictures need not be touched.
 */
import {
  type PDFContext,
  PDFArray,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFNumber,
  PDFRawStream,
  PDFStream,
} from '@cantoo/pdf-lib';

/** The inks that are drawn together, at most three: ['Cyan', 'Magenta', 'Yellow']. */
export type Plates = readonly string[];

export const COLOURS: Plates = ['Cyan', 'Magenta', 'Yellow'];
export const BLACK = 'Black';

const key = (name: string): PDFName => PDFName.of(name);
const nameOf = (object: PDFObject | undefined): string =>
  object instanceof PDFName ? object.decodeText() : '';

/** What a component of a space is: an ink, light (of which much means little black), or nothing that is printed. */
type Component = { readonly ink: string } | { readonly light: string } | 'all' | 'none';

const inks = (names: readonly string[]): Component[] =>
  names.map((ink) => (ink === 'All' ? 'all' : ink === 'None' ? 'none' : { ink }));

const GRAY: readonly Component[] = [{ light: BLACK }];
// No ink at all, and the checks say so; but until it is mended it is best taken for its complement.
const RGB: readonly Component[] = COLOURS.map((light) => ({ light }));
const CMYK: readonly Component[] = inks([...COLOURS, BLACK]);
const DEVICES: Readonly<Record<string, readonly Component[]>> = {
  DeviceGray: GRAY,
  CalGray: GRAY,
  G: GRAY,
  DeviceRGB: RGB,
  CalRGB: RGB,
  Lab: RGB,
  RGB,
  DeviceCMYK: CMYK,
  CMYK,
};

/** A PostScript calculator (ISO 32000-1, 7.10.5) from a space's components to the light that each plate leaves. */
function calculator(components: readonly Component[], plates: Plates): string {
  const count = components.length;
  const words: string[] = [];
  for (let plate = 0; plate < 3; plate++) {
    const source = sourceOf(components, plates[plate]);
    if (source)
      words.push(`${count - 1 - source.component + plate} index`, ...(source.isInk ? ['1 exch sub'] : []));
    else words.push('1');
  }
  // The results go beneath what they were made of, and that is taken off.
  return `{ ${words.join(' ')} ${count + 3} 3 roll ${'pop '.repeat(count)}}`;
}

const isOf = (component: Component, plate: string): boolean =>
  component !== 'all' &&
  component !== 'none' &&
  ('ink' in component ? component.ink : component.light) === plate;

/** Where a plate finds its light: the component, and whether that is an ink, of which much leaves little; undefined where nothing is printed on it. */
export interface PlateSource {
  readonly component: number;
  readonly isInk: boolean;
}

function sourceOf(components: readonly Component[], plate: string | undefined): PlateSource | undefined {
  if (plate === undefined) return undefined;
  const component = components.findIndex((each) => each === 'all' || isOf(each, plate));
  if (component < 0) return undefined;
  const found = components[component]!;
  return { component, isInk: found === 'all' || (found !== 'none' && 'ink' in found) };
}

/** What one colour leaves of light on each of three plates. */
export const lightOn = (space: string, values: readonly number[], plates: Plates): readonly number[] =>
  [0, 1, 2].map((plate) => {
    const source = sourceOf(DEVICES[space] ?? [], plates[plate]);
    if (!source) return 1;
    const value = Math.min(1, Math.max(0, values[source.component] ?? 0));
    return source.isInk ? 1 - value : value;
  });

/** Whether a space names its inks, and so leaves the plates of all others alone when it overprints. */
export const namesInks = (space: PDFObject | undefined): boolean =>
  space instanceof PDFArray && ['Separation', 'DeviceN'].includes(nameOf(space.lookup(0)));

function named(object: PDFObject | undefined, resources: PDFDict | undefined): PDFObject | undefined {
  if (!(object instanceof PDFName)) return object;
  return resources?.lookupMaybe(key('ColorSpace'), PDFDict)?.lookup(object) ?? object;
}

/** Undefined for a palette, a pattern, and what is unknown. */
function componentsOf(object: PDFObject | undefined): readonly Component[] | undefined {
  if (object instanceof PDFName) return DEVICES[nameOf(object)];
  if (!(object instanceof PDFArray)) return undefined;
  const family = nameOf(object.lookup(0));
  if (family === 'Separation') return inks([nameOf(object.lookup(1))]);
  if (family === 'DeviceN') {
    const names = object.lookup(1);
    return inks(names instanceof PDFArray ? names.asArray().map(nameOf) : []);
  }
  if (family !== 'ICCBased') return DEVICES[family];
  const profile = object.lookup(1);
  const count = profile instanceof PDFStream ? profile.dict.lookup(key('N')) : undefined;
  const components = count instanceof PDFNumber ? count.asNumber() : 3;
  return components === 1 ? GRAY : components === 4 ? CMYK : RGB;
}

/** The spaces of one set of plates. */
export class PlateSpaces {
  readonly plates: Plates;
  private readonly context: PDFContext;
  private readonly made = new Map<string, PDFObject>();

  constructor(context: PDFContext, plates: Plates) {
    this.context = context;
    this.plates = plates;
  }

  /** A space for drawing; `resources` knows spaces by name. Undefined where there is none. */
  of(object: PDFObject | undefined, resources: PDFDict | undefined): PDFObject | undefined {
    const found = named(object, resources);
    if (found instanceof PDFArray) {
      const family = nameOf(found.lookup(0));
      if (family === 'Indexed' || family === 'I')
        return this.array('Indexed', this.of(found.lookup(1), resources), found.get(2), found.get(3));
      if (family === 'Pattern') return this.array('Pattern', this.of(found.lookup(1), resources));
    }
    const components = componentsOf(found);
    return components ? this.space(components) : found;
  }

  /** Where each of the three plates finds its light in a picture's samples; undefined for a palette and the like. */
  sources(
    object: PDFObject | undefined,
    resources: PDFDict | undefined,
  ): { readonly components: number; readonly plates: readonly (PlateSource | undefined)[] } | undefined {
    const components = componentsOf(named(object, resources));
    return (
      components && {
        components: components.length,
        plates: [0, 1, 2].map((plate) => sourceOf(components, this.plates[plate])),
      }
    );
  }

  private array(family: string, ...parts: readonly (PDFObject | undefined)[]): PDFArray {
    const array = this.context.obj([family]);
    for (const part of parts) if (part !== undefined) array.push(part);
    return array;
  }

  private space(components: readonly Component[]): PDFObject {
    const program = calculator(components, this.plates);
    const before = this.made.get(program);
    if (before) return before;
    const transform = PDFRawStream.of(
      this.context.obj({
        FunctionType: 4,
        Domain: components.flatMap(() => [0, 1]),
        Range: [0, 1, 0, 1, 0, 1],
        Length: program.length,
      }),
      Buffer.from(program, 'latin1'),
    );
    const names = this.context.obj(components.map((_, at) => `Part${at}`));
    const array = this.array('DeviceN', names, key('DeviceRGB'), this.context.register(transform));
    const ref = this.context.register(array);
    this.made.set(program, ref);
    return ref;
  }
}
