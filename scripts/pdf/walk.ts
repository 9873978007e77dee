/** A page as it is painted: walks its drawing program and its forms, and tells every picture and line of text with its place. */
import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFDocument,
  type PDFPage,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

import { type Operand, PASS_OVER, eachOperation } from './content.ts';
import { FIGURE, type FontFacts, fontFacts, LETTER } from './fonts.ts';
import { decoded, pageContent } from './streams.ts';

/** [a b c d e f] of ISO 32000-1, 8.3.3: x' = ax + cy + e, y' = bx + dy + f; in points of the page's default user space. */
export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The matrix that does `first`, then `then`. */
export const multiply = (first: Matrix, then: Matrix): Matrix => [
  first[0] * then[0] + first[1] * then[2],
  first[0] * then[1] + first[1] * then[3],
  first[2] * then[0] + first[3] * then[2],
  first[2] * then[1] + first[3] * then[3],
  first[4] * then[0] + first[5] * then[2] + then[4],
  first[4] * then[1] + first[5] * then[3] + then[5],
];

/** What undoes a matrix; undefined for one that leaves no area. */
export const inverse = ([a, b, c, d, e, f]: Matrix): Matrix | undefined => {
  const area = a * d - b * c;
  if (Math.abs(area) < 1e-12) return undefined;
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area];
};

export interface PaintedImage {
  /** Its name in the resources. */
  readonly name: string;
  /** Undefined for a picture written inline. */
  readonly ref?: PDFRef;
  readonly stream?: PDFStream;
  /** Takes the unit square to the page. */
  readonly matrix: Matrix;
  readonly mark?: string;
}

/** Text shown in one face and size, from one line position. */
export interface TextRun {
  readonly text: string;
  readonly font: FontFacts;
  /** The size as it stands on the page. */
  readonly sizePt: number;
  /** The first glyph's origin. */
  readonly xPt: number;
  readonly yPt: number;
  /** The last glyph's far end. */
  readonly endPt: { readonly x: number; readonly y: number };
  /** The second glyph's origin; the first one's end where it is alone. */
  readonly secondXPt: number;
  /** The widest space between two words, as it stands on the page; 0 where there is none. */
  readonly widestSpacePt: number;
  /** Letters in another form than the font's ordinary one: small capitals. */
  readonly otherLetters: number;
  /** The same of figures: old-style ones, say. */
  readonly otherFigures: number;
  /** Small letters that are drawn as capitals of a smaller size: small capitals that the font has not. */
  readonly scaledCaps: number;
  /** Drawn aslant by the matrix and not by the font: an italic that the font has not. */
  readonly slanted: boolean;
  /** "STRUCTPARENTS:MCID" of the marked content that it stands in, the key that the structure tree uses; undefined if untagged. */
  readonly mark?: string;
  readonly artifact: boolean;
}

export interface Painter {
  readonly image?: (image: PaintedImage) => void;
  readonly text?: (run: TextRun) => void;
  /** Where only some marks' text is asked for, what the others hold is passed over. Takes a mark's key. */
  readonly wants?: (mark: string) => boolean;
}

interface Graphics {
  ctm: Matrix;
  font: FontFacts | undefined;
  fontSize: number;
  charSpace: number;
  wordSpace: number;
  scale: number;
  leading: number;
  rise: number;
}

interface Mark {
  readonly key: string | undefined;
  readonly artifact: boolean;
  readonly actualText: string | undefined;
}

const key = (name: string): PDFName => PDFName.of(name);
const number = (operand: Operand | undefined): number => (typeof operand === 'number' ? operand : 0);
const name = (operand: Operand | undefined): string => (typeof operand === 'string' ? operand : '');
const matrixOf = (operands: readonly Operand[]): Matrix => [
  number(operands[0]),
  number(operands[1]),
  number(operands[2]),
  number(operands[3]),
  number(operands[4]),
  number(operands[5]),
];

/** A text string of ISO 32000-1, 7.9.2.2: UTF-16 with its mark, else near enough Latin-1. */
export const textString = (bytes: Uint8Array): string =>
  bytes[0] === 0xfe && bytes[1] === 0xff
    ? new TextDecoder('utf-16be').decode(bytes)
    : String.fromCharCode(...bytes);

