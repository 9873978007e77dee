/**
 * A press file's inks, made visible to a program that draws in red, green and blue: each page once for every three inks, with one of them in each
 * channel, white where there is none. Blending, soft masks and knocking out work channel by channel, so what is drawn is what the plates hold; a
 * colour that overprints darkens, which leaves the plates alone on which it has no ink.
 */
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

import { eachOperation, type Operand } from '../content.ts';
import { inlineImage } from '../press/inline.ts';
import { numbersOf } from '../press/functions.ts';
import { decoded, deflated, pageContent, sweep } from '../streams.ts';
import type { SmallPicture, SmallPictures } from './pictures.ts';
import { BLACK, COLOURS, lightOn, namesInks, type Plates, PlateSpaces } from './spaces.ts';

const key = (name: string): PDFName => PDFName.of(name);
const nameOf = (operand: Operand | undefined): string => (typeof operand === 'string' ? operand : '');

/** The sets of three in which all inks are drawn. */
export const plateSets = (spots: readonly string[]): Plates[] => {
  const others = [BLACK, ...spots];
  return [
    COLOURS,
    ...Array.from({ length: Math.ceil(others.length / 3) }, (_, at) => others.slice(3 * at, 3 * at + 3)),
  ];
};

const DEVICE: Readonly<Record<string, string>> = {
  g: 'DeviceGray',
  G: 'DeviceGray',
  rg: 'DeviceRGB',
  RG: 'DeviceRGB',
  k: 'DeviceCMYK',
  K: 'DeviceCMYK',
};

const MOST_DEPTH = 24;

/** One set of plates of a whole file. */
class Drawing {
  private readonly context: PDFDocument['context'];
  private readonly spaces: PlateSpaces;
  private readonly pictures: SmallPictures;
  private readonly made = new Map<PDFObject, PDFObject>();

  constructor(pdf: PDFDocument, plates: Plates, pictures: SmallPictures) {
    this.context = pdf.context;
    this.spaces = new PlateSpaces(pdf.context, plates);
    this.pictures = pictures;
  }

  page(page: PDFPage): PDFDict {
    const { context } = this;
    const resources = page.node.Resources();
    const dict = context.obj({ Type: 'Page' });
    dict.set(key('MediaBox'), context.obj(boxOf(page)));
    dict.set(key('Contents'), context.register(deflated(context, this.start(pageContent(page), resources))));
    dict.set(key('Resources'), this.resources(resources, 0));
    dict.set(key('Group'), context.obj({ S: 'Transparency', CS: 'DeviceRGB' }));
    return dict;
  }

  /** A program that begins with black, as pages and coloured patterns do. */
  private start(bytes: Uint8Array, resources: PDFDict | undefined): Uint8Array {
    const black = this.light('DeviceGray', [0]);
    return Buffer.concat([Buffer.from(`${black} rg ${black} RG\n`), this.program(bytes, resources)]);
  }

  private light(space: string, components: readonly number[]): string {
    return lightOn(space, components, this.spaces.plates)
      .map((part) => Math.round(part * 1e4) / 1e4)
      .join(' ');
  }

  private once(object: PDFObject, make: () => PDFObject): PDFObject {
    const before = this.made.get(object);
    if (before) return before;
    const made = make();
    const ref = made instanceof PDFRef ? made : this.context.register(made);
    this.made.set(object, ref);
    return ref;
  }

  private resources(from: PDFDict | undefined, depth: number): PDFDict {
    const { context } = this;
    const out = context.obj({});
    for (const [name, entry] of from?.entries() ?? []) {
      const category = name.decodeText();
      const shelf = from!.lookup(name);
      if (!(shelf instanceof PDFDict) || category === 'Font' || category === 'Properties') {
        out.set(name, entry);
        continue;
      }
      const shelved = context.obj({});
      for (const each of shelf.keys()) {
        const made = this.resource(category, shelf.lookup(each), from, depth);
        if (made !== undefined) shelved.set(each, made);
      }
      out.set(name, shelved);
    }
    const states = out.lookupMaybe(key('ExtGState'), PDFDict) ?? context.obj({});
    states.set(key('PlateOver'), context.obj({ BM: 'Darken' }));
    states.set(key('PlateKnock'), context.obj({ BM: 'Normal' }));
    out.set(key('ExtGState'), states);
    const spaces = out.lookupMaybe(key('ColorSpace'), PDFDict) ?? context.obj({});
    for (const device of ['DeviceGray', 'DeviceRGB', 'DeviceCMYK']) {
      const space = this.spaces.of(key(device), undefined);
      if (space !== undefined) spaces.set(key(`Plate${device}`), space);
    }
    out.set(key('ColorSpace'), spaces);
    if (this.inline.length > 0) {
      const objects = out.lookupMaybe(key('XObject'), PDFDict) ?? context.obj({});
      this.inline.forEach((stream, at) => objects.set(key(`PlateInline${at}`), this.image(stream, from)));
      out.set(key('XObject'), objects);
      this.inline = [];
    }
    return out;
  }

