import { deflateSync } from 'node:zlib';

import {
  PDFArray,
  type PDFDocument,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';

import type { BrandTable } from '../../../scripts/pdf/press/colour.ts';
import { pressed, textOf } from './made.ts';

const stream = (pdf: PDFDocument, dict: object, body: string | Uint8Array): PDFRef =>
  pdf.context.register(
    PDFRawStream.of(
      pdf.context.obj(dict as never) as unknown as PDFDict,
      Buffer.from(body as string, 'latin1'),
    ),
  );
const dict = (pdf: PDFDocument, entries: object): PDFDict =>
  pdf.context.obj(entries as never) as unknown as PDFDict;
const numbers = (object: PDFObject | undefined): number[] =>
  object instanceof PDFArray ? object.asArray().map((each) => (each as PDFNumber).asNumber()) : [];

/** What no program for the press may say. */
const RGB = /DeviceRGB|ICCBased|CalRGB|\b(?:rg|RG|ri|sc|SC)\b/u;

describe('colour in a program', () => {
  test('black text is black ink alone, grey too, and colour four inks', async () => {
    const { program } = await pressed('BT /F 20 Tf 0 0 0 rg (a) Tj .5 .5 .5 rg (b) Tj 1 0 0 rg (c) Tj ET');
    expect(program).toBe('BT /F 20 Tf 0 0 0 1 k (a) Tj 0 0 0 0.5 k (b) Tj 0 1 1 0 k (c) Tj ET');
  });

  test('colour is set before a path, never within it', async () => {
    const { program } = await pressed('1 0 0 rg 0 0 1 RG 0 0 m 10 0 l 5 5 l B');
    expect(program).toBe('0 1 1 0 k 1 1 0 0 K 0 0 m 10 0 l 5 5 l B');
  });

  test('it is set again only when it changes, and Q brings back what q has kept', async () => {
    const { program } = await pressed(
      '1 0 0 rg 0 0 9 9 re f 0 0 9 9 re f q 0 1 0 rg 0 0 9 9 re f Q 0 0 9 9 re f',
    );
    expect(program).toBe('0 1 1 0 k 0 0 9 9 re f 0 0 9 9 re f q 1 0 1 0 k 0 0 9 9 re f Q 0 0 9 9 re f');
  });

  test('named spaces: ICC of three components, grey, four', async () => {
    const made = await pressed('/A cs .5 .5 .5 sc 0 0 9 9 re f /B CS 1 SC 0 0 m 5 5 l S', (pdf) => ({
      ColorSpace: {
        A: pdf.context.obj(['ICCBased', stream(pdf, { N: 3 }, '')]),
        B: pdf.context.obj(['ICCBased', stream(pdf, { N: 1 }, '')]),
      },
    }));
    expect(made.program).toBe('0 0 0 0.5 k 0 0 9 9 re f 0 0 0 0 K 0 0 m 5 5 l S');
    expect(made.all).not.toMatch(RGB);
  });

  test('marks for readers go', async () => {
    const { program } = await pressed('/P <</MCID 0>> BDC 0 0 0 rg 0 0 9 9 re f EMC');
    expect(program).toBe('0 0 0 1 k 0 0 9 9 re f');
  });
});

describe('overprint', () => {
  test('black text under 12 points overprints, larger and coloured text does not', async () => {
    const { program, at } = await pressed(
      '0 0 0 rg BT /F 9 Tf (a) Tj /F 14 Tf (b) Tj /F 9 Tf (c) Tj 1 1 1 rg (d) Tj ET',
    );
    expect(program).toBe(
      'BT /F 9 Tf 0 0 0 1 k /PressOver gs (a) Tj /F 14 Tf /PressKnock gs (b) Tj /F 9 Tf /PressOver gs (c) Tj 0 0 0 0 k /PressKnock gs (d) Tj ET',
    );
    expect(at('ExtGState', 'PressOver')?.toString()).toMatch(/\/OP true[\s\S]*\/op true[\s\S]*\/OPM 1/u);
  });

  test('the size counts as it stands on the page', async () => {
    const { program } = await pressed('.5 0 0 .5 0 0 cm BT /F 20 Tf (a) Tj ET');
    expect(program).toContain('/PressOver gs');
  });

  test('thin black rules overprint, stroked and filled; thick ones do not', async () => {
    expect((await pressed('0 0 0 RG .5 w 0 0 m 9 0 l S')).program).toContain('/PressOver gs');
    expect((await pressed('0 0 0 rg 0 0 90 .5 re f')).program).toContain('/PressOver gs');
    expect((await pressed('0 0 0 rg 0 0 90 9 re f')).program).not.toContain('/PressOver gs');
    expect((await pressed('.5 .5 .5 rg 0 0 90 .5 re f')).program).not.toContain('/PressOver gs');
  });
});

describe('shadings', () => {
  const axial = (pdf: PDFDocument, from: number[], to: number[]): PDFDict => {
    const shading = dict(pdf, {
      ShadingType: 2,
      ColorSpace: 'DeviceRGB',
      Coords: [0, 0, 100, 0],
      Extend: [true, true],
    });
    shading.set(
      PDFName.of('Function'),
      dict(pdf, { FunctionType: 2, Domain: [0, 1], N: 1, C0: from, C1: to }),
    );
    return shading;
  };

  test('an axial one keeps its line and has its colours in ink', async () => {
    const made = await pressed('/S sh', (pdf) => ({ Shading: { S: axial(pdf, [1, 0, 0], [0, 0, 1]) } }));
    expect(made.program).toBe('/S sh');
    expect(made.at('Shading', 'S', 'ColorSpace')).toBe(PDFName.of('DeviceCMYK'));
    expect(numbers(made.at('Shading', 'S', 'Coords'))).toEqual([0, 0, 100, 0]);
    expect(numbers(made.at('Shading', 'S', 'Function', 'C0'))).toEqual([0, 1, 1, 0]);
    expect(made.all).not.toMatch(RGB);
  });

  test('greys run in black ink alone', async () => {
    const made = await pressed('/S sh', (pdf) => ({ Shading: { S: axial(pdf, [0, 0, 0], [1, 1, 1]) } }));
    expect(numbers(made.at('Shading', 'S', 'Function', 'C0'))).toEqual([0, 0, 0, 1]);
    expect(numbers(made.at('Shading', 'S', 'Function', 'C1'))).toEqual([0, 0, 0, 0]);
  });

  test('a gradient meets the exact build at its end', async () => {
    const made = await pressed(
      '/S sh',
      (pdf) => ({ Shading: { S: axial(pdf, [0.8314, 0.3255, 0.1843], [1, 1, 1]) } }),
      new Map([['d4532f', [0.1, 0.8, 0.9, 0]]]),
    );
    expect(numbers(made.at('Shading', 'S', 'Function', 'C0'))).toEqual([0.1, 0.8, 0.9, 0]);
  });

  test('a radial one stays radial', async () => {
    const made = await pressed('/Pattern cs /P scn 0 0 9 9 re f', (pdf) => {
      const shading = axial(pdf, [1, 1, 0], [0, 1, 0]);
      shading.set(PDFName.of('ShadingType'), PDFNumber.of(3));
      shading.set(PDFName.of('Coords'), pdf.context.obj([5, 5, 0, 5, 5, 9]));
      const pattern = dict(pdf, { PatternType: 2, Matrix: [1, 0, 0, 1, 3, 4] });
      pattern.set(PDFName.of('Shading'), shading);
      return { Pattern: { P: pattern } };
    });
    expect(made.program).toBe('/Pattern cs /P scn 0 0 9 9 re f');
    expect(numbers(made.at('Pattern', 'P', 'Matrix'))).toEqual([1, 0, 0, 1, 3, 4]);
    expect(made.at('Pattern', 'P', 'Shading', 'ShadingType')?.toString()).toBe('3');
    expect(made.all).not.toMatch(RGB);
  });

  const plane = (code: string, matrix: number[]) => (pdf: PDFDocument) => {
    const shading = dict(pdf, {
      ShadingType: 1,
      ColorSpace: 'DeviceRGB',
      Domain: [0, 1, 0, 2],
      Matrix: matrix,
    });
    shading.set(
      PDFName.of('Function'),
      stream(pdf, { FunctionType: 4, Domain: [0, 1, 0, 2], Range: [0, 1, 0, 1, 0, 1] }, code),
    );
    return { Shading: { S: shading } };
  };

  test('a function of a plane that depends on one variable becomes axial, at right angles to its lines', async () => {
    const made = await pressed('/S sh', plane('{ pop dup dup }', [10, 0, 0, 10, 5, 5]));
    expect(made.at('Shading', 'S', 'ShadingType')?.toString()).toBe('2');
    expect(numbers(made.at('Shading', 'S', 'Coords'))).toEqual([5, 5, 15, 5]);
    expect(numbers(made.at('Shading', 'S', 'BBox'))).toEqual([5, 5, 15, 25]);
    const sheared = await pressed('/S sh', plane('{ pop dup dup }', [10, 0, 10, 10, 0, 0]));
    numbers(sheared.at('Shading', 'S', 'Coords')).forEach((value, at) =>
      expect(value).toBeCloseTo([0, 0, 5, -5][at]!, 9),
    );
    const upward = await pressed('/S sh', plane('{ exch pop 2 div dup dup }', [10, 0, 0, 10, 0, 0]));
    expect(numbers(upward.at('Shading', 'S', 'Coords'))).toEqual([0, 0, 0, 20]);
  });

  test('one that runs outward becomes radial', async () => {
    const made = await pressed(
      '/S sh',
      plane('{ dup mul exch dup mul add sqrt 3 div dup dup }', [10, 0, 0, 10, 5, 5]),
    );
    expect(made.at('Shading', 'S', 'ShadingType')?.toString()).toBe('3');
    const [x, y, inner, , , outer] = numbers(made.at('Shading', 'S', 'Coords'));
    expect([x, y, inner]).toEqual([5, 5, 0]);
    expect(outer).toBeCloseTo(10 * Math.hypot(1, 2), 6);
  });

  test('any other becomes a table in ink', async () => {
    const made = await pressed('/S sh', plane('{ 2 div exch dup 1 exch sub }', [10, 0, 0, 10, 0, 0]));
    expect(made.at('Shading', 'S', 'ShadingType')?.toString()).toBe('1');
    expect(made.at('Shading', 'S', 'Function', 'FunctionType')?.toString()).toBe('0');
    expect(made.all).not.toMatch(RGB);
  });

  test('a kind that no browser writes is refused', async () => {
    const made = await pressed('/S sh', (pdf) => ({
      Shading: { S: stream(pdf, { ShadingType: 4, ColorSpace: 'DeviceRGB' }, '') },
    }));
    expect(made.refusals).toEqual(['a gradient of an unknown kind']);
    expect(made.all).not.toMatch(RGB);
  });
});

describe('forms, patterns, groups and masks', () => {
  const form = (pdf: PDFDocument, program: string, group?: object): PDFRef =>
    stream(
      pdf,
      { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 9, 9], Resources: {}, ...(group && { Group: group }) },
      program,
    );

  test('a group mixes in ink', async () => {
    const made = await pressed('/X Do', (pdf) => ({
      XObject: { X: form(pdf, '1 0 0 rg 0 0 9 9 re f', { S: 'Transparency', CS: 'DeviceRGB', I: true }) },
    }));
    expect(made.at('XObject', 'X', 'Group', 'CS')).toBe(PDFName.of('DeviceCMYK'));
    expect(textOf(made.at('XObject', 'X'))).toBe('0 1 1 0 k 0 0 9 9 re f');
    expect(made.all).not.toMatch(RGB);
  });

  test('a form that sets no colour has it from where it is painted', async () => {
    const made = await pressed('1 0 0 rg /X Do 0 0 1 rg /X Do', (pdf) => ({
      XObject: { X: form(pdf, '0 0 9 9 re f') },
    }));
    expect(made.program).toMatch(/\/X Do .*\/X\.1 Do$/u);
    expect(textOf(made.at('XObject', 'X'))).toBe('0 1 1 0 k 0 0 9 9 re f');
    expect(textOf(made.at('XObject', 'X.1'))).toBe('1 1 0 0 k 0 0 9 9 re f');
  });

  test('a form that stands twice is one object', async () => {
    const made = await pressed('q 1 0 0 1 5 5 cm /X Do Q /X Do', (pdf) => ({
      XObject: { X: form(pdf, '1 0 0 rg 0 0 9 9 re f') },
    }));
    expect(made.program.match(/\/X Do/gu)).toHaveLength(2);
  });

  test('what a luminosity mask holds becomes grey, and the same form on the page stays ink', async () => {
    const made = await pressed('/G gs /X Do', (pdf) => {
      const light = form(pdf, '1 0 0 rg 0 0 9 9 re f', { S: 'Transparency', CS: 'DeviceRGB' });
      const mask = dict(pdf, { Type: 'Mask', S: 'Luminosity', BC: [1, 1, 1] });
      mask.set(PDFName.of('G'), light);
      const state = dict(pdf, { Type: 'ExtGState' });
      state.set(PDFName.of('SMask'), mask);
      return { ExtGState: { G: state }, XObject: { X: light } };
    });
    expect(textOf(made.at('ExtGState', 'G', 'SMask', 'G'))).toBe('0.3 g 0 0 9 9 re f');
    expect(made.at('ExtGState', 'G', 'SMask', 'G', 'Group', 'CS')).toBe(PDFName.of('DeviceGray'));
    expect(numbers(made.at('ExtGState', 'G', 'SMask', 'BC'))).toEqual([1]);
    expect(textOf(made.at('XObject', 'X'))).toContain('0 1 1 0 k');
    expect(made.all).not.toMatch(RGB);
  });

  test('tiling patterns, coloured and not', async () => {
    const made = await pressed('/Pattern cs /P scn 0 0 9 9 re f /U cs 1 0 0 /Q scn 0 0 9 9 re f', (pdf) => {
      const tile = (paint: number, program: string): PDFRef =>
        stream(
          pdf,
          {
            PatternType: 1,
            PaintType: paint,
            TilingType: 1,
            BBox: [0, 0, 4, 4],
            XStep: 4,
            YStep: 4,
            Resources: {},
          },
          program,
        );
      return {
        Pattern: { P: tile(1, '0 1 0 rg 0 0 2 2 re f'), Q: tile(2, '0 0 2 2 re f') },
        ColorSpace: { U: pdf.context.obj(['Pattern', 'DeviceRGB']) },
      };
    });
    expect(made.program).toBe(
      '/Pattern cs /P scn 0 0 9 9 re f /PressPatternInk cs 0 1 1 0 /Q scn 0 0 9 9 re f',
    );
    expect(textOf(made.at('Pattern', 'P'))).toBe('1 0 1 0 k 0 0 2 2 re f');
    expect(textOf(made.at('Pattern', 'Q'))).toBe('0 0 2 2 re f');
    expect(made.all).not.toMatch(RGB);
  });

  test('what belongs to the device is left out of graphics states', async () => {
    const made = await pressed('/G gs', (pdf) => ({
      ExtGState: { G: dict(pdf, { ca: 0.5, TR: 'Identity', HT: 'Default' }) },
    }));
    expect(made.at('ExtGState', 'G')?.toString()).toBe('<<\n/ca 0.5\n>>');
  });
});