const structParents = (dict: PDFDict): number | undefined => {
  const value = dict.lookup(key('StructParents'));
  return value instanceof PDFNumber ? value.asNumber() : undefined;
};

/** A slope from which a letter looks slanted; a page that is turned has none. */
const SLANT = 0.02;

const isCapitalOf = (drawn: string | undefined, meant: string): boolean =>
  drawn !== undefined && drawn !== meant && drawn === meant.toUpperCase();

// A form that draws itself would never end; none that a browser prints is nested this deep.
const MAX_DEPTH = 24;

class Walk {
  readonly painter: Painter;
  readonly fonts: Map<PDFDict, FontFacts>;

  constructor(painter: Painter, fonts: Map<PDFDict, FontFacts>) {
    this.painter = painter;
    this.fonts = fonts;
  }

  content(
    bytes: Uint8Array,
    resources: PDFDict | undefined,
    start: Graphics,
    outer: readonly Mark[],
    parents: number | undefined,
    depth: number,
  ): void {
    const { painter } = this;
    const fontDicts = resources?.lookupMaybe(key('Font'), PDFDict);
    const properties = resources?.lookupMaybe(key('Properties'), PDFDict);
    const stack: Graphics[] = [];
    let state: Graphics = { ...start };
    let textMatrix = identity;
    let lineX = 0;
    let lineY = 0;
    let x = 0;
    const marks: Mark[] = [...outer];

    // The run being gathered, as parts: one line of a browser's text is a hundred single glyphs.
    let text = '';
    let runFont: FontFacts | undefined;
    let runSize = 0;
    let runX = 0;
    let runY = 0;
    let runEnd = 0;
    let runMatrix = identity;
    let runMark: string | undefined;
    let runArtifact = false;
    let runSecond: number | undefined;
    let widestSpace = 0;
    let spaceX: number | undefined;
    let otherLetters = 0;
    let otherFigures = 0;
    let scaledCaps = 0;
    let actual = 0; // how many open marks replace the text that they hold
    let actualX: number | undefined;
    let actualCode = 0;
    let actualLetters = 0;
    let actualFigures = 0;

    const flush = (): void => {
      if (text === '' || runFont === undefined) return;
      const [a, b, c, d, e, f] = runMatrix;
      painter.text?.({
        text,
        font: runFont,
        sizePt: runSize * Math.hypot(c, d),
        xPt: a * runX + c * runY + e,
        yPt: b * runX + d * runY + f,
        endPt: { x: a * runEnd + c * runY + e, y: b * runEnd + d * runY + f },
        secondXPt: a * (runSecond ?? runEnd) + c * runY + e,
        widestSpacePt: a * widestSpace,
        otherLetters,
        otherFigures,
        scaledCaps,
        slanted: Math.abs(a * c + b * d) > SLANT * Math.abs(a * d - b * c),
        mark: runMark,
        artifact: runArtifact,
      });
      text = '';
    };

    const append = (shown: string, startX: number): void => {
      if (
        text === '' ||
        runFont !== state.font ||
        runSize !== state.fontSize ||
        runY !== lineY + state.rise
      ) {
        flush();
        runFont = state.font;
        runSize = state.fontSize;
        runX = startX;
        runY = lineY + state.rise;
        runMatrix = multiply(textMatrix, state.ctm);
        runMark = marks.findLast((mark) => mark.key !== undefined)?.key;
        runArtifact = marks.some((mark) => mark.artifact);
        runSecond = spaceX = undefined;
        widestSpace = otherLetters = otherFigures = scaledCaps = 0;
      } else runSecond ??= startX;
      if (spaceX !== undefined && startX - spaceX > widestSpace) widestSpace = startX - spaceX;
      spaceX = shown === ' ' || shown === '\u00a0' ? startX : undefined;
      text += shown;
      runEnd = x;
    };

    const show = (operand: Operand | undefined): void => {
      const { font } = state;
      if (!(operand instanceof Uint8Array) || font === undefined || painter.text === undefined) return;
      const startX = x;
      let shown = '';
      let letters = 0;
      let figures = 0;
      for (let i = 0; i < operand.length; i += font.codeBytes) {
        const code = font.codeBytes === 2 ? operand[i]! * 256 + (operand[i + 1] ?? 0) : operand[i]!;
        // Glyph 0 of an embedded TrueType is the box for a letter that the font has not.
        shown += font.unicode.get(code) ?? (code === 0 && font.codeBytes === 2 ? '\ufffd' : '');
        const form = font.forms[code];
        if (form === LETTER) letters++;
        else if (form === FIGURE) figures++;
        if (actual > 0) actualCode = code;
        const space = state.charSpace + (font.codeBytes === 1 && code === 32 ? state.wordSpace : 0);
        x += (((font.widths.get(code) ?? font.defaultWidth) * state.fontSize) / 1000 + space) * state.scale;
      }
      if (actual === 0) {
        append(shown, startX);
        otherLetters += letters;
        otherFigures += figures;
        return;
      }
      // What it says is told when the mark closes, from where its first glyph stands.
      actualX ??= startX;
      actualLetters += letters;
      actualFigures += figures;
      runEnd = x;
    };

    const moveLine = (dx: number, dy: number): void => {
      lineX += dx;
      lineY += dy;
      x = lineX;
    };

    const setTextMatrix = (matrix: Matrix): void => {
      flush();
      textMatrix = matrix;
      lineX = lineY = x = 0;
    };

    /** Whether what the mark holds is to be read. */
    const open = (operands: readonly Operand[]): boolean => {
      const tag = operands[0];
      const named = operands[1];
      let id: number | undefined;
      let actualText: string | undefined;
      if (named instanceof Map) {
        const mcid = named.get('MCID');
        const replacement = named.get('ActualText');
        if (typeof mcid === 'number') id = mcid;
        if (replacement instanceof Uint8Array) actualText = textString(replacement);
      } else if (typeof named === 'string') {
        const mcid = properties?.lookupMaybe(key(named), PDFDict)?.lookup(key('MCID'));
        if (mcid instanceof PDFNumber) id = mcid.asNumber();
      }
      if (id !== undefined || tag === 'Artifact') flush();
      const own = id === undefined || parents === undefined ? undefined : `${parents}:${id}`;
      marks.push({
        key: own,
        artifact: tag === 'Artifact',
        actualText,
      });
      if (actualText !== undefined) actual++;
      return own === undefined || painter.wants?.(own) !== false;
    };

    const close = (): void => {
      const mark = marks.length > outer.length ? marks.pop() : undefined;
      if (mark?.actualText !== undefined) {
        actual--;
        if (actual === 0) {
          append(mark.actualText, actualX ?? x);
          otherLetters += actualLetters;
          otherFigures += actualFigures;
          if (actualLetters === 0 && isCapitalOf(state.font?.unicode.get(actualCode), mark.actualText))
            scaledCaps++;
          actualX = undefined;
          actualLetters = actualFigures = 0;
        }
      }
      if (mark?.key !== undefined || mark?.artifact === true) flush();
    };

    eachOperation(bytes, (operator, operands) => {
      switch (operator) {
        case 'Td':
          moveLine(number(operands[0]), number(operands[1]));
          break;
        case 'Tj':
          show(operands[0]);
          break;
        case 'TJ':
          for (const part of Array.isArray(operands[0]) ? (operands[0] as readonly Operand[]) : []) {
            if (typeof part === 'number') x -= (part / 1000) * state.fontSize * state.scale;
            else show(part);
          }
          break;
        case 'Tm':
          setTextMatrix(matrixOf(operands));
          break;
        case 'BT':
          setTextMatrix(identity);
          break;
        case 'ET':
          flush();
          break;
        case 'Tf': {
          const dict = fontDicts?.lookupMaybe(key(name(operands[0])), PDFDict);
          state.font = dict === undefined ? undefined : this.font(dict);
          state.fontSize = number(operands[1]);
          break;
        }
        case 'TD':
          state.leading = -number(operands[1]);
          moveLine(number(operands[0]), number(operands[1]));
          break;
        case 'T*':
          moveLine(0, -state.leading);
          break;
        case "'":
          moveLine(0, -state.leading);
          show(operands[0]);
          break;
        case '"':
          state.wordSpace = number(operands[0]);
          state.charSpace = number(operands[1]);
          moveLine(0, -state.leading);
          show(operands[2]);
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
        case 'TL':
          state.leading = number(operands[0]);
          break;
        case 'Ts':
          state.rise = number(operands[0]);
          break;
        case 'q':
          stack.push({ ...state });
          break;
        case 'Q':
          state = stack.pop() ?? state;
          break;
        case 'cm':
          flush();
          state.ctm = multiply(matrixOf(operands), state.ctm);
          break;
        case 'BDC':
        case 'BMC':
          if (!open(operands)) return PASS_OVER;
          break;
        case 'EMC':
          close();
          break;
        case 'BI':
          painter.image?.({
            name: 'inline',
            matrix: state.ctm,
            mark: marks.findLast((mark) => mark.key !== undefined)?.key,
          });
          break;
        case 'Do':
          this.object(name(operands[0]), resources, state, marks, depth);
          break;
        default:
      }
      return undefined;
    });
    flush();
  }

