/** Tabs that set articles: which faces they load, and what they leave behind when one becomes the light table. */
import { afterAll, expect, test } from 'vitest';
import { closeRig, rig } from './rig.ts';

afterAll(closeRig);

const titled = (title: string): string =>
  `<article class="article feature"><template data-page="text"><section class="plate"><h1>${title}</h1></section></template></article>`;

/** Families whose faces for rare letters are loaded in a tab that has set this title, and what else is in its document. */
async function afterSetting(
  title: string,
): Promise<{ rare: string[]; left: string[]; attributes: string[] }> {
  const tabs = await rig();
  await tabs.paginate({ article: 'a', html: titled(title), side: 'right', folios: {} });
  const tab = await tabs.handOver();
  const found = await tab.evaluate(() => ({
    rare: [...document.fonts]
      .filter(({ unicodeRange, status }) => unicodeRange !== 'U+0-10FFFF' && status === 'loaded')
      .map(({ family }) => family.replaceAll('"', '')),
    left: [
      ...document.body.children,
      ...document.querySelectorAll('head style:not([data-harness]), head link'),
    ].map(({ outerHTML }) => outerHTML),
    attributes: [...document.body.attributes, ...document.documentElement.attributes].map(({ name }) => name),
  }));
  await tab.close();
  return found;
}

test('faces for rare letters are loaded where a text has such a letter, small or capital', async () => {
  expect((await afterSetting('Å være – «øre» på måfå')).rare).toEqual([]);
  expect((await afterSetting('Čáhppes')).rare).toContain('Source Serif Display');
  expect((await afterSetting('ÿ')).rare).toContain('Source Serif Display');
});

test('a tab that is handed over holds its styles and nothing of what it has set', async () => {
  const { left, attributes } = await afterSetting('Elva');
  expect(left).toEqual([]);
  expect(attributes).toEqual(['lang']);
});
