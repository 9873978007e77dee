import { PDFDict, PDFDocument, PDFRef } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';

import { type Tag, isTag, mendTags } from '../../scripts/pdf/structure.ts';

const pdf = await PDFDocument.create();
const page = PDFRef.of(1);
let next = 0;

/** `P(Hei)` in short: a tag with runs of text (strings) and tags in it. */
const tag = (
  type: string,
  kids: readonly (Tag | string)[],
  more: { language?: string; alt?: string } = {},
): Tag => ({
  type,
  ref: PDFRef.of(++next + 100),
  dict: PDFDict.withContext(pdf.context),
  ...more,
  kids: kids.map((kid) => (typeof kid === 'string' ? { mark: kid, mcid: 0, page } : kid)),
});
const newTag = (type: string): Tag => tag(type, []);
const run = (text: string): Tag => tag('NonStruct', [text]);
const going = (type: string, kids: readonly (Tag | string)[]): Tag => tag(type, kids, { language: 'x-cont' });

const shown = (one: Tag): string =>
  `${one.type}(${one.kids.map((kid) => (isTag(kid) ? shown(kid) : 'mark' in kid ? kid.mark : '→')).join(' ')})`;
const mended = (root: Tag): string => {
  mendTags(root, newTag);
  return shown(root);
};

test('a continued part joins the paragraph before it, over pages and past a picture', () => {
  const root = tag('Document', [
    tag('NonStruct', [tag('P', [run('a')]), tag('Figure', ['pic'], { alt: 'x' })]),
    tag('NonStruct', [going('P', [run('b')]), tag('P', [run('c')])]),
    tag('NonStruct', [going('P', [run('d')])]),
  ]);
  expect(mended(root)).toBe('Document(NonStruct(P(a b) Figure(pic)) NonStruct(P(c d)))');
});

test('a continued paragraph does not join one inside a fact box', () => {
  const root = tag('Document', [
    tag('P', [run('a')]),
    tag('Aside', [tag('P', [run('fact')])]),
    going('P', [run('b')]),
  ]);
  expect(mended(root)).toBe('Document(P(a b) Aside(P(fact)))');
});

test('a divided note joins its own first part, and the text around it its own', () => {
  const note = (paragraph: Tag): Tag => tag('NonStruct', [tag('NonStruct', [paragraph])]);
  const root = tag('Document', [
    tag('NonStruct', [tag('P', [run('a')]), note(tag('P', [run('note')]))]),
    tag('NonStruct', [going('P', [run('b')]), note(going('P', [run('goes on')]))]),
    tag('NonStruct', [going('P', [run('c')])]),
  ]);
  expect(mended(root)).toBe('Document(NonStruct(P(a b c) NonStruct(NonStruct(P(note goes on)))))');
});

test('a list that goes on joins its first part, within an item and between items', () => {
  const item = (text: string): Tag => tag('LI', [tag('Lbl', ['•']), run(text)]);
  const within = tag('Document', [
    tag('L', [item('a'), item('b')]),
    tag('L', [going('LI', [run('b2')]), item('c')]),
  ]);
  expect(mended(within)).toBe('Document(L(LI(Lbl(•) LBody(a)) LI(Lbl(•) LBody(b b2)) LI(Lbl(•) LBody(c))))');
  const between = tag('Document', [tag('L', [item('a')]), going('L', [item('b')])]);
  expect(mended(between)).toBe('Document(L(LI(Lbl(•) LBody(a)) LI(Lbl(•) LBody(b))))');
});

test('an item that holds only a link, or paragraphs, gets a body', () => {
  const item = tag('LI', [tag('Link', [run('a')]), tag('P', [run('b')])]);
  expect(mended(tag('Document', [tag('L', [item])]))).toBe('Document(L(LI(LBody(Link(a) P(b)))))');
});

test('a continued part with nothing before it is told', () => {
  const root = tag('Document', [going('P', [run('b')])]);
  expect(mendTags(root, newTag)).toHaveLength(1);
  expect(shown(root)).toBe('Document(P(b))');
});

test('a figure is its picture with its description, and the caption', () => {
  const root = tag('Document', [
    tag('Figure', [tag('Figure', ['pic'], { alt: 'x' }), tag('Caption', [run('caption')])]),
  ]);
  expect(mended(root)).toBe('Document(Figure(pic Caption(caption)))');
});

test('a gallery groups its figures', () => {
  const picture = (name: string): Tag => tag('Figure', [tag('Figure', [name], { alt: 'x' })]);
  const root = tag('Document', [tag('Figure', [picture('a'), picture('b'), tag('Caption', [run('c')])])]);
  expect(mended(root)).toBe('Document(Div(Figure(a) Figure(b) Caption(c)))');
});

test('text in no paragraph is one: a note with its number', () => {
  const root = tag('Document', [
    tag('NonStruct', [
      tag('NonStruct', [tag('NonStruct', [run('1')]), run('The note.')]),
      tag('P', [run('x')]),
    ]),
  ]);
  expect(mended(root)).toBe('Document(NonStruct(P(1 The note.) P(x)))');
});

test('a link with a role of its own is still a link', () => {
  const call = tag('NonStruct', [run('1')]);
  call.kids.push({ object: PDFRef.of(9) });
  expect(mended(tag('Document', [tag('P', [run('text'), call])]))).toBe('Document(P(text Link(1 →)))');
});

test('tags with nothing in them go, except cells', () => {
  const root = tag('Document', [tag('P', []), tag('TR', [tag('TD', []), tag('TD', [run('a')])])]);
  expect(mended(root)).toBe('Document(TR(TD() TD(a)))');
});
