import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHeader,
  PDFNumber,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';

import { isOtherHalf } from '../../scripts/preflight/checks/press/picture-resolution.ts';
import { isRichGrey } from '../../scripts/preflight/checks/press/black-text.ts';
import { readPressFile } from '../../scripts/preflight/press-file.ts';
import { dict, faults, findings, form, good, key, paint, pages, printer, stream } from './press-fixture.ts';

test('the good file passes, and its making had nothing to say', async () => {
  expect(findings).toEqual([]);
  expect((await faults(() => undefined)).messages).toEqual([]);
});

describe('no colour of a screen', () => {
  const box = '0 0 9 9 re f';
  const shading = (pdf: PDFDocument, space: string): PDFDict => {
    const made = dict(pdf, { ShadingType: 2, ColorSpace: space, Coords: [0, 0, 9, 9] });
    made.set(
      key('Function'),
      dict(pdf, { FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0], C1: [1, 1, 1] }),
    );
    return made;
  };
  test.each<[string, (pdf: PDFDocument) => void]>([
    ['a fill', paint(`1 0 0 rg ${box}`)],
    ['a line', paint('0 1 0 RG 0 0 m 9 9 l S')],
    ['a fill in a form', paint('/Z Do', (pdf) => ({ XObject: { Z: form(pdf, `1 0 0 rg ${box}`) } }))],
    [
      'a group',
      paint('/Z Do', (pdf) => ({
        XObject: { Z: form(pdf, box, { Group: { S: 'Transparency', CS: 'DeviceRGB' } }) },
      })),
    ],
    ['a gradient', paint('/Z sh', (pdf) => ({ Shading: { Z: shading(pdf, 'DeviceRGB') } }))],
    [
      'a gradient in a pattern',
      paint(`/Pattern cs /Z scn ${box}`, (pdf) => {
        const pattern = dict(pdf, { PatternType: 2 });
        pattern.set(key('Shading'), shading(pdf, 'CalRGB'));
        return { Pattern: { Z: pattern } };
      }),
    ],
    [
      'a fill in a tiling pattern',
      paint(`/Pattern cs /Z scn ${box}`, (pdf) => ({
        Pattern: {
          Z: stream(
            pdf,
            { PatternType: 1, PaintType: 1, BBox: [0, 0, 9, 9], XStep: 9, YStep: 9, Resources: {} },
            `1 0 0 rg ${box}`,
          ),
        },
      })),
    ],
    [
      'a fill in a soft mask',
      paint('/Z gs', (pdf) => {
        const mask = dict(pdf, { S: 'Luminosity' });
        mask.set(key('G'), form(pdf, `1 0 0 rg ${box}`, { Group: { S: 'Transparency', CS: 'DeviceGray' } }));
        const state = dict(pdf, {});
        state.set(key('SMask'), mask);
        return { ExtGState: { Z: state } };
      }),
    ],
    [
      'a soft mask’s group',
      paint('/Z gs', (pdf) => {
        const mask = dict(pdf, { S: 'Luminosity' });
        mask.set(key('G'), form(pdf, `1 g ${box}`, { Group: { S: 'Transparency', CS: 'DeviceRGB' } }));
        const state = dict(pdf, {});
        state.set(key('SMask'), mask);
        return { ExtGState: { Z: state } };
      }),
    ],
    [
      'a picture',
      paint('/Z Do', (pdf) => ({
        XObject: {
          Z: stream(
            pdf,
            { Subtype: 'Image', Width: 9, Height: 9, BitsPerComponent: 8, ColorSpace: 'DeviceRGB' },
            'x',
          ),
        },
      })),
    ],
    [
      'a picture with a palette',
      paint('/Z Do', (pdf) => {
        const image = stream(pdf, { Subtype: 'Image', Width: 9, Height: 9, BitsPerComponent: 8 }, 'x');
        const space = pdf.context.obj(['Indexed', 'DeviceRGB', 0]);
        space.push(PDFString.of('abc'));
        (pdf.context.lookup(image) as PDFRawStream).dict.set(key('ColorSpace'), space);
        return { XObject: { Z: image } };
      }),
    ],
    ['an inline picture', paint('BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI')],
    [
      'ICC and Lab',
      paint(`/Z cs 1 0 0 sc ${box} /Y cs 50 0 0 sc ${box}`, (pdf) => {
        const space = pdf.context.obj(['ICCBased']);
        space.push(stream(pdf, { N: 3 }, ''));
        const lab = pdf.context.obj(['Lab']);
        lab.push(dict(pdf, { WhitePoint: [0.96, 1, 0.82] }));
        return { ColorSpace: { Z: space, Y: lab } };
      }),
    ],
  ])('%s', async (_, change) => {
    const { rules, all } = await faults(change);
    expect(rules).toEqual(['residual-rgb']);
    expect(all[0]).toMatchObject({
      level: 'error',
      page: 2,
      place: { file: 'issues/2026-1/elva/article.md' },
    });
  });

  const spot = paint('/Z cs 1 scn 0 0 9 9 re f', (pdf) => {
    const space = pdf.context.obj(['Separation', 'Gull', 'DeviceCMYK']);
    space.push(dict(pdf, { FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0], C1: [0, 0, 1, 0] }));
    return { ColorSpace: { Z: space } };
  });
  const named = (name: string) =>
    paint('/Z cs 1 scn 0 0 9 9 re f', (pdf) => {
      const space = pdf.context.obj(['Separation', name, 'DeviceCMYK']);
      space.push(dict(pdf, { FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0], C1: [0, 0, 1, 0] }));
      return { ColorSpace: { Z: space } };
    });
  test('an ink in another spelling makes two plates', async () => {
    const spots = ['PANTONE 485 C'];
    const { all } = await faults(named('Pantone 485c'), { printer: { spots } });
    expect(all).toMatchObject([
      {
        rule: 'spot-name',
        level: 'warning',
        message: 'Pantone 485c and PANTONE 485 C are one ink in two spellings, and make two plates',
        page: 2,
      },
    ]);
    expect((await faults(named('PANTONE 485 C'), { printer: { spots } })).rules).toEqual([]);
    expect((await faults(named('PANTONE 485 U'), { printer: { spots } })).rules).toEqual(['spot-colour']);
  });
  test('a spot ink has to be declared', async () => {
    expect((await faults(spot)).rules).toEqual(['spot-colour']);
    expect((await faults(spot, { printer: { spots: ['Gull'] } })).rules).toEqual([]);
  });
});

