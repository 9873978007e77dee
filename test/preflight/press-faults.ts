/** Faults of press files, one each, and a neighbour of each that is as it should be. */
import { type PDFDocument, PDFArray, PDFHeader, PDFNumber, PDFString, PDFDict } from '@cantoo/pdf-lib';

import type { Printer } from '../../scripts/model/printer.ts';
import type { InkMap } from '../../scripts/preflight/ink-map.ts';
import { dict, form, key, paint, pages, stream } from './press-fixture.ts';

type Change = (pdf: PDFDocument) => void;

export interface PressCase {
  readonly change?: Change;
  readonly printer?: Partial<Printer>;
  readonly ink?: readonly InkMap[];
}

export interface PressFault {
  readonly name: string;
  readonly rule: string;
  /** Others that the same fault breaks too. */
  readonly also?: readonly string[];
  readonly fault: PressCase;
  readonly neighbour: PressCase;
}

const nothing: PressCase = {};
const pt = (mm: number): number => (mm * 72) / 25.4;

const OVER = (pdf: PDFDocument) => ({ ExtGState: { Over: dict(pdf, { OP: true, op: true, OPM: 1 }) } });
/** A word of three letters, 60 mm from the trim's edges unless told otherwise. */
const word = (colour: string, sizePt = 20, [xMm, yMm] = [60, 60], more = ''): string =>
  `q ${more} ${colour} BT /None ${sizePt} Tf 1 0 0 1 ${pt(xMm + 3)} ${pt(yMm + 3)} Tm (abc) Tj ET Q`;
const painted = (program: string): PressCase => ({ change: paint(program, OVER) });
const rule = (colour: string, heightPt: number, more = ''): PressCase =>
  painted(`q ${more} ${colour} 200 300 90 ${heightPt} re f Q`);
const line = (colour: string, widthPt: number, more = ''): PressCase =>
  painted(`q ${more} ${colour} ${widthPt} w 200 300 m 290 300 l S Q`);

/** A composite face whose first glyph stands for all that it lacks. */
const lettering = (codes: string): PressCase => ({
  change: paint(`q /Over gs 0 0 0 1 k BT /Whole 20 Tf 1 0 0 1 200 300 Tm <${codes}> Tj ET Q`, (pdf) => {
    const file = stream(pdf, {}, '');
    const descriptor = dict(pdf, { Type: 'FontDescriptor', FontName: 'AAAAAA+Whole' });
    descriptor.set(key('FontFile3'), file);
    const inner = dict(pdf, { Type: 'Font', Subtype: 'CIDFontType0', BaseFont: 'AAAAAA+Whole', DW: 500 });
    inner.set(key('FontDescriptor'), descriptor);
    const face = dict(pdf, {
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: 'AAAAAA+Whole',
      Encoding: 'Identity-H',
    });
    face.set(key('DescendantFonts'), pdf.context.obj([inner]));
    return { ...OVER(pdf), Font: { Whole: face } };
  }),
});

/** Ink on three pages of 216 × 281 mm: `percent` of it in a square of the second. */
function inked(percent: number, sideMm: number, [xMm, yMm] = [60, 60], ground = 10): readonly InkMap[] {
  return pages.map((_, page) => ({
    widthPx: 216,
    heightPx: 281,
    cellMm: 1,
    xMm: -3,
    yMm: -3,
    percent: Uint16Array.from({ length: 216 * 281 }, (__, cell) => {
      const [x, y] = [(cell % 216) - 3, Math.floor(cell / 216) - 3];
      const isIn = x >= xMm && x < xMm + sideMm && y >= yMm && y < yMm + sideMm;
      return page === 1 && isIn ? percent : page === 1 ? ground : 10;
    }),
  }));
}

const intent = (pdf: PDFDocument): PDFDict =>
  pdf.catalog.lookup(key('OutputIntents'), PDFArray).lookup(0, PDFDict);
