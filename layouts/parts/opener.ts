/** The parts that openers are put together from: kicker, title, standfirst, byline, picture, caption. */
import type { Article } from '../../scripts/model/article.ts';
import { hasLabel } from '../../scripts/model/credit.ts';
import { furniture } from '../furniture.ts';
import { html, type Html } from '../html.ts';
import type { LayoutFault } from '../../scripts/model/layout.ts';
import type { LayoutData } from '../layout.ts';
import { isStacked, sizeStyle, titleDepthPt, titleSize, type TitlePlace } from './title-size.ts';

/** A ring or an accent on a capital of the first line needs room under the kicker. */
const RISING = /^.{0,12}[ÅÄÖÉÈÜÁ]/u;

/** The title carries the article's id, the target of contents and cross references. */
export const title = ({ article }: LayoutData, place: TitlePlace): Html =>
  html`<h1
    class="title ${RISING.test(article.title) && article.kicker ? 'rising' : ''} ${isStacked(article.title, place) ? 'stacked' : ''}"
    id="${article.slug}"
    style="${sizeStyle(titleSize(article.title, place))}"
  >
    ${article.title}
  </h1>`;

/** How deep kicker and title reach from the head of the type area. */
export const headDepth = ({ article }: LayoutData, place: TitlePlace): string =>
  `calc(${article.kicker ? 1.5 : 0.5} * var(--line) + ${titleDepthPt(article.title, place)}pt)`;

export const kicker = ({ article }: LayoutData): Html | undefined =>
  article.kicker ? html`<p class="kicker">${article.kicker}</p>` : undefined;

export const standfirst = ({ article }: LayoutData): Html | undefined =>
  article.standfirst ? html`<p class="standfirst">${article.standfirst}</p>` : undefined;

/** Tekst NAVN, Foto NAVN: labels in lower case, names in small capitals. */
export function byline({ article }: LayoutData): Html | undefined {
  const words = furniture[article.lang];
  // One row a role: «Tekst KARI ÅS, OLA NORDMANN».
  const rows = new Map<string, string[]>();
  const add = (label: string, name: string): void => {
    const said = label.charAt(0).toLocaleUpperCase(article.lang) + label.slice(1);
    rows.set(said, [...(rows.get(said) ?? []), name]);
  };
  for (const { name, role } of article.byline) add(role ?? words.text, name);
  if (article.photo) add(words.photo, article.photo);
  if (rows.size === 0) return undefined;
  return html`<div class="byline">
    ${[...rows].map(([label, names]) => html`<p>${label} <span class="name">${names.join(', ')}</span></p>`)}
  </div>`;
}

/** The article's own picture, or nothing where it has none. Its file has been checked by the model. */
export function openerPicture(
  { article, issue }: LayoutData,
  alt = article.image?.alt ?? '',
): Html | undefined {
  const { image } = article;
  if (!image) return undefined;
  const key = `${issue.slug}/${article.slug}/${image.src}`;
  const picture = issue.pictures.get(key);
  if (!picture) return undefined;
  return html`<img
    src="${image.src}"
    data-picture="${key}"
    alt="${alt}"
    width="${picture.widthPx}"
    height="${picture.heightPx}"
    style="object-position: ${image.focus ?? '50% 50%'}"
  />`;
}

/** What a cover or a back stands on: its picture over the whole page, or an even surface in the title's own colour. */
export const ground = (data: LayoutData): Html =>
  data.article.image
    ? html`<figure class="opener-picture">${openerPicture(data)}</figure>`
    : html`<div class="ground" aria-hidden="true"></div>`;

export const credit = ({ article }: LayoutData): Html | undefined =>
  article.image?.credit
    ? html`<span class="credit">${withLabel(article, article.image.credit)}</span>`
    : undefined;

/** What is said of the picture, and whose it is. Layouts whose standfirst has no other place say that instead. */
export const pictureWords = (data: LayoutData, otherwise?: string): Html | undefined => {
  const words = data.article.image?.caption ?? otherwise;
  if (!words) return credit(data);
  return html`<span class="caption">${words}</span> ${credit(data)}`;
};

/** The same where a byline stands near, which often names the photographer already. */
export const wordsBesideByline = (data: LayoutData): Html | undefined => {
  const { photo, image } = data.article;
  if (image?.caption) return pictureWords(data);
  const same = photo && image?.credit?.toLowerCase().includes(photo.toLowerCase());
  return same ? undefined : credit(data);
};

const withLabel = (article: Article, name: string): string =>
  hasLabel(name) ? name : `${furniture[article.lang].photo}: ${name}`;

/** A portrait beside a text, with its caption where it has one. */
export const portrait = (data: LayoutData): Html | undefined =>
  data.article.image &&
  html`<figure class="portrait">
    ${openerPicture(data)}${data.article.image.caption ? html`<figcaption>${pictureWords(data)}</figcaption>` : ''}
  </figure>`;

/** A layout that says nothing of its picture would let a caption vanish without a word. */
export const captionNotShown = ({ image, layout }: Article): LayoutFault[] =>
  image?.caption
    ? [
        {
          rule: 'caption-not-shown',
          level: 'warning',
          message: `the layout ${layout} shows no caption with its picture`,
          hint: 'delete the caption, or say it in the text',
          field: ['image', 'caption'],
        },
      ]
    : [];

/** An opener of text alone shows no picture; one that is named all the same would vanish without a word. */
export const pictureNotShown = ({ image, options }: Article): LayoutFault[] =>
  image && options['opener'] === 'text'
    ? [
        {
          rule: 'picture-not-shown',
          level: 'warning',
          message: `${image.src} is named as the article's picture, but opener: text shows none`,
          hint: 'choose another opener, or put the picture into the text',
          field: ['image'],
        },
      ]
    : [];