describe('marks', () => {
  const all = (program: string) =>
    paint(`/Z CS 1 SCN /Z cs 1 scn ${program}`, (pdf) => {
      const space = pdf.context.obj(['Separation', 'All', 'DeviceCMYK']);
      space.push(dict(pdf, { FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0], C1: [1, 1, 1, 1] }));
      return { ColorSpace: { Z: space } };
    });
  /** On the other page of the two that are right pages there is none to be found, which is another fault. */
  const onPageTwo = (more: readonly { readonly page?: number }[]) => more.filter(({ page }) => page === 2);
  const crop = { printer: { marks: ['crop'] } } as const;
  test('within the bleed they are an error, wherever they are drawn', async () => {
    const [bleedLeft] = (await readPressFile(good)).pages[1]!.bleed!;
    const across = `${bleedLeft - 20} 300 m ${bleedLeft + 4} 300 l S`;
    expect(onPageTwo((await faults(all(`0.25 w ${across}`), crop)).all)).toMatchObject([
      { rule: 'marks', level: 'error', message: 'a mark stands 1.4 mm within the bleed of page 2' },
    ]);
    for (const program of [
      '99 99 9 9 re f',
      'BT /Z 9 Tf 99 99 Td (a) Tj ET',
      `q 1 0 0 1 50 50 cm 0 0 m 0 9 9 9 9 0 c f Q`,
    ])
      expect(onPageTwo((await faults(all(program), crop)).all)).toMatchObject([{ rule: 'marks' }]);
    const beside = `0.25 w ${bleedLeft - 20} 300 m ${bleedLeft} 300 l S`;
    expect(onPageTwo((await faults(all(beside), crop)).all)).toEqual([]);
  });
  test('a stroke counts with its width', async () => {
    const [bleedLeft] = (await readPressFile(good)).pages[1]!.bleed!;
    const line = (width: number): string => `${width} w ${bleedLeft - 2} 300 m ${bleedLeft - 2} 400 l S`;
    expect(onPageTwo((await faults(all(line(3)), crop)).all)).toEqual([]);
    expect(onPageTwo((await faults(all(line(8)), crop)).all)).toHaveLength(1);
  });
  test('what is clipped away does not count, as the marks of an advertisement outside its slot', async () => {
    const clipped = 'q 50 50 9 9 re W n 99 99 9 9 re f Q';
    expect(onPageTwo((await faults(all(`${clipped} -9 0 m -9 9 l S`), crop)).all)).toEqual([]);
    expect(
      onPageTwo((await faults(all(clipped.replace('50 50 9 9', '50 50 55 55')), crop)).all),
    ).toHaveLength(1);
    const inForm = (box: number[]) =>
      paint('/Z Do', (pdf) => {
        const space = pdf.context.obj(['Separation', 'All', 'DeviceCMYK']);
        const resources = dict(pdf, {});
        resources.set(key('ColorSpace'), dict(pdf, {}));
        resources.lookup(key('ColorSpace'), PDFDict).set(key('Z'), space);
        const made = form(pdf, '/Z cs 1 scn 99 99 9 9 re f', { BBox: box });
        (pdf.context.lookup(made) as PDFRawStream).dict.set(key('Resources'), resources);
        return { XObject: { Z: made } };
      });
    expect((await faults(inForm([0, 0, 50, 50]))).messages).toEqual([]);
    expect((await faults(inForm([0, 0, 100, 100]))).rules).toEqual(['marks']);
  });
  test('where the printer wants none, what prints on every plate is an error', async () => {
    expect((await faults(all('0 0 9 9 re f'))).messages).toEqual([
      'page 2 has an object on every plate (Separation All), and the printer wants no marks',
    ]);
  });
  test('where the printer wants some, a page without is an error', async () => {
    expect((await faults(() => undefined, crop)).messages[0]).toBe(
      'page 1 has none of the marks that the printer wants',
    );
    expect((await faults(() => undefined, { printer: { marks: ['colour-bar'] } })).rules).toEqual([]);
  });
});

