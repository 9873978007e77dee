import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawingDanger, withoutTraces } from '../../scripts/web/drawing.ts';

const svg = (content: string, attributes = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`;

describe('harmless', () => {
  test.each([
    ['shapes and text', '<style>.a{fill:url(#g)}</style><text class="a">on = off</text>'],
    [
      'an address within itself',
      '<use xlink:href="#a"/><a href="#b"/><path fill="url(#g)" clip-path="url(\'#c\')"/>',
    ],
    ['a picture within itself', '<image href="data:image/png;base64,AAAA"/>'],
    ['a word that only looks like it', '<text>Et manuskript om javascript, on-line</text>'],
  ])('%s', (_, content) => expect(drawingDanger(svg(content))).toBeUndefined());

  test('every drawing of the sample issue', () => {
    const files = readdirSync('issues/2026-1', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.svg'),
    );
    expect(files.length).toBeGreaterThan(5);
    for (const file of files)
      expect([file, drawingDanger(readFileSync(join('issues/2026-1', file), 'utf8'))]).toEqual([
        file,
        undefined,
      ]);
  });
});

describe('not harmless', () => {
  test.each([
    ['a script', '<script>1</script>'],
    ['a script under a prefix', '<svg:script>1</svg:script>'],
    ['a handler', '<rect onload="x()"/>'],
    ['a handler on a line of its own', '<rect\nonclick = "x()"/>'],
    ['a handler without a space', '<rect x="1"onload="x()"/>'],
    ['an address that runs', '<a href="javascript:x()"/>'],
    ['the same in numbers', '<a href="&#106;ava&#x73;cript:x()"/>'],
    ['another file', '<image xlink:href="https://example.org/a.png"/>'],
    ['another file beside', '<use href="other.svg#a"/>'],
    ['another file in a style', '<rect style="fill:url(https://example.org/a)"/>'],
    ['a stylesheet', '<style>@import "a.css";</style>'],
    ['a page', '<foreignObject><p/></foreignObject>'],
    ['a drawing as an address', '<image href="data:image/svg+xml,x"/>'],
    ['a page as an address', '<a href="data:text/html,x"/>'],
    ['an address that changes', '<set attributeName="href" to="#a"/>'],
  ])('%s', (_, content) => expect(drawingDanger(svg(content))).toBeDefined());

  test('a handler on the root, an entity, a stylesheet beside, another encoding', () => {
    expect(drawingDanger(svg('', 'onload="x()"'))).toBeDefined();
    expect(drawingDanger(`<!DOCTYPE svg [<!ENTITY x "y">]>${svg('&x;')}`)).toBeDefined();
    expect(drawingDanger(`<?xml-stylesheet href="a.css"?>${svg('')}`)).toBeDefined();
    expect(drawingDanger(Buffer.from(svg('<script/>'), 'utf16le').toString('utf8'))).toBeDefined();
  });
});

test('what a drawing program notes of its disk is left behind', () => {
  const traces = svg(
    '<g/>',
    'sodipodi:docname="mitt.svg" inkscape:export-filename="/home/kari/mitt.png" width="4"',
  );
  expect(withoutTraces(traces)).not.toMatch(/kari|mitt/u);
  expect(withoutTraces(traces)).toContain('width="4"');
});
