/** Running text: columns, breaks, hyphens, heads. */
import { expect, test } from 'vitest';
import { p, set } from '../rig.ts';

test('a text fills its columns one after the other', async () => {
  const pages = await set(p(120), { columns: 3, lines: 6 });
  console.log(pages.fill, pages.lines, pages.ms);
  expect(pages.findings).toEqual([]);
});