  /** Pictures written into the program that was read last. */
  private inline: PDFRawStream[] = [];

  private resource(
    category: string,
    object: PDFObject | undefined,
    resources: PDFDict | undefined,
    depth: number,
  ): PDFObject | undefined {
    if (object === undefined) return undefined;
    if (category === 'ColorSpace') return this.spaces.of(object, resources);
    if (category === 'Shading') return this.once(object, () => this.shading(object, resources));
    if (category === 'Pattern') return this.once(object, () => this.pattern(object, resources, depth));
    if (category === 'XObject' && object instanceof PDFStream) {
      if (object.dict.lookup(key('Subtype')) === key('Image'))
        return this.once(object, () => this.image(object, resources));
      if (depth > MOST_DEPTH) return undefined;
      return this.once(object, () => this.form(object, resources, depth));
    }
    return object;
  }

  private form(stream: PDFStream, resources: PDFDict | undefined, depth: number): PDFObject {
    const dict = this.context.obj({ Type: 'XObject', Subtype: 'Form' });
    copy(stream.dict, dict, ['BBox', 'Matrix', 'OC']);
    const group = stream.dict.lookup(key('Group'));
    if (group instanceof PDFDict) {
      const own = this.context.obj({ S: 'Transparency', CS: 'DeviceRGB' });
      copy(group, own, ['I', 'K']);
      dict.set(key('Group'), own);
    }
    return this.drawn(stream, dict, resources, depth, false);
  }

  private drawn(
    stream: PDFStream,
    dict: PDFDict,
    outer: PDFDict | undefined,
    depth: number,
    fresh: boolean,
  ): PDFObject {
    const resources = stream.dict.lookupMaybe(key('Resources'), PDFDict) ?? outer;
    const bytes = decoded(stream);
    const program = fresh ? this.start(bytes, resources) : this.program(bytes, resources);
    dict.set(key('Resources'), this.resources(resources, depth + 1));
    return deflated(this.context, program, dict);
  }

  private pattern(object: PDFObject, resources: PDFDict | undefined, depth: number): PDFObject {
    const from = object instanceof PDFStream ? object.dict : object;
    const dict = this.context.obj({ Type: 'Pattern' });
    if (!(from instanceof PDFDict)) return dict;
    copy(from, dict, [
      'PatternType',
      'PaintType',
      'TilingType',
      'BBox',
      'XStep',
      'YStep',
      'Matrix',
      'ExtGState',
    ]);
    if (object instanceof PDFStream)
      return this.drawn(object, dict, resources, depth, from.lookup(key('PaintType'))?.toString() !== '2');
    const shading = from.lookup(key('Shading'));
    if (shading)
      dict.set(
        key('Shading'),
        this.once(shading, () => this.shading(shading, resources)),
      );
    return dict;
  }

  private shading(object: PDFObject, resources: PDFDict | undefined): PDFObject {
    const from = object instanceof PDFStream ? object.dict : object;
    if (!(from instanceof PDFDict)) return object;
    const dict = from.clone(this.context);
    const space = this.spaces.of(from.lookup(key('ColorSpace')), resources);
    if (space !== undefined) dict.set(key('ColorSpace'), space);
    return object instanceof PDFRawStream ? PDFRawStream.of(dict, object.contents) : dict;
  }

