/** The parts that openers on a screen are put together from, and the <article> of a layout that brings none of its own. */
import type { Theme } from '../../scripts/model/theme.ts';
import { tokenChoice, tokenLadder } from '../../scripts/model/theme.ts';
import { choice, type WebData } from '../layout.ts';
import { html, type Html, raw } from '../html.ts';
import { furniture } from '../furniture.ts';
import { hasLabel } from '../../scripts/model/credit.ts';
import { colourOf } from './accent.ts';
import { leadWords } from './lead-words.ts';
import { isStacked, titlePlace, titleSize } from './title-size.ts';

/** Class of a size of the theme's ladders: "size-104", "size-45-5". */
export const sizeClass = (sizePt: number): string => `size-${String(sizePt).replace('.', '-')}`;

/**
 * The title, which carries the article's id, in the size that it has on paper in that place.
 *
 * @param place one of the theme's ladders: "spread" for --title-spread
 * @param widthMm how wide it would run on paper
 */
export function webTitle({ article, issue }: WebData, place: string, widthMm: number): Html {
  const on = titlePlace({ issue }, place, widthMm);
  const { sizePt } = titleSize(article.title, on);
  // A word too long for all sizes is divided on a screen.
  const sizes = tokenLadder(issue.theme, place).sizes.map((size) => size.sizePt);
  const size = sizes.find((each) => each <= sizePt) ?? sizes.at(-1)!;
  const stacked = isStacked(article.title, on) ? ' stacked' : '';
  return html`<h1 class="title ${sizeClass(size)}${stacked}" id="${article.slug}">${article.title}</h1>`;
}

export const webKicker = ({ article }: WebData): Html | undefined =>
  article.kicker ? html`<p class="kicker">${article.kicker}</p>` : undefined;

export const webStandfirst = ({ article }: WebData): Html | undefined =>
  article.standfirst ? html`<p class="standfirst">${article.standfirst}</p>` : undefined;

/** Tekst NAVN, Foto NAVN. */
export function webByline({ article, author }: WebData): Html | undefined {
  const words = furniture[article.lang];
  const rows = new Map<string, (Html | string)[]>();
  const add = (label: string, name: string, address?: string): void => {
    const said = label.charAt(0).toLocaleUpperCase(article.lang) + label.slice(1);
    const named = address ? html`<a href="${address}">${name}</a>` : name;
    const before = rows.get(said);
    rows.set(said, before ? [...before, ', ', named] : [named]);
  };
  for (const { name, role } of article.byline) add(role ?? words.text, name, author(name));
  if (article.photo) add(words.photo, article.photo);
  if (rows.size === 0) return undefined;
  return html`<p class="byline">
    ${[...rows].map(([label, names]) => html`<span>${label} <span class="name">${names}</span></span>`)}
  </p>`;
}

/** What is said of the opener's picture, and whose it is where the byline does not say it. */
export function webCaption({ article }: WebData, otherwise?: string): Html | undefined {
  const { image, photo } = article;
  const words = image?.caption ?? otherwise;
  const named = photo && image?.credit?.toLowerCase().includes(photo.toLowerCase());
  const credit =
    image?.credit && !(named && !words)
      ? html`<span class="credit"
          >${hasLabel(image.credit) ? image.credit : `${furniture[article.lang].photo}: ${image.credit}`}</span
        >`
      : undefined;
  if (!words) return credit;
  return html`<span class="caption">${words}</span> ${credit}`;
}

/** The opener's picture with what is said of it. */
export function webPicture(
  data: WebData,
  place: Parameters<WebData['picture']>[0] = 'opener',
  caption = webCaption(data),
): Html | undefined {
  const picture = data.picture(place);
  return (
    picture &&
    html`<figure class="opener-picture">
      ${picture}${caption ? html`<figcaption>${caption}</figcaption>` : ''}
    </figure>`
  );
}

/** A colour of the article's own as a class: pages may have no styles of their own, so their issue's stylesheet says what it means. */
const colourClass = (name: string, colour: string | undefined): string =>
  colour ? `${name} ${name}-${colour.slice(1)}` : '';

/** The article's accent, and the dark of its opener's picture. */
export function webColourClasses({ article, issue }: Pick<WebData, 'article' | 'issue'>): string {
  const accent = colourOf(choice(article, 'accent', ''), issue.theme.tokens);
  const shade = colourOf(choice(article, 'shade', ''), {});
  return [colourClass('accented', accent), colourClass('shaded', shade)].filter(Boolean).join(' ');
}

const opens = (theme: Theme, content: string): string => {
  const lead = leadWords(content);
  return tokenChoice(theme, 'opening') === 'words'
    ? lead.replace('<span class="lead">', '<span class="lead heavy">')
    : lead;
};

/** The text, its first words marked, and beside it who made it and when. */
export const webStory = (data: WebData, { side }: { side?: Html } = {}): Html => {
  const beside = side ?? html`${webByline(data)}${data.about}`;
  return html`<div class="story">
    <div class="side">${beside}</div>
    <div class="text">${raw(opens(data.issue.theme, data.content))}</div>
  </div>`;
};

/** An <article> in its layout's class, with its opener and all that follows. */
export const webFrame = (data: WebData, className: string, opener: Html, story = webStory(data)): Html =>
  html`<article
    class="${['article', `layout-${data.article.layout}`, className, webColourClasses(data)].filter(Boolean).join(' ')}"
    lang="${data.article.lang}"
  >
    <header class="opener">${opener}</header>
    ${story}
  </article>`;

/** The opener of a layout that brings none: kicker, large title and standfirst, and its picture below them. */
export const webArticle = (data: WebData): Html =>
  webFrame(
    data,
    'plain-opener',
    html`<div class="opener-head">${webKicker(data)}${webTitle(data, 'text', 178)}</div>
      <div class="opener-row">${webStandfirst(data)}</div>
      ${webPicture(data, 'wide')}`,
  );