describe('rasters', () => {
  const image = (pdf: PDFDocument, space: PDFObject | string, samples: number[], more: object = {}): PDFRef =>
    stream(
      pdf,
      {
        Subtype: 'Image',
        Width: 2,
        Height: 1,
        BitsPerComponent: 8,
        ColorSpace: space,
        Filter: 'FlateDecode',
        ...more,
      },
      deflateSync(Uint8Array.from(samples)),
    );

  test('colours become four inks', async () => {
    const made = await pressed('/I Do', (pdf) => ({
      XObject: { I: image(pdf, 'DeviceRGB', [255, 0, 0, 0, 0, 255]) },
    }));
    expect(made.at('XObject', 'I', 'ColorSpace')).toBe(PDFName.of('DeviceCMYK'));
    expect(Buffer.from(textOf(made.at('XObject', 'I')), 'latin1').toString('hex')).toBe('00ffff00ffff0000');
  });

  test('greys become one', async () => {
    const made = await pressed('/I Do', (pdf) => ({
      XObject: { I: image(pdf, 'DeviceRGB', [64, 64, 64, 255, 255, 255]) },
    }));
    expect(made.at('XObject', 'I', 'ColorSpace')).toBe(PDFName.of('DeviceGray'));
    expect(Buffer.from(textOf(made.at('XObject', 'I')), 'latin1').toString('hex')).toBe('40ff');
  });

  test('a palette is looked up', async () => {
    const made = await pressed('/I Do', (pdf) => {
      const space = pdf.context.obj(['Indexed', 'DeviceRGB', 1]);
      space.push(stream(pdf, {}, Uint8Array.of(0, 255, 0, 255, 255, 0)));
      return { XObject: { I: image(pdf, space, [0x40], { BitsPerComponent: 1 }) } };
    });
    expect(Buffer.from(textOf(made.at('XObject', 'I')), 'latin1').toString('hex')).toBe('ff00ff000000ff00');
  });

  test('an inline picture becomes an object', async () => {
    const made = await pressed('q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \u0080\u0000\u00ff EI Q');
    expect(made.program).toBe('q 9 0 0 9 0 0 cm /PressIn Do Q');
    expect(made.at('XObject', 'PressIn', 'ColorSpace')).toBe(PDFName.of('DeviceCMYK'));
    expect(Buffer.from(textOf(made.at('XObject', 'PressIn')), 'latin1').toString('hex')).toBe('7fff0000');
  });

  test('a stencil is painted in ink', async () => {
    const made = await pressed('1 0 0 rg /I Do', (pdf) => ({
      XObject: {
        I: stream(
          pdf,
          { Subtype: 'Image', Width: 8, Height: 1, BitsPerComponent: 1, ImageMask: true },
          '\u00aa',
        ),
      },
    }));
    expect(made.program).toBe('0 1 1 0 k /I Do');
  });

  test('a grey JPEG is the mask of a shadow, and stays', async () => {
    const made = await pressed('/I Do', (pdf) => ({
      XObject: {
        I: stream(pdf, { Subtype: 'Image', Filter: 'DCTDecode', ColorSpace: 'DeviceGray' }, 'JPEG'),
      },
    }));
    expect(made.refusals).toEqual([]);
    expect(made.program).toBe('/I Do');
  });

  test('a JPEG that is no photograph of the issue is refused', async () => {
    const made = await pressed('/I Do', (pdf) => ({
      XObject: { I: stream(pdf, { Subtype: 'Image', Filter: 'DCTDecode', ColorSpace: 'DeviceRGB' }, 'JPEG') },
    }));
    expect(made.refusals).toEqual(['a picture of 4 bytes that is no known proxy']);
    expect(made.program).toBe('');
  });
});

