/** Fields that are written and not set. */
import { expect, test } from 'vitest';
import { parseArticle } from '../../scripts/model/article.ts';
import { unshownFields } from '../../scripts/model/unshown.ts';

const article = parseArticle(
  '---\nlayout: back\ntitle: T\nstandfirst: "Det står \\"her\\" – 10 000 ganger"\nbyline: Kari\npodcast: { title: P, spotify: https://example.org/p }\n---\n',
  { file: 'a/article.md', slug: 'a', issueSlug: 'i', language: 'nb', layouts: new Map([['back', {}]]) },
).value!;

test('a field that its layout leaves out is told, and a companion box that stands nowhere', () => {
  expect(unshownFields(article, '<p data-run-title="Kari">T</p>').map(({ message }) => message)).toEqual([
    'standfirst is written, but the layout back does not show it',
    'byline is written, but the layout back does not show it',
    'podcast is written, but its box stands nowhere in the text',
  ]);
});

test('what stands on the page is found whatever typography has made of it', () => {
  const html =
    '<p>Det står «h\u00ADer» – 10\u00A0000 gan<b>ger</b></p><p>Tekst KARI</p><aside class="companion podcast"></aside>';
  expect(unshownFields(article, html)).toEqual([]);
});
