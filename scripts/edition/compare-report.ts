/** compare.html of a comparison, dressed as the issue's other reports are. */
import { embeddedFaces } from '../io/fonts.ts';
import { version } from '../io/machine.ts';
import type { PagePicture } from '../io/page-pixels.ts';
import { readSheet } from '../io/styles.ts';
import { compareHtml } from '../report/compare-html.ts';
import type { Compared } from './compare.ts';
import type { Workshop } from './workshop.ts';

const address = (picture: PagePicture | undefined): string | undefined =>
  picture && `data:image/webp;base64,${Buffer.from(picture.bytes).toString('base64')}`;

export async function compareReport(
  workshop: Workshop,
  { issue, magazine, against, comparison, looks }: Compared,
): Promise<string> {
  const { theme } = issue;
  const [own, changes, faces, browser] = await Promise.all([
    readSheet('preflight'),
    readSheet('compare'),
    embeddedFaces(theme, workshop.cache.folder),
    (await workshop.browser).version(),
  ]);
  return compareHtml(
    {
      name: magazine.name,
      number: issue.number,
      title: issue.title,
      language: issue.language,
      trim: issue.printer.trim,
      against,
      comparison,
      looks: looks.map(({ before, after, small }) => ({
        before: address(before),
        after: address(after),
        small: address(small),
      })),
      madeWith: [`d:mag ${await version()}`, browser.replace('/', ' ')],
    },
    { css: `${own}\n${changes}`, faces, theme },
  );
}
