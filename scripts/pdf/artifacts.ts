/** What stands outside every tag is decoration: folios, running heads, lifted quotes, rules. It is marked as an artifact, ISO 32000-1, 14.8.2.2. */
import { createHash } from 'node:crypto';

import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef, type PDFDocument } from '@cantoo/pdf-lib';

import { type Operand, eachOperation } from './content.ts';
import { decoded, deflated, pageContent, rawStream } from './streams.ts';

const pathStarts = new Set(['m', 're']);
const paints = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's']);

const OPEN = '/Artifact BMC\n';
const CLOSE = '\nEMC';

interface Splice {
  readonly at: number;
  readonly text: string;
}

/** Whether this mark ties content to a tag, or says that it has none. */
const decides = (operands: readonly Operand[]): boolean =>
  operands[0] === 'Artifact' ||
  (operands[1] instanceof Map ? operands[1].has('MCID') : typeof operands[1] === 'string');

const markStretch = (
  bytes: Uint8Array,
  offset: number,
  isForm: (name: string) => boolean,
  splices: Splice[],
  bareForms: string[],
): void => {
  const marks: boolean[] = [];
  let deciding = 0;
  let pathStart = -1;
  let textStart = -1;
  const wrap = (start: number, end: number): void => {
    splices.push({ at: offset + start, text: OPEN }, { at: offset + end, text: CLOSE });
  };
  eachOperation(bytes, (operator, operands, start, end) => {
    if (operator === 'BDC' || operator === 'BMC') {
      const decided = decides(operands);
      marks.push(decided);
      if (decided) {
        deciding++;
        textStart = -1;
      }
    } else if (operator === 'EMC') {
      if (marks.pop() === true) deciding--;
    } else if (operator === 'BT') textStart = deciding === 0 ? start : -1;
    else if (operator === 'ET') {
      if (textStart >= 0) wrap(textStart, end);
      textStart = -1;
    } else if (pathStarts.has(operator)) {
      if (pathStart < 0) pathStart = start;
    } else if (operator === 'n') pathStart = -1;
    else if (paints.has(operator)) {
      if (deciding === 0 && pathStart >= 0) wrap(pathStart, end);
      pathStart = -1;
    } else if (
      deciding === 0 &&
      operator === 'Do' &&
      typeof operands[0] === 'string' &&
      isForm(operands[0])
    ) {
      bareForms.push(operands[0]);
    } else if (deciding === 0 && (operator === 'sh' || operator === 'Do' || operator === 'BI'))
      wrap(start, end);
  });
};

export interface MarkedContent {
  /** Undefined where nothing had to be marked. */
  readonly bytes?: Uint8Array;
  /** The names of forms painted outside every tag: theirs is the next content to mark. */
  readonly bareForms: readonly string[];
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A mark that only spells a ligature or a small capital: it ties nothing to a tag. */
const SPELLS = /\/Span\s*<<(?![^\n]*\/MCID)[^\n]*$/;

/**
 * The stretches of a program outside every deciding mark, found by the marks' operators alone: a page is nearly all tagged
 * text, and reading it in full takes several times as long. Undefined where a string or an inline picture might hold such a
 * word; then all of it is read.
 */
const bareStretches = (program: string): Stretch[] | undefined => {
  if (/\([^)]*\b(?:BDC|BMC|EMC)\b|\bBI\b/.test(program)) return undefined;
  const stretches: Stretch[] = [];
  const marks: boolean[] = [];
  let deciding = 0;
  let start = 0;
  let last = 0;
  for (const { 0: word, index } of program.matchAll(/\b(?:BDC|BMC|EMC)\b/g)) {
    const end = index + word.length;
    if (word === 'EMC') {
      // A stretch begins with the EMC that ended the last mark and ends with the word that opens the next.
      if (marks.pop() === true && --deciding === 0) start = index;
    } else {
      const decided = deciding > 0 || !SPELLS.test(program.slice(last, index));
      marks.push(decided);
      if (decided && deciding++ === 0) stretches.push({ start, end });
    }
    last = end;
  }
  if (deciding === 0) stretches.push({ start, end: program.length });
  return stretches;
};

/**
 * Wraps every painting operation outside a tag in /Artifact. `isForm` tells a form's name from a picture's: a form is
 * not wrapped, since it may hold tags of its own.
 */
export const markArtifacts = (bytes: Uint8Array, isForm: (name: string) => boolean): MarkedContent => {
  const splices: Splice[] = [];
  const bareForms: string[] = [];
  const whole: Stretch = { start: 0, end: bytes.length };
  const program = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const stretches = bareStretches(program) ?? [whole];
  for (const stretch of stretches) {
    markStretch(bytes.subarray(stretch.start, stretch.end), stretch.start, isForm, splices, bareForms);
  }
  if (splices.length === 0) return { bareForms };
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const { at, text } of splices) {
    parts.push(bytes.subarray(from, at), Buffer.from(text, 'latin1'));
    from = at;
  }
  parts.push(bytes.subarray(from));
  return { bytes: Buffer.concat(parts), bareForms };
};

