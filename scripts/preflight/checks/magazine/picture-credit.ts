/** Every picture says whose it is: beside it, or once for all of an article's. Advertisements answer for themselves. */
import { type Article, pictureLine } from '../../../model/article.ts';
import { creditMark } from '../../../model/credit.ts';
import type { Finding } from '../../../model/finding.ts';
import { lineOf, type MagazineCheck } from '../../magazine-proof.ts';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/** Whether the Markdown that shows a picture credits it, in its own caption or in that of its gallery. */
function isCreditedInBody(body: string, src: string): boolean {
  const file = escaped(src);
  const captions = body.matchAll(new RegExp(String.raw`\]\((?:\./)?<?${file}>?\s+"([^"]*)"\)`, 'gu'));
  if ([...captions].some(([, caption = '']) => creditMark.test(caption))) return true;
  const galleries = body.matchAll(/^:::+ *gallery\b[\s\S]*?^:::+ *$/gmu);
  return [...galleries].some(
    ([gallery]) =>
      new RegExp(String.raw`\]\((?:\./)?<?${file}>?[\s)]`, 'u').test(gallery) && creditMark.test(gallery),
  );
}

function isCredited({ layout, photo, image, body }: Article, src: string): boolean {
  if (layout === 'ad' || photo !== undefined) return true;
  if (image?.src === src && image.credit !== undefined) return true;
  return isCreditedInBody(body, src);
}

export const pictureCredit: MagazineCheck = (proof) => {
  const told = new Set<string>();
  return proof.pages.flatMap(({ number, pictures }) =>
    pictures.flatMap(({ key, line }): Finding[] => {
      const [, slug = '', ...rest] = key.split('/');
      const src = rest.join('/');
      const article = proof.issue.articles.find((each) => each.slug === slug);
      if (!article || told.has(key) || isCredited(article, src)) return [];
      told.add(key);
      const isOwn = article.image?.src === src;
      return [
        {
          rule: 'picture-credit',
          level: 'warning',
          message: `${src} on page ${number} does not say whose picture it is`,
          hint: isOwn
            ? 'write credit: under image, or photo: for all pictures of the article'
            : 'end its caption with “Foto: Name”, or write photo: for all pictures of the article',
          // On the pages of others, too, it is named where it lies.
          place: lineOf(proof, slug, line ?? pictureLine(article, key)),
          page: number,
        },
      ];
    }),
  );
};