  private image(stream: PDFStream, resources: PDFDict | undefined): PDFObject {
    const { context } = this;
    if (stream.dict.lookup(key('ImageMask'))?.toString() === 'true') return stream;
    const small = stream instanceof PDFRawStream ? this.pictures.get(stream) : undefined;
    const sources = small && this.spaces.sources(stream.dict.lookup(key('ColorSpace')), resources);
    const dict = context.obj({ Type: 'XObject', Subtype: 'Image', Interpolate: true });
    const mask = stream.dict.lookup(key('SMask'));
    if (mask instanceof PDFRawStream)
      dict.set(
        key('SMask'),
        this.once(mask, () => this.mask(mask)),
      );
    copy(stream.dict, dict, ['Mask']);
    if (!small || !sources || sources.components !== small.components) {
      if (!(stream instanceof PDFRawStream)) return stream;
      copy(stream.dict, dict, ['Width', 'Height', 'BitsPerComponent', 'Decode', 'Filter', 'DecodeParms']);
      const space = this.spaces.of(stream.dict.lookup(key('ColorSpace')), resources);
      if (space !== undefined) dict.set(key('ColorSpace'), space);
      return PDFRawStream.of(dict, stream.contents);
    }
    const { widthPx, heightPx } = small;
    const decode = numbersOf(stream.dict.lookup(key('Decode'))) ?? [];
    // A plate that is drawn alone may stand in all three channels.
    const isSingle = this.spaces.plates.length === 1;
    const channels = isSingle ? 1 : 3;
    const out = new Uint8Array(widthPx * heightPx * channels).fill(255);
    sources.plates.forEach((source, plate) => {
      if (!source) return;
      const { component, isInk } = source;
      const [low = 0, high = 1] = decode.slice(2 * component, 2 * component + 2);
      const light = Uint8Array.from({ length: 256 }, (_, sample) => {
        const value = Math.min(1, Math.max(0, low + (sample / 255) * (high - low)));
        return Math.round(255 * (isInk ? 1 - value : value));
      });
      for (let at = 0; at < widthPx * heightPx; at++)
        out[channels * at + plate] = light[small.samples[at * small.components + component]!]!;
    });
    for (const [name, value] of Object.entries({ Width: widthPx, Height: heightPx, BitsPerComponent: 8 }))
      dict.set(key(name), PDFNumber.of(value));
    dict.set(key('ColorSpace'), key(isSingle ? 'DeviceGray' : 'DeviceRGB'));
    return PDFRawStream.of(dict, out);
  }

  /** How a picture fades: light in small, on every plate the same. */
  private mask(stream: PDFRawStream): PDFObject {
    const small = this.pictures.get(stream);
    if (!small || small.components !== 1) return stream;
    return smallGray(this.context, stream, small);
  }

  private program(bytes: Uint8Array, resources: PDFDict | undefined): Uint8Array {
    const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
    const splice = (start: number, end: number, text: string): void => {
      edits.push({ start, end, text: `${text}\n` });
    };
    /** Where the text object that is open shows letters; undefined as soon as one of them is seen on these plates. */
    let unseen: { start: number; end: number }[] | undefined;
    const states = resources?.lookupMaybe(key('ExtGState'), PDFDict);
    let state = {
      blend: 'Normal',
      over: false,
      mode: 0,
      named: false,
      darkens: false,
      white: false,
      stroked: false,
    };
    const stack: (typeof state)[] = [];
    /** What has to be said so that overprinting darkens and nothing else does. */
    const settle = (): string => {
      const plain = state.blend === 'Normal' || state.blend === 'Compatible';
      const darkens = plain && state.over && (state.mode === 1 || state.named);
      if (darkens === state.darkens) return '';
      state.darkens = darkens;
      return plain ? ` /${darkens ? 'PlateOver' : 'PlateKnock'} gs` : '';
    };
    eachOperation(bytes, (operator, operands, start, end) => {
      switch (operator) {
        case 'q':
          stack.push({ ...state });
          break;
        case 'Q':
          state = stack.pop() ?? state;
          break;
        case 'g':
        case 'G':
        case 'rg':
        case 'RG':
        case 'k':
        case 'K': {
          const values = operands.filter((each): each is number => typeof each === 'number');
          const isFill = operator === operator.toLowerCase();
          if (isFill) state.named = false;
          const light = this.light(DEVICE[operator]!, values);
          if (isFill) state.white = light === '1 1 1';
          splice(start, end, `${light} ${isFill ? 'rg' : 'RG'}${settle()}`);
          break;
        }
        case 'cs':
        case 'CS': {
          const name = nameOf(operands[0]);
          const known = resources?.lookupMaybe(key('ColorSpace'), PDFDict)?.lookup(key(name));
          if (operator === 'cs') Object.assign(state, { named: namesInks(known), white: false });
          const isDevice = known === undefined && Object.values(DEVICE).includes(name);
          // A space begins with its black.
          const black = name === 'DeviceCMYK' ? `0 0 0 1 ${operator === 'cs' ? 'scn' : 'SCN'}` : '';
          splice(
            start,
            end,
            `/${isDevice ? 'Plate' : ''}${name} ${operator} ${isDevice ? black : ''}${settle()}`,
          );
          break;
        }
        case 'gs': {
          const dict = states?.lookup(key(nameOf(operands[0])));
          if (!(dict instanceof PDFDict)) break;
          const blend = dict.lookup(key('BM'));
          if (blend !== undefined) {
            state.blend =
              (blend instanceof PDFArray ? blend.lookup(0) : blend)?.toString().slice(1) ?? 'Normal';
            state.darkens = false;
          }
          const over = dict.lookup(key('op')) ?? dict.lookup(key('OP'));
          if (over !== undefined) state.over = over.toString() === 'true';
          const mode = dict.lookup(key('OPM'));
          if (mode instanceof PDFNumber) state.mode = mode.asNumber();
          const more = settle();
          if (more !== '') splice(end, end, more);
          break;
        }
        case 'sc':
        case 'scn':
          state.white = false;
          break;
        case 'Tr':
          state.stroked = operands[0] !== 0;
          break;
        case 'BT':
          unseen = [];
          break;
        case 'Tj':
        case 'TJ':
        case "'":
        case '"':
          // Half of all drawing is letters in black, of which the other plates show nothing.
          if (state.darkens && state.white && !state.stroked) unseen?.push({ start, end });
          else unseen = undefined;
          break;
        case 'ET':
          for (const each of unseen ?? []) splice(each.start, each.end, '');
          unseen = undefined;
          break;
        case 'BI': {
          const stream = inlineImage(this.context, operands);
          if (!stream) break;
          splice(start, end, `/PlateInline${this.inline.length} Do`);
          this.inline.push(stream);
          break;
        }
        default:
      }
    });
    const out: Uint8Array[] = [];
    let taken = 0;
    for (const { start, end, text } of edits.toSorted((one, other) => one.start - other.start)) {
      out.push(bytes.subarray(taken, start), Buffer.from(text, 'latin1'));
      taken = end;
    }
    out.push(bytes.subarray(taken));
    return Buffer.concat(out);
  }
}