/** The forms that a page or a form may paint, by name. */
export const formsOf = (
  resources: PDFDict | undefined,
): ReadonlyMap<string, { ref: PDFRef; stream: PDFRawStream }> => {
  const forms = new Map<string, { ref: PDFRef; stream: PDFRawStream }>();
  const objects = resources?.lookupMaybe(PDFName.of('XObject'), PDFDict);
  for (const [name, ref] of objects?.entries() ?? []) {
    const stream = objects?.lookup(name);
    if (!(ref instanceof PDFRef) || !(stream instanceof PDFRawStream)) continue;
    if (stream.dict.lookup(PDFName.of('Subtype')) === PDFName.of('Form'))
      forms.set(name.decodeText(), { ref, stream });
  }
  return forms;
};

/**
 * Pages as they were marked when the issue was last printed, by what they were: after an edit nearly all are the same. What is not asked for
 * again is forgotten.
 */
export type MarkedPages = Map<
  string,
  { readonly contents?: Uint8Array; readonly bareForms: readonly string[] }
>;

/** Marks the artifacts of every page and of the forms that it paints. */
export const markAllArtifacts = (pdf: PDFDocument, known: MarkedPages = new Map()): void => {
  const { context } = pdf;
  const seen = new Set<PDFRef>();
  const markForms = (names: readonly string[], forms: ReturnType<typeof formsOf>): void => {
    for (const name of names) {
      const form = forms.get(name);
      if (form === undefined || seen.has(form.ref)) continue;
      seen.add(form.ref);
      const inner = formsOf(form.stream.dict.lookupMaybe(PDFName.of('Resources'), PDFDict));
      const marked = markArtifacts(decoded(form.stream), (inside) => inner.has(inside));
      if (marked.bytes) context.assign(form.ref, deflated(context, marked.bytes, form.stream.dict));
      markForms(marked.bareForms, inner);
    }
  };
  const before = new Map(known);
  known.clear();
  for (const page of pdf.getPages()) {
    const forms = formsOf(page.node.Resources());
    const content = page.node.Contents();
    const name =
      content instanceof PDFRawStream
        ? createHash('sha256')
            .update(content.contents)
            .update([...forms.keys()].join(' '))
            .digest('hex')
        : undefined;
    let marked = name === undefined ? undefined : before.get(name);
    if (marked === undefined) {
      const { bytes, bareForms } = markArtifacts(pageContent(page), (each) => forms.has(each));
      marked = { contents: bytes && deflated(context, bytes).contents, bareForms };
    }
    if (name !== undefined) known.set(name, marked);
    if (marked.contents) {
      const old = page.node.get(PDFName.of('Contents'));
      const stream = rawStream(context, marked.contents);
      if (old instanceof PDFRef && !(context.lookup(old) instanceof PDFArray)) context.assign(old, stream);
      else page.node.set(PDFName.of('Contents'), context.register(stream));
    }
    markForms(marked.bareForms, forms);
  }
};
