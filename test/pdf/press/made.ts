/** Small PDFs made by hand, one construct each, and the press file's program of them. */
import { PDFDict, PDFDocument, PDFName, type PDFObject, PDFRawStream, PDFStream } from '@cantoo/pdf-lib';

import {
  type BrandTable,
  type Condition,
  inksOf,
  type SpotTable,
} from '../../../scripts/pdf/press/colour.ts';
import { Press, rewritten } from '../../../scripts/pdf/press/program.ts';
import { decoded, here } from '../../../scripts/pdf/streams.ts';

/** A condition that is easy to reckon with: no black in colours, so that black ink says "one ink". */
export const simple: Condition = {
  cmyk: ([red, green, blue]) => [1 - red, 1 - green, 1 - blue, 0],
  black: (level) => 1 - level,
};

/** The one photograph that there is: what takes the place of a JPEG whose bytes are "PROXY". */
const photographs = new Map([
  [
    'PROXY',
    {
      jpeg: here(Uint8Array.of(0xff, 0xd8)),
      widthPx: 30,
      heightPx: 20,
      gray: false,
      alpha: here(Uint8Array.of(0xff)),
    },
  ],
]);

export interface Made {
  readonly program: string;
  readonly resources: PDFDict;
  readonly refusals: readonly string[];
  /** An object of the resources, looked up on its way: at('Pattern', 'P1', 'Shading'). */
  readonly at: (...way: readonly string[]) => PDFObject | undefined;
  /** All programs and dictionaries that the program can reach, as text: for what must not be there. */
  readonly all: string;
}

/** `build` makes the resources in a new document. */
export async function pressed(
  program: string,
  build: (pdf: PDFDocument) => Record<string, Record<string, PDFObject>> = () => ({}),
  brand: BrandTable = new Map(),
  spots: SpotTable = new Map(),
): Promise<Made> {
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const resources = context.obj({});
  for (const [category, entries] of Object.entries(build(pdf))) {
    const dict = context.obj({});
    for (const [name, object] of Object.entries(entries)) dict.set(PDFName.of(name), object);
    resources.set(PDFName.of(category), dict);
  }
  const press = new Press(context, inksOf(simple, brand, spots), photographs, ({ contents }) =>
    Buffer.from(contents).toString('latin1'),
  );
  const made = rewritten(press, Buffer.from(program, 'latin1'), resources);
  const at = (...way: readonly string[]): PDFObject | undefined => {
    let object: PDFObject | undefined = made.resources;
    for (const name of way) {
      const dict: PDFObject | undefined = object instanceof PDFStream ? object.dict : object;
      object = dict instanceof PDFDict ? dict.lookup(PDFName.of(name)) : undefined;
    }
    return object;
  };
  const seen = new Set<PDFObject>();
  const texts: string[] = [Buffer.from(made.bytes).toString('latin1')];
  const gather = (object: PDFObject | undefined): void => {
    const found = object && 'objectNumber' in object ? context.lookup(object) : object;
    if (found === undefined || seen.has(found)) return;
    seen.add(found);
    if (found instanceof PDFStream) {
      gather(found.dict);
      const isProgram =
        !found.dict.has(PDFName.of('FunctionType')) &&
        found.dict.lookup(PDFName.of('Subtype')) !== PDFName.of('Image');
      if (found instanceof PDFRawStream && isProgram)
        texts.push(Buffer.from(decoded(found)).toString('latin1'));
    } else if (found instanceof PDFDict) {
      texts.push(found.toString());
      for (const value of found.values()) gather(value);
    } else if ('asArray' in found) {
      texts.push(found.toString());
      for (const value of (found as never as { asArray(): PDFObject[] }).asArray()) gather(value);
    }
  };
  gather(made.resources);
  return {
    program: Buffer.from(made.bytes).toString('latin1').replaceAll(/\s+/gu, ' ').trim(),
    resources: made.resources,
    refusals: [...press.refusals],
    at,
    all: texts.join('\n'),
  };
}

export const textOf = (stream: PDFObject | undefined): string =>
  stream instanceof PDFStream
    ? Buffer.from(decoded(stream)).toString('latin1').replaceAll(/\s+/gu, ' ').trim()
    : '';