describe('photographs', () => {
  const photograph = (pdf: PDFDocument): Record<string, Record<string, PDFObject>> => ({
    XObject: { I: stream(pdf, { Subtype: 'Image', Filter: 'DCTDecode', ColorSpace: 'DeviceRGB' }, 'PROXY') },
    ExtGState: { Half: dict(pdf, { ca: 0.5 }) },
    Shading: {
      S: (() => {
        const shading = dict(pdf, { ShadingType: 2, ColorSpace: 'DeviceRGB', Coords: [0, 0, 9, 0] });
        shading.set(
          PDFName.of('Function'),
          dict(pdf, { FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0], C1: [0.5, 0.5, 0.5] }),
        );
        return shading;
      })(),
    },
  });

  test('the original takes the place of its proxy, inverted as such JPEGs are, its transparency as a mask', async () => {
    const made = await pressed('/I Do q 5 0 0 5 0 0 cm /I Do Q', photograph);
    expect(made.program).toBe('/I Do q 5 0 0 5 0 0 cm /I Do Q');
    expect(made.at('XObject', 'I', 'ColorSpace')).toBe(PDFName.of('DeviceCMYK'));
    expect(numbers(made.at('XObject', 'I', 'Decode'))).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
    expect(made.at('XObject', 'I', 'SMask', 'ColorSpace')).toBe(PDFName.of('DeviceGray'));
  });

  const place = 'q 50 0 0 50 0 0 cm /I Do Q';

  test('black laid thinly over one is built of four inks', async () => {
    const { program } = await pressed(`${place} /Half gs 0 0 0 rg 10 10 9 9 re f`, photograph);
    expect(program).toBe(`${place} /Half gs 1 1 1 0 k 10 10 9 9 re f`);
  });

  test('and black ink alone beside it, solid over it, as text over it, and before it', async () => {
    const only = '0 0 0 1 k';
    expect((await pressed(`${place} /Half gs 0 0 0 rg 60 10 9 9 re f`, photograph)).program).toContain(only);
    expect((await pressed(`${place} 0 0 0 rg 10 10 9 9 re f`, photograph)).program).toContain(only);
    expect(
      (await pressed(`${place} /Half gs 0 0 0 rg BT /F 20 Tf 10 10 Td (a) Tj ET`, photograph)).program,
    ).toContain(only);
    expect((await pressed(`/Half gs 0 0 0 rg 10 10 9 9 re f ${place}`, photograph)).program).toContain(only);
  });

  test('a clip counts: what it leaves of the path lies beside the picture', async () => {
    const { program } = await pressed(
      `${place} 60 0 20 20 re W n /Half gs 0 0 0 rg 0 0 90 90 re f`,
      photograph,
    );
    expect(program).toContain('0 0 0 1 k');
  });

  test('a thin grey gradient over one too', async () => {
    const made = await pressed(`${place} 0 0 50 50 re W n /Half gs /S sh`, photograph);
    expect(numbers(made.at('Shading', 'S', 'Function', 'C0'))).toEqual([1, 1, 1, 0]);
    const solid = await pressed(`${place} 0 0 50 50 re W n /S sh`, photograph);
    expect(numbers(solid.at('Shading', 'S', 'Function', 'C0'))).toEqual([0, 0, 0, 1]);
  });
});

