/** How an editorial is signed: a drawn signature where there is a file of one, else the name in the display face. */
import { text } from '../../scripts/model/fields.ts';
import type { LayoutFault } from '../../scripts/model/layout.ts';
import { pictureKey } from '../../scripts/model/picture.ts';
import { hintFor } from '../../scripts/model/nearest.ts';
import { furniture } from '../furniture.ts';
import { html, type Html } from '../html.ts';
import { choice, type LayoutData } from '../layout.ts';

/** Front matter: `signature: kari.svg`, a file beside the text; `signature: none` leaves the names beside it instead. */
export const signatureOption = text.optional();

const DRAWN = /\.(?:svg|png)$/iu;

type Signed = Pick<LayoutData, 'article' | 'issue'>;

const fileOf = ({ article }: Signed): string => choice(article, 'signature', '');

export function signatureFaults(article: LayoutData['article']): LayoutFault[] {
  const file = choice(article, 'signature', '');
  const fault = (rule: string, message: string, hint: string): LayoutFault[] => [
    { rule, level: 'error', message, hint, field: ['signature'] },
  ];
  if (file === '' || file === 'none') return [];
  if (!DRAWN.test(file)) {
    const hint = 'draw it dark on nothing and export it as SVG or PNG, or write none';
    return fault('signature', `${file} is no drawn signature`, hint);
  }
  if (article.fileNames === undefined || article.fileNames.includes(file)) return [];
  const hint = hintFor(
    file,
    article.fileNames.filter((name) => DRAWN.test(name)),
  );
  return fault(
    'missing-picture',
    `${file} is not in the folder ${article.slug}`,
    hint ?? 'put the file beside article.md',
  );
}

/** Whether the text is signed at its end; then its writer is not named beside it too. */
export const isSigned = (data: Signed): boolean => fileOf(data) !== 'none' && data.article.byline.length > 0;

/** Lines that the signature takes in the column. */
export const signatureLines = (data: LayoutData): number =>
  isSigned(data) ? 5 * data.article.byline.length : 0;

/** How a picture beside the article is shown: on paper, or on a screen. */
type Show = (src: string, alt: string) => Html | undefined;

const onPaper =
  ({ article, issue }: Signed): Show =>
  (src, alt) => {
    const key = pictureKey(issue.slug, article.slug, src);
    const picture = issue.pictures.get(key);
    if (!picture) return undefined;
    return html`<img
      src="${src}"
      data-picture="${key}"
      alt="${alt}"
      width="${picture.widthPx}"
      height="${picture.heightPx}"
    />`;
  };

function drawn(data: Signed, name: string, show: Show): Html | undefined {
  const image = show(fileOf(data), `${furniture[data.article.lang].signature}: ${name}`);
  return image && html`<figure class="signature">${image}</figure>`;
}

/** The last blocks of the text: the signature and, under it, whose it is. */
export function signature(data: Signed, show: Show = onPaper(data)): Html | undefined {
  if (!isSigned(data)) return undefined;
  const [first, ...others] = data.article.byline;
  const drawing = drawn(data, first!.name, show);
  return html`${drawing}${[first!, ...others].map(
    ({ name, role }, at) =>
      html`<p class="signature-name ${drawing && at === 0 ? 'drawn' : ''}">
        <span class="signed">${name}</span>${role ? html`<br /><span class="signed-role">${role}</span>` : ''}
      </p>`,
  )}`;
}
