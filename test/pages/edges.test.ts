/** Titles: their lines begin on one edge. */
import { afterAll, expect, test } from 'vitest';
import { closeRig, rig } from './rig.ts';

afterAll(closeRig);

/** A title in a box so narrow that each word has a line of its own, as it was composed. */
async function titled(words: string): Promise<string> {
  const html = `<article class="article"><template data-page="plain"><section class="plate"><div class="at" style="--w: 1"><h1 class="title" style="font-size: 60pt; line-height: 60pt">${words}</h1></div></section></template></article>`;
  const { pages } = await (await rig()).see({ article: 'a', html, side: 'left', folios: {} });
  return pages[0]!.boxes.map((box) => box.html).join('');
}

test('each line of a title is moved by the white on the left of its own first letter', async () => {
  const html = await titled('Tretti sekunder');
  const first = Number(/text-indent: (-?[\d.]+)em/u.exec(html)?.[1]);
  const second = Number(/<br><span style="margin-left: (-?[\d.]+)em;?">sekunder/u.exec(html)?.[1]);
  // «T» begins at its own edge, «s» well inside.
  expect(first).toBeCloseTo(0, 1);
  expect(second).toBeLessThan(first - 0.02);
  expect(second).toBeGreaterThan(-0.12);
});

test('a title on one line has nothing but its indent, and its words stay as they are', async () => {
  const html = await titled('Dugg');
  expect(html).toContain('Dugg');
  expect(html).not.toContain('<br>');
});
