/** Hyphens that are written out: each still ends its line, however wide it is. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, expect, test } from 'vitest';

import { createHyphenator } from '../../scripts/markdown/index.ts';
import { paintedPages } from '../../scripts/pdf/walk.ts';
import { closeRig, rig } from './rig.ts';

afterAll(closeRig);

const WORDS =
  'Kommunestyrerepresentanten undersøkte helseinformasjonen grundig mens pasientjournalsystemet oppdaterte rettighetene sine uten nevneverdige forsinkelser i dokumentasjonen';

/** Lines of a page, as printed, in which a word is divided. */
async function divided(css: string): Promise<{ ends: number; within: string[] }> {
  const hyphenate = createHyphenator([]);
  const paragraphs = Array.from({ length: 14 }, (_, at) => {
    const words = WORDS.split(' ');
    const turned = [...words.slice(at % words.length), ...words.slice(0, at % words.length), ...words];
    return `<p data-source-line="${at + 1}">${turned.map((word) => hyphenate(word, 'nb')).join(' ')}.</p>`;
  });
  const html = `<article class="article feature" lang="nb"><template data-page="text" data-repeat><section class="plate"><div class="text-area" data-columns="3" style="--c: 1; --w: 12"></div></section></template><div class="flow">${paragraphs.join('')}</div></article>`;
  const { pdf } = await (await rig()).print({ article: 'a', html, side: 'left', folios: {} }, { css });
  const runs = paintedPages(await PDFDocument.load(pdf, { updateMetadata: false })).flatMap(
    (page) => page.runs,
  );
  return {
    ends: runs.filter(({ text }) => /\p{L}-\s*$/u.test(text)).length,
    within: runs.flatMap(({ text }) => [...text.matchAll(/\p{L}+-\p{L}+/gu)].map(([word]) => word)),
  };
}

test('a hyphen that is wider written than drawn moves no syllable to the next line', async () => {
  const { ends, within } = await divided('.column p { hyphenate-character: "\\2006" }');
  expect(within).toEqual([]);
  expect(ends).toBeGreaterThan(4);
});