describe('a spot ink that the print shop has', () => {
  const CORAL = '.83137 .32549 .18431';
  const brand = new Map([['d4532f', [0.1, 0.8, 0.9, 0]]]) as BrandTable;
  const spots = new Map([['d4532f', 'PANTONE 7417 C']]);
  const none = () => ({});
  const shading = (pdf: PDFDocument, from: string, to: string): PDFDict => {
    const colours = (written: string): number[] => written.split(' ').map(Number);
    const made = dict(pdf, { ShadingType: 2, ColorSpace: 'DeviceRGB', Coords: [0, 0, 9, 0] });
    made.set(
      PDFName.of('Function'),
      dict(pdf, { FunctionType: 2, Domain: [0, 1], N: 1, C0: colours(from), C1: colours(to) }),
    );
    return made;
  };

  test('prints exactly its colour, text and areas and lines, over and over in one space', async () => {
    const { program, at } = await pressed(
      `${CORAL} rg 0 0 9 9 re f ${CORAL} RG 0 0 m 9 9 l S BT /F 9 Tf (a) Tj ET .83137 .32549 .19 rg 0 0 9 9 re f`,
      none,
      brand,
      spots,
    );
    expect(program).toBe(
      '/PressSpot cs 1 scn 0 0 9 9 re f /PressSpot CS 1 SCN 0 0 m 9 9 l S BT /F 9 Tf (a) Tj ET ' +
        '0.169 0.675 0.81 0 k 0 0 9 9 re f',
    );
    const space = at('ColorSpace', 'PressSpot') as PDFArray;
    expect(space.lookup(0)).toBe(PDFName.of('Separation'));
    expect((space.lookup(1) as PDFName).decodeText()).toBe('PANTONE 7417 C');
    expect(space.lookup(2)).toBe(PDFName.of('DeviceCMYK'));
    const tint = space.lookup(3) as PDFDict;
    expect(numbers(tint.lookup(PDFName.of('C0')))).toEqual([0, 0, 0, 0]);
    expect(numbers(tint.lookup(PDFName.of('C1')))).toEqual([0.1, 0.8, 0.9, 0]);
  });

  test('without a plate it is its build', async () => {
    const { program } = await pressed(`${CORAL} rg 0 0 9 9 re f`, none, brand);
    expect(program).toBe('0.1 0.8 0.9 0 k 0 0 9 9 re f');
  });

  test('laid thinly it is still that ink', async () => {
    const { program, all } = await pressed(
      `/G gs ${CORAL} rg 0 0 9 9 re f`,
      (pdf) => ({ ExtGState: { G: dict(pdf, { ca: 0.3 }) } }),
      brand,
      spots,
    );
    expect(program).toContain('/PressSpot cs 1 scn 0 0 9 9 re f');
    expect(all).toContain('/ca 0.3');
  });

  test('runs from solid to paper in that ink, and to another colour in four', async () => {
    const run = async (to: string) =>
      (await pressed('/S sh', (pdf) => ({ Shading: { S: shading(pdf, CORAL, to) } }), brand, spots)).at(
        'Shading',
        'S',
      ) as PDFDict;
    const toPaper = await run('1 1 1');
    expect((toPaper.lookup(PDFName.of('ColorSpace'), PDFArray).lookup(1) as PDFName).decodeText()).toBe(
      'PANTONE 7417 C',
    );
    const tint = toPaper.lookup(PDFName.of('Function'), PDFDict);
    expect([numbers(tint.lookup(PDFName.of('C0'))), numbers(tint.lookup(PDFName.of('C1')))]).toEqual([
      [1],
      [0],
    ]);
    expect((await run('0 0 1')).lookup(PDFName.of('ColorSpace'))).toBe(PDFName.of('DeviceCMYK'));
  });

  test('in a luminosity mask it is light, as all else is', async () => {
    const { all } = await pressed(
      '/M gs 0 0 9 9 re f',
      (pdf) => {
        const group = {
          Subtype: 'Form',
          BBox: [0, 0, 9, 9],
          Resources: {},
          Group: { S: 'Transparency', CS: 'DeviceRGB' },
        };
        const mask = dict(pdf, { S: 'Luminosity' });
        mask.set(PDFName.of('G'), stream(pdf, group, `${CORAL} rg 0 0 9 9 re f`));
        const state = dict(pdf, {});
        state.set(PDFName.of('SMask'), mask);
        return { ExtGState: { M: state } };
      },
      brand,
      spots,
    );
    expect(all).not.toContain('Separation');
  });
});