describe('page boxes', () => {
  const setBox = (name: string, box: number[]) => (pdf: PDFDocument) =>
    pdf.getPage(0).node.set(key(name), pdf.context.obj(box));
  test.each<[string, (pdf: PDFDocument) => void, RegExp, string[]?]>([
    ['an ArtBox', setBox('ArtBox', [9, 9, 99, 99]), /ArtBox/u],
    ['a CropBox', setBox('CropBox', [9, 9, 99, 99]), /CropBox/u],
    ['a page that is turned', (pdf) => pdf.getPage(0).node.set(key('Rotate'), PDFNumber.of(90)), /90°/u],
    [
      'a unit of its own',
      (pdf) => pdf.getPage(0).node.set(key('UserUnit'), PDFNumber.of(2)),
      /UserUnit of 2/u,
    ],
    ['no TrimBox', (pdf) => pdf.getPage(0).node.delete(key('TrimBox')), /lacks/u],
    ['a bleed box within the trim', setBox('BleedBox', [20, 20, 500, 700]), /outside its BleedBox/u],
    [
      'another trim',
      (pdf) => {
        const box = pdf.getPage(0).node.lookup(key('TrimBox'), PDFArray);
        box.set(0, PDFNumber.of((box.lookup(0) as PDFNumber).asNumber() + 3));
      },
      /trimmed to 208.94 × 275.00 mm/u,
      ['page-boxes', 'page-size'],
    ],
    [
      'a group in RGB',
      (pdf) => pdf.getPage(0).node.set(key('Group'), dict(pdf, { S: 'Transparency', CS: 'DeviceRGB' })),
      /DeviceRGB/u,
    ],
  ])('%s', async (_, change, said, wanted = ['page-boxes']) => {
    const { rules, messages } = await faults(change);
    expect(rules).toEqual(wanted);
    expect(messages[0]).toMatch(said);
  });

  test('bleed is held against the printer’s, edge by edge and side by side', async () => {
    const bleed = { topMm: 3, bottomMm: 3, outsideMm: 3, insideMm: 0 };
    const { rules, messages } = await faults(() => undefined, { printer: { bleed } });
    expect(rules).toEqual(['page-boxes']);
    expect(messages.slice(0, 2)).toEqual([
      'page 1 bleeds 3.00 mm at its left; the printer wants 0',
      'page 2 bleeds 3.00 mm at its right; the printer wants 0',
    ]);
  });
});

describe('the output intent', () => {
  const intent = (pdf: PDFDocument): PDFDict =>
    pdf.catalog.lookup(key('OutputIntents'), PDFArray).lookup(0, PDFDict);
  test.each<[string, (pdf: PDFDocument) => void]>([
    ['none', (pdf) => pdf.catalog.delete(key('OutputIntents'))],
    ['two', (pdf) => pdf.catalog.lookup(key('OutputIntents'), PDFArray).push(intent(pdf))],
    [
      'another condition',
      (pdf) => intent(pdf).set(key('OutputConditionIdentifier'), PDFString.of('FOGRA47')),
    ],
    ['no profile', (pdf) => intent(pdf).delete(key('DestOutputProfile'))],
    [
      'a profile that is no printer’s',
      (pdf) => intent(pdf).set(key('DestOutputProfile'), stream(pdf, { N: 3 }, ' '.repeat(12) + 'mntrRGB ')),
    ],
  ])('%s', async (_, change) => expect((await faults(change)).rules).toEqual(['output-intent']));
});

