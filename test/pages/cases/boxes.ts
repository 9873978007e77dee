/** Paged.js around the composed plates: each page has the box of its kind and side. */
import { expect, test } from 'vitest';
import { job, p, rig } from '../rig.ts';

const paginate = async (side: 'left' | 'right', pages: number) =>
  (await rig()).paginate(job(p(60 * pages), { columns: 1, lines: 8, side }));

for (const side of ['left', 'right'] as const) {
  test(`the pages of an article that begins ${side} alternate from there`, async () => {
    const { pages } = await paginate(side, 5);
    expect(pages.length).toBeGreaterThan(4);
    const sides = pages.map(({ html }) => /pagedjs_(left|right)_page/u.exec(html)![1]);
    for (const [index, each] of sides.entries())
      expect(each).toBe((side === 'left') === (index % 2 === 0) ? 'left' : 'right');
  });
}

test('every page has its own number, its running heads and its own text', async () => {
  const { pages, css } = await paginate('right', 4);
  for (const [index, { html }] of pages.entries()) {
    expect(html).toContain(`id="page-${index + 1}"`);
    expect(html).toContain(`data-page-number="${index + 1}"`);
    expect(html).toContain('--pagedjs-string-first-title: &quot;T&quot;');
    expect(html.match(/class="text-area"/gu)).toHaveLength(1);
    expect(html).not.toContain('data-shell');
  }
  expect(css).toContain('--pagedjs-width');
});