const copy = (from: PDFDict, to: PDFDict, names: readonly string[]): void => {
  for (const name of names) {
    const value = from.get(key(name));
    if (value !== undefined) to.set(key(name), value);
  }
};

function smallGray(
  context: PDFDocument['context'],
  { dict }: PDFRawStream,
  small: SmallPicture,
): PDFRawStream {
  const entries = context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: small.widthPx,
    Height: small.heightPx,
    BitsPerComponent: 8,
    ColorSpace: 'DeviceGray',
    Interpolate: true,
  });
  copy(dict, entries, ['Decode']);
  return PDFRawStream.of(entries, small.samples);
}

function boxOf(page: PDFPage): number[] {
  const { x, y, width, height } = page.getMediaBox();
  return [x, y, x + width, y + height];
}

/**
 * The plates of some pages, counted from 0, as one PDF: each of the pages in the first set, then each in the second. The document that is handed
 * in is used up.
 */
export function platesPdf(
  pdf: PDFDocument,
  sets: readonly Plates[],
  pictures: SmallPictures,
  wanted: readonly number[],
): Uint8Array {
  const { context } = pdf;
  const all = pdf.getPages();
  const pages = wanted.map((page) => all[page]!);
  const tree = context.obj({ Type: 'Pages', Count: pages.length * sets.length });
  const ref = context.register(tree);
  const kids = context.obj([]);
  for (const plates of sets) {
    const drawing = new Drawing(pdf, plates, pictures);
    for (const page of pages) {
      const dict = drawing.page(page);
      dict.set(key('Parent'), ref);
      kids.push(context.register(dict));
    }
  }
  tree.set(key('Kids'), kids);
  const catalog = context.obj({ Type: 'Catalog' });
  catalog.set(key('Pages'), ref);
  context.trailerInfo.Root = context.register(catalog);
  context.trailerInfo.Info = undefined;
  sweep(pdf);
  return plainPdf(context);
}

/** The objects one after the other: nobody keeps this file, so nothing in it need be small. */
function plainPdf(context: PDFDocument['context']): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.6\n')];
  let length = 9;
  const add = (bytes: Uint8Array): void => {
    parts.push(bytes);
    length += bytes.length;
  };
  const at = new Map<number, number>();
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    at.set(ref.objectNumber, length);
    const head = Buffer.from(`${ref.objectNumber} 0 obj\n`);
    const body = new Uint8Array(object.sizeInBytes());
    object.copyBytesInto(body, 0);
    add(head);
    add(body);
    add(Buffer.from('\nendobj\n'));
  }
  const most = Math.max(0, ...at.keys());
  const start = length;
  const rows = Array.from({ length: most + 1 }, (_, number) =>
    at.has(number) ? `${String(at.get(number)).padStart(10, '0')} 00000 n \n` : '0000000000 65535 f \n',
  );
  add(
    Buffer.from(
      `xref\n0 ${most + 1}\n${rows.join('')}trailer\n<< /Size ${most + 1} /Root ${String(context.trailerInfo.Root)} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