describe('what the file says of itself', () => {
  test.each<[string, (pdf: PDFDocument) => void]>([
    [
      'another version',
      (pdf) => {
        pdf.context.header = PDFHeader.forVersion(1, 7);
      },
    ],
    [
      'no identifier',
      (pdf) => {
        pdf.context.trailerInfo.ID = undefined;
      },
    ],
    [
      'no word of trapping',
      (pdf) => pdf.context.lookup(pdf.context.trailerInfo.Info, PDFDict).delete(key('Trapped')),
    ],
    ['no metadata', (pdf) => pdf.catalog.delete(key('Metadata'))],
    [
      'another title',
      (pdf) => pdf.context.lookup(pdf.context.trailerInfo.Info, PDFDict).set(key('Title'), PDFString.of('X')),
    ],
    [
      'another date',
      (pdf) =>
        pdf.context
          .lookup(pdf.context.trailerInfo.Info, PDFDict)
          .set(key('ModDate'), PDFString.of('D:20250101000000Z')),
    ],
  ])('%s', async (_, change) => expect((await faults(change)).rules).toEqual(['pdfx-identification']));
});

describe('faces', () => {
  const descendant = (pdf: PDFDocument): PDFDict => {
    const fonts = pdf
      .getPages()
      .flatMap((page) => page.node.Resources()?.lookupMaybe(key('Font'), PDFDict)?.values() ?? []);
    const font = pdf.context.lookup(fonts[0], PDFDict);
    return font.lookup(key('DescendantFonts'), PDFArray).lookup(0, PDFDict);
  };
  test('one that is not embedded', async () => {
    const { rules } = await faults((pdf) =>
      descendant(pdf).lookup(key('FontDescriptor'), PDFDict).delete(key('FontFile2')),
    );
    expect(rules).toEqual(['font-embedding']);
  });
  test('one of Type 3', async () => {
    const { rules } = await faults(
      paint('BT /Z 20 Tf 0 0 0 1 k (a) Tj ET', (pdf) => ({
        Font: {
          Z: dict(pdf, { Type: 'Font', Subtype: 'Type3', CharProcs: {}, FontMatrix: [1, 0, 0, 1, 0, 0] }),
        },
      })),
    );
    expect(rules).toEqual(['type-3-font']);
  });
});

describe('what is clicked or run', () => {
  test.each<[string, (pdf: PDFDocument) => void]>([
    [
      'a link',
      (pdf) => pdf.getPage(0).node.set(key('Annots'), pdf.context.obj([dict(pdf, { Subtype: 'Link' })])),
    ],
    ['an action on opening', (pdf) => pdf.catalog.set(key('OpenAction'), dict(pdf, { S: 'JavaScript' }))],
    ['an attachment', (pdf) => pdf.catalog.set(key('Names'), dict(pdf, { EmbeddedFiles: {} }))],
    ['a form to fill in', (pdf) => pdf.catalog.set(key('AcroForm'), dict(pdf, {}))],
  ])('%s', async (_, change) => expect((await faults(change)).rules).toEqual(['annotations']));
});

describe('black text', () => {
  const text = (colour: string, size = 9): string => `${colour} BT /Z ${size} Tf 1 0 0 1 99 99 Tm (a) Tj ET`;
  test('of four inks: an error when small, a warning when large', async () => {
    expect((await faults(paint(text('.77 .65 .5 .98 k')))).all).toMatchObject([
      { rule: 'black-text', level: 'error', page: 2 },
    ]);
    expect((await faults(paint(text('.77 .65 .5 .98 k', 40)))).all).toMatchObject([
      { rule: 'black-text', level: 'warning' },
    ]);
    const over = (pdf: PDFDocument) => ({ ExtGState: { O: dict(pdf, { op: true, OPM: 1 }) } });
    expect((await faults(paint(`/O gs ${text('0 0 0 1 k')}`, over))).rules).toEqual([]);
  });
  test('of grey and not of black ink', async () => {
    expect((await faults(paint(text('0 g')))).rules).toEqual(['black-text']);
  });
  test('white that overprints', async () => {
    const over = paint(`/Z gs ${text('0 0 0 0 k')}`, (pdf) => ({
      ExtGState: { Z: dict(pdf, { op: true }) },
    }));
    expect((await faults(over)).messages).toEqual([
      'white text of 9 pt, “a”, overprints on page 2, and would vanish',
    ]);
    expect((await faults(paint(text('0 0 0 0 k')))).rules).toEqual([]);
  });
  test.each<[number[], boolean]>([
    [[0.41, 0.32, 0.32, 0.33], true],
    [[0.6, 0.5, 0.5, 0.8], true],
    [[0.4, 0.3, 0.3, 1], true],
    [[0, 0, 0, 0.66], false],
    [[0.95, 0.55, 0.45, 0.5], false],
    [[0.1, 0.8, 0.9, 0], false],
    [[0.53, 0.34, 0.36, 0.43], false],
  ])('%j is a grey of several inks: %s', (components, is) => {
    expect(isRichGrey({ space: 'DeviceCMYK', components }, printer.black)).toBe(is);
  });
});