  private font(dict: PDFDict): FontFacts {
    const known = this.fonts.get(dict);
    if (known !== undefined) return known;
    const facts = fontFacts(dict);
    this.fonts.set(dict, facts);
    return facts;
  }

  private object(
    name: string,
    resources: PDFDict | undefined,
    state: Graphics,
    marks: readonly Mark[],
    depth: number,
  ): void {
    const objects = resources?.lookupMaybe(key('XObject'), PDFDict);
    const stream = objects?.lookup(key(name));
    if (!(stream instanceof PDFStream)) return;
    const subtype = stream.dict.lookup(key('Subtype'));
    if (subtype === key('Image')) {
      const ref = objects?.get(key(name));
      this.painter.image?.({
        name,
        ref: ref instanceof PDFRef ? ref : undefined,
        stream,
        matrix: state.ctm,
        mark: marks.findLast((mark) => mark.key !== undefined)?.key,
      });
      return;
    }
    if (subtype !== key('Form') || depth >= MAX_DEPTH) return;
    const array = stream.dict.lookup(key('Matrix'));
    const own =
      array instanceof PDFArray
        ? matrixOf(array.asArray().map((entry) => (entry instanceof PDFNumber ? entry.asNumber() : 0)))
        : identity;
    this.content(
      decoded(stream),
      stream.dict.lookupMaybe(key('Resources'), PDFDict) ?? resources,
      { ...state, ctm: multiply(own, state.ctm) },
      marks,
      structParents(stream.dict),
      depth + 1,
    );
  }
}

/** Facts of fonts already read, for walks over several pages of one file. */
export type FontShelf = Map<PDFDict, FontFacts>;

/** Walks one page. */
export const walkPage = (page: PDFPage, painter: Painter, fonts: FontShelf = new Map()): void => {
  const start: Graphics = {
    ctm: identity,
    font: undefined,
    fontSize: 0,
    charSpace: 0,
    wordSpace: 0,
    scale: 1,
    leading: 0,
    rise: 0,
  };
  const { node } = page;
  new Walk(painter, fonts).content(pageContent(page), node.Resources(), start, [], structParents(node), 0);
};

/** What one page is made of, in the order of painting. */
export interface PaintedPage {
  readonly runs: readonly TextRun[];
  readonly images: readonly PaintedImage[];
}

/** Every page's text and pictures, in one walk: 4 ms a page of 550 words. */
export const paintedPages = (pdf: PDFDocument): PaintedPage[] => {
  const fonts: FontShelf = new Map();
  return pdf.getPages().map((page) => {
    const runs: TextRun[] = [];
    const images: PaintedImage[] = [];
    walkPage(page, { text: (run) => runs.push(run), image: (image) => images.push(image) }, fonts);
    return { runs, images };
  });
};