const picture = (widthPx: number): PressCase => ({
  change: paint('q 144 0 0 96 200 300 cm /P Do Q', (pdf) => ({
    XObject: {
      P: stream(
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
  })),
});
const object =
  (entries: object, body = ''): Change =>
  (pdf) =>
    void stream(pdf, entries, body);

export const PRESS_FAULTS: readonly PressFault[] = [
  // The file
  {
    name: 'PDF 1.7',
    rule: 'pdfx-identification',
    fault: { change: (pdf) => void (pdf.context.header = PDFHeader.forVersion(1, 7)) },
    neighbour: nothing,
  },
  {
    name: 'no output intent',
    rule: 'output-intent',
    fault: { change: (pdf) => pdf.catalog.delete(key('OutputIntents')) },
    neighbour: nothing,
  },
  {
    name: 'another condition',
    rule: 'output-intent',
    fault: { change: (pdf) => intent(pdf).set(key('OutputConditionIdentifier'), PDFString.of('FOGRA51')) },
    neighbour: {
      change: (pdf) => intent(pdf).set(key('OutputConditionIdentifier'), PDFString.of('FOGRA39')),
    },
  },
  {
    name: 'LZW',
    rule: 'forbidden-object',
    fault: { change: object({ Filter: 'LZWDecode' }) },
    neighbour: { change: object({ Filter: 'FlateDecode' }) },
  },
  {
    name: 'LZW among filters',
    rule: 'forbidden-object',
    fault: { change: object({ Filter: ['ASCII85Decode', 'LZWDecode'] }) },
    neighbour: { change: object({ Filter: ['ASCII85Decode', 'FlateDecode'] }) },
  },
  {
    name: 'a PostScript object',
    rule: 'forbidden-object',
    fault: { change: object({ Subtype: 'PS' }) },
    neighbour: { change: object({ Subtype: 'Form' }) },
  },
  {
    name: 'alternate pictures',
    rule: 'forbidden-object',
    fault: { change: object({ Subtype: 'Image', Alternates: [] }) },
    neighbour: { change: object({ Subtype: 'Image' }) },
  },
  {
    name: 'a transfer curve',
    rule: 'forbidden-object',
    fault: { change: paint('/T gs', (pdf) => ({ ExtGState: { T: dict(pdf, { TR: 'Identity' }) } })) },
    neighbour: { change: paint('/T gs', (pdf) => ({ ExtGState: { T: dict(pdf, { SA: true }) } })) },
  },
  {
    name: 'a halftone’s place',
    rule: 'forbidden-object',
    fault: { change: paint('/T gs', (pdf) => ({ ExtGState: { T: dict(pdf, { HTP: [0, 0] }) } })) },
    neighbour: nothing,
  },
  {
    name: 'a link',
    rule: 'annotations',
    fault: {
      change: (pdf) =>
        pdf.getPage(0).node.set(key('Annots'), pdf.context.obj([dict(pdf, { Subtype: 'Link' })])),
    },
    neighbour: { change: (pdf) => pdf.getPage(0).node.set(key('Annots'), pdf.context.obj([])) },
  },
  {
    name: 'a script on opening',
    rule: 'annotations',
    fault: { change: (pdf) => pdf.catalog.set(key('OpenAction'), dict(pdf, { S: 'JavaScript' })) },
    neighbour: nothing,
  },
  {
    name: 'what a page does when it is shown',
    rule: 'annotations',
    fault: { change: (pdf) => pdf.getPage(0).node.set(key('AA'), dict(pdf, {})) },
    neighbour: nothing,
  },
  // Pages
  {
    name: 'a page that is turned',
    rule: 'page-boxes',
    fault: { change: (pdf) => pdf.getPage(1).node.set(key('Rotate'), PDFNumber.of(180)) },
    neighbour: { change: (pdf) => pdf.getPage(1).node.set(key('Rotate'), PDFNumber.of(0)) },
  },
  {
    name: 'a page with a unit of its own',
    rule: 'page-boxes',
    fault: { change: (pdf) => pdf.getPage(1).node.set(key('UserUnit'), PDFNumber.of(1.5)) },
    neighbour: { change: (pdf) => pdf.getPage(1).node.set(key('UserUnit'), PDFNumber.of(1)) },
  },
  {
    name: 'a page whose colours mix in RGB',
    rule: 'page-boxes',
    fault: {
      change: (pdf) =>
        pdf.getPage(1).node.set(key('Group'), dict(pdf, { S: 'Transparency', CS: 'DeviceRGB' })),
    },
    neighbour: {
      change: (pdf) =>
        pdf.getPage(1).node.set(key('Group'), dict(pdf, { S: 'Transparency', CS: 'DeviceCMYK' })),
    },
  },
  {
    name: 'a page of another size',
    rule: 'page-size',
    also: ['page-boxes'],
    fault: {
      change: (pdf) => {
        for (const name of ['TrimBox', 'BleedBox', 'MediaBox']) {
          const box = pdf.getPage(2).node.lookup(key(name), PDFArray);
          box.set(3, PDFNumber.of((box.lookup(3) as PDFNumber).asNumber() + 9));
        }
      },
    },
    neighbour: nothing,
  },
  {
    name: 'pages that do not fill a sheet',
    rule: 'saddle-pages',
    fault: { printer: { binding: 'saddle', pagesMultiple: 4 } },
    neighbour: { printer: { binding: 'saddle', pagesMultiple: 3 } },
  },
  {
    name: 'an empty page',
    rule: 'empty-page',
    fault: { ink: inked(0, 10, [60, 60], 0) },
    neighbour: { ink: inked(12, 2, [60, 60], 0) },
  },
  // Colour
  {
    name: 'a fill in RGB',
    rule: 'residual-rgb',
    fault: painted('1 0 0 rg 200 300 90 9 re f'),
    neighbour: painted('0 1 1 0 k 200 300 90 9 re f'),
  },
  {
    name: 'a group in RGB',
    rule: 'residual-rgb',
    fault: {
      change: paint('/G Do', (pdf) => ({
        XObject: { G: form(pdf, '', { Group: { S: 'Transparency', CS: 'DeviceRGB' } }) },
      })),
    },
    neighbour: {
      change: paint('/G Do', (pdf) => ({
        XObject: { G: form(pdf, '', { Group: { S: 'Transparency', CS: 'DeviceCMYK' } }) },
      })),
    },
  },
  {
    name: 'an ink that nobody declared',
    rule: 'spot-colour',
    fault: separation('Gull'),
    neighbour: { ...separation('Gull'), printer: { spots: ['Gull'] } },
  },
  {
    name: 'an ink in two spellings',
    rule: 'spot-name',
    fault: { ...separation('PANTONE 485 C'), printer: { spots: ['PANTONE 485 C', 'Pantone 485C'] } },
    neighbour: { ...separation('PANTONE 485 C'), printer: { spots: ['PANTONE 485 C', 'PANTONE 300 C'] } },
  },
  {
    name: 'marks where none are wanted',
    rule: 'marks',
    fault: separation('All'),
    neighbour: separation('None'),
  },
  {
    name: 'an undeclared ink in a mixture',
    rule: 'spot-colour',
    fault: mixture(['Cyan', 'PANTONE 485 C']),
    neighbour: { ...mixture(['Cyan', 'PANTONE 485 C']), printer: { spots: ['PANTONE 485 C'] } },
  },
  {
    name: 'more ink than dries',
    rule: 'total-ink',
    fault: { ink: inked(310, 15) },
    neighbour: { ink: inked(310, 12) },
  },
  {
    name: 'more ink than this press takes',
    rule: 'total-ink',
    fault: { ink: inked(250, 20), printer: { inkLimitPercent: 240 } },
    neighbour: { ink: inked(250, 20) },
  },
  {
    name: 'a bleed that is not filled',
    rule: 'bleed-filled',
    fault: { ink: inked(100, 60, [0, 60], 0) },
    neighbour: { ink: inked(100, 63, [-3, 60], 0) },
  },
  // Type
  {
    name: 'grey text of four inks',
    rule: 'black-text',
    fault: painted(word('.6 .5 .5 .3 k', 10)),
    neighbour: painted(word('0 0 0 .7 k', 10)),
  },
  {
    name: 'black text of four inks',
    rule: 'black-text',
    fault: painted(word('.77 .65 .5 .98 k', 11)),
    neighbour: painted(word('0 0 0 1 k', 11, [60, 60], '/Over gs')),
  },
  {
    name: 'a black with far too much colour',
    rule: 'rich-black',
    fault: painted(word('1 .2 .9 .9 k', 40)),
    neighbour: painted(word('.9 .1 .5 .9 k', 40)),
  },
  {
    name: 'black text that knocks out',
    rule: 'black-overprint',
    fault: painted(word('0 0 0 1 k', 9)),
    neighbour: painted(word('0 0 0 1 k', 14)),
  },
  {
    name: 'black text that overprints in the wrong mode',
    rule: 'black-overprint',
    fault: {
      change: paint(word('0 0 0 1 k', 9, [60, 60], '/Zero gs'), (pdf) => ({
        ExtGState: { Zero: dict(pdf, { OP: true, op: true, OPM: 0 }) },
      })),
    },
    neighbour: painted(word('0 0 0 1 k', 9, [60, 60], '/Over gs')),
  },
  {
    name: 'a black line that knocks out',
    rule: 'black-overprint',
    fault: rule('0 0 0 1 k', 1),
    neighbour: rule('0 0 0 1 k', 1, '/Over gs'),
  },
  {
    name: 'white text that overprints',
    rule: 'white-overprint',
    fault: painted(word('0 0 0 0 k', 20, [60, 60], '/Over gs')),
    neighbour: painted(word('0 0 0 0 k', 20)),
  },
  {
    name: 'a white line that overprints',
    rule: 'white-overprint',
    fault: rule('0 0 0 0 k', 1, '/Over gs'),
    neighbour: rule('0 0 0 0 k', 1),
  },
  {
    name: 'small text of two inks',
    rule: 'small-text',
    fault: painted(word('0 .8 .9 0 k', 6.5)),
    neighbour: painted(word('0 .8 .9 0 k', 7)),
  },
  {
    name: 'small white text',
    rule: 'small-text',
    fault: painted(word('0 0 0 0 k', 6)),
    neighbour: painted(word('0 .9 0 0 k', 6)),
  },
  {
    name: 'text too small for a web press',
    rule: 'small-text',
    fault: { ...painted(word('.9 .2 0 0 k', 8.5)), printer: { textSmallestPt: 9 } },
    neighbour: { ...painted(word('.9 .2 0 0 k', 9)), printer: { textSmallestPt: 7 } },
  },
  {
    name: 'a hairline',
    rule: 'thin-line',
    fault: line('.5 0 0 0 K', 0.2),
    neighbour: line('.5 0 0 0 K', 0.25),
  },
  {
    name: 'a line of no width',
    rule: 'thin-line',
    fault: line('0 .5 0 0 K', 0),
    neighbour: { change: paint(`q 2 0 0 2 0 0 cm 0 .5 0 0 K .13 w 100 100 m 140 100 l S Q`) },
  },
  {
    name: 'a thin white line',
    rule: 'thin-line',
    fault: { ...rule('0 0 0 0 k', 0.4), printer: { linePt: { single: 0.25, multi: 0.5 } } },
    neighbour: { ...rule('0 0 0 .4 k', 0.4), printer: { linePt: { single: 0.25, multi: 0.5 } } },
  },
  {
    name: 'a thin line of two inks',
    rule: 'thin-line',
    fault: { ...line('.5 .5 0 0 K', 0.4), printer: { linePt: { single: 0.25, multi: 0.5 } } },
    neighbour: { ...line('.5 .5 0 0 K', 0.5), printer: { linePt: { single: 0.25, multi: 0.5 } } },
  },
  {
    name: 'text at the foot’s edge',
    rule: 'safe-margin',
    fault: painted(word('0 .9 0 0 k', 20, [60, 4])),
    neighbour: painted(word('0 .9 0 0 k', 20, [60, 5.4])),
  },
  {
    name: 'text at the left edge',
    rule: 'safe-margin',
    fault: painted(word('0 .9 0 0 k', 20, [2, 60])),
    neighbour: painted(word('0 .9 0 0 k', 20, [6, 60])),
  },
  {
    name: 'text where glue is',
    rule: 'safe-margin',
    fault: { ...painted(word('0 .9 0 0 k', 20, [202, 60])), printer: { binding: 'perfect', hingeMm: 6 } },
    neighbour: { ...painted(word('0 .9 0 0 k', 20, [7, 60])), printer: { binding: 'perfect', hingeMm: 6 } },
  },
  {
    name: 'text of which a form shows nothing',
    rule: 'safe-margin',
    fault: {
      change: paint('/F Do', (pdf) => ({
        XObject: { F: form(pdf, word('0 .9 0 0 k', 20, [60, 2]), { BBox: [0, 0, 900, 900] }) },
      })),
    },
    neighbour: {
      change: paint('/F Do', (pdf) => ({
        XObject: { F: form(pdf, word('0 .9 0 0 k', 20, [60, 2]), { BBox: [0, 300, 900, 900] }) },
      })),
    },
  },
  {
    name: 'a sign that the face has not',
    rule: 'missing-glyph',
    fault: lettering('000100000002'),
    neighbour: lettering('000100030002'),
  },
  {
    name: 'a face of drawings',
    rule: 'type-3-font',
    fault: {
      change: paint('BT /Z 20 Tf 0 0 0 .5 k 1 0 0 1 200 300 Tm (a) Tj ET', (pdf) => ({
        Font: {
          Z: dict(pdf, { Type: 'Font', Subtype: 'Type3', CharProcs: {}, FontMatrix: [1, 0, 0, 1, 0, 0] }),
        },
      })),
    },
    neighbour: lettering('0001'),
  },
  {
    name: 'a face that is not in the file',
    rule: 'font-embedding',
    fault: {
      change: paint('BT /Z 20 Tf 0 0 0 .5 k 1 0 0 1 200 300 Tm (a) Tj ET', (pdf) => ({
        Font: { Z: dict(pdf, { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' }) },
      })),
    },
    neighbour: lettering('0001'),
  },
  // Pictures
  {
    name: 'a picture of too few pixels',
    rule: 'image-resolution',
    fault: picture(290),
    neighbour: picture(450),
  },
];

function separation(name: string): PressCase {
  return {
    change: paint('/Z cs 1 scn 200 300 90 9 re f', (pdf) => {
      const space = pdf.context.obj(['Separation', name, 'DeviceCMYK']);
      space.push(dict(pdf, { FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0], C1: [0, 0, 1, 0] }));
      return { ColorSpace: { Z: space } };
    }),
  };
}

function mixture(names: readonly string[]): PressCase {
  return {
    change: paint('/Z cs 1 .5 scn 200 300 90 9 re f', (pdf) => {
      const space = pdf.context.obj(['DeviceN']);
      space.push(pdf.context.obj([...names]));
      space.push(key('DeviceCMYK'));
      space.push(dict(pdf, { FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0], C1: [0, 0, 1, 0] }));
      return { ColorSpace: { Z: space } };
    }),
  };
}