describe('resolution at placed size', () => {
  const image = (widthPx: number) =>
    paint('q 144 0 0 96 50 50 cm /Z Do Q', (pdf) => ({
      XObject: {
        Z: stream(
          pdf,
          {
            Subtype: 'Image',
            Width: widthPx,
            Height: (widthPx * 2) / 3,
            BitsPerComponent: 8,
            ColorSpace: 'DeviceCMYK',
          },
          '',
        ),
      },
    }));
  test('149 ppi is an error, 224 a warning, 225 enough', async () => {
    expect((await faults(image(298))).all).toMatchObject([
      {
        rule: 'image-resolution',
        level: 'error',
        message: '1.jpg prints at 149 ppi; the press needs at least 150',
        hint: 'print it at most 50 mm wide, or supply a file at least 300 px wide',
        place: { file: 'issues/2026-1/elva/article.md', line: 7 },
        page: 2,
      },
    ]);
    expect((await faults(image(448))).all).toMatchObject([{ level: 'warning' }]);
    expect((await faults(image(450))).all).toEqual([]);
  });
  test('what is cropped away takes no room: no hint is wider than the place', async () => {
    // Of 51 mm that the file draws the page shows 20.
    const box = { key: '2026-1/elva/1.jpg', line: 7, yMm: 0, heightMm: 275 };
    // On this page alone: the one that it faces has another.
    const cropped = pages.map((page, at) => ({
      ...page,
      pictures: at === 1 ? [{ ...box, xMm: 20, widthMm: 20 }] : [],
    }));
    const { all } = await faults(image(448), { pages: cropped });
    expect(all).toMatchObject([{ hint: expect.stringMatching(/^print it at most 19 mm wide, or/u) }]);
  });
  test('a picture on the page of another article is told where it is named', async () => {
    const place = { file: 'issues/2026-1/boka/article.md', line: 3, column: 1 };
    const lent = pages.map((page) => ({
      ...page,
      pictures: page.pictures.map(({ line, ...each }) => ({
        ...each,
        key: `2026-1/boka/${line}.jpg`,
        place,
      })),
    }));
    const { all } = await faults(image(298), { pages: lent });
    expect(all).toMatchObject([{ place }]);
  });
  test('a picture across facing pages is told of once', () => {
    const left = {
      rule: 'image-resolution',
      level: 'warning',
      message: 'a.jpg prints at 195 ppi',
      place: { file: 'article.md', line: 7, column: 1 },
      page: 24,
    } as const;
    expect(isOtherHalf(left, { ...left, page: 25 })).toBe(true);
    expect(isOtherHalf(left, { ...left, page: 26 })).toBe(false);
    expect(isOtherHalf(left, { ...left, page: 25, place: { ...left.place, line: 8 } })).toBe(false);
  });
  test('the limits are the printer’s, and a picture of a few pixels does not count', async () => {
    const ppi = { ...printer.ppi, error: 100, warning: 120 };
    expect((await faults(image(298), { printer: { ppi } })).all).toEqual([]);
    expect((await faults(image(15))).all).toEqual([]);
  });
});

describe('pages for folding', () => {
  test('are a multiple of four', async () => {
    const { all } = await faults(() => undefined, { printer: { binding: 'saddle', pagesMultiple: 4 } });
    expect(all).toMatchObject([{ rule: 'saddle-pages', level: 'warning' }]);
    const four = await faults(
      (pdf) => {
        while (pdf.getPageCount() < 4) pdf.addPage(pdf.getPage(0));
      },
      { printer: { binding: 'saddle', pagesMultiple: 4 }, pages: [...pages, ...pages.slice(0, 1)] },
    );
    expect(four.rules).not.toContain('saddle-pages');
  });
});
